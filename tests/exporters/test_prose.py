"""A document as blocks: what Markdown and Word are written from."""

from __future__ import annotations

import pytest
from exporters.invented import tei
from exporters.readback import said

from teikit.exporters.prose import prose
from teikit.exporters.prose.blocks import Paragraph, Table


def blocks(marked: str, view: str = "reading") -> list[str]:
    """Each block as "style: text", the boxes around it before it; / is a line break, [^n] a call."""
    return [_shown(block) for block in prose(tei(marked), view, "prose").blocks]


def _shown(block: Paragraph | Table) -> str:
    if isinstance(block, Table):
        return "table: " + " // ".join(
            " | ".join(" ¶ ".join(part.text for part in cell.paragraphs) for cell in row.cells) for row in block.rows
        )
    boxes = "".join(f"{box.kind}({box.label}) " for box in block.within)
    text = "".join({"break": " / ", "call": f"[^{span.text}]"}.get(span.kind, span.text) for span in block.spans)
    return f"{boxes}{block.style}{block.level or ''}: {text}".rstrip()


def test_a_line_break_parts_words_and_a_name_stays_in_its_line() -> None:
    assert blocks("<p>one<lb/>two <persName>A.\n  Bell</persName>, three</p>") == ["p: one two A. Bell, three"]


def test_a_hyphen_at_a_line_end_keeps_its_word_together() -> None:
    assert blocks('<p>har-<lb break="no"/>bour</p>') == ["p: har-bour"]


def test_lines_that_count_are_lines() -> None:
    assert blocks("<head>one<lb/>two</head><address><addrLine>a</addrLine><addrLine>b</addrLine></address>") == [
        "head1: one / two",
        "address: a / b",
    ]


def test_heads_count_the_divisions_that_have_one() -> None:
    assert blocks("<div><head>1. A</head><div><div><head>B</head></div></div></div>") == ["head1: 1. A", "head2: B"]


def test_items_carry_their_labels_and_stand_in_one_another() -> None:
    marked = '<list rend="(1)"><item n="1">a<list rend="-"><item>b</item></list></item><item n="2"><p>c</p><p>d</p></item></list>'
    assert blocks(marked) == [
        "item((1)) p: a",
        "item((1)) item(-) p: b",
        "item((2)) p: c",
        "item((2)) p: d",
    ]


def test_a_label_of_its_own_begins_its_item() -> None:
    assert blocks("<list><label>a</label><item>b</item><label>c</label></list>") == ["item() p: a b", "item() p: c"]


def test_a_list_within_a_paragraph_parts_it() -> None:
    assert blocks("<p>a <hi>b <list><item>c</item></list> d</hi> e</p>") == ["p: a b", "item() p: c", "p: d e"]


def test_a_stamp_in_an_opener_is_a_callout_and_in_a_sentence_a_bracket() -> None:
    marked = '<opener><stamp>A<lb/>B</stamp><idno>No. 1</idno></opener><p>x <stamp>C</stamp></p><closer><stamp type="seal">D</stamp></closer>'
    assert blocks(marked) == ["callout(Stamp) p: A / B", "line: No. 1", "p: x [stamp: C]", "callout(Seal) p: D"]


def test_what_a_hand_wrote_is_a_callout_with_its_name() -> None:
    assert blocks('<note type="handwritten" place="left">seen</note>') == ["callout(Handwritten, left) p: seen"]


def test_a_speaker_begins_the_speech_and_stands_above_verse() -> None:
    assert blocks("<sp><speaker>A:</speaker><p>b</p><p>c</p></sp><sp><speaker>D</speaker><l>e</l><l>f</l></sp>") == [
        "p: A: b",
        "p: c",
        "speech: D",
        "verse: e / f",
    ]


def test_notes_are_called_in_order_and_a_note_to_a_note_stands_in_it() -> None:
    found = prose(tei("<p>a<note>b<note>c</note></note> d<note n='*'>e</note></p>"), "reading", "prose")
    assert said(found) == (["a", "d"], [["b[c]"], ["[*]", "e"]])


def test_a_note_that_stands_apart_is_called_where_the_text_refers_to_it() -> None:
    marked = '<p>a<ref target="#n1">1</ref> b</p><div><head>Notes</head><note xml:id="n1" place="end">c</note></div>'
    assert blocks(marked) == ["p: a1[^1] b", "head1: Notes"]


def test_the_parts_of_a_name_are_words() -> None:
    parts = "<forename>Ann</forename><surname>Bell</surname>"
    assert blocks(f"<p>by <persName>{parts}</persName>, clerk</p>") == ["p: by Ann Bell, clerk"]


def test_a_pointer_without_words_says_what_it_points_at_in_this_file_only() -> None:
    assert blocks('<p>see <ptr target="#CO"/>, <ptr target="n12.xml"/>and <ptr target="http://a.example"/></p>') == [
        "p: see [CO], and http://a.example"
    ]


def test_a_note_is_found_by_a_pointer_that_forgets_its_sign() -> None:
    assert blocks('<p>a<ptr target="n1"/> b</p><div><note xml:id="n1" place="end">c</note></div>') == ["p: a[^1] b"]


def test_a_page_that_turns_within_a_word_is_said_behind_it() -> None:
    assert blocks('<p>har<pb n="2" break="no"/>bour light</p>') == ["p: harbour [p. 2] light"]


def test_a_table_has_rows_cells_and_a_caption_above_it() -> None:
    assert blocks(
        "<table><head>T</head><row><cell>a</cell><cell><p>b</p><p>c</p></cell></row><pb n='2'/><row><cell>d</cell></row></table>"
    ) == ["caption: T", "table: a | b ¶ c // [p. 2] // d"]


def test_a_table_within_a_table_is_lines_of_its_cell() -> None:
    inner = "<table><row><cell>b</cell><cell>c</cell></row></table>"
    assert blocks(f"<table><row><cell>a {inner} d</cell></row></table>") == ["table: a ¶ b | c ¶ d"]


def test_an_empty_item_keeps_its_label() -> None:
    assert blocks('<list rend="1."><item n="1"/><item n="2">a</item></list>') == ["item(1.) p:", "item(2.) p: a"]


@pytest.mark.parametrize(
    ("marked", "reading", "diplomatic"),
    [
        ("<choice><sic>teh</sic><corr>the</corr></choice>", "p: the", "p: teh"),
        ("a<add>b</add>", "p: ab", "p: a[added: b]"),
        ("a<del>b</del>", "p: ab", "p: ab"),
    ],
)
def test_what_each_view_shows(marked: str, reading: str, diplomatic: str) -> None:
    assert blocks(f"<p>{marked}</p>") == [reading]
    assert blocks(f"<p>{marked}</p>", "diplomatic") == [diplomatic]
