"""JUnit's XML, which Jenkins, GitLab and most other pipelines show: a test case for each file, a suite for each folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from teikit.diagnostics import Diagnostic
from teikit.reports.results import Results, path_of, severities

# what XML cannot hold; a file's text may come into a message
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ABOUT_NO_FILE = "teikit"


def report(results: Results) -> str:
    """A file fails if it has a finding that makes the run fail; what else was found in it is its output."""
    cases: dict[str, list[Diagnostic]] = {path: [] for path in results.files}
    cases |= _by_path(results.diagnostics)
    suites = [
        _suite(folder, {path: cases[path] for path in paths}, results)
        for folder, paths in groupby(sorted(cases, key=_sorting), key=_folder)
    ]
    failed = sum(_fails(found, results) for found in cases.values())
    body = "".join(suites)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="teikit validate" tests="{len(cases)}" failures="{failed}" errors="0" time="0">\n'
        f"{body}</testsuites>\n"
    )


def _by_path(diagnostics: Sequence[Diagnostic]) -> dict[str, list[Diagnostic]]:
    found: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        found.setdefault(path_of(diagnostic) or _ABOUT_NO_FILE, []).append(diagnostic)
    return found


def _sorting(path: str) -> tuple[str, str]:
    return _folder(path), path


def _folder(path: str) -> str:
    return Path(path).parent.as_posix()


def _fails(diagnostics: Sequence[Diagnostic], results: Results) -> bool:
    return any(diagnostic.severity >= results.fail_on for diagnostic in diagnostics)


def _suite(folder: str, cases: dict[str, list[Diagnostic]], results: Results) -> str:
    failed = sum(_fails(found, results) for found in cases.values())
    counts = f'tests="{len(cases)}" failures="{failed}" errors="0" skipped="0" time="0"'
    body = "".join(line for path, found in cases.items() for line in _case(folder, path, found, results))
    return f"<testsuite name={_quoted(folder)} {counts}>\n{body}</testsuite>\n"


def _case(folder: str, path: str, found: Sequence[Diagnostic], results: Results) -> Iterator[str]:
    start = f'<testcase classname={_quoted(folder)} name={_quoted(Path(path).name)} file={_quoted(path)} time="0"'
    failing = [diagnostic for diagnostic in found if diagnostic.severity >= results.fail_on]
    others = [diagnostic for diagnostic in found if diagnostic.severity < results.fail_on]
    if not found:
        yield f"{start}/>\n"
        return
    yield f"{start}>\n"
    if failing:
        kinds = " ".join(sorted({diagnostic.code for diagnostic in failing}))
        yield f'<failure type="{kinds}" message={_quoted(_headline(failing))}>{_told(failing)}</failure>\n'
    if others:
        yield f"<system-out>{_told(others)}</system-out>\n"
    yield "</testcase>\n"


def _headline(failing: Sequence[Diagnostic]) -> str:
    """What lists of failures show of each: how many there are, and the first."""
    first = failing[0]
    line = f"line {first.location.line}: " if first.location else ""
    return f"{severities(failing)}; {line}{first.message}"


def _told(diagnostics: Sequence[Diagnostic]) -> str:
    said = (
        f"{diagnostic}\n  → {diagnostic.hint}" if diagnostic.hint else str(diagnostic) for diagnostic in diagnostics
    )
    return escape(_FORBIDDEN.sub("\ufffd", "\n".join(said)))


def _quoted(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", text))
