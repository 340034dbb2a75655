"""All checks of a file as one call."""

from __future__ import annotations

import pytest
from invented import LETTER, letter

import teikit
from teikit.checks import CHECKS, validate
from teikit.diagnostics import TeikitError
from teikit.resources import schema_path
from teikit.tei import TeiDocument

TWO_FAULTS = letter('<div type="letter">\n<p>a <persname>B</persname></p>\n<p><add hand="#nobody">x</add></p></div>')


def test_the_public_function_is_this_one():
    assert teikit.validate is validate


def test_findings_of_all_checks_come_in_the_order_of_their_lines(tmp_path):
    path = tmp_path / "letter.xml"
    path.write_text(TWO_FAULTS, encoding="utf-8")
    assert [(each.code, each.location.line, each.location.path) for each in validate(path)] == [
        ("TK210", 20, str(path)),
        ("TK203", 21, str(path)),
    ]


def test_a_document_is_checked_as_well_as_a_file():
    assert len(validate(TeiDocument.parse(TWO_FAULTS.encode()))) == len(CHECKS)


def test_a_schema_may_be_a_file(tmp_path):
    copy = tmp_path / "own.rng"
    copy.write_bytes(schema_path("teikit").read_bytes())
    assert validate(TeiDocument.parse(LETTER.encode()), str(copy)) == ()


@pytest.mark.parametrize(
    ("name", "schema", "code"),
    [("letter.xml", "latin", "TK206"), ("gone.xml", "teikit", "TK006"), ("torn.xml", "teikit", "TK201")],
)
def test_what_cannot_be_checked_is_refused(tmp_path, name, schema, code):
    (tmp_path / "letter.xml").write_text(LETTER, encoding="utf-8")
    (tmp_path / "torn.xml").write_text(LETTER[:-20], encoding="utf-8")
    with pytest.raises(TeikitError) as refused:
        validate(tmp_path / name, schema)
    assert refused.value.diagnostic.code == code
