"""`--report FORMAT=FILE`: what was found, for programs, beside what a command says of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from teikit.diagnostics import Diagnostic, Severity, refusal
from teikit.excerpts import legible
from teikit.output import write_whole
from teikit.reports import REPORTS, report
from teikit.reports.results import Results

Wanted = tuple[str, Path]


def _wanted(_context: click.Context, _option: click.Parameter, specs: Sequence[str]) -> list[Wanted]:
    return [_one(spec) for spec in specs]


def _one(spec: str) -> Wanted:
    form, sign, file = spec.partition("=")
    if form not in REPORTS or not sign or not file:
        hint = f"write --report FORMAT=FILE, with one of: {', '.join(REPORTS)}"
        raise refusal("TK709", f"“{spec}” does not say which report goes where", hint=hint)
    return form, Path(file)


report_option = click.option(
    "--report",
    "reports",
    multiple=True,
    callback=_wanted,
    metavar="FORMAT=FILE",
    help=f"Write what was found to a file, for programs; may be repeated. {', '.join(REPORTS)}.",
)


def results(found: Sequence[Diagnostic], files: Sequence[Path], fail_on: Severity) -> Results:
    """What there is to report; a platform's paths start from the top of the checkout."""
    from teikit.triage.checkout import top

    return Results(found, [str(file) for file in files], fail_on, top(Path.cwd()))


def write_reports(wanted: Sequence[Wanted], found: Results) -> None:
    """Write each of the reports. Raises TeikitError TK007."""
    for form, file in wanted:
        write_whole(file, report(form, found).encode("utf-8"))


def append_summary(file: Path, found: Results) -> None:
    """Add the summary of the step to the file that GitHub keeps for it. Raises TeikitError TK007."""
    from teikit.reports.github import step_summary

    try:
        with file.open("a", encoding="utf-8") as stream:
            stream.write(legible(step_summary(found)))
    except OSError as error:
        hint = "unset GITHUB_STEP_SUMMARY, or free this place"
        raise refusal("TK007", f"cannot write {file}: {error.strerror}", hint=hint) from None
