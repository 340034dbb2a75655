"""`teikit convert`: where its output goes, what it says, and how it exits."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teikit.cli import main

LETTER = "Dear friend,\n\nwe sent the sugar.\n\nYours, Ann Bell\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def convert(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, ["convert", *arguments], input=stdin)


def letters(*names: str, text: str = LETTER) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def names(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def files() -> list[str]:
    return sorted(str(path) for path in Path().rglob("*") if path.is_file())


def test_one_input_goes_to_standard_output() -> None:
    letters("a.txt")
    result = convert("a.txt")
    assert result.exit_code == 0
    assert result.stdout_bytes.startswith(b"<?xml") and b"we sent the sugar." in result.stdout_bytes
    assert files() == ["a.txt"]


def test_standard_input_is_a_hyphen() -> None:
    assert b"we sent the sugar." in convert("-", stdin=LETTER.encode()).stdout_bytes


def test_a_path_is_a_file() -> None:
    letters("a.txt")
    convert("a.txt", "-o", "made/b.xml")
    assert files() == ["a.txt", "made/b.xml"]


@pytest.mark.parametrize("folder", ["made", "made/"])
def test_a_path_that_is_a_folder_takes_the_name(folder: str) -> None:
    letters("a.txt")
    Path("made").mkdir()
    convert("a.txt", "-o", folder)
    assert files() == ["a.txt", "made/a.xml"]


def test_several_formats_stand_side_by_side() -> None:
    letters("a.txt")
    convert("a.txt", "--to", "tei,html", "-o", "made", "--ledger", "made/a.json")
    assert files() == ["a.txt", "made/a.html", "made/a.json", "made/a.xml"]
    assert json.loads(Path("made/a.json").read_text(encoding="utf-8"))["homes"]["text"] > 0


def test_several_inputs_and_folders_are_summed_up() -> None:
    letters("a.txt", "in/b.txt", "in/deeper/c.txt", "in/notes.md")
    result = convert("a.txt", "in", "-o", "made", "--ledger", "ledgers", "--fail-on", "error")
    assert names("made") == ["a.xml", "b.xml", "c.xml"]
    assert names("ledgers") == [f"{name}.ledger.json" for name in "abc"]
    assert f"3 of 3 documents converted, {3 * len(LETTER)} characters" in result.stderr
    assert (result.stdout, result.exit_code) == ("", 0)


def test_a_document_that_fails_does_not_stop_the_others() -> None:
    letters("a.txt", "c.txt")
    letters("b.txt", text="")
    result = convert("a.txt", "b.txt", "c.txt", "-o", "made", "--jobs", "2")
    assert names("made") == ["a.xml", "c.xml"]
    assert "b.txt:1:1: error TK001" in result.stderr and "1 failed" in result.stderr
    assert result.exit_code == 1


def test_where_all_fail_the_code_is_two() -> None:
    letters("a.txt", "b.txt", text="")
    assert convert("a.txt", "b.txt", "-o", "made").exit_code == 2


def test_names_that_collide_write_nothing() -> None:
    letters("x/a.txt", "y/a.txt")
    assert convert("x", "y", "-o", "made").exit_code == 2
    assert files() == ["x/a.txt", "y/a.txt"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["none.txt"], "TK006"),
        (["empty"], "TK006"),
        (["a.txt", "-"], "TK011"),
        (["a.txt", "-o", "a.txt"], "TK010"),
        (["a.txt", "--to", "text", "-o", "."], "TK010"),
        (["a.txt", "-o", "b.xml", "--ledger", "b.xml"], "TK010"),
        (["a.txt", "b.txt", "-o", "b.txt"], "TK010"),
        (["a.txt", "--to", "klingon"], "TK401"),
        (["a.txt", "--profile", "klingon"], "TK502"),
        (["a.txt", "--metadata", "none.toml"], "TK006"),
        (["a.txt", "--encoding", "klingon"], "TK003"),
        (["a.txt", "-o", "b.txt/c.xml"], "TK007"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(arguments: list[str], code: str) -> None:
    letters("a.txt", "b.txt")
    Path("empty").mkdir()
    result = convert(*arguments)
    assert (result.exit_code, f"error {code}" in result.stderr) == (2, True)
    assert files() == ["a.txt", "b.txt"] and Path("a.txt").read_text(encoding="utf-8") == LETTER


def test_a_guessed_encoding_is_a_warning_that_can_fail() -> None:
    Path("a.txt").write_bytes("Le général a été reçu.\n".encode("windows-1252"))
    assert (convert("a.txt").exit_code, convert("a.txt", "--fail-on", "warning").exit_code) == (0, 1)
    assert convert("a.txt", "--encoding", "windows-1252", "--fail-on", "warning").exit_code == 0


def test_metadata_from_toml_and_from_a_table() -> None:
    letters("a.txt", "b.txt")
    Path("a.toml").write_text('title = "A Letter of Ann"\n', encoding="utf-8")
    Path("all.csv").write_text("file,title\na.txt,A Letter of Bo\nz.txt,None\n", encoding="utf-8")
    assert b"A Letter of Ann" in convert("a.txt", "--metadata", "a.toml").stdout_bytes
    assert b"A Letter of Bo" in convert("a.txt", "--metadata", "all.csv").stdout_bytes
    result = convert("a.txt", "b.txt", "-o", "made", "--metadata", "all.csv")
    assert b"A Letter of Bo" in Path("made/a.xml").read_bytes()
    assert "TK511" in result.stderr and "z.txt" in result.stderr


def test_the_same_input_gives_the_same_bytes() -> None:
    letters("a.txt")
    assert convert("a.txt").stdout_bytes == convert("a.txt").stdout_bytes


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_standard_output_that_is_full_is_one_clear_line() -> None:
    letters("a.txt")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    arguments = [sys.executable, "-c", "from teikit.cli import main; main()", "convert", "a.txt"]
    with Path("/dev/full").open("wb") as full:
        result = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, text=True, env=environment)
    assert (result.returncode, "Traceback" in result.stderr) == (2, False)
    assert "error TK007: cannot write to standard output" in result.stderr


def test_one_document_imports_nothing_for_many() -> None:
    letters("a.txt")
    code = "import atexit, sys; atexit.register(lambda: print(*sys.modules)); from teikit.cli import main; main()"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    arguments = [sys.executable, "-c", code, "convert", "a.txt", "-o", "a.xml"]
    shown = subprocess.run(arguments, capture_output=True, text=True, check=True, env=environment).stdout
    assert not {"rich", "teikit.corpus", "multiprocessing", "teikit.exporters.html"} & set(shown.split())


@pytest.mark.parametrize("names", [["a.txt"], ["a.txt", "b.txt"]])
def test_what_was_found_can_be_reported_to_programs(names: list[str]) -> None:
    letters(*names)
    for name in names:
        Path(name).write_text("Dear Sir,\n\nThe ship [came in on Monday.\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["convert", *names, "-o", "out/", "--report", "json=found.json"])
    assert done.exit_code == 0
    rows = json.loads(Path("found.json").read_text(encoding="utf-8"))
    assert [(row["path"], row["code"], row["line"], row["column"]) for row in rows] == [
        (name, "TK101", 3, 10) for name in names
    ]
