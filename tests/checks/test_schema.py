"""The grammar against a document: what is wrong, where, and what to do."""

from __future__ import annotations

import pytest
from invented import LETTER, letter

from teikit.checks.schema import schema_findings
from teikit.diagnostics import Location, TeikitError
from teikit.resources import schema_path
from teikit.tei import TeiDocument, q

SCHEMA = schema_path("teikit")


def findings(text: str):
    return schema_findings(TeiDocument.parse(text.encode(), "letter.xml"), SCHEMA)


def test_a_good_letter_has_no_findings():
    assert findings(LETTER) == []


@pytest.mark.parametrize(
    ("body", "element"),
    [
        ('<div type="sermon"><p>Text</p></div>', "div"),
        ("<div><p>Text</p></div>", "div"),
        ('<div type="letter"><p>a <gap/> b</p></div>', "gap"),
        ('<div type="letter"><p>a <persname>B</persname></p></div>', "persname"),
        ('<div type="letter">stray<p>Text</p></div>', "div"),
        ('<div type="letter"><p>Text <date when="1961-13-02">then</date></p></div>', "date"),
        ('<div type="letter"><p><hi>loud</hi></p></div>', "hi"),
        ('<div type="letter"><list/></div>', "list"),
        ('<div type="letter"><p><note type="x-">no name of one\'s own</note></p></div>', "note"),
    ],
)
def test_what_breaks_the_grammar_is_found_at_its_element(body, element):
    assert [finding.element for finding in findings(letter(body))] == [element]


def test_a_value_of_an_archives_own_is_allowed():
    assert findings(letter('<div type="x-sermon"><p>Text <note type="x-censor">cut</note></p></div>')) == []


def test_a_finding_has_all_that_would_have_been_right():
    (finding,) = findings(letter('<div type="sermon"><p>Text</p></div>'))
    assert "18 more" in finding.message
    assert len(finding.expected) == 11 + 18
    assert "letter" in finding.expected


def test_a_finding_in_a_file_has_its_line_and_column():
    (finding,) = findings(letter('<div type="letter">\n<p>a <persname>B</persname></p></div>'))
    assert (finding.code, str(finding.location)) == ("TK210", "letter.xml:20:6")


def test_a_finding_in_generated_tei_names_the_line_of_the_transcript():
    document = TeiDocument.parse(letter('<div type="letter"><p>a <persname>B</persname></p></div>').encode())
    elements = list(document.root.iter())
    document.origins = [None] * len(elements)
    document.origins[elements.index(document.root.find(f".//{q('p')}[{q('persname')}]"))] = Location("letter.txt", 7, 3)
    (finding,) = schema_findings(document, SCHEMA)
    assert finding.location == Location("letter.txt", 7, 3)


def test_a_tree_changed_since_it_was_read_is_judged_as_it_is():
    document = TeiDocument.parse(letter('<div type="sermon"><p>Text</p></div>').encode(), "letter.xml")
    document.root.find(f".//{q('div')}").set("type", "letter")
    assert schema_findings(document, SCHEMA) == []


def test_a_file_that_is_no_schema_is_refused(tmp_path):
    path = tmp_path / "list.rng"
    path.write_text("<list/>", encoding="utf-8")
    with pytest.raises(TeikitError, match="TK205"):
        schema_findings(TeiDocument.parse(LETTER.encode()), path)


def test_all_findings_of_one_line_have_their_columns():
    text = '<div type="letter"><p xml:id="a">b</p><p xml:id="a">c <persname>D</persname></p></div>'
    found = schema_findings(TeiDocument.parse(letter(text).encode()), schema_path("teikit"))
    assert [(each.code, each.location.column) for each in found] == [("TK230", 50), ("TK210", 55)]
