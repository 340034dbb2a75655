"""An edition as one text and the features that stand at ranges of it: what annotations, tokens and programs work on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from teikit.exporters import reading
from teikit.exporters.text import BLOCKS, EITHER, LINES, stands_alone
from teikit.exporters.walking import Element, Shape, name, names, written
from teikit.tei import XML, XML_ID, XML_LANG, TeiDocument

# Characters that no XML holds mark, until all is written, where elements begin and end, what the reading text leaves
# out, where a note is called, where a remark stands between words, and what parts blocks.
_START, _END, _ASIDE, _BACK, _CALL, _BESIDE = "\x01", "\x02", "\x03", "\x04", "\x05", "\x06"
_CELL, _LINE, _ROW, _PARAGRAPH = "\x0e", "\x1d", "\x1e", "\x1f"
_MARKS = re.compile(r"([\x01-\x06\x0e\x1d-\x1f])")
_SPACES = re.compile(r"[ \t\r\n]+")

# no space stands before these, or behind those
_CLOSING, _OPENING = frozenset(".,;:!?)]}’”»…"), frozenset("([{‘“„«")

# What parts two characters of ink, from the weakest: the text holds the strongest that stands between them.
_PARTS = ("", " ", "\n", "\t", "\n", "\n\n")
_STRENGTH = {_LINE: 2, _CELL: 3, _ROW: 4, _PARAGRAPH: 5}
_NEW_BLOCK = 3  # from here on a new block begins


class _Point:
    """A place in a text that is growing, and its end."""

    __slots__ = ("end", "start")

    def __init__(self) -> None:
        self.start = self.end = 0

    def move(self, offset: int) -> None:
        self.start = self.end = offset


class Feature(_Point):
    """An element of the edition at a range of the text, in code points; `end` is exclusive.

    `aside` is what it holds where the reading text leaves it out: a deletion, the document's side of a choice; it
    stands where the range, which is empty, says. `call` is where the text calls for a note that is read at its end.
    """

    __slots__ = ("aside", "call", "element", "id", "parent")

    def __init__(self, element: Element) -> None:
        super().__init__()
        self.element = element
        self.id = ""
        self.parent: Feature | None = None
        self.aside: str | None = None
        self.call: int | None = None

    @property
    def name(self) -> str:
        """The name of the element: a TEI one as it is, another vocabulary's in braces."""
        return name(self.element)

    @property
    def attributes(self) -> dict[str, str]:
        """The element's attributes in their order; those of the namespace of XML as xml:id and xml:lang."""
        return {str(key).replace(f"{{{XML}}}", "xml:"): str(value) for key, value in self.element.attrib.items()}

    def around(self) -> Iterator[Feature]:
        """The features that hold this one, the innermost first."""
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


class Block(NamedTuple):
    """A run of the text that stands for itself: a paragraph, heading, item, cell, verse line. `feature` holds it whole."""

    start: int
    end: int
    feature: Feature


class Standoff(NamedTuple):
    """The reading text, its blocks in order, and its features, each after the one that holds it.

    The text has the letters of the edition and white space, and nothing else: two line ends between blocks, one
    between lines, a tab between cells. Notes that have a call stand behind the text that calls them.
    """

    text: str
    blocks: list[Block]
    features: list[Feature]


def standoff(document: TeiDocument) -> Standoff:
    """The edition without its header, as it reads: the editor's side of a choice, no deletions, no running heads."""
    writer = _Marked()
    marked = [written(writer, [document.root])]
    for note in writer.notes:  # grows where notes call notes
        marked.append(written(writer, writer.inside(note, _PARAGRAPH)))
    return _Reader(writer.features).read("".join(marked))


class _Marked:
    """Writes the text with marks; the features are met in the order of their marks."""

    def __init__(self) -> None:
        self.features: list[Feature] = []
        self.notes: list[Element] = []
        self._forms: dict[object, Form] = {}

    def form(self, element: Element) -> Shape:
        found = self._forms.get(element.tag)
        if found is None:
            found = self._forms[element.tag] = FORMS.get(name(element), _unknown if name(element) else _nothing)
        return found(self, element)

    def text(self, text: str) -> str:
        return text

    def around(self, element: Element, edge: str = "") -> tuple[str, str]:
        """The marks of a feature around its content."""
        self.features.append(Feature(element))
        return edge + _START, _END + edge

    def inside(self, element: Element, edge: str = "", gap: str = "") -> Iterator[str | Element]:
        """The same, piece by piece, with a gap behind each child."""
        before, after = self.around(element, edge)
        yield before + (element.text or "")
        for child in element:
            yield child
            yield gap + (child.tail or "")
        yield after

    def aside(self, element: Element) -> Shape:
        """The marks of a feature that the reading text leaves out."""
        before, after = self.around(element)
        return _ASIDE + before, after + _BACK


Form = Callable[[_Marked, Element], Shape]


def _edged(edge: str) -> Form:
    return lambda marked, element: marked.around(element, edge)


def _nothing(marked: _Marked, element: Element) -> Shape:
    # an entity that no one expanded is text; a comment and an instruction are not
    return (element.text or "") if (element.text or "").startswith("&") else ""


def _unknown(marked: _Marked, element: Element) -> Shape:
    return marked.around(element, _PARAGRAPH if reading.among_blocks(element) else "")


def _left_out(marked: _Marked, element: Element) -> Shape:
    return marked.around(element) if reading.beside(element) else marked.aside(element)


def _rdg(marked: _Marked, element: Element) -> Shape:
    parent = element.getparent()
    if parent is not None and parent.find("{*}lem") is None and element.getprevious() is None:
        return marked.around(element)
    return _left_out(marked, element)


def _choice(marked: _Marked, element: Element) -> Shape:
    """The reading side first, else the first of the sides, and the others aside."""
    sides = list(reading.sides(element))
    shown = next((child for side, child in sides if side != "diplomatic"), None)
    return _chosen(marked, element, shown)


def _chosen(marked: _Marked, element: Element, shown: Element | None) -> Iterator[str | Element]:
    before, after = marked.around(element)
    yield before + reading.loose(element)
    for child in element:
        if child is shown:
            yield child
        elif name(child):
            yield _ASIDE
            yield child
            yield _BACK
    yield after


def _note(marked: _Marked, element: Element) -> Shape:
    place = reading.note_place(element)
    if place in ("end", "margin"):
        marked.notes.append(element)
        return _CALL
    return marked.around(element, _PARAGRAPH if place == "block" and reading.among_blocks(element) else _BESIDE)


def _lb(marked: _Marked, element: Element) -> Shape:
    before, after = marked.around(element)
    mark = _LINE if stands_alone(element) else "" if reading.hyphenated(element) else " "
    return mark + before, after


def _apart(marked: _Marked, element: Element) -> Shape:
    """A milestone: it parts blocks among blocks; within a sentence it stands between two words, or within one."""
    edge = _PARAGRAPH if reading.among_blocks(element) else ""
    return marked.around(element, edge)


def _parted(marked: _Marked, element: Element) -> Shape:
    return marked.inside(element, _ROW, " ")


def _either(marked: _Marked, element: Element) -> Shape:
    return marked.around(element, _PARAGRAPH if reading.among_blocks(element) else "")


def _label(marked: _Marked, element: Element) -> Shape:
    parent = element.getparent()
    return marked.around(element, _ROW if parent is not None and name(parent) == "list" else "")


def _header(marked: _Marked, element: Element) -> Shape:
    return ""


FORMS: dict[str, Form] = {
    **dict.fromkeys(reading.PHRASES, _edged("")),
    **dict.fromkeys(BLOCKS, _edged(_PARAGRAPH)),
    **dict.fromkeys(LINES, _edged(_ROW)),
    **dict.fromkeys(EITHER, _either),
    **dict.fromkeys(reading.PARTED, _parted),
    **dict.fromkeys(names("p head list speaker"), _edged(_PARAGRAPH)),
    **dict.fromkeys(names("del surplus am fw metamark"), _left_out),
    **dict.fromkeys(names("pb cb gb milestone"), _apart),
    "item": _edged(_ROW),
    "label": _label,
    "cell": _edged(_CELL),
    "note": _note,
    "choice": _choice,
    "rdg": _rdg,
    "lb": _lb,
    "teiHeader": _header,
}


class _Tape:
    """Text that grows, white space collapsed: what parts two pieces is written when the second comes."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.waiting = 0
        self.beside = False  # a remark begins or ends here, and no white space parts it from its word so far
        self.opening: list[_Point] = []  # begun, and no ink in them yet
        self.empty: list[_Point] = []  # ended without ink within what is begun: they stand where that begins

    def part(self, strength: int) -> None:
        self.waiting = max(self.waiting, strength)

    def add(self, text: str) -> int:
        """Add text and tell what parted it from the text before: its strength; -1 where there is no ink."""
        words = _SPACES.sub(" ", text)
        ink = words.strip(" ")
        if not ink:
            self.part(bool(words))
            return -1
        self.part(words[0] == " " or (self.beside and self._apart(ink)))
        self.beside = False
        strength = self.waiting if self.length else _NEW_BLOCK
        if self.length:
            self._write(_PARTS[self.waiting])
        self._settle()
        self._write(ink)
        self.waiting = int(words[-1] == " ")
        return strength

    def stand(self, point: _Point) -> None:
        """Place what has no extent: here, or where the element around it begins."""
        point.move(self.length)
        if self.opening:
            self.empty.append(point)

    def close(self, point: _Point) -> None:
        if self.opening and self.opening[-1] is point:
            self.opening.pop()
            self.stand(point)
            if not self.opening:
                self._settle()
        else:
            point.end = self.length

    def _apart(self, ink: str) -> bool:
        last = self.parts[-1][-1] if self.parts else " "
        return ink[0] not in _CLOSING and last not in _OPENING

    def _settle(self) -> None:
        for point in (*self.opening, *self.empty):
            point.move(self.length)
        self.opening.clear()
        self.empty.clear()

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


class _Reader:
    """Reads marked text into features and blocks."""

    def __init__(self, features: list[Feature]) -> None:
        self.features = features
        self.calls: list[tuple[_Point, Feature | None]] = []
        self.open: list[Feature] = []
        self.begun: list[tuple[int, int, Feature]] = []  # blocks: start, end of the one before, innermost feature
        self.main, self.hidden = _Tape(), _Tape()
        self.hiding: list[_Point] = []  # where the open features that are left out begin on the hidden tape
        self.depth = 0  # of what the text leaves out

    def read(self, marked: str) -> Standoff:
        coming = iter(self.features)
        for piece in _MARKS.split(marked):
            if piece == _START:
                self._start(next(coming))
            elif piece == _END:
                self._end(self.open.pop())
            elif piece in (_ASIDE, _BACK):
                self.depth += 1 if piece == _ASIDE else -1
                self.hidden.part(5)
            elif piece == _CALL:
                self.calls.append((_Point(), self.open[-1] if self.open else None))
                self.main.stand(self.calls[-1][0])
            elif piece in _STRENGTH:
                self.tape.part(_STRENGTH[piece])
            elif piece == _BESIDE:
                self.tape.beside = True
            elif piece:
                self._text(piece)
        self._called()
        _identify(self.features)
        return Standoff("".join(self.main.parts), list(self._blocks()), self.features)

    @property
    def tape(self) -> _Tape:
        return self.hidden if self.depth else self.main

    def _start(self, feature: Feature) -> None:
        feature.parent = self.open[-1] if self.open else None
        self.open.append(feature)
        if not self.depth:
            self.main.opening.append(feature)
            return
        feature.aside = ""
        self.hiding.append(_Point())
        self.hidden.opening.append(self.hiding[-1])

    def _end(self, feature: Feature) -> None:
        if feature.aside is None:
            self.main.close(feature)
            return
        point = self.hiding.pop()
        self.hidden.close(point)
        feature.aside = "".join(self.hidden.parts)[point.start : point.end]
        self.main.stand(feature)
        if not self.hiding:
            self.hidden = _Tape()  # nothing of it is asked for any more

    def _text(self, piece: str) -> None:
        if self.depth:
            self.hidden.add(piece)
            return
        before = self.main.length
        if self.main.add(piece) >= _NEW_BLOCK and self.open:
            start = self.main.length - len(self.main.parts[-1])
            self.begun.append((start, before, self.open[-1]))

    def _called(self) -> None:
        """The notes that have a call stand last, in the order of their calls."""
        top = [feature for feature in self.features if feature.name == "note" and feature.parent is None]
        for feature, (at, parent) in zip(top[-len(self.calls) :] if self.calls else [], self.calls, strict=True):
            feature.call, feature.parent = at.start, parent

    def _blocks(self) -> Iterator[Block]:
        ends = (*(before for _, before, _ in self.begun[1:]), self.main.length)
        for (start, _, feature), end in zip(self.begun, ends, strict=False):
            whole = (each for each in (feature, *feature.around()) if each.start <= start and each.end >= end)
            yield Block(start, end, next(whole, feature))


def _identify(features: list[Feature]) -> None:
    """Ids: the file's own where each stands once, else e and the number of the feature."""
    taken: set[str] = set()
    for feature in features:
        own = feature.element.get(XML_ID, "")
        if own and own not in taken:
            feature.id = own
            taken.add(own)
    for number, feature in enumerate(features, start=1):
        if not feature.id:
            wanted = f"e{number}"
            while wanted in taken:
                wanted += "_"
            feature.id = wanted
            taken.add(wanted)


def language(feature: Feature) -> str:
    """The @xml:lang that holds for a feature; empty where none does."""
    stated = (each.element.get(XML_LANG, "") for each in (feature, *feature.around()))
    return next(filter(None, stated), "")
