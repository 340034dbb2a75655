"""CSL-JSON: what Zotero, pandoc and the citation processors of the web read, one item a text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from teikit.diagnostics import Diagnostic
from teikit.exporters.dating import Dating, parts
from teikit.exporters.items import Item, items, no_reference_field
from teikit.exporters.record import Agent, Archive, Record, Source
from teikit.expressions import expression
from teikit.tei import TeiDocument

# CSL 1.0.2, appendix III (Types)
_TYPES = {"letter": "personal_communication", "manuscript": "manuscript", "print": "book", "text": "document"}
_ROLES = {"editor": ("edt",), "translator": ("trl",), "compiler": ("com",), "illustrator": ("ill",)}
_DOI = expression(r"10\.[\d.]+/[^\s{}\"<>\\]+")  # 10.5281/zenodo.3580414
_CONTRIBUTE = ("trc", "ann", "ctb", "pht")


def write(document: TeiDocument) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The items of a document; a corpus gives several."""
    return write_many([document])


def write_many(documents: Iterable[TeiDocument]) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The items of all documents in one array, in their order."""
    found = list(items(documents))
    data = json.dumps([csl_item(item) for item in found], ensure_ascii=False, indent=1)
    roles = (*_CONTRIBUTE, *(code for codes in _ROLES.values() for code in codes))
    return f"{data}\n".encode(), tuple(
        finding
        for item in found
        for finding in no_reference_field("CSL-JSON", item, roles, "places", "other numbers of the original")
    )


def csl_item(item: Item) -> dict[str, Any]:
    """A text as CSL has it, with the names of appendix IV (Variables).

    `issued` goes with `publisher`, the edition's, and `original-date` is the document's. Where no date of the edition is
    known, `issued` is the document's, so that no style writes "n.d." of a letter that is dated.
    """
    known = item.record
    said = {"id": item.key, "type": _TYPES[item.kind], "title": ": ".join((known.title, *known.subtitles)).strip(": ")}
    said |= _names(item) | _dates(item) | _edition(known) | _archive(known.archive) | _original(item)
    return {key: value for key, value in said.items() if value}


def _names(item: Item) -> dict[str, Any]:
    known = item.record
    named = {"author": item.creators, "recipient": known.recipients}
    named |= {role: known.playing(*codes) for role, codes in _ROLES.items()}
    told = {agent.name for held in named.values() for agent in held}
    named["contributor"] = tuple(agent for agent in known.playing(*_CONTRIBUTE) if agent.name not in told)
    return {role: [csl_name(agent) for agent in _once(held)] for role, held in named.items()}


def csl_name(agent: Agent) -> dict[str, str]:
    """A name in its parts where the header marks them, else as it reads."""
    if not (agent.family and agent.given):
        return {"literal": agent.name}
    said = {"family": agent.family, "given": agent.given, "suffix": agent.suffix}
    said["non-dropping-particle"] = agent.particle
    return {key: value for key, value in said.items() if value}


def csl_date(date: Dating | None) -> dict[str, Any]:
    """A date in parts; a point between bounds, and a doubtful one, as circa; words where no day or year is known."""
    if date is None:
        return {}
    first, last = date.bounds
    if not (first and last):
        return {"literal": date.text or date.edtf} if date else {}
    ends = [first] if first == last else [first, last]
    said: dict[str, Any] = {"date-parts": [[int(part) for part in parts(end)] for end in ends]}
    if date.doubtful or (len(ends) == 2 and not date.is_span):
        said["circa"] = True
    return said


def _dates(item: Item) -> dict[str, Any]:
    """Issued with the edition, and first made; what has no date as an edition has the one of the document."""
    made, issued = csl_date(item.made), csl_date(item.record.issued)
    return {"issued": issued, "original-date": made} if issued and made != issued else {"issued": made}


def _edition(known: Record) -> dict[str, Any]:
    series = next((relation for relation in known.relations if relation.kind in ("series", "corpus")), None)
    return {
        "publisher": ", ".join(
            dict.fromkeys(agent.name for agent in known.publishers if agent.plays("pbl", "isb", "dst"))
        ),
        "publisher-place": ", ".join(place.name for place in known.published_at),
        "edition": known.edition,
        "collection-title": series.text if series is not None else "",
        "collection-number": series.number if series is not None else "",
        "genre": ", ".join(genre.text for genre in known.genres),
        "keyword": ", ".join(dict.fromkeys(subject.text for subject in known.subjects)),
        "language": known.language,
        "abstract": "\n\n".join(known.abstract),
        "URL": known.url,
        "DOI": doi(known),
        "note": "; ".join(note.text for note in known.notes),
        "event-place": ", ".join(dict.fromkeys(place.name for place in known.made_at)),
        "title-short": next((title.text for title in known.alternatives if title.kind == "short"), ""),
    }


def doi(known: Record) -> str:
    """The DOI without the address of its resolver; empty where there is none."""
    for number in known.identifiers:
        if number.kind.lower() == "doi" or "doi.org/" in number.url:
            found = number.value.rpartition("doi.org/")[2].removeprefix("doi:").strip()
            return found if _DOI.fullmatch(found) else ""
    return ""


def _archive(held: Archive | None) -> dict[str, Any]:
    if held is None:
        return {}
    return {
        "archive": held.holder or held.name,
        "archive-place": held.places[0] if held.places else "",
        "archive_collection": ", ".join(held.collections),
        "archive_location": held.shelfmark,
        "call-number": ", ".join(number.value for number in held.others),
    }


def _original(item: Item) -> dict[str, Any]:
    """What the edition goes back to: of a print its imprint, of any source its citation, whole."""
    known = item.record
    said = _imprint(item.print) if item.print is not None else {}
    sources = [source.citation for source in known.sources if source.citation]
    return said | {"custom": {"source": "; ".join(sources)} if sources else {}}


def _imprint(source: Source) -> dict[str, Any]:
    return {
        "original-title": next((title.text for title in source.titles), ""),
        "original-publisher": ", ".join(source.publishers),
        "original-publisher-place": ", ".join(place.name for place in source.places if place.kind == "published"),
    }


def _once(agents: Iterable[Agent]) -> Iterable[Agent]:
    return {agent.name: agent for agent in agents}.values()


def _unsaid(item: Item) -> Iterator[Diagnostic]:
    roles = (*_CONTRIBUTE, *(code for codes in _ROLES.values() for code in codes))
    return no_reference_field("CSL-JSON", item, roles, "places", "other numbers of the original")
