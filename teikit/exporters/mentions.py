"""Who and what a text mentions, where an authority's address says beyond doubt who and what that is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from teikit.exporters.header import web, words
from teikit.exporters.items import Item
from teikit.exporters.pointers import Pointers
from teikit.exporters.walking import Element, name


class Mention(NamedTuple):
    """Something mentioned: person, organisation, place, work, event or object; as first written, and its address."""

    kind: str
    name: str
    ref: str


_KINDS = {
    "persName": "person",
    "orgName": "organisation",
    "placeName": "place",
    "settlement": "place",
    "country": "place",
    "region": "place",
    "geogName": "place",
    "title": "work",
    "bibl": "work",
    "eventName": "event",
    "objectName": "object",
}
_TYPES = {
    "person": "person",
    "pers": "person",
    "org": "organisation",
    "organisation": "organisation",
    "organization": "organisation",
    "place": "place",
    "work": "work",
    "bibl": "work",
    "event": "event",
    "object": "object",
}


CMIF = {
    "person": "cmif:mentionsPerson",
    "organisation": "cmif:mentionsOrg",
    "place": "cmif:mentionsPlace",
    "work": "cmif:mentionsBibl",
    "event": "cmif:mentionsEvent",
    "object": "cmif:mentionsObject",
}
_OF_CMIF = {said.removeprefix("cmif:"): kind for kind, said in CMIF.items()}


def mentions_of(item: Item) -> tuple[Mention, ...]:
    """What a letter's own description states, then what its text names, each address once."""
    found: dict[tuple[str, str], Mention] = {}
    for mention in (*(stated(item.letter) if item.letter is not None else ()), *named(item.root, item.pointers)):
        found.setdefault((mention.kind, mention.ref), mention)
    return tuple(found.values())


def named(root: Element, pointers: Pointers) -> Iterator[Mention]:
    """The names in a document's text that lead to an address, in their order; editors' notes and lists are left aside."""
    text = root.find("{*}text")
    for element in text.iter("{*}rs", "{*}name", *(f"{{*}}{kind}" for kind in _KINDS)) if text is not None else ():
        kind = _KINDS.get(name(element)) or _TYPES.get(element.get("type", "").lower(), "")
        if kind and (element.get("ref") or element.get("key")) and not _aside(element):
            yield from (Mention(kind, words(element), ref) for ref in _addresses(element, pointers))


def stated(letter: Element) -> Iterator[Mention]:
    """The mentions that a correspDesc states itself, as version 2 of CMIF does: `note/ref[@type="cmif:mentionsPerson"]`."""
    for reference in letter.iterfind("{*}note/{*}ref"):
        # the prefix of the vocabulary, or its address
        kind = _OF_CMIF.get((reference.get("type") or "").rpartition("/")[2].rpartition("#")[2].removeprefix("cmif:"))
        target = web((reference.get("target") or "").strip())
        if kind and target:
            yield Mention(kind, words(reference), target)


def _addresses(element: Element, pointers: Pointers) -> Iterator[str]:
    """The addresses of all that an element points to: a group may be named in one word."""
    for pointer in (element.get("ref") or element.get("key") or "").split():
        if address := pointers.followed(pointer):
            yield address


def _aside(element: Element) -> bool:
    """Whether the words are not the document's: a note of the editors, or an entry of a list of theirs."""
    return any(
        name(above) in ("note", "listPerson", "listPlace", "listOrg", "back") for above in element.iterancestors()
    )
