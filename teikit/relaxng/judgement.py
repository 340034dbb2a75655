"""What is wrong with an element, an attribute or a text at its place, and what was probably meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from teikit.relaxng.automaton import Automaton, Content, Opening, Tag
from teikit.relaxng.inference import Guess, Inference, through
from teikit.relaxng.messages import Wording, in_words, quoted, tagged, unknown, wrong_namespace
from teikit.relaxng.names import listed, local_of, namespace_of
from teikit.relaxng.patterns import Element, elements_of
from teikit.relaxng.value_words import allowed_values, listing, values_of
from teikit.relaxng.vocabulary import Vocabulary, first, nearest, spelled

if TYPE_CHECKING:
    from teikit.relaxng.recovery import Frame

_LEVELS_UP = 3
_WRAPPERS = 3


class Verdict(NamedTuple):
    """What to say, and how to go on: the start tag that was probably meant, and whether it moves its parent on.

    `wrappers` are the elements that it might be put into. With `is_wrapper` it goes on as if its tags were not there.
    `is_strange`: neither its place nor what it holds is what its name says, so that its attributes say nothing either.
    """

    wording: Wording
    opening: Opening | None
    tag: Tag | None
    wrappers: frozenset[str] = frozenset()
    is_wrapper: bool = False
    is_strange: bool = False


Fault = tuple[int | None, bool, Wording]


class Judge:
    """Judges faults; the same fault in the same state is judged once."""

    def __init__(self, automaton: Automaton, vocabulary: Vocabulary, root: etree._Element) -> None:
        self.automaton = automaton
        self._vocabulary = vocabulary
        self._inference = Inference(automaton, root)
        self._known: dict[object, Verdict] = {}
        self._expected: dict[Content, tuple[str, ...]] = {}

    def element(self, frames: Sequence[Frame], element: etree._Element, name: str) -> Verdict:
        """An element that its parent, the last of the open ones, does not allow where it stands."""
        frame = frames[-1]
        if frame.state is None:
            return self._in_unknown_content(name)
        own = self._anywhere(name)
        meant = self._inference.meant(element, frame.state, own, self.expected(frame.state))
        up = self._level_up(frames, name)
        before = frame.last.tag if frame.last is not None else None
        key = (frame.state, name, frame.element.tag, frame.number < 0, up, before, meant)
        if key not in self._known:
            self._known[key] = self._judged(frame, frame.state, name, up, meant)
        return self._known[key]

    def text(self, frame: Frame, state: Content) -> Wording:
        expected = self.expected(state)
        wrappers = self._wrappers(frame, expected, self._holds_text)
        hint = f"put it into {self._offered(wrappers)}" if wrappers else "remove it"
        where = tagged(str(frame.element.tag))
        if not expected and not state.ends:
            return Wording("text", f"text is not allowed in {where}", hint)
        return Wording("text", f"text is not allowed directly in {where}", hint, expected)

    def value(self, frame: Frame, state: Content, text: str) -> Wording:
        words = values_of(state.patterns)
        where = tagged(str(frame.element.tag))
        what = f"{quoted(text)} is not a value for {where}" if text.strip() else f"{where} needs a value"
        return Wording("value", f"{what}; expected {allowed_values(words)}", "correct the value", tuple(words))

    def incomplete(self, frame: Frame, state: Content) -> Wording:
        """An element that ends before all that it needs."""
        needed = self._helpful(state)
        where = tagged(str(frame.element.tag))
        if not needed:
            return Wording("missing-child", f"{where} is incomplete", "it cannot be completed where it stands")
        shown = self._shown(needed)
        what = f"{shown} is missing" if len(needed) == 1 else f"one of {shown} is missing"
        place = f" after {tagged(str(frame.last.tag))}" if frame.last is not None else ""
        hint = f"add {self._few(needed, shown)} before its end"
        return Wording("missing-child", f"{where} is incomplete: {what}{place}", hint, tuple(needed))

    def expected(self, state: Content) -> tuple[str, ...]:
        """The names of the elements that may come next, those that lead on before those that change nothing."""
        if state not in self._expected:
            names = spelled(element for pattern in state.patterns for element in first(pattern))
            helpful = set(self._helpful(state)) if not state.ends else set()
            self._expected[state] = tuple(sorted(names, key=lambda name: name not in helpful))
        return self._expected[state]

    def _in_unknown_content(self, name: str) -> Verdict:
        """Where nothing is known of the parent, only a name that no place allows is a fault."""
        tag = self._anywhere(name)
        if tag is None:
            near = self._vocabulary.nearest(name)
            return Verdict(
                unknown(name, near if near and local_of(near) != local_of(name) else None, "", ()), None, None
            )
        return Verdict(Wording("not-allowed", ""), None, tag)

    def _judged(self, frame: Frame, state: Content, name: str, up: str | None, meant: Guess) -> Verdict:
        expected = self.expected(state)
        if frame.number < 0:
            return self._wrong_root(name, expected)
        if name not in self._vocabulary.elements and (same := self._namesake(frame, name, expected)):
            return self._as(wrong_namespace(name, same), state, same)
        if not self._vocabulary.named(name):
            return self._unknown(state, name, expected, meant.name if meant.is_sure else None)
        if meant.name is None and (skipped := self._skipped(state, name)) is not None:
            return Verdict(self._too_early(frame, state, name, skipped), skipped, skipped.tag)
        if meant.is_wrapper:
            return Verdict(self._needless(frame, name, expected), None, self._anywhere(name), is_wrapper=True)
        wording, wrappers = self._out_of_place(frame, state, name, up, expected)
        own = self._anywhere(name)
        opening = state.opens[meant.name] if meant.name else None
        if opening is None or meant.name is None or meant.is_right:
            return Verdict(wording, opening, own, wrappers)
        if not meant.is_sure:
            return Verdict(wording, opening, opening.tag, wrappers, is_strange=True)
        return Verdict(wording._replace(hint=f"did you mean {tagged(meant.name)}?"), opening, opening.tag)

    def _namesake(self, frame: Frame, name: str, expected: tuple[str, ...]) -> str | None:
        """The element of the same name in another namespace: one that is allowed here, or any for a stranger."""
        is_stranger = namespace_of(name) != namespace_of(str(frame.element.tag))
        among = [*expected, *(self._vocabulary.elements if is_stranger else ())]
        return next((one for one in among if local_of(one) == local_of(name) and one != name), None)

    def _wrong_root(self, name: str, expected: tuple[str, ...]) -> Verdict:
        same = next((one for one in expected if local_of(one) == local_of(name)), None)
        if same:
            wording = wrong_namespace(name, same)
        else:
            shown = in_words(self._folded(expected), len(expected))
            message = f"{tagged(name)} cannot be the outermost element; expected {shown}"
            wording = Wording("root", message, f"put the document into {shown}", expected)
        meant = same or nearest(name, expected) or name
        return Verdict(wording, None, self._anywhere(meant))

    def _unknown(self, state: Content, name: str, expected: tuple[str, ...], meant: str | None) -> Verdict:
        near = nearest(name, expected) or self._vocabulary.same(name) or self._vocabulary.nearest(name)
        shown = in_words(self._folded(expected), len(expected))
        # what fits the content helps to read on, but it is no reason to tell anybody to rename something
        return self._as(unknown(name, near, shown, expected), state, near or meant)

    def _as(self, wording: Wording, state: Content, name: str | None) -> Verdict:
        """To go on as if the element had this name; if that is not allowed here either, nothing is known of its content."""
        opening = state.opens[name] if name else None
        return Verdict(wording, opening, opening.tag if opening else None)

    def _skipped(self, state: Content, name: str) -> Opening | None:
        derivatives = self.automaton.derivatives
        return self.automaton.joined(derivatives.skipped(pattern, name) for pattern in state.patterns)

    def _too_early(self, frame: Frame, state: Content, name: str, skipped: Opening) -> Wording:
        needed = tuple(self._helpful(state))
        shown = self._shown(needed)
        where = tagged(str(frame.element.tag))
        what = shown if len(needed) == 1 else f"one of {shown}"
        message = f"{tagged(name)} is not allowed yet in {where}: {what} has to come before it"
        return Wording("too-early", message, f"add {self._few(needed, what)} before {tagged(name)}", needed)

    def _needless(self, frame: Frame, name: str, expected: tuple[str, ...]) -> Wording:
        message = f"{tagged(name)} is not allowed in {tagged(str(frame.element.tag))}"
        return Wording("not-allowed", message, "remove its tags: what it holds is allowed here", expected)

    def _out_of_place(
        self, frame: Frame, state: Content, name: str, up: str | None, expected: tuple[str, ...]
    ) -> tuple[Wording, frozenset[str]]:
        """What to say, and the elements into which to put it, if that is the advice."""
        where = tagged(str(frame.element.tag))
        shown = in_words(self._folded(expected), len(expected))
        allowed = f"allowed here: {shown}" if shown else f"{where} may hold no further element"
        if frame.tag and any(
            one.names.contains(name) for pattern in frame.tag.patterns for one in elements_of(pattern)
        ):
            after = f", after {tagged(str(frame.last.tag))}" if frame.last is not None else ""
            hint = self._move(frame, frame.tag, name) if up is None else f"end {up} before it"
            message = f"{tagged(name)} is not allowed here in {where}{after}"
            return Wording("misplaced", message, hint or allowed, expected), frozenset()
        wrappers = self._wrappers(frame, expected, lambda wrapper: self._may_hold(wrapper, name))
        if up is not None and not (wrappers and self._is_at_home(frame, wrappers[0], state)):
            hint, wrappers = f"end {up} before it: it is allowed there", []
        else:
            hint = f"put it into {self._offered(wrappers)}" if wrappers else allowed
        return Wording("not-allowed", f"{tagged(name)} is not allowed in {where}", hint, expected), frozenset(wrappers)

    def _is_at_home(self, frame: Frame, wrapper: str, state: Content) -> bool:
        """Whether an element belongs into this one and not beside it, as an item into a list."""
        outside = _after(frame)
        beside = outside is not None and outside.opens[wrapper] is not None
        needed = not state.ends and wrapper in self._helpful(state)
        return not beside and (needed or self._inference.usage[str(frame.element.tag), wrapper] > 0)

    def _move(self, frame: Frame, tag: Tag, name: str) -> str | None:
        """Where in its parent the element could stand: the last place among those before it."""
        state = self._inference.inside(tag)
        place = None
        for child in frame.element.iterchildren(etree.Element):
            if state is None or child is frame.last:
                break
            if state.opens[name] is not None:
                place = child
            opening = state.opens[child.tag]
            state = through(opening) if opening else state
        if state is not None and state.opens[name] is not None:
            place = frame.last
        if place is None:
            return None
        if str(place.tag) == name:
            return f"there is a {tagged(name)} already: keep one of them"
        return f"move it before {tagged(str(place.tag))}"

    def _level_up(self, frames: Sequence[Frame], name: str) -> str | None:
        """The open element whose end would make room for this one."""
        for frame in list(reversed(frames[2:]))[:_LEVELS_UP]:
            if frame.opening is None:
                return None
            after = _after(frame)
            if after is not None and after.opens[name] is not None:
                return tagged(str(frame.element.tag))
        return None

    def _wrappers(self, frame: Frame, expected: Iterable[str], holds: Callable[[str], bool]) -> list[str]:
        """The elements allowed here that may hold the matter in question: first those that this document puts here, then
        those that would not be allowed outside."""
        here = str(frame.element.tag)
        outside = _after(frame)

        def order(name: str) -> tuple[int, bool, int]:
            is_general = outside is not None and outside.opens[name] is not None
            return -self._inference.usage[here, name], is_general, -self._inference.elements[name]

        return sorted(filter(holds, expected), key=order)

    def _may_hold(self, wrapper: str, name: str) -> bool:
        tag, derivatives = self._anywhere(wrapper), self.automaton.derivatives
        if tag is None:
            return False
        opened = [derivatives.opened(derivatives.relaxed(pattern), name) for pattern in tag.patterns]
        return any(name in listed(element.names) for pairs in opened for element, _ in pairs)

    def _holds_text(self, name: str) -> bool:
        tag = self._anywhere(name)
        state = self._inference.inside(tag) if tag else None
        return state is not None and (state.passive or state.texted("x", dict) is not None)

    def _offered(self, names: Sequence[str]) -> str:
        shown = [tagged(name) for name in names[:_WRAPPERS]]
        return listing([*shown, "the like"] if len(names) > _WRAPPERS else shown)

    def _helpful(self, state: Content) -> list[str]:
        """The elements that bring a state nearer to its end, not those that leave it where it is."""
        names = spelled(element for pattern in state.patterns for element in first(pattern))
        steps = {name: opening.next for name in names if (opening := state.opens[name]) is not None}
        ending = [name for name, then in steps.items() if then is not None and then.ends]
        moving = [name for name, then in steps.items() if then is not state]
        return ending or moving or names

    def _folded(self, names: Sequence[str]) -> list[str]:
        """The names for a message; those that this document knows come first."""
        count = Counter({name: self._inference.elements[name] for name in names})
        return self._vocabulary.folded(names, [name for name, times in count.most_common() if times])

    def _few(self, names: Sequence[str], shown: str) -> str:
        """For a hint: the sentence before it has named them all."""
        return shown if len(names) <= _WRAPPERS else "one of them"

    def _shown(self, names: Sequence[str]) -> str:
        return in_words(self._folded(names), len(names))

    def _anywhere(self, name: str) -> Tag | None:
        """The start tag of an element wherever the schema has it."""
        elements: tuple[Element, ...] = self._vocabulary.named(name)
        return self.automaton.tag(elements) if elements else None


def _after(frame: Frame) -> Content | None:
    """The state of the parent once this element has ended."""
    return through(frame.opening) if frame.opening else None
