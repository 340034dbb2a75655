"""MODS 3.7: the edition as a library describes it, and the original it goes back to as a related item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from teikit.diagnostics import Diagnostic
from teikit.exporters.csl_json import doi
from teikit.exporters.dating import Dating
from teikit.exporters.items import Item, items
from teikit.exporters.language_codes import library_code
from teikit.exporters.record import Agent, Archive, Identifier, Language, Place, Source, Subject, Title
from teikit.exporters.tagging import Tag, tag, written
from teikit.tei import TeiDocument

_SPACES = {
    "xmlns": "http://www.loc.gov/mods/v3",
    "xmlns__xlink": "http://www.w3.org/1999/xlink",
    "xmlns__xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi__schemaLocation": "http://www.loc.gov/mods/v3 http://www.loc.gov/standards/mods/v3/mods-3-7.xsd",
}
_RELATORS = "http://id.loc.gov/vocabulary/relators"
_NAME_TYPES = {"person": "personal", "organisation": "corporate"}
_SUBJECT_PARTS = {"place": "geographic", "genre": "genre"}
_NOT_ALTERNATIVE = {"short": "abbreviated", "translated": "translated", "uniform": "uniform"}
_RELATIONS = {"series": "series", "corpus": "host"}


def write(document: TeiDocument) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """A `mods`, or of a corpus a `modsCollection`."""
    return write_many([document])


def write_many(documents: Iterable[TeiDocument]) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """One `mods` for one text, a `modsCollection` for several, in their order. MODS has a place for all of a record."""
    found = [tag("mods", _parts(item), version="3.7") for item in items(documents)]
    root = found[0] if len(found) == 1 else tag("modsCollection", found)
    return written(root._replace(attributes=_spaced(root))), ()


def _spaced(root: Tag) -> dict[str, str]:
    return {name.replace("__", ":"): value for name, value in _SPACES.items()} | root.attributes


def _parts(item: Item) -> Iterator[Tag]:
    known = item.record
    yield _main_title(known.title, known.subtitles)
    yield from (_other_title(title) for title in known.alternatives)
    yield from _names(item)
    yield tag("typeOfResource", "text")
    yield tag("genre", "letter" if item.kind == "letter" else "", authority="marcgt")
    yield from (tag("genre", genre.text) for genre in known.genres)
    yield _published(item)
    yield from map(_language, known.languages)
    yield tag(
        "physicalDescription",
        tag("form", "electronic", authority="marcform"),
        tag("internetMediaType", "application/tei+xml"),
        [tag("extent", text) for text in known.extent],
        tag("digitalOrigin", "reformatted digital" if known.archive is not None or item.print is not None else ""),
    )
    yield from (tag("abstract", text) for text in known.abstract)
    yield from (tag("note", note.text, type_=note.kind) for note in known.notes)
    yield tag("note", "; ".join(agent.name for agent in known.participants), type_="participants")
    yield from (tag("note", text, type_="way of the letter") for text in _steps(item))
    yield from map(_subject, known.subjects)
    yield from _related(item)
    yield from (_identifier(number) for number in known.identifiers)
    yield tag("identifier", doi(known) if not known.identifier("doi") else "", type_="doi")
    yield tag("location", tag("url", known.url, usage="primary display"))
    for right in dict.fromkeys(known.rights):
        yield tag("accessCondition", right.text, type_="use and reproduction", xlink__href=right.url)
    yield tag("recordInfo", tag("recordOrigin", "Made by teikit from the teiHeader of the edition."))


def _main_title(title: str, subtitles: tuple[str, ...]) -> Tag:
    return tag("titleInfo", tag("title", title), tag("subTitle", ": ".join(subtitles) if title else ""))


def _other_title(title: Title) -> Tag:
    kind = _NOT_ALTERNATIVE.get(title.kind, "translated" if title.language else "alternative")
    return tag("titleInfo", tag("title", title.text), type_=kind, lang=library_code(title.language))


def _names(item: Item) -> Iterator[Tag]:
    """Each person once, with all that they did."""
    known = item.record
    deeds: dict[str, list[tuple[Agent, str, tuple[str, ...]]]] = {}
    sent = [(agent, "sender", ("crp",)) for agent in known.senders]
    received = [(agent, "addressee", ("rcp",)) for agent in known.recipients]
    others = [(agent, agent.role, agent.relators) for agent in (*known.authors, *known.contributors)]
    for agent, role, relators in (*others[: len(known.authors)], *sent, *received, *others[len(known.authors) :]):
        deeds.setdefault(agent.ref or agent.inverted, []).append((agent, role, relators))
    for held in deeds.values():
        roles = dict.fromkeys((role, relators) for _, role, relators in held)
        yield _name(held[0][0], [_role(role, relators) for role, relators in roles])


def _name(agent: Agent, roles: list[Tag]) -> Tag:
    marked = agent.family and agent.given
    parts = (
        (
            tag("namePart", " ".join(filter(None, (agent.particle, agent.family))), type_="family"),
            tag("namePart", agent.given, type_="given"),
            tag("namePart", agent.suffix, type_="termsOfAddress"),
        )
        if marked
        else (tag("namePart", agent.name),)
    )
    kind = _NAME_TYPES.get(agent.kind, "personal" if marked else "")
    return tag("name", *parts, roles, type_=kind, valueURI=agent.ref)


def _role(role: str, relators: tuple[str, ...]) -> Tag:
    codes = [
        tag(
            "roleTerm",
            code,
            type_="code",
            authority="marcrelator",
            authorityURI=_RELATORS,
            valueURI=f"{_RELATORS}/{code}",
        )
        for code in relators
    ]
    return tag("role", codes, tag("roleTerm", role, type_="text"))


def _published(item: Item) -> Tag:
    known = item.record
    return tag(
        "originInfo",
        [_place(place) for place in known.published_at],
        [tag("publisher", name) for name in dict.fromkeys(agent.name for agent in known.publishers)],
        [date for issued in known.published for date in _dates("dateIssued", issued)],
        tag("edition", known.edition),
        eventType="publication",
    )


def _place(place: Place) -> Tag:
    return tag("place", tag("placeTerm", place.name, type_="text", valueURI=place.ref))


def _dates(element: str, date: Dating, **attributes: str) -> Iterator[Tag]:
    """A day in W3CDTF, a range with its ends apart; else what EDTF or the words say."""
    said = attributes | ({"qualifier": "questionable"} if date.doubtful else {})
    first, last = date.bounds
    if date.w3cdtf:
        yield tag(element, date.w3cdtf, encoding="w3cdtf", **said)
    elif first and last and not first.startswith("-"):
        said |= {} if date.is_span else {"qualifier": "approximate"}
        yield tag(element, first, encoding="w3cdtf", point="start", **said)
        yield tag(element, last, encoding="w3cdtf", point="end", **said)
    elif date.edtf:
        yield tag(element, date.edtf, encoding="edtf", **attributes)
    if date.text and date.text != date.w3cdtf:
        yield tag(element, date.text, **{key: value for key, value in attributes.items() if key != "keyDate"})


def _language(language: Language) -> Tag:
    return tag(
        "language",
        tag("languageTerm", library_code(language.tag), type_="code", authority="iso639-2b"),
        tag("languageTerm", language.tag, type_="code", authority="rfc5646"),
        tag("languageTerm", language.text, type_="text"),
    )


def _steps(item: Item) -> Iterator[str]:
    """Steps of a letter's way beyond sending and receiving it."""
    for action in item.record.correspondence:
        if action.kind not in ("sent", "received"):
            said = [agent.name for agent in action.people] + [place.name for place in action.places]
            said += [date.reads for date in action.dates] + [action.text]
            yield f"{action.kind}: {', '.join(filter(None, said))}"


def _subject(subject: Subject) -> Tag:
    held = {"authority": subject.scheme.lstrip("#")} if subject.scheme and "/" not in subject.scheme else {}
    held |= {"authorityURI": subject.scheme} if "/" in subject.scheme else {}
    if subject.kind in ("person", "organization", "organisation"):
        kind = "personal" if subject.kind == "person" else "corporate"
        return tag("subject", tag("name", tag("namePart", subject.text), type_=kind, valueURI=subject.ref), **held)
    element = _SUBJECT_PARTS.get(subject.kind, "topic")
    return tag("subject", tag(element, subject.text, valueURI=subject.ref), **held)


def _identifier(number: Identifier) -> Tag:
    kind = number.kind.lower() or ("uri" if number.url else "local")
    value = number.value.rpartition("doi.org/")[2] if kind == "doi" else number.value
    return tag("identifier", value, type_="uri" if kind == "url" else kind)


def _related(item: Item) -> Iterator[Tag]:
    yield _original(item)
    edited = item.print
    for source in item.record.sources:
        if source.printed:
            yield _print(source, "original" if source is edited else "otherVersion")
    for relation in item.record.relations:
        said = (
            tag("titleInfo", tag("title", relation.text), tag("partNumber", relation.number)),
            tag("identifier", relation.url, type_="uri"),
        )
        kind = _RELATIONS.get(relation.kind, "")
        yield tag("relatedItem", *said, type_=kind, otherType="" if kind else relation.kind)


def _original(item: Item) -> Tag:
    """The paper itself: when and where it was written, its language, where it is kept, and as what it is cited."""
    known = item.record
    sources = [source for source in known.sources if not source.printed]
    places = list(known.made_at)
    places += [place for source in sources for place in source.places]
    made = known.date
    received = [date for action in known.actions("received") for date in action.dates]
    origin = tag(
        "originInfo",
        [_place(place) for place in dict.fromkeys(place._replace(kind="") for place in places)],
        list(_dates("dateCreated", made, keyDate="yes" if made.w3cdtf else "")) if made is not None else [],
        [tag_ for date in received for tag_ in _dates("dateOther", date, type_="received")],
        eventType="production",
    )
    return tag(
        "relatedItem",
        [_name(agent, [_role(agent.role, agent.relators)]) for source in sources for agent in source.people],
        origin,
        map(_language, known.original_languages),
        tag(
            "physicalDescription",
            [tag("form", text, type_="material") for text in dict.fromkeys(s.material for s in sources)],
            [tag("extent", text) for source in sources for text in source.extent],
            [tag("note", text) for source in sources for text in source.physical],
        ),
        [tag("abstract", text) for source in sources for text in source.summary],
        tag(
            "tableOfContents",
            " -- ".join(title.text for source in sources for title in source.titles if _listed(source)),
        ),
        [tag("note", source.citation, type_="citation/reference") for source in sources],
        [tag("note", text, type_="ownership") for source in sources for text in source.history],
        [_identifier(number) for source in sources for number in source.identifiers],
        _kept(known.archive) if known.archive is not None else (),
        type_="original",
    )


def _listed(source: Source) -> bool:
    """Whether its titles are those of what it holds: a citation's own title stands in the citation."""
    return source.kind == "msDesc"


def _kept(held: Archive) -> Iterator[Tag]:
    for collection in held.collections:
        yield tag("relatedItem", tag("titleInfo", tag("title", collection)), type_="host")
    for number in held.others:
        yield tag("identifier", number.value, type_=number.kind)
    keeper = ", ".join(filter(None, (held.holder or held.name, *held.places)))
    yield tag("location", tag("physicalLocation", keeper, valueURI=held.ref), tag("shelfLocator", held.shelfmark))


def _print(source: Source, kind: str) -> Tag:
    published = [date for date in source.dates if date.kind == "published"]
    return tag(
        "relatedItem",
        [tag("titleInfo", tag("title", title.text)) for title in source.titles],
        [_name(agent, [_role(agent.role, agent.relators)]) for agent in source.people],
        tag(
            "originInfo",
            [_place(place) for place in source.places if place.kind == "published"],
            [tag("publisher", name) for name in source.publishers],
            [made for date in published for made in _dates("dateIssued", date)],
            eventType="publication",
        ),
        tag("note", source.citation, type_="citation/reference"),
        [_identifier(number) for number in source.identifiers],
        tag("part", [tag("detail", tag("number", scope.value), type_=scope.kind) for scope in source.scopes]),
        type_=kind,
    )
