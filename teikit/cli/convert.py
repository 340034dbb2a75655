"""`teikit convert`: typed transcripts into TEI editions."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from teikit.cli.options import fail_on_option
from teikit.cli.saying import say
from teikit.diagnostics import Diagnostic, Severity, refusal
from teikit.output import write_whole

if TYPE_CHECKING:
    from teikit.convert import Edition
    from teikit.corpus import Outcome, Summary
    from teikit.metadata import Metadata

STANDARD_INPUT = "-"
TRANSCRIPTS = "*.txt"

_TEI = "tei"
_IN_ONE_PROCESS = 20  # so few documents are done before a pool of processes has started


class Request(NamedTuple):
    """What was asked for on the command line."""

    inputs: tuple[str, ...]
    output: str | None
    formats: tuple[str, ...]
    profile: str | None
    metadata: Metadata | Mapping[str, Metadata] | None
    encoding: str | None
    ledger: str | None
    jobs: int | None
    fail_on: Severity


@click.command("convert")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", metavar="PATH", help="A file, or a folder for several; else standard output.")
@click.option("--profile", metavar="NAME|FILE", help="The archive's conventions; else they are told from the page.")
@click.option("--to", "names", default=_TEI, show_default=True, metavar="NAME[,NAME...]", help="The formats.")
@click.option("--metadata", metavar="FILE", help="What the page does not say: TOML, or CSV with a row a file name.")
@click.option("--encoding", metavar="NAME", help="How the transcripts are encoded, if they do not say.")
@click.option("--ledger", metavar="FILE", help="Write where each character went; a folder for several documents.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes for many documents.")
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
    fail_on: str,
) -> None:
    """Turn typed transcripts into TEI. A hyphen reads standard input, a folder gives all its .txt files.

    One input in one format is written to standard output or to the file PATH. Several inputs, several formats or a
    folder as PATH give NAME.xml, NAME.html and so on in that folder, or in the current one. A document that fails does
    not keep the others from being written.

    The exit code is 0 where all is well, 1 for findings at or above --fail-on, 2 where nothing could be converted.
    """
    formats = tuple(dict.fromkeys(name.strip() for name in names.split(",") if name.strip())) or (_TEI,)
    facts = _metadata(metadata) if metadata else None
    asked = Request(inputs, output, formats, profile, facts, encoding, ledger, jobs, Severity[fail_on.upper()])
    alone = len(inputs) == 1 and not Path(inputs[0]).is_dir()
    sys.exit(_one(asked) if alone else _many(asked))


def _one(asked: Request) -> int:
    """Convert a single document, without what only many need."""
    from teikit.convert import convert

    given = asked.inputs[0]
    source: bytes | Path = sys.stdin.buffer.read() if given == STANDARD_INPUT else Path(given)
    targets = _targets(asked)
    edition = convert(source, profile=asked.profile, metadata=_facts(asked), encoding=asked.encoding)
    made = [(target, _in_format(edition, name)) for name, target in targets]
    files = {target: data for target, data in made if target is not None}
    if asked.ledger:
        ledger = _unlike(Path(asked.ledger), given)
        if ledger in files:
            raise refusal("TK010", f"the ledger and the edition would both be written to {ledger}")
        files[ledger] = edition.ledger.to_json().encode()
    _put(files, [data for target, data in made if target is None])
    say(edition.diagnostics)
    return int(any(diagnostic.severity >= asked.fail_on for diagnostic in edition.diagnostics))


def _targets(asked: Request) -> list[tuple[str, Path | None]]:
    """Where each format goes; None for standard output. No output takes the place of the input."""
    output, given = asked.output, asked.inputs[0]
    is_folder = output is not None and (output.endswith(("/", "\\")) or Path(output).is_dir())
    if len(asked.formats) == 1 and not is_folder:
        name = _known(asked.formats[0])
        return [(name, None if output is None or output == "-" else _unlike(Path(output), given))]
    stem = "stdin" if given == STANDARD_INPUT else Path(given).stem
    folder = Path(output or ".")
    return [(name, _unlike(folder / f"{stem}{_suffix(name)}", given)) for name in asked.formats]


def _unlike(target: Path, given: str) -> Path:
    if given != STANDARD_INPUT and target.resolve() == Path(given).resolve():
        raise refusal("TK010", f"{target} is the file that is read", hint="choose another place with -o")
    return target


def _known(name: str) -> str:
    _suffix(name)
    return name


def _suffix(name: str) -> str:
    if name == _TEI:
        return ".xml"
    from teikit.corpus import suffix_of

    return suffix_of(name)


def _in_format(edition: Edition, name: str) -> bytes:
    if name == _TEI:
        return edition.to_bytes()
    from teikit.exporters import export

    return export(edition.document, name)


def _put(files: Mapping[Path, bytes], streams: Sequence[bytes]) -> None:
    if len(files) > 1:
        from teikit.corpus import write_all

        write_all(write_whole, files)
    else:
        for target, data in files.items():
            write_whole(target, data)
    for data in streams:
        _write_out(data)


def _write_out(data: bytes) -> None:
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise  # the reader has seen enough: click ends quietly
    except OSError as error:
        # what is left in the buffer would fail once more at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        message = f"cannot write to standard output: {error.strerror}"
        raise refusal("TK007", message, hint="choose another place with -o") from None


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

    paths = _paths(asked.inputs)
    say(_strays(paths, asked.metadata))
    with _progress(len(paths)) as advance:
        summary = convert_many(
            paths,
            _folder(asked.output),
            asked.formats,
            jobs=asked.jobs or _jobs(len(paths)),
            metadata=asked.metadata,
            ledger_dir=_folder(asked.ledger) if asked.ledger else None,
            on_done=advance,
            profile=asked.profile,
            encoding=asked.encoding,
        )
    for line in _told(summary):
        click.echo(line, err=True)
    if not summary.ok:
        return 2
    return int(any(count for severity, count in summary.severities.items() if severity >= asked.fail_on))


def _paths(inputs: Sequence[str]) -> list[Path]:
    """The files named, and those in the folders named, in alphabetical order."""
    found: list[Path] = []
    for given in inputs:
        path = Path(given)
        if given == STANDARD_INPUT:
            raise refusal("TK011", "standard input can only be converted alone", hint="save it as a file first")
        inside = sorted(path.rglob(TRANSCRIPTS)) if path.is_dir() else [path]
        if not inside:
            raise refusal("TK006", f"there is no .txt file in the folder {path}", hint="name the files one by one")
        found += inside
    return found


def _folder(path: str | None) -> Path:
    folder = Path(path or ".")
    if folder.exists() and not folder.is_dir():
        raise refusal("TK010", f"{folder} is a file, and there are several to write", hint="name a folder")
    return folder


def _jobs(documents: int) -> int:
    return 1 if documents <= _IN_ONE_PROCESS else os.cpu_count() or 1


def _strays(paths: Sequence[Path], metadata: object) -> Iterator[Diagnostic]:
    """Rows of the table that no input takes up: most often a name is mistyped."""
    if not isinstance(metadata, Mapping):
        return
    names = {name for path in paths for name in (path.name, str(path))}
    strays = [name for name in metadata if name not in names]
    if strays:
        message = f"{len(strays)} rows of the metadata name no file that is converted: {', '.join(strays[:5])}"
        yield Diagnostic("TK511", Severity.WARNING, message, hint="check their column `file`")


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Outcome], None]]:
    """What to call for each document: it says what went wrong and, on a terminal, moves a bar."""
    if not sys.stderr.isatty():
        yield _say_outcome
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("converting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        row = bar.add_task("", total=total)

        def advance(outcome: Outcome) -> None:
            _say_outcome(outcome)
            bar.advance(row)

        yield advance


def _say_outcome(outcome: Outcome) -> None:
    say(outcome.diagnostics, Severity.WARNING)
    if outcome.trace:
        click.echo(outcome.trace, err=True)


_SHOWN = 5  # conventions that no rule knows, of those that a run met


def _told(summary: Summary) -> Iterator[str]:
    told = f"{summary.ok:,} of {summary.documents:,} documents converted, {summary.characters:,} characters"
    if summary.failed:
        told += f"; {summary.failed:,} failed"
    if summary.findings:
        told += "; findings: " + ", ".join(f"{code} {count:,}×" for code, count in sorted(summary.findings.items()))
    yield told
    if summary.covered:
        yield f"{summary.recognised / summary.covered:.0%} of the text in recognised structures"
    if summary.unknown:
        shown = ", ".join(f"{shape} {count:,}×" for shape, count in summary.unknown.most_common(_SHOWN))
        more = f" and {len(summary.unknown) - _SHOWN:,} more" if len(summary.unknown) > _SHOWN else ""
        yield f"no rule knows: {shown}{more} (teikit survey shows where)"
