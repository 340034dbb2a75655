"""The command line: one thin module a command, imported when it is called."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from teikit import __version__
from teikit.diagnostics import TeikitError
from teikit.saying import say

COMMANDS: dict[str, str] = {
    "code": "What a diagnostic means, and what to do about it.",
    "convert": "Transcripts into TEI editions.",
    "explain": "What each line of a transcript becomes, and by which rule.",
    "export": "TEI files in other formats.",
    "formats": "The formats that export and convert write, and what each can express.",
    "profile": "The conventions of archives: list, show, test, begin a new one.",
    "schema": "The schemas at hand: list them, fetch others once for all.",
    "survey": "Which conventions a collection uses, and which no rule knows.",
    "validate": "TEI files against schemas, rules, and what neither can say; safe repairs.",
    "verify": "A TEI file against its source, letter for letter.",
}


class _Commands(click.Group):
    """Knows the commands by name and one line each, so that none but the one in use is imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"teikit.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except TeikitError as error:
            say([error.diagnostic])
            sys.exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="teikit", message="%(prog)s %(version)s")
def main() -> None:
    """Typed archival transcripts to TEI P5, with proof that no letter was lost.

    Exit codes: 0 clean, 1 findings, 2 cannot work on this.
    """
