"""Two texts laid side by side by their words, in time that grows with their length and not with its square."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

UNREADABLE = "\1"  # stands for each character that XML cannot hold, so that offsets stay

APART, TOGETHER, EITHER = 1, 0, 2
"""How a token stands to the one before it: white space between, none, or an edge that may count as either."""

# letters with the marks that combine with them; a forbidden character does not end a word
_COMBINING = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
)
_TOKEN = re.compile(rf"[\w{_COMBINING}{UNREADABLE}]+|[^\w\s\0]")
HYPHENS = frozenset("-\u2010\u00ad\u00ac")

_EXACT = 16_384  # cells of a table that is cheaper than anything cleverer
_DEEPEST = 24
_GRAMS = (6, 3, 2)
_FIRST_WINDOW = 64
_LONGEST_SLIDE = 2_000


class Block(NamedTuple):
    """So many tokens that are the same from here in the one text and from there in the other."""

    a: int
    b: int
    size: int


class Gap(NamedTuple):
    """What stands between two blocks: a range of tokens in each text, one of them perhaps empty."""

    a: int
    a_end: int
    b: int
    b_end: int


class Lexicon:
    """Numbers for words, the same for both texts; letters are compared as NFC."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.weights: list[int] = []
        self.denormal = False
        self._known: dict[str, int] = {}
        self._normal: dict[str, int] = {}

    def number(self, raw: str) -> int:
        """The number of a word as typed; -1 for one of which nothing is left that XML can hold."""
        found = self._known.get(raw)
        return self._new(raw) if found is None else found

    def is_word(self, number: int) -> bool:
        """Whether this is a word or a figure, not a sign."""
        return self.weights[number] > 1

    def _new(self, raw: str) -> int:
        word = raw.replace(UNREADABLE, "")
        normal = word if word.isascii() else unicodedata.normalize("NFC", word)
        self.denormal = self.denormal or normal != word
        if normal and normal not in self._normal:
            self._normal[normal] = len(self.words)
            self.words.append(normal)
            self.weights.append(2 * min(len(normal), 8) if normal[0].isalnum() else 1)
        self._known[raw] = self._normal.get(normal, -1)
        return self._known[raw]


class Tokens:
    """The words and signs of a text: numbers, places, and how each stands to the one before it."""

    __slots__ = ("ends", "ids", "stands", "starts", "text")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.ids, self.starts, self.ends = array("l"), array("l"), array("l")
        self.stands = bytearray()
        number = lexicon.number
        last = 0
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            found = number(match.group())
            if found >= 0:
                self.ids.append(found)
                self.starts.append(start)
                self.ends.append(end)
                self.stands.append(TOGETHER if start == last else _standing(text, last, start))
                last = end

    def __len__(self) -> int:
        return len(self.ids)

    def raw(self, index: int) -> str:
        return self.text[self.starts[index] : self.ends[index]].replace(UNREADABLE, "")


def _standing(text: str, end: int, start: int) -> int:
    between = text[end:start]
    if "\0" in between:
        return EITHER
    if not any(map(str.isspace, between)):
        return TOGETHER
    return EITHER if "\n" in between and end and text[end - 1] in HYPHENS else APART


def aligned(a: Tokens, b: Tokens, lexicon: Lexicon) -> list[Block]:
    """The blocks that the two texts share, in the order of both.

    Words that stand once in each are the anchors; between anchors small gaps are compared in full and large ones by the
    next place where several words agree. What can slide is put where a line or a sentence begins.
    """
    blocks = _without_islands(_merged(_blocks(a.ids, b.ids, lexicon.weights)))
    return _merged(_slid(blocks, a, b))


def gaps(blocks: list[Block], a_length: int, b_length: int) -> list[Gap]:
    """What lies before, between and after the blocks, in order."""
    found = []
    a_end = b_end = 0
    for a, b, size in (*blocks, Block(a_length, b_length, 0)):
        if a > a_end or b > b_end:
            found.append(Gap(a_end, a, b_end, b))
        a_end, b_end = a + size, b + size
    return found


def _blocks(a: array[int], b: array[int], weights: list[int]) -> list[Block]:
    found: list[Block] = []
    waiting = [(0, len(a), 0, len(b), 0)]
    while waiting:
        a0, a1, b0, b1, depth = waiting.pop()
        head = _common(a, a0, b, b0, min(a1 - a0, b1 - b0), 1)
        found.append(Block(a0, b0, head))
        a0, b0 = a0 + head, b0 + head
        tail = _common(a, a1, b, b1, min(a1 - a0, b1 - b0), -1)
        a1, b1 = a1 - tail, b1 - tail
        found.append(Block(a1, b1, tail))
        if a0 == a1 or b0 == b1:
            continue
        if (a1 - a0) * (b1 - b0) <= _EXACT:
            found.extend(_exact(a, a0, a1, b, b0, b1, weights))
            continue
        anchors = _anchors(a, a0, a1, b, b0, b1) if depth < _DEEPEST else []
        anchors = anchors or _resynchronised(a, a0, a1, b, b0, b1)
        found.extend(anchors)
        if anchors:
            waiting.extend(_between(anchors, a0, a1, b0, b1, depth + 1))
    return found


def _between(
    anchors: list[Block], a0: int, a1: int, b0: int, b1: int, depth: int
) -> Iterable[tuple[int, int, int, int, int]]:
    for anchor in (*anchors, Block(a1, b1, 0)):
        if anchor.a > a0 and anchor.b > b0:
            yield a0, anchor.a, b0, anchor.b, depth
        a0, b0 = anchor.a + anchor.size, anchor.b + anchor.size


def _common(a: array[int], i: int, b: array[int], j: int, limit: int, step: int) -> int:
    """How many tokens agree from here on, forwards (step 1) or backwards (-1)."""
    count = 0
    chunk = 1024
    while count < limit and chunk:
        chunk = min(chunk, limit - count)
        low = count if step > 0 else -count - chunk
        if a[i + low : i + low + chunk] == b[j + low : j + low + chunk]:
            count += chunk
            chunk *= 2
        else:
            chunk //= 2
    return count


def _anchors(a: array[int], a0: int, a1: int, b: array[int], b0: int, b1: int) -> list[Block]:
    """Tokens that stand once in each range, the longest series that keeps the order of both (patience)."""
    in_a, in_b = _once(a, a0, a1), _once(b, b0, b1)
    pairs = [(i, in_b[token]) for token, i in in_a.items() if i >= 0 and in_b.get(token, -1) >= 0]
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        before.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(j)
            ends.append(index)
        else:
            tops[pile], ends[pile] = j, index
    series = []
    index = ends[-1] if ends else -1
    while index >= 0:
        series.append(Block(*pairs[index], 1))
        index = before[index]
    return series[::-1]


def _once(tokens: array[int], start: int, end: int) -> dict[int, int]:
    """Where each token stands, -1 for one that stands several times; in the order of first appearance."""
    places: dict[int, int] = {}
    for place in range(start, end):
        token = tokens[place]
        places[token] = -1 if token in places else place
    return places


def _resynchronised(a: array[int], a0: int, a1: int, b: array[int], b0: int, b1: int) -> list[Block]:
    """For text that repeats itself: from each difference to the nearest place where several words agree again."""
    for size in _GRAMS:
        found = []
        i, j = a0, b0
        while hit := _nearest(a, i, a1, b, j, b1, size):
            i, j = hit
            length = _common(a, i, b, j, min(a1 - i, b1 - j), 1)
            found.append(Block(i, j, length))
            i, j = i + length, j + length
        if found:
            return found
    return []


def _nearest(a: array[int], i: int, a1: int, b: array[int], j: int, b1: int, size: int) -> tuple[int, int] | None:
    """The window grows fourfold until it holds a match, so that looking costs no more than what is then skipped."""
    window = _FIRST_WINDOW
    while i + size <= a1 and j + size <= b1:
        a_end, b_end = min(i + window, a1) - size + 1, min(j + window, b1) - size + 1
        first: dict[bytes, int] = {}
        for place in range(j, b_end):
            first.setdefault(b[place : place + size].tobytes(), place)
        best = None
        for place in range(i, a_end):
            if best and place - i >= best[0]:
                break
            met = first.get(a[place : place + size].tobytes())
            if met is not None and (best is None or place - i + met - j < best[0]):
                best = (place - i + met - j, place, met)
        if best:
            return best[1:]
        if i + window >= a1 and j + window >= b1:
            return None
        window *= 4
    return None


def _exact(a: array[int], a0: int, a1: int, b: array[int], b0: int, b1: int, weights: list[int]) -> list[Block]:
    """The heaviest common series of a small gap; words weigh by their letters, and a run more than its parts."""
    width = b1 - b0
    rows = [[0] * (width + 1)]
    for i in range(a1 - 1, a0 - 1, -1):
        below, row, token = rows[-1], [0] * (width + 1), a[i]
        for j in range(width - 1, -1, -1):
            skip = max(row[j + 1], below[j])
            row[j] = max(skip, below[j + 1] + _worth(a, i, a1, b, b0 + j, b1, weights)) if b[b0 + j] == token else skip
        rows.append(row)
    rows.reverse()
    found = []
    i, j = a0, b0
    while i < a1 and j < b1:
        row, below, place = rows[i - a0], rows[i - a0 + 1], j - b0
        worth = _worth(a, i, a1, b, j, b1, weights) if a[i] == b[j] else -1
        if worth >= 0 and row[place] == below[place + 1] + worth:
            found.append(Block(i, j, 1))
            i, j = i + 1, j + 1
        elif row[place] == below[place]:
            i += 1
        else:
            j += 1
    return found


def _worth(a: array[int], i: int, a1: int, b: array[int], j: int, b1: int, weights: list[int]) -> int:
    goes_on = i + 1 < a1 and j + 1 < b1 and a[i + 1] == b[j + 1]
    return 2 * weights[a[i]] + goes_on


def _merged(blocks: Iterable[Block]) -> list[Block]:
    found: list[Block] = []
    for block in sorted(block for block in blocks if block.size):
        last = found[-1] if found else Block(-1, -1, 0)
        if (last.a + last.size, last.b + last.size) == (block.a, block.b):
            found[-1] = Block(last.a, last.b, last.size + block.size)
        else:
            found.append(block)
    return found


def _without_islands(blocks: list[Block]) -> list[Block]:
    """Without the word or two that two different passages share by accident."""
    found: list[Block] = []
    for index, block in enumerate(blocks):
        if block.size <= 2 and found and index + 1 < len(blocks):
            before, after = found[-1], blocks[index + 1]
            sizes = (
                block.a - before.a - before.size,
                block.b - before.b - before.size,
                after.a - block.a - block.size,
                after.b - block.b - block.size,
            )
            if min(sizes) >= 6:
                continue
        found.append(block)
    return found


def _slid(blocks: list[Block], a: Tokens, b: Tokens) -> list[Block]:
    """Blocks whose edges are moved, where text repeats, so that what is missing begins where a line does."""
    found = [*blocks, Block(len(a), len(b), 0)]
    for index in range(1, len(found)):
        before, after = found[index - 1], found[index]
        a0, b0 = before.a + before.size, before.b + before.size
        if a0 < after.a and b0 == after.b:
            shift = _best_shift(a, a0, after.a, before, after, index == 1 and not before.b, b.stands, b0)
        elif b0 < after.b and a0 == after.a:
            shift = _best_shift(b, b0, after.b, before, after, False, a.stands, a0)
        else:
            continue
        found[index - 1] = Block(before.a, before.b, before.size + shift)
        found[index] = Block(after.a + shift, after.b + shift, after.size - shift)
    return found


def _best_shift(
    side: Tokens, start: int, end: int, before: Block, after: Block, is_frame: bool, others: bytearray, place: int
) -> int:
    """By how many tokens to move what stands on one side only; negative is upwards.

    What is left must stand together or apart as the other side has it, at `place` of `others`; then a line, a sentence
    is a good beginning. A frame repeats the title of the text below it: what is missing then begins at the top (`is_frame`).
    """
    ids = side.ids
    up = 0
    while up < min(before.size, _LONGEST_SLIDE) and ids[start - up - 1] == ids[end - up - 1]:
        up += 1
    if is_frame and up == before.size:
        return -up
    down = 0
    while down < min(after.size, _LONGEST_SLIDE) and ids[start + down] == ids[end + down]:
        down += 1

    def fitness(shift: int) -> tuple[bool, int, int]:
        left = APART if APART in side.stands[start + shift : end + shift + 1] else TOGETHER
        agree = place + shift >= len(others) or others[place + shift] in (left, EITHER)
        return agree, _begins(side, start + shift), -abs(shift)

    return max(range(-up, down + 1), key=fitness)


def _begins(side: Tokens, index: int) -> int:
    """How well a passage begins at this token: with a paragraph, a line, a sentence."""
    if index == 0:
        return 4
    between = side.text[side.ends[index - 1] : side.starts[index]]
    lines = min(between.count("\n") + between.count("\0"), 2)
    return lines + (1 if side.text[side.ends[index - 1] - 1] in ".!?" else 0)
