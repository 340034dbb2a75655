"""What the W3C's Web Annotation Data Model asks of an annotation, as checks of our own; a context for its terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MOTIVATIONS = frozenset(
    [
        "assessing",
        "bookmarking",
        "classifying",
        "commenting",
        "describing",
        "editing",
        "highlighting",
        "identifying",
        "linking",
        "moderating",
        "questioning",
        "replying",
        "tagging",
    ]
)
_OA, _AS, _DC = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "http://purl.org/dc/elements/1.1/"
_NUMBER = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
_LINKS = {"body": "hasBody", "target": "hasTarget", "source": "hasSource", "selector": "hasSelector"}
_CLASSES = "Annotation SpecificResource TextualBody TextQuoteSelector TextPositionSelector"

# our own, for the terms in use, with the names that the vocabulary gives them
CONTEXT: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **{each: _OA + each for each in (*_CLASSES.split(), *MOTIVATIONS, "exact", "prefix", "suffix")},
    **{term: {"@id": _OA + name, "@type": "@id"} for term, name in _LINKS.items()},
    **{term: {"@id": _OA + term, "@type": _NUMBER} for term in ("start", "end")},
    "motivation": {"@id": _OA + "motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": _OA + "hasPurpose", "@type": "@vocab"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": _DC + "format",
    "language": _DC + "language",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "rights": {"@id": "http://purl.org/dc/terms/rights", "@type": "@id"},
    "AnnotationCollection": _AS + "OrderedCollection",
    "AnnotationPage": _AS + "OrderedCollectionPage",
    "first": {"@id": _AS + "first", "@type": "@id"},
    "partOf": {"@id": _AS + "partOf", "@type": "@id"},
    "items": {"@id": _AS + "items", "@type": "@id", "@container": "@list"},
    "total": {"@id": _AS + "totalItems", "@type": _NUMBER},
    "startIndex": {"@id": _AS + "startIndex", "@type": _NUMBER},
}


def faults(collection: Any) -> list[str]:
    """What breaks sections 3 (Annotation), 4 (Specific Resources) and 5 (Collections) of the model."""
    return [*_collection(collection), *(each for item in collection["first"]["items"] for each in _annotation(item))]


def _collection(found: Any) -> Iterator[str]:
    page = found["first"]
    yield from _exactly(found, "AnnotationCollection", "@context", "id", "type", "total", "first")
    yield from _exactly(page, "AnnotationPage", "id", "type", "items", "startIndex")
    if found["total"] != len(page["items"]) or page["startIndex"] != 0 or page["partOf"] != found["id"]:
        yield "the page does not fit its collection"
    numbers = [found["id"], page["id"], *(item["id"] for item in page["items"])]
    if len(set(numbers)) < len(numbers):
        yield "an id stands twice"


def _annotation(found: Any) -> Iterator[str]:
    yield from _exactly(found, "Annotation", "id", "type", "target", "motivation", "body")
    if found["motivation"] not in MOTIVATIONS:
        yield f"{found['id']}: no motivation: {found['motivation']}"
    for body in found["body"]:
        yield from _body(body)
    if not isinstance(found["target"], str):
        yield from _exactly(found["target"], None, "source", "selector")
        for selector in found["target"]["selector"]:
            yield from _selector(selector)


def _body(body: Any) -> Iterator[str]:
    if body["type"] == "TextualBody":
        yield from _exactly(body, "TextualBody", "type", "value", "purpose", "format")
    else:
        yield from _exactly(body, "SpecificResource", "type", "source", "purpose")
        if ":" not in body["source"] or " " in body["source"]:
            yield f"no IRI: {body['source']}"
    if body["purpose"] not in MOTIVATIONS:
        yield f"no purpose: {body['purpose']}"


def _selector(selector: Any) -> Iterator[str]:
    if selector["type"] == "TextPositionSelector":
        yield from _exactly(selector, "TextPositionSelector", "type", "start", "end")
        if not 0 <= selector["start"] <= selector["end"]:
            yield f"no position: {selector}"
    else:
        yield from _exactly(selector, "TextQuoteSelector", "type", "exact", "prefix", "suffix")


def _exactly(found: Any, kind: str | None, *required: str) -> Iterator[str]:
    """A node of this type, with each required key once and with a value."""
    if kind is not None and found.get("type") != kind:
        yield f"{found.get('type')} is not {kind}"
    yield from (f"{kind}: no {key}" for key in required if found.get(key) in (None, []))
    yield from (
        f"{kind}: a term that the model does not know: {key}" for key in found.keys() - CONTEXT.keys() - {"@context"}
    )
