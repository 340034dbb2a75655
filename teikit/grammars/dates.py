"""Dates in a text: where they stand and the days they mean."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from teikit.expressions import expression
from teikit.grammars.calendars import Moment, consecutive, same_day
from teikit.grammars.date_readings import OLD_AND_NEW, Context, Reading, least
from teikit.grammars.date_shapes import readings
from teikit.grammars.date_words import Window, abbreviated, windows
from teikit.grammars.vocabulary import Vocabulary, alternation
from teikit.records import NamedTuple


class DateMatch(NamedTuple):
    """A date and its range in the text.

    `attributes` are TEI's: @when, or @from and @to, or @notBefore and @notAfter, and @calendar; empty where the
    calendar has no such day. `complete` says that the day is named, `rule` which shape was met.
    """

    start: int
    end: int
    attributes: dict[str, str]
    certainty: str
    complete: bool
    rule: str


def dates(
    text: str, vocabulary: Vocabulary, *, order: str | None = None, year: int | None = None, years: bool = False
) -> list[DateMatch]:
    """The dates of a text, in order and without overlap.

    `order` ("dmy", "mdy") decides `10/11/55`, which else gets @notBefore and @notAfter. `year` is the document's: it
    gives the century to two digits and the year to a bare day; without it that is `--08-20`, as TEI has it. `years`
    finds a year that stands alone too. A time of day, a weekday and brackets around the date are not part of it.
    """
    context = Context(order, year)
    found: list[DateMatch] = []
    for window in windows(text, vocabulary, lone=years):
        if len(window.values) > 2 or years:
            met = _joined(list(readings(window, context)), window)
            met = sorted([*met, *_bare_years(window, met)]) if years else met
            found.extend(_date(text, vocabulary, window, reading, context) for reading in met)
    return found


def order_of(text: str, vocabulary: Vocabulary) -> str | None:
    """Whether day or month comes first in this document's figures, told from dates that can only be read one way."""
    rules = [date.rule for date in dates(text, vocabulary)]
    day_first, month_first = rules.count("numeric-dmy"), rules.count("numeric-mdy")
    if day_first == month_first:
        return None
    return "dmy" if day_first > month_first else "mdy"


def whole_date(
    text: str, vocabulary: Vocabulary, *, order: str | None = None, year: int | None = None, years: bool = False
) -> DateMatch | None:
    """The date, if the text is nothing else: a weekday, a time, brackets around it and a full stop do not count."""
    if len(text) > LONGEST_DATE and len(text.strip()) > LONGEST_DATE:
        return None
    return _whole(text, vocabulary, order, year, years)


@lru_cache(maxsize=512)  # frame, titles and header ask of the same lines
def _whole(text: str, vocabulary: Vocabulary, order: str | None, year: int | None, years: bool) -> DateMatch | None:
    found = dates(text, vocabulary, order=order, year=year, years=years)
    if len(found) != 1:
        return None
    before, after = _surroundings(vocabulary)
    whole = before.fullmatch(text, 0, found[0].start) and after.fullmatch(text, found[0].end)
    return found[0] if whole else None


LONGEST_DATE = 120  # with its weekday, time and brackets


def _joined(found: list[Reading], window: Window) -> list[Reading]:
    """Two dates that bound a period are one; a date that is followed by another takes over its year."""
    joined: list[Reading] = []
    for reading in reversed(found):
        following = joined[-1] if joined else None
        joint = window.signs[reading.end : following.start] if following else ""
        if following and (period := _period(reading, following, joint)):
            joined[-1] = period
        elif not reading.open:
            inherits = following and SERIES.fullmatch(joint) and reading.first.year is None and not reading.calendar
            joined.append(_with_year(reading, following.first.year) if following and inherits else reading)
    return joined[::-1]


PERIOD = expression(r"_?-_?|_t_(?:l_)?")
SERIES = expression(r",_|,?_[av]_(?:l_)?")


def _period(begin: Reading, end: Reading, joint: str) -> Reading | None:
    """The period between two dates, or the one day of a double date."""
    if begin.last or end.last:
        return None
    first, last = _bounds(begin.first, end.first)
    whole = end._replace(start=begin.start, first=first, last=last, certainty=least(begin.certainty, end.certainty))
    if joint == "/" and same_day(first, last):
        return whole._replace(first=last, last=None, certainty="medium", calendar=OLD_AND_NEW)
    if not (first.possible and last.possible) or _order(first) >= _order(last):
        return None
    if PERIOD.fullmatch(joint) or (begin.open and consecutive(first, last)):
        return whole
    return whole._replace(between=True, certainty=least("medium", whole.certainty)) if begin.open else None


def _bounds(first: Moment, last: Moment) -> tuple[Moment, Moment]:
    """Both with their year: December to January 1956 begins the year before."""
    last = last.within(first.year)
    if first.year is None and last.year is not None:
        turn = (first.month or 0) > (last.month or 0)
        first = first.within(last.year - turn)
    return first, last


def _order(moment: Moment) -> tuple[int, int, int]:
    return (moment.year or 0, moment.month or 0, moment.day or 0)


def _with_year(reading: Reading, year: int | None) -> Reading:
    if year is None:
        return reading
    last = reading.last and reading.last.within(year)
    return reading._replace(first=reading.first.within(year), last=last, certainty=least("medium", reading.certainty))


def _bare_years(window: Window, found: list[Reading]) -> list[Reading]:
    taken = {index for reading in found for index in range(reading.start, reading.end)}
    return [
        Reading(index, index + 1, "year", Moment(value), certainty="medium")
        for index, value in enumerate(window.values)
        if window.signs[index] == "y" and index not in taken and not _in_number(window.signs, index)
    ]


def _in_number(signs: str, index: int) -> bool:
    around = signs[max(index - 1, 0) : index] + signs[index + 1 : index + 3]
    return bool(re.match(r"[./-]|.?[./,-][neNhxzy]", around))


def _date(text: str, vocabulary: Vocabulary, window: Window, reading: Reading, context: Context) -> DateMatch:
    if reading.first.year is None and reading.first.month is not None and context.year is not None:
        reading = _with_year(reading, context.year)
    attributes = _attributes(reading)
    certainty = reading.certainty if attributes else "low"
    start, end = window.bounds[reading.start], _end(text, vocabulary, window, reading)
    return DateMatch(start, end, attributes, certainty, reading.first.day is not None, reading.rule)


def _end(text: str, vocabulary: Vocabulary, window: Window, reading: Reading) -> int:
    """A full stop at the end belongs to an abbreviated month only."""
    end = window.bounds[reading.end]
    if window.signs[reading.end - 1] != ".":
        return end
    word_start, word_end = window.bounds[reading.end - 2 : reading.end]
    return end if abbreviated(text[word_start:word_end], vocabulary) else word_end


def _attributes(reading: Reading) -> dict[str, str]:
    first, last = reading.first, reading.last
    if not first.possible or (last and not last.possible):
        return {}
    if not last:
        attributes = {"when": first.iso}
    elif reading.between:
        attributes = {"notBefore": first.iso, "notAfter": last.iso}
    else:
        attributes = {"from": first.iso, "to": last.iso}
    if reading.calendar:
        attributes["calendar"] = " ".join(f"#{name}" for name in reading.calendar.split())
    return attributes


@cache
def _surroundings(vocabulary: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand before and after a date that stands alone."""
    times = alternation(vocabulary.times)
    clock = rf"(?:at\s+)?[0-9]{{1,2}}(?:[:.h][0-9]{{2}})?\s*(?:{times}\s*)?|{times}\s*"
    quotes, dashes = '“”"', "–—-"
    days, openers = alternation(vocabulary.weekdays), alternation(vocabulary.date_openers)
    before = rf"""(?ix) [\s(\[{quotes}*{dashes}]* (?:(?:{clock})[,\s]*)? (?:{days}[.,]*\s*)?
                  (?:{openers}[:\s]*)? (?:{days}[.,]*\s*)? [(\[{quotes}]*"""
    after = rf"""(?ix) [\s,]* (?:[(]?{days}[)]?[.,]*\s*)? (?:{clock})? [\s)\]{quotes}.,:;*!{dashes}]*"""
    return expression(before), expression(after)
