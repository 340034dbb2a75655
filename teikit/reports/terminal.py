"""Diagnostics for people: grouped by file, aligned, with the line concerned and a caret below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from teikit.diagnostics import Diagnostic, Location, Severity
from teikit.reports.results import Results

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
# a paragraph may be one line of a thousand letters; what stands around the place is enough
_BEFORE, _EXCERPT = 60, 90


def report(results: Results) -> str:
    """The findings without colours."""
    return terminal_report(results.diagnostics)


def terminal_report(diagnostics: Sequence[Diagnostic], colour: bool = False, width: int = 120) -> str:
    """The findings file by file with a summary at the end; empty if there are none. `colour` is for terminals only."""
    if not diagnostics:
        return ""
    # rich costs a third of a cold start, and a clean file needs none of it
    from rich.console import Console

    console = Console(force_terminal=colour, no_color=not colour, width=width, highlight=False, emoji=False)
    with console.capture() as captured:
        for path, group in groupby(sorted(diagnostics, key=_path), key=_path):
            for text in _file(path, list(group)):
                console.print(text, soft_wrap=True)
        console.print(_summary(diagnostics))
    return captured.get()


def _file(path: str, diagnostics: list[Diagnostic]) -> list[Text]:
    from rich.text import Text

    places = [_place(diagnostic.location) for diagnostic in diagnostics]
    margin = max(map(len, places))
    source = _source(path)
    lines = [Text(path, style="bold")] if path else []
    for place, diagnostic in zip(places, diagnostics, strict=True):
        style = _STYLES[diagnostic.severity]
        severity = (f"{diagnostic.severity!s:7}", style)
        lines.append(Text.assemble(f"  {place:>{margin}}  ", severity, f"  {diagnostic.code}  {diagnostic.message}"))
        lines += [Text.assemble(" " * (margin + 4), each) for each in _excerpt(source, diagnostic.location, style)]
        if diagnostic.hint:
            lines.append(Text.assemble(" " * (margin + 4), (f"→ {diagnostic.hint}", "dim")))
        lines += [Text(f"{' ' * (margin + 4)}{_place(place)}  {word}") for place, word in diagnostic.related]
    return lines


def _excerpt(source: list[str], location: Location | None, style: str) -> list[Text]:
    """The line concerned and a caret, if the file could be read."""
    from rich.text import Text

    if not location or not 1 <= location.line <= len(source):
        return []
    line = source[location.line - 1].expandtabs(1)
    start = max(location.column - 1, len(line) - len(line.lstrip()))
    end = location.end_column - 1 if location.end_column and location.end_line == location.line else start + 1
    first = max(0, start - _BEFORE)
    shown = line[first : first + _BEFORE + _EXCERPT]
    carets = "^" * max(1, min(end - start, len(shown) - (start - first)))
    return [Text(f"│ {shown.rstrip()}"), Text.assemble("│ ", " " * (start - first), (carets, style))]


def _source(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError):
        return []


def _summary(diagnostics: Sequence[Diagnostic]) -> str:
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    files = len({_path(diagnostic) for diagnostic in diagnostics} - {""})
    parts = [counted(counts[severity], _noun(severity)) for severity in sorted(counts, reverse=True)]
    return ", ".join(parts) + (f" in {counted(files, 'file')}" if files else "")


def _noun(severity: Severity) -> str:
    return "remark" if severity is Severity.INFO else str(severity)


def counted(number: int, noun: str) -> str:
    """`1 file`, `1,024 files`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _place(location: Location | None) -> str:
    return f"{location.line}:{location.column}" if location else ""


def _path(diagnostic: Diagnostic) -> str:
    return (diagnostic.location.path if diagnostic.location else None) or ""
