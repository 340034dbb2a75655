"""Rows for programs."""

from __future__ import annotations

import json

from teikit.diagnostics import Diagnostic, Location, Severity
from teikit.reports import report
from teikit.reports.results import Results


def test_a_row_says_everything_and_null_where_there_is_nothing():
    found = [
        Diagnostic("TK203", Severity.WARNING, "№ is empty", Location("a.xml", 3, 5), "idno", "fill it"),
        Diagnostic("TK204", Severity.INFO, "2 rules"),
    ]
    keys = ("code", "severity", "message", "hint", "path", "line", "column", "element")
    assert json.loads(report("json", Results(found))) == [
        dict(zip(keys, ("TK203", "warning", "№ is empty", "fill it", "a.xml", 3, 5, "idno"), strict=True)),
        dict(zip(keys, ("TK204", "info", "2 rules", None, None, None, None, None), strict=True)),
    ]


def test_nothing_found_is_an_empty_array():
    assert report("json", Results([])) == "[]\n"
