"""The plain command does what the command line proper does, and nothing where anything else is asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from teikit.plain import plain

LETTER = "Dear friend,\n\nwe sent the [?sugar?] on 3 May 1901.\n\n[page 2]\n\nand the salt\n\nYours, Ann Bell\n"
FILES = {
    "a.txt": LETTER.encode(),
    "b.md": LETTER.encode(),
    "deep/c d.txt": LETTER.encode(),
    "old.xml": b"old",
    "empty.txt": b"",
    "binary.txt": b"%PDF-1.4",
    "western.txt": "Ch\u00e8re amie, nous avons re\u00e7u le sucre.".encode("cp1252"),
    "marks.txt": b"[a] " * 200 + b"b]",
}
PLAIN = (
    ["a.txt"],
    ["b.md"],
    ["deep/c d.txt", "-o", "new/deeper/c.xml"],
    ["../in/a.txt", "-o", "../in/a.xml"],
    ["-o", "old.xml", "a.txt"],
    ["western.txt", "-o", "w.xml"],
    ["marks.txt", "-o", "m.xml"],
    ["empty.txt"],
    ["binary.txt", "-o", "b.xml"],
    ["a.txt", "-o", "old.xml/a.xml"],
    ["a.txt", "-o", "/dev/full"],
)
OTHER = (
    [],
    ["convert"],
    ["--version"],
    ["validate", "a.txt"],
    ["convert", "none.txt"],
    ["convert", "deep"],
    ["convert", "-"],
    ["convert", "--help"],
    ["convert", "./a.txt"],
    ["convert", "deep//c d.txt"],
    ["convert", "a.txt", "b.md"],
    ["convert", "a.txt", "-o"],
    ["convert", "a.txt", "-o", "a.txt"],
    ["convert", "a.txt", "-o", "deep"],
    ["convert", "a.txt", "-o", "new/"],
    ["convert", "a.txt", "-o", "-"],
    ["convert", "a.txt", "-o", ""],
    ["convert", ""],
    ["convert", "a.txt", "-o", "./a.xml"],
    ["convert", "a.txt", "-oa.xml"],
    ["convert", "a.txt", "--to", "html"],
    ["convert", "a.txt", "-o", "a.xml", "--to", "html"],
)
PROPER = "from teikit.cli import main; main()"
QUICK = (
    "import sys; from teikit.plain import plain; code = plain(sys.argv[1:]); assert code is not None; sys.exit(code)"
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return filled(tmp_path / "in", monkeypatch)


def filled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, data in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    monkeypatch.chdir(folder)
    return folder


def done(code: str, arguments: list[str], folder: Path) -> tuple[int, bytes, bytes, dict[str, bytes]]:
    """Exit code, output, what was said, and the files that are there afterwards."""
    ran = subprocess.run([sys.executable, "-c", code, "convert", *arguments], cwd=folder, capture_output=True)
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return ran.returncode, ran.stdout, ran.stderr, files


@pytest.mark.parametrize("arguments", PLAIN, ids=" ".join)
def test_it_does_what_the_command_line_proper_does(
    arguments: list[str], here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = filled(tmp_path / "other" / "in", monkeypatch)
    assert done(QUICK, arguments, here) == done(PROPER, arguments, other)


@pytest.mark.parametrize("arguments", OTHER, ids=" ".join)
def test_anything_else_is_left_alone(arguments: list[str], here: Path) -> None:
    assert plain(arguments) is None
    assert {str(path.relative_to(here)) for path in here.rglob("*") if path.is_file()} == set(FILES)


def test_the_questions_of_a_shell_are_left_to_click(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_TEIKIT_COMPLETE", "bash_complete")
    assert plain(["convert", "a.txt"]) is None


def test_a_reader_that_has_seen_enough_is_no_failure_to_speak_of(here: Path) -> None:
    (here / "long.txt").write_text(LETTER * 3_000, encoding="utf-8")
    reading, writing = os.pipe()
    command = [sys.executable, "-c", QUICK, "convert", "long.txt"]
    process = subprocess.Popen(command, cwd=here, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    os.close(reading)
    assert b"Traceback" not in process.communicate()[1]
    assert process.returncode == 1


def test_the_command_takes_the_plain_way(here: Path) -> None:
    code = "import atexit, sys; atexit.register(lambda: print(*sys.modules)); from teikit.__main__ import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", code, "convert", "a.txt", "-o", "a.xml"], capture_output=True, text=True
    )
    assert "teikit.plain" in ran.stdout.split() and "click" not in ran.stdout.split()
