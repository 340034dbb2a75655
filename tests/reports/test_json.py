"""Rows for programs."""

from __future__ import annotations

import json

from teikit.diagnostics import Diagnostic, Location, Severity
from teikit.reports import report
from teikit.reports.results import Results


def test_a_row_says_everything_and_null_where_there_is_nothing():
    found = [
        Diagnostic("TK210", Severity.ERROR, "no <№>", Location("a.xml", 3, 5, 4, 2), "idno", "fill it", (), ("a", "b")),
        Diagnostic("TK204", Severity.INFO, "2 rules"),
    ]
    keys = [
        "code",
        "severity",
        "message",
        "hint",
        "path",
        "line",
        "column",
        "end_line",
        "end_column",
        "element",
        "expected",
    ]
    assert json.loads(report("json", Results(found))) == [
        dict(zip(keys, ("TK210", "error", "no <№>", "fill it", "a.xml", 3, 5, 4, 2, "idno", ["a", "b"]), strict=True)),
        {**dict.fromkeys(keys), "code": "TK204", "severity": "info", "message": "2 rules"},
    ]


def test_nothing_found_is_an_empty_array():
    assert report("json", Results([])) == "[]\n"
