"""How an edition reads, whatever the format: the sides of a choice, the place of a note, what stands for a loss."""

from __future__ import annotations

import re
from collections.abc import Iterator

from teikit.diagnostics import refusal
from teikit.exporters.walking import Element, name, names

_EXAMPLES = "{http://www.tei-c.org/ns/Examples}"
VIEWS = ("reading", "diplomatic")

# The editor's side of a choice is read, the document's own side is shown by the diplomatic view.
_EDITORS = frozenset({"reg", "corr", "expan"})
_DOCUMENTS = frozenset({"orig", "sic", "abbr"})

# Elements whose children are blocks; and those that hold either text or blocks.
CONTAINERS = names(
    "TEI teiCorpus text front body back group div div0 div1 div2 div3 div4 div5 div6 div7 floatingText opener closer"
    " postscript argument epigraph sp titlePage list table row figure listBibl castList castGroup lg sourceDoc standOff"
    " performance set prologue epilogue spGrp listPerson listPlace listOrg listEvent"
)
_EITHER = names("item cell note quote q said cit stage")

# Records, not prose: their parts need not have a space between them.
PARTED = names(
    "docImprint person place org event personGrp biblStruct biblFull monogr analytic imprint series respStmt"
    " editionStmt titleStmt publicationStmt msIdentifier msDesc castItem roleDesc entry entryFree sense form"
    " gramGrp etym relatedItem relation listRelation correspDesc correspAction surface surfaceGrp annotation"
    " listAnnotation category taxonomy"
)

# Phrases that every format can write as they are: their markup says what they are, not how they look.
PHRASES = names(
    "persName placeName orgName geogName name rs roleName addName forename surname genName nameLink objectName"
    " eventName settlement region country district bloc street postCode postBox location geo idno email"
    " affiliation occupation date time num measure measureGrp unit term mentioned soCalled distinct gloss ref ptr"
    " seg s w c pc cl phr m g title author editor publisher pubPlace biblScope edition series idno textLang locus"
    " locusGrp objectType origDate origPlace material dimensions height width depth dim watermark catchwords"
    " signatures secFol heraldry rubric incipit explicit abbr expan ex am choice corr sic reg orig supplied"
    " unclear gap space damage add del subst addSpan delSpan damageSpan substJoin surplus restore retrace mod redo"
    " undo secl handShift metamark hi emph foreign code ident gi att val tag formula label stamp address addrLine"
    " anchor alt link join interp interpGrp span spanGrp index fw pb lb cb gb milestone desc rdg lem app wit"
    " rdgGrp listWit witness caesura rime shift pause kinesic vocal incident writing state trait birth death sex"
    " age note notatedMusic media binaryObject graphic certainty precision respons fs f string numeric symbol"
    " binary line zone"
)

# Notes that are part of the document or belong to their word: they stay where they stand.
_INLINE_NOTES = frozenset({"gloss", "signature", "label"})
_PLACED_NOTES = names(
    "handwritten resolution distribution production registration enclosure translation classification handling status"
    " telegram routing vote stamp"
)
# Within these a note belongs to the few words around it.
_OF_ONE_HAND = names("note stamp signed")
_AT_THE_END = re.compile(r"\b(foot|bottom|end)", re.IGNORECASE)
_MARGIN = re.compile(r"\b(margin|left|right|inner|outer|inline|above|below|interlinear)", re.IGNORECASE)

_REASONS = {
    "editorial": "omitted",
    "sampling": "omitted",
    "irrelevant": "omitted",
    "cancelled": "cancelled",
    "damage": "damaged",
    "overwritten": "overwritten",
}
_UNITS = {"chars": "letter", "char": "letter", "letters": "letter", "characters": "letter"}
_NUMBER = re.compile(r"[0-9ivxlcdmIVXLCDM]+[a-z]?")
_COUNTER = re.compile(r"[^\W_]+")
_NO_LABEL = names(
    "none unlabelled unlabeled unmarked plain simple bulleted unordered numbered ordered gloss inline bullets numbers"
    " bullet labelled ul ol"
)


def view(wanted: str) -> str:
    """The view asked for. Raises TeikitError (TK403) where there is none of this name."""
    if wanted not in VIEWS:
        raise refusal("TK403", f"there is no view “{wanted}”", hint=f"choose one of: {', '.join(VIEWS)}")
    return wanted


def sides(choice: Element) -> Iterator[tuple[str, Element]]:
    """The alternatives of a choice, each with the view that shows it; with none where both do."""
    children = [child for child in choice if name(child)]
    if beside(choice):
        yield from (("", child) for child in children)
        return
    kinds = {name(child) for child in children}
    told_apart = kinds & _EDITORS and kinds & _DOCUMENTS
    for child in children:
        own = name(child)
        if not told_apart or own not in _EDITORS | _DOCUMENTS:
            yield "", child
        else:
            yield ("reading" if own in _EDITORS else "diplomatic"), child


def beside(element: Element) -> bool:
    """Whether an alternative decides already which view shows this; it must not be hidden there as well."""
    return any(name(ancestor) == "choice" for ancestor in element.iterancestors())


def loose(choice: Element) -> str:
    """Text that stands in a choice outside its alternatives, where TEI allows none; kept all the same."""
    said = [text for text in (choice.text, *(child.tail for child in choice)) if text and text.strip()]
    if not said:
        return ""
    # white space at its ends parts it from the words around the choice
    before, after = " " if said[0][0].isspace() else "", " " if said[-1][-1].isspace() else ""
    return f"{before}{' '.join(text.strip() for text in said)}{after}"


def note_place(note: Element) -> str:
    """Where a note is read: "inline" at its word, "block" in its place, "margin", or "end" with a call."""
    kind = note.get("type", "")
    place = note.get("place", "")
    parent = note.getparent()
    if kind in _INLINE_NOTES or (parent is not None and name(parent) in _OF_ONE_HAND and kind not in _PLACED_NOTES):
        return "inline"
    if kind in _PLACED_NOTES or note.get("hand"):
        return "block"
    if _AT_THE_END.search(place):
        return "end"
    if among_blocks(note):
        return "block"
    return "margin" if _MARGIN.search(place) else "end"


def among_blocks(element: Element) -> bool:
    """Whether an element stands where blocks stand, not within a sentence."""
    parent = element.getparent()
    if parent is None or name(parent) in CONTAINERS:
        return True
    if name(parent) not in _EITHER:
        return False
    previous = element.getprevious()
    before = parent.text if previous is None else previous.tail
    return not (before or "").strip() and not (element.tail or "").strip()


def loss(gap: Element) -> str:
    """What a gap or a space says, without brackets: "3 words illegible", "omitted", "blank, 2 lines"."""
    extent = _extent(gap)
    if name(gap) == "space":
        return f"blank, {extent}" if extent else "blank"
    reason = gap.get("reason", "").split()
    why = _REASONS.get(reason[0], reason[0].replace("_", " ")) if reason else ""
    return f"{extent} {why}".strip() or "…"


def page(pb: Element) -> str:
    """What a page break says: "p. 2", "page turn" where the number is unknown."""
    number = pb.get("n", "").strip()
    if not number:
        return "page turn"
    return f"p. {number}" if _NUMBER.fullmatch(number) else number


def label(item: Element) -> str:
    """An item's label as typed: the shape in list/@rend with the item's number in it; without a shape, "3."."""
    number = item.get("n", "").strip()
    parent = item.getparent()
    shape = parent.get("rend", "").strip() if parent is not None else ""
    if not shape or shape.lower() in _NO_LABEL:
        return f"{number}." if number.isalnum() else number
    if not number:
        return "" if _COUNTER.search(shape) else shape
    if not number.isalnum() or not _COUNTER.search(shape):
        return number
    return _COUNTER.sub(lambda _: number, shape, count=1)


def hyphenated(lb: Element) -> bool:
    """Whether a break stands within a word."""
    return lb.get("break") == "no"


def example(element: Element) -> str:
    """The name of an element that is quoted as an example of encoding, in TEI's namespace for that; else none."""
    tag = element.tag
    return tag.removeprefix(_EXAMPLES) if isinstance(tag, str) and tag.startswith(_EXAMPLES) else ""


def says_nothing(element: Element) -> bool:
    if (element.text or "").strip():
        return False
    return not any(text.strip() for text in element.itertext())


def _extent(gap: Element) -> str:
    unit = gap.get("unit", "")
    low, high = gap.get("atLeast"), gap.get("atMost")
    count = gap.get("quantity") or ("–".join(filter(None, (low, high))) if low or high else "")
    if not count:
        return gap.get("extent", "")
    if not unit:
        return count
    one = _UNITS.get(unit, unit.removesuffix("s"))
    return f"{count} {one}" if count == "1" else f"{count} {one}s"
