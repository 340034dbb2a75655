"""EAD3: the original as an item of an archive, with the edition as its digital copy, for finding aids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from teikit.diagnostics import Diagnostic
from teikit.exporters.dating import Dating
from teikit.exporters.items import Item, items
from teikit.exporters.language_codes import library_code
from teikit.exporters.record import Agent, Language
from teikit.exporters.tagging import Tag, point, tag, written
from teikit.expressions import expression
from teikit.tei import TeiDocument

_SPACE = "http://ead3.archivists.org/schema/"
_NAMES = {"person": "persname", "organisation": "corpname", "organization": "corpname", "place": "geogname"}
_CERTAIN = {"low": "low", "medium": "medium", "high": "high"}
_CONTAINERS = frozenset(("box", "folder", "reel", "volume", "carton", "file", "page"))
# 3 leaves, 1.5 m
_QUANTITY = expression(r"(?P<quantity>\d+(?:[.,]\d+)?) (?P<unit>[^\W\d][^\d,;]*)")


def write(document: TeiDocument) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The finding aid of a document, or of the texts of a corpus."""
    return write_many([document])


def write_many(documents: Iterable[TeiDocument]) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """One item as the described unit, several as the components of one, in their order."""
    found = list(items(documents))
    one = found[0] if len(found) == 1 else None
    described = tag("archdesc", _unit(one), level="item") if one is not None else _several(found)
    return written(tag("ead", _control(found), described, xmlns=_SPACE)), ()


def _control(found: list[Item]) -> Tag:
    """About the description. No clock dates its making, so that the same edition gives the same bytes."""
    agency = _common(agent.name for item in found for agent in item.record.publishers[:1]) or "teikit"
    return tag(
        "control",
        tag("recordid", found[0].key if len(found) == 1 else f"{found[0].key}-{len(found)}"),
        tag("filedesc", tag("titlestmt", tag("titleproper", _overall_title(found)))),
        point("maintenancestatus", value="derived"),
        tag("maintenanceagency", tag("agencyname", agency)),
        tag(
            "maintenancehistory",
            tag(
                "maintenanceevent",
                point("eventtype", value="derived"),
                tag("eventdatetime", "undated"),
                point("agenttype", value="machine"),
                tag("agent", "teikit"),
                tag("eventdescription", "Made from the teiHeader of the edition."),
            ),
        ),
        langencoding="iso639-2b",
        dateencoding="iso8601",
    )


def _overall_title(found: list[Item]) -> str:
    if len(found) == 1:
        return found[0].record.title or "Untitled document"
    held = [item.record.archive for item in found if item.record.archive is not None]
    collected = _common(relation.text for item in found for relation in item.record.relations[:1])
    return collected or _common(archive.location for archive in held) or f"{len(found)} documents"


def _common(said: Iterable[str]) -> str:
    """What all say, if they say the same."""
    different = set(said)
    return different.pop() if len(different) == 1 else ""


def _several(found: list[Item]) -> Tag:
    holder = _common(item.record.archive.holder if item.record.archive is not None else "" for item in found)
    repository = tag("repository", _named("corpname", holder))
    did = tag("did", repository, tag("unittitle", _overall_title(found)))
    components = tag("dsc", [tag("c", _unit(item), level="item") for item in found])
    return tag("archdesc", did, components, level="otherlevel", otherlevel="edition")


def _unit(item: Item) -> Iterator[Tag]:
    known = item.record
    yield tag("did", _identification(item))
    yield _block("scopecontent", (*known.abstract, *(text for source in known.sources for text in source.summary)))
    yield _block("custodhist", (*(text for source in known.sources for text in source.history), *_way(item)))
    yield _block("phystech", (text for source in known.sources for text in source.physical))
    yield _block("arrangement", _arranged(item))
    yield _block("userestrict", dict.fromkeys(_right(right.text, right.url) for right in known.rights))
    yield _block("altformavail", _edition(item))
    yield _block("processinfo", _deeds(item))
    yield _block("prefercite", dict.fromkeys(s.citation for s in known.sources if s.citation and not s.printed))
    bibliography = [tag("bibref", source.citation) for source in known.sources if source.printed]
    yield tag("bibliography", bibliography)
    yield _block("relatedmaterial", (_relation(*relation) for relation in known.relations))
    yield _block("odd", (note.text for note in known.notes))
    yield tag("controlaccess", _access(item))


def _identification(item: Item) -> Iterator[Tag]:
    known = item.record
    held = known.archive
    if held is not None:
        yield tag("unitid", held.shelfmark, localtype="shelfmark")
        yield from (tag("unitid", number.value, localtype=_token(number.kind)) for number in held.others)
        boxes = (level for level in held.levels if level.kind in _CONTAINERS)
        yield from (tag("container", level.value, localtype=level.kind) for level in boxes)
    title = ": ".join(filter(None, (known.title, *known.subtitles)))
    yield tag("unittitle", title or "Untitled document")
    yield from (tag("unittitle", other.text, localtype="alternative") for other in known.alternatives)
    yield from _dates(known.date) if known.date is not None else ()
    yield from (_extent(text) for source in known.sources for text in source.extent)
    yield from (tag("physdesc", source.material) for source in known.sources)
    yield tag("langmaterial", [_language(language) for language in known.original_languages or known.languages])
    makers = [_agent(agent, "aut" if known.authors else "crp") for agent in _once(item.creators)]
    yield from (tag("origination", maker, label="creator") for maker in makers)
    if held is not None and (held.holder or held.name):
        yield tag(
            "repository", _named("corpname", held.holder or held.name, identifier=held.ref), _address(held.places)
        )
    yield tag("abstract", " ".join(known.abstract))
    if known.url:
        yield point("dao", daotype="derived", href=known.url, linktitle="Digital edition")


def _dates(date: Dating) -> Iterator[Tag]:
    """Structured where a day, month or year is known, and the words as typed."""
    first, last = date.bounds
    certainty = _CERTAIN.get(date.certainty, "")
    if first and first == last:
        said = tag("datesingle", date.reads, standarddate=first)
    elif date.is_span:
        ends = (("fromdate", first), ("todate", last))
        said = tag("daterange", [tag(name, end, standarddate=end) for name, end in ends])
    else:
        said = tag("datesingle", date.reads, notbefore=first, notafter=last) if first or last else tag("datesingle")
    yield tag("unitdatestructured", said, unitdatetype="inclusive" if date.is_span else "", certainty=certainty)
    yield tag("unitdate", date.text) if date.text and (date.is_span or not said) else tag("unitdate")


def _extent(text: str) -> Tag:
    found = _QUANTITY.fullmatch(text)
    if found is None:
        return tag("physdesc", text)
    parts = tag("quantity", found["quantity"].replace(",", ".")), tag("unittype", found["unit"])
    return tag("physdescstructured", *parts, physdescstructuredtype="spaceoccupied", coverage="whole")


def _language(language: Language) -> Tag:
    return tag("language", language.text or language.tag, langcode=library_code(language.tag))


def _agent(agent: Agent, relator: str = "") -> Tag:
    return _named(_NAMES.get(agent.kind, "name"), agent.inverted, identifier=agent.ref, relator=relator)


def _named(element: str, text: str, **attributes: str) -> Tag:
    return tag(element, tag("part", text), **attributes)


def _address(places: tuple[str, ...]) -> Tag:
    return tag("address", [tag("addressline", place) for place in places])


def _arranged(item: Item) -> Iterator[str]:
    """The collection and the levels that the shelfmark has, from the largest to the item."""
    held = item.record.archive
    if held is not None:
        yield from (f"Collection: {collection}" for collection in held.collections)
        yield ", ".join(f"{level.kind} {level.value}" for level in held.levels)


def _edition(item: Item) -> Iterator[str]:
    """The digital edition, as another form of the item."""
    known = item.record
    languages = ", ".join(language.text or language.tag for language in known.languages)
    published = ", ".join(dict.fromkeys(agent.name for agent in known.publishers))
    place = ", ".join(place.name for place in known.published_at)
    said = [known.edition, f"text in {languages}" if languages else "", published, place]
    said += [known.issued.reads if known.issued is not None else "", *known.extent]
    said += [number.value for number in known.identifiers]
    yield ", ".join(filter(None, ("Digital edition (TEI)", *said)))


def _deeds(item: Item) -> Iterator[str]:
    """Who did what for the edition, in the header's words."""
    deeds: dict[str, list[str]] = {}
    for agent in item.record.contributors:
        deeds.setdefault(agent.role, []).append(agent.natural)
    yield from (f"{role[:1].upper()}{role[1:]}: {', '.join(dict.fromkeys(names))}" for role, names in deeds.items())


def _way(item: Item) -> Iterator[str]:
    """From whom to whom a letter went, when and where."""
    for action in item.record.correspondence:
        said = [*(agent.natural for agent in action.people), *(place.name for place in action.places)]
        said += [*(date.reads for date in action.dates), action.text]
        yield f"{action.kind.capitalize() or 'Step'}: {', '.join(filter(None, said))}"


def _relation(kind: str, text: str, url: str, number: str) -> str:
    said = ", ".join(filter(None, (text, number, url if url != text else "")))
    return f"{kind.capitalize()}: {said}" if kind else said


def _right(text: str, url: str) -> str:
    return f"{text} ({url})" if url and url not in text else text


def _access(item: Item) -> Iterator[Tag]:
    known = item.record
    yield from (_agent(agent, "rcp") for agent in _once(known.recipients))
    told = {agent.name for agent in (*item.creators, *known.recipients)}
    yield from (_agent(agent) for agent in _once(known.participants) if agent.name not in told)
    yield from (_named("genreform", genre.text) for genre in known.genres)
    for subject in known.subjects:
        element = _NAMES.get(subject.kind, "subject")
        yield _named(element, subject.text, identifier=subject.ref, source=_token(subject.scheme))
    places = [place for action in known.correspondence for place in action.places] + list(known.created_at)
    yield from (
        _named("geogname", name, identifier=ref) for name, ref in dict.fromkeys((p.name, p.ref) for p in places)
    )


def _once(agents: Iterable[Agent]) -> Iterable[Agent]:
    return {agent.inverted: agent for agent in agents}.values()


def _block(element: str, said: Iterable[str]) -> Tag:
    return tag(element, [tag("p", text) for text in said])


def _token(text: str) -> str:
    return "-".join(text.split())
