"""Dublin Core: the fifteen elements and their refinements, as repositories and harvesters take them in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from teikit.diagnostics import Diagnostic
from teikit.exporters.dating import Dating
from teikit.exporters.items import Item, first_item, left_out, people_of
from teikit.exporters.origin import titles
from teikit.exporters.record import Agent, documents, letters, main_title
from teikit.exporters.tagging import Tag, tag, written
from teikit.tei import TeiDocument

_SPACES = {
    "xmlns__dc": "http://purl.org/dc/elements/1.1/",
    "xmlns__dcterms": "http://purl.org/dc/terms/",
    "xmlns__xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_SUBJECTS = {
    "http://id.loc.gov/authorities/subjects": "LCSH",
    "lcsh": "LCSH",
    "ddc": "DDC",
    "udc": "UDC",
    "mesh": "MESH",
}
_WITHIN = ("series", "corpus")


def write(document: TeiDocument) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The description of a document, of a corpus as a whole, in a container without namespace.

    Guidelines for implementing Dublin Core in XML (DCMI, 2003): refinements and encoding schemes of the terms
    namespace beside the elements, which a reader of simple Dublin Core takes alone.
    """
    item = first_item(document)
    return written(tag("metadata", _description(item), **_SPACES)), tuple(_unsaid(item))


def _description(item: Item) -> Iterator[Tag]:
    known = item.record
    yield tag("dc:title", ": ".join(filter(None, (known.title, *known.subtitles))))
    yield from (tag("dcterms:alternative", title.text, xml__lang=title.language) for title in known.alternatives)
    yield from _names("dc:creator", item.creators)
    yield from _names("dc:contributor", (*known.recipients, *known.contributors), item.creators)
    yield from _names("dc:publisher", known.publishers)
    yield from _dates(item)
    yield from (tag("dcterms:abstract", text) for text in known.abstract)
    yield from (tag("dc:description", text) for text in (known.edition, *(note.text for note in known.notes)))
    for source in known.sources:
        yield from (tag("dc:description", text) for text in (*source.summary, *source.physical, *source.history))
    yield from _subjects(item)
    yield from _kind(item)
    yield from (tag("dc:language", language.tag, xsi__type="dcterms:RFC3066") for language in known.languages)
    yield from _numbers(item)
    yield from _source(item)
    yield from _relations(item)
    for right in dict.fromkeys(known.rights):
        yield tag("dc:rights", right.text)
        yield tag("dc:rights", right.url, xsi__type="dcterms:URI")


def _names(element: str, agents: Iterable[Agent], told: Iterable[Agent] = ()) -> Iterator[Tag]:
    known = {agent.inverted for agent in told}
    yield from (tag(element, name) for name in dict.fromkeys(agent.inverted for agent in agents) if name not in known)


def _dates(item: Item) -> Iterator[Tag]:
    if item.made is not None:
        yield date_tag("dcterms:created", item.made)
    if item.record.issued is not None:
        yield date_tag("dcterms:issued", item.record.issued)


def date_tag(element: str, date: Dating) -> Tag:
    """A day, month or year in W3CDTF, two of them as a DCMI Period; EDTF for a doubtful one, which neither can say; else words."""
    if date.known and date.doubtful:
        return tag(element, date.edtf)
    if date.w3cdtf:
        return tag(element, date.w3cdtf, xsi__type="dcterms:W3CDTF")
    first, last = date.bounds
    if not (first or last):
        return tag(element, date.text)
    said = [f"{name}={end};" for name, end in (("start", first), ("end", last)) if end]
    return tag(element, " ".join([*said, "scheme=W3C-DTF;"]), xsi__type="dcterms:Period")


def _subjects(item: Item) -> Iterator[Tag]:
    known = item.record
    for subject in known.subjects:
        element = "dcterms:spatial" if subject.kind == "place" else "dc:subject"
        scheme = _SUBJECTS.get(subject.scheme.lower().rstrip("/"), "") if element == "dc:subject" else ""
        yield tag(element, subject.text, xsi__type=f"dcterms:{scheme}" if scheme else "")
    places = [*known.created_at, *(place for action in known.correspondence for place in action.places)]
    places += [place for source in known.sources for place in source.places if place.kind == "created"]
    yield from (tag("dcterms:spatial", name) for name in dict.fromkeys(place.name for place in places))


def _kind(item: Item) -> Iterator[Tag]:
    known = item.record
    yield tag("dc:type", "Text", xsi__type="dcterms:DCMIType")
    yield from (tag("dc:type", genre.text) for genre in known.genres)
    yield tag("dc:format", "application/tei+xml", xsi__type="dcterms:IMT")
    yield from (tag("dcterms:extent", text) for text in (*known.extent, *(e for s in known.sources for e in s.extent)))
    yield from (tag("dcterms:medium", text) for text in dict.fromkeys(s.material for s in known.sources))


def _numbers(item: Item) -> Iterator[Tag]:
    for number in item.record.identifiers:
        yield tag("dc:identifier", number.url or number.value, xsi__type="dcterms:URI" if number.url else "")


def _source(item: Item) -> Iterator[Tag]:
    """Where the original is kept, and each source's citation whole."""
    held = item.record.archive
    if held is not None:
        yield tag("dc:source", ", ".join(filter(None, (*held.places[:1], held.holder or held.name, held.location))))
        yield from (tag("dc:source", number.value) for number in held.others)
    for citation in dict.fromkeys(source.citation for source in item.record.sources):
        yield tag("dc:source", citation)


def _relations(item: Item) -> Iterator[Tag]:
    """The series and other documents; of a corpus the texts that it holds."""
    for inner in documents(item.root):
        if inner is not item.root:
            held = inner.iterfind("{*}teiHeader/{*}fileDesc/{*}titleStmt/{*}title")
            yield tag("dcterms:hasPart", main_title(tuple(titles(list(held)))))
    for relation in item.record.relations:
        element = "dcterms:isPartOf" if relation.kind in _WITHIN else "dc:relation"
        yield tag(element, ", ".join(filter(None, (relation.text, relation.number))))
        yield tag(element, relation.url, xsi__type="dcterms:URI")


def _unsaid(item: Item) -> Iterator[Diagnostic]:
    known = item.record
    yield from left_out(
        "Dublin Core",
        item,
        {
            "what each contributor did": known.contributors,
            "addresses of persons": any(agent.ref for agent in people_of(item)),
            "original language": known.original_languages,
            "people who take part": known.participants,
            "places of publication": known.published_at,
            "further letters": letters(item.root)[1:],
            "way of the letter": [step for step in known.correspondence if step.kind not in ("sent", "received")],
            "when and where it was received": [step for step in known.actions("received") if step.dates or step.places],
        },
    )
