"""`teikit formats`: the formats of an edition, what each can express, and what it needs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from teikit.cli.options import form_option
from teikit.exporters import EXPORTERS, Exporter, exporter
from teikit.exporters.expressed import expressed

if TYPE_CHECKING:
    from rich.console import Console


@click.command("formats")
@click.argument("names", nargs=-1, metavar="[NAME...]")
@form_option(("terminal", "json"))
def command(names: tuple[str, ...], form: str) -> None:
    """List the formats that `teikit export` and `teikit convert` write; with names, what these can express.

    Elements are counted from those of the text and of the header that the documentation's table of formats measures:
    those with a form of their own, and those whose text alone is kept.
    """
    chosen = [exporter(name) for name in dict.fromkeys(names)] or list(EXPORTERS.values())
    if form == "json":
        click.echo(json.dumps([described(each) for each in chosen], ensure_ascii=False, indent=1))
        return
    from rich.console import Console

    console = Console(highlight=False)
    if names:
        for each in chosen:
            _show(each, console)
    else:
        _list(chosen, console)


def described(each: Exporter) -> dict[str, Any]:
    """A format as programs read it; `installed` says whether all that it needs is there."""
    found = expressed(each.name)
    return {
        "name": each.name,
        "suffix": each.suffix,
        "title": each.title,
        "options": list(each.options),
        "collects": each.collects,
        "extra": each.extra or None,
        "installed": not each.missing,
        "expresses": {
            "own": list(found.own),
            "text": list(found.text),
            "header": [_bare(name) for name in found.header],
            "absent": [_bare(name) for name in found.absent],
        },
    }


def _list(chosen: Sequence[Exporter], console: Console) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("name", style="bold", no_wrap=True)
    table.add_column("what it is", overflow="fold", ratio=1)
    for title in ("own form", "text only", "of header"):
        table.add_column(title, justify="right", no_wrap=True)
    for each in chosen:
        found = expressed(each.name)
        counts = (str(len(names) or "–") for names in (found.own, found.text, found.header))
        details = "  ".join(filter(None, (each.suffix, _options(each))))
        table.add_row(each.name, f"{each.title}{_needs(each)}\n[dim]{details}[/dim]", *counts)
    console.print(table)


def _show(each: Exporter, console: Console) -> None:
    from textwrap import fill

    found = expressed(each.name)
    console.print(f"[bold]{each.name}[/bold]  {each.suffix}  {each.title}{_needs(each)}")
    facts = (
        ("options", _options(each)),
        ("with a form of their own", " ".join(found.own)),
        ("text only", " ".join(found.text)),
        ("not in the file", " ".join(name for name in found.absent if _bare(name) == name)),
        ("taken from the header", " ".join(map(_bare, found.header))),
        ("left in the header", " ".join(_bare(name) for name in found.absent if _bare(name) != name)),
    )
    for label, said in facts:
        if said:
            console.print(f"  [dim]{label}:[/dim]")
            click.echo(
                fill(said, console.width, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)
            )


def _bare(name: str) -> str:
    return name.removeprefix("teiHeader/")


def _options(each: Exporter) -> str:
    return " ".join(f"--{option}" for option in each.options)


def _needs(each: Exporter) -> str:
    if each.missing:
        return f" [red](not installed: pip install 'teikit\\[{each.extra}]')[/red]"
    return " [dim](one file for many documents)[/dim]" if each.collects else ""
