"""RIS: what reference managers of every kind import, one reference a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from teikit.diagnostics import Diagnostic
from teikit.exporters.csl_json import doi
from teikit.exporters.dating import Dating, parts
from teikit.exporters.items import Item, items, no_reference_field
from teikit.exporters.record import Agent
from teikit.tei import TeiDocument

# RIS format specifications (Thomson Reuters, 2011): personal communication, manuscript, book, generic
_TYPES = {"letter": "PCOMM", "manuscript": "MANSCPT", "print": "BOOK", "text": "GEN"}


def write(document: TeiDocument) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The references of a document; a corpus gives several."""
    return write_many([document])


def write_many(documents: Iterable[TeiDocument]) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The references of all documents, in their order; a line is a tag, two blanks, a hyphen, a blank and one value."""
    found = list(items(documents))
    data = "\n".join(_reference(item) for item in found)
    return data.encode(), tuple(
        finding for item in found for finding in no_reference_field("RIS", item, ("edt", "trl"), "rights")
    )


def _reference(item: Item) -> str:
    lines = [f"{tag}  - {' '.join(text.split())}" for tag, text in _lines(item) if text.strip()]
    return "\n".join((f"TY  - {_TYPES[item.kind]}", *lines, "ER  - ", ""))


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    known = item.record
    yield "ID", item.key
    yield from _people(item)
    yield "TI", ": ".join(filter(None, (known.title, *known.subtitles)))
    yield "ST", next((title.text for title in known.alternatives if title.kind == "short"), "")
    yield from (("T3", relation.text) for relation in known.relations if relation.kind in ("series", "corpus"))
    yield from _dates(item)
    yield from (("PB", agent.name) for agent in known.publishers)
    yield from (("CY", place.name) for place in known.published_at)
    yield "ET", known.edition
    yield from (("M3", genre.text) for genre in known.genres)
    yield from (("AB", text) for text in known.abstract)
    yield from (("KW", text) for text in dict.fromkeys(subject.text for subject in known.subjects))
    yield "LA", known.language
    yield from _kept(item)
    yield "DO", doi(known)
    yield "UR", known.url
    yield from (("N1", text) for text in _notes(item))


def _people(item: Item) -> Iterator[tuple[str, str]]:
    """A2 is the recipient of a personal communication and A4 the translator, as the types' own tables have it."""
    known = item.record
    for tag, agents in (
        ("AU", item.creators),
        ("A2", known.recipients if item.kind == "letter" else ()),
        ("ED", known.playing("edt")),
        ("A4", known.playing("trl")),
    ):
        yield from ((tag, name) for name in dict.fromkeys(map(_name, agents)))


def _name(agent: Agent) -> str:
    """A name as it reads, unless its parts are known: then family, given, suffix. An asterisk would end a name."""
    if not (agent.family and agent.given):
        return agent.name.replace("*", "")
    family = " ".join(filter(None, (agent.particle, agent.family)))
    return ", ".join(filter(None, (family, agent.given, agent.suffix))).replace("*", "")


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    """PY is the year, DA the date as year/month/day/words: the document's, or of prints and others the edition's."""
    kept = item.kind in ("letter", "manuscript")
    date = (item.made or item.record.issued) if kept else (item.record.issued or item.made)
    if date is not None:
        yield "PY", date.years.partition("/")[0]
        yield "DA", _date(date)
    if not kept and item.made is not None and item.made is not date:
        yield "OP", item.made.reads


def _date(date: Dating) -> str:
    first, last = date.bounds
    numbers = (*parts(first or last), "", "", "")[:3]
    words = "" if date.w3cdtf and not date.doubtful else date.text or date.edtf
    return "/".join((*numbers, words.replace("/", "-")))


def _kept(item: Item) -> Iterator[tuple[str, str]]:
    """Where the original is, in the tags that Zotero and EndNote read as archive, location and call number."""
    held = item.record.archive
    if held is not None:
        yield "DB", ", ".join(filter(None, (held.holder or held.name, *held.places[:1])))
        yield "AV", held.location
        yield "CN", held.shelfmark
    yield from (("DP", agent.name) for agent in item.record.publishers[:1])


def _notes(item: Item) -> Iterator[str]:
    known = item.record
    if known.issued is not None and item.kind in ("letter", "manuscript") and item.made is not None:
        yield f"Edition: {known.issued.reads}"
    yield from (note.text for note in known.notes)
    yield from (f"Source: {source.citation}" for source in known.sources if source.citation)
    yield from (f"Rights: {right.text}" for right in known.rights)
