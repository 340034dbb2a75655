"""SARIF 2.1.0 as its schema has it, with rules, regions in characters, fingerprints and paths from the top."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referees import reference
from reports.findings import every_kind

from teikit.codes import codes
from teikit.diagnostics import Diagnostic, Location, Severity
from teikit.reports import report
from teikit.reports.results import Results


@pytest.fixture
def run(tmp_path: Path) -> dict[str, Any]:
    (only,) = json.loads(report("sarif", every_kind(tmp_path)))["runs"]
    return only


def test_the_schema_accepts_it(tmp_path: Path) -> None:
    schema = json.loads(reference("sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    check = jsonschema.Draft4Validator(schema)
    everything = [Diagnostic(code, Severity.WARNING, "x", Location("a.xml", 1), hint="y") for code in codes()]
    for results in (every_kind(tmp_path), Results([]), Results(everything)):
        assert [error.message for error in check.iter_errors(json.loads(report("sarif", results)))] == []


def test_a_finding_becomes_a_result_with_its_region_in_characters(run: dict[str, Any]) -> None:
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["results"][0] == {
        "ruleId": "TK210",
        "ruleIndex": 1,
        "level": "error",
        "message": {"text": "there is no <persname>\nrename it"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "letters/%C3%A4%20b.xml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 2, "startColumn": 19, "endLine": 2, "endColumn": 29},
                },
                "logicalLocations": [{"name": "persname", "kind": "element"}],
            }
        ],
        "partialFingerprints": run["results"][0]["partialFingerprints"],
    }


def test_findings_that_are_alike_have_fingerprints_of_their_own(run: dict[str, Any]) -> None:
    prints = [each["partialFingerprints"]["primaryLocationLineHash"] for each in run["results"]]
    assert [each.partition(":")[2] for each in prints] == ["1", "2", "1", "1"]
    assert len(set(prints)) == 4


def test_a_related_place_is_told(run: dict[str, Any]) -> None:
    (related,) = run["results"][2]["relatedLocations"]
    assert related["message"] == {"text": "first here"}
    assert related["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 2}


def test_every_code_comes_with_its_help(run: dict[str, Any]) -> None:
    rules = run["tool"]["driver"]["rules"]
    assert [(rule["id"], rule["defaultConfiguration"]["level"]) for rule in rules] == [
        ("TK203", "error"),
        ("TK210", "error"),
        ("TK230", "error"),
        ("TK402", "note"),
    ]
    assert rules[2]["name"] == "TwoElementsHaveTheSameXmlId"
    assert rules[2]["help"]["markdown"].startswith("# TK230: Two elements have the same xml:id\n")


def test_what_is_about_no_file_is_a_notification(run: dict[str, Any]) -> None:
    assert run["invocations"] == [
        {
            "executionSuccessful": True,
            "toolExecutionNotifications": [
                {"descriptor": {"id": "TK402", "index": 3}, "level": "note", "message": {"text": "2 rules\nnothing"}}
            ],
        }
    ]


def test_a_file_outside_the_checkout_has_its_whole_address(tmp_path: Path) -> None:
    found = [Diagnostic("TK210", Severity.ERROR, "x", Location(str(tmp_path / "a b.xml"), 1))]
    log = json.loads(report("sarif", Results(found, base=tmp_path / "checkout")))
    (place,) = log["runs"][0]["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": (tmp_path / "a b.xml").as_uri()}


def test_a_code_that_has_no_page_yet_is_a_rule_all_the_same() -> None:
    log = json.loads(report("sarif", Results([Diagnostic("TK999", Severity.ERROR, "x", Location("a.xml", 1))])))
    assert log["runs"][0]["tool"]["driver"]["rules"] == [{"id": "TK999"}]
