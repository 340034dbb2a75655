"""The settings of a project: what its files are held to, from `teikit.toml` or `[tool.teikit]` in `pyproject.toml`."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

from teikit.checks import CHECKS
from teikit.codes import codes
from teikit.diagnostics import Location, Severity, refusal
from teikit.gathering import is_folder
from teikit.globs import matches
from teikit.reports import REPORTS

OWN_FILE = "teikit.toml"
PROJECT_FILE = "pyproject.toml"

_OFF = "off"
_SEVERITIES = {str(severity): severity for severity in Severity}
_OURS = re.compile(r"\s*\[+\s*tool\s*\.\s*teikit\b")  # where our part of a pyproject.toml begins
_EVERYWHERE = ("**",)


@dataclass(frozen=True, slots=True)
class Standard:
    """What a file is held to: schemas, or those that it names itself; checks on or off; the severity of codes, None for off;
    the phase of Schematron rules, None for what they or the file say."""

    schemas: tuple[str, ...] = ()
    checks: Mapping[str, bool] = field(default_factory=dict)
    codes: Mapping[str, Severity | None] = field(default_factory=dict)
    phase: str | None = None

    def under(self, above: Standard) -> Standard:
        """This one, except where the one above it says something."""
        checks, codes = {**self.checks, **above.checks}, {**self.codes, **above.codes}
        return Standard(above.schemas or self.schemas, checks, codes, above.phase or self.phase)


@dataclass(frozen=True, slots=True)
class Override:
    """Another standard for the files that a pattern takes."""

    files: tuple[str, ...]
    standard: Standard


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a run. Patterns are relative to `folder`; `path` is the file they were read from, if there is one."""

    standard: Standard = Standard()
    overrides: tuple[Override, ...] = ()
    exclude: tuple[str, ...] = ()
    baseline: Path | None = None
    fail_on: Severity = Severity.ERROR
    form: str = "terminal"
    folder: Path = Path()
    path: Path | None = None

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> Config:
        """The settings in a file. Raises TeikitError TK701 where it cannot be read, TK702 for an unknown key, TK703 for a
        value that cannot be."""
        text = _text(Path(path))
        return _Reader(Path(path), text).config(_table(Path(path), text) or {})

    @classmethod
    def found(cls, *places: str | os.PathLike[str]) -> Config:
        """The settings that hold for these files and folders: the nearest, from the folder that holds them all upwards.

        In one folder `teikit.toml` comes before `pyproject.toml`. Raises TeikitError as `read` does.
        """
        start = _around([_absolute(place) for place in places or (".",)])
        for folder in (start, *start.parents):
            for name in (OWN_FILE, PROJECT_FILE):
                path = folder / name
                if _is_there(path) and (name == OWN_FILE or _table(path, _text(path)) is not None):
                    return cls.read(path)
        return cls(folder=Path.cwd())

    def standard_for(self, path: str | os.PathLike[str] | None) -> Standard:
        """What a file is held to; where several overrides take it, the later ones win."""
        standard, name = self.standard, self._relative(path)
        for override in self.overrides:
            if matches(name, override.files):
                standard = standard.under(override.standard)
        return standard

    def excludes(self, path: str | os.PathLike[str]) -> bool:
        """Whether a file is left out."""
        return matches(self._relative(path), self.exclude)

    def with_standard(self, standard: Standard) -> Config:
        """The same settings with a standard for all files above what they say."""
        return replace(self, overrides=(*self.overrides, Override(_EVERYWHERE, standard)))

    def _relative(self, path: str | os.PathLike[str] | None) -> str:
        if path is None:
            return ""
        return Path(os.path.relpath(path, self.folder)).as_posix()


def _absolute(path: str | os.PathLike[str]) -> Path:
    """Without `..`; links stay what they are, since a project may be entered by one."""
    return Path(os.path.normpath(Path(path).absolute()))


def _around(places: Sequence[Path]) -> Path:
    try:
        return Path(os.path.commonpath([place if is_folder(place) else place.parent for place in places]))
    except ValueError:  # drives of Windows
        return Path.cwd()


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder above that one may not look into is none of the project's
        return False


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise refusal("TK701", f"cannot read {path}: {why}", Location(str(path), 1)) from None


def _table(path: Path, text: str) -> dict[str, Any] | None:
    """The settings in a file's text; None where a pyproject.toml has none."""
    if path.name == PROJECT_FILE and "teikit" not in text:
        return None
    try:
        table: dict[str, Any] = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"line (\d+), column (\d+)", str(error))
        place = Location(str(path), *map(int, found.groups())) if found else Location(str(path), 1)
        raise refusal("TK701", f"this is no TOML: {error}", place, "mend it at this place") from None
    if path.name != PROJECT_FILE:
        return table
    tools = table.get("tool", {})
    own = tools.get("teikit") if isinstance(tools, dict) else None
    return own if isinstance(own, dict) else None


class _Reader:
    """Reads one file's table, key by key; what it refuses has the line of the key."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.folder = _absolute(path).parent
        self.lines = text.splitlines()
        ours = (number for number, line in enumerate(self.lines, 1) if _OURS.match(line))
        self.first = next(ours, 1) if path.name == PROJECT_FILE else 1

    def config(self, table: Mapping[str, Any]) -> Config:
        self.known(table, _KEYS, "a setting")
        return Config(
            standard=self.standard(table),
            overrides=tuple(map(self.override, self.of_kind(table, "overrides", list, "a list of tables", []))),
            exclude=self.texts(table, "exclude"),
            baseline=self.folder / table["baseline"] if self.word(table, "baseline") else None,
            fail_on=_SEVERITIES[self.choice(table, "fail-on", _SEVERITIES) or str(Severity.ERROR)],
            form=self.choice(table, "format", REPORTS) or Config().form,
            folder=self.folder,
            path=self.path,
        )

    def override(self, table: object) -> Override:
        if not isinstance(table, dict):
            self.refuse("overrides", "overrides are tables", "write [[overrides]] above each")
        self.known(table, _OVERRIDE_KEYS, "a setting of an override")
        files = self.texts(table, "files")
        if not files:
            self.refuse("overrides", "an override does not say for which files it is", 'add files = ["letters/"]')
        return Override(files, self.standard(table))

    def standard(self, table: Mapping[str, Any]) -> Standard:
        checks = self.of_kind(table, "checks", dict, "a table", {})
        self.known(checks, CHECKS, "a check")
        for name in checks:
            self.of_kind(checks, name, bool, "true or false", None)
        return Standard(self.schemas(table), checks, self.codes(table), self.word(table, "phase"))

    def schemas(self, table: Mapping[str, Any]) -> tuple[str, ...]:
        """The schemas, from the folder of this file where they are there, else as they are named."""
        if isinstance(table.get("schema"), list):
            names = self.texts(table, "schema")
        else:
            word = self.word(table, "schema")
            names = (word,) if word else ()
        return tuple(str(self.folder / name) if (self.folder / name).is_file() else name for name in names)

    def codes(self, table: Mapping[str, Any]) -> dict[str, Severity | None]:
        given = self.of_kind(table, "codes", dict, "a table", {})
        self.known(given, codes(), "a code")
        words = {code: self.choice(given, code, (_OFF, *_SEVERITIES)) for code in given}
        return {code: _SEVERITIES.get(word or _OFF) for code, word in words.items()}

    def word(self, table: Mapping[str, Any], key: str) -> str | None:
        found: str | None = self.of_kind(table, key, str, "a text", None)
        if found == "":
            self.refuse(key, f"{key} is empty", f'write {key} = "…", or take it out')
        return found

    def texts(self, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        found = self.of_kind(table, key, list, "a list of texts", [])
        if not all(isinstance(each, str) and each for each in found):
            self.refuse(key, f"{key} is a list of texts", f'write {key} = ["drafts/", "*.old.xml"]')
        return tuple(found)

    def choice(self, table: Mapping[str, Any], key: str, choices: Iterable[str]) -> str | None:
        word = self.word(table, key)
        if word is not None and word not in choices:
            self.refuse(key, f"{key} cannot be “{word}”", f"choose one of: {', '.join(choices)}")
        return word

    def of_kind(self, table: Mapping[str, Any], key: str, kind: type, words: str, default: Any) -> Any:
        found = table.get(key, default)
        if found is not default and not isinstance(found, kind):
            self.refuse(key, f"{key} is {words}, not {found!r}")
        return found

    def known(self, table: Mapping[str, Any], names: Iterable[str], what: str) -> None:
        for key in table:
            if key not in names:
                near = get_close_matches(key, names, 1)
                hint = f"did you mean “{near[0]}”?" if near else f"there are: {', '.join(names)}"
                raise refusal("TK702", f"there is no {what.partition(' ')[2]} “{key}”", self.place(key), hint)

    def refuse(self, key: str, message: str, hint: str | None = None) -> NoReturn:
        raise refusal("TK703", message, self.place(key), hint)

    def place(self, key: str) -> Location:
        """The first line that begins with this key, or has it in its heading."""
        begins = re.compile(rf"""\s*(?:\[+[^\]]*)?["']?{re.escape(key)}\b|.*[{{,]\s*{re.escape(key)}\s*=""")
        lines = (number for number, line in enumerate(self.lines, 1) if number >= self.first and begins.match(line))
        return Location(str(self.path), next(lines, self.first))


_STANDARD_KEYS = ("schema", "phase", "checks", "codes")
_OVERRIDE_KEYS = ("files", *_STANDARD_KEYS)
_KEYS = (*_STANDARD_KEYS, "exclude", "baseline", "fail-on", "format", "overrides")
