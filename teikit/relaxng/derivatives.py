"""Derivatives of patterns: what may follow a start tag, an attribute, a text (James Clark's algorithm)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from teikit.relaxng.datatypes import Namespaces
from teikit.relaxng.patterns import (
    Attribute,
    Choice,
    Data,
    Element,
    Group,
    Interleave,
    List,
    OneOrMore,
    Pattern,
    Patterns,
    Text,
    Value,
)

Opened = tuple[tuple[Element, Pattern], ...]
Judge = Callable[[Pattern], bool]
_SPACE = " \t\r\n"


class Derivatives:
    """The derivatives of the patterns of one schema; those by start tag are kept with the pattern."""

    def __init__(self, make: Patterns) -> None:
        self.make = make
        self._closed: dict[Pattern, Pattern] = {}
        self._relaxed: dict[Pattern, Pattern] = {}

    def opened(self, pattern: Pattern, name: str) -> Opened:
        """The elements a start tag may begin, each with what has to follow after it."""
        found = pattern.opened.get(name)
        if found is None:
            found = pattern.opened[name] = self._merged(_OPEN.get(type(pattern), _nothing)(self, pattern, name))
        return found

    def skipped(self, pattern: Pattern, name: str) -> Opened:
        """The same if what a group requires before may be missing."""
        if isinstance(pattern, Group):
            return self._merged(
                (element, self.make.group((then, *pattern.parts[at + 1 :])))
                for at, part in enumerate(pattern.parts)
                for element, then in self.skipped(part, name)
            )
        if isinstance(pattern, Choice):
            return self._merged(pair for part in pattern.parts for pair in self.skipped(part, name))
        if isinstance(pattern, Interleave):
            return self._merged(
                (element, self.make.interleave((then, *pattern.parts[:at], *pattern.parts[at + 1 :])))
                for at, part in enumerate(pattern.parts)
                for element, then in self.skipped(part, name)
            )
        if isinstance(pattern, OneOrMore):
            rest = self.make.optional(pattern)
            return self._merged((e, self.make.group((then, rest))) for e, then in self.skipped(pattern.inner, name))
        return self.opened(pattern, name)

    def attribute(self, pattern: Pattern, name: str, judge: Judge) -> Pattern:
        """What is left after an attribute of this name, whose value `judge` compares with value patterns."""
        if not pattern.attributed:
            return self.make.not_allowed
        if isinstance(pattern, Attribute):
            met = pattern.names.contains(name) and judge(pattern.value)
            return self.make.empty if met else self.make.not_allowed
        if isinstance(pattern, OneOrMore):
            inner = self.attribute(pattern.inner, name, judge)
            return self.make.group((inner, self.make.optional(pattern)))
        parts = pattern.parts  # type: ignore[attr-defined]  # only compounds are left
        if isinstance(pattern, Choice):
            return self.make.choice(self.attribute(part, name, judge) for part in parts)
        compose = self.make.group if isinstance(pattern, Group) else self.make.interleave
        found = []
        for at, part in enumerate(parts):
            then = self.attribute(part, name, judge)
            if then is not self.make.not_allowed:
                found.append(compose((*parts[:at], then, *parts[at + 1 :])))
        return self.make.choice(found)

    def closed(self, pattern: Pattern) -> Pattern:
        """What is left at the end of a start tag: no further attributes."""
        if not pattern.attributed:
            return pattern
        if pattern not in self._closed:
            self._closed[pattern] = self._without_attributes(pattern, self.make.not_allowed)
        return self._closed[pattern]

    def relaxed(self, pattern: Pattern) -> Pattern:
        """The same with missing attributes overlooked."""
        if pattern not in self._relaxed:
            self._relaxed[pattern] = self._without_attributes(pattern, self.make.empty)
        return self._relaxed[pattern]

    def text(self, pattern: Pattern, text: str, namespaces: Namespaces) -> Pattern:
        """What is left after a text."""
        found = _TEXT.get(type(pattern))
        return found(self, pattern, text, namespaces) if found else self.make.not_allowed

    def content(self, pattern: Pattern, text: str, namespaces: Namespaces) -> Pattern:
        """What is left after a text that is all an element or attribute holds: white space may then be nothing."""
        after = self.text(pattern, text, namespaces)
        return after if text.strip(_SPACE) else self.make.choice((pattern, after))

    def _merged(self, pairs: Iterator[tuple[Element, Pattern]] | Opened) -> Opened:
        found: dict[Element, Pattern] = {}
        for element, then in pairs:
            found[element] = self.make.choice((found[element], then)) if element in found else then
        return tuple((element, then) for element, then in found.items() if then is not self.make.not_allowed)

    def _without_attributes(self, pattern: Pattern, instead: Pattern) -> Pattern:
        if not pattern.attributed:
            return pattern
        if isinstance(pattern, Attribute):
            return instead
        if isinstance(pattern, OneOrMore):
            return self.make.one_or_more(self._without_attributes(pattern.inner, instead))
        parts = [self._without_attributes(part, instead) for part in pattern.parts]  # type: ignore[attr-defined]
        compose = {Choice: self.make.choice, Group: self.make.group, Interleave: self.make.interleave}
        return compose[type(pattern)](parts)


def _nothing(_: Derivatives, pattern: Pattern, name: str) -> Iterator[tuple[Element, Pattern]]:
    return iter(())


def _open_element(of: Derivatives, pattern: Element, name: str) -> Iterator[tuple[Element, Pattern]]:
    if pattern.names.contains(name):
        yield pattern, of.make.empty


def _open_choice(of: Derivatives, pattern: Choice, name: str) -> Iterator[tuple[Element, Pattern]]:
    for part in pattern.parts:
        if isinstance(part, Element):
            if part.names.contains(name):
                yield part, of.make.empty
        else:
            yield from of.opened(part, name)


def _open_group(of: Derivatives, pattern: Group, name: str) -> Iterator[tuple[Element, Pattern]]:
    for at, part in enumerate(pattern.parts):
        for element, then in of.opened(part, name):
            yield element, of.make.group((then, *pattern.parts[at + 1 :]))
        if not part.nullable:
            return


def _open_interleave(of: Derivatives, pattern: Interleave, name: str) -> Iterator[tuple[Element, Pattern]]:
    for at, part in enumerate(pattern.parts):
        for element, then in of.opened(part, name):
            yield element, of.make.interleave((then, *pattern.parts[:at], *pattern.parts[at + 1 :]))


def _open_one_or_more(of: Derivatives, pattern: OneOrMore, name: str) -> Iterator[tuple[Element, Pattern]]:
    rest = of.make.optional(pattern)
    for element, then in of.opened(pattern.inner, name):
        yield element, of.make.group((then, rest))


_OPEN: dict[type[Pattern], Callable[..., Iterator[tuple[Element, Pattern]]]] = {
    Element: _open_element,
    Choice: _open_choice,
    Group: _open_group,
    Interleave: _open_interleave,
    OneOrMore: _open_one_or_more,
}


def _text_data(of: Derivatives, pattern: Data, text: str, namespaces: Namespaces) -> Pattern:
    if not pattern.datatype.allows(text, namespaces):
        return of.make.not_allowed
    if pattern.excepted is not None and of.content(pattern.excepted, text, namespaces).nullable:
        return of.make.not_allowed
    return of.make.empty


def _text_value(of: Derivatives, pattern: Value, text: str, namespaces: Namespaces) -> Pattern:
    key = pattern.datatype.key(text, namespaces)
    return of.make.empty if key == pattern.key and key is not None else of.make.not_allowed


def _text_list(of: Derivatives, pattern: List, text: str, namespaces: Namespaces) -> Pattern:
    left = pattern.inner
    for token in text.split(None) if text.isascii() else _tokens(text):
        left = of.text(left, token, namespaces)
    return of.make.empty if left.nullable else of.make.not_allowed


def _tokens(text: str) -> list[str]:
    # str.split would also divide at spaces that XML does not count as white space
    return [token for token in text.translate({9: " ", 10: " ", 13: " "}).split(" ") if token]


def _text_choice(of: Derivatives, pattern: Choice, text: str, namespaces: Namespaces) -> Pattern:
    return of.make.choice(of.text(part, text, namespaces) for part in pattern.parts)


def _text_group(of: Derivatives, pattern: Group, text: str, namespaces: Namespaces) -> Pattern:
    found = []
    for at, part in enumerate(pattern.parts):
        found.append(of.make.group((of.text(part, text, namespaces), *pattern.parts[at + 1 :])))
        if not part.nullable:
            break
    return of.make.choice(found)


def _text_interleave(of: Derivatives, pattern: Interleave, text: str, namespaces: Namespaces) -> Pattern:
    return of.make.choice(
        of.make.interleave((of.text(part, text, namespaces), *pattern.parts[:at], *pattern.parts[at + 1 :]))
        for at, part in enumerate(pattern.parts)
    )


def _text_one_or_more(of: Derivatives, pattern: OneOrMore, text: str, namespaces: Namespaces) -> Pattern:
    return of.make.group((of.text(pattern.inner, text, namespaces), of.make.optional(pattern)))


_TEXT: dict[type[Pattern], Callable[..., Pattern]] = {
    Text: lambda of, pattern, text, namespaces: pattern,
    Data: _text_data,
    Value: _text_value,
    List: _text_list,
    Choice: _text_choice,
    Group: _text_group,
    Interleave: _text_interleave,
    OneOrMore: _text_one_or_more,
}
