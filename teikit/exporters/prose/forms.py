"""The forms of TEI's elements as signs for the assembler; what stands within a sentence is as in plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from teikit.exporters import reading
from teikit.exporters.facts import facts
from teikit.exporters.languages import web_language
from teikit.exporters.prose.assembling import sign
from teikit.exporters.rends import rends
from teikit.exporters.text import FORMS as PLAIN
from teikit.exporters.text import Text
from teikit.exporters.walking import Element, Shape, Unknown, name, names
from teikit.tei import XML_ID, XML_LANG, TeiDocument

CLOSE, LINE, UNMARK, UNBOX = sign("close"), sign("line"), sign("unmark"), sign("unbox")
_DIVISIONS = names("body front back text floatingText group div div0 div1 div2 div3 div4 div5 div6 div7")
_LOOKLESS = names("list item table row cell")
# in these, parts without text of their own between them are lines
_FRAMES = names("opener closer")
_WEB = ("http://", "https://", "mailto:")


class Writer(Text):
    """Writes signs for blocks and looks; remembers the notes that are called."""

    def __init__(self, document: TeiDocument, view: str, title: str) -> None:
        super().__init__(view, document.path)
        self.unknown = Unknown(title, document.path)
        self.within_note = False
        self.hands = {
            value.key: value.text for fact in facts(document.root).facts for value in fact.values if value.key
        }
        self.callers = _callers(document.root)
        self.headed = _headed(document.root)
        self._found: dict[object, Form] = {}

    def form(self, element: Element) -> Shape:
        found = self._found.get(element.tag)
        if found is None:
            found = self._found[element.tag] = FORMS.get(name(element), _unknown if name(element) else _nothing)
        shape = found(self, element)
        if element.attrib:
            shape = _dressed(element, shape)
        return _around(sign("open", "line"), shape, CLOSE) if _is_line(element) else shape

    def called(self) -> Iterator[Element]:
        """The notes in the order of their calls; from now on, notes stand where they are."""
        self.within_note = True
        yield from self.notes

    def inside(self, note: Element) -> Iterator[str | Element]:
        """What a note holds; the typed number before it where it is not the one it is called by."""
        typed = note.get("n", "").strip()
        yield f"[{typed}] " if typed and typed != str(self.notes.index(note) + 1) else ""
        yield note.text or ""
        yield from _with_tails(note)

    def call(self, note: Element) -> str:
        self.notes.append(note)
        return sign("call", str(len(self.notes)))


Form = Callable[[Writer, Element], Shape]
_LINES = reading.PHRASES - names("lb pb cb gb milestone anchor note")


def _with_tails(element: Element) -> Iterator[str | Element]:
    for child in element:
        yield child
        yield child.tail or ""


def _around(before: str, shape: Shape, after: str) -> Shape:
    if isinstance(shape, tuple):
        return before + shape[0], shape[1] + after
    if isinstance(shape, str):
        return before + shape + after
    return _pieces(before, shape, after)


def _pieces(before: str, shape: Iterable[str | Element], after: str) -> Iterator[str | Element]:
    yield before
    yield from shape
    yield after


def _dressed(element: Element, shape: Shape) -> Shape:
    """The look that @rend states, and the language."""
    stated = f"{element.get('rend', '')} {element.get('rendition', '')}"
    if len(stated) > 1 and name(element) not in _LOOKLESS and (looks := list(rends(stated))):
        shape = _around(sign("mark", *looks), shape, UNMARK)
    if language := web_language(element.get(XML_LANG, "")):
        shape = _around(sign("lang", language), shape, sign("unlang"))
    return shape


def _is_line(element: Element) -> bool:
    """Whether this is a phrase of an opener or closer that has no text between its parts: each of these was a line."""
    parent = element.getparent()
    if parent is None or name(parent) not in _FRAMES or name(element) not in _LINES:
        return False
    return _bare(parent)


def _bare(element: Element) -> bool:
    """Whether an element has no text of its own between its parts."""
    return not (element.text or "").strip() and not any((child.tail or "").strip() for child in element)


def _callers(root: Element) -> dict[str, Element]:
    """The first reference to each note that stands apart from the text, by the note's id."""
    apart = {
        key
        for note in root.iter("{*}note")
        if (key := note.get(XML_ID)) and reading.note_place(note) == "end" and reading.among_blocks(note)
    }
    found: dict[str, Element] = {}
    for pointer in root.iter("{*}ref", "{*}ptr"):
        key = pointer.get("target", "").strip().removeprefix("#")
        if key in apart and next(pointer.iterancestors("{*}note"), None) is None:
            found.setdefault(key, pointer)
    return found


def _headed(root: Element) -> dict[Element, int]:
    """How deep each division with a head is, from 1."""
    levels: dict[Element, int] = {}
    for head in root.iter("{*}head"):
        parent = head.getparent()
        if parent is None or name(parent) not in _DIVISIONS or parent in levels or reading.says_nothing(head):
            continue
        above = next((levels[ancestor] for ancestor in parent.iterancestors() if ancestor in levels), 0)
        levels[parent] = above + 1
    return levels


def _always(shape: Shape) -> Form:
    return lambda writer, element: shape


def _block(style: str) -> Form:
    shape = (sign("open", style), CLOSE)
    return lambda writer, element: shape


def _look(*looks: str) -> Form:
    shape = (sign("mark", *looks), UNMARK)
    return lambda writer, element: shape


def _nothing(writer: Writer, element: Element) -> Shape:
    # an entity that no one expanded is text; a comment and an instruction are not
    return (element.text or "") if (element.text or "").startswith("&") else ""


def _unknown(writer: Writer, element: Element) -> Shape:
    if example := reading.example(element):
        return f"<{example}>", f"</{example}>"
    writer.unknown.met(element)
    return (sign("open", "p"), CLOSE) if reading.among_blocks(element) else ("", "")


def _either(style: str) -> Form:
    shape = (sign("open", style), CLOSE)
    return lambda writer, element: shape if reading.among_blocks(element) else ("", "")


def _quotation(writer: Writer, element: Element) -> Shape:
    if not reading.among_blocks(element):
        return "", ""
    return sign("box", "quote") + sign("open", "p"), CLOSE + UNBOX


def _head(writer: Writer, element: Element) -> Shape:
    parent = element.getparent()
    if parent is not None and parent in writer.headed:
        return sign("open", "head", str(writer.headed[parent])), CLOSE
    return sign("open", "caption"), CLOSE


def _document(writer: Writer, element: Element) -> Shape:
    """One document of a corpus, under the title of its own header."""
    title = facts(element).title if element.getparent() is not None else ""
    return sign("open", "p") + (sign("open", "head", "1") + title + CLOSE if title else ""), CLOSE


def _list(writer: Writer, element: Element) -> Shape:
    stated = f"{element.get('rend', '')} {element.get('type', '')}".lower().split()
    return sign("listing", "numbered" if {"numbered", "ordered"} & set(stated) else ""), sign("unlisting")


def _neighbour(element: Element, step: int) -> Element | None:
    found = element.getnext() if step > 0 else element.getprevious()
    while found is not None and not name(found):
        found = found.getnext() if step > 0 else found.getprevious()
    return found


def _item(writer: Writer, element: Element) -> Shape:
    parent, before = element.getparent(), _neighbour(element, -1)
    listed = parent is not None and name(parent) == "list"
    if listed and before is not None and name(before) == "label":
        return sign("open", "p"), CLOSE + UNBOX
    return sign("item", reading.label(element)) + sign("open", "p"), CLOSE + UNBOX


def _label(writer: Writer, element: Element) -> Shape:
    """The label of an item, which begins the item; elsewhere a phrase."""
    parent, after = element.getparent(), _neighbour(element, 1)
    if parent is None or name(parent) != "list":
        return "", ""
    before = sign("item", "") + sign("open", "p") + sign("mark", "bold")
    if after is not None and name(after) == "item":
        return before, f"{UNMARK} {sign('hold')}"
    return before, UNMARK + CLOSE + UNBOX


def _table(writer: Writer, element: Element) -> Iterator[str | Element]:
    """The heads stand above the table."""
    heads = [child for child in element if name(child) == "head"]
    for head in heads:
        yield from (head, head.tail or "")
    yield sign("table")
    yield sign("open", "p") + (element.text or "")
    for child in element:
        yield from () if child in heads else (child, child.tail or "")
    yield CLOSE + sign("untable")


def _row(writer: Writer, element: Element) -> Shape:
    return sign("row", "label" if element.get("role") == "label" else ""), ""


def _cell(writer: Writer, element: Element) -> Shape:
    row = element.getparent()
    label = "label" in (element.get("role"), row.get("role") if row is not None else None)
    opening = sign("field", span(element, "cols"), span(element, "rows"), "label" if label else "")
    return opening, sign("unfield")


def span(cell: Element, attribute: str) -> str:
    """How many columns or rows a cell states that it takes, from 1 to 60."""
    stated = cell.get(attribute, "1").strip()
    return str(min(max(int(stated), 1), 60)) if stated.isascii() and stated.isdigit() else "1"


def _speaker(writer: Writer, element: Element) -> Shape:
    """Who speaks, before the first words; on a line of its own above verse."""
    after = _neighbour(element, 1)
    before = sign("open", "speech") + sign("mark", "bold")
    if after is not None and name(after) in ("p", "ab"):
        return before, f"{UNMARK} {sign('hold')}"
    return before, UNMARK + CLOSE


def _stage(writer: Writer, element: Element) -> Shape:
    if reading.among_blocks(element):
        return sign("open", "stage") + sign("mark", "italic"), UNMARK + CLOSE
    return sign("mark", "italic"), UNMARK


def _verse(writer: Writer, element: Element) -> Shape:
    return sign("verse"), " "


def _note(writer: Writer, element: Element) -> Shape:
    place = reading.note_place(element)
    kind = element.get("type", "")
    if place == "end":
        if writer.within_note or not writer.calls:
            return "[", "]"
        return "" if element.get(XML_ID) in writer.callers else writer.call(element)
    if kind == "label":
        return "", ":"
    if place == "inline":
        return f"[{kind}]" if reading.says_nothing(element) and not len(element) else ("[", "]")
    if place == "margin":
        return " [in the margin: ", "]"
    if kind in ("handwritten", "resolution") or element.get("hand"):
        return _callout("hand", _caption(writer, element, kind))
    return _callout("note", "") if kind == "editorial" else (sign("open", "p"), CLOSE)


def _callout(look: str, caption: str) -> Shape:
    return sign("box", "callout", look, caption) + sign("open", "p"), CLOSE + UNBOX


def _caption(writer: Writer, element: Element, kind: str) -> str:
    who = writer.hands.get(element.get("hand", "").removeprefix("#"), "")
    said = who if len(who) <= 60 else ""
    what = "Resolution" if kind == "resolution" else "" if said.lower().startswith("handwritten") else "Handwritten"
    return ", ".join(filter(None, (what, said, element.get("place", ""))))


def _stamp(writer: Writer, element: Element) -> Shape:
    kind = "seal" if element.get("type") == "seal" else "stamp"
    parent = element.getparent()
    alone = parent is not None and (
        name(parent) in _FRAMES
        or (name(parent) == "ab" and parent.get("type") == "stamp")
        or reading.among_blocks(element)
    )
    return _callout("stamp", kind.capitalize()) if alone else (f"[{kind}: ", "]")


def _added(writer: Writer, element: Element) -> Shape:
    before, after = ("[added: ", "]") if writer.diplomatic else ("", "")
    return (sign("mark", "hand") + before, after + UNMARK) if element.get("hand") else (before, after)


def _struck(writer: Writer, element: Element) -> Shape:
    return sign("mark", "strike"), UNMARK


def _highlighted(writer: Writer, element: Element) -> Shape:
    stated = f"{element.get('rend', '')} {element.get('rendition', '')}"
    return ("", "") if any(rends(stated)) else (sign("mark", "italic"), UNMARK)


def _title(writer: Writer, element: Element) -> Shape:
    return (sign("mark", "italic"), UNMARK) if element.get("level") in ("m", "j", "s") else ("", "")


def _break(writer: Writer, element: Element) -> Shape:
    plain = PLAIN["lb"](writer, element)
    broken = isinstance(plain, tuple) and "\x1d" in plain[0]
    return (sign("line_break"), "") if broken else plain


def _page(writer: Writer, element: Element) -> Shape:
    return sign("turn_within" if reading.hyphenated(element) else "turn", reading.page(element)), ""


def _milestone(writer: Writer, element: Element) -> Shape:
    return (sign("rule") if reading.among_blocks(element) else " "), ""


def _furniture(writer: Writer, element: Element) -> Shape:
    return (sign("open", "fw"), CLOSE) if writer.diplomatic or reading.beside(element) else ""


def _reference(writer: Writer, element: Element) -> Shape:
    """A link; the call of a note that stands apart; for a pointer without words, the name of what it points at in this file."""
    target = element.get("target", "").strip()
    key = target.removeprefix("#")
    if writer.callers.get(key) is element and not writer.within_note:
        return "", writer.call(_pointed(element, key))
    empty = reading.says_nothing(element) and not len(element)
    if target.startswith(_WEB) and " " not in target:
        return sign("link", target) + (target if empty else ""), sign("unlink")
    return (sign("mark", "sign") + f"[{key}]" + UNMARK if empty and key != target else ""), ""


def _pointed(pointer: Element, key: str) -> Element:
    root = pointer.getroottree().getroot()
    return next(note for note in root.iter("{*}note") if note.get(XML_ID) == key)


def _graphic(writer: Writer, element: Element) -> Shape:
    return f"[image: {element.get('url', '') or 'not named'}] ", ""


def _record(writer: Writer, element: Element) -> Iterator[str | Element]:
    """A record, its parts a space apart; a block where blocks stand."""
    block = reading.among_blocks(element)
    yield (sign("open", "p") if block else "") + (element.text or "")
    for child in element:
        yield from (child, " ", child.tail or "")
    yield CLOSE if block else ""


def _named(writer: Writer, element: Element) -> Shape:
    """A name; a blank between its parts where the file has none, as in a record."""
    if len(element) < 2 or any(name(child) not in _NAME_PARTS for child in element) or not _bare(element):
        return "", ""
    return [piece for child in element for piece in (" ", child)]


_NAME_PARTS = names("forename surname roleName addName genName nameLink persName orgName")


def _address(writer: Writer, element: Element) -> Shape:
    return (sign("open", "address"), CLOSE) if reading.among_blocks(element) else ("", "")


_PARAGRAPHS = names(
    "p ab u docTitle docAuthor docDate docEdition imprimatur castItem figDesc person place org event eg egXML zone surface"
    " annotation figure titlePage"
)
_CONTAINERS = names(
    "text front body back group div div0 div1 div2 div3 div4 div5 div6 div7 floatingText opener closer postscript argument"
    " epigraph sp listBibl castList castGroup sourceDoc standOff facsimile performance set prologue epilogue spGrp"
    " listPerson listPlace listOrg listEvent listAnnotation"
)

FORMS: dict[str, Form] = {
    **PLAIN,
    **dict.fromkeys(reading.PARTED, _record),
    **dict.fromkeys(_PARAGRAPHS | _CONTAINERS, _block("p")),
    **dict.fromkeys(("bibl", "docDate", "docAuthor"), _either("p")),
    **{style: _either(style) for style in ("dateline", "salute", "signed", "byline", "trailer")},
    **dict.fromkeys(("quote", "q", "said", "cit", "floatingText"), _quotation),
    "TEI": _document,
    "teiCorpus": _block("p"),
    "address": _address,
    **dict.fromkeys(("persName", "author", "editor", "name"), _named),
    "lg": _block("verse"),
    "l": _verse,
    "addrLine": _always((LINE, " ")),
    "titlePart": _block("title"),
    "line": _always((LINE, " ")),
    "role": _always(("", " ")),
    "roleDesc": _always(("", " ")),
    "actor": _always(("", " ")),
    "head": _head,
    "list": _list,
    "item": _item,
    "label": _label,
    "table": _table,
    "row": _row,
    "cell": _cell,
    "speaker": _speaker,
    "stage": _stage,
    "note": _note,
    "stamp": _stamp,
    "add": _added,
    "del": _struck,
    "hi": _highlighted,
    "emph": _look("italic"),
    "foreign": _look("italic"),
    "code": _look("code"),
    "title": _title,
    "fw": _furniture,
    "lb": _break,
    "pb": _page,
    "cb": _always(("", "")),
    "milestone": _milestone,
    "ref": _reference,
    "ptr": _reference,
    "graphic": _graphic,
    "media": _graphic,
}
