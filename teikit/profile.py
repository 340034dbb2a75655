"""A profile: the conventions of an archive, read from one TOML file and checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from teikit.diagnostics import Location, refusal
from teikit.grammars.vocabulary import FIELDS, Vocabulary, alternation, vocabulary

SHIPPED = Path(__file__).parent / "profiles"
CERTAINTIES = ("high", "medium", "low")
SCOPES = ("inside", "before", "after", "point", "glued", "name")
SLOTS = ("opener", "closer", "either", "head", "flow", "global")

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class Part(NamedTuple):
    """What a named group of a pattern becomes: an element with attributes."""

    element: str
    attributes: Mapping[str, str]


_NONE: Mapping[str, Any] = MappingProxyType({})


class Rule(NamedTuple):
    """One rule of a profile: a pattern with named groups, what it becomes, why, and the examples that prove it.

    A line rule's pattern is matched against a whole line or paragraph, a bracket rule's against what stands in the
    bracket. The group `text` goes on as content, `label` becomes a note[@type="label"], a group named in `parts` its
    element, any other group is there for attributes; all the rest is mark. A rule with `code` is a function of
    `teikit.recognize.RULES` instead.
    """

    name: str
    pattern: str = ""
    element: str = ""
    attributes: Mapping[str, str] = _NONE
    parts: Mapping[str, Part] = _NONE
    inner: str = ""
    slot: str = "flow"
    scope: str = "inside"
    block: bool = False
    sentence: bool = False
    longest: int = 400
    certainty: str = "high"
    code: str = ""
    why: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()

    def regex(self, words: Vocabulary) -> re.Pattern[str]:
        """The pattern with the vocabulary's words in place of `{field}`."""
        return compiled(self.pattern, words)


class Field(NamedTuple):
    """A field of a frame: its label as typed, and the metadata it holds."""

    label: str
    holds: str


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The conventions of an archive; also the settings object of a conversion.

    `header` is what the profile says of all its documents, `fields` and `detect` describe the frame, `brackets` and
    `lines` are rules in order of precedence.
    """

    name: str
    title: str
    languages: tuple[str, ...]
    header: Mapping[str, Any]
    fields: tuple[Field, ...]
    detect: tuple[str, ...]
    layouts: tuple[str, ...]
    furniture: tuple[str, ...]
    brackets: tuple[Rule, ...]
    lines: tuple[Rule, ...]
    parent: Profile | None = None

    @property
    def words(self) -> Vocabulary:
        return vocabulary(*self.languages)

    @property
    def rules(self) -> tuple[Rule, ...]:
        return self.brackets + self.lines


def profile(name_or_path: str | Path) -> Profile:
    """A shipped profile by name, or one from a file. Raises TeikitError TK502 to TK506 for a broken one."""
    text = str(name_or_path)
    if isinstance(name_or_path, Path) or text.endswith(".toml") or "/" in text:
        return _read(Path(name_or_path))
    if text not in profile_names():
        raise refusal(
            "TK502",
            f"there is no profile “{text}”",
            hint=f"shipped are {', '.join(profile_names())}; a profile of your own is given as a path that ends in .toml",
        )
    return _shipped(text)


@cache
def profile_names() -> tuple[str, ...]:
    """The names of the shipped profiles, in alphabetical order."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.toml")))


@lru_cache(maxsize=2048)
def compiled(pattern: str, words: Vocabulary) -> re.Pattern[str]:
    """A rule's pattern as a regular expression over this vocabulary."""

    def placed(match: re.Match[str]) -> str:
        found = getattr(words, match.group(1))
        return alternation(tuple(found))

    return re.compile(_PLACEHOLDER.sub(placed, pattern), re.VERBOSE if "\n" in pattern else 0)


@cache
def _shipped(name: str) -> Profile:
    # that its patterns are right is a test's to see: compiling them all takes longer than a conversion
    return _read(SHIPPED / f"{name}.toml", proven=True)


def _read(path: Path, proven: bool = False) -> Profile:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise refusal("TK502", f"cannot read the profile {path}: {error.strerror}", Location(str(path), 1)) from None
    except UnicodeDecodeError as error:
        raise refusal("TK503", f"the profile {path} is not UTF-8: {error.reason}", Location(str(path), 1)) from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        place = Location(str(path), int(line.group(1)) if line else 1)
        raise refusal("TK503", f"the profile is not TOML: {error}", place) from None
    return _Reader(path, table, proven).profile()


_KEYS = frozenset(
    ["name", "title", "extends", "languages", "header", "frame", "brackets", "lines", "bracket", "line"],
)
_RULE_KEYS = frozenset(
    [
        "pattern",
        "element",
        "parts",
        "inner",
        "slot",
        "scope",
        "block",
        "longest",
        "sentence",
        "certainty",
        "code",
        "why",
        "examples",
        "counter_examples",
        "attributes",
    ]
)


class _Reader:
    """Turns a profile's table into a Profile and refuses what does not fit, with the place."""

    def __init__(self, path: Path, table: dict[str, Any], proven: bool) -> None:
        self.path = path
        self.table = table
        self.proven = proven

    def profile(self) -> Profile:
        table = self.table
        for key in table:
            if key not in _KEYS:
                raise self._refusal("TK504", f"unknown key “{key}”", key)
        parent = profile(table["extends"]) if table.get("extends") else None
        frame = table.get("frame", {})
        own = {
            "brackets": self._rules("bracket", parent.brackets if parent else ()),
            "lines": self._rules("line", parent.lines if parent else ()),
        }
        return Profile(
            name=self._text(table, "name", self.path.stem),
            title=self._text(table, "title", self.path.stem),
            languages=tuple(table.get("languages", parent.languages if parent else ("en",))),
            header={**(parent.header if parent else {}), **table.get("header", {})},
            fields=tuple(Field(label, holds) for label, holds in frame.get("fields", {}).items()),
            detect=tuple(frame.get("detect", ())),
            layouts=tuple(frame.get("layouts", ())),
            furniture=tuple(frame.get("furniture", ())),
            brackets=own["brackets"],
            lines=own["lines"],
            parent=parent,
        )

    def _text(self, table: Mapping[str, Any], key: str, default: str) -> str:
        value = table.get(key, default)
        if not isinstance(value, str):
            raise self._refusal("TK505", f"“{key}” must be a text", key)
        return value

    def _rules(self, kind: str, inherited: tuple[Rule, ...]) -> tuple[Rule, ...]:
        """Own rules in the order of the table `KINDs`, which may name inherited ones; without it, own before inherited."""
        own = {name: self._rule(kind, name, table) for name, table in self.table.get(kind, {}).items()}
        known = {rule.name: rule for rule in inherited} | own
        order = self.table.get(kind + "s")
        if order is None:
            order = [*own, *(rule.name for rule in inherited if rule.name not in own)]
        missing = [name for name in order if name not in known]
        if missing:
            raise self._refusal("TK504", f"the order names a rule that is nowhere: “{missing[0]}”", missing[0])
        return tuple(known[name] for name in order)

    def _rule(self, kind: str, name: str, table: Any) -> Rule:
        if not isinstance(table, dict):
            raise self._refusal("TK505", f"the rule “{name}” must be a table", name)
        unknown = sorted(set(table) - _RULE_KEYS)
        if unknown:
            raise self._refusal("TK504", f"the rule “{name}” has an unknown key “{unknown[0]}”", unknown[0])
        if not table.get("code") and not (table.get("pattern") and (table.get("element") or table.get("parts"))):
            raise self._refusal("TK505", f"the rule “{name}” needs a pattern and an element, or code", name)
        for key, allowed in (("certainty", CERTAINTIES), ("scope", SCOPES), ("slot", SLOTS)):
            if table.get(key, allowed[0]) not in allowed:
                raise self._refusal("TK505", f"{key} of the rule “{name}” must be one of {', '.join(allowed)}", name)
        parts = {
            group: Part(part["element"], {key: value for key, value in part.items() if key != "element"})
            for group, part in table.get("parts", {}).items()
        }
        plain = {key: value for key, value in table.items() if key not in ("parts", "examples", "counter_examples")}
        rule = Rule(
            name=name,
            parts=parts,
            examples=tuple(table.get("examples", ())),
            counter_examples=tuple(table.get("counter_examples", ())),
            **plain,
        )
        if not self.proven:
            self._check_pattern(rule)
        return rule

    def _check_pattern(self, rule: Rule) -> None:
        for match in _PLACEHOLDER.finditer(rule.pattern):
            if match.group(1) not in FIELDS:
                raise self._refusal(
                    "TK506", f"the rule “{rule.name}” names no field of the vocabulary: {match.group()}", rule.name
                )
        try:
            found = re.compile(_PLACEHOLDER.sub("x", rule.pattern), re.VERBOSE if "\n" in rule.pattern else 0)
        except re.error as error:
            raise self._refusal(
                "TK506", f"the pattern of the rule “{rule.name}” is broken: {error}", rule.name
            ) from None
        for group in rule.parts:
            if group not in found.groupindex:
                raise self._refusal("TK506", f"the pattern of the rule “{rule.name}” has no group “{group}”", rule.name)

    def _refusal(self, code: str, message: str, word: str) -> Exception:
        lines = self.path.read_text(encoding="utf-8").splitlines()
        number = next((i for i, line in enumerate(lines, 1) if word in line), 1)
        return refusal(code, f"{message} in the profile {self.path.name}", Location(str(self.path), number))
