"""The flow of a TEI file: what its text reads as from front to back, with the way from a character to its element."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from teikit.diagnostics import Location, refusal
from teikit.tei import TeiDocument, local

JOINT = "\0"  # XML cannot hold it: where an element's edge may part words or not, as the reader likes

# phrases: their edges part no words (Guidelines, model.phrase and att.transcriptional); all other elements' edges may,
# those of a ref too: a note call stands close to its word
PHRASES = frozenset(
    re.findall(
        r"\w+",
        """
        abbr add addName am anchor c corr country damage damageSpan date del district distinct docAuthor docDate email
        emph ex expan foreign forename formula g genName geogName gloss graphic handShift hi idno lem m measure
        mentioned metamark mod name nameLink num objectName orgName orig persName placeName q quote rdg reg
        region restore retrace roleName rs s said secl seg settlement shift sic signatures soCalled space stamp subst
        supplied surname surplus term time title unclear unit
        """,
    )
)

READINGS = frozenset({"orig", "sic", "abbr"})
NORMALISED = frozenset({"reg", "corr", "expan"})

_BELOW = frozenset({"bottom", "foot", "end"})
_REFERENCE = re.compile(r"&([^;&\s]+);")
_TAG = re.compile(r"<[^>]*>")
_PREDEFINED = {"lt": "<", "gt": ">", "amp": "&", "apos": "'", "quot": '"'}


class Chunk(NamedTuple):
    """A text node, or the value of an attribute: its place on the tape, its element, and the line of the file.

    `at` is where the element stands in the flow, for what is not part of the flow itself.
    """

    start: int
    element: etree._Element
    line: int
    attribute: str = ""
    at: int = 0


class Tape:
    """Text nodes one after the other, with the way back from each character."""

    def __init__(self) -> None:
        self.chunks: list[Chunk] = []
        self.length = 0
        self._parts: list[str] = []
        self._starts: list[int] = []
        self._text: str | None = None

    @property
    def text(self) -> str:
        if self._text is None:
            self._text = "".join(self._parts)
        return self._text

    def add(self, text: str, element: etree._Element, line: int, attribute: str = "", at: int = 0) -> None:
        self.chunks.append(Chunk(self.length, element, line, attribute, at))
        self._starts.append(self.length)
        self.join(text)

    def join(self, text: str) -> None:
        """Add what parts two text nodes and belongs to neither."""
        self._parts.append(text)
        self.length += len(text)

    def index(self, offset: int) -> int:
        """The number of the chunk that holds this offset."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def chunk(self, offset: int) -> Chunk:
        return self.chunks[self.index(offset)]

    def end(self, index: int) -> int:
        """Where the text of a chunk ends, with what joins it to the next."""
        return self._starts[index + 1] if index + 1 < len(self._starts) else self.length


@dataclass(slots=True)
class Flow:
    """A file taken apart: the text of front, body and back in order, the header's, and what stands in the margin.

    The margin holds the values of attributes and the readings not taken; `edges` says where in the text which elements
    begin and end, `notes` where those stand that were put off.
    """

    path: str | None
    text: Tape = field(default_factory=Tape)
    header: Tape = field(default_factory=Tape)
    margin: Tape = field(default_factory=Tape)
    edges: list[tuple[int, str]] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    _ordinals: dict[etree._Element, dict[etree._Element, int]] = field(default_factory=dict)

    def place(self, offset: int) -> Location:
        """Where a character of the text stands; the column is not known."""
        if not self.text.chunks:
            return Location(self.path, 1)
        chunk = self.text.chunk(offset)
        return Location(self.path, chunk.line + self.text.text.count("\n", chunk.start, offset))

    def edges_between(self, start: int, end: int) -> frozenset[str]:
        """The names of the elements that begin or end in this range of the text, both ends included."""
        first = bisect_left(self.edges, (start, ""))
        last = bisect_left(self.edges, (end + 1, ""), first)
        return frozenset(name for _, name in self.edges[first:last])

    def names_around(self, offset: int) -> frozenset[str]:
        """The names of the elements that hold this place of the text."""
        if not self.text.chunks:
            return frozenset()
        element = self.text.chunk(offset).element
        return frozenset([local(element), *map(local, element.iterancestors())])

    def element_path(self, element: etree._Element) -> str:
        """The way from the root, numbered where siblings share a name: /TEI/text/body/p[2]."""
        steps = []
        parent = element.getparent()
        while parent is not None:
            steps.append(self._step(element, parent))
            element, parent = parent, parent.getparent()
        return "/" + "/".join([local(element), *reversed(steps)])

    def _step(self, element: etree._Element, parent: etree._Element) -> str:
        if parent not in self._ordinals:
            self._ordinals[parent] = _ordinals(parent)
        ordinal = self._ordinals[parent].get(element, 0)
        return f"{local(element)}[{ordinal}]" if ordinal else local(element)


def flow(document: TeiDocument, notes_at: str = "") -> Flow:
    """What a TEI file reads as. Raises TeikitError TK300 where it has no text.

    Notes that have a call (`@n`, or a place at the foot or the end) are read where they stand, or at the end of each
    element of the name `notes_at`, div or text, as many sources type them. In a choice orig, sic and abbr are read, reg,
    corr and expan are not. Comments and processing instructions are no text; entities declared in the file are resolved.
    """
    reader = _Reader(document, notes_at)
    reader.walk(document.root)
    if not reader.found_text:
        message = "this is no TEI file to compare with: it has no text element"
        raise refusal("TK300", message, Location(document.path, 1), "name the TEI file as the second of the two")
    return reader.flow


def _ordinals(parent: etree._Element) -> dict[etree._Element, int]:
    children = [child for child in parent if isinstance(child.tag, str)]
    totals: dict[str, int] = {}
    numbers = {}
    for child in children:
        totals[local(child)] = numbers[child] = totals.get(local(child), 0) + 1
    return {child: number for child, number in numbers.items() if totals[local(child)] > 1}


class _Reader:
    """Walks a document without recursion; `line` follows the text, as the parser states the lines of elements only."""

    def __init__(self, document: TeiDocument, notes_at: str) -> None:
        self.notes_at = notes_at
        self.put_off: list[etree._Element] = []
        self.flow = Flow(document.path)
        self.found_text = False
        self.line = 1
        self.depth_of_header = 0
        self.depth_of_text = 0
        self.declared = _declared(document.root)
        self.known = dict(_PREDEFINED)

    def walk(self, root: etree._Element) -> None:
        stack = [(root, self.enter(root))]
        while stack:
            element, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self.leave(element)
                if stack:
                    self.take(element.tail, stack[-1][0])
            elif self.notes_at and self.depth_of_text and _has_call(child):
                self.wait(child)
                self.take(child.tail, element)
            elif isinstance(child.tag, str) and not _is_passed_over(child, element):
                stack.append((child, self.enter(child)))
            else:
                self.pass_over(child, element)
                self.take(child.tail, element)

    @property
    def tape(self) -> Tape | None:
        """Where text goes now; what is neither in the header nor in a text (facsimile, standOff) is margin."""
        if self.depth_of_header:
            return self.flow.header
        return self.flow.text if self.depth_of_text else None

    def enter(self, element: etree._Element) -> Iterator[etree._Element]:
        self.line = max(self.line, element.sourceline or 1)
        name = local(element)
        if name == "teiHeader" or self.depth_of_header:
            self.depth_of_header += 1
        elif name in ("text", "body") or self.depth_of_text:
            self.depth_of_text += 1
            self.found_text = True
        self.edge(element, name)
        self.attributes(element)
        self.take(element.text, element)
        return iter(element)

    def wait(self, note: etree._Element) -> None:
        """Leave a note's text for later; here it stands all the same, with what its attributes say."""
        self.put_off.append(note)
        self.edge(note, local(note))
        self.attributes(note)
        self.line += "".join(map(str, note.itertext())).count("\n")

    def catch_up(self) -> None:
        """Read the notes that wait."""
        notes, self.put_off, kept = self.put_off, [], (self.notes_at, self.line)
        for note in notes:
            self.flow.notes.append(self.flow.text.length)
            self.notes_at, self.line = "", 0
            self.walk(note)
        self.notes_at, self.line = kept

    def attributes(self, element: etree._Element) -> None:
        for key, value in element.attrib.items():
            self.aside(str(value), element, str(key).rpartition("}")[2])

    def leave(self, element: etree._Element) -> None:
        if self.put_off and local(element) == self.notes_at:
            self.catch_up()
        self.edge(element, local(element))
        if self.depth_of_header:
            self.depth_of_header -= 1
        elif self.depth_of_text:
            self.depth_of_text -= 1

    def edge(self, element: etree._Element, name: str) -> None:
        tape = self.tape
        if tape is self.flow.text:
            self.flow.edges.append((tape.length, name))
        if tape is self.flow.header:
            tape.join(JOINT)  # records, not prose: <forename>Ann</forename><surname>Bell</surname>
        elif tape is not None and name not in PHRASES:
            tape.join(" " if element.get("break") == "yes" else JOINT)

    def take(self, text: str | None, element: etree._Element) -> None:
        if not text:
            return
        if (tape := self.tape) is not None:
            tape.add(text, element, self.line)
        else:
            self.aside(text, element)
        self.line += text.count("\n")

    def aside(self, text: str, element: etree._Element, attribute: str = "") -> None:
        if text and not text.isspace():
            at = 0 if self.depth_of_header else self.flow.text.length
            self.flow.margin.add(text, element, self.line, attribute, at)
            self.flow.margin.join(JOINT)

    def pass_over(self, node: etree._Element, parent: etree._Element) -> None:
        self.line = max(self.line, node.sourceline or 1)
        if isinstance(node, etree._Entity):
            self.take(_resolved((node.text or "")[1:-1], self.declared, self.known), parent)
        elif isinstance(node.tag, str):
            self.aside("".join(map(str, node.itertext())), node)


def _has_call(element: etree._Element) -> bool:
    return local(element) == "note" and ("n" in element.attrib or element.get("place") in _BELOW)


def _is_passed_over(element: etree._Element, parent: etree._Element) -> bool:
    name = local(element)
    if local(parent) not in ("choice", "app"):
        return False
    alternatives = [child for child in parent if isinstance(child.tag, str)]
    if not READINGS.isdisjoint(map(local, alternatives)):
        return name in NORMALISED
    return alternatives[0] is not element


def _declared(root: etree._Element) -> dict[str, str]:
    """The entities that the file declares, by name."""
    subset = root.getroottree().docinfo.internalDTD
    return {} if subset is None else {str(entity.name): str(entity.content or "") for entity in subset.iterentities()}


def _resolved(name: str, declared: dict[str, str], known: dict[str, str]) -> str:
    """What an entity stands for, its tags left out. The parser has refused entities that grow or hold themselves."""
    if name not in known:
        known[name] = ""
        text = _TAG.sub("", declared.get(name, ""))
        known[name] = _REFERENCE.sub(lambda match: _resolved(match.group(1), declared, known), text)
    return known[name]
