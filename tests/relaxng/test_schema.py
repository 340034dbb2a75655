"""Loading schemas: from files, through includes, refused where they are not correct."""

from __future__ import annotations

from pathlib import Path

import pytest
from relaxng_schemas import LETTER, RNG, letter, letter_schema, written

from teikit.relaxng import Schema, SchemaError, remembered

VALID = letter("<head>To <hi>you</hi></head><p>Dear <persName ref='#a'>friend</persName></p><closer><signed/></closer>")


def refusal(folder: Path, content: str) -> SchemaError:
    with pytest.raises(SchemaError) as error:
        Schema.load(written(folder, content))
    return error.value


def test_a_valid_document_has_no_findings(tmp_path: Path) -> None:
    assert list(letter_schema(tmp_path).validate(VALID)) == []


def test_a_document_may_be_a_path_bytes_or_a_tree(tmp_path: Path) -> None:
    from lxml import etree

    file = tmp_path / "letter.xml"
    file.write_bytes(letter("<x/>"))
    schema = letter_schema(tmp_path)
    lines = [
        [str(finding) for finding in schema.validate(one)]
        for one in (file, str(file), file.read_bytes(), etree.parse(file))
    ]
    assert lines[0]
    assert lines == [lines[0]] * 4


def test_a_define_that_is_missing_is_named_at_its_line(tmp_path: Path) -> None:
    error = refusal(tmp_path, '\n<start>\n<ref name="nothing"/></start>')
    assert (error.line, error.message) == (3, "there is no define named nothing")
    assert error.path == str(tmp_path / "schema.rng")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<start><text/></start>", "text is not allowed within start"),
        ("<start><elment name='a'><empty/></elment></start>", "no element <elment>"),
        ("<start><element name='a' nmae='b'><empty/></element></start>", "no attribute nmae"),
        ("<start><element name='a'/></start>", "<element> is empty"),
        ("<start><element name='a'><data type='dat'/></element></start>", "no type 'dat'"),
        ("<start><ref name='a'/></start><define name='a'><ref name='a'/></define>", "refers to itself"),
        ("<start><element name='x:a'><empty/></element></start>", "prefix x is not declared"),
        ("<start><element name='a'><attribute name='b'/><attribute name='b'/></element></start>", "attribute b twice"),
        ("<start><element name='a'><interleave><text/><text/></interleave></element></start>", "text on both sides"),
        ("<start><element name='a'><group><data type='date'/><text/></group></element></start>", "mixes data"),
        (
            "<start><element name='a'><empty/></element></start><start><notAllowed/></start>",
            "second start without combine",
        ),
        ("<start>word<element name='a'><empty/></element></start>", "text that belongs to no pattern"),
    ],
)
def test_an_incorrect_schema_says_what_is_wrong(tmp_path: Path, content: str, message: str) -> None:
    error = refusal(tmp_path, content)
    assert message in error.message
    assert error.line == 1


def test_a_schema_in_the_compact_syntax_is_told_to_use_trang(tmp_path: Path) -> None:
    (tmp_path / "schema.rnc").write_text("start = element a { empty }", encoding="utf-8")
    with pytest.raises(SchemaError, match="trang"):
        Schema.load(tmp_path / "schema.rnc")


def test_a_schema_on_the_network_is_not_fetched(tmp_path: Path) -> None:
    assert "nothing is fetched" in refusal(tmp_path, '<include href="https://example.org/a.rng"/>').message


def test_an_address_may_be_located_by_the_caller(tmp_path: Path) -> None:
    letters = written(tmp_path, LETTER, "letters.rng")
    outer = written(tmp_path, '<include href="https://example.org/a.rng"/>')
    assert list(Schema.load(outer, locate=lambda url: str(letters)).validate(VALID)) == []


def test_an_include_may_replace_a_define(tmp_path: Path) -> None:
    written(tmp_path, LETTER, "letters.rng")
    outer = written(
        tmp_path, '<include href="letters.rng"><define name="list"><notAllowed/></define></include>', "outer.rng"
    )
    (finding,) = Schema.load(outer).validate(letter("<p/><list/>"))
    assert finding.kind == "unknown-element"


def test_an_error_in_an_included_file_names_that_file(tmp_path: Path) -> None:
    inner = written(tmp_path, "<start><ref name='x'/></start>", "inner.rng")
    with pytest.raises(SchemaError) as error:
        Schema.load(written(tmp_path, '<include href="inner.rng"/>'))
    assert error.value.path == str(inner)


def test_a_pattern_alone_is_a_schema(tmp_path: Path) -> None:
    (tmp_path / "a.rng").write_text(f'<element name="a" xmlns="{RNG}"><empty/></element>', encoding="utf-8")
    assert list(Schema.load(tmp_path / "a.rng").validate(b"<a/>")) == []


def test_a_large_schema_is_checked_once_and_again_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(remembered, "_LARGE", 10)
    path = written(tmp_path, LETTER)
    assert not remembered.is_known(str(path))
    Schema.load(path)
    assert remembered.is_known(str(path))
    written(tmp_path, LETTER + " ")
    assert not remembered.is_known(str(path))


def test_a_change_in_an_included_file_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(remembered, "_LARGE", 10)
    written(tmp_path, LETTER, "letters.rng")
    outer = written(tmp_path, '<include href="letters.rng"/>')
    Schema.load(outer)
    written(tmp_path, LETTER.replace('name="head"', 'name="haed" x="y"'), "letters.rng")
    with pytest.raises(SchemaError, match="no attribute x"):
        Schema.load(outer)
