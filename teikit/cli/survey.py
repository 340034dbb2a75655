"""`teikit survey`: which conventions a collection uses, and rules for those that no rule knows."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from teikit.gathering import gathered
from teikit.saying import say
from teikit.survey import Survey, Tally, survey

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from teikit.proposals import Proposal

TRANSCRIPTS = (".txt",)
MOST_ROWS = 20  # of a section on a terminal; json has all
_IN_ONE_PROCESS = 100  # so few documents are done before a pool of processes has started


@click.command("survey")
@click.argument("inputs", nargs=-1, required=True, metavar="PATH...")
@click.option("--profile", metavar="NAME|FILE", help="The conventions that count as known; else told from each page.")
@click.option("--encoding", metavar="NAME", help="How the transcripts are encoded, if they do not say.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["terminal", "json", "toml"]),
    default="terminal",
    show_default=True,
    help="For people, for programs, or the proposed rules to paste into a profile.",
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes for many documents.")
def command(inputs: tuple[str, ...], profile: str | None, encoding: str | None, form: str, jobs: int | None) -> None:
    """Count the conventions that transcripts use: brackets, labels, shapes of lines, frames. A folder gives its .txt files.

    Names count as Name and numbers as N. What no rule of the profile knows comes first, and a rule is proposed for it
    where the text tells enough: read each before you use it.

    The exit code is 0, 1 where a file could not be read, 2 where none could.
    """
    paths = gathered(inputs, TRANSCRIPTS)
    found = survey(paths, profile=profile, encoding=encoding, jobs=jobs or _jobs(len(paths)))
    say(found.diagnostics)
    if found.documents:
        _print(found, profile, form)
    sys.exit(0 if not found.diagnostics else 1 if found.documents else 2)


def _jobs(documents: int) -> int:
    return 1 if documents <= _IN_ONE_PROCESS else os.cpu_count() or 1


def _print(found: Survey, given: str | None, form: str) -> None:
    from teikit.profile import profile
    from teikit.proposals import as_toml, proposals

    made = proposals(found, profile(given) if given else None)
    if form == "toml":
        click.echo(as_toml(made, given), nl=False)
    elif form == "json":
        proposed = [{"kind": each.kind, "name": each.name, "rule": each.table} for each in made]
        click.echo(json.dumps(found.to_dict() | {"proposals": proposed}, ensure_ascii=False, indent=1))
    else:
        _print_tables(found, made)


# ---- for people ---------------------------------------------------------------------------------------------------

_SECTIONS = (
    ("Labels in brackets", ("label",)),
    ("Brackets", ("bracket",)),
    ("Brackets out of order", ("form",)),
    ("Lines", ("line",)),
    ("The frame", ("frame",)),
)


def _print_tables(found: Survey, made: list[Proposal]) -> None:
    from rich.console import Console

    console = Console(
        highlight=False, markup=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else 120
    )
    _print_head(found, console)
    unknown = found.unknown()
    if unknown:
        proposed = {(each.tally.kind, each.tally.shape) for each in made}
        console.print("\nNo rule knows these", style="bold yellow")
        console.print(_table(unknown, console.width, proposed))
        _print_rest(unknown, console)
    for title, kinds in _SECTIONS:
        tallies = [tally for tally in found.of_kind(*kinds) if tally.count > tally.unknown]
        if tallies:
            console.print(f"\n{title}", style="bold")
            console.print(_table(tallies, console.width, None))
            _print_rest(tallies, console)
    if made:
        rules = "1 rule is proposed" if len(made) == 1 else f"{len(made)} rules are proposed"
        console.print(f"\n{rules} for what no rule knows; --format toml writes what to paste.", style="green")


def _print_head(found: Survey, console: Console) -> None:
    documents = "1 document" if found.documents == 1 else f"{found.documents:,} documents"
    console.print(
        f"{documents}, {found.characters:,} characters, {found.share:.0%} of them in recognised structures",
        style="bold",
    )
    console.print(
        "profile " + ", ".join(f"{name} {count:,}×" for name, count in found.profiles.most_common()), style="dim"
    )


def _print_rest(tallies: list[Tally], console: Console) -> None:
    if len(tallies) > MOST_ROWS:
        console.print(f"        and {len(tallies) - MOST_ROWS:,} more; --format json has all", style="dim")


def _table(tallies: list[Tally], width: int, proposed: set[tuple[str, str]] | None) -> Table:
    """The most frequent with their figures; the example and the places get the room that is left."""
    from rich.table import Table
    from rich.text import Text

    wide = width >= 110
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("uses", justify="right", no_wrap=True, min_width=5)
    table.add_column("in", justify="right", no_wrap=True, min_width=4)
    table.add_column("shape", no_wrap=True, overflow="ellipsis", width=30 if wide else 26)
    table.add_column("proposed" if proposed is not None else "rule", no_wrap=True, overflow="ellipsis", width=18)
    if wide:
        table.add_column("for example", no_wrap=True, overflow="ellipsis", width=width - 94, style="dim")
    table.add_column("first at", no_wrap=True, overflow="ellipsis", style="dim")
    for tally in tallies[:MOST_ROWS]:
        count = tally.count if proposed is None else tally.unknown
        what = _rules(tally) if proposed is None else "yes" if (tally.kind, tally.shape) in proposed else "–"
        example = [" ".join(tally.examples[0].split())] if wide and tally.examples else [""] * wide
        cells = (f"{count:,}", f"{tally.documents:,}", tally.shape, what, *example, Path(tally.places[0]).name)
        table.add_row(*map(Text, cells))
    return table


def _rules(tally: Tally) -> str:
    """The rules that read it, the most frequent first; one that takes every bracket is said to."""
    names = [name for name, _ in tally.rules.most_common() if name]
    return ", ".join(names) + (", as any" if tally.default else "")
