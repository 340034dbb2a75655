"""Persons and bodies of a header: their names, the parts of these that are marked, and what they did."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from teikit import statements
from teikit.exporters.header import NAMES, joint, words
from teikit.exporters.pointers import Pointers
from teikit.exporters.walking import Element, name, names
from teikit.expressions import expression
from teikit.tei import XML_ID

# what stands beside a name in the same element and is not of it
_BESIDE = names("affiliation address email idno date note ptr birth death occupation sex nationality resp graphic")
_FAMILY, _GIVEN = ("surname",), ("forename",)
# "Schnitzler, Arthur": the inverted form of a catalogue, one comma, no figures
_INVERTED = expression(r"(?P<family>[^,()\d;]{2,60}), (?P<given>[^\W\d_][^,()\d;]{0,60})")
_SUFFIX = expression(r"(?:Jr|Sr|Esq|Ph\. ?D|M\. ?D|I{2,3}|IV)\.?")

# MARC code list for relators (Library of Congress), by words that leave no doubt, in English, German, French and Latin
RELATORS = {
    "aut": r"author(?:s|ed)?|auteure?s?|autor(?:in|en|innen)?|verfasser(?:in|innen)?",
    "trl": r"translat(?:ors?|ions?|ed|rix)|traduct(?:eurs?|rices?|ions?)|tradui[ts]e?|übersetz(?:er|erin|erinnen|ung|t)",
    "edt": (
        r"edit(?:ors?|ed|or-in-chief)|éditeurs? scientifiques?|éditrices? scientifiques?|herausgeber(?:in|innen)?"
        r"|herausgegeben|hrsg|edidit"
    ),
    "com": r"compil(?:ers?|ed|ation)",
    "trc": r"transcri(?:bers?|bed|ptions?|ptors?|ption)|transkription(?:en)?|transkribiert|transcripteurs?|transcriptrices?",
    "mrk": (
        r"(?:tei|xml)?[ -]?(?:en)?cod(?:ing|ed|ers?)|(?:tei|xml|text)?[ -]?mark-?up|tagging|encodage|kodierung|codierung"
        r"|auszeichnung|encod(?:ers?|ed|ing)"
    ),
    "pfr": r"proof-?(?:read|reading|readers?|ed|ing)?|korrektur(?:lesung)?|relecture",
    "fnd": r"fund(?:ers?|ed|ing)|finanziert|financement",
    "spn": r"sponsors?|sponsored",
    "rth": r"principal investigators?",
    "pdr": r"project (?:directors?|leaders?|managers?)|projektleit(?:ung|er|erin)",
    "pht": r"photograph(?:s|ers?|y|ed)?|fotografien?",
    "ann": r"annotat(?:ors?|ed|ions?)|commentary|kommentar|kommentierung|kommentiert",
    "dtm": r"data (?:managers?|management)",
    "col": r"collectors?|sammler(?:in)?",
    "own": r"owners?|besitzer(?:in)?",
    "scr": r"scribes?|schreiber(?:in)?|copistes?",
    "ill": r"illustrat(?:ors?|ed|ions?)|illustrateurs?",
    "ctb": r"contributors?|contributed|mitarbeit(?:er|erin|erinnen)?|in collaboration with|unter mitarbeit von",
    "pbl": r"publishers?|verlag|verleger(?:in)?",
}
_WORD = {code: expression(rf"(?<!\w)(?:{said})(?!\w)", re.I) for code, said in RELATORS.items()}
_ADDRESS = expression(r"https?://id\.loc\.gov/vocabulary/relators/([a-z]{3})/?")


class Agent(NamedTuple):
    """A person or a body. `name` is as the header reads; family, given and the others are only what it marks.

    `kind` is person, organisation, or empty where the header does not tell. `role` is in the header's words, or the
    name of the element that says it; `relators` are MARC's codes for it, none where that is not certain. `ref` is an
    address of the web.
    """

    name: str
    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    kind: str = ""
    role: str = ""
    relators: tuple[str, ...] = ()
    ref: str = ""
    key: str = ""

    @property
    def inverted(self) -> str:
        """As a bibliography sorts it, family name first, if the header tells which that is."""
        if not self.family:
            return self.name
        given = " ".join(filter(None, (self.given, self.particle)))
        return ", ".join(filter(None, (self.family, given, self.suffix)))

    @property
    def natural(self) -> str:
        """As one says it, given name first, if the header tells which that is."""
        if not (self.family and self.given):
            return self.name
        return " ".join(filter(None, (self.given, self.particle, self.family, self.suffix)))

    def plays(self, *relators: str) -> bool:
        """Whether any of these is what they did."""
        return any(code in relators for code in self.relators)


def agents(element: Element, pointers: Pointers, role: str = "", *relators: str) -> Iterator[Agent]:
    """Those whom an element names: each of the names in it, or the element itself where it holds words alone."""
    held = [part for part in element if name(part) in NAMES]
    loose = (element.text or "").strip() or any((part.tail or "").strip(" \n\t\r,;&") for part in element)
    for part in held if held and not loose and not _one_name(element, held) else [element]:
        found = agent(part, pointers, role, *relators)
        if found is not None:
            yield found


def agent(element: Element, pointers: Pointers, role: str = "", *relators: str) -> Agent | None:
    """The person or body that an element names; None where it names none."""
    said = _name(element)
    if not said or said == statements.NOT_NAMED:
        return None
    kind = _kind(element)
    family, given = (_part(element, kinds) for kinds in (_FAMILY, _GIVEN))
    if not family and kind != "organisation" and (found := _INVERTED.fullmatch(said)):
        family, given = ("", "") if _SUFFIX.fullmatch(found["given"]) else found.group("family", "given")
    particle, suffix = _part(element, ("nameLink",)), _part(element, ("genName",))
    key = element.get(XML_ID) or element.get("key") or (element.get("ref") or "").removeprefix("#")
    address = pointers.address(element) or next(filter(None, map(pointers.address, _named(element))), "")
    return Agent(said, family, given, particle, suffix, kind, role, relators, address, key)


def relators_of(words_of_role: str, address: str = "") -> tuple[str, ...]:
    """MARC's codes for what a statement of responsibility says, in the order of the words; none where it is not certain.

    >>> relators_of("Transcription and encoding"), relators_of("Summary description")
    (('trc', 'mrk'), ())
    """
    if found := _ADDRESS.fullmatch(address):
        return (found[1],)
    met = ((match.start(), code) for code, word in _WORD.items() if (match := word.search(words_of_role)))
    return tuple(code for _, code in sorted(met))


def _one_name(element: Element, held: list[Element]) -> bool:
    """Several parts of one body, as "department, library, university", and not several names."""
    return name(element) in ("publisher", "authority", "distributor", "orgName", "persName") and len(held) > 1


def _name(element: Element) -> str:
    if not any(name(part) in _BESIDE for part in element.iterchildren()):
        return words(element)
    kept = [(element.text or "").strip()]
    for part in element:
        kept += [words(part) if name(part) not in _BESIDE else "", (part.tail or "").strip()]
    return joint(element).join(filter(None, kept))


def _named(element: Element) -> Iterator[Element]:
    return (part for part in element if name(part) in NAMES)


def _kind(element: Element) -> str:
    for part in (element, *_named(element)):
        stated = (part.get("type") or "").lower()
        if name(part) == "orgName" or stated in ("org", "organisation", "organization", "corporate"):
            return "organisation"
        if name(part) == "persName" or stated in ("person", "pers"):
            return "person"
        if next(part.iterchildren("{*}surname", "{*}forename"), None) is not None:
            return "person"
    return "organisation" if name(element) in ("publisher", "sponsor") else ""  # by TEI's definition of the two


def _part(element: Element, kinds: tuple[str, ...]) -> str:
    if not len(element):
        return ""
    found = [words(part) for part in element.iter(*(f"{{*}}{kind}" for kind in kinds))]
    return " ".join(filter(None, found))
