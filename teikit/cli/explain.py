"""`teikit explain`: what each line of a transcript became, why, and what else it might be."""

from __future__ import annotations

import json
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from teikit.cli.options import form_option
from teikit.convert import Edition, convert
from teikit.explain import Doubt, Part, explain, review

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from teikit.runners_up import RunnerUp


@click.command("explain")
@click.argument("source", metavar="SOURCE")
@click.option("--profile", metavar="NAME|FILE", help="The conventions to read by; detected where not given.")
@click.option("--encoding", metavar="NAME", help="The file's encoding, where it is not UTF-8.")
@click.option("--review", "doubts", is_flag=True, help="Only the decisions in doubt, each with the question to answer.")
@form_option(["terminal", "json"])
def command(source: str, profile: str | None, encoding: str | None, doubts: bool, form: str) -> None:
    """List SOURCE line by line with what each part became, the rule that decided, how surely, and the runner-up.

    The runner-up, behind `else`, is what would have claimed the text if that rule were not there. With --review the
    decisions of low certainty come first, then those of medium certainty.

    SOURCE is a file, or - for standard input. The exit code is 0, or 2 where the source cannot be read.
    """
    given = sys.stdin.buffer.read() if source == "-" else Path(source)
    edition = convert(given, profile=profile, encoding=encoding)
    if form == "json":
        rows = [row.to_dict() for row in (review(edition) if doubts else explain(edition))]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    console = _console()
    _print_head(edition, console)
    (_print_doubts if doubts else _print_lines)(edition, console)


_PIPED = 100_000  # columns: what programs read is not cut


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else _PIPED)


def _print_head(edition: Edition, console: Console) -> None:
    covered = edition.coverage
    told = f"profile {edition.profile} · {covered.share:.0%} of the text in recognised structures"
    console.print(told, style="dim")
    if covered.unknown:
        shown = ", ".join(f"{shape} {count}×" for shape, count in covered.unknown.items())
        console.print(f"no rule knows: {shown}", style="yellow")


def _print_lines(edition: Edition, console: Console) -> None:
    from rich.text import Text

    told: set[int] = set()
    for line in explain(edition):
        console.print(
            Text.assemble((f"{line.number:>5}  ", "dim"), (line.text, "bold")), overflow="ellipsis", no_wrap=True
        )
        for part in line.parts:
            # a decision has several parts; what else it might be is said once
            other = None if id(part.runner_up) in told else part.runner_up
            console.print(_row(part, other, console.width), overflow="ellipsis", no_wrap=True)
            told.add(id(other))


_SURE = {"high": "green", "medium": "yellow", "low": "red"}
_MARGIN = " " * 9


def _row(part: Part, other: RunnerUp | None, width: int) -> Text:
    """A part of a line: the words, what they became (the innermost element first), the rule and its certainty."""
    from rich.text import Text

    wide = width >= 120
    typed, made, why, instead = (30, 28, 24, 24) if wide else (18, 18, 0, 0)
    inner, *around = reversed(part.path.split(" › "))
    became = {"text": inner, "mark": f"mark of {inner.partition(' (')[0]}", "dropped": f"dropped: {part.path}"}[
        part.home
    ]
    decided = f"{part.rule}, {part.certainty}" if part.rule else "as typed"
    return Text.assemble(
        _MARGIN,
        (f"{_cut(part.text, typed):<{typed}}  ", "cyan" if part.home == "mark" else ""),
        f"{_cut(became, made):<{made}} ",
        (f"{decided:<{why}} ", _SURE[part.certainty] if part.rule else "dim"),
        (f"{f'else {_other(other, wide)}' if other else '':<{instead}} ", "magenta"),
        (f"in {', '.join(around)}" if around and wide else "", "dim"),
    )


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 2]} …"


def _other(other: RunnerUp, wide: bool) -> str:
    if not other.element:
        return "as typed"
    if not other.rule:
        return "plain text" if other.element == "p" else other.element
    return f"{other.rule}, {other.certainty}" if wide else other.rule


def _print_doubts(edition: Edition, console: Console) -> None:
    from rich.text import Text

    found = review(edition)
    if not found:
        console.print("nothing is in doubt")
    for certainty, group in groupby(found, key=lambda doubt: doubt.certainty):
        doubts = list(group)
        noun = "decision" if len(doubts) == 1 else "decisions"
        console.print(Text(f"\n{len(doubts)} {noun} of {certainty} certainty", style=f"bold {_SURE[certainty]}"))
        for doubt in doubts:
            console.print(_line_of(doubt, console.width), overflow="ellipsis", no_wrap=True)
            console.print(_question_of(doubt, console.width))


def _line_of(doubt: Doubt, width: int) -> Text:
    """The line concerned with the text in bold; of a long line what stands around it."""
    from rich.text import Text

    room = width - 8
    first = max(0, min(doubt.start - room // 3, len(doubt.line) - room))
    shown = ("…" if first else "") + doubt.line[first + bool(first) :]
    text = Text.assemble((f"{doubt.number:>5}  ", "dim"), (shown, "dim"))
    text.stylize("not dim bold", 7 + doubt.start - first, 7 + doubt.end - first)
    return text


def _question_of(doubt: Doubt, width: int) -> object:
    from rich.padding import Padding
    from rich.text import Text

    asked = Text.assemble(doubt.question, (f"  {doubt.rule}", "dim"))
    return Padding(asked, (0, 0, 0, 7), expand=False)
