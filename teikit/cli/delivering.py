"""What `convert` and `export` share: their inputs, where their output goes, the bar, and what is said of many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from teikit.cli.progress import progress
from teikit.delivery import Delivered, Order, Places, suffix_of, write_all
from teikit.diagnostics import Severity, refusal
from teikit.gathering import gathered
from teikit.output import write_out, write_whole
from teikit.saying import say

if TYPE_CHECKING:
    from teikit.corpus import Outcome, Summary

STANDARD = "-"  # standard input or output

_IN_ONE_PROCESS = 20  # so few documents are done before a pool of processes has started

output_option = click.option(
    "-o", "--output", metavar="PATH", help="A file, or a folder for several; else standard output."
)
jobs_option = click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes for many documents.")


def format_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options of formats; each goes to the formats that take it."""
    for option in reversed(_FORMAT_OPTIONS):
        function = option(function)
    return function


_FORMAT_OPTIONS = (
    click.option("--view", metavar="NAME", help="The text as it reads, `reading`, or as it stands, `diplomatic`."),
    click.option(
        "--fragment/--standalone", default=None, help="The body alone, to stand in a page of yours; or a whole page."
    ),
    click.option("--css", type=click.Path(path_type=Path), metavar="FILE", help="A style sheet of your own."),
    click.option("--template", type=click.Path(path_type=Path), metavar="FILE", help="A template of your own."),
    click.option("--url", metavar="ADDRESS", help="The address that a list of letters (cmif) will have."),
)


def names(said: str) -> list[str]:
    """The formats named on the command line."""
    return [name.strip() for name in said.split(",")]


def given(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options of formats that were used."""
    return {name: value for name, value in options.items() if value is not None}


def alone(inputs: Sequence[str]) -> bool:
    """Whether there is one document to work on, which needs nothing of what many need."""
    return len(inputs) == 1 and not Path(inputs[0]).is_dir()


# one document


def targets(source: str, output: str | None, asked: Order, beside: Path | None = None) -> dict[str, Path | None]:
    """The file for each format, none for standard output. Raises TeikitError TK010; `beside` is written as well."""
    places = Places([] if source == STANDARD else [Path(source)])
    if beside is not None:
        places.claim(beside, "the ledger")
    if len(asked.formats) == 1 and not _is_folder(output):
        return {
            name: None if output in (None, STANDARD) else places.claim(Path(output or ""), source)
            for name in asked.formats
        }
    stem = "stdin" if source == STANDARD else Path(source).stem
    folder = Path(output or ".")
    return {name: places.claim(folder / f"{stem}{suffix_of(name)}", source) for name in asked.formats}


def put(done: Delivered, places: Mapping[str, Path | None], beside: Mapping[Path, bytes] | None = None) -> None:
    """Write a document in its formats, into all files or into none."""
    files = {target: done.files[name] for name, target in places.items() if target is not None}
    write_all(write_whole, files | dict(beside or {}))
    for name, target in places.items():
        if target is None:
            write_out(done.files[name])


def _is_folder(output: str | None) -> bool:
    return output is not None and (output.endswith(("/", "\\")) or Path(output).is_dir())


# many documents


def files(inputs: Sequence[str], suffix: str) -> list[Path]:
    """The files named, and those in the folders named, in alphabetical order."""
    if STANDARD in inputs:
        raise refusal("TK011", "standard input can only be worked on alone", hint="save it as a file first")
    return gathered(inputs, (suffix,))


def folder(path: str | None) -> Path:
    """The folder for several files. Raises TeikitError TK010 where a file stands there."""
    found = Path(path or ".")
    if found.exists() and not found.is_dir():
        raise refusal("TK010", f"{found} is a file, and there are several to write", hint="name a folder")
    return found


def collection(output: str | None, asked: Order) -> Path | None:
    """The one file for all documents, where the only format asked for has one and no folder is named."""
    if asked.formats != asked.collecting or len(asked.formats) > 1 or _is_folder(output):
        return None
    return Path(output or STANDARD)


def write(path: Path, data: bytes) -> None:
    """Write a file whole, or to standard output where that is the path."""
    if path == Path(STANDARD):
        write_out(data)
    else:
        write_whole(path, data)


def processes(wanted: int | None, documents: int) -> int:
    return wanted or (1 if documents <= _IN_ONE_PROCESS else os.cpu_count() or 1)


@contextmanager
def telling(total: int, doing: str) -> Iterator[Callable[[Outcome], None]]:
    """What to call for each document: it says what went wrong and, on a terminal, moves a bar."""
    with progress(total, doing) as advance:

        def tell(outcome: Outcome) -> None:
            _say_outcome(outcome)
            advance()

        yield tell


def _say_outcome(outcome: Outcome) -> None:
    say(outcome.diagnostics, Severity.WARNING)
    if outcome.trace:
        click.echo(outcome.trace, err=True)


def counted(summary: Summary, done: str) -> str:
    """A run in one line: how many documents were done, and what was found how often."""
    told = f"{summary.ok:,} of {summary.documents:,} documents {done}"
    if summary.characters:
        told += f", {summary.characters:,} characters"
    if summary.failed:
        told += f"; {summary.failed:,} failed"
    if summary.findings:
        told += "; findings: " + ", ".join(f"{code} {count:,}×" for code, count in sorted(summary.findings.items()))
    return told
