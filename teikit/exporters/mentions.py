"""Who and what a text mentions, where an authority's address says beyond doubt who and what that is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from teikit.exporters.header import words
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


def mentions(root: Element, pointers: Pointers) -> tuple[Mention, ...]:
    """The mentions of a document's text, in their order, each address once; editors' notes and lists are left aside."""
    text = root.find("{*}text")
    found: dict[tuple[str, str], Mention] = {}
    for element in text.iter("{*}rs", "{*}name", *(f"{{*}}{kind}" for kind in _KINDS)) if text is not None else ():
        kind = _KINDS.get(name(element)) or _TYPES.get(element.get("type", "").lower(), "")
        if kind and (element.get("ref") or element.get("key")) and not _aside(element):
            for ref in _addresses(element, pointers):
                found.setdefault((kind, ref), Mention(kind, words(element), ref))
    return tuple(found.values())


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
