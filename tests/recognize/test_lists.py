"""Lists with labels of every shape, and without any."""

from __future__ import annotations

import re

import pytest
from recognize.recognized import between, findings


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [("1.", "2.", "numbered"), ("1)", "2)", "numbered"), ("a)", "b)", "lettered"), ("I.", "II.", "numbered")],
)
def test_labels_that_count_up_make_a_list(first: str, second: str, kind: str) -> None:
    n, m = first.rstrip(".)"), second.rstrip(".)")
    assert between(f"{first} ropes\n{second} nets") == (
        f'<list type="{kind}" rend="{first}"><item n="{n}">ropes</item><item n="{m}">nets</item></list>'
    )


def test_dashes_make_a_list() -> None:
    assert between("- ropes\n- nets") == '<list type="dashed" rend="-"><item>ropes</item><item>nets</item></list>'


def test_blank_lines_between_items_do_not_part_a_list() -> None:
    assert between("1. ropes\n\n2. nets") == between("1. ropes\n2. nets")


def test_a_list_that_an_export_renumbered_keeps_its_numbers() -> None:
    assert between("1. ropes\n1. nets") == (
        '<list type="numbered" rend="1."><item n="1">ropes</item><item n="1">nets</item></list>'
    )


def test_a_lone_number_numbers_its_paragraph() -> None:
    assert between("1. ropes") == '<p n="1">1. ropes</p>'


def test_paragraphs_that_end_in_semicolons_after_a_colon_are_items() -> None:
    text = "We need:\n\nropes;\n\nnets;\n\noars."
    items = "<item>ropes;</item><item>nets;</item><item>oars.</item>"
    assert between(text) == f'<p>We need:</p><list type="unmarked" cert="medium">{items}</list>'
    assert ("TK106", 3) in findings(text)


def test_a_row_of_another_shape_behind_a_colon_is_a_list_within_the_item() -> None:
    made = between("1. bring\n2. leave:\na) ropes;\nb) nets.\n3. go")
    assert re.sub(' cert="medium"', "", made) == (
        '<list type="numbered" rend="1."><item n="1">bring</item><item n="2">leave: <list type="lettered" rend="a)">'
        '<item n="a">ropes;</item><item n="b">nets.</item></list></item><item n="3">go</item></list>'
    )


def test_long_paragraphs_behind_a_colon_stay_beside_the_one_that_leads_to_them() -> None:
    long = "He goes to the harbour and looks for the ropes. " * 5
    made = between(f"2. {long}\n\n3. Consider:\n\na) {long}\n\nb) {long}\n\n4. {long}")
    assert re.findall(r"<(/?)p\b", made) == ["", "/"] * 5


def test_paragraph_signs_number_paragraphs() -> None:
    assert between("§ 1. He goes.\n\n§ 2. He stays.") == '<p n="1">§ 1. He goes.</p><p n="2">§ 2. He stays.</p>'
