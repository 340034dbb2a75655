"""A document as blocks of spans: paragraphs in lists, quotations and callouts, tables, notes.

What Markdown and Word have in common. A paragraph knows the boxes around it, outermost first, so that a document is a
flat sequence however deep its TEI is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from teikit.diagnostics import Diagnostic

NO_MARKS: frozenset[str] = frozenset()


class Span(NamedTuple):
    """Text in one look and language; or, by `kind`, a line "break", or the "call" of the note whose number it holds.

    Marks are the looks of `teikit.exporters.rends`, and "hand", "code", "page" and "sign" for words that are not the document's.
    """

    text: str
    marks: frozenset[str] = NO_MARKS
    lang: str = ""
    link: str = ""
    kind: str = "text"


@dataclass(slots=True, eq=False)
class Listing:
    """A list: the typed labels of its items, in order, empty where it states none; `numbered` if it says that it counts."""

    numbered: bool = False
    labels: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Box:
    """What holds paragraphs: a "quote", an "item" of a list, a "callout" (stamp, handwriting, note) and its caption."""

    kind: str
    label: str = ""
    look: str = ""
    listing: Listing | None = None
    index: int = 0
    used: bool = False


@dataclass(slots=True, eq=False)
class Paragraph:
    """`style` says what it is, in TEI's words; a "head" has its level, from 1; a "rule" is a line across the page."""

    style: str
    spans: list[Span]
    within: tuple[Box, ...] = ()
    level: int = 0

    @property
    def text(self) -> str:
        return "".join("\n" if span.kind == "break" else span.text for span in self.spans if span.kind != "call")


@dataclass(slots=True, eq=False)
class Cell:
    """Paragraphs in a table; `across` columns wide and `down` rows high, 0 columns for the whole width."""

    across: int = 1
    down: int = 1
    label: bool = False
    paragraphs: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Row:
    label: bool = False
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Table:
    rows: list[Row] = field(default_factory=list)
    within: tuple[Box, ...] = ()

    @property
    def width(self) -> int:
        """How many columns the widest row takes."""
        return max((sum(max(cell.across, 1) for cell in row.cells) for row in self.rows), default=1) or 1


Block = Paragraph | Table


@dataclass(slots=True)
class Prose:
    """The blocks of a document, those of its notes by number from 1, and what has no form."""

    blocks: list[Block]
    notes: list[list[Block]]
    findings: tuple[Diagnostic, ...]
