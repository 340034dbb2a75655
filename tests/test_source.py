"""The source: lines, places, and the characters XML forbids."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from teikit.diagnostics import Location
from teikit.source import Line, Source, forbidden


def source(text: str) -> Source:
    return Source("letter.txt", text, "")


def test_a_line_has_no_white_space_at_either_side() -> None:
    assert source("  Dear\xa0\n\n\tfriend").lines == [Line(2, 6), Line(8, 8), Line(10, 16)]


@given(st.text(alphabet="ab \t\n\f\xa0", max_size=60))
def test_lines_hold_every_character_that_is_not_white_space(text: str) -> None:
    held = "".join(text[start:end] for start, end, _ in source(text).lines)
    assert "".join(held.split()) == "".join(text.split())


def test_a_place_counts_lines_and_columns_from_one() -> None:
    assert source("Dear\nfriend").place(5) == Location("letter.txt", 2, 1)


def test_a_range_over_two_lines_ends_in_the_second() -> None:
    assert source("Dear\nfriend").place(2, 8) == Location("letter.txt", 1, 3, 2, 4)


def test_a_changed_copy_keeps_its_places() -> None:
    changed = source("Dear\u2009\nfriend").with_text("Dear \nfriend")
    assert changed.place(6) == pickle.loads(pickle.dumps(changed)).place(6) == Location("letter.txt", 2, 1)


def test_forbidden_characters_are_found_as_ranges() -> None:
    assert forbidden("a\x01\x02b\x7f\ufffe") == [(1, 3), (5, 6)]


def test_a_form_feed_is_white_space_and_not_forbidden() -> None:
    assert forbidden("a\f\v\x1c\t\r\nb") == []
