"""What the datatypes of XML Schema accept, and which texts they take for the same."""

from __future__ import annotations

import pytest

from teikit.relaxng.datatypes import XSD, DatatypeError, datatype

RIGHT = {
    "date": [
        "1955-05-13",
        "2000-02-29",
        "-0044-03-15",
        "1955-05-13Z",
        "1955-05-13+14:00",
        "12345-01-01",
        " 1955-05-13 ",
    ],
    "dateTime": ["1955-05-13T00:00:00", "1955-05-13T24:00:00", "1955-05-13T12:30:00.125-05:00"],
    "time": ["12:30:00", "23:59:59.9", "12:30:00Z"],
    "gYear": ["1955", "-0044", "10000"],
    "gYearMonth": ["1955-12"],
    "gMonthDay": ["--02-29", "--12-31"],
    "gMonth": ["--05"],
    "gDay": ["---31"],
    "duration": ["P1Y2M3DT4H5M6.7S", "-P1D", "PT0S"],
    "decimal": ["12.5", ".5", "5.", "-0"],
    "integer": ["+07", "-3", "0"],
    "nonNegativeInteger": ["0", "-0", "12"],
    "byte": ["-128", "127"],
    "double": ["1.5E-3", "INF", "-INF", "NaN", ".5"],
    "boolean": ["true", "0", " false "],
    "anyURI": ["", "a b", "#a1", "../a?b#c", "http://[::1]/", "https://example.org/ü"],
    "language": ["en", "zh-Hant-TW"],
    "NCName": ["a1", "_x", "é", "a-b.c"],
    "Name": ["a:b", ":a"],
    "NMTOKEN": ["1a", "-"],
    "NMTOKENS": ["1 2", " a "],
    "IDREFS": ["a b"],
    "hexBinary": ["0fB7", ""],
    "base64Binary": ["TWFu", "TWE=", "TW Fu"],
    "token": ["", " a  b "],
}
WRONG = {
    "date": [
        "1955-02-29",
        "1900-02-29",
        "1955-13-01",
        "0000-01-01",
        "1955-5-13",
        "01955-05-13",
        "1955-05-13+14:01",
        "",
    ],
    "dateTime": ["1955-05-13T24:00:01", "1955-05-13T12:30", "1955-05-13"],
    "time": ["12:30", "25:00:00", "12:60:00"],
    "gYear": ["55", "0000", "1955-"],
    "gYearMonth": ["1955-13"],
    "gMonthDay": ["--02-30", "--04-31"],
    "gMonth": ["--13", "05"],
    "gDay": ["---32"],
    "duration": ["P", "P1YT", "1Y", "P1.5Y"],
    "decimal": ["1e3", ".", "", "١"],
    "integer": ["1.0", "++1", "１"],
    "nonNegativeInteger": ["-1"],
    "byte": ["128", "-129"],
    "double": ["inf", "+INF", "1e"],
    "boolean": ["TRUE", "yes"],
    "anyURI": ["%zz", "a#b#c", "http:", "1a:b", "a[b]", "//"],
    "language": ["en_US", "abcdefghi", ""],
    "NCName": ["1a", "a:b", "-a", "\u0e35", ""],
    "NMTOKENS": ["", "a ,"],
    "hexBinary": ["0", "0G"],
    "base64Binary": ["TWF", "TWF=", "===="],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in RIGHT.items() for text in texts])
def test_a_text_is_of_the_type(name: str, text: str) -> None:
    assert datatype(XSD, name).allows(text, {})


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in WRONG.items() for text in texts])
def test_a_text_is_not_of_the_type(name: str, text: str) -> None:
    assert not datatype(XSD, name).allows(text, {})


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("integer", "1", "+01"),
        ("decimal", "1.50", "1.5"),
        ("double", "100", "1E2"),
        ("boolean", "1", "true"),
        ("token", "a b", " a  b "),
        ("dateTime", "1955-05-13T12:00:00Z", "1955-05-13T14:00:00+02:00"),
        ("duration", "P1Y", "P12M"),
        ("hexBinary", "0f", "0F"),
    ],
)
def test_texts_that_mean_the_same_are_equal(name: str, one: str, other: str) -> None:
    kind = datatype(XSD, name)
    assert kind.key(one, {}) == kind.key(other, {}) is not None


def test_strings_keep_their_white_space() -> None:
    kind = datatype(XSD, "string")
    assert kind.key(" a", {}) != kind.key("a", {})


def test_a_qname_is_compared_by_its_namespace() -> None:
    kind = datatype(XSD, "QName")
    assert kind.key("a:x", {"a": "urn:1"}) == kind.key("b:x", {"b": "urn:1"}) == "{urn:1}x"
    assert kind.key("c:x", {"a": "urn:1"}) is None


@pytest.mark.parametrize(
    ("name", "params", "right", "wrong"),
    [
        ("string", [("minLength", "2"), ("maxLength", "3")], "ab", "abcd"),
        ("NMTOKENS", [("length", "2")], "a b", "a"),
        ("hexBinary", [("length", "1")], "0f", "0f0f"),
        ("integer", [("minInclusive", "3"), ("maxExclusive", "5")], "4", "5"),
        ("decimal", [("totalDigits", "3"), ("fractionDigits", "1")], "0012.50", "12.55"),
        ("date", [("minInclusive", "1945-01-01")], "1945-01-01", "1944-12-31"),
        ("date", [("maxInclusive", "1945-01-01Z")], "1944-12-01", "1945-01-01"),
        ("duration", [("maxExclusive", "P1M")], "P27D", "P30D"),
        ("token", [("pattern", r"\S+"), ("pattern", ".{3}")], "abc", "ab"),
        ("double", [("minExclusive", "1")], "1.5", "NaN"),
    ],
)
def test_params_restrict_a_type(name: str, params: list[tuple[str, str]], right: str, wrong: str) -> None:
    kind = datatype(XSD, name, params)
    assert kind.allows(right, {})
    assert not kind.allows(wrong, {})


@pytest.mark.parametrize(
    ("library", "name", "params"),
    [
        (XSD, "data", []),
        ("urn:other", "string", []),
        ("", "date", []),
        ("", "string", [("length", "1")]),
        (XSD, "string", [("minInclusive", "1")]),
        (XSD, "date", [("minInclusive", "soon")]),
        (XSD, "string", [("length", "-1")]),
        (XSD, "string", [("length", "1"), ("length", "1")]),
        (XSD, "string", [("whiteSpace", "collapse")]),
        (XSD, "string", [("pattern", "(")]),
    ],
)
def test_what_no_library_has_is_refused(library: str, name: str, params: list[tuple[str, str]]) -> None:
    with pytest.raises(DatatypeError):
        datatype(library, name, params)
