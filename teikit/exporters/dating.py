"""Dates of a header as formats of the web want them: W3CDTF, EDTF, years, months and days."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from teikit.exporters.header import words
from teikit.exporters.walking import Element
from teikit.expressions import expression

# 1955, 1955-01, 1955-01-31, -0043-03-15, and a day with a time, which is left off
_DAY = expression(r"(?P<year>-?(?!0000)\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T\S*|Z|[+-]\d\d:\d\d)?")
_ATTRIBUTES = {
    "when": "when",
    "start": "from",
    "end": "to",
    "not_before": "notBefore",
    "not_after": "notAfter",
}


class Dating(NamedTuple):
    """A date: its words, and what the attributes say, each as year, month or day of the Gregorian calendar.

    `kind` says what happened then: created, sent, received, published, or the @type that the header gives. Att.datable,
    Guidelines chapter 14.4 (Dates and Times): `start` and `end` are @from and @to, a span that the matter fills;
    `not_before` and `not_after` are the bounds of a point that is not known. `certainty` is @cert.
    """

    kind: str = ""
    text: str = ""
    when: str = ""
    start: str = ""
    end: str = ""
    not_before: str = ""
    not_after: str = ""
    certainty: str = ""

    def __bool__(self) -> bool:
        return any(self[1:7])

    @property
    def known(self) -> bool:
        """Whether a normalised date is given."""
        return any(self[2:7])

    @property
    def bounds(self) -> tuple[str, str]:
        """The first and the last day, month or year that the date may be; empty where it is open."""
        if self.when:
            return self.when, self.when
        return self.start or self.not_before, self.end or self.not_after

    @property
    def is_span(self) -> bool:
        """Whether the matter went on from one end to the other."""
        return bool(self.start or self.end)

    @property
    def doubtful(self) -> bool:
        """Whether the header calls it less than certain."""
        return self.certainty in ("low", "medium", "unknown")

    @property
    def w3cdtf(self) -> str:
        """One day, month or year (W3C note on date and time formats); empty for a range."""
        first, last = self.bounds
        return first if first == last and not first.startswith("-") else ""

    @property
    def edtf(self) -> str:
        """Extended Date/Time Format (ISO 8601-2): levels 0 and 1, and level 2's `[a..b]` for a point between bounds."""
        first, last = self.bounds
        if not (first or last):
            return ""
        mark = "?" if self.doubtful else ""
        if first == last:
            return first + mark
        if self.is_span:
            return f"{first + mark if first else '..'}/{last + mark if last else '..'}"
        return f"[{first}..{last}]"

    @property
    def years(self) -> str:
        """The year, or the first and the last with a slash; empty where none is known."""
        return "/".join(dict.fromkeys(parts(bound)[0] for bound in self.bounds if bound))

    @property
    def reads(self) -> str:
        """The words, or else the normalised date."""
        return self.text or self.w3cdtf or "–".join(filter(None, self.bounds))


def dating(element: Element | None, kind: str = "") -> Dating:
    """The date in an element with dating attributes, plain or ISO, or one whose words are a year or an ISO date; may be false."""
    if element is None:
        return Dating(kind)
    text = words(element)
    said = {field: day(element.get(name) or element.get(f"{name}-iso") or "") for field, name in _ATTRIBUTES.items()}
    if not any(said.values()):
        said["when"] = day(text)
    return ordered(Dating(kind, text, certainty=element.get("cert", ""), **said))


def ordered(date: Dating) -> Dating:
    """The date with an empty interval for one that ends before it begins, since no format can say it."""
    first, last = date.bounds
    if first and last and not date.when and _before(last, first):
        return Dating(date.kind, date.text, certainty=date.certainty)
    return date


def day(stated: str) -> str:
    """A year, month or day of the calendar as stated, its time left off; empty for anything else.

    >>> day("1955-01-31T10:00:00Z"), day("1955-1"), day("1955-02-30"), day("--05-01")
    ('1955-01-31', '', '', '')
    """
    found = _DAY.fullmatch(stated.strip())
    if found is None:
        return ""
    year, month, number = found.group("year", "month", "day")
    # a leap year stands for those that Python does not count
    sure = int(year) if int(year) > 0 else 2000
    try:
        datetime.date(sure, int(month or 1), int(number or 1))
    except ValueError:
        return ""
    return "-".join(filter(None, (year, month, number)))


def parts(date: str) -> tuple[str, ...]:
    """Year, month and day of a normalised date, as many as it has.

    >>> parts("1955-01"), parts("-0043-03-15")
    (('1955', '01'), ('-0043', '03', '15'))
    """
    sign = "-" if date.startswith("-") else ""
    year, *rest = date.removeprefix("-").split("-")
    return (sign + year, *rest)


def _before(one: str, other: str) -> bool:
    pair = zip(parts(one), parts(other), strict=False)
    first, second = zip(*((int(left), int(right)) for left, right in pair), strict=True)
    return first < second
