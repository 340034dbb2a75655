"""Addresses of persons and places: what a pointer of the file says that the web can follow."""

from __future__ import annotations

from functools import cached_property

from teikit.exporters.header import web, words
from teikit.exporters.walking import Element, name
from teikit.expressions import expression
from teikit.tei import XML_ID

# where an authority file keeps its entry of a number, as the authorities state their addresses
AUTHORITIES = {
    "gnd": "https://d-nb.info/gnd/",
    "viaf": "https://viaf.org/viaf/",
    "lccn": "http://id.loc.gov/authorities/names/",
    "lc": "http://id.loc.gov/authorities/names/",
    "wikidata": "http://www.wikidata.org/entity/",
    "geonames": "https://www.geonames.org/",
    "orcid": "https://orcid.org/",
    "isni": "https://isni.org/isni/",
    "bnf": "https://data.bnf.fr/",
    "snac": "https://snaccooperative.org/view/",
}
_NUMBER = expression(r"[A-Za-z]{0,3}\d[\dA-Za-z-]*")
# a prefix of the file's own: gnd:118540238
_PREFIXED = expression(r"([A-Za-z][\w.+-]*):(.+)")
# what a pattern takes whole, such as (.+) or ([0-9a-z]+)
_WHOLE = expression(r"\^?\([^()]*\)\$?")
_LISTED = ("person", "personGrp", "org", "place", "persName", "orgName", "placeName", "bibl", "category", "taxonomy")


class Pointers:
    """Follows the pointers of one file: into its own lists, through its prefixes, to the addresses they end in."""

    def __init__(self, root: Element) -> None:
        self.root = root

    def address(self, element: Element) -> str:
        """The address of what the element names: of its own, or of its entry in one of the file's lists."""
        for pointer in (element.get("ref") or "").split() + (element.get("key") or "").split():
            if found := self.followed(pointer):
                return found
        return self._within(element)

    def followed(self, pointer: str) -> str:
        """The address on the web that a pointer leads to; empty where it leads nowhere that others can go."""
        if web(pointer):
            return pointer
        if pointer.startswith("#"):
            entry = self.entries.get(pointer[1:])
            return self._within(entry) if entry is not None else ""
        prefixed = _PREFIXED.fullmatch(pointer)
        if prefixed is None or prefixed[1] not in self.prefixes:
            return ""
        return web(self.prefixes[prefixed[1]].replace("$1", prefixed[2]))

    def _within(self, entry: Element) -> str:
        """The first address that an entry's numbers give."""
        own = web((entry.get("ref") or "").strip()) or web((entry.get("sameAs") or "").strip())
        if own:
            return own
        for number in entry.iter("{*}idno"):
            if found := number_address(number):
                return found
        for part in entry:
            if name(part) in _LISTED and (found := web((part.get("ref") or "").strip())):
                return found
        return ""

    @cached_property
    def entries(self) -> dict[str, Element]:
        """The entries of the file's lists, by id."""
        wanted = [f"{{*}}{kind}" for kind in _LISTED]
        return {key: entry for entry in self.root.iter(*wanted) if (key := entry.get(XML_ID))}

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """What the file's prefixes stand for; those whose pattern takes an address apart are left out."""
        return {
            definition.get("ident", ""): definition.get("replacementPattern", "")
            for definition in self.root.iter("{*}prefixDef")
            if _WHOLE.fullmatch(definition.get("matchPattern", ""))
        }


def number_address(number: Element) -> str:
    """The address that an idno is, or that the authority named by its @type gives to its number."""
    said = words(number)
    if found := web(said):
        return found
    base = AUTHORITIES.get(number.get("type", "").lower())
    return base + said if base and _NUMBER.fullmatch(said) else ""
