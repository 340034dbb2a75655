"""One fault planted in a valid document is found at the place an encoder would mend, wherever it is."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from relaxng_schemas import letter, letter_schema

from teikit.relaxng import Finding, Schema

WORDS = st.text("abc é漢\n", max_size=6)
SOLID = st.text("abé漢", min_size=1, max_size=5)
PHRASE = st.one_of(
    WORDS,
    WORDS.map("<hi>{}</hi>".format),
    WORDS.map('<persName ref="#a">{}</persName>'.format),
    st.just('<date when="1955-05-13">May</date>'),
    st.just("<pages>3</pages>"),
    st.just("<!-- note -->"),
)
PHRASES = st.lists(PHRASE, max_size=4).map("".join)
PARAGRAPH = PHRASES.map('<p n="1">{}</p>'.format)
BLOCK = st.one_of(
    PARAGRAPH,
    st.lists(PARAGRAPH, min_size=1, max_size=3).map(lambda parts: f"<quote>{''.join(parts)}</quote>"),
    st.lists(WORDS, min_size=1, max_size=3).map(
        lambda parts: f"<list>{''.join(f'<item>{part}</item>' for part in parts)}</list>"
    ),
)
BLOCKS = st.lists(BLOCK, min_size=1, max_size=4).map("\n".join)


@cache
def schema() -> Schema:
    with TemporaryDirectory() as folder:
        return letter_schema(Path(folder))


def place(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def only(before: str, fault: str, after: str) -> tuple[Finding, tuple[int, int]]:
    """The one finding of a letter, and where in it the fault was put."""
    text = letter(before + fault + after).decode()
    (finding,) = schema().validate(text.encode())
    return finding, place(text, text.index(">") + 1 + len(before))


@given(BLOCKS)
def test_what_the_schema_allows_is_valid(blocks: str) -> None:
    assert list(schema().validate(letter(f"<head/>{blocks}<closer><signed/></closer>"))) == []


@given(BLOCKS, BLOCKS)
def test_an_unknown_element_is_found(before: str, after: str) -> None:
    finding, where = only(before, "<persnaem/>", after)
    assert (finding.kind, (finding.line, finding.column)) == ("unknown-element", where)
    assert "did you mean <persName>?" in finding.message


@given(BLOCKS, SOLID, BLOCKS)
def test_a_stray_text_is_found(before: str, words: str, after: str) -> None:
    finding, where = only(before, words, after)
    assert (finding.kind, (finding.line, finding.column)) == ("text", where)
    assert finding.end_column == where[1] + len(words)


@given(BLOCKS, PHRASES, PHRASES, BLOCKS)
def test_an_element_at_the_wrong_depth_is_found(before: str, first: str, last: str, after: str) -> None:
    finding, where = only(f"{before}<p>{first}", "<quote><p/></quote>", f"{last}</p>{after}")
    assert (finding.kind, (finding.line, finding.column)) == ("not-allowed", where)
    assert finding.hint == "end <p> before it: it is allowed there"


@given(BLOCKS, BLOCKS)
def test_an_element_that_comes_too_late_is_found(before: str, after: str) -> None:
    finding, where = only(before, "<head>x</head>", after)
    assert (finding.kind, (finding.line, finding.column)) == ("misplaced", where)


@given(BLOCKS, BLOCKS)
def test_missing_content_is_found_at_the_end_tag(before: str, after: str) -> None:
    finding, where = only(f"{before}<list>", "</list>", after)
    assert (finding.kind, (finding.line, finding.column), finding.expected) == ("missing-child", where, ("item",))


@given(BLOCKS, st.sampled_from(["1955-13-01", "soon", "", "1955-05"]), BLOCKS)
def test_a_wrong_value_is_found(before: str, value: str, after: str) -> None:
    finding, where = only(f'{before}<p><date when="', value, f'"/></p>{after}')
    assert (finding.kind, (finding.line, finding.column)) == ("attribute-value", where)


@given(BLOCKS, BLOCKS)
def test_an_attribute_too_many_is_found(before: str, after: str) -> None:
    finding, where = only(f'{before}<p n="1" ', 'colour="red"', f">x</p>{after}")
    assert (finding.kind, (finding.line, finding.column)) == ("attribute", where)


@settings(max_examples=60)
@given(st.text("<>/abcp \"'=!-[]?&;\n", max_size=60))
def test_nothing_that_is_typed_makes_the_engine_fail(text: str) -> None:
    for finding in schema().validate(letter(text)):
        assert finding.line >= 1
        assert finding.message
