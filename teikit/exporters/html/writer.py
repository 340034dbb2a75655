"""The state of a page being written: ids, hands, notes and signs met, and which elements must be boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from html import escape
from importlib import import_module
from typing import NamedTuple

from teikit.exporters import reading
from teikit.exporters.header import words
from teikit.exporters.languages import web_language
from teikit.exporters.rends import rends
from teikit.exporters.walking import Element, Shape, Unknown, name, names, written
from teikit.tei import TEI, XML, XML_ID, XML_LANG, TeiDocument

# What becomes a block of HTML wherever it stands; whatever holds one must be a block too.
TITLED = names("div div0 div1 div2 div3 div4 div5 div6 div7")
DIVISIONS = names(
    "text front body back group opener closer postscript argument epigraph sp titlePage docTitle lg l castList"
    " castGroup performance set prologue epilogue spGrp listPerson listPlace listOrg listEvent listBibl sourceDoc"
    " facsimile standOff teiCorpus egXML linkGrp"
)
PARAGRAPHS = names("p ab dateline salute signed byline trailer u")
BLOCKS = TITLED | DIVISIONS | PARAGRAPHS | names("head speaker list table floatingText figure eg TEI")
_FREE = BLOCKS & reading.CONTAINERS
_EITHER = frozenset({"quote", "q", "said", "cit", "stage", "bibl", "biblStruct"})
_HEADED = TITLED | names("body front back text floatingText group")

_UNFIT = re.compile(r"[^\w-]+")
HANDS = 6
# the ids of the page's own parts
_FRAME = ("tk-text", "tk-contents", "tk-notes", "tk-facts", "tk-reading", "tk-diplomatic")


@dataclass(slots=True)
class Heading:
    """An entry of the contents list: a head, or a division without one. Levels count from 2."""

    level: int
    anchor: str
    element: Element


class Turn(NamedTuple):
    """A page break whose number is known, and its id, escaped."""

    anchor: str
    number: str


@dataclass(slots=True)
class Note:
    """A note read at the end; `calls` are the ids of the places that call it."""

    element: Element
    anchor: str
    number: str
    calls: list[str]


class Page:
    """Writes elements by their forms. Text is escaped, ids are given once, generated words carry the class "sign".

    `view` is the only view to be written; with none, both are, told apart by the classes "rv" and "dv". With `foot`,
    notes stand at their calls, for a page that moves them to its foot.
    """

    def __init__(self, document: TeiDocument, view: str = "", foot: bool = False) -> None:
        self.view = view
        self.foot = foot
        self.path = document.path
        root = document.root
        self.root = root
        self.unknown = Unknown("html", document.path)
        self.notes: list[Note] = []
        self.calls = 0
        self.headings: list[Heading] = []
        self.turns: list[Turn] = []
        self.stamps: list[tuple[str, Element]] = []
        self.places: dict[str, list[str]] = {}
        self.signs: set[str] = set()
        self.hands = _hands(root)
        self._names: dict[str, str] = {}
        self._taken: set[str] = set(_FRAME)
        self._given: set[str] = set(map(str, root.xpath("//@xml:id", namespaces={"xml": XML})))
        self.callers = self._callers()
        self.holders = _holders(root, foot)
        self.headed = _headed(root)
        self._forms: dict[object, Form] = {}
        self._table = import_module("teikit.exporters.html.forms").FORMS

    def form(self, element: Element) -> Shape:
        found = self._forms.get(element.tag)
        if found is None:
            kind = name(element)
            found = self._forms[element.tag] = self._table.get(kind) or self._table["*"]
        return found(self, element)

    def text(self, text: str) -> str:
        if "&" in text or "<" in text or ">" in text:
            return escape(text, quote=False)
        return text

    def written(self, pieces: Iterable[str | Element]) -> str:
        return written(self, pieces)

    def box(self, element: Element) -> str:
        """The neutral tag: a block where one is held or stands among blocks, else a span."""
        parent = element.getparent()
        free = parent is None or name(parent) in _FREE
        return "div" if free or element in self.holders else "span"

    def attributes(self, element: Element, classes: str) -> str:
        """class, id and lang as an element states them; @rend and @hand become classes the style sheet knows."""
        items = element.items()
        if not items:
            return f' class="{classes}"'
        more = ""
        for key, value in items:
            if key in ("rend", "rendition"):
                classes += "".join(f" r-{rend}" for rend in rends(value))
            elif key == "hand":
                classes += f" hand hand-{self.hand(value)}"
            elif key == "type":
                classes += f" t-{_UNFIT.sub('-', value)}"
            elif key == "cert" and value in ("low", "medium"):
                classes += " doubt"
                self.signs.add("doubt")
            elif key == XML_LANG:
                language = web_language(value)
                more += f' lang="{language}"' if language else ""
            elif key == XML_ID:
                more += self.identity(value)
        return f' class="{classes}"{more}'

    def identity(self, value: str) -> str:
        """An id attribute; none for an id already on the page, since HTML allows each once."""
        if value in self._taken or not value or value.split() != [value]:
            return ""
        self._taken.add(value)
        return f' id="{quoted(value)}"'

    def fresh(self, wanted: str) -> str:
        """An id that neither the document nor the page uses."""
        found, count = wanted, 1
        while found in self._taken or found in self._given:
            count += 1
            found = f"{wanted}-{count}"
        self._taken.add(found)
        return found

    def anchored(self, attributes: str, wanted: str) -> tuple[str, str]:
        """The id among the attributes, and the attributes with one if they had none."""
        if ' id="' not in attributes:
            attributes += f' id="{self.fresh(wanted)}"'
        return attributes.partition(' id="')[2].partition('"')[0], attributes

    def by_hand(self, element: Element, attributes: str) -> str:
        """The attributes with an id where somebody wrote by hand, so that the list of hands leads here."""
        key = element.get("hand", "").partition(" ")[0].removeprefix("#")
        if not key:
            return attributes
        anchor, attributes = self.anchored(attributes, f"hand-{sum(map(len, self.places.values())) + 1}")
        self.places.setdefault(key, []).append(anchor)
        return attributes

    def known(self, anchor: str) -> bool:
        return anchor in self._given

    def hand(self, pointer: str) -> int:
        """The number of a hand's tint."""
        key = pointer.split()[0].removeprefix("#") if pointer.strip() else ""
        return (self.hands.setdefault(key, len(self.hands)) % HANDS) + 1

    def who(self, pointer: str | None) -> str:
        """The name behind a @resp or @hand, if the header has one."""
        if not pointer:
            return ""
        if pointer not in self._names:
            self._names[pointer] = self._named(pointer)
        return self._names[pointer]

    def _named(self, pointer: str) -> str:
        key = pointer.split()[0].removeprefix("#") if pointer.strip() else ""
        if key in self._given:
            target = self._identified[key]
            people = [part for part in target if name(part) in ("persName", "name", "orgName")]
            return words(people[0] if people else target)
        return {"translator": "the translator", "editor": "the editor", "teikit": "teikit"}.get(key, "")

    @cached_property
    def _identified(self) -> dict[str, Element]:
        found = self.root.xpath("//*[@xml:id]", namespaces={"xml": XML})
        return {element.get(XML_ID, ""): element for element in found} if isinstance(found, list) else {}

    def level(self, parent: Element) -> int:
        return 2 + sum(ancestor in self.headed for ancestor in parent.iterancestors())

    def _callers(self) -> dict[str, list[str]]:
        pointed: dict[str, list[str]] = {}
        for pointer in self.root.iter("{*}ref", "{*}ptr"):
            target = pointer.get("target", "").strip()
            if target.startswith("#"):
                pointed.setdefault(target[1:], [])
        return pointed


Form = Callable[[Page, Element], Shape]


def texts(root: Element) -> list[Element]:
    """What is written of a file: all but the header."""
    if name(root) not in ("TEI", "TEI.2", "teiCorpus"):
        return [root]
    return [part for part in root if name(part) != "teiHeader"]


def quoted(value: str) -> str:
    return escape(value, quote=True)


def _hands(root: Element) -> dict[str, int]:
    found = [note.get(XML_ID, "") for note in root.iterfind("{*}teiHeader//{*}handNote")]
    return {key: number for number, key in enumerate(filter(None, found))}


def _headed(root: Element) -> set[Element]:
    found = {
        parent
        for head in root.iter("{*}head")
        if (parent := head.getparent()) is not None and name(parent) in _HEADED and not reading.says_nothing(head)
    }
    return found | {tei for tei in root.iter("{*}TEI") if tei.getparent() is not None}


def _holders(root: Element, foot: bool) -> set[Element]:
    """The elements that hold a block; a note read at the end takes its blocks with it, one at the foot does not."""
    holders: set[Element] = set()
    space = f"{{{TEI}}}" if name(root) != root.tag else ""
    doubtful = {f"{space}{kind}" for kind in _EITHER}
    for block in root.iter(*_tags(space)):
        above = block.getparent()
        if above in holders or (block.tag in doubtful and not reading.among_blocks(block)):
            continue
        while above is not None and above not in holders:
            holders.add(above)
            if not foot and name(above) == "note" and reading.note_place(above) == "end":
                break
            above = above.getparent()
    return holders


@cache
def _tags(space: str) -> tuple[str, ...]:
    return tuple(f"{space}{kind}" for kind in sorted(BLOCKS | _EITHER))
