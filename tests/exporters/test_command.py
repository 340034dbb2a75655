"""`teikit export`, and files that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from exporters.invented import FOLDER, NAMES
from exporters.titles import TITLES

from teikit.cli import main
from teikit.diagnostics import TeikitError
from teikit.exporters import EXPORTERS
from teikit.output import write_whole

LETTER, TALK = str(FOLDER / "letter.xml"), str(FOLDER / "talk.xml")


def run(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(main, ["export", *arguments], input=stdin)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_one_file_in_one_format_goes_to_standard_output() -> None:
    result = run(TALK, "--to", "text", "--view", "diplomatic")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "RECORD OF A CONVERSATION")


def test_several_formats_are_written_into_the_folder(tmp_path: Path) -> None:
    result = run(LETTER, TALK, "--to", "html,text", "-o", str(tmp_path / "out"))
    assert result.exit_code == 0
    assert names(tmp_path / "out") == ["letter.html", "letter.txt", "talk.html", "talk.txt"]


def test_one_file_takes_the_name_given(tmp_path: Path) -> None:
    assert run(LETTER, "--to", "html", "-o", str(tmp_path / "page.htm")).exit_code == 0
    assert names(tmp_path) == ["page.htm"]


def test_a_hyphen_reads_standard_input() -> None:
    result = run("-", "--to", "text", stdin=Path(LETTER).read_bytes())
    assert result.stdout.startswith("On the Repair")


def test_an_unknown_format_names_the_choices() -> None:
    result = run(LETTER, "--to", "papyrus")
    assert (result.exit_code, "html, text" in result.stderr) == (2, True)


def test_a_file_that_is_no_xml_does_not_keep_the_others_from_being_written(tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_text("<TEI>")
    result = run(str(tmp_path / "bad.xml"), TALK, "--to", "text", "-o", str(tmp_path / "out"))
    assert (result.exit_code, names(tmp_path / "out")) == (2, ["talk.txt"])
    assert "TK201" in result.stderr


def test_two_files_of_one_name_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "letter.xml").write_bytes(Path(LETTER).read_bytes())
    result = run(LETTER, str(tmp_path / "letter.xml"), "--to", "text", "-o", str(tmp_path / "out"))
    assert (result.exit_code, (tmp_path / "out").exists()) == (2, False)


def test_the_file_that_is_read_is_never_written(tmp_path: Path) -> None:
    own = tmp_path / "own.html"
    own.write_bytes(Path(LETTER).read_bytes())
    assert run(str(own), "--to", "html", "-o", str(own)).exit_code == 2
    assert own.read_bytes() == Path(LETTER).read_bytes()


def test_an_option_goes_to_the_formats_that_take_it(tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text("p { color: teal }")
    result = run(LETTER, "--to", "text,html", "--css", str(tmp_path / "own.css"), "-o", str(tmp_path / "out"))
    assert (result.exit_code, names(tmp_path / "out")) == (0, ["letter.html", "letter.txt"])
    assert "p { color: teal }" in (tmp_path / "out/letter.html").read_text()


def test_an_option_that_no_format_takes_is_refused_before_anything_is_read() -> None:
    result = run("gone.xml", "--to", "text", "--fragment")
    assert (result.exit_code, "TK440: none of the formats asked for has the option “fragment”" in result.stderr) == (
        2,
        True,
    )


def test_a_fragment_is_the_body_alone() -> None:
    assert run(LETTER, "--to", "html", "--fragment").stdout.startswith("<div")
    assert run(LETTER, "--to", "html", "--standalone").stdout == run(LETTER, "--to", "html").stdout


def test_a_folder_gives_its_xml_files_and_is_counted(tmp_path: Path) -> None:
    (tmp_path / "in" / "deeper").mkdir(parents=True)
    for name in NAMES:
        shutil.copy(FOLDER / f"{name}.xml", tmp_path / "in" / "deeper")
    (tmp_path / "in" / "notes.txt").write_text("x")
    result = run(str(tmp_path / "in"), "--to", "text", "-o", str(tmp_path / "out"), "--jobs", "2")
    assert (result.exit_code, names(tmp_path / "out")) == (0, sorted(f"{name}.txt" for name in NAMES))
    assert f"{len(NAMES)} of {len(NAMES)} documents exported" in result.stderr


@pytest.fixture
def _titles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(EXPORTERS, "titles", TITLES)


LETTER_TITLE = "On the Repair of the Harbour at Vellin and the Tasks of the Port Office"
TALK_TITLE = "Record of a Conversation on Salt"


@pytest.mark.usefixtures("_titles")
def test_a_format_for_many_documents_gives_one_file(tmp_path: Path) -> None:
    result = run(LETTER, TALK, "--to", "titles,text", "-o", str(tmp_path / "out"))
    assert (result.exit_code, names(tmp_path / "out")) == (0, ["collection.titles.txt", "letter.txt", "talk.txt"])
    assert (tmp_path / "out/collection.titles.txt").read_text() == f"{LETTER_TITLE}\n{TALK_TITLE}\n"
    assert "of a title the words are kept" in result.stderr


@pytest.mark.usefixtures("_titles")
def test_the_one_file_for_many_goes_to_the_name_given_or_to_standard_output(tmp_path: Path) -> None:
    assert run(LETTER, TALK, "--to", "titles", "-o", str(tmp_path / "all.txt")).exit_code == 0
    assert (tmp_path / "all.txt").read_text() == run(LETTER, TALK, "--to", "titles").stdout
    assert names(tmp_path) == ["all.txt"]


@pytest.mark.usefixtures("_titles")
def test_a_document_that_fails_is_not_in_the_file_for_all(tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_text("<TEI>")
    result = run(str(tmp_path / "bad.xml"), TALK, "--to", "titles")
    assert (result.exit_code, result.stdout) == (2, f"{TALK_TITLE}\n")


@pytest.mark.usefixtures("_titles")
def test_a_conversion_collects_as_an_export_does(tmp_path: Path) -> None:
    for letter in ("a", "b"):
        (tmp_path / f"{letter}.txt").write_text(f"Dear friend,\n\nletter {letter} came.\n")
    result = CliRunner().invoke(main, ["convert", str(tmp_path), "--to", "tei,titles", "-o", str(tmp_path / "out")])
    assert (result.exit_code, names(tmp_path / "out")) == (0, ["a.xml", "b.xml", "collection.titles.txt"])
    assert len((tmp_path / "out/collection.titles.txt").read_text().splitlines()) == 2


def test_a_file_is_replaced_with_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    target.chmod(0o640)
    write_whole(target, b"new")
    assert (target.read_bytes(), target.stat().st_mode & 0o777, names(tmp_path)) == (b"new", 0o640, ["a.txt"])


def test_a_link_keeps_pointing_at_the_file_that_is_written(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    write_whole(tmp_path / "link.txt", b"new")
    assert ((tmp_path / "link.txt").is_symlink(), (tmp_path / "real.txt").read_bytes()) == (True, b"new")


def test_a_device_is_written_to_and_stays_a_device() -> None:
    write_whole(os.devnull, b"x")
    assert not Path(os.devnull).is_file()


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for place in (tmp_path, tmp_path / "file" / "below.txt"):
        with pytest.raises(TeikitError) as refused:
            write_whole(place, b"x")
        assert refused.value.diagnostic.code == "TK007"
    assert names(tmp_path) == ["file"]
