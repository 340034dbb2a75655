"""What is valid: text, white space, comments, ambiguity, prefixes in values, ids."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from relaxng_schemas import letter, letter_schema, written

from teikit.relaxng import Schema


def is_valid(folder: Path, content: str, document: str | bytes) -> bool:
    data = document.encode() if isinstance(document, str) else document
    return not list(Schema.load(written(folder, content)).validate(data.replace(b"<a", b'<a xmlns="urn:letter"', 1)))


ONE_OF_TWO = """<start><choice>
  <element name="a"><attribute name="k"><value>1</value></attribute><element name="b"><empty/></element></element>
  <element name="a"><attribute name="k"><value>2</value></attribute><element name="b"><element name="c"><empty/></element></element></element>
</choice></start>"""


@pytest.mark.parametrize(
    ("document", "valid"),
    [
        ('<a k="1"><b/></a>', True),
        ('<a k="2"><b><c/></b></a>', True),
        ('<a k="1"><b><c/></b></a>', False),
        ('<a k="3"><b/></a>', False),
    ],
)
def test_two_elements_of_one_name_are_followed_side_by_side(tmp_path: Path, document: str, valid: bool) -> None:
    assert is_valid(tmp_path, ONE_OF_TWO, document) is valid


DATED = '<start><element name="a"><data type="date"/></element></start>'


@pytest.mark.parametrize(
    ("document", "valid"),
    [
        ("<a>1955-<!-- sic -->05-13</a>", True),
        ("<a> 1955-05-13 </a>", True),
        ("<a><![CDATA[1955-05-13]]></a>", True),
        ("<a>1955-05-13<?x?>!</a>", False),
        ("<a/>", False),
    ],
)
def test_comments_do_not_divide_a_value(tmp_path: Path, document: str, valid: bool) -> None:
    assert is_valid(tmp_path, DATED, document) is valid


PAIRS = '<start><element name="a"><oneOrMore><element name="b"><empty/></element><text/><element name="c"><empty/></element></oneOrMore></element></start>'


@pytest.mark.parametrize(
    ("document", "valid"),
    [
        ("<a><b/>x<!-- y -->z<c/></a>", True),
        ("<a> <b/><c/>\n</a>", True),
        ("<a>x<b/><c/></a>", False),
        ("<a><b/><c/>x</a>", False),
    ],
)
def test_text_stands_only_where_it_may(tmp_path: Path, document: str, valid: bool) -> None:
    assert is_valid(tmp_path, PAIRS, document) is valid


def test_a_no_break_space_is_text(tmp_path: Path) -> None:
    assert not is_valid(tmp_path, PAIRS, "<a>\u00a0<b/><c/></a>")


NAMED = '<start><element name="a"><attribute name="of"><value type="QName" xmlns:x="urn:x">x:one</value></attribute></element></start>'


@pytest.mark.parametrize(
    ("document", "valid"),
    [('<a xmlns:y="urn:x" of="y:one"/>', True), ('<a xmlns:y="urn:y" of="y:one"/>', False), ('<a of="x:one"/>', False)],
)
def test_prefixes_in_values_mean_namespaces(tmp_path: Path, document: str, valid: bool) -> None:
    assert is_valid(tmp_path, NAMED, document) is valid


LISTED = """<start><element name="a"><attribute name="of"><list>
  <data type="integer"/><oneOrMore><choice><value>cm</value><value>mm</value></choice></oneOrMore>
</list></attribute></element></start>"""


@pytest.mark.parametrize(("value", "valid"), [("3 cm", True), (" 3  cm mm ", True), ("3", False), ("cm 3", False)])
def test_a_list_is_taken_token_by_token(tmp_path: Path, value: str, valid: bool) -> None:
    assert is_valid(tmp_path, LISTED, f'<a of="{value}"/>') is valid


def test_an_excepted_value_is_not_allowed(tmp_path: Path) -> None:
    content = '<start><element name="a"><data type="token"><except><value>b</value></except></data></element></start>'
    assert is_valid(tmp_path, content, "<a>c</a>")
    assert not is_valid(tmp_path, content, "<a> b </a>")


def test_interleaved_children_come_in_any_order(tmp_path: Path) -> None:
    parts = "".join(f'<element name="{name}"><empty/></element>' for name in "bcd")
    content = f'<start><element name="a"><interleave>{parts}<text/></interleave></element></start>'
    assert is_valid(tmp_path, content, "<a>x<d/>y<b/><c/></a>")
    assert not is_valid(tmp_path, content, "<a><d/><b/></a>")


def test_an_id_may_not_come_twice(tmp_path: Path) -> None:
    document = letter('<p xml:id="a">x</p>\n<p xml:id="a">y</p>')
    (finding,) = letter_schema(tmp_path).validate(document)
    assert (finding.kind, finding.line, finding.column) == ("duplicate-id", 2, 12)
    assert finding.message == "the id “a” is already used in line 1"


def test_a_reference_needs_its_aim(tmp_path: Path) -> None:
    schema = letter_schema(tmp_path)
    assert list(schema.validate(letter('<p hand="h">x</p><p xml:id="h"/>'))) == []
    (finding,) = schema.validate(letter('<p hand="h">x</p>'))
    assert finding.kind == "dangling-idref"


def test_an_entity_that_was_left_alone_is_text(tmp_path: Path) -> None:
    parser = etree.XMLParser(resolve_entities=False)
    data = b'<!DOCTYPE letter [<!ENTITY e "x">]><letter xmlns="urn:letter"><quote>&e;<p/></quote></letter>'
    (finding,) = letter_schema(tmp_path).validate(etree.fromstring(data, parser))
    assert finding.kind == "text"
    (same,) = letter_schema(tmp_path).validate(data)
    assert same.kind == "text"


def test_the_same_schema_serves_many_documents(tmp_path: Path) -> None:
    schema = letter_schema(tmp_path)
    assert [len(list(schema.validate(letter(content)))) for content in ("<p/>", "<x/>", "<p/>", "", "<p/>")] == [
        0,
        1,
        0,
        1,
        0,
    ]
