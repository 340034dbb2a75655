"""Which attributes of TEI are pointers, and what each of them may mean: facts of the Guidelines."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from teikit.tei import local, names

# Attributes of the type teidata.pointer. @facs leads out of the text more often than not, and @rend is none.
POINTERS = names(
    """active adj adjFrom adjTo ana calendar change children class copyOf corresp datcat datingMethod datingPoint decls
    domains edRef end exclude feats follow from fVal given hand inst lemmaRef location mergedIn mutual new next nymRef
    origin parent parts passive perf period prev ref rendition replyTo require resp sameAs scheme scribeRef scriptRef
    select since source spanTo start synch target targetDatcat targetEnd to toWhom unitRef url valueDatcat where who
    wit"""
)
# those that lead to another part of the same text; the others often name what a register holds
WITHIN = names("change copyOf corresp end exclude hand new next prev sameAs select spanTo start synch target targetEnd")
# what else these attributes are, on other elements
_ONLY_ON = {name: frozenset({"app", "arc", "rt", "span"}) for name in ("from", "to")}


def points(element: etree._Element, attribute: str) -> bool:
    """Whether this attribute of @from's kind, which mostly holds a date, is a pointer here."""
    return attribute not in _ONLY_ON or local(element) in _ONLY_ON[attribute]


class Kind(NamedTuple):
    """What the target of an attribute has to be, in words and in elements; `only_on` are the elements concerned, if not all."""

    wanted: str
    elements: frozenset[str]
    only_on: frozenset[str] = frozenset()

    def concerns(self, element: etree._Element) -> bool:
        return not self.only_on or local(element) in self.only_on


def _kind(wanted: str, elements: str, only_on: str = "") -> Kind:
    return Kind(wanted, names(elements), names(only_on))


_NAMES = "name persName orgName rs surname forename"
_AGENTS = f"{_NAMES} person personGrp persona org"
_STATED = "respStmt editor author principal funder sponsor publisher authority distributor meeting resp"

# Wider than the letter of the Guidelines where editions in use agree on more; what is left out is a contradiction.
KINDS: dict[str, Kind] = {
    "hand": _kind("a hand, which is a <handNote>", "handNote handShift scriptNote"),
    "new": _kind("a hand, which is a <handNote>", "handNote", "handShift"),
    "resp": _kind(
        "who is responsible: a person, an organisation or a <respStmt>",
        f"{_AGENTS} {_STATED} handNote application bibl biblStruct witness change particDesc listPerson listOrg",
    ),
    "who": _kind(
        "who speaks or acts: a person, a role or an organisation",
        f"{_AGENTS} {_STATED} role castItem castGroup roleDesc actor listPerson listOrg particDesc castList handNote",
    ),
    "wit": _kind(
        "a witness of the text",
        "witness listWit bibl biblStruct biblFull listBibl msDesc msPart msFrag object item handNote change",
    ),
    "rendition": _kind("a <rendition> of the header", "rendition"),
    "calendar": _kind("a <calendar> of the header", "calendar"),
    "change": _kind("a <change> of the header", "change listChange"),
    "nymRef": _kind("a <nym>", "nym"),
    "target": _kind("a <category> of a taxonomy", "category taxonomy", "catRef"),
}

_PEOPLE = names("person persona persName forename surname role castItem")
_PLACES = names("place placeName settlement country region district bloc geogName geo location climate terrain")
_WORKS = names("bibl biblStruct biblFull msDesc")
# what an element with @ref names, and what that certainly is not
_CLASHES: dict[str, tuple[str, frozenset[str]]] = {
    **dict.fromkeys(("persName", "surname", "forename"), ("a person", _PLACES | _WORKS | {"event"})),
    **dict.fromkeys(
        ("placeName", "settlement", "country", "region", "geogName"), ("a place", _PEOPLE | _WORKS | {"event"})
    ),
    "orgName": ("an organisation", _WORKS | {"event"}),
}


def clash(element: str, target: str) -> str | None:
    """What an element of a name means, in words, if that can be no such target: `persName` no `place`."""
    wanted, excluded = _CLASHES.get(element, ("", frozenset()))
    return wanted if target in excluded else None
