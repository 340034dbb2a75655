"""Which days there are, and which follow each other, is what the Gregorian calendar says."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teikit.grammars.calendars import Moment, consecutive, same_day


@given(st.integers(1, 9999), st.integers(-1, 14), st.integers(-1, 33))
def test_a_day_is_possible_if_its_month_has_it(year: int, month: int, day: int) -> None:
    there = 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    assert Moment(year, month, day).possible is there


@pytest.mark.parametrize(("day", "possible"), [(29, True), (30, False)])
def test_without_a_year_february_may_be_long(day: int, possible: bool) -> None:
    assert Moment(None, 2, day).possible is possible


@given(st.dates(min_value=date(1, 1, 1), max_value=date(9990, 1, 1)), st.integers(0, 40))
def test_days_are_consecutive_if_one_lies_between(first: date, later: int) -> None:
    last = first + timedelta(later)
    assert consecutive(Moment(*first.timetuple()[:3]), Moment(*last.timetuple()[:3])) is (later == 1)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ((1917, 10, 25), (1917, 11, 7), True),
        ((1900, 2, 1), (1900, 2, 13), True),
        ((1900, 3, 1), (1900, 3, 14), True),
        ((1917, 10, 25), (1917, 11, 8), False),
        ((1899, 12, 31), (1900, 1, 12), True),
    ],
)
def test_a_day_of_the_julian_calendar_is_a_day_of_the_gregorian(
    old: tuple[int, int, int], new: tuple[int, int, int], same: bool
) -> None:
    assert same_day(Moment(*old), Moment(*new)) is same
