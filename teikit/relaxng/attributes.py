"""What is wrong with the attributes of a start tag, and how to go on as if nothing were."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from teikit.relaxng.automaton import Automaton, Content, Tag, attributes
from teikit.relaxng.messages import Wording, attribute_name, quoted, tagged
from teikit.relaxng.names import described, listed, local_of, namespace_of
from teikit.relaxng.patterns import Attribute, Choice, Group, Interleave, OneOrMore, Pattern
from teikit.relaxng.value_words import allowed_values, are_dates, are_names, listing, values_of
from teikit.relaxng.vocabulary import nearest
from teikit.relaxng.walk import keys

_DAY = re.compile(r"-?[0-9]{4,}-[0-9]{2}-[0-9]{2}")  # 1955-02-30

# the number of the attribute (None: one is missing), whether its value is at fault, and what to say
Fault = tuple[int | None, bool, Wording]


class Attributes:
    """Judges the start tags of one document; the same fault of the same start tag is worked out once."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._outcomes: dict[object, _Outcome] = {}
        self._wordings: dict[object, Wording] = {}
        self._wanted: dict[tuple[Pattern, ...], _Wanted] = {}

    def faults(self, element: etree._Element, tag: Tag) -> tuple[Content | None, list[Fault]]:
        """The faults, and the state after the start tag as if all attributes were right."""
        names, values = keys(element), element.values()
        candidates = tag.plans[names].candidates
        accepts = self._automaton.values.accepts
        met = tuple(
            tuple([accepts(one, value, lambda: element.nsmap) for one in asked])
            for asked, value in zip(candidates, values, strict=True)
        )
        key = (tag, names, met)
        if key not in self._outcomes:
            self._outcomes[key] = self._outcome(tag, names, candidates, met)
        outcome = self._outcomes[key]
        faults = [(at, False, self._unknown(element, tag, names, at)) for at in outcome.unknown]
        faults += [
            (at, True, self._wrong_value(element, names[at], values[at], candidates[at])) for at in outcome.wrong
        ]
        faults += [(at, False, _conflict(element, names[at])) for at in outcome.conflicts]
        return outcome.state, [*faults, *((None, False, _missing(element, one)) for one in outcome.missing)]

    def _outcome(
        self, tag: Tag, names: tuple[str, ...], candidates: list[list[Pattern]], met: tuple[tuple[bool, ...], ...]
    ) -> _Outcome:
        derivatives, content = self._automaton.derivatives, self._automaton.content
        unknown, wrong, conflicts = [], [], []
        patterns = tag.patterns
        for at, (asked, verdicts) in enumerate(zip(candidates, met, strict=True)):
            if not asked:
                unknown.append(at)
                continue
            if not any(verdicts):
                wrong.append(at)
            accepted = set(itertools.compress(asked, verdicts)) or set(asked)
            after = tuple(derivatives.attribute(one, names[at], accepted.__contains__) for one in patterns)
            if content(after) is None:
                conflicts.append(at)
            else:
                patterns = after
        is_complete = content(tuple(map(derivatives.closed, patterns))) is not None
        missing = [] if is_complete else _required(patterns)
        return _Outcome(content(tuple(map(derivatives.relaxed, patterns))), unknown, wrong, conflicts, missing)

    def _unknown(self, element: etree._Element, tag: Tag, names: tuple[str, ...], at: int) -> Wording:
        key = (tag, names, at, element.tag, element.prefix)
        if key not in self._wordings:
            self._wordings[key] = _unknown(element, tag, names[at], names)
        return self._wordings[key]

    def _wrong_value(self, element: etree._Element, name: str, value: str, asked: list[Pattern]) -> Wording:
        key = tuple(asked)
        if key not in self._wanted:
            self._wanted[key] = _Wanted.by(key)
        return _wrong_value(element, name, value, self._wanted[key])


class _Outcome(NamedTuple):
    """What is wrong with attributes of these names, by number, and the state after them."""

    state: Content | None
    unknown: list[int]
    wrong: list[int]
    conflicts: list[int]
    missing: list[tuple[Attribute, ...]]


def _unknown(element: etree._Element, tag: Tag, name: str, names: Sequence[str]) -> Wording:
    known = list(dict.fromkeys(one for found in attributes(tag.patterns) for one in listed(found.names)))
    free = sorted(one for one in known if one not in names)
    near = nearest(name, free)
    message = f"the attribute {attribute_name(element, name)} is not allowed on {tagged(str(element.tag))}"
    if near and local_of(near) == local_of(name):
        where = namespace_of(near)
        hint = f"write it with the prefix of {where}" if where else "write it without a prefix"
        return Wording("attribute", f"{message} in this namespace", hint, (near,))
    if near:
        return Wording(
            "attribute", f"{message}; did you mean @{local_of(near)}?", f"rename it to {local_of(near)}", (near,)
        )
    return Wording("attribute", message, "remove it", tuple(free))


class _Wanted(NamedTuple):
    """What an attribute may be, in words."""

    words: tuple[str, ...]
    shown: str
    literals: tuple[str, ...]
    is_date: bool
    is_name: bool

    @classmethod
    def by(cls, asked: Sequence[Pattern]) -> _Wanted:
        words = tuple(values_of(asked))
        literals = tuple(word for word in words if " " not in word)
        return cls(words, allowed_values(words), literals, are_dates(asked), are_names(asked))


def _wrong_value(element: etree._Element, name: str, value: str, wanted: _Wanted) -> Wording:
    where = f"{attribute_name(element, name)} of {tagged(str(element.tag))}"
    if not value.strip():
        hint = "give it a value, or remove the attribute"
        return Wording("attribute-value", f"{where} is empty; expected {wanted.shown}", hint, wanted.words)
    message = f"{quoted(value)} is not a value for {where}; expected {wanted.shown}"
    return Wording("attribute-value", message, _remedy(value, wanted), wanted.words)


def _remedy(value: str, wanted: _Wanted) -> str:
    near = nearest(value, wanted.literals)
    if near:
        return f"did you mean {near}?"
    if wanted.is_date and _DAY.fullmatch(value.strip()):
        return "there is no such day; correct the date"
    if wanted.is_name:
        return "begin with a letter, and go on with letters, digits, full stops, hyphens and low lines"
    return "correct the value"


def _conflict(element: etree._Element, name: str) -> Wording:
    where = f"the attribute {attribute_name(element, name)} of {tagged(str(element.tag))}"
    message = f"{where} cannot stand beside the other attributes"
    return Wording("attribute-conflict", message, "keep one of the attributes that exclude each other")


def _missing(element: etree._Element, missing: tuple[Attribute, ...]) -> Wording:
    names = ["@" + described(one.names) for one in missing]
    words = values_of(one.value for one in missing)
    is_telling = len(missing) == 1 and words and words != ["any text"]
    hint = f"add {listing(names)}" + (f" with {allowed_values(words)}" if is_telling else "")
    message = f"{tagged(str(element.tag))} needs the attribute {listing(names)}"
    return Wording("missing-attribute", message, hint, tuple(name[1:] for name in names))


def _required(patterns: Sequence[Pattern]) -> list[tuple[Attribute, ...]]:
    """The attributes without which no pattern can be closed; each a choice of one or more."""
    found: dict[tuple[Attribute, ...], None] = {}
    for pattern in patterns:
        found.update(dict.fromkeys(_needs(pattern)))
    return list(found)


def _needs(pattern: Pattern) -> list[tuple[Attribute, ...]]:
    if not pattern.attributed:
        return []
    if isinstance(pattern, Attribute):
        return [(pattern,)]
    if isinstance(pattern, OneOrMore):
        return _needs(pattern.inner)
    if isinstance(pattern, (Group, Interleave)):
        return [need for part in pattern.parts for need in _needs(part)]
    assert isinstance(pattern, Choice)
    needs = [_needs(part) for part in pattern.parts]
    return [tuple(dict.fromkeys(one for need in needs for group in need for one in group))] if all(needs) else []
