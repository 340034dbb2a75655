"""Stand-off markup on a run: ranges that become elements, nested into one tree of nodes and slices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from operator import attrgetter

from teikit.nodes import Child, Mark, Node, Run


class Span:
    """A range of a run that becomes an element. `marks` are ranges within it that were convention, with what they became."""

    __slots__ = ("attributes", "certainty", "element", "end", "marks", "rule", "start")

    def __init__(
        self,
        start: int,
        end: int,
        element: str,
        attributes: dict[str, str] | None = None,
        rule: str = "",
        certainty: str = "high",
        marks: list[tuple[int, int, str]] | None = None,
    ) -> None:
        self.start = start
        self.end = end
        self.element = element
        self.attributes: dict[str, str] = {} if attributes is None else attributes
        self.rule = rule
        self.certainty = certainty
        self.marks: list[tuple[int, int, str]] = [] if marks is None else marks


def nested(run: Run, spans: Iterable[Span], marks: Iterable[tuple[int, int, str]] = ()) -> list[Child]:
    """The children that a run's text and its spans make. Where two spans cross, the later one in order of precedence is left out.

    Spans come in order of precedence: of two with the same range the first is the outer one.
    """
    kept = _without_crossings(list(spans))
    leaves = sorted([*marks, *(mark for span in kept for mark in span.marks)])
    return _Nesting(run, kept, leaves).children(0, len(run.text), 0)[0]


_START = attrgetter("start")
STRETCH = 64  # characters; a span is compared with those that touch the same stretches of the text


def _without_crossings(spans: list[Span]) -> list[Span]:
    """Spans in document order, outer before inner; a span that crosses one before it in precedence is left out."""
    ordered = sorted(spans, key=_START)
    if all(span.start < span.end for span in spans) and all(a.end <= b.start for a, b in pairwise(ordered)):
        return ordered
    kept: list[Span] = []
    touching: defaultdict[int, list[Span]] = defaultdict(list)
    for span in spans:
        stretches = range(span.start // STRETCH, (span.end - 1) // STRETCH + 1) if span.start < span.end else ()
        near = [other for stretch in stretches for other in touching[stretch]]
        if stretches and not any(_cross(span, other) or _twins(span, other) for other in near):
            kept.append(span)
            for stretch in stretches:
                touching[stretch].append(span)
    return sorted(kept, key=lambda span: (span.start, -span.end))


def _twins(one: Span, other: Span) -> bool:
    """The same element on the same range, found by two grammars."""
    return (one.start, one.end, one.element) == (other.start, other.end, other.element)


def _cross(one: Span, other: Span) -> bool:
    if one.end <= other.start or other.end <= one.start:
        return False
    inside = other.start <= one.start and one.end <= other.end
    around = one.start <= other.start and other.end <= one.end
    if not inside and not around:
        return True
    # a span within a mark, or one that begins or ends in the middle of a mark, would cut the convention
    outer, inner = (other, one) if inside and (other.start, other.end) != (one.start, one.end) else (one, other)
    return any(
        (start < inner.start < end) or (start < inner.end < end) or (start <= inner.start and inner.end <= end)
        for start, end, _ in outer.marks
    )


class _Nesting:
    def __init__(self, run: Run, spans: list[Span], marks: list[tuple[int, int, str]]) -> None:
        self.run = run
        self.spans = spans
        self.marks = marks
        self.mark = 0

    def children(self, position: int, end: int, index: int) -> tuple[list[Child], int]:
        """The children of one level between two positions, and the index of the first span behind it."""
        found: list[Child] = []
        while index < len(self.spans) and self.spans[index].start < end:
            span = self.spans[index]
            self._leaves(found, position, span.start)
            inner, index = self.children(span.start, span.end, index + 1)
            found.append(Node(span.element, span.attributes, inner, span.rule, span.certainty))
            position = span.end
        self._leaves(found, position, end)
        return found, index

    def _leaves(self, found: list[Child], start: int, end: int) -> None:
        """Text and marks of a range that no element takes."""
        while self.mark < len(self.marks) and self.marks[self.mark][0] < end:
            mark_start, mark_end, became = self.marks[self.mark]
            found.extend(self.run.slices(start, mark_start))
            found.extend(Mark(piece.start, piece.end, became) for piece in self.run.slices(mark_start, mark_end))
            start = mark_end
            self.mark += 1
        found.extend(self.run.slices(start, end))
