"""The shapes of dates, matched on the signs of a window."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from teikit.expressions import expression
from teikit.grammars.date_readings import (
    Context,
    Match,
    Reading,
    day_month,
    day_month_open,
    era,
    month_day,
    month_open,
    month_year,
    numeric,
    roman,
    year_month_day,
)
from teikit.grammars.date_words import Window


def readings(window: Window, context: Context) -> Iterator[Reading]:
    """What the shapes find in a window, in order and without overlap."""
    ahead = {name: _shape(name).search(window.signs) for name in _shapes(DECISIVE.intersection(window.signs))}
    while met := [(name, match) for name, match in ahead.items() if match]:
        name, match = min(met, key=lambda found: found[1].start())  # of two that begin together, the one named first
        reading = SHAPES[name][0](Match(match, window, context, name.replace("_", "-")))
        if reading:
            yield reading
        position = reading.end if reading else match.start() + 1
        for name, passed in met:
            if passed.start() < position:
                ahead[name] = _shape(name).search(window.signs, position)


# the signs are those of date_words.Window
DAY = r'(?:"[neo]"|[neo])'
JOINT = r"(?:_?[-/]_?|,_?(?:[av]_)?|_[atv]_(?:l_)?)"
DAYS = rf"(?P<days>{DAY}(?:\.?{JOINT}{DAY}){{0,7}}|{DAY}_?\([ne]\))"
ERA = r"J_?[neNhz](?:_?\(y\))?"
YEAR = rf"(?P<year>y(?:/[neNhz])?|\[y\]|\(y\)|{ERA}|'[neNh]|[eh]|(?<=/)N)"
FIGURES = r"(?P<year>y|[neNh])"
ALONE = r"(?<![neNhyzxR][-./])"
END = r"(?![-./,][neNhyzxR])"


# a shape's name: how it is read, the signs of which it has one, the shape
SHAPES: dict[str, tuple[Callable[[Match], Reading | None], str, str]] = {
    # 26-27-28-29.III.1957   30 / III-22
    "roman": (
        roman,
        "R",
        rf"{ALONE}(?P<days>[neo](?:-[neo]){{0,7}})(?:_?[-/]_?|\._?)(?P<month>R)(?:_?[-/]_?|\._?){FIGURES}{END}",
    ),
    # 5 XII 1946
    "roman_spaced": (roman, "R", rf"{ALONE}(?P<days>[neo](?:-[neo]){{0,7}})_(?P<month>R)_(?P<year>y){END}"),
    # 24.5.-11.6.1956   24.III - 2.IV.1957
    "day_month_open": (
        day_month_open,
        "./",
        r"(?P<days>[ne])[./](?P<month>[neR])\.?(?=(?:_?-_?|_t_)[ne][./][neR][./])",
    ),
    # 13.10.50   10/14/50   13/5-50   5. 1. 1958
    "numeric": (
        numeric,
        "./-",
        rf"{ALONE}(?P<days>[ne](?:-[ne]){{0,7}})(?P<separator>\._?|_?/_?|-)"
        rf"(?P<month>[ne])(?P<before_year>\._?|_?/_?|-){FIGURES}{END}",
    ),
    # 1973-3-15   1956. 10. 23.   1956.X.23
    "year_first": (
        year_month_day,
        "./-",
        rf"{ALONE}(?P<year>y)(?P<same>-|\._?|/)(?P<month>[neR])(?P=same)(?P<days>[neo]){END}",
    ),
    # 1955 March 5
    "year_month_day": (year_month_day, "M", r"(?P<year>y)[.,]?_(?P<month>M)\.?_(?P<days>[neo])(?!,?_?y)"),
    # 31 January 1955   19, 20 and 21 October   “13” June 1956   5. Januar 1958   1er mai 1920
    "day_month": (
        day_month,
        "M",
        rf"{DAYS}\.?(?:,?_(?:l_){{0,3}}|[-/]|)(?P<month>M)\.?(?:(?:,?_(?:l_){{0,2}}|[-/,]|){YEAR})?",
    ),
    # March 24, 1950   Dec. 3-4   September 11 Juche 79(1990)   Oct. 11/62   March 18-1926   January 5th., 1902   Nov: 26 '80
    "month_day": (
        month_day,
        "M",
        rf"(?P<month>M)[.:]?[-,]?_?(?:l_)?"
        rf"(?P<days>{DAY}(?:(?:,_?{DAY}){{0,6}},?_[atv]_(?:l_)?{DAY}|(?:_?[-/]_?{DAY}){{1,7}}|_?\([ne]\))?)"
        rf"(?:(?:[.,]{{0,2}}_(?:l_)?|[.,]|[.,]?_?-_?(?=y)|_?/_?(?=[Nhy])){YEAR})?(?!\.[neNhyzx])",
    ),
    # January 1955   September of 1972
    "month_year": (
        month_year,
        "M",
        rf"(?P<month>M)\.?(?:,?_(?:l_){{0,2}}|[-/,]|)(?P<year>y(?:/[neNhz])?|\[y\]|\(y\)|{ERA}|'[Nh])",
    ),
    # Juche 73 (1984)
    "era": (era, "J", rf"(?P<year>{ERA})"),
    # September to October 1955
    "month_open": (month_open, "M", r"(?P<month>M)\.?(?=(?:_?[-/]_?|_[tav]_)M)"),
}


DECISIVE = frozenset("MRJ./-")


@cache
def _shapes(signs: frozenset[str]) -> tuple[str, ...]:
    """The names of the shapes that these signs may make."""
    return tuple(name for name, (_, decisive, _) in SHAPES.items() if signs.intersection(decisive))


@cache
def _shape(name: str) -> re.Pattern[str]:
    return expression(SHAPES[name][2])
