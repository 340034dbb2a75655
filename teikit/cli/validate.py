"""`teikit validate`: TEI files and folders of them against a schema and its rules."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from teikit.cli.progress import progress
from teikit.config import Config
from teikit.diagnostics import Diagnostic, Severity, TeikitError
from teikit.gathering import gathered
from teikit.reports import REPORTS, report
from teikit.reports.results import Results
from teikit.reports.terminal import counted, terminal_report
from teikit.validation import TEI_SUFFIXES, Checked, validate_many

_IN_ONE_PROCESS = 40  # so few files are done before a pool of processes has started
# a file that cannot be opened, a schema that cannot be used, a bug; markup that is not well-formed is a finding
_PREVENTS = frozenset({"TK006", "TK099", "TK205", "TK206"})


@click.command("validate")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--schema", metavar="NAME|FILE", help="A shipped schema, or a RELAX NG file in XML syntax. Default: `teikit`."
)
@click.option(
    "--format", "form", type=click.Choice(list(REPORTS)), help="How to say what was found. Default: `terminal`."
)
@click.option(
    "--fail-on",
    type=click.Choice([str(severity) for severity in Severity]),
    help="The least severity that makes the exit code 1. Default: `error`.",
)
@click.option(
    "--config", "config_file", metavar="FILE", help="The settings; else they are looked for upwards from PATH."
)
@click.option("--tei-only", is_flag=True, help="Pass over XML that is not TEI in files that are named, as in folders.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes for many files.")
def command(
    paths: tuple[str, ...],
    schema: str | None,
    form: str | None,
    fail_on: str | None,
    config_file: str | None,
    tei_only: bool,
    jobs: int | None,
) -> None:
    """Check TEI files against a RELAX NG schema and the Schematron rules in it.

    A folder gives its .xml and .tei files that are TEI, with all folders in it. Settings stand in teikit.toml or under
    [tool.teikit] in pyproject.toml; what the command line says wins.

    The exit code is 0 for clean files, 1 for findings at or above --fail-on, 2 where a file, the schema or the settings
    cannot be read.
    """
    config = _config(paths, config_file, schema, form, fail_on)
    unusable = _unusable(config)
    checked = [] if unusable else _checked(paths, config, tei_only, jobs)
    found = unusable or [diagnostic for each in checked for diagnostic in each.diagnostics]
    _print(Results(found, [str(each.path) for each in checked if each.is_tei], config.fail_on), config.form)
    _tell(checked, config.form)
    sys.exit(_exit_code(found, config))


def _config(
    paths: Sequence[str], file: str | None, schema: str | None, form: str | None, fail_on: str | None
) -> Config:
    """The settings, with what the command line says above them."""
    config = Config.read(file) if file else Config.found(*paths)
    config = replace(config, form=form or config.form)
    return replace(config, fail_on=Severity[fail_on.upper()] if fail_on else config.fail_on).with_schema(schema)


def _unusable(config: Config) -> list[Diagnostic]:
    """A schema that is not there is said once and not for each file."""
    from teikit.checks import schema_file

    try:
        for standard in (config.standard, *(override.standard for override in config.overrides)):
            schema_file(standard.schema or "teikit")
    except TeikitError as error:
        return [error.diagnostic]
    return []


def _checked(paths: Sequence[str], config: Config, tei_only: bool, jobs: int | None) -> list[Checked]:
    files = [path for path in gathered(paths, TEI_SUFFIXES, config.excludes) if not config.excludes(path)]
    named = set() if tei_only else {Path(path) for path in paths}
    processes = jobs or (1 if len(files) <= _IN_ONE_PROCESS else os.cpu_count() or 1)
    with progress(len(files), "validating") as advance:
        return validate_many(
            files,
            config=config,
            unsure=[path for path in files if path not in named],
            jobs=processes,
            on_done=lambda _: advance(),
        )


def _print(results: Results, form: str) -> None:
    if form == "terminal":
        click.echo(terminal_report(results.diagnostics, sys.stdout.isatty()), nl=False)
    else:
        click.echo(report(form, results), nl=False)


def _tell(checked: Sequence[Checked], form: str) -> None:
    """What the report has no room for, on standard error."""
    for each in checked:
        if each.trace:
            click.echo(each.trace, err=True)
    if form != "terminal" or len(checked) < 2:
        return
    others = sum(not each.is_tei for each in checked)
    told = f"{counted(len(checked) - others, 'file')} checked"
    if not any(each.diagnostics for each in checked):
        told += ", nothing found"
    if others:
        told += f"; {counted(others, 'file')} of other XML passed over"
    click.echo(told, err=True)


def _exit_code(found: Sequence[Diagnostic], config: Config) -> int:
    if any(diagnostic.code in _PREVENTS for diagnostic in found):
        return 2
    return int(any(diagnostic.severity >= config.fail_on for diagnostic in found))
