"""`teikit validate` on files: what it prints, and its exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invented import LETTER, letter

from teikit.cli import main

EMPTY_NAME = letter('<div type="letter"><p>by <persName/></p></div>')


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {"good": LETTER, "bad": EMPTY_NAME, "torn": LETTER[:-20]}.items():
        (tmp_path / f"{name}.xml").write_text(text, encoding="utf-8")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/one.xml").write_text(LETTER, encoding="utf-8")
    (tmp_path / "letters/build.xml").write_text("<project/>", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


def validated(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["validate", *arguments])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["good.xml"], 0),
        (["bad.xml"], 1),
        (["torn.xml"], 1),
        (["good.xml", "bad.xml"], 1),
        (["gone.xml", "bad.xml"], 2),
        (["--schema", "klingon", "good.xml"], 2),
        (["--schema", "good.xml", "good.xml"], 2),
        ([], 2),
        (["."], 1),
        (["letters"], 0),
        (["empty"], 2),
        (["--config", "none.toml", "good.xml"], 2),
    ],
)
def test_exit_codes(folder, arguments, code):
    assert validated(*arguments).exit_code == code


def test_a_clean_file_is_passed_in_silence(folder):
    assert validated("good.xml").output == ""


def test_one_file_that_cannot_be_read_does_not_keep_the_others_from_being_checked(folder):
    assert [word in validated("gone.xml", "bad.xml").output for word in ("TK006", "TK203")] == [True, True]


def test_json_is_one_array_for_all_files(folder):
    rows = json.loads(validated("--format", "json", "bad.xml", "torn.xml").output)
    assert [(row["code"], row["path"]) for row in rows] == [("TK203", "bad.xml"), ("TK201", "torn.xml")]


def test_warnings_fail_only_if_asked(folder):
    rule = '<sch:rule context="tei:p"><sch:report role="warning" test="true()">a paragraph</sch:report></sch:rule>'
    schema = (Path(__file__).parents[2] / "schemas/teikit.rng").read_text(encoding="utf-8")
    own = schema.replace("</grammar>", f'<sch:pattern id="own">{rule}</sch:pattern></grammar>')
    (folder / "own.rng").write_text(own, encoding="utf-8")
    assert validated("--schema", "own.rng", "good.xml").exit_code == 0
    assert validated("--schema", "own.rng", "--fail-on", "warning", "good.xml").exit_code == 1


def test_of_a_folder_xml_that_is_not_tei_is_passed_over_and_said(folder):
    assert validated("letters").output == "1 file checked, nothing found; 1 file of other XML passed over\n"
    assert validated("letters/build.xml").exit_code == 1
    assert validated("--tei-only", "letters/build.xml").exit_code == 0


def test_settings_are_found_above_the_files_and_the_command_line_wins(folder):
    (folder / "teikit.toml").write_text('format = "json"\ncodes = { TK203 = "warning" }\n', encoding="utf-8")
    assert json.loads(validated("bad.xml").output)[0]["severity"] == "warning"
    assert validated("bad.xml").exit_code == 0
    assert validated("--fail-on", "warning", "bad.xml").exit_code == 1
    assert validated("--format", "terminal", "bad.xml").output.startswith("bad.xml\n")


def test_a_file_that_the_settings_leave_out_is_left_out_even_if_named(folder):
    (folder / "teikit.toml").write_text('exclude = ["bad.xml", "torn.xml"]\n', encoding="utf-8")
    assert [validated(path).exit_code for path in ("bad.xml", ".")] == [0, 0]
