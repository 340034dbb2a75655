"""Plain text in both views."""

from __future__ import annotations

import pytest
from exporters.invented import document, tei

from teikit.exporters import export, export_with_findings


def plain(marked: str, view: str = "diplomatic") -> str:
    return export(tei(marked), "text", view=view).decode()


def test_a_paragraph_is_a_line_and_a_blank_line_parts_two() -> None:
    assert plain("<p>one\n  two</p><p>three</p>") == "one two\n\nthree\n"


def test_the_reading_view_begins_with_the_title() -> None:
    assert plain("<p>one</p>", "reading") == "A title\n\none\n"


def test_a_line_break_is_a_space_in_reading_and_a_line_in_diplomatic() -> None:
    assert plain("<p>one<lb/>two</p>", "reading").endswith("\none two\n")
    assert plain("<p>one<lb/>two</p>") == "one\ntwo\n"


def test_lines_that_count_stay_lines_in_either_view() -> None:
    assert plain("<head>one<lb/>two</head><p>x</p>", "reading").endswith("\none\ntwo\n\nx\n")


def test_lists_carry_their_labels_and_are_indented_by_depth() -> None:
    marked = (
        '<list rend="1)"><item n="1">a<list rend="-"><item>b</item></list></item><item n="2"><p>c</p></item></list>'
    )
    assert plain(marked) == "1) a\n  - b\n2) c\n"


def test_notes_stand_at_the_end() -> None:
    assert plain("<p>a<note>b</note> c</p><p>d</p>") == "a[1] c\n\nd\n\n[1] b\n"


def test_rows_are_lines_and_cells_are_parted() -> None:
    assert plain("<table><head>T</head><row><cell>a</cell><cell>b</cell></row><row><cell>c</cell></row></table>") == (
        "T\n\na | b\nc\n"
    )


def test_a_speaker_stands_before_the_speech() -> None:
    assert plain("<sp><speaker>A:</speaker><p>b</p><p>c</p></sp>") == "A: b\n\nc\n"


@pytest.mark.parametrize(
    ("marked", "reading", "diplomatic"),
    [
        ("<choice><abbr>Cde.</abbr><expan>Comrade</expan></choice>", "Comrade", "Cde."),
        ("a<del>b</del>", "a", "a[deleted: b]"),
        ("<add>a</add>", "a", "[added: a]"),
        ("<expan>M<ex>inistry</ex></expan>", "Ministry", "M(inistry)"),
        ("<unclear>a</unclear> <sic>b</sic> <supplied>c</supplied>", "a[?] b [sic] [c]", "a[?] b [sic] [c]"),
        ('a <pb n="2"/>b', "a b", "a [p. 2] b"),
        ("<stamp>a</stamp>", "[stamp: a]", "[stamp: a]"),
        ('<note type="handwritten">a</note>', "[handwritten: a]", "[handwritten: a]"),
    ],
)
def test_what_each_view_shows(marked: str, reading: str, diplomatic: str) -> None:
    assert plain(f"<p>{marked}</p>", "reading") == f"A title\n\n{reading}\n"
    assert plain(f"<p>{marked}</p>") == f"{diplomatic}\n"


def test_a_non_breaking_space_is_kept() -> None:
    assert plain("<p>12\u00a0May</p>") == "12\u00a0May\n"


def test_a_letter_begins_with_the_short_facts() -> None:
    assert export(document("letter"), "text").decode().splitlines()[:4] == [
        "On the Repair of the Harbour at Vellin and the Tasks of the Port Office",
        "Date: 3 May 1957",
        "Author: A. Morev",
        "Sent: A. MOREV; 3 May 1957",
    ]


def test_an_element_without_a_form_is_said_once() -> None:
    data, findings = export_with_findings(tei("<p><own>a</own> <own>b</own></p>"), "text", view="diplomatic")
    assert data == b"a b\n"
    assert [finding.code for finding in findings] == ["TK402"]
