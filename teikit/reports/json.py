"""Diagnostics as JSON: an array with a row for each, for programs."""

from __future__ import annotations

import json

from teikit.diagnostics import Diagnostic
from teikit.reports.results import Results


def report(results: Results) -> str:
    """Rows of code, severity, message, hint, path, line, column, end_line, end_column, element and expected, the whole list
    of what would have been right; null where there is none."""
    rows = [_row(diagnostic) for diagnostic in results.diagnostics]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _row(diagnostic: Diagnostic) -> dict[str, str | int | list[str] | None]:
    place = diagnostic.location
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "path": place.path if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "end_line": place.end_line if place else None,
        "end_column": place.end_column if place else None,
        "element": diagnostic.element,
        "expected": list(diagnostic.expected) or None,
    }
