"""Pages of the documentation, played: their files written, their commands run, in order, in a folder of their own.

A block whose first line names a language and a file is that file, or a change to it if the language is diff. In a `console` block a line that begins with `$ ` is a
command, and what follows is what it prints, to both of its streams; a line `…` there stands for any lines.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]

_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


# the pages that are played, with what of the project they change a copy of
PLAYED: dict[str, list[str]] = {
    "docs/tutorial.md": [],
    "docs/how-to/own-profile.md": [],
    "docs/how-to/word-markdown-transcripts.md": [],
    "docs/how-to/validate-in-ci.md": [],
    "docs/contributing.md": ["teikit", "schemas", "samples"],
}


def played(page: str, folder: Path, copied: Sequence[str] = ()) -> str:
    """The page with what its commands print now; what it says already stays where that fits."""
    folder.mkdir()
    for name in copied:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shell = _Shell(folder, folder if "teikit" in copied else ROOT)

    def block(match: re.Match[str]) -> str:
        language, name, text = match.groups()
        if language == "diff":
            (folder / name).write_text(changed((folder / name).read_text(encoding="utf-8"), text), encoding="utf-8")
        elif name:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        elif language == "console":
            return match.group().replace(text, _COMMAND.sub(command, text))
        return match.group()

    def command(match: re.Match[str]) -> str:
        line, said = match.groups()
        printed = shell.run(line)
        return f"$ {line}\n{said if fits(said, printed) else printed}"

    return _BLOCK.sub(block, page)


def changed(text: str, difference: str) -> str:
    """The text with a change made: lines that begin with a blank or `-` are there once, those with `+` come in."""
    lines = difference.splitlines(keepends=True)
    before, after = ("".join(line[1:] for line in lines if line[0] in signs) for signs in (" -", " +"))
    assert text.count(before) == 1, before
    return text.replace(before, after)


def fits(said: str, printed: str) -> bool:
    """Whether a page's version of what a command prints is that, lines left out at `…`."""
    lines = ("(?:.*\n)*?" if line == "…" else re.escape(f"{line}\n") for line in said.splitlines())
    return re.fullmatch("".join(lines), printed) is not None


class _Shell:
    """Runs commands in a folder, with `teikit` and `python` those of the package at hand."""

    def __init__(self, folder: Path, package: Path) -> None:
        self.folder = folder
        programs = folder.with_name(f"{folder.name}-programs")
        programs.mkdir()
        for name, words in (("python", ""), ("teikit", "-m teikit ")):
            script = programs / name
            script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words}"$@"\n', encoding="utf-8")
            script.chmod(0o755)
        path = f"{programs}{os.pathsep}{os.environ['PATH']}"
        # pytest says more where it runs in continuous integration
        plain = {name: value for name, value in os.environ.items() if name not in ("CI", "BUILD_NUMBER")}
        self.environment = plain | {
            "PATH": path,
            "PYTHONPATH": str(package),
            "COLUMNS": "100",
            "LC_ALL": "C.UTF-8",
        }

    def run(self, line: str) -> str:
        done = subprocess.run(
            ["sh", "-c", line],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return "".join(f"{printed.rstrip()}\n" for printed in done.stdout.splitlines())


if __name__ == "__main__":
    for name, copied in PLAYED.items():
        with TemporaryDirectory() as place:
            page = played((ROOT / name).read_text(encoding="utf-8"), Path(place) / "folder", copied)
        (ROOT / name).write_text(page, encoding="utf-8")
