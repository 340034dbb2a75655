"""`teikit validate --fix`: the safe repairs, shown as a diff, asked about, and written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from teikit.cli.progress import progress
from teikit.config import Config
from teikit.diagnostics import refusal
from teikit.fixes import Mended, mended_files
from teikit.output import write_whole
from teikit.reports.results import counted

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def fix(files: Sequence[Path], config: Config, yes: bool, jobs: int) -> None:
    """Repair these files. The diff goes to standard error, as does the question, which is only put on a terminal."""
    with progress(len(files), "looking for repairs") as advance:
        made = mended_files(files, config, jobs, advance)
    repaired = {path: each for path, each in zip(files, made, strict=True) if each.repairs}
    for path, each in repaired.items():
        _show(each.difference(str(path)))
    if not repaired:
        click.echo("nothing that can be repaired safely", err=True)
        return
    repairs = counted(sum(len(each.repairs) for each in repaired.values()), "repair")
    where = counted(len(repaired), "file")
    if yes or _agreed(f"Write {repairs} to {where}?"):
        _write(repaired)
        click.echo(f"{repairs} in {where} written", err=True)
    else:
        click.echo(f"{repairs} in {where} not written" + ("" if _on_terminal() else "; --yes writes them"), err=True)


def _show(difference: str) -> None:
    for line in difference.splitlines():
        click.secho(line, err=True, fg=_COLOURS.get(line[:1]), bold=line.startswith(("---", "+++")))


def _agreed(question: str) -> bool:
    return _on_terminal() and click.confirm(question, err=True)


def _on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _write(repaired: dict[Path, Mended]) -> None:
    for path, each in repaired.items():
        if path.read_bytes() != each.before:
            hint = "run teikit validate --fix again"
            raise refusal("TK007", f"{path} has changed in the meantime and was not written", hint=hint)
        write_whole(path, each.after)
