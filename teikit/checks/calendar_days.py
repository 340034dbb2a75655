"""The days that TEI's attributes of dating name, as the first and the last of them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

from lxml import etree

from teikit.expressions import expression

Day = tuple[int, int, int]  # year, month, day; years before the era are negative, so tuples compare

# xsd:date, gYearMonth, gYear and dateTime: 1961-08-14, 1961-08, 1961, -0044-03-15, 1961-08-14T12:00:00
_ISO = expression(r"(-?\d{4,})(?:-(\d\d)(?:-(\d\d)(?:T[\d:.]+)?)?)?(?:Z|[+-]\d\d:\d\d)?")
# Great Britain began its year on 25 March until 1752
_ENGLISH_YEAR = 1752
_GREGORIAN, _LAST_JULIAN = 1582, 1930
_LAG = range(10, 14)  # days between the Julian and the Gregorian calendar in those years


class Span(NamedTuple):
    """The first and the last day that a date may mean."""

    first: Day
    last: Day

    def meets(self, other: Span) -> bool:
        return self.first <= other.last and other.first <= self.last

    def may_be(self, other: Span) -> bool:
        """Whether both may be one day: the same, or one of them of the Old Style."""
        return self.meets(other) or self._in_old_style(other) or self._in_english_year(other)

    def _in_old_style(self, other: Span) -> bool:
        days = [_ordinal(each) for each in (self.first, other.first)]
        years = (self.first[0], other.first[0])
        if None in days or not all(_GREGORIAN <= year <= _LAST_JULIAN for year in years):
            return False
        return abs((days[0] or 0) - (days[1] or 0)) in _LAG

    def _in_english_year(self, other: Span) -> bool:
        (year, *day), (other_year, *other_day) = self.first, other.first
        spring = year <= _ENGLISH_YEAR and day <= [3, 25]
        return spring and abs(year - other_year) == 1 and day == other_day


def span(value: str) -> Span | None:
    """The days of a value of @when; None for what is no date of a known year, or a day that is not."""
    parts = _ISO.fullmatch(value.strip())
    if parts is None or not is_possible(value):
        return None
    year, month, day = int(parts[1]), int(parts[2] or 0), int(parts[3] or 0)
    if not month:
        return Span((year, 1, 1), (year, 12, 31))
    return Span((year, month, day or 1), (year, month, day or _length(year, month)))


def is_possible(value: str) -> bool:
    """False for a month or a day that no calendar has; true for all that is not written as a date."""
    parts = _ISO.fullmatch(value.strip())
    if parts is None or parts[2] is None:
        return True
    year, month = int(parts[1]), int(parts[2])
    return 1 <= month <= 12 and (parts[3] is None or 1 <= int(parts[3]) <= _length(year, month))


def month_length(value: str) -> int | None:
    """How many days the month of a date has; None where the month is the fault."""
    parts = _ISO.fullmatch(value.strip())
    return _length(int(parts[1]), int(parts[2])) if parts and parts[2] and 1 <= int(parts[2]) <= 12 else None


def dated(element: etree._Element) -> Span | None:
    """The days that the attributes of an element allow; None where they say nothing, or contradict each other."""
    when = span(element.get("when", ""))
    if when:
        return when
    lower = [each.first for name in ("from", "notBefore") if (each := span(element.get(name, "")))]
    upper = [each.last for name in ("to", "notAfter") if (each := span(element.get(name, "")))]
    if not lower and not upper:
        return None
    whole = Span(min(lower, default=(-9999, 1, 1)), max(upper, default=(9999, 12, 31)))
    return whole if whole.first <= whole.last else None


def _length(year: int, month: int) -> int:
    return monthrange(year if 0 < year < 9999 else 2000, month)[1]


def _ordinal(day: Day) -> int | None:
    try:
        return date(*day).toordinal()
    except ValueError:
        return None
