"""What a value may be, in an encoder's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from teikit.relaxng.patterns import (
    Attribute,
    Choice,
    Data,
    Empty,
    Group,
    Interleave,
    List,
    OneOrMore,
    Pattern,
    Text,
    Value,
)

_MOST = 12
# datatypes by what they are to an encoder; the others are told by their names
_KINDS = {
    **dict.fromkeys(("string", "normalizedString", "token"), "text"),
    **dict.fromkeys(("Name", "NCName", "NMTOKEN", "ID", "ENTITY"), "a name"),
    **dict.fromkeys(("IDREF", "QName"), "the name of something"),
    **dict.fromkeys(("decimal", "float", "double"), "a number"),
    **dict.fromkeys(("integer", "int", "long", "short", "byte"), "a whole number"),
    "nonNegativeInteger": "a whole number from 0",
    "positiveInteger": "a whole number from 1",
    "anyURI": "an address",
    "language": "a tag of a language",
    "date": "a date",
    "dateTime": "a date with a time",
    "time": "a time",
    "duration": "a duration",
    "gYear": "a year",
    "gYearMonth": "a month of a year",
    "gMonthDay": "a day of any year",
    "gMonth": "a month",
    "gDay": "a day of any month",
}
_TIMES = ("date", "dateTime", "time", "gYear", "gYearMonth", "gMonthDay", "gMonth", "gDay")
_OF_TIME = tuple(f"{_KINDS[name]} such as " for name in _TIMES)
_MANY_TIMES = 4
_ANY_TIME = "a date, whole or in part, such as 1955-05-13, 1955-05 or 1955"
# patterns that schemas of texts are full of, in words
_SHAPES = dict.fromkeys((r"\S+", r"[^\p{C}\p{Z}]+"), "without white space")
_WORD = "text without white space"
_LIMITS = {
    "minInclusive": "from {}",
    "maxInclusive": "up to {}",
    "minExclusive": "above {}",
    "maxExclusive": "below {}",
    "length": "{} characters",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "totalDigits": "at most {} digits",
    "fractionDigits": "at most {} decimals",
}


def value_words(pattern: Pattern) -> list[str]:
    """The values themselves before the datatypes, each of these with an example."""
    if isinstance(pattern, Value):
        return [pattern.literal]
    if isinstance(pattern, Data):
        return [_datatype_words(pattern)]
    if isinstance(pattern, List):
        inner = listing(value_words(pattern.inner))
        return ["words parted by spaces" if inner == _WORD else f"{inner}, one or several parted by spaces"]
    if isinstance(pattern, OneOrMore):
        return value_words(pattern.inner)
    if isinstance(pattern, (Choice, Group, Interleave)):
        literal_first = sorted(pattern.parts, key=lambda part: not isinstance(part, Value))
        return _distinct(word for part in literal_first for word in value_words(part))
    if isinstance(pattern, Attribute):
        return value_words(pattern.value)
    return ["any text"] if isinstance(pattern, Text) else ["nothing"] if isinstance(pattern, Empty) else []


def values_of(patterns: Iterable[Pattern]) -> list[str]:
    """The same for several patterns."""
    return _distinct(word for pattern in patterns for word in value_words(pattern))


def are_dates(patterns: Iterable[Pattern]) -> bool:
    """Whether a day would be a value."""
    return any(isinstance(part, Data) and part.datatype.name == "date" for part in _data(patterns))


def are_names(patterns: Sequence[Pattern]) -> bool:
    """Whether nothing but a name of XML would be a value."""
    parts = _data(patterns)
    return bool(parts) and all(isinstance(part, Data) and _KINDS.get(part.datatype.name) == "a name" for part in parts)


def allowed_values(words: Sequence[str]) -> str:
    """A dozen at most, and the parts of dates that TEI allows as one."""
    if sum(word.startswith(_OF_TIME) for word in words) >= _MANY_TIMES:
        words = _distinct(_ANY_TIME if word.startswith(_OF_TIME) else word for word in words)
    shown = list(words[:_MOST])
    if len(words) > _MOST:
        shown[-1] = f"{len(words) - _MOST + 1} more"
    return listing(shown)


def listing(words: Sequence[str], conjunction: str = "or") -> str:
    """`a`, `a or b`, `a, b or c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def _datatype_words(pattern: Data) -> str:
    kind = pattern.datatype
    shapes = [_SHAPES.get(value, f"of the shape {value}") for name, value in kind.facets if name == "pattern"]
    limits = [_LIMITS.get(name, f"{name} {{}}").format(value) for name, value in kind.facets if name != "pattern"]
    word = _KINDS.get(kind.name, kind.name)
    if kind.example == "any text" and not shapes and not limits:
        return "any text"
    if shapes or limits:
        said = " ".join([word, *([" and ".join(shapes)] if shapes else []), *limits])
        return re.sub(r" (from \S+) up to ", r" \1 to ", said)
    if kind.name == "boolean":
        return kind.example
    return f"{word} such as {kind.example}" if kind.example else word


def _data(patterns: Iterable[Pattern]) -> list[Pattern]:
    found: list[Pattern] = []
    for pattern in patterns:
        parts = getattr(pattern, "parts", ())
        found += _data(parts) if parts else _data([pattern.inner]) if isinstance(pattern, OneOrMore) else [pattern]
    return found


def _distinct(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
