"""What a wrong element was probably meant to be: the name under which its children, and what follows it, would be right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from teikit.relaxng.automaton import Automaton, Content, Opening, Tag

_CHILDREN = 40  # children that are looked at; more tell no more


def through(opening: Opening) -> Content | None:
    """The state after an element, whatever it holds."""
    return opening.after(tuple(range(len(opening.tag.elements))))


class Guess(NamedTuple):
    """What is known of an element at a wrong place.

    `is_right`: whether what it holds is what its name says; `name`: one that would be right at its place, `is_sure` if what
    it holds leaves no doubt of it; `is_wrapper`: without its tags all would be right.
    """

    is_right: bool
    name: str | None
    is_sure: bool = True
    is_wrapper: bool = False


class Inference:
    """Guesses for one document, and what it shows of how its makers write."""

    def __init__(self, automaton: Automaton, root: etree._Element) -> None:
        self._automaton = automaton
        self._root = root
        self._known: dict[object, Guess] = {}

    @cached_property
    def usage(self) -> Counter[tuple[str, str]]:
        """How often this document has one element in another, as (parent, child)."""
        found: Counter[tuple[str, str]] = Counter()
        for parent in self._root.iter(etree.Element):
            if len(parent):
                tag = str(parent.tag)
                found.update([(tag, str(child.tag)) for child in parent.iterchildren(etree.Element)])
        return found

    @cached_property
    def elements(self) -> Counter[str]:
        """How often this document has an element."""
        return Counter([str(element.tag) for element in self._root.iter(etree.Element)])

    def meant(self, element: etree._Element, state: Content, own: Tag | None, names: Sequence[str]) -> Guess:
        """Which of the names allowed here would make this element, or what follows it, right; `own` is what its name says.

        No name where none does, or where the element is right in itself and its absence would not be felt.
        """
        children = [str(child.tag) for child in element.iterchildren(etree.Element)][:_CHILDREN] if len(element) else []
        following = element.getnext()
        while following is not None and not isinstance(following.tag, str):
            following = following.getnext()
        after = str(following.tag) if following is not None else None
        text = not children and bool((element.text or "").strip())
        key = (state, own, tuple(children), after, text)
        if key not in self._known:
            is_right = own is not None and self._holds(own, children, text)
            found = self._guessed(state, is_right, children, after, text, names)
            best = max(found, key=lambda name: self.elements[name], default=None)
            is_wrapper = best is None and not is_right and bool(children) and self._fit(state, children, after)
            self._known[key] = Guess(is_right, best, bool(children), is_wrapper)
        return self._known[key]

    def inside(self, tag: Tag) -> Content | None:
        """The state within a start tag, its attributes overlooked."""
        return self._automaton.content(tuple(map(self._automaton.derivatives.relaxed, tag.patterns)))

    def _guessed(
        self, state: Content, is_right: bool, children: list[str], after: str | None, text: bool, names: Sequence[str]
    ) -> list[str]:
        is_missed = not _goes_on(state, after)
        if not is_missed and (is_right or not (children or text)):
            return []
        found = [name for name in names if (one := state.opens[name]) and self._holds(one.tag, children, text)]
        leading = [name for name in found if (one := state.opens[name]) and _goes_on(through(one), after)]
        return leading if is_missed else leading or found

    def _fit(self, state: Content | None, children: list[str], after: str | None) -> bool:
        """Whether these elements, and then what follows, may come next."""
        for child in children:
            opening = state.opens[child] if state else None
            state = through(opening) if opening else None
        return _goes_on(state, after)

    def _holds(self, tag: Tag, children: list[str], text: bool) -> bool:
        """Whether the element may have these children, or this text."""
        state = self.inside(tag)
        if text:
            return state is not None and (state.passive or state.texted("x", dict) is not None)
        for child in children:
            opening = state.opens[child] if state else None
            if opening is None:
                return False
            state = through(opening)
        return state is not None and bool(state.ends or state.blank)


def _goes_on(state: Content | None, after: str | None) -> bool:
    """Whether this element, or the end tag, may come next."""
    if state is None:
        return False
    return bool(state.ends) if after is None else state.opens[after] is not None
