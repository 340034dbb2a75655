"""Plain text: one paragraph a line, a blank line between, notes at the end; as it reads or as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from teikit.diagnostics import Diagnostic
from teikit.exporters import reading
from teikit.exporters.facts import Facts, facts
from teikit.exporters.walking import Element, Shape, Unknown, name, names, written
from teikit.tei import TeiDocument

# Characters that no XML holds mark the ends of lines and paragraphs, and the depth of lists, until all is written.
_LINE, _PARAGRAPH, _DEEPER, _HIGHER = "\x1d", "\x1e", "\x0e", "\x0f"
_MARKS = re.compile(r"([\x0e\x0f\x1d\x1e])")
_SPACES = re.compile(r"[ \t\r\n]+")
_BLOCK = (_PARAGRAPH, _PARAGRAPH)

# Where a break is a line of its own in either view.
_LINED = names(
    "stamp address addrLine head signed opener closer dateline salute byline trailer l lg cell titlePart docTitle"
    " label speaker docImprint docAuthor line zone imprimatur"
)
_RUNNING = names("p ab item div body quote")


def write(document: TeiDocument, *, view: str = "reading") -> tuple[bytes, tuple[Diagnostic, ...]]:
    """UTF-8 text; the facts of the header stand above the reading view only."""
    writer = Text(reading.view(view), document.path)
    known = facts(document.root)
    top = [_block(known)] if view == "reading" else []
    main = lines(written(writer, [part for part in document.root if name(part) != "teiHeader"]))
    parts = [*top, main, *writer.endnotes()]
    return ("\n\n".join(filter(None, parts)) + "\n").encode(), tuple(writer.unknown.findings.values())


# without children these are their text
_BARE = names("head titlePart persName placeName orgName date orig reg corr abbr expan title name seg")


def phrase(element: Element) -> str:
    """What an element says on one line in the reading view, without its notes."""
    if not len(element) and name(element) in _BARE:
        return " ".join((element.text or "").split())
    writer = Text("reading", None, calls=False)
    return " ".join(lines(written(writer, [element])).split())


def lines(marked: str) -> str:
    """Lines and paragraphs from marked text: white space collapsed, one blank line at most, lists indented."""
    out: list[str] = []
    depth, parted, held = 0, False, ""
    for piece in (*_MARKS.split(marked), _PARAGRAPH):
        if piece not in (_LINE, _PARAGRAPH, _DEEPER, _HIGHER):
            held += piece
            continue
        line = _SPACES.sub(" ", held).strip(" ")
        if line:
            out += [""] if parted and out else []
            out.append("  " * max(depth - 1, 0) + line)
            parted = False
        held = ""
        parted = parted or piece == _PARAGRAPH
        depth += (piece == _DEEPER) - (piece == _HIGHER)
    return "\n".join(out)


class Text:
    """The forms of plain text, and the notes met on the way."""

    def __init__(self, view: str, path: str | None, calls: bool = True) -> None:
        self.diplomatic = view == "diplomatic"
        self.calls = calls
        self.notes: list[Element] = []
        self.unknown = Unknown("plain text", path)

    def form(self, element: Element) -> Shape:
        found = _FOUND.get(element.tag)
        if found is None:
            kind = name(element)
            if kind not in FORMS:
                return _unknown(self, element) if kind else _nothing(self, element)
            found = _FOUND[element.tag] = FORMS[kind]
        return found(self, element)

    def text(self, text: str) -> str:
        return text

    def endnotes(self) -> Iterator[str]:
        """The notes that were called, and those that they call."""
        for number, note in enumerate(self.notes, start=1):
            yield lines(written(self, [f"[{number}] ", note.text or "", *_with_tails(note)]))


Form = Callable[[Text, Element], Shape]
# the forms of TEI's own tags that were met
_FOUND: dict[object, Form] = {}


def _with_tails(element: Element) -> Iterator[str | Element]:
    for child in element:
        yield child
        yield child.tail or ""


def _block(known: Facts) -> str:
    said = [known.title, *known.subtitles]
    said += [f"{fact.label}: {'; '.join(value.text for value in fact.values)}" for fact in known.facts if fact.brief]
    return "\n".join(filter(None, said))


def _always(shape: Shape) -> Form:
    return lambda text, element: shape


def _diplomatic(shape: Shape) -> Form:
    return lambda text, element: shape if text.diplomatic or reading.beside(element) else ""


def _nothing(text: Text, element: Element) -> Shape:
    # an entity that no one expanded is text; a comment and an instruction are not
    return (element.text or "") if (element.text or "").startswith("&") else ""


def _unknown(text: Text, element: Element) -> Shape:
    if example := reading.example(element):
        return f"<{example}>", f"</{example}>"
    text.unknown.met(element)
    return _BLOCK if reading.among_blocks(element) else ("", "")


def _paragraph(text: Text, element: Element) -> Shape:
    previous = element.getprevious()
    parent = element.getparent()
    within = parent is not None and name(parent) in ("item", "note", "cell", "sp")
    if within and (previous is None or name(previous) in ("speaker", "label")):
        return ("", _PARAGRAPH if parent is not None and name(parent) in ("sp", "note") else _LINE)
    return _BLOCK


def _item(text: Text, element: Element) -> Shape:
    previous = element.getprevious()
    if previous is not None and name(previous) == "label":
        return (" ", _LINE)
    label = reading.label(element)
    return (f"{_LINE}{label} " if label else _LINE, _LINE)


def _list(text: Text, element: Element) -> Shape:
    parent = element.getparent()
    edge = _LINE if parent is not None and name(parent) == "item" else _PARAGRAPH
    return (edge + _DEEPER, _HIGHER + edge)


def _cell(text: Text, element: Element) -> Shape:
    return ("" if element.getprevious() is None else " | ", "")


def _label(text: Text, element: Element) -> Shape:
    parent = element.getparent()
    return (_LINE, " ") if parent is not None and name(parent) == "list" else ("", "")


def _note(text: Text, element: Element) -> Shape:
    place = reading.note_place(element)
    if place == "end":
        if not text.calls:
            return ""
        text.notes.append(element)
        return f"[{len(text.notes)}]"
    if element.get("type") == "label":
        return ("", ":")
    if place == "inline":
        return _bracketed(element, element.get("type", ""))
    if place == "margin":
        return (" [in the margin: ", "]")
    if element.get("type") in ("handwritten", "resolution") or element.get("hand"):
        return (f"{_PARAGRAPH}[handwritten: ", f"]{_PARAGRAPH}")
    return _BLOCK


def _bracketed(element: Element, word: str) -> Shape:
    return f"[{word}]" if reading.says_nothing(element) and not len(element) else ("[", "]")


def _stamp(text: Text, element: Element) -> Shape:
    alone = (parent := element.getparent()) is not None and name(parent) in ("opener", "closer")
    return (f"{_LINE if alone else ''}[stamp: ", "]")


def _choice(text: Text, element: Element) -> Shape:
    wanted = "diplomatic" if text.diplomatic else "reading"
    pieces: list[str | Element] = []
    for side, child in reading.sides(element):
        if side in ("", wanted):
            pieces += [" / ", child] if pieces else [child]
    return [reading.loose(element), *pieces]


def _sic(text: Text, element: Element) -> Shape:
    parent = element.getparent()
    return ("", "") if parent is not None and name(parent) == "choice" else ("", " [sic]")


def _loss(text: Text, element: Element) -> Shape:
    return ("[", "]") if not reading.says_nothing(element) else f"[{reading.loss(element)}]"


def _rdg(text: Text, element: Element) -> Shape:
    parent = element.getparent()
    if parent is not None and parent.find("{*}lem") is None and element.getprevious() is None:
        return ("", "")
    return (" [variant: ", "]") if text.diplomatic or reading.beside(element) else ""


def _lb(text: Text, element: Element) -> Shape:
    if text.diplomatic or stands_alone(element):
        return _LINE, ""
    return "" if reading.hyphenated(element) else " ", ""


def stands_alone(lb: Element) -> bool:
    """Whether a line break is one in either view: in a stamp or an address, not in a paragraph."""
    for ancestor in lb.iterancestors():
        found = name(ancestor)
        if found == "note":
            return reading.note_place(ancestor) == "block"
        if found in _LINED or found in _RUNNING:
            return found in _LINED
    return False


def _pb(text: Text, element: Element) -> Shape:
    return f" [{reading.page(element)}] " if text.diplomatic and not reading.hyphenated(element) else "", ""


def _graphic(text: Text, element: Element) -> Shape:
    return (f"[image: {element.get('url', '')}] ", "")


def _head(text: Text, element: Element) -> Shape:
    return _BLOCK


BLOCKS = names(
    "TEI teiCorpus text front body back group div div0 div1 div2 div3 div4 div5 div6 div7 floatingText opener closer"
    " postscript argument epigraph sp titlePage table figure listBibl castList cit sourceDoc ab trailer"
    " dateline salute signed byline address docTitle docAuthor docDate docEdition imprimatur quote q said"
    " stage eg castItem figDesc listPerson listPlace listOrg person place org event listEvent u spGrp lg surface zone"
    " standOff facsimile castGroup set performance prologue epilogue egXML listAnnotation annotation"
)
LINES = names("row l addrLine titlePart line lb bibl role roleDesc actor")
# blocks among blocks, phrases within a phrase
EITHER = names("quote q said stage cit bibl address signed salute dateline byline zone docDate docAuthor")


def _parted(text: Text, element: Element) -> Shape:
    return [_LINE, element.text or "", *(piece for child in element for piece in (child, " ", child.tail or "")), _LINE]


def _either(text: Text, element: Element) -> Shape:
    return _BLOCK if reading.among_blocks(element) else ("", "")


FORMS: dict[str, Form] = {
    **dict.fromkeys(reading.PHRASES, _always(("", ""))),
    **dict.fromkeys(BLOCKS, _always(_BLOCK)),
    **dict.fromkeys(LINES, _always((_LINE, _LINE))),
    **dict.fromkeys(EITHER, _either),
    **dict.fromkeys(reading.PARTED, _parted),
    "p": _paragraph,
    "head": _head,
    "list": _list,
    "item": _item,
    "label": _label,
    "cell": _cell,
    "speaker": _always((_PARAGRAPH, " ")),
    "note": _note,
    "stamp": _stamp,
    "choice": _choice,
    "supplied": _always(("[", "]")),
    "unclear": _always(("", "[?]")),
    "sic": _sic,
    "gap": _loss,
    "space": _loss,
    "ex": lambda text, element: ("(", ")") if text.diplomatic else ("", ""),
    "am": _diplomatic(("", "")),
    "del": _diplomatic(("[deleted: ", "]")),
    "surplus": _diplomatic(("{", "}")),
    "add": lambda text, element: ("[added: ", "]") if text.diplomatic else ("", ""),
    "fw": _diplomatic((_LINE, _LINE)),
    "metamark": _diplomatic(("", "")),
    "rdg": _rdg,
    "lb": _lb,
    "pb": _pb,
    "cb": lambda text, element: (_LINE if text.diplomatic else "", ""),
    "graphic": _graphic,
    "milestone": lambda text, element: (_PARAGRAPH if reading.among_blocks(element) else " ", ""),
}
