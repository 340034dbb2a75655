"""Explain: each line with its rules, the runner-up of each decision, and what is in doubt."""

from __future__ import annotations

import pytest

from teikit import convert
from teikit.explain import explain, review
from teikit.nodes import Node
from teikit.questions import question
from teikit.runners_up import RunnerUp

TEXT = """\
Kersey, 3 May 1921

The foreman, Mr. J. Wessel [Wessely], has seen [the] wheel [illegible] and says that it will turn.

[page 2]

We ask for time until 1 October, and not for a day more than that.
"""


def runner_up(text: str, typed: str) -> RunnerUp | None:
    """That of the decision about a piece of text."""
    parts = [part for line in explain(convert(text, profile="generic")) for part in line.parts]
    return next(part.runner_up for part in parts if typed in part.text)


def test_every_letter_of_a_line_is_in_one_of_its_parts() -> None:
    for line in explain(convert(TEXT)):
        assert "".join("".join(part.text for part in line.parts).split()) == "".join(line.text.split())


def test_text_that_no_rule_claimed_has_no_rule() -> None:
    parts = explain(convert(TEXT, profile="generic"))[1].parts
    assert [part.text for part in parts if not part.rule][0:2] == ["The foreman, Mr. J. Wessel", ", has seen"]


@pytest.mark.parametrize(
    ("typed", "element", "rule"),
    [
        ("Wessely", "supplied", "supplied"),
        ("the", "", ""),
        ("[illegible]", "gap", "illegible-words"),
        ("[page 2]", "p", ""),
    ],
)
def test_the_runner_up_is_what_would_have_claimed_the_text(typed: str, element: str, rule: str) -> None:
    found = runner_up(TEXT.replace("The foreman", "A man"), typed)
    assert found is not None and (found.element, found.rule) == (element, rule)


def test_the_runner_up_of_a_line_is_told_where_it_stands() -> None:
    letter = "Dear Sir,\n\nThe maps come on Monday, and the surveyor with them.\n\nYours truly,\n\nE. Hollis\n\n{}\n"
    found = runner_up(letter.format("Drafted on 3 May 1921"), "Drafted on")
    assert found is not None and (found.element, found.rule) == ("dateline", "dateline")


def test_removing_the_rule_gives_the_runner_up() -> None:
    text = "We saw the wheel [possibly: the mill] turn in the morning, and again at noon of the next day."
    first = runner_up(text, "the mill")
    assert first == RunnerUp("supplied", "", "supplied", "medium")


def test_the_doubts_are_those_below_high_the_least_certain_first() -> None:
    doubts = review(convert(TEXT, profile="generic"))
    assert all(doubt.certainty in ("low", "medium") for doubt in doubts)
    assert [doubt.certainty for doubt in doubts] == sorted((doubt.certainty for doubt in doubts), key="low medium".find)
    asked = {doubt.text: (doubt.number, doubt.line[doubt.start : doubt.end]) for doubt in doubts}
    assert asked["1 October"] == (7, "1 October")
    assert asked["Wessely"] == (3, "[Wessely]")


@pytest.mark.parametrize(
    ("node", "text", "other", "asked"),
    [
        (Node("date", {"when": "1921-10-01"}), "1 October", None, "Does “1 October” mean 1921-10-01?"),
        (Node("date"), "3/4", None, "Which day does “3/4” mean?"),
        (
            Node("date", {"from": "1921-10-01", "to": "1921-10-03"}),
            "1-3 October",
            None,
            "Does “1-3 October” mean 1921-10-01 to 1921-10-03?",
        ),
        (Node("head"), "The Ice", RunnerUp("p", "", "", "high"), "Is “The Ice” a heading, or running text?"),
        (Node("persName"), "Hale", RunnerUp("", "", "", "high"), "Is “Hale” the name of a person, or simply text?"),
        (Node("note", {"type": "x-fee"}), "Fee: 3", None, "Is “Fee: 3” a note of the kind “fee”?"),
        (Node("pb"), "", None, "Does a page end here, in the middle of a paragraph?"),
        (Node("list"), "one; two", RunnerUp("list", "", "list", "high"), "Is “one; two” a list?"),
    ],
)
def test_a_doubt_is_a_question(node: Node, text: str, other: RunnerUp | None, asked: str) -> None:
    assert question(node, text, other) == asked


def test_coverage_is_the_share_that_is_not_plain() -> None:
    plain = convert("In that year the ice of the river held until March.", profile="generic")
    assert (plain.coverage.share, plain.coverage.unknown) == (0, {})
    text = "In [1921] the ice held.\n\nIt broke on Monday. [watermark: x]"
    half = convert(text, profile="generic").coverage
    assert half.recognised == len("[1921]") + len("[watermark:x]")
    assert half.characters == len("".join(text.split()))
    assert half.unknown == {"[watermark: …]": 1}


def test_coverage_is_worked_out_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr("teikit.coverage.coverage", lambda recognized: asked.append(recognized) or "covered")
    edition = convert("The ice held.")
    assert asked == []
    assert (edition.coverage, edition.coverage, len(asked)) == ("covered", "covered", 1)
