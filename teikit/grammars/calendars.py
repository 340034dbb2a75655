"""Days, months and years: what is possible, how it is written, and calendars other than the Gregorian."""

from __future__ import annotations

from teikit.records import NamedTuple


class Moment(NamedTuple):
    """A day, a month or a year; what is not known is None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def possible(self) -> bool:
        """Whether the calendar has it; without a year, whether some year has it."""
        if self.month is None:
            return self.day is None
        if not 1 <= self.month <= 12:
            return False
        return self.day is None or 0 < self.day <= _length(self.year or _LEAP_YEAR, self.month)

    @property
    def iso(self) -> str:
        """As teidata.temporal.w3c has it; a bare day is `--08-20`, as the Guidelines show at att.datable.w3c."""
        year = f"{self.year:04d}" if self.year is not None else "-"
        if self.month is None:
            return year
        return f"{year}-{self.month:02d}" if self.day is None else f"{year}-{self.month:02d}-{self.day:02d}"

    def within(self, year: int | None) -> Moment:
        """The same in this year, if it has none of its own."""
        return self._replace(year=year) if self.year is None else self


_LEAP_YEAR = 2000
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _length(year: int, month: int) -> int:
    """How many days a month has."""
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + leap


class Era(NamedTuple):
    """A count of years: what to add for the Gregorian year, and the @xml:id of its calendar."""

    offset: int
    calendar: str


ERAS = {
    "juche": Era(1911, "juche"),
    "chuch'e": Era(1911, "juche"),
    "minguo": Era(1911, "minguo"),
    "minkuo": Era(1911, "minguo"),
    "dangi": Era(-2333, "dangi"),
    "tangi": Era(-2333, "dangi"),
    "meiji": Era(1867, "japanese"),
    "taisho": Era(1911, "japanese"),
    "taishō": Era(1911, "japanese"),
    "showa": Era(1925, "japanese"),
    "shōwa": Era(1925, "japanese"),
    "heisei": Era(1988, "japanese"),
}


def full_year(two_digits: int, near: int | None = None) -> int:
    """The year that two digits stand for: the nearest to `near`, else one of the twentieth century."""
    if near is None:
        return 1900 + two_digits
    century = near - near % 100
    return min((century + shift + two_digits for shift in (-100, 0, 100)), key=lambda year: abs(year - near))


def same_day(old: Moment, new: Moment) -> bool:
    """Whether these are one day in the Julian and the Gregorian calendar (25 October and 7 November 1917)."""
    if old.year is None or old.day is None or new.day is None or not (old.possible and new.possible):
        return False
    past = old.year - (old.month in (1, 2))  # the lag grows behind a 29 February that only the Julian calendar has
    lag = past // 100 - past // 400 - 2
    return _number(new.within(old.year)) - _number(old) == lag > 0


def consecutive(first: Moment, last: Moment) -> bool:
    """Whether the second follows the first without a gap."""
    if first.day is None or last.day is None:
        return first.day is last.day and _months(last) - _months(first) == 1
    if first.month == last.month:
        return last.day - first.day == 1
    return _number(last) - _number(first) == 1


def _number(moment: Moment) -> int:
    """The number of a day, counted from the first of the Gregorian calendar; datetime takes a millisecond of each start."""
    year, month = moment.year or _LEAP_YEAR, moment.month or 1
    past = year - 1
    days_of_years = 365 * past + past // 4 - past // 100 + past // 400
    return days_of_years + sum(_length(year, each) for each in range(1, month)) + (moment.day or 1)


def _months(moment: Moment) -> int:
    return (moment.year or 0) * 12 + (moment.month or 0)
