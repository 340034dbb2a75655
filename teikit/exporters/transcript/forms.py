"""The forms of TEI's elements as a typist would have written them: lines, blank lines, labels, brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from teikit.exporters import reading
from teikit.exporters.text import FORMS as PLAIN
from teikit.exporters.text import Text, lines
from teikit.exporters.transcript.brackets import Brackets, Wanted
from teikit.exporters.walking import Element, Shape, Unknown, name, names, written
from teikit.records import NamedTuple

# as plain text marks the ends of lines and paragraphs, and the depth of lists
LINE, PARAGRAPH, DEEPER, HIGHER, WIDE = "\x1d", "\x1e", "\x0e", "\x0f", "\x10"
BLOCK = (PARAGRAPH, PARAGRAPH)
DEEPEST = 16  # brackets nested deeper are text when they are read
_LINE_END = re.compile(r"[ \t]*\n\s*")
_BEFORE = 60

# elements that recognition finds in the words themselves, or in where they stand
_UNMARKED = names(
    "date time persName placeName orgName roleName name rs seg idno expan abbr term num measure foreign title s w c pc cl phr m"
    " ref q quote said geogName forename surname settlement country region email ptr anchor subst mod"
)


class Layout(NamedTuple):
    """What TEI does not hold: where blank lines stood, and what stood on one line."""

    opener_apart: bool = False  # a blank line between the parts of an opener
    closer_apart: bool = False
    head_apart: bool = True  # a blank line below a head
    items_apart: bool = False  # a blank line between the items of a list with labels
    people_in_line: bool = True  # participants and the like behind their label, on one line
    labels_above: bool = False  # the label of a field on a line of its own
    wide: bool = False  # wide blanks between the parts of a signature
    speaker_above: bool = False  # the speaker on a line of his own
    lists_apart: bool = True  # a blank line between two lists of fields
    gaps: frozenset[int] = frozenset()  # the line ends in openers and closers that are otherwise than the others

    def turned(self, option: str) -> Layout:
        """This layout with one of its options the other way."""
        return Layout(**{**self._asdict(), option: not getattr(self, option)})


class Bracketed(NamedTuple):
    """An element as its bracket, empty for none, and without one."""

    typed: str
    bare: Shape


class Writer(Text):
    """Writes signs for lines and paragraphs; asks the profile for brackets, and notes for which elements it has none."""

    def __init__(self, brackets: Brackets, path: str | None, layout: Layout) -> None:
        super().__init__("diplomatic", path)
        self.layout = layout
        self.brackets = brackets
        self.unknown = Unknown(f"the profile {brackets.profile.name}", path)
        self.depth = 0
        self.gaps = 0
        self._found: dict[object, Form] = {}

    def form(self, element: Element) -> Shape:
        found = self._found.get(element.tag)
        if found is None:
            found = self._found[element.tag] = FORMS.get(name(element), _unknown if name(element) else _nothing)
        return found(self, element)

    def gap(self, edge: str) -> str:
        """The end of a line between two parts of an opener or closer, with or without a blank line."""
        self.gaps += 1
        other = LINE if edge == PARAGRAPH else PARAGRAPH
        return other if self.gaps in self.layout.gaps else edge

    def inside(self, element: Element) -> str:
        """The content of an element as typed, on its own lines."""
        self.depth += 1
        said = lines(written(self, _inside(element))).strip()
        self.depth -= 1
        return said

    def bracket(self, element: Element) -> Bracketed:
        """The element in brackets; its bare content where the profile has no such bracket. It is written once either way."""
        if self.depth >= DEEPEST:
            return Bracketed("", ("", ""))
        self.depth += 1
        label = next((child for child in element if name(child) == "note" and child.get("type") == "label"), None)
        said = self.inside(label) if label is not None else ""
        marked = written(self, _inside(element, label))
        self.depth -= 1
        stated = {str(key): str(value) for key, value in element.attrib.items()}
        content = lines(marked).strip()
        wanted = Wanted(name(element), stated, content, said, _text_before(element), (element.tail or "")[:2])
        found = self.brackets.typed(wanted) or ""
        if found:
            # a blank at the edge of an element stands outside its bracket
            found = f"{' ' * marked[:1].isspace()}{found}{' ' * marked[-1:].isspace()}".replace("\n", LINE)
        return Bracketed(found, f"{said} {marked}" if said else marked)

    def endnotes(self) -> Iterator[str]:
        for number, note in enumerate(self.notes, start=1):
            label = call(note, number)
            yield lines(written(self, [f"{label} " if _is_star(label) else f"[{label}] ", *_inside(note)]))


Form = Callable[[Writer, Element], Shape]


def call(note: Element, number: int) -> str:
    return note.get("n", "").strip() or str(number)


def _inside(element: Element, without: Element | None = None) -> Iterator[str | Element]:
    yield element.text or ""
    for child in element:
        if child is not without:
            yield child
        yield child.tail or ""


def _text_before(element: Element) -> str:
    """The words directly before an element, in its own block."""
    for _ in range(DEEPEST):
        parent = element.getparent()
        if parent is None:
            break
        previous = element.getprevious()
        if previous is not None:
            said = "".join(map(str, previous.itertext())) if name(previous) not in ("", "note") else ""
            return f"{said}{previous.tail or ''}"[-_BEFORE:]
        if parent.text or name(parent) not in reading.PHRASES:
            return (parent.text or "")[-_BEFORE:]
        element = parent
    return ""


def _is_star(label: str) -> bool:
    return set(label) == {"*"}


def _nothing(writer: Writer, element: Element) -> Shape:
    return (element.text or "") if (element.text or "").startswith("&") else ""


def _unknown(writer: Writer, element: Element) -> Shape:
    writer.unknown.met(element)
    return BLOCK if reading.among_blocks(element) else ("", "")


def _always(shape: Shape) -> Form:
    return lambda writer, element: shape


def _bracketed(writer: Writer, element: Element) -> Shape:
    found = writer.bracket(element)
    if not found.typed:
        writer.unknown.met(element)
    return found.typed or found.bare


def _frame(writer: Writer, element: Element) -> Iterator[str | Element]:
    """An opener or closer: its parts stand on lines as the line ends between them say."""
    apart = writer.layout.opener_apart if name(element) == "opener" else writer.layout.closer_apart
    edge = PARAGRAPH if apart else LINE
    after = _neighbour(element, -1)
    above = LINE if after is not None and name(after) == "head" and not writer.layout.head_apart else PARAGRAPH
    yield above + _LINE_END.sub(edge, element.text or "")
    for child in element:
        yield child
        yield _LINE_END.sub(lambda _: writer.gap(edge), child.tail or "")
    yield PARAGRAPH


def _neighbour(element: Element, step: int) -> Element | None:
    found = element.getnext() if step > 0 else element.getprevious()
    while found is not None and not name(found):
        found = found.getnext() if step > 0 else found.getprevious()
    return found


def _signed(writer: Writer, element: Element) -> Iterator[str | Element]:
    """A signature: its parts a blank apart, or as far as typists set them."""
    yield element.text or ""
    for child in element:
        yield child
        tail, after = child.tail or "", child.getnext()
        broken = name(child) == "lb" or (after is not None and name(after) == "lb")
        apart = writer.layout.wide and after is not None and tail.isspace() and not broken
        yield WIDE if apart else tail


def _line_break(writer: Writer, element: Element) -> Shape:
    for ancestor in element.iterancestors():
        if name(ancestor) in ("p", "item"):
            previous = element.getprevious()
            before = (previous.tail if previous is not None else ancestor.text) or ""
            if reading.hyphenated(element):
                return (LINE if before.endswith(("-", "‐")) else ""), ""
            return " ", ""
        if name(ancestor) in _LINED or name(ancestor) == "note":
            break
    return LINE, ""


_LINED = names("stamp head signed ab cell l addrLine salute dateline opener closer")


def _gap(writer: Writer, element: Element) -> Shape:
    said = " ".join("".join(map(str, element.itertext())).split())
    return writer.bracket(element).typed or f"[{said or reading.loss(element)}]"


def _page(writer: Writer, element: Element) -> Shape:
    found = ""
    if element.get("n"):
        line = _page_line(writer, element)
        found = (writer.bracket(element).typed if element.get("cert", "high") == "high" else "") or line
        if not found:
            writer.unknown.met(element)
        if not reading.among_blocks(element) and element.get("cert") == "medium" and element.get("n", "").isdigit():
            found = f"(p. {int(element.get('n', '')) - 1}) "  # its number stands where the page before it ends
    elif not reading.among_blocks(element):
        # a turn that was only inferred stood between two halves of a paragraph
        found = PARAGRAPH if element.get("resp") else ""
    edge = PARAGRAPH if reading.among_blocks(element) else ""
    return edge + found + edge, ""


def _page_line(writer: Writer, element: Element) -> str:
    """A page mark on a line of its own, as the profile's line rules read it."""
    for rule in writer.brackets.profile.lines:
        if rule.element != "pb" or not rule.pattern:
            continue
        pattern = rule.regex(writer.brackets.words)
        for example in rule.examples:
            match = pattern.fullmatch(example)
            group = next((key for key, said in match.groupdict().items() if said), "") if match else ""
            if match is not None and group:
                made = example[: match.start(group)] + element.get("n", "") + example[match.end(group) :]
                if pattern.fullmatch(made):
                    return made
    return ""


def _head(writer: Writer, element: Element) -> Shape:
    parent, after = element.getparent(), _neighbour(element, 1)
    if parent is not None and name(parent) == "list":
        return (LINE, " " if _is_in_line(writer, parent) else LINE)
    if after is not None and name(after) == "opener" and not writer.layout.head_apart:
        return (PARAGRAPH, LINE)
    return BLOCK


def _list(writer: Writer, element: Element) -> Shape:
    parent = element.getparent()
    nested = parent is not None and name(parent) == "item"
    edge = LINE if nested or (parent is not None and name(parent) == "note") else PARAGRAPH
    before, after = (edge if writer.layout.lists_apart or not _joins(element, step) else LINE for step in (-1, 1))
    return (before + (DEEPER if nested else ""), (HIGHER if nested else "") + after)


def _joins(listing: Element, step: int) -> bool:
    """Whether a list of fields stands beside another."""
    beside = _neighbour(listing, step)
    return beside is not None and name(beside) == "list" and not listing.get("rend") and not beside.get("rend")


def _is_in_line(writer: Writer, listing: Element) -> bool:
    """Whether the items of a list stand behind its head, on one line."""
    return writer.layout.people_in_line and not listing.get("rend") and listing.find("{*}head") is not None


def _item(writer: Writer, element: Element) -> Shape:
    previous, listing = _neighbour(element, -1), element.getparent()
    if previous is not None and name(previous) == "label":
        return ("", LINE)
    if listing is None or _is_in_line(writer, listing):
        return ("", " ")
    label = item_label(element)
    edge = PARAGRAPH if writer.layout.items_apart or (not label and listing.find("{*}head") is None) else LINE
    return (f"{edge}{label} " if label else edge, edge)


def item_label(item: Element) -> str:
    """An item's label as typed: the shape in list/@rend with the item's number in it, "3-4 -" too."""
    listing, number = item.getparent(), item.get("n", "").strip()
    shape = listing.get("rend", "").strip() if listing is not None else ""
    if number and (found := _COUNTER.search(shape)) and reading.label(item) == number:
        return f"{shape[: found.start()]}{number}{shape[found.end() :]}"
    return reading.label(item)


_COUNTER = re.compile(r"[^\W_]+")


def _label(writer: Writer, element: Element) -> Shape:
    return (LINE, LINE if writer.layout.labels_above else " ")


def _row(writer: Writer, element: Element) -> Shape:
    label = element.get("role") == "label"
    width = len(element.findall("{*}cell"))
    return (f"{LINE}| ", f" |{LINE}" + ("|---" * width + f"|{LINE}" if label else ""))


def _cell(writer: Writer, element: Element) -> Shape:
    return ("" if element.getprevious() is None else " | ", "")


def _note(writer: Writer, element: Element) -> Shape:
    kind, place = element.get("type", ""), element.get("place", "")
    if kind == "footnote" or (reading.note_place(element) == "end" and (place or element.get("n"))):
        writer.notes.append(element)
        label = call(element, len(writer.notes))
        return label if _is_star(label) else f"[{label}]"
    among = reading.among_blocks(element)
    if kind in _TYPED:
        return BLOCK if among else (LINE if _in_frame(element) else "", "")
    parent = element.getparent()
    if kind == "editorial" and element.get("cert") and parent is not None and parent.get("type") == "handwritten":
        return "", ""  # words outside the quotation marks of what was written by hand
    found = writer.bracket(element)
    if not found.typed and not _is_line(writer, element):
        writer.unknown.met(element)
    shape = found.typed or found.bare
    if not among or _in_frame(element):
        return shape
    return PARAGRAPH + shape + PARAGRAPH if isinstance(shape, str) else BLOCK


# notes that a line's own words tell
_TYPED = names("label registration distribution production enclosure classification handling")


def _is_line(writer: Writer, element: Element) -> bool:
    """Whether a line rule of the profile makes this note of a line's own words."""
    kind = element.get("type")
    return any(rule.element == "note" and rule.attributes.get("type") == kind for rule in writer.brackets.profile.lines)


def _in_frame(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and name(parent) in ("opener", "closer", "signed")


def _choice(writer: Writer, element: Element) -> Shape:
    pieces: list[str | Element] = []
    for side, child in reading.sides(element):
        if side in ("", "diplomatic"):
            pieces += [" / ", child] if pieces else [child]
    return [reading.loose(element), *pieces]


def _paragraph(writer: Writer, element: Element) -> Shape:
    previous = element.getprevious()
    parent = element.getparent()
    kind = name(parent) if parent is not None else ""
    if kind in ("item", "note", "cell") and previous is None:
        return ("", LINE)
    if kind == "sp" and previous is not None and name(previous) in ("speaker", "stage"):
        return ("", PARAGRAPH)
    return BLOCK


def _stage(writer: Writer, element: Element) -> Shape:
    """A remark: in round brackets where these are its own, else in square ones."""
    parent = element.getparent()
    if writer.depth >= DEEPEST:
        return "", ""
    said = writer.inside(element)
    in_speech = parent is not None and name(parent) == "sp"
    if said and said[0] not in "([":
        bare = said.rstrip(".:, ") if in_speech else said
        said = f"[{bare}]{said[len(bare) :]}"
    said = said.replace("\n", LINE)
    if in_speech:
        return f"{said} "
    return PARAGRAPH + said + PARAGRAPH if reading.among_blocks(element) else said


def _address(writer: Writer, element: Element) -> Shape:
    return (LINE, LINE)


_BLOCKS = names(
    "TEI teiCorpus text front body back group div div0 div1 div2 div3 div4 div5 div6 div7 floatingText postscript argument"
    " epigraph titlePage table figure listBibl castList cit sourceDoc ab trailer byline docTitle docAuthor docDate sp eg u lg"
    " castItem figDesc surface zone listPerson person spGrp egXML facsimile standOff set performance prologue epilogue"
)

FORMS: dict[str, Form] = {
    **PLAIN,
    **dict.fromkeys(reading.PARTED, _always(BLOCK)),
    **dict.fromkeys(_UNMARKED, _always(("", ""))),
    **dict.fromkeys(_BLOCKS, _always(BLOCK)),
    **dict.fromkeys(names("supplied unclear sic ex surplus del add hi stamp orig damage"), _bracketed),
    **dict.fromkeys(names("dateline salute"), _always(("", ""))),
    "signed": _signed,
    "label": _label,
    "p": _paragraph,
    "opener": _frame,
    "closer": _frame,
    "head": _head,
    "list": _list,
    "item": _item,
    "row": _row,
    "cell": _cell,
    "speaker": lambda writer, element: (PARAGRAPH, LINE if writer.layout.speaker_above else " "),
    "stage": _stage,
    "note": _note,
    "choice": _choice,
    "gap": _gap,
    "lb": _line_break,
    "pb": _page,
    "address": _address,
    "addrLine": _always((LINE, LINE)),
    "l": _always((LINE, LINE)),
}
