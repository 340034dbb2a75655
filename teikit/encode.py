"""A node tree as a TEI file: markup written as one string, white space derived from the source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from teikit.diagnostics import Location
from teikit.expressions import expression
from teikit.inventory import Inventory
from teikit.nodes import Copy, Dropped, Generated, Mark, Node, Slice
from teikit.records import TYPE_CHECKING, NamedTuple
from teikit.source import FORBIDDEN, Source, holds_forbidden
from teikit.tei import TEI

if TYPE_CHECKING:
    from typing import overload

# elements whose content model has no text: their children stand on lines of their own
ELEMENTS_ONLY = frozenset(
    [
        "TEI",
        "teiHeader",
        "fileDesc",
        "titleStmt",
        "editionStmt",
        "publicationStmt",
        "availability",
        "notesStmt",
        "sourceDesc",
        "respStmt",
        "msDesc",
        "msIdentifier",
        "msContents",
        "msItem",
        "altIdentifier",
        "physDesc",
        "handDesc",
        "encodingDesc",
        "projectDesc",
        "editorialDecl",
        "interpretation",
        "normalization",
        "correction",
        "hyphenation",
        "quotation",
        "appInfo",
        "application",
        "profileDesc",
        "langUsage",
        "abstract",
        "correspDesc",
        "correspAction",
        "handNotes",
        "particDesc",
        "listPerson",
        "settingDesc",
        "textClass",
        "keywords",
        "calendarDesc",
        "creation_",
        "revisionDesc",
        "text",
        "front",
        "body",
        "back",
        "div",
        "list",
        "table",
        "row",
        "address",
        "sp",
        "lg",
        "floatingText",
        "figure",
        "postscript",
    ]
)
# elements in which the end of a typed line counts
LINED = frozenset(["stamp", "head", "signed", "ab", "cell", "l", "addrLine", "salute", "dateline"])
UNLINED = frozenset(["p", "item", "quote", "abstract", "bibl", "titleStmt", "stage"])
MILESTONES = frozenset(["pb", "lb", "cb"])
SPACE = " "
LINE_BREAK = " <lb/>"
DIVIDED = '<lb break="no"/>'
# what lxml writes, so that a file read and written again is the same bytes
DECLARATION = "<?xml version='1.0' encoding='UTF-8'?>\n"

# What is due before what comes next. A block that begins is fresh until text stands in it, and after a milestone that
# has taken the white space for itself it is spent: none is due there, whatever the source has. LINE_END and DIVIDING are
# a line end between words and one after a hyphen.
FRESH, SPENT, NOTHING, BLANK, LINE_END, DIVIDING = range(-2, 4)

_ESCAPED = expression(r"[&<>]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_ESCAPED_IN_ATTRIBUTE = expression('[&<>"\t-\r\x1c-\x1f]')
# "social-" + line end + "ist": the hyphen stays, the line break divides no word
_DIVIDED = expression(r"(?<=\w[-‐])[^\S\n]*\n\s*(?=\w)")


class Encoded(NamedTuple):
    """A TEI file, and where each of its elements comes from."""

    data: bytes
    origins: Origins


def encoded(tree: Node, leaves: Inventory, source: Source) -> Encoded:
    """The TEI file that this tree is, with the inventory of its leaves; its origins lead back to the source."""
    writer = _Writer(source.text, leaves)
    writer.element(tree, "\n", SPACE)
    data = f"{DECLARATION}{''.join(writer.parts)}\n".encode()
    return Encoded(data, Origins(source, writer.offsets))


class Origins(Sequence[Location | None]):
    """Where each element of a document, in document order, begins in the source; places are worked out when asked for."""

    def __init__(self, source: Source, offsets: list[int | None]) -> None:
        self.source = source
        self.offsets = offsets

    def __len__(self) -> int:
        return len(self.offsets)

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, index: int) -> Location | None: ...
        @overload
        def __getitem__(self, index: slice) -> list[Location | None]: ...

    def __getitem__(self, index: int | slice) -> Location | list[Location | None] | None:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        offset = self.offsets[index]
        return None if offset is None else self.source.place(offset)


class _Writer:
    """Writes nodes in reading order and remembers how far in the source the text has come."""

    def __init__(self, text: str, leaves: Inventory) -> None:
        self.text = text
        self.parts: list[str] = []
        self.offsets: list[int | None] = []
        self.starts = leaves.starts
        self.skipped = leaves.skipped
        self.unclean = holds_forbidden(text)
        self.due = FRESH
        self.reached = -1
        self.opened = 0  # how many parts there were when the last element was opened: white space stands outside it

    def element(self, node: Node, indent: str, line_end: str) -> None:
        """Write a node; `line_end` is what a line end of the source becomes before it."""
        name, parts = node.element, self.parts
        start = self.starts[node]
        self.offsets.append(start)
        if start is not None and self.due >= NOTHING:
            self._come_to(start)
        if name in MILESTONES:
            self._milestone(node)
            return
        if self.due != FRESH:
            self._give(line_end)
        if start is not None:
            self.reached = start
        tag = f"<{name}{_attributes(node)}" if node.attributes or node.certainty != "high" else f"<{name}"
        parts.append(f"{tag}>")
        self.opened = opened = len(parts)
        if name not in ELEMENTS_ONLY:
            self._mixed(node, indent, _line_end(node, indent, line_end))
        elif node.children:
            self._blocks(node, indent)
        if len(parts) > opened:
            parts.append(f"</{name}>")
        else:
            parts[-1] = f"{tag}/>"
            self.opened = 0
        if self.due == FRESH:
            self.due = NOTHING

    def _blocks(self, node: Node, indent: str) -> None:
        deeper = indent + " "
        for child in node.children:
            if isinstance(child, Node):
                self.due = FRESH
                self.reached = -1
                self.parts.append(deeper)
                self.element(child, deeper, SPACE)
            elif isinstance(child, (Mark, Dropped)):
                self.reached = child.end
            else:
                raise AssertionError(f"text directly in {node.element}: {child!r}")
        self.parts.append(indent)
        self.due = NOTHING

    def _mixed(self, node: Node, indent: str, line_end: str) -> None:
        for child in node.children:
            if isinstance(child, Slice):
                self._slice(child.start, child.end, line_end)
            elif isinstance(child, Node):
                self.element(child, indent + " ", line_end)
                if child.element == "note":
                    self.reached = _call_end(child, self.reached)
            elif isinstance(child, (Mark, Dropped)):
                self._skip(child.start, child.end)
            elif isinstance(child, Generated):
                self._loose(_escape(child.text))
            elif isinstance(child, Copy):
                self._loose(_line(self.text[child.start : child.end]))

    def _skip(self, start: int, end: int) -> None:
        """Pass over a convention."""
        if self.due >= NOTHING:
            self._come_to(start)
        # "CPSU CC stamp: Secret": a convention between blanks parts words, "wo[unclear: r]d" does not
        if self.due == NOTHING and self.text[start].isspace() and self.text[end - 1].isspace():
            self.due = BLANK
        self.reached = end

    def _loose(self, markup: str) -> None:
        """Text of the header that has its home elsewhere, or none."""
        self._give(SPACE)
        if markup:
            self.parts.append(markup)

    def _come_to(self, position: int) -> None:
        """Look back from a leaf over white space and marks to the character before it, and note what is due."""
        text, skipped, stop, due = self.text, self.skipped, self.reached, self.due
        while position > 0 and position != stop:
            before = text[position - 1]
            if before.isspace():
                due = LINE_END if before == "\n" else due or BLANK
                position -= 1
            elif position in skipped:
                position = skipped[position]
            else:
                break
        if position != stop and stop >= 0:
            # moved matter meets a new neighbour
            due = LINE_END if "\n" in text[min(stop, position) : max(stop, position)] else due or BLANK
        if due >= LINE_END:
            due = DIVIDING if _ends_divided(text, position) else LINE_END
        self.due = due

    def _give(self, line_end: str) -> None:
        """Write the white space that is due before what comes now."""
        if self.due > NOTHING and len(self.parts) != self.opened:
            if self.due == DIVIDING:
                self._break(DIVIDED)
            elif self.due == BLANK:
                self.parts.append(SPACE)
            elif line_end == LINE_BREAK:
                self._break(LINE_BREAK)
            else:
                self.parts.append(line_end)
        self.due = NOTHING

    def _break(self, markup: str) -> None:
        self.parts.append(markup)
        self.offsets.append(self.reached if self.reached >= 0 else None)

    def _milestone(self, node: Node) -> None:
        if self.due > NOTHING:
            if "break" not in node.attributes:
                self.parts.append(SPACE)
            self.due = SPENT
        self.parts.append(f"<{node.element}{_attributes(node)}/>")
        for child in node.children:
            if isinstance(child, (Mark, Dropped)):
                self.reached = child.end

    def _slice(self, start: int, end: int, line_end: str) -> None:
        raw = self.text[start:end]
        bare = raw.strip()
        if not bare:
            return
        if len(bare) != len(raw):
            start += len(raw) - len(raw.lstrip())
        if self.due >= NOTHING:
            self._come_to(start)
        self._give(line_end)
        self.reached = start + len(bare)
        markup = self._lines(bare, start, line_end) if "\n" in bare else _line(bare)
        if markup:
            self.parts.append(markup)

    def _lines(self, text: str, start: int, line_end: str) -> str:
        joint = LINE_BREAK if line_end == LINE_BREAK else SPACE
        if self.unclean:
            text = FORBIDDEN.sub("", text)
        pieces = [piece.split("\n") for piece in _DIVIDED.split(text)]
        markup = DIVIDED.join([joint.join(filter(None, map(_line, lines))) for lines in pieces])
        self.offsets += [start] * markup.count("<lb")
        return markup


_LINE_ENDS = {**dict.fromkeys(LINED, LINE_BREAK), **dict.fromkeys(UNLINED, SPACE)}


def _line_end(node: Node, indent: str, around: str) -> str:
    """What the end of a typed line becomes in this element: a space in prose, lb where lines count."""
    name = node.element
    if name in _LINE_ENDS:
        return _LINE_ENDS[name]
    if name in ("opener", "closer"):
        return indent + " "
    if name == "note" and not _inside_prose(node):
        return LINE_BREAK
    return LINE_BREAK if around == LINE_BREAK else SPACE


def _inside_prose(note: Node) -> bool:
    """A note that belongs into a sentence says so by its rule; only those forget their lines."""
    return note.attributes.get("type") in ("gloss", "editorial", "footnote", "signature")


def _call_end(note: Node, reached: int) -> int:
    """After a note whose text was moved to its call, the text goes on behind the call."""
    if len(note.children) < 2:
        return reached
    call, following = note.children[:2]
    moved = isinstance(call, Mark) and isinstance(following, Mark) and call.end < following.start
    return call.end if moved and isinstance(call, Mark) else reached


def _ends_divided(text: str, position: int) -> bool:
    return position > 1 and text[position - 1] in "-‐" and text[position - 2].isalnum()


def _attributes(node: Node) -> str:
    attributes = node.attributes
    if node.certainty != "high" and "cert" not in attributes:
        attributes = {**attributes, "cert": node.certainty}
        attributes.setdefault("resp", "#teikit")
    return "".join([_attribute(name, value) for name, value in attributes.items()]) if attributes else ""


@lru_cache(2000)  # most are the same few in every document
def _attribute(name: str, value: str) -> str:
    return f' {name}="{_ESCAPED_IN_ATTRIBUTE.sub(_escape_of, value)}"'


def _line(text: str) -> str:
    """The text of a line as markup, its blanks single; seldom anything is to do, and to look is quicker."""
    if text.isprintable() and "  " not in text:
        return _escape(text.strip())
    return _escape(" ".join(FORBIDDEN.sub("", text).split()))


def _escape(text: str) -> str:
    return _ESCAPED.sub(_escape_of, text) if "&" in text or "<" in text or ">" in text else text


def _escape_of(sign: re.Match[str]) -> str:
    """A sign of markup as its entity; white space in an attribute is a blank, as a parser would read it."""
    return _ESCAPES.get(sign.group(), " ")


def document_element(header: Node, text: Node) -> Node:
    """The TEI element around a header and a text."""
    return Node("TEI", {"xmlns": TEI}, [header, text])
