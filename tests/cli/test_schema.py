"""`teikit schema`: what is at hand, what was fetched, what is removed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invented import LETTER
from served import Answer, served

from teikit.cli import main

SCHEMA = b'<element name="letter" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEIKIT_SCHEMAS", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_the_shipped_schema_is_listed():
    listed = run("schema", "list")
    assert listed.exit_code == 0
    assert listed.output.startswith("teikit  ") and listed.output.endswith("  shipped with teikit\n")


def test_what_is_fetched_is_listed_and_what_is_removed_is_not(folder):
    with served({"/letter.rng": Answer(SCHEMA)}) as server:
        fetched = run("schema", "fetch", f"{server}/letter.rng")
        assert fetched.output == f"letter: 1 KB, kept in {folder / 'cache/letter'}\n"
        assert f"letter      1 KB  {server}/letter.rng\n" in run("schema", "list").output
        assert run("schema", "remove", "letter").output == "letter removed\n"
    assert "letter" not in run("schema", "list").output


def test_what_cannot_be_fetched_is_refused():
    with served({}) as server:
        refused = run("schema", "fetch", f"{server}/letter.rng")
    assert refused.exit_code == 2
    assert "TK208" in refused.output and "404" in refused.output


def test_a_file_that_names_a_schema_of_the_network_can_be_validated_after_one_command(folder):
    with served({"/letter.rng": Answer(SCHEMA)}) as server:
        (folder / "letter.xml").write_text(
            f'<?xml-model href="{server}/letter.rng"?><letter>x</letter>', encoding="utf-8"
        )
        before = run("validate", "letter.xml")
        command = before.output.partition("→ fetch it once: teikit ")[2].split()[:3]
        assert (before.exit_code, command) == (2, ["schema", "fetch", f"{server}/letter.rng"])
        assert run(*command).exit_code == 0
    assert run("validate", "letter.xml").exit_code == 0


def test_a_schema_is_validated_against_by_its_name(folder):
    (folder / "own.rng").write_bytes(SCHEMA)
    (folder / "letter.xml").write_text(LETTER, encoding="utf-8")
    assert run("schema", "fetch", "own.rng", "--as", "ours").exit_code == 0
    assert "TK216" in run("validate", "letter.xml", "--schema", "ours").output


def test_two_schemas_may_be_asked_for(folder):
    rules = """<schema xmlns="http://purl.oclc.org/dsdl/schematron">
    <pattern><rule context="/*"><report test="true()">told</report></rule></pattern></schema>"""
    (folder / "rules.sch").write_text(rules, encoding="utf-8")
    (folder / "own.rng").write_bytes(SCHEMA)
    (folder / "letter.xml").write_text(LETTER, encoding="utf-8")
    told = run("validate", "letter.xml", "--schema", "own.rng", "--schema", "rules.sch").output
    assert ["TK203" in told, "TK216" in told] == [True, True]


def test_a_schema_that_many_files_name_is_asked_for_once(folder):
    for name in ("a", "b", "c"):
        (folder / f"{name}.xml").write_text('<?xml-model href="https://example.org/x.rng"?><letter/>', encoding="utf-8")
    told = run("validate", "a.xml", "b.xml", "c.xml").output
    assert [told.count("TK207"), "a.xml\n" in told] == [1, True]


def test_a_check_that_is_optional_is_asked_for(folder):
    (folder / "letter.xml").write_text(LETTER, encoding="utf-8")
    assert "TK290" not in run("validate", "letter.xml").output
    assert "TK290" in run("validate", "letter.xml", "--check", "header").output
