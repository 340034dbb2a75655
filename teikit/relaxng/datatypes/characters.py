"""Sets of characters as ranges of code points: Unicode categories, blocks, and the characters of XML names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from teikit.relaxng.datatypes.blocks import BLOCKS

Ranges = tuple[tuple[int, int], ...]

_LAST = 0x10FFFF
EVERY: Ranges = ((0, _LAST),)
_PARTS = {"L": "ultmo", "M": "nce", "N": "dlo", "P": "cdseifo", "Z": "slp", "S": "mcko", "C": "cfon"}
_CATEGORIES = frozenset(major + minor for major, minors in _PARTS.items() for minor in ["", *minors])
# between these no character is assigned, in any Unicode so far, save for private use
_UNUSED = ((0x33480, 0xDFFFF), (0xE0200, 0xEFFFF))

_NAME_START: Ranges = (
    (0x3A, 0x3A), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2FF), (0x370, 0x37D),
    (0x37F, 0x1FFF), (0x200C, 0x200D), (0x2070, 0x218F), (0x2C00, 0x2FEF), (0x3001, 0xD7FF), (0xF900, 0xFDCF),
    (0xFDF0, 0xFFFD), (0x10000, 0xEFFFF),
)  # fmt: skip
_START_MARKS: Ranges = ((0x3A, 0x3A), (0x5F, 0x5F))
_MARKS: Ranges = (*_START_MARKS, (0x2D, 0x2E), (0xB7, 0xB7))
_NAME_FURTHER: Ranges = ((0x2D, 0x2E), (0x30, 0x39), (0xB7, 0xB7), (0x300, 0x36F), (0x203F, 0x2040))


def joined(*sets: Ranges) -> Ranges:
    found: list[tuple[int, int]] = []
    for low, high in sorted(pair for one in sets for pair in one):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return tuple(found)


def complement(one: Ranges) -> Ranges:
    found: list[tuple[int, int]] = []
    start = 0
    for low, high in joined(one):
        if low > start:
            found.append((start, low - 1))
        start = high + 1
    return (*found, (start, _LAST)) if start <= _LAST else tuple(found)


def without(one: Ranges, other: Ranges) -> Ranges:
    return complement(joined(complement(one), other)) if other else one


def clipped(one: Ranges, limit: int) -> Ranges:
    return tuple((low, min(high, limit - 1)) for low, high in one if low < limit)


def name_characters(limit: int, start: bool) -> Ranges:
    """Those that may begin an XML name, or stand in it: letters, and letters, marks and digits (cf. lexical.py)."""
    names = "L Nl" if start else "L Nl M Nd"
    letters = joined(*(category(name, limit) or () for name in names.split()))
    allowed = _NAME_START if start else joined(_NAME_START, _NAME_FURTHER)
    return joined(without(allowed, complement(letters)), _START_MARKS if start else _MARKS)


def category(name: str, limit: int) -> Ranges | None:
    """The characters below the limit of a category such as Lu, or of a block such as IsCyrillic; None if unknown."""
    if name.startswith("Is"):
        blocks = BLOCKS.get(name[2:])
        return joined(blocks) if blocks else None
    if name not in _CATEGORIES:
        return None
    return joined(*(ranges for short, ranges in _by_category(limit).items() if short.startswith(name)))


@lru_cache(maxsize=4)
def _by_category(limit: int) -> dict[str, Ranges]:
    found: dict[str, list[tuple[int, int]]] = {}
    for low, high, short in _runs(limit):
        found.setdefault(short, []).append((low, high))
    return {short: tuple(ranges) for short, ranges in found.items()}


def _runs(limit: int) -> Iterable[tuple[int, int, str]]:
    start, short = 0, "Cc"
    for code in _codes(limit):
        here = unicodedata.category(chr(code))
        if here != short:
            yield start, code - 1, short
            start, short = code, here
    yield start, limit - 1, short


def _codes(limit: int) -> Iterable[int]:
    if limit <= _UNUSED[0][0]:
        return range(limit)
    # the first and the last of a stretch that is all alike are enough to find where it begins and ends
    edges = [0xF0000, 0xFFFFD, 0xFFFFE, 0xFFFFF, 0x100000, 0x10FFFD, 0x10FFFE]
    return [*range(_UNUSED[0][0] + 1), *range(_UNUSED[0][1] + 1, _UNUSED[1][0] + 1), *edges]
