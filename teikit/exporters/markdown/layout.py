"""Blocks as Markdown: headings, lists, quotations and callouts, pipe tables, and the notes at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teikit.exporters.markdown.inline import escaped, line, started
from teikit.exporters.prose.blocks import Block, Box, Listing, Paragraph, Prose, Row, Span, Table

_COUNTED = re.compile(r"([0-9]{1,9})([.)])")
_BULLETS = frozenset("-–—•·*+ ") | {""}
_BOLD = frozenset({"bold"})
_CAPTIONS = {"caption", "title"}


def laid_out(prose: Prose) -> Iterator[str]:
    """The parts of the page: the text, and each note."""
    yield _Layout(prose.blocks).text()
    for number, note in enumerate(prose.notes, start=1):
        first, *rest = _Layout(note).text().split("\n")
        yield "\n".join([f"[^{number}]: {first}", *(f"    {line}" if line else "" for line in rest)])


class _Layout:
    """Writes blocks one after the other; knows which boxes have begun, and how far their text is indented."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.begun: dict[Box, str] = {}
        self.loose = set(_loose(blocks))
        self.markers: dict[Listing, list[str]] = {}

    def text(self) -> str:
        out: list[str] = []
        last: tuple[Box, ...] = ()
        for block in self.blocks:
            if out and not self.tight(last, block.within):
                out += self.between(last, block.within)
            out += self.lines(block)
            last = block.within
        return "\n".join(out)

    def tight(self, before: tuple[Box, ...], now: tuple[Box, ...]) -> bool:
        """Whether two items follow each other without a blank line."""
        if not before or not now or len(before) != len(now) or before[:-1] != now[:-1]:
            return False
        listing = now[-1].listing
        return listing is not None and listing is before[-1].listing and listing not in self.loose

    def between(self, before: tuple[Box, ...], now: tuple[Box, ...]) -> list[str]:
        """A blank line; a comment parts two lists that a reader would take for one."""
        shared = 0
        while shared < min(len(before), len(now)) and before[shared] is now[shared]:
            shared += 1
        blank = "".join(self.begun[box] for box in now[:shared]).rstrip()
        if shared < min(len(before), len(now)):
            lists = before[shared].listing, now[shared].listing
            if all(lists) and lists[0] is not lists[1]:
                return [blank, f"{blank} <!-- -->".lstrip() if blank else "<!-- -->", blank]
        return [blank]

    def lines(self, block: Block) -> Iterator[str]:
        opening, following, lead = "", "", ""
        for box in block.within:
            if box in self.begun:
                opening += self.begun[box]
            elif box.kind == "item":
                marker, typed = self.marker(box)
                opening += marker
                self.begun[box] = " " * len(marker)
                lead += typed
            elif box.kind == "callout":
                yield f"{opening}> [!NOTE]"
                opening = following + "> "
                self.begun[box] = "> "
                lead += f"**{escaped(box.label)}:** " if box.label else ""
            else:
                opening += "> "
                self.begun[box] = "> "
            following += self.begun[box]
        for number, text in enumerate(_table(block) if isinstance(block, Table) else _paragraph(block, lead)):
            yield f"{following if number else opening}{text}".rstrip()

    def marker(self, box: Box) -> tuple[str, str]:
        """What begins an item: a counter where the list counts up, else a bullet, and the label as typed."""
        listing = box.listing or Listing()
        if listing not in self.markers:
            self.markers[listing] = _counters(listing)
        counters = self.markers[listing]
        if counters:
            return f"{counters[box.index]} ", ""
        return "- ", "" if box.label in _BULLETS else f"{started(box.label)} "


def _counters(listing: Listing) -> list[str]:
    """The labels where Markdown counts as the list does; none where they have to be written."""
    labels = listing.labels
    if listing.numbered and not any(labels):
        return [f"{number}." for number in range(1, len(labels) + 1)]
    found = [_COUNTED.fullmatch(label) for label in labels]
    first = found[0] if found else None
    if first is None:
        return []
    expected = [f"{number}{first[2]}" for number in range(int(first[1]), int(first[1]) + len(labels))]
    return labels if labels == expected else []


def _loose(blocks: Sequence[Block]) -> Iterator[Listing]:
    """The lists whose items are more than one paragraph each."""
    seen: set[Box] = set()
    for block in blocks:
        for depth, box in enumerate(block.within, start=1):
            plain = (
                isinstance(block, Paragraph)
                and block.style not in ("head", "rule", "verse")
                and depth == len(block.within)
            )
            if box.listing is not None and (box in seen or not plain):
                yield box.listing
            seen.add(box)


def _paragraph(block: Paragraph, lead: str) -> list[str]:
    if block.style == "rule":
        return ["* * *"]
    if block.style == "head":
        marks = "#" * min(block.level, 6)
        return [f"{marks} {lead}{line(block.spans, ' <br>')}"]
    spans = [_bold(span) for span in block.spans] if block.style in _CAPTIONS else block.spans
    return f"{lead}{line(spans)}".split("\n")


def _bold(span: Span) -> Span:
    return span._replace(marks=span.marks | _BOLD)


def _table(table: Table) -> Iterator[str]:
    """A pipe table; its first row stands as the head only where TEI calls it one."""
    width = table.width
    rows = [_piped(_fields(row), width) for row in table.rows]
    first = table.rows[0]
    headed = first.label or (len(first.cells) > 1 and all(cell.label for cell in first.cells))
    yield rows.pop(0) if headed else _piped([], width)
    yield _piped(["---"] * width, width)
    yield from rows


def _fields(row: Row) -> list[str]:
    """The texts of a row; a cell that is several columns wide has empty ones beside it."""
    fields: list[str] = []
    for cell in row.cells:
        fields.append(" <br>".join(line(paragraph.spans, " <br>") for paragraph in cell.paragraphs))
        fields += [""] * (cell.across - 1)
    return fields


def _piped(fields: list[str], width: int) -> str:
    return f"| {' | '.join(fields + [''] * (width - len(fields)))} |"
