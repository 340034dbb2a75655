"""Blocks as LaTeX: sections, lists with their labels as typed, boxes, tables, notes at their calls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teikit.exporters.latex.inline import Inline
from teikit.exporters.prose.blocks import Block, Box, Paragraph, Prose, Table

_HEADS = ("section", "subsection", "subsubsection", "minorhead")
_LOOKS = {
    "dateline": "flushed",
    "signed": "signed",
    "salute": "greeting",
    "title": "centred",
    "address": "lines",
    "line": "lines",
    "caption": "captioned",
    "stage": "lines",
    "fw": "furniture",
    "trailer": "centred",
}
_BREAK = "\\\\\\relax{}\n"
# more columns than these are set smaller
_WIDE = 5


def laid_out(prose: Prose, inline: Inline) -> str:
    """The text, a note at each call; in headings, boxes and tables the call alone, and the note behind them."""
    bodies = {str(number): _Layout(inline, {}, True).text(note) for number, note in enumerate(prose.notes, start=1)}
    return _Layout(inline, bodies, False).text(prose.blocks)


class _Layout:
    """Writes blocks one after the other; knows which boxes are open, and the notes that wait until they are closed."""

    def __init__(self, inline: Inline, notes: dict[str, str], within_note: bool) -> None:
        self.inline = inline
        self.notes = {number: f"\\note{{{number}}}{{{text}}}" for number, text in notes.items()}
        self.calls = {number: f"\\notemark{{{number}}}" for number in notes}
        self.texts = {number: f"\\notetext{{{number}}}{{{text}}}" for number, text in notes.items()}
        self.within_note = within_note
        self.waiting: list[str] = []
        self.open: tuple[Box, ...] = ()

    def text(self, blocks: Sequence[Block]) -> str:
        out: list[str] = []
        for block in blocks:
            out += self.closed(block.within)
            # no blank line behind what opens a box: it would end the line of an item's label
            opening = "".join(f"{opened}\n" for opened in self.opened(block.within))
            out.append(opening + (self.table(block) if isinstance(block, Table) else self.paragraph(block)))
            out += self.released()
        out += self.closed(())
        out += self.released()
        return "\\par ".join(out) if self.within_note else "\n\n".join(out) + "\n"

    @property
    def boxed(self) -> bool:
        return any(box.look == "stamp" for box in self.open)

    def released(self) -> list[str]:
        """The notes that wait, unless a box would keep them."""
        if self.boxed or not self.waiting:
            return []
        waiting, self.waiting = self.waiting, []
        return ["".join(waiting)]

    def closed(self, within: tuple[Box, ...]) -> list[str]:
        """The ends of the boxes around the last block that are not around the next."""
        shared = self.shared(within)
        ended, self.open = self.open[shared:], self.open[:shared]
        return [f"\\end{{{_environment(box)}}}" for box in reversed(ended)]

    def opened(self, within: tuple[Box, ...]) -> Iterator[str]:
        for box in within[len(self.open) :]:
            yield f"\\begin{{{_environment(box)}}}{self.argument(box)}"
        self.open = within

    def shared(self, within: tuple[Box, ...]) -> int:
        """How many boxes, from the outermost, stay open."""
        count = 0
        while count < min(len(self.open), len(within)) and self.open[count] is within[count]:
            count += 1
        return count

    def argument(self, box: Box) -> str:
        if box.kind == "item":
            return f"{{{self.inline.text(box.label)}}}"
        return f"{{{self.inline.text(box.label)}}}" if box.kind == "callout" and box.look != "stamp" else ""

    def paragraph(self, block: Paragraph) -> str:
        if block.style == "rule":
            return "\\dividing"
        if block.style == "head":
            return self.heading(block)
        held = self.boxed
        said = self.inline.line(block.spans, _BREAK, self.calls if held else self.notes)
        self.waiting += self.called(block) if held else []
        look = _LOOKS.get(block.style) or _aligned(block)
        if block.style == "verse":
            return f"\\begin{{verses}}\n{said}\\par\n\\end{{verses}}"
        return f"\\begin{{{look}}}\n{said}\\par\n\\end{{{look}}}" if look else said

    def heading(self, block: Paragraph) -> str:
        said = self.inline.line(block.spans, _BREAK, self.calls)
        self.waiting += self.called(block)
        short = self.inline.text(" ".join(block.text.split()))
        return f"\\{_HEADS[min(block.level, len(_HEADS)) - 1]}[{{{short}}}]{{{said}}}"

    def called(self, *paragraphs: Paragraph) -> list[str]:
        spans = (span for paragraph in paragraphs for span in paragraph.spans)
        return [self.texts[span.text] for span in spans if span.kind == "call"]

    def table(self, table: Table) -> str:
        """A table that may run over pages; one in a box or a note may not."""
        width = table.width
        kind = "tabular" if self.within_note or self.boxed else "longtable"
        size = "\\footnotesize" if width > _WIDE else "\\small"
        column = f"p{{\\dimexpr(\\linewidth-{2 * width}\\tabcolsep)/{width}\\relax}}"
        rows = "\n".join(self.rows(table, width))
        columns = f"{{*{{{width}}}{{{column}}}}}"
        inside = f"\\begin{{{kind}}}{columns}\n\\hline\n{rows}\n\\hline\n\\end{{{kind}}}"
        return f"\\begingroup{size}\n{inside}\n\\endgroup"

    def rows(self, table: Table, width: int) -> Iterator[str]:
        """The rows; where a cell reaches down from above there is an empty one."""
        taken: dict[int, int] = {}
        for row in table.rows:
            fields: list[str] = []
            column = 0
            for cell in row.cells:
                while taken.get(column, 0):
                    fields.append("")
                    column += 1
                across = min(cell.across or width, max(width - column, 1))
                said = self.cell(cell.paragraphs, cell.label or row.label)
                fields.append(_wide(said, across, width))
                for below in range(column, column + across):
                    taken[below] = cell.down
                column += across
            taken = {below: rows - 1 for below, rows in taken.items() if rows > 1}
            yield f"{' & '.join(fields)} \\tabularnewline"

    def cell(self, paragraphs: Sequence[Paragraph], label: bool) -> str:
        said = "\\par ".join(self.inline.line(part.spans, "\\newline ", self.calls) for part in paragraphs)
        self.waiting += self.called(*paragraphs)
        # braces: a "[" or "*" that begins a row would be read as an argument of the end of the row above
        return f"\\textbf{{{said}}}" if label and len(paragraphs) == 1 else f"{{{said}}}"


def _wide(said: str, across: int, width: int) -> str:
    if across == 1:
        return said
    room = f"\\dimexpr(\\linewidth-{2 * width}\\tabcolsep)/{width}*{across}+{2 * (across - 1)}\\tabcolsep\\relax"
    return f"\\multicolumn{{{across}}}{{p{{{room}}}}}{{{said}}}"


def _environment(box: Box) -> str:
    if box.kind == "callout":
        return {"stamp": "stamp", "hand": "hand"}.get(box.look, "remark")
    return {"item": "entry", "quote": "quoted"}.get(box.kind, "quoted")


def _aligned(block: Paragraph) -> str:
    marks = [span.marks for span in block.spans if span.kind == "text" and span.text.strip()]
    for mark, look in (("center", "centred"), ("right", "flushed")):
        if marks and all(mark in each for each in marks):
            return look
    return ""
