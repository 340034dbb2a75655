"""What the text of a date says, where that is plain: one date and nothing else, in a language that teikit reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from teikit.checks.calendar_days import Span, span
from teikit.expressions import expression
from teikit.grammars.dates import LONGEST_DATE, whole_date
from teikit.grammars.vocabulary import vocabulary
from teikit.shipped import shipped_names
from teikit.tei import XML_LANG, local

_YEAR = expression(r"1[0-9]{3}|20[0-9]{2}")
# one end of a period is no whole date
_BOUND = expression(r"(?i)(?:from|since|until|till|to|von|vom|seit|ab|bis|du|depuis|jusqu)\b")
# 2.5.1961 is in May in these languages; in English it may be in February
_DAY_FIRST = (("de",), ("fr",))
_IN_FIGURES = expression(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}")
# what may stand in a date without making it less plain
_PLAIN = frozenset(("hi", "lb", "emph", "pb", "c", "w", "pc"))


class PlainDate(NamedTuple):
    """A date as typed and as TEI's attributes have it; a day without its year is `--08-14`."""

    text: str
    attributes: dict[str, str]

    def spans(self, around: Span) -> Iterator[Span]:
        """The days meant; of a day without its year, those in the years of another date."""
        when = self.attributes.get("when", "")
        begin, end = self.attributes.get("from", when), self.attributes.get("to", when)
        for year in {around.first[0], around.last[0]}:
            first, last = span(_within(begin, year)), span(_within(end, year))
            if first and last:
                yield Span(first.first, last.last)


def _within(value: str, year: int) -> str:
    """A day without its year in a year: `--08-14`."""
    return f"{year:04d}{value[1:]}" if value.startswith("--") else value


def plain_date(element: etree._Element) -> PlainDate | None:
    """The date that the text of an element is, if there is no doubt about it and it is of the Gregorian calendar."""
    if not is_plain(element):
        return None
    text = " ".join("".join(element.itertext()).split())
    if _YEAR.fullmatch(text):
        return PlainDate(text, {"when": text})
    languages = _languages(element)
    if not text or len(text) > LONGEST_DATE or not languages or not any(map(str.isdigit, text)) or _BOUND.match(text):
        return None
    met = whole_date(text, vocabulary(*languages))
    if met is None or not {"when", "from"} & met.attributes.keys() or "calendar" in met.attributes:
        return None
    sure = met.certainty == "high" or (languages in _DAY_FIRST and _IN_FIGURES.fullmatch(text))
    return PlainDate(text, met.attributes) if sure else None


def is_plain(element: etree._Element) -> bool:
    """Whether the text of a date is nothing but its words, and no other calendar is named."""
    calendar = element.get("calendar")
    if calendar is not None and "gregorian" not in calendar.lower():
        return False
    return all(local(each) in _PLAIN or not isinstance(each.tag, str) for each in element.iterdescendants())


def _languages(element: etree._Element) -> tuple[str, ...]:
    """The language of an element if teikit reads it, all that it reads if nothing is said."""
    stated = (each.get(XML_LANG) for each in (element, *element.iterancestors()))
    tag = next((tag for tag in stated if tag), None)
    if tag is None:
        return shipped_names("vocabulary")
    primary = tag.partition("-")[0].lower()
    return (primary,) if primary in shipped_names("vocabulary") else ()
