"""`teikit validate`: TEI files against a schema and its rules."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from teikit.checks import schema_file, validate
from teikit.cli.options import fail_on_option, form_option
from teikit.diagnostics import Diagnostic, Severity, TeikitError
from teikit.reports import REPORTS
from teikit.reports.terminal import terminal_report


@click.command("validate")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--schema",
    default="teikit",
    show_default=True,
    metavar="NAME|FILE",
    help="A shipped schema, or a RELAX NG file in XML syntax.",
)
@form_option(REPORTS)
@fail_on_option
def command(files: tuple[str, ...], schema: str, form: str, fail_on: str) -> None:
    """Check TEI files against a RELAX NG schema and the Schematron rules in it.

    The exit code is 0 for clean files, 1 for findings, 2 where a file or the schema cannot be read.
    """
    unusable = _unusable(schema)
    found = unusable or [diagnostic for file in files for diagnostic in _findings(file, schema)]
    _print(found, form)
    if any(_prevents(diagnostic) for diagnostic in found):
        sys.exit(2)
    if any(diagnostic.severity >= Severity[fail_on.upper()] for diagnostic in found):
        sys.exit(1)


def _unusable(schema: str) -> list[Diagnostic]:
    try:
        schema_file(schema)
    except TeikitError as error:
        return [error.diagnostic]
    return []


def _findings(file: str, schema: str) -> Sequence[Diagnostic]:
    """One bad file does not keep the others from being checked."""
    try:
        return validate(file, schema)
    except TeikitError as error:
        return [error.diagnostic]


def _prevents(diagnostic: Diagnostic) -> bool:
    """A file that cannot be opened, or a schema that cannot be used; markup that is not well-formed is a finding."""
    return diagnostic.code in ("TK006", "TK205", "TK206")


def _print(found: Sequence[Diagnostic], form: str) -> None:
    if form == "terminal":
        click.echo(terminal_report(found, sys.stdout.isatty()), nl=False)
    else:
        click.echo(REPORTS[form](found), nl=False)
