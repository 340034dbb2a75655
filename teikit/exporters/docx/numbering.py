"""Lists as Word numbers them, where the typed labels count up in a shape that Word knows; bullets; else labels as text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import NamedTuple

from teikit.exporters.docx.styles import DECLARATION, NAMESPACE
from teikit.exporters.prose.blocks import Listing

STEP, HANG = 425, 425
BULLETS = frozenset("-–—•·*+")
_SHAPE = re.compile(r"(\(?)([0-9]{1,6}|[a-z]{1,6}|[A-Z]{1,6})([.)]|\.\)|)")
_ROMAN = (("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))


class Count(NamedTuple):
    """How Word counts: the kind of counter, the shape with %N for it, and where it begins."""

    kind: str
    before: str
    after: str
    start: int


class Numbering:
    """The lists of a document that Word numbers, each with its own definition, so that each begins anew."""

    def __init__(self) -> None:
        self._counts: dict[Listing, Count | None] = {}
        self._used: dict[tuple[Listing, int], int] = {}

    def number(self, listing: Listing, depth: int) -> int:
        """The number of a list's definition at this depth, from 1; 0 where its labels have to be typed."""
        if listing not in self._counts:
            self._counts[listing] = count(listing)
        if self._counts[listing] is None:
            return 0
        return self._used.setdefault((listing, depth), len(self._used) + 1)

    def part(self) -> str:
        """The numbering part."""
        definitions = "".join(self._definitions())
        numbers = "".join(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in self._used.values()
        )
        return f'{DECLARATION}<w:numbering xmlns:w="{NAMESPACE}">{definitions}{numbers}</w:numbering>'

    def _definitions(self) -> Iterator[str]:
        for (listing, depth), number in self._used.items():
            counted = self._counts[listing]
            assert counted is not None
            text = escape(counted.before + (f"%{depth + 1}" if counted.kind != "bullet" else "") + counted.after)
            left = STEP * depth + HANG
            yield (
                f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
                f'<w:lvl w:ilvl="{depth}"><w:start w:val="{counted.start}"/><w:numFmt w:val="{counted.kind}"/>'
                f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
                f'<w:pPr><w:ind w:left="{left}" w:hanging="{HANG}"/></w:pPr></w:lvl></w:abstractNum>'
            )


def count(listing: Listing) -> Count | None:
    """How Word would count to these very labels; None where it could not."""
    labels = listing.labels
    if not any(labels):
        return Count("decimal", "", ".", 1) if listing.numbered else Count("bullet", "•", "", 1)
    if labels[0] in BULLETS:
        return Count("bullet", labels[0], "", 1) if set(labels) == {labels[0]} else None
    found = [_SHAPE.fullmatch(label) for label in labels]
    first = found[0]
    if first is None or (not first[1] and not first[3]):
        return None
    for kind, written in _KINDS.items():
        start = next((value for value in _starts(first[2]) if written(value) == first[2]), None)
        if start is not None and labels == [
            f"{first[1]}{written(start + index)}{first[3]}" for index in range(len(labels))
        ]:
            return Count(kind, first[1], first[3], start)
    return None


def _starts(counter: str) -> Iterator[int]:
    if counter.isdigit():
        yield int(counter)
    else:
        yield from range(1, 40)


def _letter(value: int) -> str:
    return chr(96 + value) if 0 < value <= 26 else ""


def _roman(value: int) -> str:
    out = ""
    for sign, worth in _ROMAN:
        while value >= worth:
            out += sign
            value -= worth
    return out


_KINDS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "lowerLetter": _letter,
    "upperLetter": lambda value: _letter(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
}
