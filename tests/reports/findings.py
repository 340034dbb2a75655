"""Findings of every kind that a report may meet, in files that are there."""

from __future__ import annotations

from pathlib import Path

from teikit.diagnostics import Diagnostic, Location, Severity
from teikit.reports.results import Results

LETTER = "<TEI>\n <p>Zoë saw 𐍈 and <persname>B</persname>;\n  it <add>was\n  late</add></p>\n</TEI>\n"


def every_kind(folder: Path) -> Results:
    """An error with an end, one over two lines with a related place, a warning without a hint, a remark about no file."""
    names = ["letters/ä b.xml", "letters/clean.xml", "top.xml"]
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(LETTER, encoding="utf-8")
    first, clean, top = (str(folder / name) for name in names)
    found = [
        Diagnostic("TK210", Severity.ERROR, "there is no <persname>", Location(first, 2, 19, 2, 29), "persname", "rename it"),
        Diagnostic("TK210", Severity.ERROR, "there is no <persname>", Location(first, 2, 19, 2, 29), "persname", "rename it"),
        Diagnostic("TK230", Severity.ERROR, "100% twice: a, b", Location(top, 3, 6, 4, 14), related=((Location(first, 3, 2), "first here"),)),
        Diagnostic("TK203", Severity.WARNING, "line\nbroken ]]> \x1b |", Location(top, 5)),
        Diagnostic("TK402", Severity.INFO, "2 rules", hint="nothing"),
    ]  # fmt: skip
    return Results(found, [first, clean, top], Severity.ERROR, folder)
