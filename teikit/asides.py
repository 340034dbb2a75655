"""Where words that are missing from the text of a TEI file stand in it all the same: its header and its attributes."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

from teikit.alignment import Lexicon, Tokens
from teikit.flow import Chunk, Flow, Tape

_GRAM = 4  # so many words in a row are no accident


class Found(NamedTuple):
    """A place outside the text; `attribute` is empty for a text of the header or a reading that was not taken."""

    element: etree._Element
    attribute: str
    in_header: bool


class Asides:
    """The words of the header and of the margin, looked up when something is missing."""

    def __init__(self, flow: Flow, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.header = _Words(flow.header, lexicon, True)
        self.margin = _Words(flow.margin, lexicon, False)
        self._at = [chunk.at for chunk in flow.margin.chunks]

    def cover(self, ids: array[int]) -> Iterator[tuple[int, int, Found | None]]:
        """Cut a series of words into what stands elsewhere, at least four in a row, and what does not."""
        start = last = 0
        while start + _GRAM <= len(ids):
            length, found = self._longest(ids, start)
            if found:
                if last < start:
                    yield last, start, None
                yield start, start + length, found
                last = start = start + length
            else:
                start += 1
        if last < len(ids):
            yield last, len(ids), None

    def whole(self, ids: array[int]) -> Found | None:
        """The text of the header that is just these words, signs at either end aside."""
        return self.header.whole(self._bare(ids), self._bare)

    def near(self, ids: array[int], start: int, end: int) -> Found | None:
        """The attribute of an element that begins in this range of the text and has just these words as its value."""
        bare = self._bare(ids)
        first = bisect_left(self._at, start)
        for index in range(first, bisect_left(self._at, end + 1, first)):
            if bare and self._bare(self.margin.of_chunk(index)) == bare:
                return self.margin.found(self.margin.tape.chunks[index])
        return None

    def _longest(self, ids: array[int], start: int) -> tuple[int, Found | None]:
        best = max((words.longest(ids, start), words is self.header) for words in (self.header, self.margin))
        (length, place), words = best[0], self.header if best[1] else self.margin
        return (length, words.found_at(place)) if length else (0, None)

    def bounds(self, ids: array[int]) -> tuple[int, int]:
        """The range without the signs at either end: the `1` of `1.`"""
        start, end = 0, len(ids)
        while start < end and not self.lexicon.is_word(ids[start]):
            start += 1
        while end > start and not self.lexicon.is_word(ids[end - 1]):
            end -= 1
        return start, end

    def _bare(self, ids: array[int]) -> array[int]:
        start, end = self.bounds(ids)
        return ids[start:end]


class _Words:
    def __init__(self, tape: Tape, lexicon: Lexicon, in_header: bool) -> None:
        self.tape = tape
        self.in_header = in_header
        self.tokens = Tokens(tape.text, lexicon)
        self.grams: dict[bytes, int] = {}
        ids = self.tokens.ids
        for place in range(len(ids) - _GRAM + 1):
            self.grams.setdefault(ids[place : place + _GRAM].tobytes(), place)
        self._chunks: dict[bytes, int] | None = None

    def longest(self, ids: array[int], start: int) -> tuple[int, int]:
        place = self.grams.get(ids[start : start + _GRAM].tobytes(), -1)
        if place < 0:
            return 0, 0
        length, own = _GRAM, self.tokens.ids
        while start + length < len(ids) and place + length < len(own) and ids[start + length] == own[place + length]:
            length += 1
        return length, place

    def whole(self, ids: array[int], bare: Callable[[array[int]], array[int]]) -> Found | None:
        if self._chunks is None:
            indexes = range(len(self.tape.chunks))
            self._chunks = {bare(self.of_chunk(index)).tobytes(): index for index in reversed(indexes)}
        index = self._chunks.get(ids.tobytes()) if ids else None
        return None if index is None else self.found(self.tape.chunks[index])

    def of_chunk(self, index: int) -> array[int]:
        starts = self.tokens.starts
        first = bisect_left(starts, self.tape.chunks[index].start)
        return self.tokens.ids[first : bisect_left(starts, self.tape.end(index), first)]

    def found_at(self, place: int) -> Found:
        return self.found(self.tape.chunk(self.tokens.starts[place]))

    def found(self, chunk: Chunk) -> Found:
        return Found(chunk.element, chunk.attribute, self.in_header)
