"""The restrictions on correct schemas (section 7 of the specification), checked on patterns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from teikit.relaxng.errors import SchemaError
from teikit.relaxng.names import Name, NameClass, described, is_infinite, overlap
from teikit.relaxng.patterns import (
    Attribute,
    Choice,
    Data,
    Element,
    Empty,
    Group,
    Interleave,
    List,
    NotAllowed,
    OneOrMore,
    Pattern,
    Text,
    Value,
    reached,
)

Origins = Mapping[Pattern, tuple[str, int]]

# content types (7.2): what may stand beside what
_NO_TYPE, _EMPTY, _COMPLEX, _SIMPLE = range(4)


@dataclass(slots=True)
class _Summary:
    """What occurs in a pattern, down to its elements.

    `grouped`: an attribute in a group; `endless`: an attribute of any name that is not repeated.
    """

    holds: frozenset[str]
    content: int
    grouped: bool = False
    endless: bool = False
    text: bool = False
    attributes: tuple[NameClass, ...] = ()
    elements: tuple[NameClass, ...] = ()


@dataclass(slots=True)
class Restrictions:
    """One check of a schema. Raises SchemaError at the first pattern that is not correct."""

    origins: Origins
    _known: dict[Pattern, _Summary] = field(default_factory=dict)

    def check(self, start: Pattern) -> None:
        self._forbid(start, self.summary(start).holds & _START, "start")
        for element in reached(start):
            self._check_element(element)

    def summary(self, pattern: Pattern) -> _Summary:
        if pattern not in self._known:
            self._known[pattern] = _SUMMARIES[type(pattern)](self, pattern)
        return self._known[pattern]

    def _check_element(self, element: Element) -> None:
        try:
            summary = self.summary(element.content())
        except SchemaError as error:
            raise error if error.line else SchemaError(error.message, element.path, element.line) from None
        if summary.content == _NO_TYPE:
            raise _error(element, f"the content of {described(element.names)} mixes data with other content (7.2)")
        if summary.endless:
            raise _error(element, f"{described(element.names)}: an attribute of any name needs oneOrMore (7.3)")

    def _forbid(self, pattern: Pattern, found: Iterable[str], within: str) -> None:
        for what in sorted(found):
            path, line = self.origins.get(pattern, (None, None))
            raise SchemaError(f"{what} is not allowed within {within} (7.1)", path, line)

    def wrong(self, pattern: Pattern, message: str) -> SchemaError:
        path, line = self.origins.get(pattern, (None, None))
        return SchemaError(message, path, line)

    def _attribute(self, pattern: Attribute) -> _Summary:
        inner = self.summary(pattern.value)
        self._forbid(pattern, inner.holds & {"attribute", "element"}, "attribute")
        if inner.content == _NO_TYPE:
            raise self.wrong(pattern, f"the value of {described(pattern.names)} mixes data with other content (7.2)")
        return _Summary(
            frozenset({"attribute"}), _EMPTY, endless=is_infinite(pattern.names), attributes=(pattern.names,)
        )

    def _list(self, pattern: List) -> _Summary:
        inner = self.summary(pattern.inner)
        self._forbid(pattern, inner.holds & {"attribute", "element", "list", "text", "interleave"}, "list")
        # within a list tokens may follow each other, so the content type of what it holds does not matter
        return _Summary(frozenset({"list"}), _SIMPLE)

    def _data(self, pattern: Data) -> _Summary:
        if pattern.excepted is not None:
            inner = self.summary(pattern.excepted)
            self._forbid(pattern, inner.holds & _EXCEPT, "the except of data")
        return _Summary(frozenset({"data"}), _SIMPLE)

    def _one_or_more(self, pattern: OneOrMore) -> _Summary:
        inner = self.summary(pattern.inner)
        if inner.grouped:
            raise self.wrong(pattern, "an attribute in a group or interleave is not allowed within oneOrMore (7.1)")
        content = _NO_TYPE if inner.content == _SIMPLE else inner.content
        return _Summary(
            inner.holds | {"oneOrMore"}, content, False, False, inner.text, inner.attributes, inner.elements
        )

    def _choice(self, pattern: Choice) -> _Summary:
        parts = [self.summary(part) for part in pattern.parts]
        content = max(part.content for part in parts)
        if any(part.content == _NO_TYPE for part in parts):
            content = _NO_TYPE
        return self._together(parts, content, frozenset(), grouped=any(part.grouped for part in parts))

    def _group(self, pattern: Group) -> _Summary:
        parts = [self.summary(part) for part in pattern.parts]
        self._check_attributes(pattern, parts)
        holds = frozenset({"group"})
        return self._together(parts, _beside(parts), holds, grouped=any(part.attributes for part in parts))

    def _interleave(self, pattern: Interleave) -> _Summary:
        parts = [self.summary(part) for part in pattern.parts]
        self._check_attributes(pattern, parts)
        if sum(part.text for part in parts) > 1:
            raise self.wrong(pattern, "text on both sides of an interleave (7.4)")
        if shared := _shared([part.elements for part in parts]):
            raise self.wrong(pattern, f"the element {shared} on both sides of an interleave (7.4)")
        holds = frozenset({"interleave"})
        return self._together(parts, _beside(parts), holds, grouped=any(part.attributes for part in parts))

    def _check_attributes(self, pattern: Pattern, parts: list[_Summary]) -> None:
        if shared := _shared([part.attributes for part in parts]):
            raise self.wrong(pattern, f"the attribute {shared} twice (7.3)")

    def _together(self, parts: list[_Summary], content: int, holds: frozenset[str], grouped: bool) -> _Summary:
        return _Summary(
            holds.union(*(part.holds for part in parts)),
            content,
            grouped,
            any(part.endless for part in parts),
            any(part.text for part in parts),
            tuple(dict.fromkeys(names for part in parts for names in part.attributes)),
            tuple(dict.fromkeys(names for part in parts for names in part.elements)),
        )


_START = frozenset({"attribute", "data", "list", "text", "group", "interleave", "oneOrMore", "empty"})
_EXCEPT = frozenset({"attribute", "element", "list", "text", "group", "interleave", "oneOrMore", "empty"})
_SUMMARIES: dict[type[Pattern], Callable[..., _Summary]] = {
    Attribute: Restrictions._attribute,
    List: Restrictions._list,
    Data: Restrictions._data,
    OneOrMore: Restrictions._one_or_more,
    Choice: Restrictions._choice,
    Group: Restrictions._group,
    Interleave: Restrictions._interleave,
    Value: lambda _, pattern: _Summary(frozenset({"data"}), _SIMPLE),
    Text: lambda _, pattern: _Summary(frozenset({"text"}), _COMPLEX, text=True),
    Empty: lambda _, pattern: _Summary(frozenset({"empty"}), _EMPTY),
    NotAllowed: lambda _, pattern: _Summary(frozenset(), _EMPTY),
    Element: lambda _, pattern: _Summary(frozenset({"element"}), _COMPLEX, elements=(pattern.names,)),
}


def _beside(parts: list[_Summary]) -> int:
    contents = [part.content for part in parts]
    if _NO_TYPE in contents:
        return _NO_TYPE
    if _SIMPLE in contents and sum(content != _EMPTY for content in contents) > 1:
        return _NO_TYPE
    return max(contents)


def _shared(sides: list[tuple[NameClass, ...]]) -> str | None:
    """A name that more than one side may have."""
    met: set[NameClass] = set()
    others = [(at, names) for at, side in enumerate(sides) for names in side if not isinstance(names, Name)]
    for at, side in enumerate(sides):
        for names in side:
            if names in met or any(at != of and overlap(names, other) for of, other in others):
                return described(names)
        met.update(names for names in side if isinstance(names, Name))
    return None


def _error(element: Element, message: str) -> SchemaError:
    return SchemaError(message, element.path, element.line)
