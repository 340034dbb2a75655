"""`teikit profile`: the shipped profiles, the rules of one, their examples tried, a new one to start from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from teikit.diagnostics import refusal
from teikit.profile import Profile, Rule, profile, profile_names
from teikit.saying import say

if TYPE_CHECKING:
    from rich.console import Console


@click.group("profile", subcommand_metavar="list | show | test | new ...")
def command() -> None:
    """The conventions of archives: list the shipped profiles, show the rules of one, test its examples, begin a new one.

    A profile is a TOML file that extends another; `teikit survey` proposes rules for it.
    """


@command.command("list")
def list_profiles() -> None:
    """List the shipped profiles: name, what it extends, number of rules, title."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("name", style="bold", no_wrap=True)
    table.add_column("extends", no_wrap=True)
    table.add_column("rules", justify="right")
    table.add_column("own", justify="right")
    table.add_column("title", overflow="fold")
    for each in map(profile, profile_names()):
        inherited = each.parent.rules if each.parent else ()
        own = sum(rule not in inherited for rule in each.rules)
        table.add_row(each.name, each.parent.name if each.parent else "–", str(len(each.rules)), str(own), each.title)
    _console().print(table)


@command.command("show")
@click.argument("name", metavar="NAME|FILE")
def show(name: str) -> None:
    """Show the rules of a profile in the order in which they are tried, with why and examples."""
    chosen = profile(name)
    console = _console()
    inherited = chosen.parent.rules if chosen.parent else ()
    console.print(f"[bold]{chosen.name}[/bold]  {chosen.title}")
    _print_facts(chosen, console)
    for title, rules in (("brackets", chosen.brackets), ("lines", chosen.lines)):
        console.print(f"\n[bold]{title}[/bold] [dim]in the order in which they are tried[/dim]")
        for number, rule in enumerate(rules, 1):
            _print_rule(number, rule, chosen.parent.name if chosen.parent and rule in inherited else "", console)


@command.command("test")
@click.argument("name", metavar="NAME|FILE")
def test(name: str) -> None:
    """Try each rule of a profile on its examples and counter-examples.

    The exit code is 0 where all are as they should be, 1 where a rule misses an example or takes a counter-example, 2
    where the profile cannot be loaded.
    """
    from teikit.examples import tried

    found = tried(name)
    say(found.findings)
    failed = len([finding for finding in found.findings if finding.code in ("TK507", "TK508")])
    told = f"{found.rules} rules, {found.examples} examples and counter-examples: "
    click.echo(
        told + (click.style(f"{failed} fail", fg="red") if failed else click.style("all as they should be", fg="green"))
    )
    sys.exit(0 if found.ok else 1)


@command.command("new")
@click.argument("name", metavar="NAME")
@click.option(
    "-o", "--output", metavar="FILE", help="Where to write it; else NAME.toml here. A hyphen is standard output."
)
@click.option("--extends", metavar="NAME", default="generic", show_default=True, help="The profile to build on.")
def new(name: str, output: str | None, extends: str) -> None:
    """Write a profile to start from, with every key explained and no rule of its own yet."""
    from teikit.output import write_whole
    from teikit.starting import starting_profile

    text = starting_profile(name, extends)
    if output == "-":
        click.echo(text, nl=False)
        return
    target = Path(output or f"{name}.toml")
    if target.exists():
        raise refusal("TK010", f"{target} is there already", hint="choose another place with -o, or delete it")
    write_whole(target, text.encode())
    click.echo(
        f"{target}: a profile that extends {extends}. Try it: teikit convert TRANSCRIPT --profile {target}", err=True
    )


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, width=None if sys.stdout.isatty() else 120, markup=True)


def _print_facts(chosen: Profile, console: Console) -> None:
    facts = [("extends", chosen.parent.name if chosen.parent else ""), ("languages", ", ".join(chosen.languages))]
    facts += [(key, str(value)) for key, value in chosen.header.items()]
    labels = chosen.frame.fields + chosen.frame.fields_below
    facts += [("frame", ", ".join(f"{field.label} → {field.holds}" for field in labels))]
    for key, value in facts:
        if value:
            console.print(_row(key, value, "", 2))


def _print_rule(number: int, rule: Rule, origin: str, console: Console) -> None:
    from rich.text import Text

    sure = "" if rule.certainty == "high" else f"  {rule.certainty}"
    from_where = f"  from {origin}" if origin else ""
    console.print(
        Text.assemble(
            (f"{number:>4}  ", "dim"),
            (rule.name, "bold cyan"),
            (f"  {_becomes(rule)}", ""),
            (sure, "yellow"),
            (from_where, "dim"),
        )
    )
    rows = [("", rule.why), ("yes", _quoted(rule.examples)), ("not", _quoted(rule.counter_examples))]
    for key, value in rows:
        if value:
            console.print(_row(key, value, {"yes": "green", "not": "red"}.get(key, "dim"), 6))


def _row(key: str, value: str, style: str, indent: int) -> object:
    """A label and its value, which keeps to its column over several lines."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=10 if indent == 2 else 3, style=style)
    table.add_column(overflow="fold")
    table.add_row(key, Text(value, style=style if not key else ""))
    return Padding(table if key else Text(value), (0, 0, 0, indent), expand=False)


def _becomes(rule: Rule) -> str:
    if rule.code:
        return "code"
    if rule.parts:
        return " ".join(_tag(part.element, dict(part.attributes)) for part in rule.parts.values())
    return _tag(rule.element, dict(rule.attributes))


def _tag(element: str, attributes: dict[str, str]) -> str:
    named = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{element}{named}>"


def _quoted(examples: tuple[str, ...]) -> str:
    return "  ".join(f"“{example}”" for example in examples)
