"""`teikit validate`: TEI files and folders of them against a schema and its rules."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import click

from teikit.catalogue import schema_file
from teikit.checks import OPTIONAL
from teikit.cli.progress import progress
from teikit.cli.reporting import Wanted, append_summary, report_option, results, write_reports
from teikit.config import Config, Standard
from teikit.diagnostics import Diagnostic, Severity, TeikitError, refusal
from teikit.gathering import gathered
from teikit.reports import REPORTS, report
from teikit.reports.results import Results, counted, path_of
from teikit.reports.terminal import terminal_report
from teikit.triage import baseline
from teikit.triage.checkout import changed_since
from teikit.triage.fingerprints import relative
from teikit.validation import TEI_SUFFIXES, Checked, validate_many

_IN_ONE_PROCESS = 40  # so few files are done before a pool of processes has started
# a file that cannot be opened, a schema that cannot be used, a bug; markup that is not well-formed is a finding
_PREVENTS = frozenset({"TK006", "TK099", "TK205", "TK206", "TK207", "TK240", "TK241"})
_OF_THE_RUN = frozenset({"TK207"})  # a schema that has to be fetched, for all files that name it
_SCHEMA_CODES = ("TK21", "TK22")  # what a schema does not allow


class Request(NamedTuple):
    """What was asked for on the command line; None where the settings decide."""

    paths: tuple[str, ...]
    schemas: tuple[str, ...]
    phase: str | None
    checks: tuple[str, ...]
    form: str | None
    reports: Sequence[Wanted]
    fail_on: str | None
    baseline: Path | None
    update_baseline: bool
    changed_since: str | None
    config: Path | None
    tei_only: bool
    fix: bool
    yes: bool
    jobs: int | None


@click.command("validate")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--schema",
    "schemas",
    multiple=True,
    metavar="NAME|URL|FILE",
    help="RELAX NG or Schematron; may be repeated. Default: the schemas that a file names, or `teikit`.",
)
@click.option("--phase", metavar="NAME", help="The phase of Schematron rules; `#ALL` for all of them.")
@click.option(
    "--check", "checks", multiple=True, type=click.Choice(sorted(OPTIONAL)), help="Try this as well; may be repeated."
)
@click.option(
    "--format", "form", type=click.Choice(list(REPORTS)), help="How to say what was found. Default: `terminal`."
)
@report_option
@click.option(
    "--fail-on",
    type=click.Choice([str(severity) for severity in Severity]),
    help="The least severity that makes the exit code 1. Default: `error`.",
)
@click.option(
    "--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Findings that are known; only new ones count."
)
@click.option("--update-baseline", is_flag=True, help="Make what is found now the baseline.")
@click.option("--changed-since", metavar="REV", help="Only files that git says have changed since a revision.")
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The settings; else they are looked for from PATH upwards.",
)
@click.option("--tei-only", is_flag=True, help="Pass over XML that is not TEI in files that are named, as in folders.")
@click.option(
    "--fix", is_flag=True, help="Show the repairs that are safe, ask, and write them before the files are checked."
)
@click.option("--yes", is_flag=True, help="With --fix: write without asking.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes for many files.")
def command(**options: Any) -> None:
    """Check TEI files against RELAX NG, Schematron, and what no schema can say: pointers, dates, languages and more.

    A file is held against the schemas that it names itself, all of them; --schema wins over those. Schemas of the network,
    such as tei_all, are fetched once with `teikit schema fetch`. A folder gives its .xml and .tei files that are TEI, with
    all folders in it. Settings stand in teikit.toml or under [tool.teikit] in pyproject.toml; what the command line says
    wins.

    The exit code is 0 for clean files, 1 for findings at or above --fail-on, 2 where a file, the schema or the settings
    cannot be read.
    """
    asked = Request(**options)
    if asked.yes and not asked.fix:
        raise click.UsageError("--yes goes with --fix")
    config = _config(asked)
    checked = _checked(asked, config)
    found = _found(checked)
    if asked.update_baseline:
        _update(checked, found, config)
        sys.exit(2 if _is_prevented(found) else 0)
    new, told = _new(checked, found, config)
    said = results(new, _looked_at(checked), config.fail_on)
    _print(said, config.form)
    write_reports(asked.reports, said)
    _tell(checked, new, told, config.form)
    sys.exit(2 if _is_prevented(new) else int(any(each.severity >= config.fail_on for each in new)))


def _config(asked: Request) -> Config:
    """The settings, with what the command line says above them."""
    config = Config.read(asked.config) if asked.config else Config.found(*asked.paths)
    return replace(
        config.with_standard(Standard(asked.schemas, dict.fromkeys(asked.checks, True), phase=asked.phase)),
        form=asked.form or config.form,
        fail_on=Severity[asked.fail_on.upper()] if asked.fail_on else config.fail_on,
        baseline=asked.baseline or (config.baseline and Path(relative(str(config.baseline), Path.cwd()))),
    )


def _checked(asked: Request, config: Config) -> list[Checked]:
    """What became of each file. A schema that is not there is said once, and not for each of them."""
    try:
        for standard in (config.standard, *(override.standard for override in config.overrides)):
            for schema in standard.schemas:
                schema_file(schema)
    except TeikitError as error:
        return [Checked(Path(), (error.diagnostic,), is_tei=False)]
    files = _files(asked, config)
    named = set() if asked.tei_only else {Path(path) for path in asked.paths}
    processes = asked.jobs or (1 if len(files) <= _IN_ONE_PROCESS else os.cpu_count() or 1)
    if asked.fix:
        from teikit.cli.fixing import fix  # few runs repair anything

        fix(files, config, asked.yes, processes)
    with progress(len(files), "validating") as advance:
        return validate_many(
            files,
            config=config,
            unsure=[path for path in files if path not in named],
            jobs=processes,
            on_done=lambda _: advance(),
        )


def _files(asked: Request, config: Config) -> list[Path]:
    """The files that are meant. What the settings leave out is left out even if it is named, as hooks of git name files."""
    files = [path for path in gathered(asked.paths, TEI_SUFFIXES, config.excludes) if not config.excludes(path)]
    if asked.changed_since is None:
        return files
    first = Path(asked.paths[0])
    changed = changed_since(asked.changed_since, first if first.is_dir() else first.parent)
    return [path for path in files if path.resolve() in changed]


def _found(checked: Sequence[Checked]) -> list[Diagnostic]:
    """All findings; what is about no file that was checked, such as a schema, once and not for each file."""
    general: dict[tuple[str, str], Diagnostic] = {}
    found = []
    for each in checked:
        for diagnostic in each.diagnostics:
            if diagnostic.code in _OF_THE_RUN or path_of(diagnostic) != str(each.path):
                general.setdefault((diagnostic.code, diagnostic.message), diagnostic)
            else:
                found.append(diagnostic)
    return [*general.values(), *found]


# the baseline


def _update(checked: Sequence[Checked], found: Sequence[Diagnostic], config: Config) -> None:
    if config.baseline is None:
        hint = "say --baseline FILE as well, or set it in teikit.toml"
        raise refusal("TK709", "there is no baseline to bring up to date", hint=hint)
    if not _is_prevented(found):
        before, after = baseline.update(config.baseline, found, _examined(checked))
        click.echo(f"{config.baseline}: {counted(after, 'finding')}, before {before:,}", err=True)
        return
    _print(Results([each for each in found if each.code in _PREVENTS]), "terminal")


def _new(checked: Sequence[Checked], found: list[Diagnostic], config: Config) -> tuple[list[Diagnostic], str]:
    """The findings that the baseline does not know, and what to tell of those that it knows."""
    if config.baseline is None:
        return found, ""
    known = baseline.read_baseline(config.baseline)
    result = baseline.held_against(known, found, _examined(checked))
    stale = baseline.stale_findings(known, result.stale)
    return [*result.new, *stale], f"; {counted(result.known, 'finding')} known from {config.baseline.name}"


# what is said


def _print(results: Results, form: str) -> None:
    if form == "terminal" and sys.stdout.isatty():
        width = shutil.get_terminal_size().columns
        click.echo(terminal_report(results.diagnostics, "NO_COLOR" not in os.environ, width), nl=False)
    else:
        click.echo(report(form, results), nl=False)
    summary_file = os.environ.get("GITHUB_STEP_SUMMARY")
    if form == "github" and summary_file:
        append_summary(Path(summary_file), results)


def _tell(checked: Sequence[Checked], new: Sequence[Diagnostic], told: str, form: str) -> None:
    """What the report has no room for, on standard error."""
    for each in checked:
        if each.trace:
            click.echo(each.trace, err=True)
    if form != "terminal":
        return
    if advice := _advice(checked, new):
        click.echo(advice, err=True)
    if len(checked) == 1 and not told:
        return
    others = sum(not each.is_tei for each in checked)
    said = f"{counted(len(_looked_at(checked)), 'file')} checked"
    if not new:
        said += f", nothing{' new' * bool(told)} found"
    if others:
        said += f"; {counted(others, 'file')} of other XML passed over"
    click.echo(said + told, err=True)


def _advice(checked: Sequence[Checked], new: Sequence[Diagnostic]) -> str:
    """What helps those whose files name no schema, and who have not heard that there are several."""
    unnamed = {str(each.path) for each in checked if each.names_none}
    if not any(path_of(each) in unnamed and each.code.startswith(_SCHEMA_CODES) for each in new):
        return ""
    files = f"{counted(len(unnamed), 'file')} {'names' if len(unnamed) == 1 else 'name'}"
    return f"{files} no schema and went by `teikit`, a small part of TEI; --schema tei_all is all of it"


def _looked_at(checked: Sequence[Checked]) -> list[Path]:
    """The files that were really checked: of the others no report may say that they are clean."""
    return [each.path for each in checked if each.is_tei and not _is_prevented(each.diagnostics)]


def _examined(checked: Sequence[Checked]) -> list[Path]:
    """The files of which the baseline can be told what is gone; one that is not well-formed keeps what it had."""
    unread = _PREVENTS | {"TK201"}
    return [each.path for each in checked if not any(diagnostic.code in unread for diagnostic in each.diagnostics)]


def _is_prevented(found: Sequence[Diagnostic]) -> bool:
    return any(diagnostic.code in _PREVENTS for diagnostic in found)
