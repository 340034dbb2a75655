"""JSON: valid by its own schema, offsets that lead to the text, metadata from the header."""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from exporters.invented import NAMES, document, tei
from golden.cases import NAMES as CASES
from golden.cases import transcript
from jsonschema import Draft202012Validator

import teikit
from teikit.exporters import export
from teikit.tei import TeiDocument

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "schemas/teikit-document.schema.json"


def loaded(source: TeiDocument) -> Any:
    return json.loads(export(source, "json"))


@cache
def validator() -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def faults(value: Any) -> list[str]:
    return [f"{each.json_path}: {each.message}" for each in validator().iter_errors(value)]


def test_the_document_has_its_text_blocks_and_features() -> None:
    found = loaded(tei('<p rend="wide">𝔄 <persName ref="#a">Bell</persName><note>n</note></p>'))
    assert found == {
        "format": "teikit-document",
        "version": 1,
        "offsets": "code points",
        "metadata": {"title": "A title", "titles": [{"text": "A title", "kind": "main"}]},
        "text": "𝔄 Bell\n\nn",
        "blocks": [{"start": 0, "end": 6, "feature": "e4"}, {"start": 8, "end": 9, "feature": "e6"}],
        "features": [
            {"id": "e1", "element": "TEI", "start": 0, "end": 6},
            {"id": "e2", "element": "text", "start": 0, "end": 6, "parent": "e1"},
            {"id": "e3", "element": "body", "start": 0, "end": 6, "parent": "e2"},
            {"id": "e4", "element": "p", "start": 0, "end": 6, "parent": "e3", "attributes": {"rend": "wide"}},
            {"id": "e5", "element": "persName", "start": 2, "end": 6, "parent": "e4", "attributes": {"ref": "#a"}},
            {"id": "e6", "element": "note", "start": 8, "end": 9, "parent": "e4", "call": 6},
        ],
    }


def test_the_texts_of_a_corpus_have_metadata_of_their_own() -> None:
    inner = document("letter").to_bytes().partition(b"?>")[2].decode()
    header = "<teiHeader><fileDesc><titleStmt><title>Letters</title></titleStmt></fileDesc></teiHeader>"
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{header}{inner}</teiCorpus>'
    found = loaded(TeiDocument.parse(corpus.encode()))
    assert found["metadata"]["title"] == "Letters"
    assert [(part["feature"], part["metadata"]["title"][:13]) for part in found["parts"]] == [("e2", "On the Repair")]
    assert faults(found) == []


@pytest.mark.parametrize("name", NAMES)
def test_documents_are_valid_by_the_published_schema(name: str) -> None:
    assert faults(loaded(document(name))) == []


def test_golden_cases_are_valid_by_the_published_schema() -> None:
    assert {name: found for name in CASES if (found := faults(loaded(teikit.convert(transcript(name)).document)))} == {}


@pytest.mark.parametrize("name", CASES)
def test_in_golden_cases_what_holds_another_holds_its_range(name: str) -> None:
    found = loaded(teikit.convert(transcript(name)).document)
    held = {each["id"]: each for each in found["features"]}
    for each in found["features"][1:]:
        around = held[each["parent"]]
        assert "call" in each or around["start"] <= each["start"] <= each["end"] <= around["end"]


def test_the_schema_refuses_what_is_wrong() -> None:
    found = loaded(document("letter"))
    found["features"][3]["start"] = -1
    del found["text"]
    assert faults(found) == [
        "$.features[3].start: -1 is less than the minimum of 0",
        "$: 'text' is a required property",
    ]


def test_the_schema_is_up_to_date() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == _made().text(), "run python docs/document_schema.py"


def _made() -> ModuleType:
    spec = importlib.util.spec_from_file_location("document_schema", ROOT / "docs/document_schema.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
