"""`teikit survey`: what it prints, what it writes to paste, and how it exits."""

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teikit.cli import main

PROSE = "In that year the ice of the river held until the first week of March, and carts [illegible] went over it."
NOTE = f"{PROSE}\n\n[watermark: a lily]\n\n{PROSE}\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("in/a.txt", "in/deeper/b.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(NOTE, encoding="utf-8")


def survey(*arguments: str, columns: str = "100") -> Result:
    return CliRunner().invoke(main, ["survey", *arguments], env={"COLUMNS": columns})


def test_what_no_rule_knows_comes_first() -> None:
    shown = survey("in").stdout
    assert shown.index("No rule knows these") < shown.index("[watermark: …]") < shown.index("[illegible]")
    assert "2 documents, " in shown and "1 rule is proposed" in shown


@pytest.mark.parametrize("columns", ["80", "140"])
def test_no_line_is_wider_than_the_terminal(columns: str) -> None:
    assert max(map(len, survey("in", columns=columns).stdout.splitlines())) <= int(columns)


def test_toml_is_what_to_paste() -> None:
    rule = tomllib.loads(survey("in", "--format", "toml").stdout)["bracket"]["watermark"]
    assert (rule["element"], rule["attributes"], rule["block"]) == ("note", {"type": "x-watermark"}, True)
    assert rule["examples"] == ["watermark: a lily"]


def test_json_holds_all() -> None:
    found = json.loads(survey("in/a.txt", "--format", "json").stdout)
    assert (found["documents"], [each["name"] for each in found["proposals"]]) == (1, ["watermark"])
    marks = next(idiom for idiom in found["idioms"] if idiom["shape"] == "[watermark: …]")
    assert (marks["count"], marks["status"], marks["places"]) == (1, "unknown", ["in/a.txt:3"])


def test_pasted_into_the_profile_the_rules_are_known() -> None:
    main(["profile", "new", "own"], standalone_mode=False)
    with Path("own.toml").open("a", encoding="utf-8") as own:
        own.write(survey("in", "--format", "toml", "--profile", "own.toml").stdout)
    assert "No rule knows these" not in survey("in", "--profile", "own.toml").stdout


def test_a_file_that_cannot_be_read_is_told() -> None:
    Path("in/c.txt").write_bytes(b"%PDF-1.7")
    result = survey("in")
    assert (result.exit_code, "c.txt:1:1: error TK002" in result.stderr) == (1, True)
    assert "2 documents, " in result.stdout
    assert survey("in/c.txt").exit_code == 2


@pytest.mark.parametrize(("arguments", "code"), [(["empty"], "TK006"), (["in", "--profile", "klingon"], "TK502")])
def test_what_cannot_be_done_is_said(arguments: list[str], code: str) -> None:
    Path("empty").mkdir()
    result = survey(*arguments)
    assert (result.exit_code, f"error {code}" in result.stderr) == (2, True)
