"""Writes schemas/teikit-document.schema.json, which describes the JSON of `teikit export --to json`.

The shape of the metadata is read off the types of `teikit.exporters.record`. Run `python docs/document_schema.py` after a
change there; a test compares the file with what this makes.
"""

from __future__ import annotations

import json
import sys
from dataclasses import is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

SCHEMA = Path(__file__).parents[1] / "schemas" / "teikit-document.schema.json"
sys.path.insert(0, str(Path(__file__).parents[1]))  # the checkout this schema is of, whatever else is installed

from teikit.exporters.dating import Dating  # noqa: E402
from teikit.exporters.json import FORMAT, VERSION  # noqa: E402
from teikit.exporters.record import Record  # noqa: E402

OFFSET = {"type": "integer", "minimum": 0}
RANGE = {
    "start": {**OFFSET, "description": "Offset into the text, in Unicode code points, from 0."},
    "end": {**OFFSET, "description": "Offset behind the last code point; equal to start for what has no extent."},
}


def schema() -> dict[str, Any]:
    """The whole schema, JSON Schema 2020-12."""
    kinds: dict[str, Any] = {}
    record = _object(Record, kinds)
    record["properties"] = {
        "title": {"type": "string", "description": "The title of the document itself."},
        "date": _reference(Dating, kinds),
        "url": {"type": "string", "description": "The address of the edition, a lasting one first."},
        "language": {"type": "string", "description": "The language of the text, as a BCP 47 tag."},
    } | record["properties"]
    record["description"] = "What the header says; what it does not say is left out."
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:teikit:schema:document:1",
        "title": "An edition as teikit writes it in JSON",
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "version": {"const": VERSION, "description": "Raised where a reader of the former version would fail."},
            "offsets": {"const": "code points"},
            "metadata": {"$ref": "#/$defs/Metadata"},
            "parts": {
                "type": "array",
                "description": "In a corpus, the metadata of each of its texts.",
                "items": _closed({"feature": ID, "metadata": {"$ref": "#/$defs/Metadata"}}, "feature", "metadata"),
            },
            "text": {
                "type": "string",
                "description": "The reading text: the letters of the edition and white space. Two line ends part blocks,"
                " one parts lines, a tab parts cells. Notes that have a call stand behind the text.",
            },
            "blocks": {
                "type": "array",
                "description": "What stands for itself, in order: paragraphs, headings, items, cells, lines of verse.",
                "items": _closed({**RANGE, "feature": ID}, "start", "end", "feature"),
            },
            "features": {
                "type": "array",
                "description": "The elements of the edition below the header, each behind its parent.",
                "items": {"$ref": "#/$defs/Feature"},
            },
        },
        "required": ["format", "version", "offsets", "metadata", "text", "blocks", "features"],
        "additionalProperties": False,
        "$defs": {"Metadata": record, "Feature": FEATURE, **dict(sorted(kinds.items()))},
    }


def _closed(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


ID = {"type": "string", "minLength": 1, "description": "The id of a feature."}
FEATURE = _closed(
    {
        "id": {"type": "string", "minLength": 1, "description": "Its xml:id, else e and its number; stands once."},
        "element": {"type": "string", "description": "The element's name; one that is not TEI's as {namespace}name."},
        **RANGE,
        "parent": {"type": "string", "description": "The id of the feature that holds it; the outermost has none."},
        "attributes": {
            "type": "object",
            "description": "Its attributes; xml:id and xml:lang so, others outside of TEI as {namespace}name.",
            "additionalProperties": {"type": "string"},
        },
        "aside": {
            "type": "string",
            "description": "Its text where the reading text leaves it out: a deletion, the other side of a choice.",
        },
        "call": {**OFFSET, "description": "Where the text calls for a note that stands behind it."},
    },
    "id",
    "element",
    "start",
    "end",
)


def _object(kind: Any, kinds: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    described = _closed({name: _described(hint, kinds) for name, hint in hints.items()})
    del described["required"]
    return {"description": " ".join((kind.__doc__ or "").split()), **described}


def _described(hint: Any, kinds: dict[str, Any]) -> dict[str, Any]:
    if get_origin(hint) is UnionType or NoneType in get_args(hint):
        return _described(next(each for each in get_args(hint) if each is not NoneType), kinds)
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _described(get_args(hint)[0], kinds)}
    if hint in (str, bool, int):
        return {"type": {str: "string", bool: "boolean", int: "integer"}[hint]}
    return _reference(hint, kinds)


def _reference(kind: Any, kinds: dict[str, Any]) -> dict[str, Any]:
    assert is_dataclass(kind) or hasattr(kind, "_fields"), kind
    if kind.__name__ not in kinds:
        kinds[kind.__name__] = {}
        kinds[kind.__name__] = _object(kind, kinds)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def text() -> str:
    """The file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(text(), encoding="utf-8")
