"""A node tree as TEI: markup written as one string, white space derived from the source, then parsed once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import overload

from lxml import etree

from teikit.diagnostics import Location
from teikit.nodes import Copy, Dropped, Generated, Mark, Node, Slice
from teikit.source import FORBIDDEN, Source
from teikit.tei import TEI, TeiDocument

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

_ESCAPED = re.compile(r"[&<>]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# "social-" + line end + "ist": the hyphen stays, the line break divides no word
_DIVIDED = re.compile(r"(?<=\w)([-‐])[^\S\n]*\n\s*(?=\w)")


def encoded(tree: Node, source: Source) -> TeiDocument:
    """The TEI document that this tree is; `origins` lead back to the source."""
    writer = _Writer(source.text, tree)
    writer.element(tree, "\n", SPACE)
    root = etree.fromstring("".join(writer.parts))
    return TeiDocument(root, source.path, Origins(source, writer.offsets))


class Origins(Sequence[Location | None]):
    """Where each element of a document, in document order, begins in the source; places are worked out when asked for."""

    def __init__(self, source: Source, offsets: list[int | None]) -> None:
        self.source = source
        self.offsets = offsets

    def __len__(self) -> int:
        return len(self.offsets)

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

    def __init__(self, text: str, tree: Node) -> None:
        self.text = text
        self.parts: list[str] = []
        self.offsets: list[int | None] = []
        self.unclean = FORBIDDEN.search(text) is not None
        self.skipped = {leaf.end: leaf.start for leaf in tree.leaves() if isinstance(leaf, Mark | Dropped)}
        self.fresh = True  # nothing stands in this block yet: no space is due
        self.space = self.newline = self.swallow = self.divided = False
        self.reached = -1
        self.opened = 0  # how many parts there were when the last element was opened: white space stands outside it

    def element(self, node: Node, indent: str, line_end: str) -> None:
        """Write a node; `line_end` is what a line end of the source becomes before it."""
        name = node.element
        start = _first_offset(node)
        self.offsets.append(start)
        if start is not None and not self.fresh:
            self._come_to(start)
        if name in MILESTONES:
            self._milestone(node)
            return
        self._flush(line_end)
        if start is not None:
            self.reached = start
        tag = f"<{name}{_attributes(node)}"
        if not node.children:
            self.parts.append(f"{tag}/>")
            self.fresh = self.swallow = False
            return
        self.parts.append(f"{tag}>")
        if name in ELEMENTS_ONLY:
            self._blocks(node, indent)
        else:
            self.opened = len(self.parts)
            self._mixed(node, indent, self._line_end(node, indent, line_end))
        self.parts.append(f"</{name}>")
        self.fresh = False

    def _blocks(self, node: Node, indent: str) -> None:
        deeper = indent + " "
        for child in node.children:
            if isinstance(child, Mark | Dropped):
                self.reached = child.end
                continue
            if not isinstance(child, Node):
                raise AssertionError(f"text directly in {node.element}: {child!r}")
            self._start_block()
            self.parts.append(deeper)
            self.element(child, deeper, SPACE)
        self.parts.append(indent)
        self.fresh = self.space = self.newline = self.swallow = self.divided = False

    def _start_block(self) -> None:
        self.fresh = True
        self.space = self.newline = self.swallow = self.divided = False
        self.reached = -1

    def _line_end(self, node: Node, indent: str, around: str) -> str:
        """What the end of a typed line becomes in this element: a space in prose, lb where lines count."""
        name = node.element
        if name in ("opener", "closer"):
            return indent + " "
        if name in LINED or (name == "note" and not _inside_prose(node)):
            return LINE_BREAK
        return SPACE if name in UNLINED or around != LINE_BREAK else LINE_BREAK

    def _mixed(self, node: Node, indent: str, line_end: str) -> None:
        for child in node.children:
            if isinstance(child, Slice):
                self._slice(child.start, child.end, line_end)
            elif isinstance(child, Node):
                self.element(child, indent + " ", line_end)
                self.reached = _call_end(child, self.reached)
            elif isinstance(child, Mark | Dropped):
                self._come_to(child.start)
                # "CPSU CC stamp: Secret": a convention between blanks parts words, "wo[unclear: r]d" does not
                self.space = self.space or (self.text[child.start].isspace() and self.text[child.end - 1].isspace())
                self.reached = child.end
            elif isinstance(child, Generated):
                self._loose(child.text)
            elif isinstance(child, Copy):
                self._loose(" ".join(FORBIDDEN.sub("", self.text[child.start : child.end]).split()))
            else:
                raise AssertionError(f"a run was left in {node.element}: {child!r}")

    def _loose(self, text: str) -> None:
        """Text of the header that has its home elsewhere, or none."""
        self._flush(SPACE)
        self.parts.append(_escape(text))
        self.fresh = False

    def _come_to(self, position: int) -> None:
        """Look back from a leaf over white space and marks to the character before it."""
        text, skipped, stop = self.text, self.skipped, self.reached
        while position > 0 and position != stop:
            before = text[position - 1]
            if before.isspace():
                self.space = True
                self.newline = self.newline or before == "\n"
                position -= 1
            elif position in skipped:
                position = skipped[position]
            else:
                break
        if position != stop and stop >= 0:
            # moved matter meets a new neighbour
            self.space = True
            self.newline = self.newline or "\n" in text[min(stop, position) : max(stop, position)]
        self.divided = self.newline and _ends_divided(text, position)

    def _flush(self, line_end: str) -> None:
        """Write the white space that is due before what comes now."""
        if not self.fresh and not self.swallow and len(self.parts) != self.opened:
            if self.divided:
                self._break('<lb break="no"/>')
            elif self.newline and line_end == LINE_BREAK:
                self._break(LINE_BREAK)
            elif self.newline:
                self.parts.append(line_end)
            elif self.space:
                self.parts.append(" ")
        self.space = self.newline = self.swallow = self.divided = False

    def _break(self, markup: str) -> None:
        self.parts.append(markup)
        self.offsets.append(self.reached if self.reached >= 0 else None)

    def _milestone(self, node: Node) -> None:
        spaced = self.space and not self.fresh
        if spaced and "break" not in node.attributes and not self.swallow:
            self.parts.append(" ")
        self.swallow = self.swallow or spaced
        self.space = self.newline = self.divided = False
        self.parts.append(f"<{node.element}{_attributes(node)}/>")
        for child in node.children:
            if isinstance(child, Mark | Dropped):
                self.reached = child.end

    def _slice(self, start: int, end: int, line_end: str) -> None:
        raw = self.text[start:end]
        bare = raw.strip()
        if not bare:
            return
        start += len(raw) - len(raw.lstrip())
        if self.fresh:
            self.space = self.newline = self.divided = False
        else:
            self._come_to(start)
            self._flush(line_end)
        self.fresh = self.swallow = False
        self.reached = start + len(bare)
        if self.unclean:
            bare = FORBIDDEN.sub("", bare)
        if _ESCAPED.search(bare):
            bare = _escape(bare)
        bare = self._lines(bare, start, line_end) if "\n" in bare else " ".join(bare.split())
        self.parts.append(bare)

    def _lines(self, text: str, start: int, line_end: str) -> str:
        divided = _DIVIDED.sub("\\1\x00", text)
        lines = [" ".join(line.split()) for line in divided.split("\n")]
        joined = (LINE_BREAK if line_end == LINE_BREAK else SPACE).join(line for line in lines if line)
        self.offsets.extend([start] * (joined.count("<lb/>") + joined.count("\x00")))
        return joined.replace("\x00", '<lb break="no"/>')


def _inside_prose(note: Node) -> bool:
    """A note that belongs into a sentence says so by its rule; only those forget their lines."""
    return note.attributes.get("type") in ("gloss", "editorial", "footnote", "signature")


def _call_end(node: Node, reached: int) -> int:
    """After a note whose text was moved to its call, the text goes on behind the call."""
    if node.element != "note" or len(node.children) < 2:
        return reached
    call, following = node.children[:2]
    moved = isinstance(call, Mark) and isinstance(following, Mark) and call.end < following.start
    return call.end if moved and isinstance(call, Mark) else reached


def _ends_divided(text: str, position: int) -> bool:
    return position > 1 and text[position - 1] in "-‐" and text[position - 2].isalnum()


def _first_offset(node: Node) -> int | None:
    """Where the first leaf of the source below this node begins."""
    for child in node.children:
        if isinstance(child, Slice | Mark | Dropped):
            return child.start
        if isinstance(child, Node):
            found = _first_offset(child)
            if found is not None:
                return found
    return None


def _attributes(node: Node) -> str:
    attributes = node.attributes
    if node.certainty != "high" and "cert" not in attributes:
        attributes = {**attributes, "cert": node.certainty}
        attributes.setdefault("resp", "#teikit")
    if not attributes:
        return ""
    return "".join(f' {name}="{_escape(value).replace(chr(34), "&quot;")}"' for name, value in attributes.items())


def _escape(text: str) -> str:
    return _ESCAPED.sub(lambda match: _ESCAPES[match.group()], text)


def document_element(header: Node, text: Node) -> Node:
    """The TEI element around a header and a text."""
    return Node("TEI", {"xmlns": TEI}, [header, text])
