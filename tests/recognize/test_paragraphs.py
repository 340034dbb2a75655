"""Paragraphs that a page turn cut in two."""

from __future__ import annotations

from recognize.recognized import PROSE, between, findings

BROKEN = "The ropes of the new boats had been cut one after the other in the night before the great storm by a"


def test_a_paragraph_that_breaks_off_goes_on_behind_the_blank_line() -> None:
    text = f"{BROKEN}\n\nman from the north."
    assert between(text) == f'<p>{BROKEN}<pb cert="medium"/> man from the north.</p>'
    assert findings(f"{PROSE}\n\n{text}") == [("TK105", 3)]


def test_a_page_mark_does_not_end_the_paragraph() -> None:
    assert between(f"{BROKEN}\n\n[page 3]\n\nman from the north.") == f'<p>{BROKEN} <pb n="3"/>man from the north.</p>'


def test_a_complete_sentence_ends_its_paragraph() -> None:
    assert between("The ropes were cut.\n\nman overboard.") == "<p>The ropes were cut.</p><p>man overboard.</p>"


def test_a_capital_begins_a_paragraph() -> None:
    assert between(f"{BROKEN}\n\nMan from the north.") == f"<p>{BROKEN}</p><p>Man from the north.</p>"
