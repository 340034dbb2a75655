"""`teikit export`: TEI files in the formats that readers and programs take in."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from teikit.diagnostics import Diagnostic, TeikitError, refusal
from teikit.exporters import EXPORTERS, Exporter, exporter
from teikit.exporters.reading import VIEWS
from teikit.output import write_whole
from teikit.tei import TeiDocument


@dataclass(frozen=True, slots=True)
class Task:
    """One input, and the file for each format; no file for standard output."""

    source: str
    targets: tuple[tuple[Exporter, Path | None], ...]


@click.command("export")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--to",
    "names",
    required=True,
    metavar="NAME[,NAME...]",
    help=f"The formats: {', '.join(EXPORTERS)}.",
)
@click.option("-o", "--output", metavar="PATH", help="A file, or a folder for several files; else standard output.")
@click.option(
    "--view",
    type=click.Choice(VIEWS),
    default="reading",
    show_default=True,
    help="The text as it reads, or as it stands.",
)
def command(files: tuple[str, ...], names: str, output: str | None, view: str) -> None:
    """Write TEI files, whoever made them, in other formats. A hyphen reads standard input.

    Several files, several formats or a folder as PATH give NAME.html and so on in that folder, or in the current one.
    The exit code is 0 where all was written, 2 where a file could not be read or written.
    """
    try:
        tasks = list(_tasks(files, names, output))
    except TeikitError as error:
        _say([error.diagnostic])
        sys.exit(2)
    # a list, not a generator: one bad file does not keep the others from being written
    done = [_done(task, view) for task in tasks]
    sys.exit(0 if all(done) else 2)


def _tasks(files: Sequence[str], names: str, output: str | None) -> Iterator[Task]:
    formats = [exporter(name.strip()) for name in dict.fromkeys(names.split(",")) if name.strip()]
    if not formats:
        raise refusal("TK401", "no export format is named", hint=f"choose one of: {', '.join(EXPORTERS)}")
    several = len(files) > 1 or len(formats) > 1
    taken: dict[Path, str] = {}
    for file in files:
        targets = tuple((form, _target(file, form, output, several)) for form in formats)
        for _, target in targets:
            _claim(taken, file, target)
        yield Task(file, targets)


def _target(file: str, form: Exporter, output: str | None, several: bool) -> Path | None:
    if output in (None, "-") and not several:
        return None
    folder = Path(output or ".")
    if not several and output and not output.endswith(("/", "\\")) and not folder.is_dir():
        return folder
    stem = "stdin" if file == "-" else Path(file).stem
    return folder / f"{stem}{form.suffix}"


def _claim(taken: dict[Path, str], file: str, target: Path | None) -> None:
    """No output replaces an input or the output of another file."""
    if target is None:
        return
    place = target.resolve()
    if place in taken:
        raise refusal(
            "TK404",
            f"{taken[place]} and {file} would both be written to {target}",
            hint="export them one by one, with -o",
        )
    if file != "-" and place == Path(file).resolve():
        raise refusal("TK404", f"{target} is the file that is read", hint="choose another place with -o")
    taken[place] = file


def _done(task: Task, view: str) -> bool:
    try:
        document = _document(task.source)
        for form, target in task.targets:
            data, findings = form.write(document, **({"view": view} if "view" in form.options else {}))
            _say(findings)
            _put(data, target)
    except TeikitError as error:
        _say([error.diagnostic])
        return False
    return True


def _document(file: str) -> TeiDocument:
    if file == "-":
        return TeiDocument.parse(sys.stdin.buffer.read(), None)
    return TeiDocument.read(file)


def _put(data: bytes, target: Path | None) -> None:
    if target is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_whole(target, data)


def _say(findings: Sequence[Diagnostic]) -> None:
    for finding in findings:
        click.echo(str(finding), err=True)
        if finding.hint:
            click.echo(f"  {finding.hint}", err=True)
