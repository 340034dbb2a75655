"""Diagnostics on standard error, a line each and its hint below."""

from __future__ import annotations

from collections.abc import Iterable

import click

from teikit.diagnostics import Diagnostic, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: None}


def say(diagnostics: Iterable[Diagnostic], least: Severity = Severity.INFO) -> None:
    """Print what is at least so grave; in colour on a terminal."""
    for diagnostic in diagnostics:
        if diagnostic.severity >= least:
            click.secho(_one_line(str(diagnostic)), err=True, fg=_COLOURS[diagnostic.severity])
            if diagnostic.hint:
                click.echo(f"  → {_one_line(diagnostic.hint)}", err=True)


def _one_line(text: str) -> str:
    return " ".join(text.split())
