"""`teikit explain`: the lines with their rules and runners-up, and the decisions in doubt."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teikit.cli import main

LETTER = """\
Kersey, 3 May 1921

The foreman, Mr. J. Wessel [Wessely], has seen the wheel, and says that it will turn.

[watermark: a lily]

We ask for time until 1 October, and not for a day more than that.
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(LETTER, encoding="utf-8")


def explain(*arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(main, ["explain", *arguments], input=stdin)


def test_a_decision_stands_with_its_runner_up_once() -> None:
    shown = explain("a.txt").stdout.splitlines()
    assert [line.count("else supplied") for line in shown if "name-gloss" in line] == [1, 0, 0]


def test_the_head_says_what_was_recognised_and_what_no_rule_knows() -> None:
    first, second, *_ = explain("a.txt").stdout.splitlines()
    assert first.startswith("profile generic · ") and first.endswith("% of the text in recognised structures")
    assert second == "no rule knows: [watermark: …] 1×"


def test_review_asks_about_each_doubt() -> None:
    result = explain("--review", "a.txt")
    assert "    7  We ask for time until 1 October, and not" in result.stdout
    assert "       Does “1 October” mean 1921-10-01?  date" in result.stdout
    assert result.exit_code == 0


def test_where_nothing_is_in_doubt_it_says_so() -> None:
    result = explain("--review", "-", stdin="In that year the ice of the river held until the first week of March.\n")
    assert "nothing is in doubt" in result.stdout and result.exit_code == 0


def test_json_has_lines_or_doubts() -> None:
    lines = json.loads(explain("a.txt", "--format", "json").stdout)
    gloss = next(part for part in lines[1]["parts"] if part["text"] == "Wessely")
    assert (gloss["rule"], gloss["runner_up"]["rule"]) == ("name-gloss", "supplied")
    doubts = json.loads(explain("a.txt", "--review", "--format", "json").stdout)
    assert {"line", "column", "typed", "text", "became", "rule", "certainty", "question", "runner_up"} == set(doubts[0])


def test_a_file_that_is_not_there_is_said() -> None:
    assert explain("none.txt").exit_code == 2
