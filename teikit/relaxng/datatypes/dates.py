"""Dates, times and durations of XML Schema: they have to exist, and are ordered only where time zones allow it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple, cast

from teikit.relaxng.datatypes.datatype import Namespaces, Parse, compiled

_YEAR = r"(?P<year>-?(?:[1-9][0-9]{4,}|[0-9]{4}))"
_MONTH = r"(?P<month>0[1-9]|1[0-2])"
_DAY = r"(?P<day>0[1-9]|[12][0-9]|3[01])"
_TIME = r"(?P<hour>[01][0-9]|2[0-4]):(?P<minute>[0-5][0-9]):(?P<second>[0-5][0-9](?:\.[0-9]+)?)"
_ZONE = r"(?P<zone>Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"

_SHAPES = {
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}",  # 1955-05-13T12:30:00+03:00
    "date": f"{_YEAR}-{_MONTH}-{_DAY}",  # 1955-05-13
    "time": _TIME,  # 12:30:00
    "gYearMonth": f"{_YEAR}-{_MONTH}",  # 1955-05
    "gYear": _YEAR,  # 1955
    "gMonthDay": f"--{_MONTH}-{_DAY}",  # --05-13
    "gMonth": f"--{_MONTH}",  # --05
    "gDay": f"---{_DAY}",  # ---13
}
_DURATION = (  # -P1Y2M3DT4H5M6.7S
    r"(?P<sign>-)?P(?=.)(?:(?P<years>[0-9]+)Y)?(?:(?P<months>[0-9]+)M)?(?:(?P<days>[0-9]+)D)?"
    r"(?:T(?=.)(?:(?P<hours>[0-9]+)H)?(?:(?P<minutes>[0-9]+)M)?(?:(?P<seconds>[0-9]+(?:\.[0-9]+)?)S)?)?"
)
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_HOUR = 3600
_FULL_DAY = 24 * _HOUR
_WIDEST_ZONE = 14 * _HOUR
_LEAP_YEAR = 1972  # stands in where a value has no year, so that --02-29 exists


class Moment(NamedTuple):
    """Seconds on one time line; in UTC if the text had a time zone."""

    seconds: Decimal
    zoned: bool


class Duration(NamedTuple):
    months: int
    seconds: Decimal


def moment(kind: str) -> Parse:
    """The parser of one of the eight kinds of date and time."""

    def parse(text: str, _: Namespaces) -> object:
        found = compiled(_SHAPES[kind] + _ZONE).fullmatch(text)
        return _moment(found.groupdict()) if found else None

    return parse


def _moment(parts: dict[str, str | None]) -> Moment | None:
    year = int(parts.get("year") or _LEAP_YEAR)
    if year == 0:
        return None
    year += year < 0  # there is no year 0: 1 BC is -0001
    month, day = int(parts.get("month") or 1), int(parts.get("day") or 1)
    if day > _DAYS[month - 1] + (month == 2 and _is_leap(year)):
        return None
    hour, minute = int(parts.get("hour") or 0), int(parts.get("minute") or 0)
    second = Decimal(parts.get("second") or 0)
    if hour == 24 and (minute or second):
        return None
    zone = parts["zone"]
    return Moment(
        _day_number(year, month, day) * _FULL_DAY + hour * _HOUR + minute * 60 + second - _offset(zone),
        zone is not None,
    )


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _day_number(year: int, month: int, day: int) -> int:
    before = year - 1
    leap_days = before // 4 - before // 100 + before // 400
    return before * 365 + leap_days + sum(_DAYS[: month - 1]) + (month > 2 and _is_leap(year)) + day


def _offset(zone: str | None) -> int:
    if zone is None or zone == "Z":
        return 0
    seconds = int(zone[1:3]) * _HOUR + int(zone[4:6]) * 60
    return -seconds if zone[0] == "-" else seconds


def order_moments(one: object, other: object) -> int | None:
    """Without a time zone on both sides or none, an order exists only beyond 14 hours."""
    left, right = cast(Moment, one), cast(Moment, other)
    distance = left.seconds - right.seconds
    if left.zoned != right.zoned and abs(distance) <= _WIDEST_ZONE:
        return None
    return (distance > 0) - (distance < 0)


def duration(text: str, _: Namespaces) -> object:
    found = compiled(_DURATION).fullmatch(text)
    if not found:
        return None
    part: Callable[[str], int] = lambda name: int(found[name] or 0)  # noqa: E731
    months = part("years") * 12 + part("months")
    seconds = part("days") * _FULL_DAY + part("hours") * _HOUR + part("minutes") * 60 + Decimal(found["seconds"] or 0)
    return Duration(-months, -seconds) if found["sign"] else Duration(months, seconds)


def order_durations(one: object, other: object) -> int | None:
    """Months differ in length: an order exists where it is the same from four dates (XML Schema, 3.2.6.2)."""
    left, right = cast(Duration, one), cast(Duration, other)
    orders = set()
    for year, month in ((1696, 9), (1697, 2), (1903, 3), (1903, 7)):
        first, second = _after(year, month, left), _after(year, month, right)
        orders.add((first > second) - (first < second))
    return orders.pop() if len(orders) == 1 else None


def _after(year: int, month: int, length: Duration) -> Decimal:
    years, months = divmod(month - 1 + length.months, 12)
    return _day_number(year + years, months + 1, 1) * _FULL_DAY + length.seconds
