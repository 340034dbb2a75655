"""The thorough walk over a document that is not valid: every fault, what would have been right, and how to go on.

After a fault the walk takes what was most likely meant and stays quiet about what follows from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from teikit.relaxng.attributes import Attributes
from teikit.relaxng.automaton import Content, Opening, Tag
from teikit.relaxng.errors import Finding
from teikit.relaxng.identity import Identities
from teikit.relaxng.inference import through
from teikit.relaxng.judgement import Judge, Verdict
from teikit.relaxng.messages import CODES, Wording
from teikit.relaxng.names import XML, local_of, namespace_of
from teikit.relaxng.positions import Positions, Span
from teikit.relaxng.walk import keys, text_after

_SPACE = " \t\r\n"
# faults that say nothing new right after one of these in the same parent: what mends the first mends them
_FOLLOWED = {
    "not-allowed": ("text",),
    "misplaced": ("text", "misplaced", "too-early"),
    "text": ("text", "not-allowed"),
    "too-early": ("not-allowed", "misplaced", "unknown-element"),
}
_FEW = 3
Where = Callable[[Positions], Span]


class Place(NamedTuple):
    """An element of the document: its number, and which it is of its name in its parent."""

    element: etree._Element
    number: int
    nth: int = 0
    above: Place | None = None


@dataclass(slots=True)
class Frame:
    """An element that is open.

    Without a state nothing is known of its content; without an opening its parent stays where it is. `run`: the kind of
    fault that the last thing in it was; `wrappers`: the elements into which that might be put; `dropped`: a child had no
    place in it. `is_wrapper`: its tags are taken for not there.
    """

    place: Place
    element: etree._Element
    number: int
    state: Content | None
    opening: Opening | None
    tag: Tag | None
    rest: Iterator[etree._Element]
    last: etree._Element | None = None
    last_number: int | None = None
    counts: dict[str, int] = field(default_factory=dict)
    run: str | None = None
    wrappers: frozenset[str] = frozenset()
    dropped: bool = False
    is_wrapper: bool = False


class Inspection:
    """One thorough walk over one document."""

    def __init__(self, root: etree._Element, judge: Judge, start: Content, positions: Positions | None) -> None:
        self._root = root
        self._judge = judge
        self._attribute_judge = Attributes(judge.automaton)
        self._shortened: dict[object, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._start = start
        self._positions = positions
        self._number = -1
        self._parent = -1, ""  # the number and path of the parent that was asked for last
        self._namespaces: dict[str, str] = {}
        self._found: list[Finding] = []
        self._ids = Identities()
        self._frames: list[Frame] = []

    def findings(self) -> list[Finding]:
        """All faults in the order of the document."""
        self._frames = [Frame(Place(self._root, -1), self._root, -1, self._start, None, None, iter([self._root]))]
        while True:
            frame = self._frames[-1]
            child = next(frame.rest, None)
            if child is not None:
                self._enter(frame, child)
            elif len(self._frames) > 1:
                self._leave(frame)
            else:
                break
        for place, at, wording in self._ids.faults():
            self._report(wording, place, _attribute(place.number, at, value=True))
        return sorted(self._found, key=lambda finding: (finding.line, finding.column or 0))

    def _enter(self, frame: Frame, child: etree._Element) -> None:
        self._number += 1
        if frame.number >= 0:
            self._between(frame, child)
        tag = str(child.tag)
        frame.counts[tag] = frame.counts.get(tag, 0) + 1
        opening = frame.state.opens[tag] or frame.state.opens[self._renamed(tag)] if frame.state else None
        if opening is None or not self._passes(frame, child, opening):
            self._open(frame, child, opening)
        frame.last, frame.last_number = child, self._number

    def _passes(self, frame: Frame, child: etree._Element, opening: Opening) -> bool:
        """Whether a child without children is right; most are, and need no frame of their own."""
        if len(child):
            return False
        plan = opening.tag.plans[keys(child)]
        state = None if plan.ids else plan.state(child.values(), lambda: child.nsmap)
        if state is None:
            return False
        ends = state.ends if state.passive else state.only(child.text or "", lambda: child.nsmap)
        if not ends:
            return False
        after = opening.after(ends)
        # a milestone in the middle of stray text does not end it
        if after is not frame.state or child.text:
            frame.run = None
        frame.state = after
        return True

    def _open(self, frame: Frame, child: etree._Element, opening: Opening | None) -> None:
        tag = str(child.tag)
        place = Place(child, self._number, frame.counts[tag], frame.place)
        rest = child.iterchildren(etree.Element)
        if opening is not None:
            frame.run = None
            state = self._attributes(place, opening.tag)
            self._frames.append(Frame(place, child, place.number, state, opening, opening.tag, rest))
            return
        verdict = self._unexpected(frame, place, self._renamed(tag))
        if verdict.is_wrapper:
            if verdict.tag is not None:
                self._attributes(place, verdict.tag, is_strange=True)  # its id is one all the same
            self._frames.append(Frame(place, child, place.number, frame.state, None, frame.tag, rest, is_wrapper=True))
            return
        state = self._attributes(place, verdict.tag, verdict.is_strange) if verdict.tag else None
        self._frames.append(Frame(place, child, place.number, state, verdict.opening, verdict.tag, rest))

    def _leave(self, frame: Frame) -> None:
        self._frames.pop()
        parent = self._frames[-1]
        if frame.is_wrapper:
            parent.state = frame.state
            return
        ends = self._ended(frame)
        if frame.opening and parent.state:
            known = ends if frame.tag is frame.opening.tag else ()
            parent.state = (frame.opening.after(known) if known else through(frame.opening)) or parent.state

    def _renamed(self, tag: str) -> str:
        """The name in the namespace it was meant to be in, once a wrong one has been reported."""
        if not self._namespaces:
            return tag
        namespace, brace, local = tag.rpartition("}")
        return self._namespaces.get(namespace + brace, namespace + brace) + local

    def _unexpected(self, frame: Frame, place: Place, name: str) -> Verdict:
        """How to go on with an element that has no place here."""
        verdict = self._judge.element(self._frames, place.element, name)
        wording = verdict.wording
        if wording.kind == "namespace":
            right = wording.expected[0]
            self._namespaces[name[: len(name) - len(local_of(name))]] = right[: len(right) - len(local_of(right))]
        shared = frame.wrappers & verdict.wrappers if frame.run == "not-allowed" else frozenset()
        if wording.message and frame.run not in _FOLLOWED.get(wording.kind, ()) and not shared:
            self._report(wording, place, _start_tag(place.number))
        if verdict.opening is None and not verdict.is_wrapper:
            frame.run = frame.run if frame.run == "text" else wording.kind
            frame.wrappers = shared or verdict.wrappers
            frame.dropped = True
        elif wording.kind == "too-early":
            frame.run = wording.kind
        return verdict

    def _attributes(self, place: Place, tag: Tag, is_strange: bool = False) -> Content | None:
        """The state within the start tag; of a strange element no fault is told."""
        element = place.element
        values = element.values()
        plan = tag.plans[keys(element)]
        for at, kind in plan.ids:
            self._ids.add(kind, values[at], place, at)
        state = plan.state(values, lambda: element.nsmap)
        if state is not None:
            return state
        meant, faults = self._attribute_judge.faults(element, tag)
        for number, is_value, wording in () if is_strange else faults:
            where = _start_tag(place.number) if number is None else _attribute(place.number, number, is_value)
            self._report(wording, place, where)
        return meant

    def _between(self, frame: Frame, child: etree._Element) -> None:
        """The text before a child element."""
        state = frame.state
        if state is None or state.passive:
            return
        last = frame.last
        if child.getprevious() is last:
            text = (frame.element.text if last is None else last.tail) or ""
        else:  # comments stand between
            text = text_after(frame.element, last, child)
        if text.strip(_SPACE):
            self._text(frame, state, text)

    def _text(self, frame: Frame, state: Content, text: str) -> None:
        after = state.texted(text, lambda: frame.element.nsmap)
        if after is not None:
            frame.state, frame.run = after, None
            return
        if frame.run not in _FOLLOWED["text"]:
            self._report_at_text(frame, self._judge.text(frame, state))
        frame.run, frame.dropped = "text", True

    def _ended(self, frame: Frame) -> tuple[int, ...]:
        """What was complete at the end tag; nothing if that was a fault."""
        state = frame.state
        if state is None:
            return ()
        text = "" if state.passive else _last_text(frame)
        if frame.last is None and state.typed:
            ends = state.only(text, lambda: frame.element.nsmap)
            if not ends:
                self._report_value(frame, state, text)
            return ends
        if text.strip(_SPACE):
            self._text(frame, state, text)
            state = frame.state or state
        ends = state.ends if frame.last is not None or text.strip(_SPACE) else state.blank
        if not ends and not frame.dropped:
            wording = self._judge.incomplete(frame, state)
            self._report(wording, frame.place, _end_tag(frame.number))
        return ends

    def _report_value(self, frame: Frame, state: Content, text: str) -> None:
        wording = self._judge.value(frame, state, text)
        if text.strip(_SPACE):
            self._report_at_text(frame, wording)
        else:
            self._report(wording, frame.place, _end_tag(frame.number))

    def _report_at_text(self, frame: Frame, wording: Wording) -> None:
        number, after = frame.number, frame.last_number
        self._report(wording, frame.place, lambda positions: positions.text(number, after))

    def _report(self, wording: Wording, place: Place, where: Where) -> None:
        span = None if self._positions is None else where(self._positions)
        line, column, end_line, end_column = span or (place.element.sourceline or 1, None, None, None)
        self._found.append(
            Finding(
                CODES[wording.kind],
                wording.message,
                line,
                column,
                wording.kind,
                self._path(place),
                self._expected(wording, place),
                wording.hint,
                end_line,
                end_column,
                place.number,
            )
        )

    def _path(self, place: Place) -> str:
        """Put together only for a finding, or depth would cost its square; that of a parent serves all its children."""
        above, step = place.above, local_of(str(place.element.tag))
        if above is None or above.number < 0:
            return f"/{step}"
        if self._parent[0] != above.number:
            self._parent = above.number, self._steps(above)
        return f"{self._parent[1]}/{step}[{place.nth}]"

    def _steps(self, place: Place) -> str:
        steps = []
        while place.above is not None and place.above.number >= 0:
            steps.append(f"/{local_of(str(place.element.tag))}[{place.nth}]")
            place = place.above
        return f"/{local_of(str(place.element.tag))}" + "".join(reversed(steps))

    def _expected(self, wording: Wording, place: Place) -> tuple[str, ...]:
        # the same long list stands in many findings: it is kept once
        names = wording.expected
        if len(names) < _FEW:
            return tuple(_short(name, namespace_of(str(place.element.tag))) for name in names)
        key = (id(names), place.element.tag)
        if key not in self._shortened:
            namespace = namespace_of(str(place.element.tag))
            # the names are kept with the result, so that their id stays theirs
            self._shortened[key] = names, tuple(_short(name, namespace) for name in names)
        return self._shortened[key][1]


def _last_text(frame: Frame) -> str:
    """The text before the end tag."""
    element, last = frame.element, frame.last
    if last is None and not len(element):
        return element.text or ""
    if last is not None and last.getnext() is None:
        return last.tail or ""
    return text_after(element, last)


def _start_tag(number: int) -> Where:
    return lambda positions: positions.start_tag(number)


def _end_tag(number: int) -> Where:
    return lambda positions: positions.end_tag(number)


def _attribute(number: int, at: int, value: bool) -> Where:
    return lambda positions: positions.attribute(number, at, value)


def _short(name: str, beside: str) -> str:
    """A name without its namespace, where that is the one beside it."""
    namespace = namespace_of(name)
    if namespace == XML:
        return f"xml:{local_of(name)}"
    return local_of(name) if namespace and namespace == beside else name
