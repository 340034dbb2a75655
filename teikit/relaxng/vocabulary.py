"""What a schema knows: its element names, the classes its defines make of them, and the nearest name to a wrong one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher
from functools import cached_property

from teikit.relaxng.names import described, is_infinite, listed, local_of
from teikit.relaxng.patterns import Choice, Element, Group, Interleave, OneOrMore, Pattern, reached
from teikit.relaxng.simplify import Simplifier

MOST = 12  # names in a message
_SMALLEST_CLASS = 3
_USED = 4
_NEAR = 0.72
_WORDS = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")  # nameLike → name, Like
_EMPTY_WORDS = {"model", "like", "class", "elements", "element"}


class Vocabulary:
    """The names of a schema, gathered when the first error asks for them."""

    def __init__(self, simplifier: Simplifier, start: Pattern) -> None:
        self._simplifier = simplifier
        self._start = start
        self._near: dict[str, str | None] = {}
        self._named: dict[str, tuple[Element, ...]] = {}

    @cached_property
    def elements(self) -> dict[str, tuple[Element, ...]]:
        """All elements that can occur, by their names."""
        found: dict[str, list[Element]] = {}
        for element in self._reached:
            for name in listed(element.names):
                found.setdefault(name, []).append(element)
        return {name: tuple(elements) for name, elements in found.items()}

    @cached_property
    def classes(self) -> list[tuple[str, frozenset[str]]]:
        """The defines that are choices of elements, the largest first, as (name, names of elements)."""
        found: dict[frozenset[str], str] = {}
        for (_, name), pattern in self._simplifier.defines.items():
            names = _only_elements(pattern) if name else None
            if names and len(names) >= _SMALLEST_CLASS and (names not in found or len(name) < len(found[names])):
                found[names] = name
        return sorted(((name, names) for names, name in found.items()), key=lambda pair: (-len(pair[1]), pair[0]))

    def named(self, name: str) -> tuple[Element, ...]:
        """The elements a name may mean, wherever they are allowed; those of any name last."""
        if name not in self._named:
            exact = self.elements.get(name)
            self._named[name] = exact or tuple(one for one in self._open if one.names.contains(name))
        return self._named[name]

    def nearest(self, name: str) -> str | None:
        """The name of an element most like a wrong one, if any is like it."""
        if name not in self._near:
            self._near[name] = nearest(name, self.elements)
        return self._near[name]

    def same(self, name: str) -> str | None:
        """The element whose name differs in capitals only."""
        return self._folded_names.get(local_of(name).casefold())

    def folded(self, names: Sequence[str], used: Collection[str] = ()) -> list[str]:
        """The names with classes in the place of their members, and no more than are useful; those `used` come first."""
        left = dict.fromkeys(names)
        first = [f"<{local_of(name)}>" for name in used][:_USED] if len(names) > MOST else []
        found: list[str] = []
        if len(names) > MOST:
            for name, members in self.classes:
                inside = members & left.keys()
                if len(inside) == len(members) and len(members) < len(names):
                    found.append(f"any of the {spoken(name)} elements")
                    for member in inside:
                        del left[member]
        own = [f"<{local_of(name)}>" for name in list(left)[: max(MOST - len(found), 3)]]
        return list(dict.fromkeys(first + own + found))[:MOST]

    @cached_property
    def _folded_names(self) -> dict[str, str]:
        return {local_of(name).casefold(): name for name in self.elements}

    @cached_property
    def _open(self) -> list[Element]:
        return [element for element in self._reached if is_infinite(element.names)]

    @cached_property
    def _reached(self) -> list[Element]:
        return list(reached(self._start))


def spoken(name: str) -> str:
    """The name of a define in words: model.nameLike is a name, model.pPart.edit a p part edit."""
    words = [word.lower() for word in _WORDS.findall(name) if word.lower() not in _EMPTY_WORDS]
    return " ".join(words) or name


def nearest(name: str, among: Iterable[str]) -> str | None:
    """The one of these most like a name: another case, letters swapped, left out or doubled."""
    wanted = local_of(name).casefold()
    best, ratio = None, _NEAR
    for other in among:
        local = local_of(other)
        candidate = local.casefold()
        if candidate == wanted:
            return other
        if abs(len(candidate) - len(wanted)) > 3:
            continue
        matcher = SequenceMatcher(None, wanted, candidate)
        if matcher.real_quick_ratio() > ratio and matcher.quick_ratio() > ratio and (found := matcher.ratio()) > ratio:
            best, ratio = other, found
    return best


def first(pattern: Pattern) -> list[Element]:
    """The elements that may come next."""
    found: dict[Element, None] = {}
    waiting = [pattern]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Element):
            found[here] = None
        elif isinstance(here, OneOrMore):
            waiting.append(here.inner)
        elif isinstance(here, (Choice, Interleave)):
            waiting.extend(reversed(here.parts))
        elif isinstance(here, Group):
            needed = next((at for at, part in enumerate(here.parts) if not part.nullable), len(here.parts))
            waiting.extend(reversed(here.parts[: needed + 1]))
    return list(found)


def spelled(elements: Iterable[Element]) -> list[str]:
    """The names of elements, classes of any name in words."""
    found: dict[str, None] = {}
    for element in elements:
        names = list(listed(element.names)) or [described(element.names)]
        found.update(dict.fromkeys(names))
    return list(found)


def _only_elements(pattern: Pattern) -> frozenset[str] | None:
    parts = pattern.parts if isinstance(pattern, Choice) else (pattern,)
    if not all(isinstance(part, Element) for part in parts):
        return None
    return frozenset(spelled(part for part in parts if isinstance(part, Element)))
