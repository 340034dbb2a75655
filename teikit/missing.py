"""What is missing from the text of a TEI file: moved to the header or an attribute, explained as a mark, or lost."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from teikit.alignment import Block, Lexicon, Tokens
from teikit.asides import Asides, Found
from teikit.differences import Difference
from teikit.explanations import Context, Explain
from teikit.flow import Flow
from teikit.tei import local

# attributes that hold what a convention says; a word in any other was moved there
MARK_ATTRIBUTES = frozenset(
    ["n", "type", "subtype", "rend", "place", "hand", "reason", "cert"],
) | {"quantity", "unit", "extent", "atLeast", "atMost"}

# what a title page says and a header repeats; a paragraph or a note of the header may hold anything
FACTS = frozenset(
    {"title", "author", "editor", "date", "idno", "publisher", "bibl", "repository", "language", "textLang", "ref"}
    | {"name", "persName", "orgName", "placeName", "settlement", "country", "resp", "funder", "sponsor", "licence"}
)

_PEELED = 8
_LONGEST_NUMBER = 2


class Piece(NamedTuple):
    """Tokens of the source with their judgement: lost, moved, explained or header, and what they became."""

    kind: str
    start: int
    end: int
    became: str = ""


class FrameOf(NamedTuple):
    """What the source's page says around its text: where this ends above, and the ranges of what it says."""

    end: int
    values: Sequence[tuple[int, int]]


class Missing:
    """Judges what is missing, line by line; without `explain` no mark is accepted."""

    def __init__(
        self,
        a: Tokens,
        b: Tokens,
        lexicon: Lexicon,
        blocks: list[Block],
        flow: Flow,
        explain: Explain | None,
        frame: Callable[[], FrameOf],
    ) -> None:
        self.a, self.b, self.lexicon, self.flow, self.explain, self.frame = a, b, lexicon, flow, explain, frame
        self.first = blocks[0].a if blocks else len(a)
        self.last = blocks[-1].a + blocks[-1].size if blocks else 0
        self._asides: Asides | None = None

    @property
    def asides(self) -> Asides:
        """Made when something is missing: most often nothing is."""
        if self._asides is None:
            self._asides = Asides(self.flow, self.lexicon)
        return self._asides

    def pieces(self, lost: Difference) -> list[Piece]:
        """The judgement on a range of tokens, neighbours of one kind united."""
        return list(_united(self._judged(lost)))

    def _judged(self, lost: Difference) -> Iterator[Piece]:
        place = _Place(self, lost)
        for start, end, found in place.cover(lost.a, lost.a_end):
            if found:
                yield place.elsewhere(start, end, found)
            else:
                for low, high in self.lines(start, end):
                    yield from place.judged(low, high)

    def lines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        first = start
        for index in range(start + 1, end):
            if "\n" in self.a.text[self.a.ends[index - 1] : self.a.starts[index]]:
                yield first, index
                first = index
        yield first, end


class _Place:
    """One gap of the TEI: the elements and attributes there, and whether it is the page's frame that is missing."""

    def __init__(self, missing: Missing, lost: Difference) -> None:
        self.missing, self.a, self.asides, self.explain = missing, missing.a, missing.asides, missing.explain
        b, ends = missing.b, missing.b.ends
        self.start = ends[lost.b - 1] if lost.b else 0
        self.end = b.starts[lost.b_end] if lost.b_end < len(b) else len(b.text)
        self.elements = missing.flow.edges_between(self.start, self.end)
        self.around = missing.flow.names_around(self.start) | missing.flow.names_around(max(self.end - 1, 0))
        self.is_frame = False
        self.is_frame = (lost.a_end <= missing.first or lost.a >= missing.last) and self._header_has_some(lost)

    def _header_has_some(self, lost: Difference) -> bool:
        if any(found and found.in_header for *_, found in self.cover(lost.a, lost.a_end)):
            return True
        return any(self._whole_line(start, end) for start, end in self.missing.lines(lost.a, lost.a_end))

    def cover(self, start: int, end: int) -> Iterator[tuple[int, int, Found | None]]:
        for low, high, found in self.asides.cover(self.a.ids[start:end]):
            yield start + low, start + high, found

    def _whole_line(self, start: int, end: int) -> Found | None:
        """A text of the header that is this line and nothing else; half a line may be anything's."""
        context = self._context(start, end)
        return None if context.before.strip() or context.after.strip() else self.asides.whole(self.a.ids[start:end])

    def judged(self, start: int, end: int) -> Iterator[Piece]:
        """A piece of one line, cut where its parts went different ways."""
        if became := self._explained(start, end):
            yield Piece("explained", start, end, became)
        elif near := self.asides.near(self.a.ids[start:end], self.start, self.end):
            kind = "explained" if self.explain and self._is_mark(near, start, end) else "moved"
            yield Piece(kind, start, end, f"in {self._where(near)}")
        elif self.is_frame and (whole := self._whole_line(start, end)):
            low, high = self.asides.bounds(self.a.ids[start:end])
            yield from self._peeled(start, start + low)
            yield self.elsewhere(start + low, start + high, whole)
            yield from self._peeled(start + high, end)
        else:
            yield from self._by_value(start, end) if self.is_frame else self._peeled(start, end)

    def _by_value(self, start: int, end: int) -> Iterator[Piece]:
        """A line of the frame that says several things: each that the header has as well, and the rest."""
        starts = self.a.starts
        for first, last in self.missing.frame().values:
            low, high = (bisect_left(starts, offset, start, end) for offset in (first, last))
            if low < high and (whole := self.asides.whole(self.a.ids[low:high])):
                yield from self._peeled(start, low)
                yield Piece("header", low, high, self._where(whole))
                start = high
        yield from self._peeled(start, end)

    def elsewhere(self, start: int, end: int, found: Found) -> Piece:
        if self.is_frame and found.in_header and self._is_metadata(start, found):
            return Piece("header", start, end, self._where(found))
        return Piece("moved", start, end, f"in {self._where(found)}")

    def _is_metadata(self, start: int, found: Found) -> bool:
        """Whether the header is its place: it stands in the page's frame, or has become a fact of the header."""
        offset, frame = self.a.starts[start], self.missing.frame
        if local(found.element) in FACTS or offset < frame().end:
            return True
        return any(first <= offset < last for first, last in frame().values)

    def _peeled(self, start: int, end: int) -> Iterator[Piece]:
        """What is left, an explained beginning and end taken off."""
        if start == end:
            return
        sizes = range(min(end - start, _PEELED), 0, -1)
        heads = ((start + size, self._explained(start, start + size)) for size in sizes)
        low, before = next((head for head in heads if head[1]), (start, None))
        sizes = range(min(end - low, _PEELED), 0, -1)
        tails = ((end - size, self._explained(end - size, end)) for size in sizes)
        high, after = next((tail for tail in tails if tail[1]), (end, None))
        if before:
            yield Piece("explained", start, low, before)
        if low < high:
            yield Piece("lost", low, high)
        if after:
            yield Piece("explained", high, end, after)

    def _explained(self, start: int, end: int) -> str | None:
        if self.explain is None:
            return None
        context = self._context(start, end)
        return self.explain(context.text[context.start : context.end], context)

    def _context(self, start: int, end: int) -> Context:
        first, last = self.a.starts[start], self.a.ends[end - 1]
        return Context(self.a.text, first, last, self.elements, self.around, self.is_frame)

    def _is_mark(self, found: Found, start: int, end: int) -> bool:
        """Whether the attribute is one of those that hold marks: @n a number, the others a word or three."""
        if found.attribute not in MARK_ATTRIBUTES:
            return False
        words = [self.a.raw(index) for index in range(start, end) if self.missing.lexicon.is_word(self.a.ids[index])]
        if found.attribute == "n":
            return len(words) <= _LONGEST_NUMBER and all(len(word) <= 2 or word.isdigit() for word in words)
        return len(words) <= _LONGEST_NUMBER + 1

    def _where(self, found: Found) -> str:
        path = self.missing.flow.element_path(found.element)
        return f"@{found.attribute} of {path}" if found.attribute else path


def _united(pieces: Iterator[Piece]) -> Iterator[Piece]:
    last: Piece | None = None
    for piece in pieces:
        if last and (last.kind, last.became, last.end) == (piece.kind, piece.became, piece.start):
            last = Piece(last.kind, last.start, piece.end, last.became)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last
