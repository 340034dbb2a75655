"""What an encoder reads: the kind of fault, its place, what was expected, what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from relaxng_schemas import brief, letter, letter_schema, written

from teikit.relaxng import Finding, Schema


def finding(folder: Path, content: str, attributes: str = "") -> Finding:
    (only,) = letter_schema(folder).validate(letter(content, attributes))
    return only


CASES = {
    # a letter's content: kind, column of the place an encoder would mend, message, hint
    "<p>see <persname>x</persname></p>": (
        ("unknown-element", 35),
        "<persname> is not an element of the schema; did you mean <persName>?",
        "rename it to persName",
    ),
    "<p><hi><p>x</p></hi></p>": (
        ("not-allowed", 35),
        "<p> is not allowed in <hi>",
        "end <p> before it: it is allowed there",
    ),
    "<p/><head>x</head>": (
        ("misplaced", 32),
        "<head> is not allowed here in <letter>, after <p>",
        "move it before <p>",
    ),
    "<closer><signed/></closer>": (
        ("too-early", 28),
        "<closer> is not allowed yet in <letter>: one of <p>, <list> or <quote> has to come before it",
        "add one of <p>, <list> or <quote> before <closer>",
    ),
    "<list></list>": (("missing-child", 34), "<list> is incomplete: <item> is missing", "add <item> before its end"),
    "<list/>": (("missing-child", 28), "<list> is incomplete: <item> is missing", "add <item> before its end"),
    "<list><p/></list>": (("not-allowed", 34), "<p> is not allowed in <list>", "put it into <item>"),
    "<p/>words": (("text", 32), "text is not allowed directly in <letter>", None),
    "<quote>words<p/></quote>": (("text", 35), "text is not allowed directly in <quote>", "put it into <p>"),
    '<p xmlns="">x</p>': (
        ("namespace", 28),
        "<p> is in no namespace; the schema has it in urn:letter",
        'declare xmlns="urn:letter" on it or around it',
    ),
    "<head/><head>x</head><p/>": (
        ("misplaced", 35),
        "<head> is not allowed here in <letter>, after <head>",
        "there is a <head> already: keep one of them",
    ),
    "<list><date><item>x</item></date></list>": (
        ("not-allowed", 34),
        "<date> is not allowed in <list>",
        "remove its tags: what it holds is allowed here",
    ),
    '<p place=""/>': (
        ("attribute-value", 38),
        "@place of <p> is empty; expected above or below",
        "give it a value, or remove the attribute",
    ),
    '<p xml:id="7"/>': (
        ("attribute-value", 39),
        "“7” is not a value for @xml:id of <p>; expected a name such as a1",
        "begin with a letter, and go on with letters, digits, full stops, hyphens and low lines",
    ),
    '<p plaec="above"/>': (
        ("attribute", 31),
        "the attribute @plaec is not allowed on <p>; did you mean @place?",
        "rename it to place",
    ),
    '<p id="a"/>': (
        ("attribute", 31),
        "the attribute @id is not allowed on <p> in this namespace",
        "write it with the prefix of http://www.w3.org/XML/1998/namespace",
    ),
    '<p place="abvoe"/>': (
        ("attribute-value", 38),
        "“abvoe” is not a value for @place of <p>; expected above or below",
        "did you mean above?",
    ),
    '<p><date when="1955-02-30"/></p>': (
        ("attribute-value", 43),
        "“1955-02-30” is not a value for @when of <date>; expected a date such as 1955-05-13 or a year such as 1955",
        "there is no such day; correct the date",
    ),
    "<p><date/></p>": (
        ("missing-attribute", 31),
        "<date> needs the attribute @when",
        "add @when with a date such as 1955-05-13 or a year such as 1955",
    ),
    "<p><pages>many</pages></p>": (
        ("value", 38),
        "“many” is not a value for <pages>; expected a whole number from 1 such as 1 or 12",
        "correct the value",
    ),
    "<p><pages/></p>": (
        ("value", 31),
        "<pages> needs a value; expected a whole number from 1 such as 1 or 12",
        "correct the value",
    ),
}


@pytest.mark.parametrize("content", CASES)
def test_a_fault_is_told_from_the_others(tmp_path: Path, content: str) -> None:
    found = finding(tmp_path, content)
    (kind, column), message, hint = CASES[content]
    assert (found.kind, found.line, found.column, found.message) == (kind, 1, column, message)
    assert hint is None or found.hint == hint


def test_a_wrong_root_is_told_what_the_root_is(tmp_path: Path) -> None:
    (found, *_) = letter_schema(tmp_path).validate(b'<p xmlns="urn:letter"/>')
    assert (found.kind, found.message) == ("root", "<p> cannot be the outermost element; expected <letter>")


def test_a_document_without_the_namespace_has_one_finding(tmp_path: Path) -> None:
    (found,) = letter_schema(tmp_path).validate(b"<letter><p>x<hi>y</hi></p></letter>")
    assert found.kind == "namespace"


def test_what_is_not_xml_is_a_finding_with_its_place(tmp_path: Path) -> None:
    (found,) = letter_schema(tmp_path).validate(b"<letter>\n  <p></letter>")
    assert (found.code, found.kind, found.line) == ("TK201", "malformed", 2)


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    (found,) = letter_schema(tmp_path).validate(tmp_path / "none.xml")
    assert found.message == "cannot be read: No such file or directory"


def test_all_expected_names_are_kept_without_the_common_namespace(tmp_path: Path) -> None:
    assert finding(tmp_path, "").expected == ("p", "list", "quote")


def test_the_element_is_named_by_its_path(tmp_path: Path) -> None:
    assert finding(tmp_path, "<p/><p>a<hi/><hi><x/></hi></p>").element == "/letter/p[2]/hi[2]/x[1]"


def test_every_finding_has_a_stable_code_and_an_end(tmp_path: Path) -> None:
    for content in CASES:
        found = finding(tmp_path, content)
        assert found.code.startswith("TK2")
        assert (found.end_line, found.end_column or 0) >= (found.line, found.column)


FOLLOW_UPS = {
    "<p/><closer><signed/></closer><p/><p/><p/>": [("misplaced", 1, 58)],
    "words <hi>and</hi> words<p/>": [("text", 1, 28)],
    "<list><p/></list>": [("not-allowed", 1, 34)],
    "<lsit><item>x</item></lsit>": [("unknown-element", 1, 28)],
    "<p>a</p><foo><p><bar/></p></foo>": [("unknown-element", 1, 36), ("unknown-element", 1, 44)],
    "<closer><signed/></closer><p/>": [("too-early", 1, 28)],
    "<p hand='a'/><list><p xml:id='a'><item>x</item></p></list>": [("not-allowed", 1, 47)],
    "<head><p>x</p></head><p/>": [("not-allowed", 1, 34)],
    "<quote><hi/><persName/><date when='1955'/><p/><hi/></quote>": [("not-allowed", 1, 35), ("not-allowed", 1, 74)],
    "<list><date foo='1'><item>x</item><item>y</item></date></list>": [("not-allowed", 1, 34)],
    "<list><quote foo='1'>words</quote></list>": [("not-allowed", 1, 34)],
    "<x/>\n<p place='z'/>\n<y/>": [("unknown-element", 1, 28), ("attribute-value", 2, 11), ("unknown-element", 3, 1)],
}


@pytest.mark.parametrize("content", FOLLOW_UPS)
def test_all_faults_are_reported_and_their_follow_ups_are_not(tmp_path: Path, content: str) -> None:
    assert brief(list(letter_schema(tmp_path).validate(letter(content)))) == FOLLOW_UPS[content]


VALUES = {
    "<choice><data type='double'><param name='minInclusive'>0</param><param name='maxInclusive'>1</param></data><value>high</value></choice>": "high or a number from 0 to 1",
    "<list><oneOrMore><data type='token'><param name='pattern'>\\S+</param></data></oneOrMore></list>": "words parted by spaces",
    "<list><oneOrMore><data type='anyURI'/></oneOrMore></list>": "an address such as https://example.org/a or #a1, one or several parted by spaces",
    "<data type='string'><param name='minLength'>3</param></data>": "text at least 3 characters",
    "<choice><data type='date'/><data type='gYear'/><data type='gYearMonth'/><data type='gMonth'/></choice>": "a date, whole or in part, such as 1955-05-13, 1955-05 or 1955",
    "<data type='boolean'/>": "true or false",
}


@pytest.mark.parametrize("data", VALUES)
def test_values_are_described_in_an_encoders_words(tmp_path: Path, data: str) -> None:
    start = f"<start><element name='letter'><attribute name='n'>{data}</attribute></element></start>"
    (found,) = Schema.load(written(tmp_path, start)).validate(letter("", ' n=""'))
    assert found.message == f"@n of <letter> is empty; expected {VALUES[data]}"
