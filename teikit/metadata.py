"""What the user gives beside the text: the header's facts, from TOML for one document or from CSV for many."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from teikit.diagnostics import Location, TeikitError, refusal
from teikit.records import TYPE_CHECKING, NamedTuple
from teikit.source import forbidden

if TYPE_CHECKING:
    import tomllib

_FILE_COLUMN = "file"
_SEVERAL = "|"


class Metadata(NamedTuple):
    """The facts of a header; an empty field was not given.

    `date` is ISO 8601: 1955, 1955-01, 1955-01-31, or two of them with `/`. `language` and
    `original_language` are BCP 47 tags.
    """

    title: str = ""
    author: tuple[str, ...] = ()
    date: str = ""
    repository: str = ""
    shelfmark: str = ""
    publisher: str = ""
    licence: str = ""
    licence_url: str = ""
    editor: tuple[str, ...] = ()
    translator: tuple[str, ...] = ()
    funder: tuple[str, ...] = ()
    sponsor: tuple[str, ...] = ()
    language: str = ""
    original_language: str = ""
    abstract: str = ""
    url: str = ""
    id: str = ""

    @classmethod
    def from_mapping(cls, mapping: Mapping[str, object], where: str | None = None, text: str = "") -> Metadata:
        """The facts in a table, such as a profile's `[header]`.

        `where` is the file the table stands in and `text` what it holds, so that an error can name the line. Raises
        TeikitError TK501 for an unknown key or a value that cannot be.
        """
        return _checked(mapping, lambda key: Location(where, _line_of(key, text)))

    def over(self, other: Metadata) -> Metadata:
        """These facts, and the other's where these are silent."""
        return Metadata(**{name: getattr(self, name) or getattr(other, name) for name in KEYS})


KEYS = Metadata._fields
ALIASES = {
    "authors": "author",
    "editors": "editor",
    "translators": "translator",
    "funders": "funder",
    "sponsors": "sponsor",
    "license": "licence",
    "license_url": "licence_url",
}


def metadata_from_toml(path: str | os.PathLike[str]) -> Metadata:
    """The facts about one document. Raises TeikitError TK006 or TK501."""
    import tomllib

    where, text = os.fspath(path), _text_of(path)
    try:
        mapping = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken_toml(error, where, text) from None
    except RecursionError:
        raise refusal("TK501", "this is no TOML: brackets nested without end", Location(where, 1)) from None
    return Metadata.from_mapping(mapping, where, text)


def metadata_from_csv(path: str | os.PathLike[str]) -> dict[str, Metadata]:
    """The facts about many documents by file name: a row a document, the name in the column `file`.

    Columns are parted by comma, semicolon or tab, as the first line shows; several names in a cell by `|`. Raises
    TeikitError TK006 or TK501.
    """
    where = os.fspath(path)
    found: dict[str, Metadata] = {}
    for line, cells in _rows(_text_of(path), where):
        place = Location(where, line)
        name = cells.pop(_FILE_COLUMN, "")
        if not name:
            raise refusal("TK501", "this row names no file", place, f"fill in its column `{_FILE_COLUMN}`")
        if name in found:
            raise refusal("TK501", f"{name} has a row already", place, "keep one of them")
        found[name] = _checked(_several(cells), _always(place))
    return found


def _always(place: Location) -> Callable[[str], Location]:
    return lambda key: place


def _several(cells: Mapping[str, str]) -> dict[str, object]:
    named = {key: ALIASES.get(key, key) for key in cells}
    return {
        key: [part.strip() for part in cell.split(_SEVERAL)] if named[key] in _PLURAL else cell
        for key, cell in cells.items()
    }


def _checked(mapping: Mapping[str, object], place: Callable[[str], Location]) -> Metadata:
    found: dict[str, str | tuple[str, ...]] = {}
    for key, value in mapping.items():
        name = ALIASES.get(key, key)
        if name not in KEYS:
            raise _unknown_key(key, place(key))
        if name in found:
            raise refusal("TK501", f"{name} is given twice (as {key} as well)", place(key), "keep one of them")
        parts = tuple(_value(name, part, place(key)) for part in _parts(name, value, place(key)))
        given = tuple(part for part in parts if part)
        found[name] = given if name in _PLURAL else "".join(given)
    return Metadata(**found)  # type: ignore[arg-type]  # _PLURAL tells which are tuples


def _parts(name: str, value: object, place: Location) -> Iterable[object]:
    if not isinstance(value, list | tuple):
        return (value,)
    if name in _PLURAL:
        return value
    raise refusal("TK501", f"{name} takes one value, not a list", place, f'write {name} = "…"')


def _value(name: str, value: object, place: Location) -> str:
    if name == "date" and not isinstance(value, str):
        from datetime import date

        if isinstance(value, date):
            return str(value)[:10]
    if isinstance(value, int) and not isinstance(value, bool) and name in ("date", "id", "shelfmark"):
        value = str(value)
    if not isinstance(value, str):
        raise refusal("TK501", f"{name} takes a text, not {value!r}", place, f'write {name} = "…"')
    if forbidden(value):
        raise refusal("TK501", f"{name} holds a control character that XML cannot hold", place, "delete it")
    text = " ".join(value.split())
    wanted = _SHAPES.get(name)
    if text and wanted and not wanted[0](text):
        raise refusal("TK501", f"{name} cannot be {text!r}", place, wanted[1])
    return text


def _unknown_key(key: str, place: Location) -> TeikitError:
    from difflib import get_close_matches

    near = get_close_matches(key.lower(), (*KEYS, *ALIASES), 1)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(KEYS)}"
    return refusal("TK501", f"there is no metadata called {key!r}", place, hint)


_PLURAL = frozenset(name for name, default in Metadata._field_defaults.items() if default == ())
_DATE = r"\d{4}(-\d\d(-\d\d)?)?"  # 1955-01-31
_ADDRESS = r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+"  # https://example.org/1
_LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*"  # ru, sr-Cyrl


def _is_date(text: str) -> bool:
    ends = text.split("/")
    return len(ends) <= 2 and all(map(_is_day, ends)) and ends == sorted(ends)


def _is_day(text: str) -> bool:
    if not re.fullmatch(_DATE, text):
        return False
    from datetime import date

    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


_ADDRESS_SHAPE = (lambda text: bool(re.fullmatch(_ADDRESS, text)), "write a whole address, as https://example.org/1")
_LANGUAGE_SHAPE = (lambda text: bool(re.fullmatch(_LANGUAGE, text)), "write a language tag, as en, ru or sr-Cyrl")
_SHAPES: dict[str, tuple[Callable[[str], bool], str]] = {
    "date": (_is_date, "write 1955, 1955-01, 1955-01-31, or a range 1955-01/1955-03"),
    "url": _ADDRESS_SHAPE,
    "licence_url": _ADDRESS_SHAPE,
    "language": _LANGUAGE_SHAPE,
    "original_language": _LANGUAGE_SHAPE,
}


def _rows(text: str, where: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows that are not blank, with the line they end in."""
    import csv

    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
    try:
        columns = [column.strip().lower() for column in next(reader, [])]
        _check_columns(columns, where)
        for row in reader:
            if len(row) > len(columns) and any(row[len(columns) :]):
                hint = "put cells that hold the delimiter in quotation marks"
                raise refusal("TK501", "this row has more cells than the first", Location(where, reader.line_num), hint)
            if any(cell.strip() for cell in row):
                yield reader.line_num, {key: cell.strip() for key, cell in zip(columns, row, strict=False)}
    except csv.Error as error:
        raise refusal("TK501", f"this is no CSV: {error}", Location(where, max(reader.line_num, 1))) from None


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _check_columns(columns: list[str], where: str) -> None:
    place = Location(where, 1)
    if _FILE_COLUMN not in columns:
        raise refusal("TK501", f"there is no column `{_FILE_COLUMN}`", place, "the first row names the columns")
    for column in columns:
        if columns.count(column) > 1:
            raise refusal("TK501", f"there are two columns {column!r}", place, "keep one of them")
        if column != _FILE_COLUMN and ALIASES.get(column, column) not in KEYS:
            raise _unknown_key(column, place)


def _text_of(path: str | os.PathLike[str]) -> str:
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise refusal("TK006", f"cannot read {os.fspath(path)}: {error.strerror}", hint="check the path") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Location(os.fspath(path), data.count(b"\n", 0, error.start) + 1)
        raise refusal("TK501", "this is not UTF-8", place, "save it as UTF-8 (Excel: CSV UTF-8)") from None


def _broken_toml(error: tomllib.TOMLDecodeError, where: str, text: str) -> TeikitError:
    message, _, position = str(error).partition(" (at ")
    numbers = re.findall(r"\d+", position)
    line, column = map(int, numbers) if len(numbers) == 2 else (text.count("\n") + 1, 1)
    hint = 'a line reads: title = "…"'
    return refusal("TK501", f"this is no TOML: {message[:1].lower()}{message[1:]}", Location(where, line, column), hint)


def _line_of(key: str, text: str) -> int:
    if not text:
        return 1
    start = max(text.find("[header]"), 0)
    found = re.compile(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*=", re.MULTILINE).search(text, start)
    return text.count("\n", 0, found.start()) + 1 if found else text.count("\n", 0, start) + 1
