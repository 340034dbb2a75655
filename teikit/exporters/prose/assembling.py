"""Blocks from marked text: signs that no XML holds open and close paragraphs, looks, boxes and tables.

A sign is `\\x02`, a word, for some words what it needs to know behind `\\x1f`, and `\\x03`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from teikit.exporters.prose.blocks import NO_MARKS, Block, Box, Cell, Listing, Paragraph, Row, Span, Table

# deeper boxes are written as if they stood in the last of these: no page is wide enough, and no reader parses it
DEEPEST = 8
_SIGNS = re.compile("\x02([^\x03]*)\x03")
_SPACES = re.compile(r"[ \t\r\n]+")


def sign(word: str, *known: str) -> str:
    """What tells the assembler what to do: `open`, `close`, `mark`, `item` and so on, as its table says."""
    return f"\x02{chr(0x1F).join((word, *known))}\x03"


def blocks(marked: str) -> list[Block]:
    """The blocks of marked text, white space collapsed, empty paragraphs left out."""
    return _Assembler().assembled(marked)


class _Assembler:
    """What is open: styles, looks, languages, boxes and tables; and the paragraph that is being filled."""

    def __init__(self) -> None:
        self.done: list[Block] = []
        self.spans: list[Span] = []
        self.styles: list[tuple[str, int]] = [("p", 0)]
        self.style = self.styles[0]
        self.looks: list[frozenset[str]] = [NO_MARKS]
        self.languages = [""]
        self.links = [""]
        self.boxes: list[Box] = []
        self.lists: list[Listing] = []
        self.tables: list[tuple[Table, list[Box]]] = []
        self.cell: Cell | None = None
        self.inner = 0
        self.page = ""
        self.held = False

    def assembled(self, marked: str) -> list[Block]:
        pieces = _SIGNS.split(marked)
        for index, piece in enumerate(pieces):
            if index % 2:
                word, *known = piece.split("\x1f")
                _DOES[word](self, *known)
            elif piece:
                self.text(piece)
        self.flush()
        return self.done

    # Text

    def text(self, text: str) -> None:
        text = _SPACES.sub(" ", text)
        if text[:1] == " " and self.at_edge:
            text = text[1:]
        if self.page and " " in text:
            word, _, text = text.partition(" ")
            self.add(word + " ")
            page, self.page = self.page, ""
            self.turn(page)
        self.add(text)

    @property
    def at_edge(self) -> bool:
        """Whether a blank here would follow another one, or begin a line."""
        return not self.spans or self.spans[-1].kind == "break" or self.spans[-1].text.endswith(" ")

    def add(self, text: str) -> None:
        if not text:
            return
        span = Span(text, self.looks[-1], self.languages[-1], self.links[-1])
        last = self.spans[-1] if self.spans else None
        if last is not None and last[1:] == span[1:]:
            self.spans[-1] = span._replace(text=last.text + text)
        else:
            self.spans.append(span)

    def flush(self) -> None:
        """End the paragraph."""
        if self.page:
            page, self.page = self.page, ""
            self.turn(page)
        spans, self.spans, self.held = _trimmed(self.spans), [], False
        if spans:
            style, level = self.style
            self.put(Paragraph(style, spans, self.within, level))
        self.style = self.styles[-1]

    @property
    def within(self) -> tuple[Box, ...]:
        return tuple(self.boxes[:DEEPEST])

    def put(self, paragraph: Paragraph) -> None:
        for box in paragraph.within:
            box.used = True
        if not self.tables:
            self.done.append(paragraph)
            return
        if self.cell is None:
            self.tables[-1][0].rows.append(Row(False, [Cell(0, 1, False, [paragraph])]))
        else:
            self.cell.paragraphs.append(paragraph)

    # What the signs do

    def open(self, style: str, level: str = "0") -> None:
        if not self.held:
            self.flush()
        self.held = False
        self.styles.append((style, int(level)))
        self.style = self.styles[-1]

    def close(self) -> None:
        self.flush()
        self.styles.pop()
        self.style = self.styles[-1]

    def hold(self) -> None:
        """End a style and keep its words as the beginning of the next paragraph."""
        self.styles.pop()
        self.held = bool(self.spans)

    def verse(self) -> None:
        """A line of verse: beside the one before it, if that is one."""
        if self.style[0] != "verse":
            self.flush()
            self.style = ("verse", 0)
        self.line()

    def line(self) -> None:
        if self.spans:
            self.line_break()

    def line_break(self) -> None:
        self.spans = _trimmed(self.spans, keep_breaks=True)
        if self.spans and self.spans[-1].kind != "break":
            self.spans.append(Span("", kind="break"))

    def mark(self, *looks: str) -> None:
        self.looks.append(self.looks[-1] | set(looks))

    def unmark(self) -> None:
        self.looks.pop()

    def lang(self, language: str) -> None:
        self.languages.append(language)

    def unlang(self) -> None:
        self.languages.pop()

    def link(self, address: str) -> None:
        self.links.append(address)

    def unlink(self) -> None:
        self.links.pop()

    def call(self, number: str) -> None:
        if self.spans and self.spans[-1].kind == "text" and self.spans[-1].text.endswith(" "):
            last = self.spans.pop()
            self.spans += [last._replace(text=last.text[:-1])] if last.text != " " else []
            self.spans += [Span(number, kind="call"), last._replace(text=" ")]
            return
        self.spans.append(Span(number, kind="call"))

    def turn(self, page: str) -> None:
        """A page begins here."""
        if not self.at_edge:
            self.add(" ")
        self.spans.append(Span(f"[{page}]", frozenset({"page"})))
        self.add(" ")

    def turn_within(self, page: str) -> None:
        """A page begins within a word: it is said behind the word."""
        self.page = page

    def rule(self) -> None:
        self.flush()
        self.put(Paragraph("rule", [], self.within))

    def box(self, kind: str, look: str = "", label: str = "") -> None:
        self.flush()
        self.boxes.append(Box(kind, label, look))

    def listing(self, numbered: str) -> None:
        self.flush()
        self.lists.append(Listing(bool(numbered)))

    def unlisting(self) -> None:
        self.flush()
        self.lists.pop()

    def item(self, label: str) -> None:
        self.flush()
        listing = self.lists[-1] if self.lists else Listing()
        listing.labels.append(label)
        self.boxes.append(Box("item", label, "", listing, len(listing.labels) - 1))
        if len(self.boxes) > DEEPEST and label:
            self.text(f"{label} ")

    def unbox(self) -> None:
        self.flush()
        box = self.boxes[-1]
        if not box.used and box.label and len(self.boxes) <= DEEPEST:
            self.put(Paragraph("p", [], self.within))
        self.boxes.pop()

    def table(self) -> None:
        self.flush()
        if self.cell is not None:
            self.inner += 1
            return
        self.tables.append((Table([], self.within), self.boxes))
        self.boxes = []

    def untable(self) -> None:
        self.flush()
        if self.inner:
            self.inner -= 1
            return
        table, self.boxes = self.tables.pop()
        if table.rows:
            self.done.append(table)

    def row(self, label: str) -> None:
        if self.cell is None and self.tables:
            self.flush()
            self.tables[-1][0].rows.append(Row(bool(label)))
        else:
            self.flush()

    def field(self, across: str, down: str, label: str) -> None:
        """A cell; in a table within a table it is a part of a line."""
        if self.cell is not None or not self.tables:
            self.inner += 1
            self.add(" | " if self.spans else "")
            return
        self.flush()
        self.cell = Cell(int(across), int(down), bool(label))
        rows = self.tables[-1][0].rows
        if not rows:
            rows.append(Row())
        rows[-1].cells.append(self.cell)

    def unfield(self) -> None:
        if self.inner:
            self.inner -= 1
            return
        self.flush()
        self.cell = None


_DOES: dict[str, Callable[..., None]] = {
    method.__name__: method
    for method in (
        _Assembler.open,
        _Assembler.close,
        _Assembler.hold,
        _Assembler.verse,
        _Assembler.line,
        _Assembler.line_break,
        _Assembler.mark,
        _Assembler.unmark,
        _Assembler.lang,
        _Assembler.unlang,
        _Assembler.link,
        _Assembler.unlink,
        _Assembler.call,
        _Assembler.turn,
        _Assembler.turn_within,
        _Assembler.rule,
        _Assembler.box,
        _Assembler.unbox,
        _Assembler.listing,
        _Assembler.unlisting,
        _Assembler.item,
        _Assembler.table,
        _Assembler.untable,
        _Assembler.row,
        _Assembler.field,
        _Assembler.unfield,
    )
}


def _trimmed(spans: list[Span], keep_breaks: bool = False) -> list[Span]:
    """Spans without blanks, and without breaks, at the end."""
    spans = list(spans)
    while spans:
        last = spans[-1]
        if last.kind == "break" and not keep_breaks:
            spans.pop()
        elif last.kind == "text" and last.text.endswith(" "):
            spans.pop()
            if bare := last.text.rstrip(" "):
                spans.append(last._replace(text=bare))
        else:
            break
    return spans
