"""`teikit code`: what a diagnostic means, with an example and what to do."""

from __future__ import annotations

import click

from teikit.codes import Code, code, codes


@click.command("code")
@click.argument("name", required=False, metavar="[CODE]")
def command(name: str | None) -> None:
    """What a code such as TK212 means, with an example and what to do; without one, all codes and their titles."""
    if name is None:
        for each in codes().values():
            click.echo(f"{click.style(each.code, bold=True)}  {each.title}")
    else:
        _print(code(name))


def _print(about: Code) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False, emoji=False, markup=False)
    console.print(
        Text.assemble((f"{about.code}  {about.title}", "bold"), (f"  {about.severity} · {about.matter}", "dim"))
    )
    console.print()
    console.print(_plain(about.meaning))
    for heading, example in (("For example", about.example), ("Instead", about.instead)):
        if example:
            console.print(Text(f"\n{heading}", style="dim"))
            console.print(Padding(Text(example.rstrip(), overflow="fold"), (0, 0, 0, 4), expand=False))
    console.print(Text("\nWhat to do", style="dim"))
    console.print(_plain(about.todo))


def _plain(markdown: str) -> str:
    return markdown.replace("`", "")
