"""The tree between recognition and TEI: nodes, the leaves that account for the source, and runs of source text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from teikit.records import NamedTuple


class Slice(NamedTuple):
    """A range of the source that is text here, letter for letter."""

    start: int
    end: int


class Mark(NamedTuple):
    """A range of the source that was a convention; `became` names the element, attribute or boundary it turned into.

    White space that belongs to the convention (the blank after `1.`) lies within the range.
    """

    start: int
    end: int
    became: str


class Dropped(NamedTuple):
    """A range that is page furniture or a character XML forbids, with the reason."""

    start: int
    end: int
    reason: str


class Copy(NamedTuple):
    """A range whose home is elsewhere, repeated letter for letter; in the teiHeader only."""

    start: int
    end: int


class Generated(NamedTuple):
    """teikit's or the user's own words; in the teiHeader only."""

    text: str


Leaf = Slice | Mark | Dropped | Copy | Generated


class Node:
    """An element to be: children are nodes and leaves in reading order, `rule` and `certainty` say who decided and how surely."""

    __slots__ = ("attributes", "certainty", "children", "element", "rule")

    def __init__(
        self,
        element: str,
        attributes: dict[str, str] | None = None,
        children: Iterable[Child] = (),
        rule: str = "",
        certainty: str = "high",
    ) -> None:
        self.element = element
        self.attributes = attributes or {}
        self.children: list[Child] = list(children)
        self.rule = rule
        self.certainty = certainty

    def __repr__(self) -> str:
        return f"Node({self.element!r}, {self.attributes!r}, {self.children!r})"

    @property
    def nodes(self) -> list[Node]:
        return [child for child in self.children if isinstance(child, Node)]

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in document order."""
        ahead = [self]
        while ahead:
            node = ahead.pop()
            yield node
            if node.children:
                ahead += [child for child in reversed(node.children) if isinstance(child, Node)]

    def leaves(self) -> Iterator[Leaf]:
        """The leaves in document order."""
        ahead = self.children[::-1]
        while ahead:
            child = ahead.pop()
            if isinstance(child, Node):
                ahead += child.children[::-1]
            elif not isinstance(child, Run):
                yield child


class Run:
    """An ordered sequence of slices, the text they read as, and the way back from each position.

    Slices that follow each other are read with `joint` (one character, or none) between them, which has no place in the source.
    """

    __slots__ = ("_starts", "joint", "pieces", "source", "text")

    def __init__(self, source: str, pieces: Sequence[Slice], joint: str = "\n") -> None:
        self.source = source
        self.pieces = tuple(pieces)
        self.joint = joint
        self.text = joint.join([source[start:end] for start, end in self.pieces])
        self._starts: list[int] = []
        position = 0
        for start, end in self.pieces:
            self._starts.append(position)
            position += end - start + len(joint)

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return f"Run({self.text!r})"

    def offset(self, position: int) -> int:
        """Where a position of the run's text stands in the source; at a joint, the end of the slice before it."""
        index = max(bisect_right(self._starts, position) - 1, 0)
        start, end = self.pieces[index]
        return min(start + position - self._starts[index], end)

    def slices(self, start: int, end: int) -> list[Slice]:
        """The ranges of the source that a range of the run's text is made of."""
        if len(self.pieces) == 1:
            base = self.pieces[0].start
            return [Slice(base + start, base + end)] if start < end else []
        found = []
        index = max(bisect_right(self._starts, start) - 1, 0)
        while index < len(self.pieces) and self._starts[index] < end:
            first, last = self.pieces[index]
            position = self._starts[index]
            low, high = max(start - position, 0) + first, min(end - position + first, last)
            if low < high:
                found.append(Slice(low, high))
            index += 1
        return found

    def part(self, start: int, end: int) -> Run:
        """The run that a range of this run's text is."""
        return Run(self.source, self.slices(start, end), self.joint)


Child = Node | Slice | Mark | Dropped | Copy | Generated | Run
