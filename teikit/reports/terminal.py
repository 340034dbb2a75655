"""Diagnostics for people: grouped by file, aligned, with the line concerned and a caret below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

from teikit.diagnostics import Diagnostic, Location, Severity
from teikit.excerpts import lines
from teikit.reports.results import Results, path_of, summary

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
# a paragraph may be one line of a thousand letters; what stands around the place is enough
_EXCERPT = 150
_MANY = 50  # findings, of which a summary helps
_LEAST = 24  # columns that a text needs to be read
_IN = " " * 4
# what would move the cursor or turn the writing round
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def report(results: Results) -> str:
    """The findings without colours, a sentence a line."""
    return terminal_report(results.diagnostics)


def terminal_report(diagnostics: Sequence[Diagnostic], colour: bool = False, width: int | None = None) -> str:
    """The findings file by file with a summary at the end; empty if there are none.

    `colour` is for terminals only; `width` is that of the terminal, and without it no sentence is broken.
    """
    if not diagnostics:
        return ""
    # rich costs a third of a cold start, and a clean file needs none of it
    from rich.console import Console
    from rich.text import Text

    console = Console(force_terminal=colour, no_color=not colour, width=width or 120, highlight=False, emoji=False)
    with console.capture() as captured:
        for path, group in groupby(sorted(diagnostics, key=path_of), key=path_of):
            for text in _file(path, list(group), width):
                console.print(text, soft_wrap=True)
        console.print(summary(diagnostics), soft_wrap=True)
        for text in _wrapped(Text("most often: "), _most_often(diagnostics), width) if len(diagnostics) > _MANY else ():
            console.print(text, soft_wrap=True)
    return captured.get()


def _most_often(diagnostics: Sequence[Diagnostic]) -> str:
    counts = Counter(diagnostic.code for diagnostic in diagnostics)
    return ", ".join(f"{code} {count:,}×" for code, count in counts.most_common(5))


def _file(path: str, diagnostics: list[Diagnostic], width: int | None) -> Iterator[Text]:
    from rich.text import Text

    places = [_place(diagnostic.location) for diagnostic in diagnostics]
    margin = max(map(len, places))
    if path:
        yield Text(_shown(path), style="bold")
    for place, diagnostic in zip(places, diagnostics, strict=True):
        style = _STYLES[diagnostic.severity]
        first = Text.assemble(f"  {place:>{margin}}  ", (f"{diagnostic.severity!s:7}", style), f"  {diagnostic.code}  ")
        yield from _wrapped(first, diagnostic.message, width)
        below = Text(" " * (margin + 4))
        for line in _excerpt(diagnostic.location, style, width and width - margin - 4):
            yield below + line
        if diagnostic.hint:
            yield from _wrapped(below + Text("→ ", "dim"), diagnostic.hint, width, "dim")
        for where, word in diagnostic.related:
            yield from _wrapped(below + Text(f"{_place(where)}  "), word, width)


def _wrapped(first: Text, sentence: str, width: int | None, style: str = "") -> Iterator[Text]:
    """A sentence behind what its first line begins with, the other lines as far in; below it where there is no room."""
    from rich.text import Text

    said = " ".join(_shown(sentence).split())
    if width is None or len(first) + len(said) <= width:
        yield first + Text(said, style)
        return
    if width - len(first) < _LEAST:
        yield first
        yield from (
            Text(line, style) for line in wrap(said, max(width, _LEAST), initial_indent=_IN, subsequent_indent=_IN)
        )
        return
    indent = " " * len(first)
    for number, line in enumerate(wrap(said, width, initial_indent=indent, subsequent_indent=indent)):
        yield Text(line, style) if number else first + Text(line.removeprefix(indent), style)


def _excerpt(location: Location | None, style: str, width: int | None) -> list[Text]:
    """The line concerned and a caret, if the file could be read."""
    from rich.cells import cell_len
    from rich.text import Text

    source = lines(location.path) if location and location.path else []
    if not location or not 1 <= location.line <= len(source):
        return []
    line = _shown(source[location.line - 1])
    room = max(_LEAST, width - 2) if width else _EXCERPT
    indent = len(line) - len(line.lstrip())
    start = max(location.column - 1, indent)
    end = location.end_column - 1 if location.end_column and location.end_line == location.line else start + 1
    first = 0 if cell_len(line) <= room else max(indent, start - room * 2 // 5)
    shown = _fitting(line[first:], room)
    before, at = line[first:start], shown[start - first : end - first]
    if first > indent:
        shown = f"…{shown[1:]}"
    if first + len(shown) < len(line):
        shown = f"{shown[:-1]}…"
    carets = "^" * max(1, cell_len(at))
    return [Text(f"│ {shown.rstrip()}"), Text.assemble("│ ", " " * cell_len(before), (carets, style))]


def _fitting(text: str, room: int) -> str:
    """The beginning of a text that takes no more columns than there are."""
    from rich.cells import cell_len

    text = text[:room]
    while cell_len(text) > room:
        text = text[:-1]
    return text


def _shown(text: str) -> str:
    """A text that says what it is: signs that are not seen are shown as such."""
    return _UNSEEN.sub(lambda sign: " " if sign[0] in "\t\n\r" else "\ufffd", text)


def _place(location: Location | None) -> str:
    return f"{location.line}:{location.column}" if location else ""
