"""What the shapes of dates say: the days, the month and the year of a match, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from teikit.expressions import expression
from teikit.grammars.calendars import ERAS, Moment, full_year, same_day
from teikit.grammars.date_words import Window
from teikit.records import NamedTuple

LEVELS = ("low", "medium", "high")


class Context(NamedTuple):
    """What is known of the document: whether its day or its month comes first, and its year."""

    order: str | None = None
    year: int | None = None


class Reading(NamedTuple):
    """What a stretch of tokens says: a moment, a period from first to last, or (`between`) some time in it."""

    start: int
    end: int
    rule: str
    first: Moment
    last: Moment | None = None
    between: bool = False
    certainty: str = "high"
    calendar: str | None = None
    open: bool = False
    """Whether it is a date only as the beginning of a period."""


def least(*certainties: str) -> str:
    """The lowest of these certainties."""
    return LEVELS[min(map(LEVELS.index, certainties))]


class Match(NamedTuple):
    """A shape that was met, with what is needed to read it."""

    signs: re.Match[str]
    window: Window
    context: Context
    rule: str

    @property
    def end(self) -> int:
        """The token after the last. What a slash ties to the year belongs to it only as the next year (1731/2)."""
        single = "y/" in (self.signs["year"] or "") and not _year(self).calendar
        return self.signs.end() - 2 if single else self.signs.end()

    def value(self, group: str) -> int:
        """The value of the number or month in a group."""
        return self.window.values[self.numbers(group)[0]]

    def numbers(self, group: str) -> list[int]:
        """The positions of the tokens in a group that are numbers or months."""
        start, end = self.signs.span(group)
        return [index for index in range(start, end) if self.window.signs[index] in "neNhoyzMR"]


class Days(NamedTuple):
    """The days that a shape counts up, from the token at `start` to the one before `end`."""

    start: int
    end: int
    values: list[int]
    joints: list[str]
    """The signs between them."""

    @property
    def period(self) -> bool:
        """Whether they are days that follow each other, or the two ends of a stretch of time."""
        bounds = len(self.values) == 2 and self.joints[0].strip("_.l") in RANGES
        return bounds or all(b - a == 1 for a, b in pairwise(self.values))


RANGES = ("-", "t")
OLD_AND_NEW = "julian gregorian"


def _days(match: Match, keep_first: bool) -> Days:
    """The days of a match. A number out of order is not one of them: what follows it is kept, or what precedes."""
    values, found = match.window.values, match.numbers("days")
    if keep_first:
        found = _rising(found, lambda a, b: values[a] < values[b])
    elif len(found) > 1:
        found = _rising(found[::-1], lambda b, a: values[a] < values[b])[::-1]
    days = _stretch(match.window, found)
    if any(set(joint) <= set(",_.") for joint in days.joints) and "a" not in "".join(days.joints) and not days.period:
        # a list by commas alone may be of anything
        return _stretch(match.window, found[:1] if keep_first else found[-1:])
    return days


def _stretch(window: Window, found: list[int]) -> Days:
    signs = window.signs
    joints = [signs[a + 1 : b].replace('"', "") for a, b in pairwise(found)]
    values = [window.values[index] for index in found]
    return Days(_quoted(signs, found[0], -1), _quoted(signs, found[-1], 1) + 1, values, joints)


def _rising(indexes: list[int], follows: Callable[[int, int], bool]) -> list[int]:
    kept = indexes[:1]
    for index in indexes[1:]:
        if not follows(kept[-1], index):
            break
        kept.append(index)
    return kept


def _quoted(signs: str, index: int, step: int) -> int:
    """The token, or the quotation mark on its side if it stands between two."""
    between = 0 < index < len(signs) - 1 and signs[index - 1] == signs[index + 1] == '"'
    return index + step if between else index


class Year(NamedTuple):
    """A year as the text gives it."""

    value: int | None = None
    certainty: str = "high"
    calendar: str | None = None


NO_YEAR = Year()


def _year(match: Match) -> Year:
    """What the group `year` says; nothing where it is empty."""
    signs = match.signs["year"]
    if signs is None:
        return NO_YEAR
    tokens = [match.window.values[index] for index in match.numbers("year")]
    if "J" in signs:
        return _era_year(match, tokens)
    if "/" in signs:
        doubled = tokens[1] in ((tokens[0] + 1) % 10, (tokens[0] + 1) % 100)
        return Year(tokens[0] + doubled, "medium" if doubled else "high", "julian" if doubled else None)
    if "y" in signs:
        return Year(tokens[0])
    near = match.context.year
    return Year(full_year(tokens[0], near), "low" if near is None else "medium")


def _era_year(match: Match, tokens: list[int]) -> Year:
    """An era's year; the Gregorian one that stands beside it wins, and what disagrees is doubtful."""
    start = match.signs.start("year")
    era = list(ERAS.values())[match.window.values[start]]
    counted = tokens[0] + era.offset
    stated = tokens[1] if len(tokens) > 1 else counted
    return Year(stated, "high" if stated == counted else "low", era.calendar)


def _named(match: Match, month_first: bool) -> Reading | None:
    """Days and the name of a month, a year or none."""
    days = _days(match, keep_first=month_first)
    year = _year(match)
    cut = month_first and days.end < match.signs.end("days")
    start = match.signs.start() if month_first else days.start
    if cut:
        year, end = _cut_year(match, days)
        return _counted(match, days, match.value("month"), year, start, end)
    return _counted(match, days, match.value("month"), year, start, match.end)


def _cut_year(match: Match, days: Days) -> tuple[Year, int]:
    """The year that a stroke ties to the day, as in Dec. 14/06, where it cannot be another day; else none. And the end."""
    rest = match.signs.string[days.end : match.signs.end()]
    if not _YEAR_BEHIND_STROKE.fullmatch(rest) or match.signs["year"] is not None:
        return NO_YEAR, days.end
    near = match.context.year
    value = full_year(match.window.values[match.signs.end() - 1], near)
    return Year(value, "low" if near is None else "medium"), match.signs.end()


_YEAR_BEHIND_STROKE = expression(r"_?/_?[ne]")


def _counted(match: Match, days: Days, month: int, year: Year, start: int, end: int) -> Reading | None:
    first = Moment(year.value, month, days.values[0])
    reading = Reading(start, end, match.rule, first, certainty=year.certainty, calendar=year.calendar)
    if len(days.values) == 1:
        return reading
    last = Moment(year.value, month, days.values[-1])
    doubtful = least("medium", year.certainty)
    if days.joints[0].strip("_(") in ("", "/") and same_day(first.within(match.context.year), last):
        return reading._replace(first=last, certainty=doubtful, calendar=OLD_AND_NEW)
    if "v" in "".join(days.joints) or not days.period:
        return reading._replace(last=last, between=True, certainty=doubtful)
    spaced = "_-_" in days.joints
    return reading._replace(last=last, certainty=doubtful if spaced else year.certainty)


def day_month(match: Match) -> Reading | None:
    return _named(match, month_first=False)


def month_day(match: Match) -> Reading | None:
    return _named(match, month_first=True)


def year_month_day(match: Match) -> Reading | None:
    moment = Moment(match.value("year"), match.value("month"), match.value("days"))
    plausible = 1 <= moment.month <= 12 and 1 <= moment.day <= 31 if moment.month and moment.day else False
    return Reading(*match.signs.span(), match.rule, moment) if plausible else None


def month_year(match: Match) -> Reading | None:
    year = _year(match)
    moment = Moment(year.value, match.value("month"))
    return Reading(match.signs.start(), match.end, match.rule, moment, certainty=year.certainty, calendar=year.calendar)


def era(match: Match) -> Reading | None:
    start, end = match.signs.span()
    year = _year(match)
    return Reading(start, end, match.rule, Moment(year.value), certainty=year.certainty, calendar=year.calendar)


def roman(match: Match) -> Reading | None:
    days = _days(match, keep_first=False)
    return _counted(match, days, match.value("month"), _year(match), days.start, match.signs.end())


def numeric(match: Match) -> Reading | None:
    """Day, month and year in figures. Dots, and a dash before the year, say that the day comes first."""
    year = _year(match)
    before, after = match.signs["separator"].strip("_"), match.signs["before_year"].strip("_")
    if not year.value or not _plausible(match, year.value) or (before != after != "-"):
        return None
    days, second = _days(match, keep_first=False), match.value("month")
    if len(days.values) > 1:
        return _counted(match, days, second, year, days.start, match.signs.end()) if second <= 12 else None
    first = days.values[0]
    day_first = Moment(year.value, second, first)
    reading = Reading(days.start, match.signs.end(), match.rule, day_first, certainty=year.certainty)
    american = reading._replace(first=Moment(year.value, first, second))
    if first > 12 or second > 12:
        return _decided(first, second, reading, american)
    if first == second or match.context.order == "dmy":
        return reading if first == second else _doubted(reading)
    if match.context.order == "mdy":
        return _doubted(american)
    if before == "." or before != after:
        return _doubted(reading)
    either = sorted((reading.first, american.first))
    return reading._replace(rule="numeric-unsure", first=either[0], last=either[1], between=True, certainty="low")


def _decided(first: int, second: int, reading: Reading, american: Reading) -> Reading | None:
    """One of the two numbers is too great for a month."""
    if second <= 12:
        return reading._replace(rule="numeric-dmy")
    return american._replace(rule="numeric-mdy") if first <= 12 else None


def _doubted(reading: Reading) -> Reading:
    return reading._replace(certainty=least("medium", reading.certainty))


def _plausible(match: Match, year: int) -> bool:
    """Whether three figures are a date: `3.2.12` is a section, unless the document is of about that year."""
    if "y" in match.signs["year"] or match.value("year") > 31 or match.value("year") == 0:
        return True
    near = match.context.year
    return match.context.order is not None if near is None else abs(year - near) <= 30


def day_month_open(match: Match) -> Reading | None:
    month = match.value("month")
    moment = Moment(None, month, match.value("days"))
    return Reading(*match.signs.span(), match.rule, moment, open=True) if moment.possible else None


def month_open(match: Match) -> Reading | None:
    return Reading(*match.signs.span(), match.rule, Moment(None, match.value("month")), open=True)
