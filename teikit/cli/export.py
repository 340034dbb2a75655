"""`teikit export`: TEI files in the formats that readers and programs take in."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from teikit.cli import delivering
from teikit.delivery import Order, delivered, order
from teikit.exporters import EXPORTERS
from teikit.saying import say
from teikit.tei import TeiDocument


@click.command("export")
@click.argument("inputs", nargs=-1, required=True, metavar="FILE...")
@click.option("--to", "names", required=True, metavar="NAME[,NAME...]", help=f"The formats: {', '.join(EXPORTERS)}.")
@delivering.output_option
@delivering.format_options
@click.option("--profile", metavar="NAME|FILE", help="The conventions that a transcript is typed in.")
@delivering.jobs_option
def command(inputs: tuple[str, ...], names: str, output: str | None, jobs: int | None, **options: Any) -> None:
    """Write TEI files, whoever made them, in other formats. A hyphen reads standard input, a folder gives all its .xml files.

    One file in one format is written to standard output or to the file PATH. Several files, several formats or a folder
    as PATH give NAME.html and so on in that folder, or in the current one; a format that holds many documents, such as
    a bibliography, gives one file for all. Each file is read once, whatever the number of formats. `teikit formats`
    lists the formats and the options that each takes.

    The exit code is 0 where all was written, 2 where a file could not be read or written.
    """
    asked = order(delivering.names(names), delivering.given(options))
    if delivering.alone(inputs):
        _one(inputs[0], output, asked)
    else:
        sys.exit(_many(inputs, output, asked, jobs))


def _one(source: str, output: str | None, asked: Order) -> None:
    targets = delivering.targets(source, output, asked)
    done = delivered(_document(source), asked, asked.formats)
    delivering.put(done, targets)
    say(done.findings)


def _document(source: str) -> TeiDocument:
    return TeiDocument.parse(sys.stdin.buffer.read()) if source == delivering.STANDARD else TeiDocument.read(source)


def _many(inputs: Sequence[str], output: str | None, asked: Order, jobs: int | None) -> int:
    from teikit.corpus import export_many

    paths = delivering.files(inputs, ".xml")
    collection = delivering.collection(output, asked)
    with delivering.telling(len(paths), "exporting") as advance:
        summary = export_many(
            paths,
            Path() if collection else delivering.folder(output),
            asked.formats,
            options=asked.options,
            write=delivering.write,
            jobs=delivering.processes(jobs, len(paths)),
            on_done=advance,
            collection=collection,
        )
    say(summary.collected)
    click.echo(delivering.counted(summary, "exported"), err=True)
    return 2 if summary.failed else 0
