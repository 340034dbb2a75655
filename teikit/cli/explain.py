"""`teikit explain`: what each line of a transcript became, and why."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from teikit.convert import convert
from teikit.explain import ExplainedLine, Part, explain

if TYPE_CHECKING:
    from rich.text import Text


@click.command("explain")
@click.argument("source", metavar="SOURCE")
@click.option("--profile", metavar="NAME|FILE", help="The conventions to read by; detected where not given.")
@click.option("--encoding", metavar="NAME", help="The file's encoding, where it is not UTF-8.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    show_default=True,
    help="For people, or for programs.",
)
def command(source: str, profile: str | None, encoding: str | None, form: str) -> None:
    """List SOURCE line by line with what each part became, the rule that decided, and how surely.

    SOURCE is a file, or - for standard input. The exit code is 0, or 2 where the source cannot be read.
    """
    given = sys.stdin.buffer.read() if source == "-" else Path(source)
    edition = convert(given, profile=profile, encoding=encoding)
    lines = explain(edition)
    if form == "json":
        click.echo(json.dumps([line.to_dict() for line in lines], ensure_ascii=False, indent=1))
    else:
        _print(lines, edition.profile)


def _print(lines: list[ExplainedLine], profile: str) -> None:
    from rich.console import Console
    from rich.text import Text

    width = 100_000 if not sys.stdout.isatty() else None
    console = Console(highlight=False, width=width)
    console.print(f"profile {profile}", style="dim")
    for line in lines:
        console.print(
            Text.assemble((f"{line.number:>5}  ", "dim"), (line.text, "bold")), overflow="ellipsis", no_wrap=True
        )
        for part in line.parts:
            console.print(_row(part), overflow="ellipsis", no_wrap=True)


_SURE = {"high": "green", "medium": "yellow", "low": "red"}
_WIDTH = 30


def _row(part: Part) -> Text:
    """A part of a line: the words, what they became (the innermost element first), the rule and its certainty."""
    from rich.text import Text

    shown = part.text if len(part.text) <= _WIDTH else f"{part.text[: _WIDTH - 2]} …"
    inner, *around = reversed(part.path.split(" › "))
    became = {"text": inner, "mark": f"mark of {inner.partition(' (')[0]}", "dropped": f"dropped: {part.path}"}[
        part.home
    ]
    why = f"{part.rule}, {part.certainty}" if part.rule else "as typed"
    return Text.assemble(
        ("         ", ""),
        (f"{shown:<{_WIDTH}}  ", "cyan" if part.home == "mark" else ""),
        (f"{became:<28} ", ""),
        (f"{why:<24} ", _SURE[part.certainty] if part.rule else "dim"),
        (f"in {', '.join(around)}" if around else "", "dim"),
    )
