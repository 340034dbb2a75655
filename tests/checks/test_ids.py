"""An xml:id is a name, and stands once."""

from __future__ import annotations

import pytest
from examined import found, told

from teikit.checks.ids import id_findings, ncname


def test_a_repeated_id_leads_to_the_first():
    (finding,) = found(id_findings, '<p xml:id="a">x</p>\n<p xml:id="a">y</p>')
    assert (finding.code, finding.location.line, finding.message) == (
        "TK230",
        3,
        "another element has the xml:id “a” already",
    )
    assert [(place.line, word) for place, word in finding.related] == [(2, "the first one")]


@pytest.mark.parametrize("name", ["a", "_a", "a.b-c_1", "ș1", "Ä"])
def test_names(name):
    assert told(id_findings, f'<p xml:id="{name}">x</p>') == []


@pytest.mark.parametrize(
    ("name", "proposal"),
    [
        ("1", "id-1"),
        ("12 May", "id-12-May"),
        ("a:b", "a-b"),
        ("p#2", "p-2"),
        ("-x", "x"),
        ("!", ""),
        ("Łódź 1", "Łódź-1"),
    ],
)
def test_what_is_no_name_is_told_with_one_that_is(name, proposal):
    (finding,) = found(id_findings, f'<p xml:id="{name}">x</p>')
    assert finding.code == "TK255"
    assert ncname(name) == proposal
    assert finding.hint == (f"write “{proposal}”" if proposal else "give it a name that begins with a letter")


def test_ids_that_are_empty_are_no_names_and_no_repetition():
    assert [code for code, _ in told(id_findings, '<p xml:id="">x</p><p xml:id="">y</p>')] == ["TK255", "TK255"]
