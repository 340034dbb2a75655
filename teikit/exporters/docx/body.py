"""Blocks as WordprocessingML: paragraphs with their styles, lists, callouts, tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from teikit.exporters.docx.numbering import HANG, STEP, Numbering
from teikit.exporters.docx.runs import LEFTWARDS, runs
from teikit.exporters.docx.styles import WIDTH
from teikit.exporters.docx.tables import Place, places
from teikit.exporters.prose.blocks import Block, Box, Paragraph, Span, Table
from teikit.exporters.walking import names

_OWN = names("dateline address salute byline signed trailer verse speech stage caption rule facts subtitle")
_STYLES = {
    "title": "TitlePart",
    "line": "FrameLine",
    "fw": "Furniture",
    **{style: style.capitalize() for style in _OWN},
    "heading": "Title",
}
_LOOKS = {"stamp": "Stamp", "hand": "Handwriting", "note": "NoteBlock"}
_SIGN = frozenset({"sign"})
_SPACER = '<w:p><w:pPr><w:pStyle w:val="Spacer"/></w:pPr></w:p>'
_QUOTED = 567


class Body:
    """Writes blocks; the text of a document and each of its notes share numbering and language, not the relationships."""

    def __init__(self, language: str, numbering: Numbering, relate: Callable[[str], str], style: str = "") -> None:
        self.language = language
        self.numbering = numbering
        self.relate = relate
        self.style = style
        self.begun: set[Box] = set()

    def written(self, blocks: Sequence[Block]) -> str:
        return "".join(self._blocks(blocks))

    def _blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        last: Block | None = None
        for block in blocks:
            # Word would join two boxes of one style that nothing parts
            if last is not None and _would_join(last, block):
                yield _SPACER
            if isinstance(block, Table):
                # and two tables; it wants a paragraph behind a table in any case
                yield from (self.table(block), _SPACER)
            else:
                yield self.paragraph(block)
            last = block

    def paragraph(self, paragraph: Paragraph, style: str = "") -> str:
        fresh = [box for box in paragraph.within if box not in self.begun]
        self.begun.update(fresh)
        items = [box for box in paragraph.within if box.kind == "item"]
        lead = [span for box in fresh for span in self.lead(box, items)]
        style = self.named(paragraph, style)
        properties = "".join(self.properties(paragraph, style, items, fresh))
        content = runs([*lead, *paragraph.spans], self.language, self.relate)
        return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"

    def named(self, paragraph: Paragraph, style: str) -> str:
        if paragraph.style == "head":
            return f"Heading{min(paragraph.level, 9)}"
        boxed = next((_LOOKS[box.look] for box in reversed(paragraph.within) if box.kind == "callout"), "")
        own = _STYLES.get(paragraph.style, "")
        quoted = "Quote" if any(box.kind == "quote" for box in paragraph.within) else ""
        listed = "ListParagraph" if any(box.kind == "item" for box in paragraph.within) else ""
        return boxed or own or listed or quoted or style or self.style

    def lead(self, box: Box, items: Sequence[Box]) -> Iterator[Span]:
        """What begins a box: the caption of a callout, the label of an item that Word cannot count to."""
        if box.kind == "callout" and box.label:
            yield Span(f"{box.label}:", _SIGN)
            yield Span(" ")
        if box.kind == "item" and box.listing is not None and not self.numbering.number(box.listing, items.index(box)):
            yield Span(f"{box.label}\t" if box.label else "")

    def properties(self, paragraph: Paragraph, style: str, items: Sequence[Box], fresh: Sequence[Box]) -> Iterator[str]:
        """In the order that the schema wants (ECMA-376 part 1, § 17.3.1.26)."""
        yield f'<w:pStyle w:val="{style}"/>' if style and style != "Normal" else ""
        item = items[-1] if items else None
        depth = len(items) - 1
        number = self.numbering.number(item.listing, depth) if item is not None and item.listing is not None else 0
        if number and item in fresh:
            yield f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
        yield "<w:bidi/>" if _runs_leftwards(paragraph, self.language) else ""
        yield self.indent(paragraph, style, items, item is not None and item in fresh)
        alignment = next((side for side in ("center", "right") if _all_are(paragraph, side)), "")
        yield f'<w:jc w:val="{alignment}"/>' if alignment else ""

    def indent(self, paragraph: Paragraph, style: str, items: Sequence[Box], hanging: bool) -> str:
        quotes = sum(box.kind == "quote" for box in paragraph.within)
        left = STEP * (len(items) - 1) + HANG if items else 0
        left += _QUOTED * (quotes if items or quotes > 1 or (quotes and style != "Quote") else 0)
        if not left:
            return ""
        if style in _LOOKS.values():
            left += 284
        return f'<w:ind w:left="{left}" w:hanging="{HANG if hanging else 0}"/>'

    def table(self, table: Table) -> str:
        width = table.width
        column = WIDTH // width
        grid = f'<w:gridCol w:w="{column}"/>' * width
        rows = "".join(self.row(row, label, column) for row, label in places(table))
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )

    def row(self, row: Sequence[Place], label: bool, column: int) -> str:
        head = "<w:trPr><w:tblHeader/></w:trPr>" if label else ""
        return f"<w:tr>{head}{''.join(self.cell(place, column) for place in row)}</w:tr>"

    def cell(self, place: Place, column: int) -> str:
        across = f'<w:gridSpan w:val="{place.across}"/>' if place.across > 1 else ""
        merged = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[place.merged]
        cell = place.cell
        paragraphs = cell.paragraphs if cell is not None else ()
        bold = frozenset({"bold"}) if cell is not None and cell.label else frozenset()
        content = "".join(self.paragraph(_marked(part, bold), "TableText") for part in paragraphs)
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{column * place.across}" w:type="dxa"/>{across}{merged}</w:tcPr>'
            f"{content or '<w:p/>'}</w:tc>"
        )


def _marked(paragraph: Paragraph, marks: frozenset[str]) -> Paragraph:
    if not marks:
        return paragraph
    spans = [span._replace(marks=span.marks | marks) for span in paragraph.spans]
    return Paragraph(paragraph.style, spans, paragraph.within, paragraph.level)


def _would_join(before: Block, after: Block) -> bool:
    boxes = [next((box for box in reversed(block.within) if box.kind == "callout"), None) for block in (before, after)]
    return boxes[0] is not None and boxes[1] is not None and boxes[0] is not boxes[1]


def _all_are(paragraph: Paragraph, mark: str) -> bool:
    spans = [span for span in paragraph.spans if span.kind == "text" and "page" not in span.marks]
    return bool(spans) and all(mark in span.marks for span in spans)


def _runs_leftwards(paragraph: Paragraph, language: str) -> bool:
    first = next((span.lang or language for span in paragraph.spans if span.kind == "text"), "")
    return first.partition("-")[0] in LEFTWARDS
