"""What differs between two aligned texts, sorted out: moved, glued or split, altered, lost, invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from teikit.alignment import APART, EITHER, HYPHENS, TOGETHER, Block, Gap, Lexicon, Tokens, gaps

_GRAM = 3
_LEAST_MOVED = 4  # fewer words stand at two places by accident, unless they are all that is missing and added there
_CANDIDATES = 16
_PAIRABLE = 10_000  # cells
_LONGEST_JOIN = 8
_LONG_WORD = 40
_EDITORIAL = frozenset("[]")
_BRACKETS = frozenset("[](){}<>*⟦⟧⟨⟩")


class Difference(NamedTuple):
    """A range of tokens of the source and one of the TEI; one is empty where something is lost or invented.

    `kind` is one of lost, invented, altered, moved, spacing, mended. For lost and invented the empty range says where
    the words would stand.
    """

    kind: str
    a: int
    a_end: int
    b: int
    b_end: int


def differences(a: Tokens, b: Tokens, lexicon: Lexicon, blocks: list[Block]) -> list[Difference]:
    """All that differs, in the order of the source."""
    between = gaps(blocks, len(a), len(b))
    moves = _Moves(a, b, between, lexicon)
    found = moves.found
    for gap in between:
        found.extend(_Rest(a, b, lexicon, gap, moves).differences())
    found.extend(_spacing(a, b, blocks))
    return sorted(found, key=lambda difference: (difference.a, difference.b))


class _Moves:
    """Looks for what is missing in one gap among what was added in others, each word once."""

    def __init__(self, a: Tokens, b: Tokens, between: list[Gap], lexicon: Lexicon) -> None:
        self.a, self.b, self.lexicon = a, b, lexicon
        self.taken_a, self.taken_b = bytearray(b"\1" * len(a)), bytearray(b"\1" * len(b))
        for gap in between:
            self.taken_a[gap.a : gap.a_end] = bytes(gap.a_end - gap.a)
            self.taken_b[gap.b : gap.b_end] = bytes(gap.b_end - gap.b)
        self.found: list[Difference] = []
        self.beside: dict[int, int] = {}
        if any(gap.b < gap.b_end for gap in between) and any(gap.a < gap.a_end for gap in between):
            self.passages(between, _GRAM, _LEAST_MOVED)
            self.passages(between, 2, 2)
            self.between_passages()
            self.single_words(between)

    def passages(self, between: list[Gap], size: int, least: int) -> None:
        """Take series of at least so many words; of few words only those that are missing once and added once."""
        places: dict[bytes, list[tuple[int, int]]] = {}
        for gap in between:
            for place in range(gap.b, gap.b_end - size + 1):
                if not self.taken_b[place]:
                    places.setdefault(self.b.ids[place : place + size].tobytes(), []).append((place, gap.b_end))
        if not places:
            return
        unique = self.missing_once(between, size) if least < _LEAST_MOVED else None
        for gap in between:
            place = gap.a
            while place + size <= gap.a_end:
                gram = self.a.ids[place : place + size].tobytes()
                met_at = places.get(gram, [])[:_CANDIDATES]
                if unique is not None and (gram not in unique or len(met_at) > 1):
                    met_at = []
                length, met = max(((self.length(place, gap.a_end, *c), c[0]) for c in met_at), default=(0, 0))
                if length >= least:
                    self.take(place, met, length)
                place += length if length >= least else 1

    def missing_once(self, between: list[Gap], size: int) -> set[bytes]:
        counts: Counter[bytes] = Counter()
        for gap in between:
            for place in range(gap.a, gap.a_end - size + 1):
                ids = self.a.ids[place : place + size]
                if not any(self.taken_a[place : place + size]) and any(map(self.lexicon.is_word, ids)):
                    counts[ids.tobytes()] += 1
        return {gram for gram, count in counts.items() if count == 1}

    def between_passages(self) -> None:
        """Take the odd word between two moved passages that stand in one row in both texts: a mark has parted them."""
        for before, after in pairwise(sorted(self.found)):
            if max(after.a - before.a_end, after.b - before.b_end) > _LONGEST_JOIN:
                continue
            left = _free(self.taken_a, before.a_end, after.a)
            for met in _free(self.taken_b, before.b_end, after.b):
                place = next((i for i in left if self.a.ids[i] == self.b.ids[met]), None)
                if place is not None:
                    self.take(place, met, 1)
                    left = [i for i in left if i > place]

    def length(self, place: int, end: int, met: int, met_end: int) -> int:
        count = 0
        while (
            place + count < end
            and met + count < met_end
            and self.a.ids[place + count] == self.b.ids[met + count]
            and not (self.taken_a[place + count] or self.taken_b[met + count])
        ):
            count += 1
        return count

    def take(self, place: int, met: int, length: int) -> None:
        self.taken_a[place : place + length] = self.taken_b[met : met + length] = b"\1" * length
        self.beside |= {place: met, place + length: met + length}
        self.found.append(Difference("moved", place, place + length, met, met + length))

    def single_words(self, between: list[Gap]) -> None:
        added: dict[bytes, list[int]] = {}
        for gap in between:
            for start, end in _runs(_free(self.taken_b, gap.b, gap.b_end)):
                if end - start < _LEAST_MOVED:
                    added.setdefault(self.b.ids[start:end].tobytes(), []).append(start)
        for gap in between:
            for start, end in _runs(_free(self.taken_a, gap.a, gap.a_end)):
                waiting = added.get(self.a.ids[start:end].tobytes()) if end - start < _LEAST_MOVED else None
                if waiting and any(map(self.lexicon.is_word, self.a.ids[start:end])):
                    self.take(start, waiting.pop(), end - start)


class _Rest:
    """What is left of a gap when the moved words are taken out of it."""

    def __init__(self, a: Tokens, b: Tokens, lexicon: Lexicon, gap: Gap, moves: _Moves) -> None:
        self.a, self.b, self.words, self.gap, self.beside = a, b, lexicon.words, gap, moves.beside
        self.left = _free(moves.taken_a, gap.a, gap.a_end)
        self.right = _free(moves.taken_b, gap.b, gap.b_end)

    def differences(self) -> Iterator[Difference]:
        if self.left and self.right and len(self.left) * len(self.right) <= _PAIRABLE:
            yield from self.joined()
            yield from self.altered()
        for start, end in _runs(self.left):
            yield Difference("lost", start, end, *self.place_of(start, end))
        for start, end in _runs(self.right):
            yield Difference("invented", self.gap.a, self.gap.a, start, end)

    def place_of(self, start: int, end: int) -> tuple[int, int]:
        """Where in the TEI lost words would stand: beside the next word of their line, or else the one before."""
        before = self.gap.b if start == self.gap.a else self.beside.get(start, self.gap.b_end)
        after = self.gap.b_end if end == self.gap.a_end else self.beside.get(end, before)
        goes_on = end < len(self.a) and "\n" not in self.a.text[self.a.ends[end - 1] : self.a.starts[end]]
        place = after if goes_on else before
        return place, place

    def joined(self) -> Iterator[Difference]:
        """Words whose letters agree when those of several are read together: glued, split, or a hyphen taken out."""
        for one, other, swapped in ((self.right, self.left, False), (self.left, self.right, True)):
            tokens, others = (self.a, self.b) if swapped else (self.b, self.a)
            waiting: dict[str, list[int]] = {}
            for place in one:
                waiting.setdefault(self.words[tokens.ids[place]], []).append(place)
            position = 0
            while position < len(other):
                end, word, marks = self.reading(others, other, position, waiting)
                if word is None:
                    position += 1
                    continue
                place = waiting[word].pop(0)
                first, last = other[position], other[end - 1] + 1
                del other[position:end]
                one.remove(place)
                if swapped:
                    yield Difference("spacing", place, place + 1, first, last)
                else:
                    glued = APART in self.a.stands[first + 1 : last]
                    yield Difference("mended" if marks and not glued else "spacing", first, last, place, place + 1)

    def reading(
        self, tokens: Tokens, places: list[int], position: int, waiting: dict[str, list[int]]
    ) -> tuple[int, str | None, bool]:
        """The end and the word that the tokens from here on read as, if one waits for it; and whether marks were passed.

        A hyphen at a line end and a bracket are passed over: `co-` `operate`, V[ice].
        """
        read = ""
        marks = False
        for end in range(position, min(position + _LONGEST_JOIN, len(places))):
            place = places[end]
            if place != places[position] + end - position:
                break
            word = self.words[tokens.ids[place]]
            if end > position and waiting.get(read + word):
                return end + 1, read + word, marks
            if end > position and (word in _EDITORIAL or self.is_broken(tokens, place)):
                marks = True
            else:
                read += word
        return position, None, False

    def is_broken(self, tokens: Tokens, place: int) -> bool:
        """Whether this is a hyphen at a line end."""
        ends_line = place + 1 < len(tokens) and tokens.stands[place + 1] == EITHER
        return ends_line and self.words[tokens.ids[place]] in HYPHENS

    def altered(self) -> Iterator[Difference]:
        """Words of which one stands for the other, in order: those alike, or as many for as many."""
        left = [self.words[self.a.ids[place]] for place in self.left]
        right = [self.words[self.b.ids[place]] for place in self.right]
        loose = len(left) == len(right) <= _GRAM
        pairs = _pairs(left, right, loose)
        for i, j in pairs:
            yield Difference("altered", self.left[i], self.left[i] + 1, self.right[j], self.right[j] + 1)
        self.left = [place for i, place in enumerate(self.left) if i not in {i for i, _ in pairs}]
        self.right = [place for j, place in enumerate(self.right) if j not in {j for _, j in pairs}]


def _pairs(left: list[str], right: list[str], loose: bool) -> list[tuple[int, int]]:
    """The pairing that has the most alike, in the order of both."""
    width = len(right)
    rows = [[0.0] * (width + 1) for _ in range(len(left) + 1)]
    # one of many words is like another by accident
    least = 0.5 if max(len(left), width) <= 3 * min(len(left), width) + 3 else 0.75
    alike = [[_likeness(x, y, loose, least) for y in right] for x in left]
    for i in range(len(left) - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            paired = rows[i + 1][j + 1] + alike[i][j] if alike[i][j] else 0.0
            rows[i][j] = max(rows[i + 1][j], rows[i][j + 1], paired)
    found = []
    i = j = 0
    while i < len(left) and j < width:
        if alike[i][j] and rows[i][j] == rows[i + 1][j + 1] + alike[i][j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif rows[i][j] == rows[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _likeness(x: str, y: str, loose: bool, least: float) -> float:
    """From 0, not the same word, to 1; a loose comparison takes any word for any word, but no bracket for a comma."""
    if x[0].isalnum() != y[0].isalnum() or x in _BRACKETS or y in _BRACKETS:
        return 0.0
    share = _shared(x, y)
    if share >= least:
        return share
    return 0.1 if loose or (x.isdigit() and y.isdigit()) else 0.0


def _shared(x: str, y: str) -> float:
    if max(len(x), len(y)) <= _LONG_WORD:
        return SequenceMatcher(None, x, y, autojunk=False).ratio()
    shorter = min(len(x), len(y))
    head = next((k for k in range(shorter) if x[k] != y[k]), shorter)
    tail = next((k for k in range(shorter - head) if x[-1 - k] != y[-1 - k]), shorter - head)
    return 2 * (head + tail) / (len(x) + len(y))


def _spacing(a: Tokens, b: Tokens, blocks: list[Block]) -> Iterator[Difference]:
    """Words that stand together in one text and apart in the other."""
    for block in blocks:
        left = a.stands[block.a + 1 : block.a + block.size]
        right = b.stands[block.b + 1 : block.b + block.size]
        if left != right:
            for index, stands in enumerate(zip(left, right, strict=True)):
                if stands in ((APART, TOGETHER), (TOGETHER, APART)):
                    place, met = block.a + index, block.b + index
                    yield Difference("spacing", place, place + 2, met, met + 2)
    for before, after in pairwise(blocks):
        last, met = before.a + before.size, before.b + before.size
        # what is missing here may have been a mark; the words around it must not have grown together
        if met == after.b and b.stands[met] == TOGETHER and APART in a.stands[last : after.a + 1]:
            yield Difference("spacing", last - 1, after.a + 1, met - 1, met + 1)


def _free(taken: bytearray, start: int, end: int) -> list[int]:
    return [place for place in range(start, end) if not taken[place]]


def _runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring places as ranges."""
    start = end = -1
    for place in places:
        if place != end:
            if end > start:
                yield start, end
            start = place
        end = place + 1
    if end > start:
        yield start, end
