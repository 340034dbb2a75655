"""Diagnostics on standard error, a line each and its hint below."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from teikit.diagnostics import Diagnostic, Severity

_COLOURS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.INFO: ""}  # red, yellow
_PLAIN = "\x1b[0m"


def say(diagnostics: Iterable[Diagnostic], least: Severity = Severity.INFO) -> None:
    """Print what is at least so grave; in colour on a terminal."""
    if sys.stderr is None:  # closed by who started the command
        return
    coloured = sys.stderr.isatty() and os.name != "nt"  # older consoles of Windows print the codes
    for diagnostic in diagnostics:
        if diagnostic.severity >= least:
            line = _one_line(str(diagnostic))
            print(f"{_COLOURS[diagnostic.severity]}{line}{_PLAIN}" if coloured else line, file=sys.stderr)
            if diagnostic.hint:
                print(f"  → {_one_line(diagnostic.hint)}", file=sys.stderr)


def _one_line(text: str) -> str:
    return " ".join(text.split())
