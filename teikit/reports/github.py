"""Annotations and the step summary of GitHub Actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from teikit.diagnostics import Diagnostic, Severity
from teikit.reports.results import Results, counted, path_of, summary
from teikit.triage.fingerprints import relative

# GitHub shows ten annotations of a kind for each step, and takes a summary of 1 MiB
SHOWN = 10
SUMMARY_BYTES = 1_000_000
_TITLE, _MESSAGE = 200, 4_000  # letters of an annotation; GitHub cuts at 255 and 64 KiB

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report(results: Results) -> str:
    """Commands of the workflow for the gravest findings, as many as are shown; the others as plain lines of the log."""
    shown, rest = _parted(sorted(results.diagnostics, key=lambda diagnostic: -diagnostic.severity))
    lines = [_annotation(diagnostic, results) for diagnostic in shown]
    if rest:
        lines += [f"::group::{counted(len(rest), 'more finding')}", *map(_line, rest), "::endgroup::"]
    if results.diagnostics:
        lines.append(summary(results.diagnostics))
    return "".join(f"{line}\n" for line in lines)


def step_summary(results: Results) -> str:
    """Markdown for the page of the run: what was found as a table, cut where GitHub would refuse it."""
    head = f"## teikit: {summary(results.diagnostics) or 'nothing found'}\n\n{counted(len(results.files), 'file')} checked.\n"
    if not results.diagnostics:
        return head
    rows = ["\n| place | severity | code | finding |\n|---|---|---|---|\n"]
    size = len(head.encode()) + 200
    for number, diagnostic in enumerate(results.diagnostics):
        row = _row(diagnostic, results)
        size += len(row.encode())
        if size > SUMMARY_BYTES:
            rows.append(
                f"\n… and {counted(len(results.diagnostics) - number, 'more finding')}, which are in the log.\n"
            )
            break
        rows.append(row)
    return head + "".join(rows)


def _parted(diagnostics: Sequence[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Those that GitHub shows as annotations, and the others."""
    met: Counter[Severity] = Counter()
    shown: list[Diagnostic] = []
    rest: list[Diagnostic] = []
    for diagnostic in diagnostics:
        met[diagnostic.severity] += 1
        (shown if met[diagnostic.severity] <= SHOWN else rest).append(diagnostic)
    return shown, rest


def _annotation(diagnostic: Diagnostic, results: Results) -> str:
    properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(diagnostic, results))
    text = f"{diagnostic.message}\n→ {diagnostic.hint}" if diagnostic.hint else diagnostic.message
    return f"::{_COMMANDS[diagnostic.severity]} {properties}::{_data(_cut(text, _MESSAGE))}"


def _properties(diagnostic: Diagnostic, results: Results) -> Iterator[tuple[str, str]]:
    place = diagnostic.location
    if place and place.path:
        yield "file", relative(place.path, results.base)
        yield "line", str(place.line)
        if place.end_line not in (None, place.line):
            yield "endLine", str(place.end_line)  # GitHub takes no columns then
        else:
            yield "col", str(place.column)
            if place.end_column:
                yield "endColumn", str(place.end_column)
    yield "title", _cut(f"teikit {diagnostic.code}", _TITLE)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _line(diagnostic: Diagnostic) -> str:
    # a line of the log that begins with :: would be a command
    return f"  {' '.join(str(diagnostic).split())}"


def _row(diagnostic: Diagnostic, results: Results) -> str:
    path = path_of(diagnostic)
    place = f"`{relative(path, results.base)}:{diagnostic.location.line}`" if path and diagnostic.location else ""
    hint = f"<br>→ {_cell(diagnostic.hint)}" if diagnostic.hint else ""
    return f"| {place} | {diagnostic.severity} | {diagnostic.code} | {_cell(diagnostic.message)}{hint} |\n"


_ESCAPED = {sign: f"\\{sign}" for sign in "\\`*_{}[]|#~"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"}


def _cell(text: str) -> str:
    return "".join(_ESCAPED.get(sign, sign) for sign in " ".join(_cut(text, _MESSAGE).split()))
