"""Tables as they are typed: tabs, upright strokes, wide blanks."""

from __future__ import annotations

import re

import pytest

from teikit import convert

ABOVE = "The harvest was weighed in June and in the autumn, and the figures of both years were sent to the board as follows."


def rows(typed: str) -> list[list[str]]:
    """The cells of the table that a transcript with these lines makes."""
    made = convert(f"{ABOVE}\n\n{typed}\n\nThe rest was sold.").to_bytes().decode()
    return [re.findall(r"<cell>(.*?)</cell>", row, re.S) for row in re.findall(r"<row.*?</row>", made, re.S)]


@pytest.mark.parametrize(
    "typed",
    [
        "Year\tRye\n1931\t140",
        "| Year | Rye |\n|------|-----|\n| 1931 | 140 |",
        "Year | Rye\n1931 | 140",
    ],
)
def test_tabs_and_strokes_part_cells(typed: str) -> None:
    assert rows(typed) == [["Year", "Rye"], ["1931", "140"]]


def test_wide_blanks_part_cells_where_three_lines_agree() -> None:
    assert rows("Wheat     20 tons\nBarley    7 tons\nHops      1 ton") == [
        ["Wheat", "20 tons"],
        ["Barley", "7 tons"],
        ["Hops", "1 ton"],
    ]


@pytest.mark.parametrize(
    "typed", ["Wheat     20 tons\nBarley    7 tons", "Wheat | 20\nBarley", "one\ttwo\nthree\tfour\tfive"]
)
def test_lines_that_do_not_agree_are_no_table(typed: str) -> None:
    assert rows(typed) == []


def test_a_line_of_strokes_makes_the_row_above_it_one_of_labels() -> None:
    made = convert(f"{ABOVE}\n\nYear | Rye\n---|---\n1931 | 140\n\nThe rest was sold.").to_bytes().decode()
    assert '<row role="label">' in made
