"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from teikit.diagnostics import Severity


def form_option(forms: Iterable[str]) -> Callable[[Any], Any]:
    """`--format`: how a command says what it found, the terminal's way unless told."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(list(forms)),
        default="terminal",
        show_default=True,
        help="For people, or for programs.",
    )


fail_on_option = click.option(
    "--fail-on",
    type=click.Choice([str(severity) for severity in Severity]),
    default="error",
    show_default=True,
    help="The least severity that makes the exit code 1.",
)
