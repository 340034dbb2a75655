"""Web annotations: every element as an annotation of the reading text, in the W3C's model, for viewers and triple stores."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from teikit.diagnostics import Diagnostic
from teikit.exporters.languages import web_language
from teikit.exporters.pointers import Pointers
from teikit.exporters.record import Record, record
from teikit.exporters.standoff import Feature, Standoff, language, standoff
from teikit.exporters.walking import names
from teikit.tei import TeiDocument

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_ELEMENT = "https://www.tei-c.org/release/doc/tei-p5-doc/en/html/ref-{}.html"
_AROUND = 32  # code points before and behind a quotation, more where it would be found elsewhere too

# Attributes that say which person, place or thing is meant: pointers, and a key where there is none.
_POINTERS = names("ref who corresp sameAs target")
_KINDS = names("type subtype")
Json = dict[str, Any]


def write(document: TeiDocument) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """UTF-8 JSON-LD: an AnnotationCollection with its one page, an annotation a line.

    The first annotation has the reading text as its body; the selectors of all others count in it, in code points
    (Web Annotation Data Model, sections 4.2.4 Text Quote Selector and 4.2.5 Text Position Selector). The target is the
    edition's address, or where the header has none, the text's name by its digest (RFC 6920).
    """
    read, known, pointers = standoff(document), record(document.root), Pointers(document.root)
    address = _address(known, read.text)
    collection = {
        "@context": _CONTEXT,
        "id": f"{address}#annotations",
        "type": "AnnotationCollection",
        **({"label": known.title} if known.title else {}),
        **({"rights": rights} if (rights := next((each.url for each in known.rights if each.url), "")) else {}),
    }
    items = [_line(each) for each in Annotations(address, read, web_language(known.language), pointers).all()]
    page = {"id": f"{address}#page", "type": "AnnotationPage", "partOf": collection["id"], "startIndex": 0}
    opened = _line({**collection, "total": len(items)})[:-1]
    listed = ",\n".join(items)
    return f'{opened},\n"first": {_line(page)[:-1]}, "items": [\n{listed}\n]}}}}\n'.encode(), ()


def _address(known: Record, text: str) -> str:
    digest = urlsafe_b64encode(sha256(text.encode()).digest()).decode().rstrip("=")
    return known.url.partition("#")[0] or f"ni:///sha-256;{digest}"


class Annotations:
    """Makes the annotations of one text."""

    def __init__(self, address: str, read: Standoff, tag: str, pointers: Pointers) -> None:
        self.address, self.read, self.tag, self.pointers = address, read, tag, pointers

    def all(self) -> Iterator[Json]:
        yield self._annotation("text", "describing", [_textual("describing", self.read.text, self.tag)], self.address)
        for feature in self.read.features:
            bodies = list(self._bodies(feature))
            motivation = "identifying" if any(each["purpose"] == "identifying" for each in bodies) else "classifying"
            yield self._annotation(feature.id, motivation, bodies, self._target(feature.start, feature.end))
            if feature.call is not None:
                said = self.read.text[feature.start : feature.end]
                remark = [_textual("commenting", said, web_language(language(feature)))]
                yield self._annotation(
                    f"{feature.id}-call", "commenting", remark, self._target(feature.call, feature.call)
                )

    def _annotation(self, key: str, motivation: str, bodies: list[Json], target: str | Json) -> Json:
        number = f"{self.address}#annotation-{key}"
        return {"id": number, "type": "Annotation", "motivation": motivation, "body": bodies, "target": target}

    def _target(self, start: int, end: int) -> Json:
        position = {"type": "TextPositionSelector", "start": start, "end": end}
        return {"source": self.address, "selector": [position, self._quotation(start, end)]}

    def _quotation(self, start: int, end: int) -> Json:
        """The quotation with as much around it as tells it from any other place of the text."""
        text, width = self.read.text, _AROUND
        while True:
            before, after = max(start - width, 0), min(end + width, len(text))
            whole = text[before:after]
            found = text.find(whole)
            if (found == before and text.find(whole, before + 1) < 0) or (before == 0 and after == len(text)):
                break
            width *= 2
        quoted = {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": text[before:start]}
        return {**quoted, "suffix": text[end:after]}

    def _bodies(self, feature: Feature) -> Iterator[Json]:
        name = feature.name
        if not name.startswith("{"):
            yield {"type": "SpecificResource", "purpose": "classifying", "source": _ELEMENT.format(name)}
        yield _textual("tagging", name)
        for key, value in feature.attributes.items():
            yield from self._said(key, value)
        if feature.aside:
            yield _textual("describing", f"aside: {feature.aside}", web_language(language(feature)))

    def _said(self, key: str, value: str) -> Iterator[Json]:
        """What an attribute says: a tag, who is meant, or a description."""
        if key in _KINDS and value.strip():
            yield _textual("tagging", value.strip())
        elif key in _POINTERS and (targets := [self._pointed(each) for each in value.split()]) and all(targets):
            yield from ({"type": "SpecificResource", "purpose": "identifying", "source": each} for each in targets)
        elif key == "key" and value.strip():
            yield _textual("identifying", value.strip())
        else:
            yield _textual("describing", f"{key}: {value}")

    def _pointed(self, target: str) -> str:
        """The whole address of a pointer; none where a private scheme or a path leads nowhere from here."""
        return (
            f"{self.address}{target}" if target.startswith("#") and len(target) > 1 else self.pointers.followed(target)
        )


def _textual(purpose: str, value: str, tag: str = "") -> Json:
    body = {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}
    return {**body, "language": tag} if tag else body


def _line(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)
