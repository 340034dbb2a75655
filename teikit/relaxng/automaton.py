"""The automaton of a schema, built as documents ask for it: states of content, start tags and attributes.

The derivatives of one element's content are the states. Where a start tag may begin several elements, all are followed
at once: a state holds one pattern for each, and the end tag says which of them held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from lxml import etree

from teikit.relaxng.datatypes import Namespaces
from teikit.relaxng.patterns import Attribute, Choice, Data, Element, Group, Interleave, OneOrMore, Pattern, Patterns
from teikit.relaxng.values import Values, Verdicts

if TYPE_CHECKING:
    from teikit.relaxng.derivatives import Derivatives

Places = tuple[int, ...]
_SPACE = " \t\r\n"


class Content:
    """A place in the content of an element.

    `passive`: text changes nothing here. `typed`: text has a datatype. `ends` are the patterns (by number) that may end
    here, `blank` those that may be an element with nothing or white space in it.
    """

    __slots__ = ("_automaton", "_texted", "blank", "ends", "opens", "passive", "patterns", "typed")

    def __init__(self, automaton: Automaton, patterns: tuple[Pattern, ...]) -> None:
        self._automaton = automaton
        self.patterns = patterns
        self.opens: dict[Any, Opening | None] = _Openings(self)
        self.typed = any(pattern.typed for pattern in patterns)
        self.ends = _nullable(patterns)
        texted = tuple(automaton.derivatives.text(pattern, "", {}) for pattern in patterns)
        self.blank = tuple(sorted({*self.ends, *_nullable(texted)}))
        self.passive = not self.typed and texted == patterns
        self._texted = texted

    def texted(self, text: str, namespaces: Callable[[], Namespaces]) -> Content | None:
        """The state after a text between tags."""
        if not self.typed:
            return self._automaton.content(self._texted)
        names = namespaces()
        return self._automaton.content(tuple(self._automaton.derivatives.text(p, text, names) for p in self.patterns))

    def only(self, text: str, namespaces: Callable[[], Namespaces]) -> Places:
        """The patterns for which the text may be all there is."""
        if not self.typed:
            return self.blank if not text.strip(_SPACE) else _nullable(self._texted)
        accepts = self._automaton.values.accepts
        return tuple(at for at, pattern in enumerate(self.patterns) if accepts(pattern, text, namespaces))

    def open(self, name: str) -> Opening | None:
        return self._automaton.opening(self.patterns, name)


class _Openings(dict[Any, "Opening | None"]):
    """The start tags that may follow; comments and processing instructions are passed over."""

    def __init__(self, state: Content) -> None:
        super().__init__({etree.Comment: None, etree.PI: None, etree.Entity: None})
        self._state = state

    def __missing__(self, name: str) -> Opening | None:
        found = self[name] = self._state.open(name)
        return found


class Opening:
    """A start tag that was expected: the state within it, and the state after its end tag."""

    __slots__ = ("_after", "_automaton", "_then", "next", "tag")

    def __init__(self, automaton: Automaton, tag: Tag, then: tuple[tuple[Pattern, ...], ...]) -> None:
        self._automaton = automaton
        self.tag = tag
        # by element of the tag: what follows for each pattern of the state before
        self._then = then
        self.next = automaton.content(then[0]) if len(then) == 1 else None
        self._after: dict[Places, Content | None] = {}

    def after(self, ends: Places) -> Content | None:
        """The state after the end tag, given which of the elements were complete."""
        if self.next is not None and ends:
            return self.next
        if ends not in self._after:
            choice = self._automaton.make.choice
            columns = zip(*(self._then[at] for at in ends), strict=True)
            self._after[ends] = self._automaton.content(tuple(choice(column) for column in columns)) if ends else None
        return self._after[ends]


class Tag:
    """A start tag before its attributes."""

    __slots__ = ("_automaton", "elements", "patterns", "plans")

    def __init__(self, automaton: Automaton, elements: tuple[Element, ...]) -> None:
        self._automaton = automaton
        self.elements = elements
        self.patterns = tuple(element.content() for element in elements)
        self.plans: dict[tuple[str, ...], Plan] = _Plans(self)

    def plan(self, names: tuple[str, ...]) -> Plan:
        return Plan(self._automaton, self.patterns, names)


class _Plans(dict[tuple[str, ...], "Plan"]):
    def __init__(self, tag: Tag) -> None:
        super().__init__()
        self._tag = tag

    def __missing__(self, names: tuple[str, ...]) -> Plan:
        found = self[names] = self._tag.plan(names)
        return found


class Plan:
    """What to do with the attributes of these names in this order.

    `checks` are the values to look at; where all are accepted by all patterns in question, `usual` is the state after
    the start tag. `ids` are the attributes with a type of ID.
    """

    __slots__ = ("_automaton", "_found", "_names", "_patterns", "candidates", "checks", "contextual", "ids", "usual")

    def __init__(self, automaton: Automaton, patterns: tuple[Pattern, ...], names: tuple[str, ...]) -> None:
        self._automaton = automaton
        self._patterns = patterns
        self._names = names
        self._found: dict[tuple[tuple[bool, ...], ...], Content | None] = {}
        self.candidates = [_values(patterns, name) for name in names]
        self.ids = tuple((at, kind) for at, found in enumerate(self.candidates) if (kind := _id_type(found)))
        self.contextual = any(automaton.values.is_contextual(value) for found in self.candidates for value in found)
        self.usual = self._state(tuple((True,) * len(found) for found in self.candidates))
        self.checks: tuple[tuple[int, Verdicts], ...] = ()
        if not self.contextual:
            self.checks = tuple(
                (at, automaton.values.verdicts(value))
                for at, found in enumerate(self.candidates)
                for value in found
                if value is not automaton.make.text
            )

    def state(self, values: list[str], namespaces: Callable[[], Namespaces]) -> Content | None:
        """The state after the start tag, None where an attribute is wrong or missing."""
        if not self.contextual:
            for at, verdicts in self.checks:
                if not verdicts[values[at]]:
                    break
            else:
                return self.usual
        accepts = self._automaton.values.accepts
        key = tuple(
            tuple([accepts(value, text, namespaces) for value in found])
            for found, text in zip(self.candidates, values, strict=True)
        )
        if key not in self._found:
            self._found[key] = self._state(key)
        return self._found[key]

    def _state(self, key: tuple[tuple[bool, ...], ...]) -> Content | None:
        derivatives = self._automaton.derivatives
        patterns = self._patterns
        for name, found, verdicts in zip(self._names, self.candidates, key, strict=True):
            accepted = {value for value, verdict in zip(found, verdicts, strict=True) if verdict}
            patterns = tuple(derivatives.attribute(pattern, name, accepted.__contains__) for pattern in patterns)
        return self._automaton.content(tuple(map(derivatives.closed, patterns)))


class Automaton:
    """All states of a schema met so far."""

    def __init__(self, make: Patterns, derivatives: Derivatives) -> None:
        self.make = make
        self.derivatives = derivatives
        self.values = Values(derivatives)
        self._contents: dict[tuple[Pattern, ...], Content | None] = {}
        self._tags: dict[tuple[Element, ...], Tag] = {}

    def content(self, patterns: tuple[Pattern, ...]) -> Content | None:
        """The state of these patterns, None where none of them is allowed."""
        if patterns not in self._contents:
            dead = all(pattern is self.make.not_allowed for pattern in patterns)
            self._contents[patterns] = None if dead else Content(self, patterns)
        return self._contents[patterns]

    def tag(self, elements: tuple[Element, ...]) -> Tag:
        if elements not in self._tags:
            self._tags[elements] = Tag(self, elements)
        return self._tags[elements]

    def opening(self, patterns: tuple[Pattern, ...], name: str) -> Opening | None:
        return self.joined(self.derivatives.opened(pattern, name) for pattern in patterns)

    def joined(self, opened: Iterable[tuple[tuple[Element, Pattern], ...]]) -> Opening | None:
        """One start tag from what it may begin in each of the patterns of a state."""
        rows = [dict(pairs) for pairs in opened]
        elements = tuple(dict.fromkeys(element for row in rows for element in row))
        if not elements:
            return None
        none = self.make.not_allowed
        then = tuple(tuple(row.get(element, none) for row in rows) for element in elements)
        return Opening(self, self.tag(elements), then)


def _nullable(patterns: Iterable[Pattern]) -> Places:
    return tuple([at for at, pattern in enumerate(patterns) if pattern.nullable])


def _values(patterns: Iterable[Pattern], name: str) -> list[Pattern]:
    """The value patterns an attribute of this name may have to meet."""
    found = {attribute.value: None for attribute in attributes(patterns) if attribute.names.contains(name)}
    return list(found)


def attributes(patterns: Iterable[Pattern]) -> Iterable[Attribute]:
    """The attributes that occur in patterns."""
    waiting = [pattern for pattern in patterns if pattern.attributed]
    while waiting:
        pattern = waiting.pop()
        if isinstance(pattern, Attribute):
            yield pattern
        elif isinstance(pattern, OneOrMore):
            waiting.append(pattern.inner)
        elif isinstance(pattern, (Choice, Group, Interleave)):
            waiting.extend(part for part in pattern.parts if part.attributed)


def _id_type(values: list[Pattern]) -> str | None:
    for value in values:
        if isinstance(value, Data) and value.datatype.id_type:
            return value.datatype.id_type
    return None
