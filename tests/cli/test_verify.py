"""`teikit verify`: the judgement as people and programs read it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teikit.cli import main
from teikit.tei import TEI

LETTER = "Dear friend,\n\nwe sent [sic] the sugar.\n"
BODY = "<p>Dear friend,</p>\n<p>we sent <sic/> the sugar.</p>"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(LETTER, encoding="utf-8")


def verify(body: str, *options: str, source: str = "a.txt") -> Result:
    Path("a.xml").write_text(f'<TEI xmlns="{TEI}"><text><body>{body}</body></text></TEI>', encoding="utf-8")
    return CliRunner().invoke(main, ["verify", source, "a.xml", *options], input=LETTER.encode())


def test_a_faithful_file_is_kept() -> None:
    result = verify(BODY)
    assert result.exit_code == 0
    assert result.stdout.startswith("kept: 26 of 31 characters are text (83.87%); lost 0")


def test_what_is_explained_is_shown_on_demand() -> None:
    assert "a.txt:3:9: explained TK306" in verify(BODY, "--all").stdout


def test_a_lost_word_is_named_with_both_places() -> None:
    result = verify(BODY.replace(" the sugar", ""))
    assert result.exit_code == 1
    assert "a.txt:3:15: lost TK301: “the sugar” is missing from the TEI: " in result.stdout
    assert "\n  a.xml:2: /TEI/text/body/p[2]\n" in result.stdout


def test_strict_takes_no_explanations() -> None:
    assert verify(BODY, "--strict").exit_code == 1


def test_json_is_for_programs() -> None:
    data = json.loads(verify(BODY.replace("sugar", "suger"), "--format", "json").stdout)
    assert (data["ok"], data["altered"]) == (False, 5)
    assert [finding["kind"] for finding in data["findings"]] == ["explained", "altered"]


def test_the_source_may_come_from_standard_input() -> None:
    assert verify(BODY, source="-").exit_code == 0


@pytest.mark.parametrize("source", ["none.txt", "."])
def test_a_source_that_cannot_be_read_exits_with_two(source: str) -> None:
    result = verify(BODY, source=source)
    assert (result.exit_code, "error TK006" in result.stderr) == (2, True)


def test_a_file_that_is_no_xml_exits_with_two() -> None:
    assert CliRunner().invoke(main, ["verify", "a.txt", "a.txt"]).exit_code == 2


def test_a_profile_explains_its_marks() -> None:
    assert verify(BODY, "--profile", "wilson-center").exit_code == 0
    assert verify(BODY, "--profile", "klingon").exit_code == 2
