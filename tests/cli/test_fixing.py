"""`teikit validate --fix`: shown, asked, written; never otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invented import LETTER, letter

from teikit.cli import main

FAULTY = letter('<div type="letter"><p>\n<persname>A</persname>\n</p></div>')
RIGHT = FAULTY.replace("persname", "persName")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.xml").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "good.xml").write_text(LETTER, encoding="utf-8")
    return tmp_path


def fixed(*arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(main, ["validate", "--fix", *arguments], input=answer)


def text(folder: Path) -> str:
    return (folder / "letter.xml").read_text(encoding="utf-8")


def test_without_a_terminal_the_diff_is_shown_and_nothing_is_written(folder):
    done = fixed(".")
    assert ("-<persname>A</persname>\n+<persName>A</persName>\n" in done.output, done.exit_code) == (True, 1)
    assert "1 repair in 1 file not written; --yes writes them" in done.output
    assert text(folder) == FAULTY


def test_yes_writes_what_was_shown_and_the_files_are_checked_afterwards(folder):
    done = fixed(".", "--yes")
    assert ("1 repair in 1 file written" in done.output, done.exit_code) == (True, 0)
    assert text(folder) == RIGHT
    assert (folder / "good.xml").read_text(encoding="utf-8") == LETTER


@pytest.mark.parametrize(("answer", "after", "code"), [("y\n", RIGHT, 0), ("n\n", FAULTY, 1), ("", FAULTY, 1)])
def test_on_a_terminal_it_asks(folder, monkeypatch, answer, after, code):
    monkeypatch.setattr("teikit.cli.fixing._on_terminal", lambda: True)
    done = fixed("letter.xml", answer=answer)
    assert "Write 1 repair to 1 file?" in done.output
    assert (text(folder), done.exit_code) == (after, code)


def test_a_report_for_programs_is_not_disturbed(folder):
    done = CliRunner().invoke(main, ["validate", "--fix", "--yes", "--format", "json", "letter.xml"])
    assert done.stdout == "[]\n"


def test_where_there_is_nothing_to_repair_it_says_so(folder):
    assert "nothing that can be repaired safely" in fixed("good.xml").output


def test_a_file_that_changed_in_the_meantime_is_not_written(folder, monkeypatch):
    def change_and_agree(_: str) -> bool:
        (folder / "letter.xml").write_text(LETTER, encoding="utf-8")
        return True

    monkeypatch.setattr("teikit.cli.fixing._agreed", change_and_agree)
    assert ("TK007" in fixed("letter.xml").output, text(folder)) == (True, LETTER)


def test_yes_alone_is_refused(folder):
    assert CliRunner().invoke(main, ["validate", "--yes", "letter.xml"]).exit_code == 2


def test_a_folder_may_be_repaired_by_several_processes(folder):
    assert fixed(".", "--yes", "--jobs", "2").exit_code == 0
    assert text(folder) == RIGHT
