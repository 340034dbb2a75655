"""Brackets that stand on lines of their own: stamps, notes by hand, remarks, gaps and page marks."""

from __future__ import annotations

import pytest
from recognize.recognized import above, between


def test_a_stamp_holds_its_dates() -> None:
    assert between("[stamp: Received 4 May 1950]") == (
        '<ab type="stamp"><stamp>Received <date when="1950-05-04">4 May 1950</date></stamp></ab>'
    )


def test_whose_stamp_it_is_stays_as_a_label() -> None:
    assert between("[Ministry of Ropes stamp: Received]") == (
        '<ab type="stamp"><stamp><note type="label">Ministry of Ropes</note> Received</stamp></ab>'
    )


def test_what_follows_the_bracket_on_its_line_is_not_the_stamps() -> None:
    assert above("[stamp: Received\n4 May 1950] № 12/a") == (
        '<opener><stamp>Received <lb/><date when="1950-05-04">4 May 1950</date></stamp>'
        ' <idno type="registration">№ 12/a</idno></opener>'
    )


@pytest.mark.parametrize(
    "typed", ["[handwritten: to the file]", "[handwritten:] to the file", "[handwritten] to the file"]
)
def test_a_label_of_handwriting_stands_within_or_before_its_text(typed: str) -> None:
    assert between(typed) == '<note type="handwritten" hand="#hand1">to the file</note>'


def test_the_label_says_where_the_hand_wrote() -> None:
    assert between("[handwritten in the left margin: yes]") == (
        '<note type="handwritten" place="left" hand="#hand1">yes</note>'
    )


def test_words_beside_the_quotation_are_the_editors() -> None:
    assert between('[handwritten: "yes" followed by illegible initials]') == (
        '<note type="handwritten" hand="#hand1">"yes" '
        '<note type="editorial" cert="medium">followed by illegible initials</note></note>'
    )


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("[…]", '<gap reason="editorial"/>'),
        ("[list of guests omitted]", '<gap reason="editorial"><desc>list of guests omitted</desc></gap>'),
        ("[page 2]", '<pb n="2"/>'),
        ("[page two]", '<pb n="2"/>'),
        ("[p. 5]", '<pb n="5"/>'),
        ("-7-", '<pb n="7" cert="medium"/>'),
        ("[Translator's note: a joke.]", '<note type="editorial">a joke.</note>'),
    ],
)
def test_what_stands_alone_is_no_paragraph(typed: str, made: str) -> None:
    assert between(typed) == made


def test_a_label_before_a_note_by_hand_reaches_to_the_next_bracket() -> None:
    made = above("[handwritten:] Discuss.\n[stamp: Ministry 4 May 1950]")
    assert made.startswith('<note type="handwritten" hand="#hand1">Discuss.</note><opener')


def test_a_stamp_reported_beside_a_grade_leaves_the_grade_one() -> None:
    assert '<seg type="classification">TOP SECRET</seg> <note type="editorial" cert="medium">stamp</note>' in above(
        "TOP SECRET [stamp]\nNo. 12"
    )
