"""What an edition goes back to: the manuscript or typescript, where it is kept, and the books that printed it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from teikit import statements
from teikit.exporters.dating import Dating, dating
from teikit.exporters.header import NAMES, paragraphs, web, words
from teikit.exporters.languages import web_language
from teikit.exporters.naming import Agent, agents, relators_of
from teikit.exporters.pointers import Pointers, number_address
from teikit.exporters.walking import Element, name
from teikit.tei import XML_LANG


class Title(NamedTuple):
    """A title; `kind` is main, sub, short or whatever @type says, `level` as TEI's title/@level."""

    text: str
    kind: str = "main"
    level: str = ""
    language: str = ""


class Place(NamedTuple):
    """A place: what happened there (sent, received, created, published), and an address of the web for it."""

    name: str
    kind: str = ""
    ref: str = ""


class Identifier(NamedTuple):
    """A number or name that identifies; `url` where it can be followed."""

    value: str
    kind: str = ""
    url: str = ""


class Language(NamedTuple):
    """A language: its tag (BCP 47), empty where the header states none, and the header's words."""

    tag: str
    text: str = ""


class Level(NamedTuple):
    """A part of a shelfmark, as fond 5 or box 3."""

    kind: str
    value: str


class Archive(NamedTuple):
    """Where an original is kept. `shelfmark` reads whole, `levels` are the parts of it that are marked.

    Chapter 11.4 of the Guidelines (The Manuscript Identifier). `places` run from the town to the country.
    """

    institution: str = ""
    repository: str = ""
    collections: tuple[str, ...] = ()
    shelfmark: str = ""
    levels: tuple[Level, ...] = ()
    places: tuple[str, ...] = ()
    name: str = ""
    others: tuple[Identifier, ...] = ()
    ref: str = ""

    @property
    def holder(self) -> str:
        """The repository with the institution it belongs to, as one name."""
        return ", ".join(dict.fromkeys(filter(None, (self.repository, self.institution))))

    @property
    def location(self) -> str:
        """Collections and shelfmark, as one would ask for the item in the reading room."""
        return ", ".join(filter(None, (*self.collections, self.shelfmark)))


class Source(NamedTuple):
    """A source of the edition. `kind` is the element that describes it: msDesc, bibl, biblStruct, biblFull or p."""

    kind: str
    citation: str = ""
    titles: tuple[Title, ...] = ()
    people: tuple[Agent, ...] = ()
    dates: tuple[Dating, ...] = ()
    places: tuple[Place, ...] = ()
    publishers: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    scopes: tuple[Level, ...] = ()
    archive: Archive | None = None
    languages: tuple[Language, ...] = ()
    summary: tuple[str, ...] = ()
    extent: tuple[str, ...] = ()
    form: str = ""
    material: str = ""
    physical: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def printed(self) -> bool:
        """Whether it is a publication: it has a publisher or place of publication, and no archive's shelfmark."""
        return self.archive is None and bool(self.publishers or any(place.kind == "published" for place in self.places))


_BIBLS = ("bibl", "biblStruct", "biblFull")
_TOWN_TO_COUNTRY = ("settlement", "district", "region", "country", "geogName", "placeName")
_PEOPLE = {"author": "aut", "editor": "edt", "principal": "rth", "funder": "fnd", "sponsor": "spn"}


def sources(description: Element | None, pointers: Pointers) -> tuple[Source, ...]:
    """The sources that a sourceDesc lists, in its order, those of witnesses and in lists among them."""
    return tuple(_sources(description, pointers)) if description is not None else ()


def _sources(above: Element, pointers: Pointers) -> Iterator[Source]:
    for element in above:
        kind = name(element)
        if kind == "msDesc":
            yield manuscript(element, pointers)
        elif kind in _BIBLS:
            yield from _bibliographic(element, pointers)
        elif kind in ("listWit", "witness", "listBibl"):
            held = list(_sources(element, pointers))
            yield from held or ([Source(kind, words(element))] if kind == "witness" and words(element) else [])
        elif kind == "p" and (said := words(element)) and said != statements.NO_SOURCE:
            yield Source("p", said, identifiers=tuple(_references(element)))


def _bibliographic(element: Element, pointers: Pointers) -> Iterator[Source]:
    described = next(element.iterchildren("{*}msDesc"), None)
    if described is None and not words(element):
        return
    if described is None:
        yield citation(element, pointers)
    else:
        yield manuscript(described, pointers)


def citation(element: Element, pointers: Pointers) -> Source:
    """What a bibl, biblStruct or biblFull says; its words whole, whatever is marked in them."""
    # the matter of a series or of a related item is not that of the work
    inner = [part for part in element.iter("{*}*") if not _of_another(part, element)]
    dates = [dating(part, _date_kind(part)) for part in inner if name(part) == "date"]
    return Source(
        name(element),
        ", ".join(filter(None, (words(element), *(date.reads for date in dates if not date.text)))),
        tuple(titles(inner)),
        tuple(_people(inner, pointers)),
        tuple(filter(None, dates)),
        tuple(
            Place(words(part), "published", pointers.address(part)) for part in _of(inner, "pubPlace") if words(part)
        ),
        tuple(filter(None, (words(part) for part in _of(inner, "publisher")))),
        (*identifiers(_outermost(_of(inner, "idno"))), *_references(element)),
        tuple(_scopes(inner)),
        _cited_archive(inner, pointers),
        tuple(languages(inner)),
        extent=tuple(filter(None, (words(part) for part in _of(inner, "extent")))),
        notes=tuple(filter(None, (words(part) for part in _of(inner, "note")))),
    )


def manuscript(element: Element, pointers: Pointers) -> Source:
    """What an msDesc says of the whole manuscript; that of its parts (msPart, msFrag) is left to them."""
    inner = [part for part in element.iter("{*}*") if not _of_a_part(part, element)]
    contents = list(_of(inner, "msContents"))
    identifier = next(element.iterchildren("{*}msIdentifier"), None)
    dates = [dating(part, "created") for part in _of(inner, "origDate")]
    measured = tuple(extents(_of(inner, "extent")))
    forms = [part.get("form", "") for part in _of(inner, "objectDesc")]
    support = [part.get("material", "") for part in _of(inner, "supportDesc")] + [
        words(part) for part in _of(inner, "support")
    ]
    return Source(
        "msDesc",
        words(next(element.iterchildren("{*}head"), None)),
        tuple(_item_titles(inner)),
        tuple(_people(inner, pointers, "author", "editor", "respStmt")),
        tuple(filter(None, dates)),
        tuple(Place(words(part), "created", pointers.address(part)) for part in _of(inner, "origPlace") if words(part)),
        archive=archive(identifier, pointers) if identifier is not None else None,
        languages=tuple(dict.fromkeys(languages(inner))),
        summary=tuple(
            text for held in contents for part in held.iterchildren("{*}summary", "{*}p") if (text := words(part))
        ),
        extent=measured,
        form=next(filter(None, forms), ""),
        material=next(filter(None, support), ""),
        physical=tuple(said for said in _said(element, "physDesc") if said not in measured),
        history=tuple(_said(element, "history")),
    )


def archive(identifier: Element, pointers: Pointers) -> Archive:
    """The parts of an msIdentifier. Several numbers make one shelfmark; those of another kind stand apart."""
    held = {name(part): part for part in reversed(identifier) if name(part)}
    numbers = [part for part in identifier.iterchildren("{*}idno") if words(part)]
    wanted = [
        part for part in numbers if part.get("type") in (None, "shelfmark", "signature", "callNumber")
    ] or numbers[:1]
    others = [part for part in numbers if part not in wanted]
    others += [part for other in identifier.iterchildren("{*}altIdentifier") for part in other.iterchildren("{*}idno")]
    called = words(held.get("msName"))
    keeper = held.get("repository", held.get("institution"))
    return Archive(
        words(held.get("institution")),
        words(held.get("repository")),
        tuple(filter(None, (words(part) for part in identifier.iterchildren("{*}collection")))),
        ", ".join(words(part) for part in wanted),
        tuple(level for part in wanted for level in _levels(part)),
        tuple(words(held[kind]) for kind in _TOWN_TO_COUNTRY if kind in held and words(held[kind])),
        called if called != statements.ORIGINAL else "",
        identifiers(others),
        pointers.address(keeper) if keeper is not None else "",
    )


def titles(elements: list[Element]) -> Iterator[Title]:
    """The titles among some elements, in their order; one within another is part of it."""
    for element in _outermost(_of(elements, "title")):
        if said := words(element):
            tag = web_language(element.get(XML_LANG, ""))
            yield Title(said, element.get("type") or "main", element.get("level", ""), tag)


def languages(elements: list[Element]) -> Iterator[Language]:
    """The languages that textLang and language state among some elements."""
    for element in _of(elements, "textLang", "lang"):
        said = [element.get("mainLang", ""), *element.get("otherLangs", "").split()]
        tags = [web_language(tag) for tag in said if tag and tag != "und"]
        if not any(tags) and words(element):
            yield Language("", words(element))
        yield from (Language(tag, words(element) if number == 0 else "") for number, tag in enumerate(tags) if tag)


def identifiers(numbers: list[Element]) -> tuple[Identifier, ...]:
    """The idnos that say something, each once."""
    said = (Identifier(words(number), number.get("type", ""), number_address(number)) for number in numbers)
    return tuple(dict.fromkeys(number for number in said if number.value))


def extents(elements: Iterator[Element]) -> Iterator[str]:
    """What extents say in words, or else by the quantities of their measures."""
    for element in elements:
        if said := words(element):
            yield said
            continue
        for measure in element.iter("{*}measure"):
            if quantity := measure.get("quantity"):
                yield f"{quantity} {measure.get('unit', '')}".strip()


def _of(elements: list[Element], *kinds: str) -> Iterator[Element]:
    return (element for element in elements if name(element) in kinds)


def _outermost(elements: Iterator[Element]) -> list[Element]:
    """Those that do not stand in another of their name."""
    return [element for element in elements if all(name(above) != name(element) for above in element.iterancestors())]


def _of_another(element: Element, top: Element) -> bool:
    for above in element.iterancestors():
        if above is top:
            return False
        if name(above) in ("series", "relatedItem", "seriesStmt", "listBibl", "note", *_BIBLS):
            return True
    return False


def _of_a_part(element: Element, top: Element) -> bool:
    for above in element.iterancestors():
        if above is top:
            return False
        if name(above) in ("msPart", "msFrag", "msDesc", "additional", "altIdentifier"):
            return True
    return False


def _date_kind(date: Element) -> str:
    """Published where the date stands in an imprint, else the @type it has; a citation's date is the document's."""
    above = date.getparent()
    within = name(above) if above is not None else ""
    return "published" if within in ("imprint", "publicationStmt") else date.get("type", "")


def _people(elements: list[Element], pointers: Pointers, *kinds: str) -> Iterator[Agent]:
    for element in _of(elements, *(kinds or (*_PEOPLE, "respStmt"))):
        if name(element) == "respStmt":
            yield from responsible(element, pointers)
        else:
            yield from people(element, pointers)


def people(element: Element, pointers: Pointers) -> Iterator[Agent]:
    """Those whom an author, editor, sponsor, funder or principal names; an editor's @role says more."""
    kind, role = name(element), element.get("role", "")
    certain = relators_of(role)
    said = role if certain else f"{kind} ({role})" if role else kind
    yield from agents(element, pointers, said, *(certain or (_PEOPLE[kind],)))


def responsible(statement: Element, pointers: Pointers) -> Iterator[Agent]:
    """Those whom a respStmt names, with what it says they did."""
    deeds = [part for part in statement if name(part) in ("resp", "note")]
    role = " ".join(filter(None, map(words, deeds)))
    certain = relators_of(role, next((part.get("ref", "") for part in deeds), ""))
    for part in statement:
        if name(part) in NAMES:
            yield from agents(part, pointers, role, *certain)


def _item_titles(inner: list[Element]) -> Iterator[Title]:
    for item in _of(inner, "msItem", "msItemStruct", "msContents"):
        yield from titles(list(item.iterchildren("{*}title")))


def _scopes(inner: list[Element]) -> Iterator[Level]:
    for part in _of(inner, "biblScope"):
        if said := words(part) or "–".join(filter(None, (part.get("from"), part.get("to")))):
            yield Level(part.get("unit", "") or part.get("type", ""), said)


def _levels(number: Element) -> Iterator[Level]:
    for part in number.iter("{*}idno"):
        if part is not number and (said := words(part)):
            yield Level(part.get("type", "").removeprefix("x-").replace("-", " "), said)


def _cited_archive(inner: list[Element], pointers: Pointers) -> Archive | None:
    """What a citation marks of archive and shelfmark."""
    marked = [
        part for part in _outermost(_of(inner, "idno")) if part.get("type") in ("shelfmark", "signature", "callNumber")
    ]
    held = {name(part): words(part) for part in reversed(list(_of(inner, "repository", "institution", "settlement")))}
    identifier = next(_of(inner, "msIdentifier"), None)
    if identifier is not None:
        return archive(identifier, pointers)
    if not (marked or "repository" in held):
        return None
    return Archive(
        held.get("institution", ""),
        held.get("repository", ""),
        tuple(filter(None, (words(part) for part in _of(inner, "collection")))),
        ", ".join(map(words, marked)),
        tuple(level for part in marked for level in _levels(part)),
        tuple(filter(None, [held.get("settlement", "")])),
    )


def _references(element: Element) -> Iterator[Identifier]:
    for part in element.iter("{*}ref", "{*}ptr"):
        target = web((part.get("target") or "").strip())
        if target:
            yield Identifier(words(part) or target, "URL", target)


def _said(element: Element, kind: str) -> Iterator[str]:
    """What physDesc or history say, a paragraph each, or else a part each."""
    for part in element.iterchildren(f"{{*}}{kind}"):
        for inner in part:
            prose = name(inner) and next(inner.iterchildren("{*}p"), None) is not None
            yield from filter(None, paragraphs(inner) if prose else [words(inner)] if name(inner) else ())
