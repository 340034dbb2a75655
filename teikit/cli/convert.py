"""`teikit convert`: typed transcripts into TEI editions."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from teikit.cli import delivering
from teikit.cli.options import fail_on_option
from teikit.cli.reporting import Wanted, report_option
from teikit.delivery import TEI_FORMAT, Order, delivered, order
from teikit.diagnostics import Diagnostic, Severity
from teikit.records import NamedTuple
from teikit.saying import say

if TYPE_CHECKING:
    from teikit.corpus import Outcome, Summary
    from teikit.metadata import Metadata

TRANSCRIPTS = ".txt"


class Request(NamedTuple):
    """What was asked for on the command line."""

    inputs: tuple[str, ...]
    output: str | None
    order: Order
    profile: str | None
    metadata: Metadata | Mapping[str, Metadata] | None
    encoding: str | None
    ledger: str | None
    jobs: int | None
    fail_on: Severity
    reports: Sequence[Wanted]


@click.command("convert")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@delivering.output_option
@click.option("--profile", metavar="NAME|FILE", help="The archive's conventions; else they are told from the page.")
@click.option("--to", "names", default=TEI_FORMAT, show_default=True, metavar="NAME[,NAME...]", help="The formats.")
@delivering.format_options
@click.option("--metadata", metavar="FILE", help="What the page does not say: TOML, or CSV with a row a file name.")
@click.option("--encoding", metavar="NAME", help="How the transcripts are encoded, if they do not say.")
@click.option("--ledger", metavar="FILE", help="Write where each character went; a folder for several documents.")
@delivering.jobs_option
@report_option
@fail_on_option
def command(
    inputs: tuple[str, ...],
    output: str | None,
    profile: str | None,
    names: str,
    metadata: str | None,
    encoding: str | None,
    ledger: str | None,
    jobs: int | None,
    reports: Sequence[Wanted],
    fail_on: str,
    **options: Any,
) -> None:
    """Turn typed transcripts into TEI. A hyphen reads standard input, a folder gives all its .txt files.

    One input in one format is written to standard output or to the file PATH. Several inputs, several formats or a
    folder as PATH give NAME.xml, NAME.html and so on in that folder, or in the current one. A document that fails does
    not keep the others from being written.

    The exit code is 0 where all is well, 1 for findings at or above --fail-on, 2 where nothing could be converted.
    """
    formats = delivering.names(names)
    options["profile"] = profile if "transcript" in formats else None
    wanted = order(formats, delivering.given(options), tei=True)
    facts = _metadata(metadata) if metadata else None
    asked = Request(inputs, output, wanted, profile, facts, encoding, ledger, jobs, Severity[fail_on.upper()], reports)
    sys.exit(_one(asked) if delivering.alone(inputs) else _many(asked))


def _one(asked: Request) -> int:
    """Convert a single document, without what only many need."""
    from teikit.convert import convert

    given = asked.inputs[0]
    source: bytes | Path = sys.stdin.buffer.read() if given == delivering.STANDARD else Path(given)
    ledger = Path(asked.ledger) if asked.ledger else None
    targets = delivering.targets(given, asked.output, asked.order, ledger)
    edition = convert(source, profile=asked.profile, metadata=_facts(asked), encoding=asked.encoding)
    done = delivered(edition.document, asked.order, asked.order.formats, edition.to_bytes())
    delivering.put(done, targets, {ledger: edition.ledger.to_json().encode()} if ledger else {})
    found = [*edition.diagnostics, *done.findings]
    say(found)
    _report(asked, found, [] if given == delivering.STANDARD else [Path(given)])
    return int(any(diagnostic.severity >= asked.fail_on for diagnostic in found))


def _report(asked: Request, found: Sequence[Diagnostic], files: Sequence[Path]) -> None:
    if asked.reports:
        from teikit.cli.reporting import results, write_reports

        write_reports(asked.reports, results(found, files, asked.fail_on))


def _metadata(file: str) -> Metadata | Mapping[str, Metadata]:
    from teikit.metadata import metadata_from_csv, metadata_from_toml

    return metadata_from_csv(file) if file.lower().endswith((".csv", ".tsv")) else metadata_from_toml(file)


def _facts(asked: Request) -> Metadata | None:
    from teikit.metadata import Metadata

    if asked.metadata is None or isinstance(asked.metadata, Metadata):
        return asked.metadata
    given = asked.inputs[0]
    return asked.metadata.get(given) or asked.metadata.get(Path(given).name)


# many documents


def _many(asked: Request) -> int:
    from teikit.corpus import convert_many

    paths = delivering.files(asked.inputs, TRANSCRIPTS)
    strays = list(_strays(paths, asked.metadata))
    say(strays)
    found = [*strays]
    collection = delivering.collection(asked.output, asked.order)
    with delivering.telling(len(paths), "converting") as tell:

        def done(outcome: Outcome) -> None:
            tell(outcome)
            if asked.reports:  # else what was found in thousands of documents is not kept
                found.extend(outcome.diagnostics)

        summary = convert_many(
            paths,
            Path() if collection else delivering.folder(asked.output),
            asked.order.formats,
            options=asked.order.options,
            write=delivering.write,
            jobs=delivering.processes(asked.jobs, len(paths)),
            metadata=asked.metadata,
            ledger_dir=delivering.folder(asked.ledger) if asked.ledger else None,
            on_done=done,
            profile=asked.profile,
            encoding=asked.encoding,
            collection=collection,
        )
    say(summary.collected)
    _report(asked, [*found, *summary.collected], paths)
    for line in _told(summary):
        click.echo(line, err=True)
    if not summary.ok:
        return 2
    return int(any(count for severity, count in summary.severities.items() if severity >= asked.fail_on))


def _strays(paths: Sequence[Path], metadata: object) -> Iterator[Diagnostic]:
    """Rows of the table that no input takes up: most often a name is mistyped."""
    if not isinstance(metadata, Mapping):
        return
    names = {name for path in paths for name in (path.name, str(path))}
    strays = [name for name in metadata if name not in names]
    if strays:
        message = f"{len(strays)} rows of the metadata name no file that is converted: {', '.join(strays[:5])}"
        yield Diagnostic("TK511", Severity.WARNING, message, hint="check their column `file`")


_SHOWN = 5  # conventions that no rule knows, of those that a run met


def _told(summary: Summary) -> Iterator[str]:
    yield delivering.counted(summary, "converted")
    if summary.covered:
        yield f"{summary.recognised / summary.covered:.0%} of the text in recognised structures"
    if summary.unknown:
        shown = ", ".join(f"{shape} {count:,}×" for shape, count in summary.unknown.most_common(_SHOWN))
        more = f" and {len(summary.unknown) - _SHOWN:,} more" if len(summary.unknown) > _SHOWN else ""
        yield f"no rule knows: {shown}{more} (teikit survey shows where)"
