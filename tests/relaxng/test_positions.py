"""Lines and columns in characters, whatever the encoding, the line ends and the markup around them."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from relaxng_schemas import brief, letter, letter_schema

WORDS = "ü漢😀"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1", "windows-1251"])
def test_columns_count_characters_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    words = WORDS if encoding.startswith("utf") else "Жук" if "1251" in encoding else "über"
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig").removesuffix("-le")}"?>\n'
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    text = declared + f'<letter xmlns="urn:letter"><p>{words}<x/></p></letter>'
    (finding,) = letter_schema(tmp_path).validate(mark + text.encode(encoding))
    assert (finding.line, finding.column) == (2, 31 + len(words))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_one(tmp_path: Path, end: str) -> None:
    content = f"<p>a</p>{end}{end}  <x/>{end}<p>b</p>"
    assert brief(list(letter_schema(tmp_path).validate(letter(content)))) == [("unknown-element", 3, 3)]


def test_a_start_tag_over_lines_is_covered_whole(tmp_path: Path) -> None:
    (finding,) = letter_schema(tmp_path).validate(letter('<p>\n<x\n a="1>2"\n/></p>'))
    assert (finding.line, finding.column, finding.end_line, finding.end_column) == (2, 1, 4, 3)


def test_an_attribute_is_found_among_declarations_and_quotes(tmp_path: Path) -> None:
    content = """<p xmlns:x="urn:x" n='place="a"'\n place = 'z'/>"""
    (finding,) = letter_schema(tmp_path).validate(letter(content))
    assert (finding.line, finding.column, finding.end_column) == (2, 11, 12)


def test_stray_text_is_found_behind_comments_and_white_space(tmp_path: Path) -> None:
    content = "<p/>\n<!-- not this -->\n  <?nor this?> words and\n words <p/>"
    (finding,) = letter_schema(tmp_path).validate(letter(content))
    assert (finding.line, finding.column, finding.end_line, finding.end_column) == (3, 16, 4, 7)


def test_a_tree_without_its_bytes_has_lines_only(tmp_path: Path) -> None:
    (finding,) = letter_schema(tmp_path).validate(etree.fromstring(letter("<p/>\n<x/>")))
    assert (finding.line, finding.column) == (2, None)


def test_a_tree_that_was_changed_since_it_was_read_has_no_columns(tmp_path: Path) -> None:
    file = tmp_path / "letter.xml"
    file.write_bytes(letter("<p/>"))
    tree = etree.parse(file)
    etree.SubElement(tree.getroot(), "{urn:letter}x")
    (finding,) = letter_schema(tmp_path).validate(tree)
    assert finding.column is None


def test_the_number_of_the_element_leads_back_into_the_tree(tmp_path: Path) -> None:
    root = etree.fromstring(letter("<p>a<hi/></p><p><x/></p>"))
    (finding,) = letter_schema(tmp_path).validate(root)
    assert [element.tag for element in root.iter(etree.Element)][finding.node or 0] == "{urn:letter}x"
