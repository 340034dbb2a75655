"""`teikit verify`: a TEI file, whoever made it, against its source."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from teikit.cli.options import form_option
from teikit.diagnostics import Severity
from teikit.readers import read
from teikit.tei import TeiDocument
from teikit.verify import verify

if TYPE_CHECKING:
    from teikit.profile import Profile
    from teikit.verdict import Finding, Verdict

STANDARD_INPUT = "-"

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


@click.command("verify")
@click.argument("source", metavar="SOURCE")
@click.argument("tei", metavar="TEI")
@click.option("--strict", is_flag=True, help="Take no explanations: every mark that is not in the text is lost.")
@click.option("--profile", "profile_name", metavar="NAME|FILE", help="The conventions that explain marks.")
@click.option("--encoding", metavar="NAME", help="How the source is encoded, if it does not say.")
@click.option("--all", "everything", is_flag=True, help="Show what is explained as well.")
@form_option(["terminal", "json"])
def command(
    source: str,
    tei: str,
    strict: bool,
    profile_name: str | None,
    encoding: str | None,
    everything: bool,
    form: str,
) -> None:
    """Compare a TEI file with the transcript it was made from, letter for letter. A hyphen reads standard input.

    White space does not count, but glued and split words do. What is missing from the text is looked for in the
    header and in attributes, then explained as a mark of a convention; else it is lost.

    The exit code is 0 where nothing is lost, invented, altered or moved, 1 where something is, 2 where a file cannot be
    read.
    """
    found = verify(
        read(sys.stdin.buffer.read() if source == STANDARD_INPUT else Path(source), encoding),
        TeiDocument.parse(sys.stdin.buffer.read()) if tei == STANDARD_INPUT else TeiDocument.read(tei),
        strict=strict,
        profile=_profile(profile_name),
    )
    click.echo(_as_json(found) if form == "json" else _as_text(found, source, everything))
    sys.exit(0 if found.ok else 1)


def _profile(name: str | None) -> Profile | None:
    from teikit.profile import profile

    return profile(name) if name else None


def _as_json(verdict: Verdict) -> str:
    return json.dumps(verdict.to_dict(), ensure_ascii=False, indent=1)


def _as_text(verdict: Verdict, source: str, everything: bool) -> str:
    least = Severity.INFO if everything else Severity.WARNING
    lines = [_line(finding, source) for finding in verdict.findings if finding.severity >= least]
    return "\n".join([*lines, _summary(verdict)])


def _line(finding: Finding, source: str) -> str:
    """A finding as two lines: what and where in the source, where in the TEI."""
    place = f"{source}:{finding.place.line}:{finding.place.column}: " if finding.place else ""
    kind = click.style(finding.kind, fg=_COLOURS[finding.severity])
    there = f"{finding.tei_place.path or 'TEI'}:{finding.tei_place.line}: {finding.element}"
    return f"{place}{kind} {finding.diagnostic.code}: {finding.sentence}\n  {there}"


def _summary(verdict: Verdict) -> str:
    counts = [f"{name} {getattr(verdict, name):,}" for name in ("lost", "altered", "moved", "invented", "explained")]
    glued = sum(finding.kind == "spacing" for finding in verdict.findings)
    counts.append(f"words glued or split {glued:,}")
    judgement = click.style("kept", fg="green") if verdict.ok else click.style("not kept", fg="red")
    share = f"{verdict.kept:,} of {verdict.characters:,} characters are text ({verdict.share:.2%})"
    return f"{judgement}: {share}; {', '.join(counts)}"
