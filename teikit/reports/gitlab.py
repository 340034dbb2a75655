"""GitLab's Code Quality report, which merge requests show."""

from __future__ import annotations

import json

from teikit.diagnostics import Diagnostic, Severity
from teikit.reports.results import Results, path_of
from teikit.triage.fingerprints import digests, relative

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def report(results: Results) -> str:
    """An array with a row a finding, none for what is about no file: GitLab has nowhere to show that."""
    found = [diagnostic for diagnostic in results.diagnostics if path_of(diagnostic)]
    rows = [
        _row(diagnostic, digest, results)
        for diagnostic, digest in zip(found, digests(found, results.base), strict=True)
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _row(diagnostic: Diagnostic, digest: str, results: Results) -> dict[str, object]:
    line = diagnostic.location.line if diagnostic.location else 1
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    return {
        "description": f"{diagnostic.message}{hint}",
        "check_name": diagnostic.code,
        "fingerprint": digest,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {"path": relative(path_of(diagnostic), results.base), "lines": {"begin": line}},
    }
