"""The record of a document: what its teiHeader says of it, typed, for the formats of libraries, archives and the web."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from teikit import statements
from teikit.exporters.dating import Dating, dating
from teikit.exporters.header import NAMES, PLACES, Header, paragraphs, web, words
from teikit.exporters.languages import web_language
from teikit.exporters.naming import Agent, agents
from teikit.exporters.origin import (
    Archive,
    Identifier,
    Language,
    Level,
    Place,
    Source,
    Title,
    extents,
    identifiers,
    people,
    responsible,
    sources,
    titles,
)
from teikit.exporters.pointers import Pointers
from teikit.exporters.walking import Element, name, names
from teikit.tei import XML_ID, XML_LANG


class Action(NamedTuple):
    """A step of a letter's way, chapter 2.4.6 of the Guidelines (Correspondence Description): sent, received and others."""

    kind: str
    people: tuple[Agent, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[Dating, ...] = ()
    text: str = ""


class Subject(NamedTuple):
    """A keyword or class. `kind` is term/@type; `scheme` says whose it is, `code` is what the scheme calls it."""

    text: str
    kind: str = ""
    scheme: str = ""
    code: str = ""
    ref: str = ""


class Note(NamedTuple):
    text: str
    kind: str = ""


class Relation(NamedTuple):
    """Another document and what it is to this one: series, corpus, previous, next, reply, cites …"""

    kind: str
    text: str = ""
    url: str = ""
    number: str = ""


class Rights(NamedTuple):
    """A licence, or what else is said about use; `url` is the licence's address, `status` that of availability."""

    text: str
    url: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What a header says. The fields to `created` are the text's, those to `notes` the edition's; `sources` are apart.

    Nothing is inferred but what a field's docstring says; teikit's own placeholders ("undated") are left out.
    """

    titles: tuple[Title, ...] = ()
    authors: tuple[Agent, ...] = ()
    contributors: tuple[Agent, ...] = ()  # editors, translators, sponsors … in the header's order
    abstract: tuple[str, ...] = ()
    created: tuple[Dating, ...] = ()
    created_at: tuple[Place, ...] = ()
    correspondence: tuple[Action, ...] = ()  # of the first letter, where a header describes several
    participants: tuple[Agent, ...] = ()
    subjects: tuple[Subject, ...] = ()
    genres: tuple[Subject, ...] = ()  # of what type the document is, where a keyword or class says so
    languages: tuple[Language, ...] = ()  # of the text as edited
    edition: str = ""
    publishers: tuple[Agent, ...] = ()
    published: tuple[Dating, ...] = ()
    published_at: tuple[Place, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    rights: tuple[Rights, ...] = ()
    extent: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    notes: tuple[Note, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def title(self) -> str:
        """The title of the document itself: not that of the series, nor its date or number."""
        return main_title(self.titles)

    @property
    def subtitles(self) -> tuple[str, ...]:
        """The titles of kind sub."""
        return tuple(title.text for title in self.titles if title.kind == "sub" and title.level != "s")

    @property
    def alternatives(self) -> tuple[Title, ...]:
        """Every other title of the document: short, parallel, in other languages."""
        known = {self.title, *self.subtitles}
        others = (title for title in self.titles if title.level != "s" and title.kind not in NO_NAMES)
        return tuple(dict.fromkeys(title for title in others if title.text not in known))

    @property
    def language(self) -> str:
        """The tag of the text's language; empty where none is stated."""
        return next((language.tag for language in self.languages if language.tag), "")

    @property
    def original_languages(self) -> tuple[Language, ...]:
        """The languages that a source is said to be in and the text is not."""
        own = {language.tag for language in self.languages}
        stated = (language for source in self.sources for language in source.languages)
        return tuple(dict.fromkeys(language for language in stated if not language.tag or language.tag not in own))

    @property
    def date(self) -> Dating | None:
        """When the document was made: the creation date, else that of sending, else that of the manuscript."""
        stated = [*self.created, *(date for action in self.actions("sent") for date in action.dates)]
        stated += [date for source in self.sources if source.kind == "msDesc" for date in source.dates]
        return next((date for date in stated if date.known), next(iter(stated), None))

    @property
    def made_at(self) -> tuple[Place, ...]:
        """Where the document was written, or sent from."""
        return (*self.created_at, *(place for action in self.actions("sent") for place in action.places))

    @property
    def issued(self) -> Dating | None:
        """When the edition was published."""
        return next((date for date in self.published if date.known), next(iter(self.published), None))

    @property
    def url(self) -> str:
        """The address of the edition: a DOI or handle first."""
        held = [number.url for number in self.identifiers if number.url]
        return next((url for url in held if _lasting(url)), next(iter(held), ""))

    @property
    def archive(self) -> Archive | None:
        """Where the original is kept, by the first description that names a repository, else by the first.

        Where that marks no parts of the shelfmark, they are those of a citation of the same shelfmark.
        """
        held = [source.archive for source in self.sources if source.archive is not None]
        first = next((archive for archive in held if archive.holder), next(iter(held), None))
        if first is None or first.levels:
            return first
        same = (other.levels for other in held if first.shelfmark and other.shelfmark.endswith(first.shelfmark))
        return first._replace(levels=next(filter(None, same), ()))

    @property
    def citation(self) -> str:
        """The first citation of the sources, whole."""
        return next((source.citation for source in self.sources if source.citation and source.kind != "p"), "")

    @property
    def senders(self) -> tuple[Agent, ...]:
        return tuple(agent for action in self.actions("sent") for agent in action.people)

    @property
    def recipients(self) -> tuple[Agent, ...]:
        return tuple(agent for action in self.actions("received") for agent in action.people)

    @property
    def is_letter(self) -> bool:
        """Whether the header describes it as sent or received by somebody."""
        return bool(self.senders or self.recipients)

    def actions(self, kind: str) -> tuple[Action, ...]:
        """The steps of a letter's way of this kind."""
        return tuple(action for action in self.correspondence if action.kind == kind)

    def playing(self, *relators: str) -> tuple[Agent, ...]:
        """The contributors who did one of these, each once, by MARC's codes."""
        return tuple(dict.fromkeys(agent for agent in self.contributors if agent.plays(*relators)))

    def identifier(self, kind: str) -> str:
        """The first identifier of this @type, whatever its case."""
        return next((number.value for number in self.identifiers if number.kind.lower() == kind.lower()), "")


def main_title(titles: Sequence[Title]) -> str:
    """The title of the document itself among those of its titleStmt: not that of the series, nor its date or number."""
    own = [title for title in titles if title.kind in ("main", "full") and title.level != "s"]
    own.sort(key=lambda title: title.level != "a")
    return next(
        (title.text for title in own or [title for title in titles if title.kind not in NO_NAMES] or titles), ""
    )


NO_NAMES = names("iso-date num desc gmd series collection filename shelfmark date")


def _lasting(url: str) -> bool:
    return "doi.org/" in url or "hdl.handle.net/" in url


def documents(root: Element) -> Iterator[Element]:
    """The TEI elements of a file, in order: the root, or those that a teiCorpus holds at any depth.

    A corpus that holds none, as one that names its texts in other files, is its own only document.
    """
    held = [
        element
        for element in root.iter("{*}TEI")
        if all(name(above) == "teiCorpus" for above in element.iterancestors())
    ]
    yield from held if name(root) == "teiCorpus" and held else [root]


def record(
    root: Element, header: Header | None = None, pointers: Pointers | None = None, outer: Record | None = None
) -> Record:
    """The record of a TEI or teiCorpus element. What a corpus says of publisher, date, rights and series holds for its texts.

    Without a header all fields are empty. `header` is that of the element, `pointers` those of the file and `outer` the
    record of the corpus around it, if they have been read already.
    """
    above = root.getparent()
    pointers = pointers or Pointers(root.getroottree().getroot())
    if outer is None and above is not None and name(above) == "teiCorpus":
        outer = record(above, None, pointers)
    return _record(root, header or Header(root.find("{*}teiHeader")), pointers, outer)


def _record(root: Element, header: Header, pointers: Pointers, outer: Record | None) -> Record:
    statement = "fileDesc/titleStmt"
    imprint = outer if outer is not None and not header.all("fileDesc/publicationStmt/publisher") else None
    terms = tuple(_terms(header))
    return Record(
        tuple(titles(header.all(f"{statement}/title"))),
        tuple(agent for author in header.all(f"{statement}/author") for agent in people(author, pointers)),
        tuple(dict.fromkeys(_contributors(header, pointers))),
        tuple(said for element in header.all("profileDesc/abstract") for said in paragraphs(element)),
        tuple(filter(None, (_made(date) for date in header.all("profileDesc/creation/date")))),
        tuple(_places(header.all("profileDesc/creation/placeName"), "created", pointers)),
        tuple(action for letter in letters(root)[:1] for action in steps(letter, pointers))
        or tuple(_roles(header, pointers)),
        tuple(_participants(header, pointers)),
        tuple(term for term in terms if not _is_genre(term)),
        tuple(term for term in terms if _is_genre(term)),
        tuple(_languages(root, header)),
        _edition(header),
        tuple(_publishers(header, pointers)) or (imprint.publishers if imprint else ()),
        tuple(_published(header)) or (imprint.published if imprint else ()),
        tuple(_places(header.all("fileDesc/publicationStmt/pubPlace"), "published", pointers)),
        identifiers(header.all("fileDesc/publicationStmt/idno", "fileDesc/publicationStmt/p/idno")) + _linked(header),
        tuple(_rights(header)) or (outer.rights if outer is not None else ()),
        tuple(extents(iter(header.all("fileDesc/extent")))),
        tuple(_relations(header, outer)),
        tuple(_notes(header)),
        sources(header.first("fileDesc/sourceDesc"), pointers),
    )


def _made(date: Element) -> Dating:
    found = dating(date, "created")
    return found if found.known or found.text != statements.UNDATED else Dating("created")


def _contributors(header: Header, pointers: Pointers) -> Iterator[Agent]:
    wanted = ("editor", "principal", "respStmt", "sponsor", "funder")
    for statement in header.all("fileDesc/titleStmt", "fileDesc/editionStmt"):
        for element in statement:
            if name(element) not in wanted:
                continue
            found = responsible if name(element) == "respStmt" else people
            yield from (agent for agent in found(element, pointers) if agent.role != statements.ENCODED_BY)


def _publishers(header: Header, pointers: Pointers) -> Iterator[Agent]:
    for kind, code in (("publisher", "pbl"), ("distributor", "dst"), ("authority", "isb")):
        for element in header.all(f"fileDesc/publicationStmt/{kind}"):
            yield from agents(element, pointers, kind, code)


def _published(header: Header) -> Iterator[Dating]:
    for element in header.all("fileDesc/publicationStmt/date", "fileDesc/editionStmt/edition/date"):
        if found := dating(element, "published"):
            yield found


def _linked(header: Header) -> tuple[Identifier, ...]:
    """Addresses in a publication statement that is written in prose or with pointers."""
    found = header.all(
        "fileDesc/publicationStmt/p/ref", "fileDesc/publicationStmt/ptr", "fileDesc/publicationStmt/p/ptr"
    )
    targets = (web((element.get("target") or "").strip()) for element in found)
    return tuple(Identifier(target, "URI", target) for target in dict.fromkeys(filter(None, targets)))


def _rights(header: Header) -> Iterator[Rights]:
    for availability in header.all("fileDesc/publicationStmt/availability"):
        status = availability.get("status", "")
        for part in availability:
            said = " ".join(paragraphs(part)) if name(part) else ""
            address = _first_address(part) if name(part) == "licence" else ""
            if (said or address) and said != statements.NO_LICENCE:
                yield Rights(said or address, address, status)


def _first_address(licence: Element) -> str:
    said = [licence.get("target", "").strip(), *(ref.get("target", "").strip() for ref in licence.iter("{*}ref"))]
    return next(filter(None, map(web, [*said, words(licence)])), "")


def _edition(header: Header) -> str:
    """What the edition is called, if it is called anything but a date or what the document is called."""
    edition = header.first("fileDesc/editionStmt/edition")
    said = words(edition)
    if said in map(words, header.all("fileDesc/titleStmt/title")):
        return ""
    return said if edition is not None and all(words(part) != said for part in edition.iterchildren("{*}date")) else ""


def _languages(root: Element, header: Header) -> Iterator[Language]:
    """The language of the text first, then what langUsage lists besides; each tag once."""
    listed = [
        Language(web_language(element.get("ident", "")), words(element))
        for element in header.all("profileDesc/langUsage/language")
    ]
    text = root.find("{*}text")
    of_file = root.get(XML_LANG, "") if len(listed) != 1 else ""  # where one is listed, the file's is the header's
    stated = web_language((text.get(XML_LANG, "") if text is not None else "") or of_file)
    if stated and not any(language.tag == stated for language in listed):
        yield Language(stated)
    listed.sort(key=lambda language: language.tag != stated)
    yield from (language for language in dict.fromkeys(listed) if language.tag != "und" and any(language))


def _terms(header: Header) -> Iterator[Subject]:
    """Keywords, class codes and the categories that catRefs point to."""
    for keywords in header.all("profileDesc/textClass/keywords"):
        scheme = keywords.get("scheme", "")
        for term in keywords.iter("{*}term", "{*}item"):
            inner = next(term.iterchildren("{*}term"), None)
            if inner is None and (said := words(term)):
                address = web((term.get("ref") or term.get("target") or "").strip())
                yield Subject(said, term.get("type", ""), scheme, term.get("key", ""), address)
    for code in header.all("profileDesc/textClass/classCode"):
        if said := words(code):
            yield Subject(said, "class", code.get("scheme", ""), said)
    categories = {element.get(XML_ID): element for element in header.names.get("category", [])}
    for reference in header.all("profileDesc/textClass/catRef"):
        for target in (reference.get("target") or "").split():
            found = categories.get(target.removeprefix("#"))
            described = words(next(found.iterchildren("{*}catDesc"), None)) if found is not None else ""
            if described:
                yield Subject(described, "class", reference.get("scheme", ""), target.removeprefix("#"))


_GENRES = names("document genre form doctype text-type texttype document-type")


def _is_genre(subject: Subject) -> bool:
    return subject.kind.lower() in _GENRES or subject.scheme.lower().strip("#") in _GENRES


def letters(root: Element) -> list[Element]:
    """The correspDescs of a document's header: one for each letter it describes."""
    return list(root.iterfind("{*}teiHeader/{*}profileDesc/{*}correspDesc"))


def steps(letter: Element, pointers: Pointers) -> Iterator[Action]:
    """The steps of the way that a correspDesc describes."""
    for element in letter.iterchildren("{*}correspAction"):
        kind = element.get("type", "")
        parts = list(element.iterchildren("{*}*"))
        named = [agent for part in parts if name(part) in NAMES for agent in agents(part, pointers)]
        places = _places([part for part in parts if name(part) in PLACES], kind, pointers)
        dates = filter(None, (dating(part, kind) for part in parts if name(part) == "date"))
        loose = "" if any(name(part) in (*NAMES, *PLACES, "date") for part in parts) else words(element)
        yield Action(kind, tuple(named), tuple(places), tuple(dates), loose)


_ROLES = {"sender": "sent", "recipient": "received", "addressee": "received"}


def _roles(header: Header, pointers: Pointers) -> Iterator[Action]:
    """Sender and recipient where a file has no correspDesc and names them as participants with that role."""
    for person in header.names.get("person", []):
        kind = _ROLES.get((person.get("role") or "").lower(), "")
        named = next(person.iterchildren("{*}persName", "{*}name"), None)
        if kind and named is not None:
            yield Action(kind, tuple(agents(named, pointers)))


def _participants(header: Header, pointers: Pointers) -> Iterator[Agent]:
    for path in ("profileDesc/particDesc/listPerson", "profileDesc/particDesc"):
        for listed in header.all(path):
            for person in listed.iterchildren("{*}person", "{*}personGrp", "{*}org"):
                named = next(person.iterchildren("{*}persName", "{*}orgName", "{*}name"), None)
                for agent in agents(named, pointers, person.get("role", "")) if named is not None else ():
                    yield agent._replace(ref=agent.ref or pointers.address(person), key=person.get(XML_ID) or agent.key)


def _places(elements: list[Element], kind: str, pointers: Pointers) -> Iterator[Place]:
    for element in elements:
        if said := words(element):
            inner = next(element.iterchildren("{*}rs", "{*}placeName", "{*}settlement"), None)
            yield Place(said, kind, pointers.address(element) or (pointers.address(inner) if inner is not None else ""))


def _relations(header: Header, outer: Record | None) -> Iterator[Relation]:
    if outer is not None and outer.title:
        yield Relation("corpus", outer.title, outer.url)
    for statement in header.all("fileDesc/seriesStmt"):
        if said := words(next(statement.iterchildren("{*}title", "{*}p"), None)):
            number = ", ".join(words(part) for part in statement.iterchildren("{*}biblScope", "{*}idno"))
            yield Relation("series", said, number=number)
    for title in titles(header.all("fileDesc/titleStmt/title")):
        if title.level == "s":
            yield Relation("series", title.text)
    for reference in header.all(*(f"profileDesc/correspDesc/correspContext/{kind}" for kind in ("ref", "ptr"))):
        target = (reference.get("target") or "").strip()
        if target or words(reference):
            yield Relation(reference.get("type", ""), words(reference) or target, web(target))


def _notes(header: Header) -> Iterator[Note]:
    for element in header.all("fileDesc/notesStmt/note", "profileDesc/correspDesc/note"):
        if said := words(element):
            yield Note(said, element.get("type", ""))


__all__ = [
    "Action",
    "Agent",
    "Archive",
    "Dating",
    "Identifier",
    "Language",
    "Level",
    "Note",
    "Place",
    "Record",
    "Relation",
    "Rights",
    "Source",
    "Subject",
    "Title",
    "documents",
    "record",
]
