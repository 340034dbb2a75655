"""JSON for programs: the metadata, the reading text as one string, and every element as a range of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from teikit.diagnostics import Diagnostic
from teikit.exporters.record import Record, documents, record
from teikit.exporters.standoff import Feature, Standoff, standoff
from teikit.tei import TeiDocument

FORMAT, VERSION = "teikit-document", 1


def write(document: TeiDocument) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """UTF-8, one feature a line; `schemas/teikit-document.schema.json` describes it. Offsets count code points.

    Every element has a form here, so that there are no findings.
    """
    read = standoff(document)
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "offsets": "code points",
        "metadata": metadata(record(document.root)),
        **_parts(document, read),
        "text": read.text,
    }
    blocks = ({"start": each.start, "end": each.end, "feature": each.feature.id} for each in read.blocks)
    members = [f'"{key}": {_line(value)}' for key, value in whole.items()]
    members += [_list("blocks", blocks), _list("features", map(_feature, read.features))]
    return ("{\n" + ",\n".join(members) + "\n}\n").encode(), ()


def metadata(found: Record) -> dict[str, Any]:
    """A record as JSON has it, without what is empty; `title`, `date`, `url` and `language` are those of choice."""
    chosen = {"title": found.title, "date": found.date, "url": found.url, "language": found.language}
    return _plain(chosen) | _plain({each.name: getattr(found, each.name) for each in fields(found)})


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: simple for key, value in values.items() if (simple := _simple(value)) not in ("", None, [], {})}


def _simple(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return _plain({each.name: getattr(value, each.name) for each in fields(value)})
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return _plain(value._asdict())
    if isinstance(value, tuple):
        return [_simple(each) for each in value]
    return value


def _parts(document: TeiDocument, read: Standoff) -> dict[str, Any]:
    """The metadata of each text of a corpus, by the feature that holds it."""
    held = {feature.element: feature.id for feature in read.features if feature.name == "TEI"}
    parts = [
        {"feature": held[element], "metadata": metadata(record(element))}
        for element in documents(document.root)
        if element is not document.root and element in held
    ]
    return {"parts": parts} if parts else {}


def _feature(feature: Feature) -> dict[str, Any]:
    return dict(_members(feature))


def _members(feature: Feature) -> Iterator[tuple[str, Any]]:
    yield from (("id", feature.id), ("element", feature.name), ("start", feature.start), ("end", feature.end))
    if feature.parent is not None:
        yield "parent", feature.parent.id
    if attributes := feature.attributes:
        yield "attributes", attributes
    if feature.aside is not None:
        yield "aside", feature.aside
    if feature.call is not None:
        yield "call", feature.call


def _list(key: str, values: Iterable[dict[str, Any]]) -> str:
    lines = ",\n".join(map(_line, values))
    return f'"{key}": [\n{lines}\n]'


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
