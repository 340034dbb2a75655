"""SARIF 2.1.0, which GitHub, Azure DevOps and editors show beside the code."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from teikit import __version__
from teikit.codes import Code, codes, page
from teikit.diagnostics import Diagnostic, Location, Severity
from teikit.reports.results import Results
from teikit.triage.fingerprints import digests, relative

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT = "%SRCROOT%"  # the name that GitHub gives to the top of the checkout

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_WORDS = {str(severity): level for severity, level in _LEVELS.items()}

_WORD = re.compile(r"[A-Za-z0-9]+")

Json = dict[str, Any]


def report(results: Results) -> str:
    """One run: its findings as results, and what is about no file as notifications of the tool (section 3.20.21)."""
    placed = [diagnostic for diagnostic in results.diagnostics if diagnostic.location and diagnostic.location.path]
    unplaced = [diagnostic for diagnostic in results.diagnostics if diagnostic not in placed]
    rules = sorted({diagnostic.code for diagnostic in results.diagnostics})
    run = {
        "tool": {"driver": _driver(rules)},
        "originalUriBaseIds": {ROOT: {"description": {"text": "The top of the checkout."}}},
        "automationDetails": {"id": "teikit/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(unplaced, rules)],
        "results": [
            _result(diagnostic, digest, rules, results)
            for diagnostic, digest in zip(placed, digests(placed, results.base), strict=True)
        ],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _driver(rules: Sequence[str]) -> Json:
    return {
        "name": "teikit",
        "fullName": f"teikit {__version__}",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(codes()[code]) if code in codes() else {"id": code} for code in rules],
    }


def _rule(about: Code) -> Json:
    return {
        "id": about.code,
        "name": _identifier(about.title),
        "shortDescription": {"text": f"{about.title}."},
        "fullDescription": {"text": about.meaning},
        "help": {"text": f"{about.meaning} {about.todo}", "markdown": page(about)},
        "defaultConfiguration": {"level": _level(about.severity)},
        "properties": {"tags": ["TEI", about.matter]},
    }


def _identifier(title: str) -> str:
    """`TwoElementsHaveTheSameXmlId`, as the specification would have the name of a rule (section 3.49.7)."""
    return "".join(word[:1].upper() + word[1:] for word in _WORD.findall(title))


def _level(words: str) -> str:
    """The gravest of the severities that a code can have."""
    return next(level for word, level in _WORDS.items() if word in words)


def _invocation(unplaced: Sequence[Diagnostic], rules: Sequence[str]) -> Json:
    said = [
        {
            "descriptor": _reference(diagnostic, rules),
            "level": _LEVELS[diagnostic.severity],
            "message": _message(diagnostic),
        }
        for diagnostic in unplaced
    ]
    worked = all(diagnostic.severity < Severity.ERROR for diagnostic in unplaced)
    return {"executionSuccessful": worked, "toolExecutionNotifications": said}


def _reference(diagnostic: Diagnostic, rules: Sequence[str]) -> Json:
    return {"id": diagnostic.code, "index": rules.index(diagnostic.code)}


def _result(diagnostic: Diagnostic, digest: str, rules: Sequence[str], results: Results) -> Json:
    assert diagnostic.location is not None
    place = {"physicalLocation": _physical(diagnostic.location, results)}
    if diagnostic.element:
        place["logicalLocations"] = [{"name": diagnostic.element, "kind": "element"}]  # type: ignore[assignment]
    found = {
        "ruleId": diagnostic.code,
        "ruleIndex": rules.index(diagnostic.code),
        "level": _LEVELS[diagnostic.severity],
        "message": _message(diagnostic),
        "locations": [place],
        "partialFingerprints": {"primaryLocationLineHash": digest},
    }
    related = [
        {"id": number, "physicalLocation": _physical(where, results), "message": {"text": word}}
        for number, (where, word) in enumerate(diagnostic.related, 1)
        if where.path
    ]
    return found | {"relatedLocations": related} if related else found


def _message(diagnostic: Diagnostic) -> Json:
    return {"text": f"{diagnostic.message}\n{diagnostic.hint}" if diagnostic.hint else diagnostic.message}


def _physical(place: Location, results: Results) -> Json:
    assert place.path is not None
    return {"artifactLocation": _artifact(relative(place.path, results.base)), "region": _region(place)}


def _artifact(path: str) -> Json:
    if path.startswith("../") or PurePath(path).is_absolute():
        return {"uri": quote(path) if path.startswith("../") else PurePath(path).as_uri()}
    return {"uri": quote(path), "uriBaseId": ROOT}


def _region(place: Location) -> Json:
    start = {"startLine": place.line, "startColumn": place.column}
    if place.end_column is None:
        return start
    return start | {"endLine": place.end_line or place.line, "endColumn": place.end_column}
