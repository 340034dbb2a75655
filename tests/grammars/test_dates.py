"""The grammar of dates: what is found where, what it means, and what is no date."""

import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teikit.grammars.dates import DateMatch, dates, order_of, whole_date
from teikit.grammars.vocabulary import vocabulary

ENGLISH = vocabulary("en")
ALL = vocabulary("en", "de", "fr")


def found(text: str, **context: object) -> list[tuple[str, str]]:
    """The dates of a text as they stand in it, with their days."""
    return [(text[met.start : met.end], days(met)) for met in dates(text, ALL, **context)]  # type: ignore[arg-type]


def days(met: DateMatch) -> str:
    """when; from..to; notBefore?notAfter"""
    values = [value for name, value in met.attributes.items() if name != "calendar"]
    return ("?" if "notBefore" in met.attributes else "..").join(values)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31 January 1955", "1955-01-31"),
        ("March 24, 1950", "1950-03-24"),
        ("March 24 1950", "1950-03-24"),
        ("MARCH 24, 1950", "1950-03-24"),
        ("11th Oct. 1862", "1862-10-11"),
        ("Sept. 5, 1863", "1863-09-05"),
        ("Feby 3d, 1864", "1864-02-03"),
        ("the 5th of March, 1871", "1871-03-05"),
        ("March the 5th, 1871", "1871-03-05"),
        ("3d day of June A.D. 1861", "1861-06-03"),
        ("24-Mar-1950", "1950-03-24"),
        ("1955 March 5", "1955-03-05"),
        ("24.III.1950", "1950-03-24"),
        ("16.XII.1947", "1947-12-16"),
        ("5.I.1958", "1958-01-05"),
        ("5 XII 1946", "1946-12-05"),
        ("5 / XІ - 1946", "1946-11-05"),
        ("13.10.1950", "1950-10-13"),
        ("5. 1. 1958", "1958-01-05"),
        ("8/23/1983", "1983-08-23"),
        ("23/8/1983", "1983-08-23"),
        ("7/7/1983", "1983-07-07"),
        ("1973-3-15", "1973-03-15"),
        ("1956. 10. 23.", "1956-10-23"),
        ("1956.X.23", "1956-10-23"),
        ("“13” June 1956", "1956-06-13"),
        ('"13" June 1956', "1956-06-13"),
        ("20 August [1955]", "1955-08-20"),
        ("20\nAugust\n1955", "1955-08-20"),
        ("January 1955", "1955-01"),
        ("September of 1972", "1972-09"),
        ("Sept. 1972", "1972-09"),
        ("5. Januar 1958", "1958-01-05"),
        ("den 5ten Jänner 1848", "1848-01-05"),
        ("März 1848", "1848-03"),
        ("le 3 mars 1871", "1871-03-03"),
        ("1er mai 1920", "1920-05-01"),
        ("août 1914", "1914-08"),
    ],
)
def test_a_day_or_a_month(text: str, expected: str) -> None:
    assert [met for _, met in found(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("26-27-28-29.III.1957", "1957-03-26..1957-03-29"),
        ("12-18 August 1960", "1960-08-12..1960-08-18"),
        ("12 – 18 August 1960", "1960-08-12..1960-08-18"),
        ("August 12-18, 1960", "1960-08-12..1960-08-18"),
        ("August 12 to 18, 1960", "1960-08-12..1960-08-18"),
        ("19, 20 and 21 October 1956", "1956-10-19..1956-10-21"),
        ("October 19, 20, and 21, 1956", "1956-10-19..1956-10-21"),
        ("16/17 August 1956", "1956-08-16..1956-08-17"),
        ("24 May to 11 June 1956", "1956-05-24..1956-06-11"),
        ("May 24 - June 11, 1956", "1956-05-24..1956-06-11"),
        ("24 May 1955 through 11 June 1956", "1955-05-24..1956-06-11"),
        ("December 28 - January 3, 1956", "1955-12-28..1956-01-03"),
        ("24.5.-11.6.1956", "1956-05-24..1956-06-11"),
        ("24.III. - 2.IV.1957", "1957-03-24..1957-04-02"),
        ("September to October 1955", "1955-09..1955-10"),
        ("May/June 1955", "1955-05..1955-06"),
        ("5. bis 7. Januar 1958", "1958-01-05..1958-01-07"),
        ("5./6. Januar 1958", "1958-01-05..1958-01-06"),
        ("3 au 5 mars 1871", "1871-03-03..1871-03-05"),
        ("5 or 6 March 1955", "1955-03-05?1955-03-06"),
        ("3, 10 and 24 October 1955", "1955-10-03?1955-10-24"),
    ],
)
def test_a_period(text: str, expected: str) -> None:
    assert found(text) == [(text, expected)]


@pytest.mark.parametrize(
    ("text", "expected", "calendar"),
    [
        ("Juche 73 (1984)", "1984", "#juche"),
        ("May 3, Juche 73 (1984)", "1984-05-03", "#juche"),
        ("September 11 Juche 79(1990)", "1990-09-11", "#juche"),
        ("3 May Dangi 4288", "1955-05-03", "#dangi"),
        ("12/25 March 1917", "1917-03-25", "#julian #gregorian"),
        ("12 (25) March 1917", "1917-03-25", "#julian #gregorian"),
        ("February 20/March 4, 1871", "1871-03-04", "#julian #gregorian"),
        ("24 March 1731/2", "1732-03-24", "#julian"),
    ],
)
def test_another_calendar(text: str, expected: str, calendar: str) -> None:
    (met,) = dates(text, ENGLISH)
    assert (text[met.start : met.end], met.attributes) == (text, {"when": expected, "calendar": calendar})


def test_an_era_that_disagrees_with_the_year_beside_it_is_doubtful() -> None:
    assert dates("May 3, Juche 73 (1990)", ENGLISH)[0].certainty == "low"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pyongyang, 5.I.1958", [("5.I.1958", "1958-01-05")]),
        ("(January 1955)", [("January 1955", "1955-01")]),
        ("Drafted on 31 January 1955.", [("31 January 1955", "1955-01-31")]),
        ("12:00 noon, 20 August [1955]", [("20 August [1955]", "1955-08-20")]),
        ('I. Volkov 30 May 1955", with', [("30 May 1955", "1955-05-30")]),
        ("Nº 395 - 9 August 1960", [("9 August 1960", "1960-08-09")]),
        ("Nº 5 - 9 August 1960", [("9 August 1960", "1960-08-09")]),
        ("08544 12 May 1955\n14 May 1955] № 40/dv", [("12 May 1955", "1955-05-12"), ("14 May 1955", "1955-05-14")]),
        ("4 May and 3 July 1956", [("4 May", "1956-05-04"), ("3 July 1956", "1956-07-03")]),
        ("by 11 Dec. 1955. On 3 May 1956", [("11 Dec. 1955", "1955-12-11"), ("3 May 1956", "1956-05-03")]),
        ("on 14 October. The", [("14 October", "--10-14")]),
        ("on 14 Oct. the", [("14 Oct.", "--10-14")]),
        ("**March 24, 1950**", [("March 24, 1950", "1950-03-24")]),
        ("31 January 1955/12", [("31 January 1955", "1955-01-31")]),
        ("N 926 dv\nof 2 March 1955", [("2 March 1955", "1955-03-02")]),
    ],
)
def test_only_the_date_is_in_the_range(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "on the 26th", "No. 72/III", "№ 10.10.55", "Nr. 5/6/1955", "1.1.", "3.2.1", "3.2.12", "version 2.10.55.3",
        "08544", "0044/1963/Top Secret", "No. 14/6/2421/58/tjn", "2-PP/vv", "1 - addressee", "5.2 million",
        "12,000 men", "RGANI fond 5, opis 28, delo 314", "In May 12,000 men", "a vote of 10-11-12", "3:2", "13:30",
        "it may 5 times", "1955", "in 1955-1956", "page 3 of 12", "5/6 of the sum", "25X1 50X1-HUM",
        "$12.12.55", "ll. 12-18", "XII", "13.13.50", "45.10.1950", "A12.3.1955", "192.168.10.12", "the may 3",
        "1st, 2nd and 3rd", "7/III", "March", "", "(5) March on",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["31 February 1950", "31.02.1950", "June 31, 1950", "29 February 1955", "30-31 February 1950"]
)
def test_an_impossible_day_is_found_but_has_no_value(text: str) -> None:
    (met,) = dates(text, ENGLISH)
    assert (met.attributes, met.certainty) == ({}, "low")


@pytest.mark.parametrize(
    ("text", "order", "expected", "certainty"),
    [
        ("10/11/1955", None, {"notBefore": "1955-10-11", "notAfter": "1955-11-10"}, "low"),
        ("10/11/1955", "dmy", {"when": "1955-11-10"}, "medium"),
        ("10/11/1955", "mdy", {"when": "1955-10-11"}, "medium"),
        ("13/11/1955", "mdy", {"when": "1955-11-13"}, "high"),
        ("10.11.1955", None, {"when": "1955-11-10"}, "medium"),
        ("5/6-50", None, {"when": "1950-06-05"}, "low"),
    ],
)
def test_day_and_month_are_told_apart_or_left_open(
    text: str, order: str | None, expected: dict[str, str], certainty: str
) -> None:
    (met,) = dates(text, ENGLISH, order=order)
    assert (met.attributes, met.certainty) == (expected, certainty)


@pytest.mark.parametrize(
    ("text", "year", "expected", "certainty"),
    [
        ("24.III.50", None, "1950-03-24", "low"),
        ("24.III.50", 1955, "1950-03-24", "medium"),
        ("Oct 11/62", 1864, "1862-10-11", "medium"),
        ("30 / ІII-22", 1922, "1922-03-30", "medium"),
        ("12.12.98", 1903, "1898-12-12", "medium"),
        ("3.2.12", 1913, "1912-02-03", "medium"),
        ("20 August", None, "--08-20", "high"),
        ("20 August", 1955, "1955-08-20", "medium"),
        ("20 August 1956", 1955, "1956-08-20", "high"),
    ],
)
def test_the_documents_year_completes_a_date(text: str, year: int | None, expected: str, certainty: str) -> None:
    (met,) = dates(text, ENGLISH, year=year)
    assert (met.attributes, met.certainty) == ({"when": expected}, certainty)


def test_a_bare_period_takes_the_documents_year_at_both_ends() -> None:
    assert found("12-18 August", year=1960) == [("12-18 August", "1960-08-12..1960-08-18")]
    assert found("12-18 August") == [("12-18 August", "--08-12..--08-18")]


def test_a_month_is_not_complete() -> None:
    assert [met.complete for met in dates("January 1955 and 3 March 1956", ENGLISH)] == [False, True]


def test_years_alone_are_found_where_they_are_asked_for() -> None:
    assert found("in 1955, 1956-57 and 5 May 1958", years=True) == [("1955", "1955"), ("5 May 1958", "1958-05-05")]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("typed 10/14/50, sent 3/4/50", "mdy"),
        ("typed 14/10/50, sent 3/4/50", "dmy"),
        ("3/4/50 and 5/6/50", None),
        ("14/10/50 and 10/14/50", None),
        ("24.III.50", None),
    ],
)
def test_the_order_of_a_document_is_told_from_dates_that_have_one_reading(text: str, order: str | None) -> None:
    assert order_of(text, ENGLISH) == order


@pytest.mark.parametrize(
    "text",
    [
        "20 August 1955", "(20 August 1955)", "[20 August 1955]", "20 August 1955.", "on 20 August 1955",
        "20 August [1955]",
        "Saturday, 20 August 1955", "20 August 1955, 13:30", "12:00 noon, 20 August 1955", "20 August 1955 at 9 a.m.",
        "Samstag, den 20. August 1955", "Le 20 août 1955", "  20 August\n1955 ", "“20 August 1955”",
    ],
)  # fmt: skip
def test_a_text_that_is_nothing_but_a_date(text: str) -> None:
    met = whole_date(text, ALL)
    assert met and met.attributes == {"when": "1955-08-20"}


@pytest.mark.parametrize(
    "text", ["Tura, 20 August 1955", "20 August 1955 Volkov", "20 May 1955\n21 May 1955", "No. 5", "1955", "", "August"]
)
def test_a_text_that_is_more_or_less_than_a_date(text: str) -> None:
    assert whole_date(text, ALL) is None


def test_a_year_is_a_whole_date_where_years_are_asked_for() -> None:
    met = whole_date("[1955]", ENGLISH, years=True)
    assert met and (met.attributes, met.complete, met.rule) == ({"when": "1955"}, False, "year")


ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
MONTHS = {number: word for word, number in reversed(ENGLISH.months.items())}
SHAPES: list[Callable[[date], str]] = [
    lambda day: f"{day.day} {MONTHS[day.month]} {day.year}",
    lambda day: f"{MONTHS[day.month]} {day.day}, {day.year}",
    lambda day: f"{MONTHS[day.month][:3]}. {day.day}, {day.year}",
    lambda day: f"{day.day}.{ROMAN[day.month - 1]}.{day.year}",
    lambda day: f"{day.day:02}.{day.month:02}.{day.year}",
    lambda day: f"{day.year}-{day.month}-{day.day}",
    lambda day: f"{day.day}th of {MONTHS[day.month].upper()}\n{day.year}",
]
ANY_DAY = st.dates(date(1100, 1, 1), date(2099, 12, 28))


@given(ANY_DAY, st.sampled_from(SHAPES), st.sampled_from(["", "Tura, ", "(", "№ 4/k of ", "«", "drafted on "]))
def test_a_day_in_any_shape_is_read_back(day: date, shape: Callable[[date], str], before: str) -> None:
    text = f"{before}{shape(day)}) and so on"
    (met,) = dates(text, ENGLISH)
    assert (text[met.start : met.end], met.attributes) == (shape(day), {"when": day.isoformat()})


@given(ANY_DAY, st.integers(1, 300), st.sampled_from([" to ", " - ", "–", " through "]))
def test_a_period_is_read_back(first: date, length: int, joint: str) -> None:
    last = first + timedelta(days=length)
    text = f"{SHAPES[0](first)}{joint}{SHAPES[0](last)}"
    assert found(text) == [(text, f"{first.isoformat()}..{last.isoformat()}")]


PIECES = st.sampled_from(
    ["12", "5", "31", "1955", "55", "0", "March", "May", "III", ".", "/", "-", " ", ", ", "\n", "“", '"', "(", "[", "]",
     ")", "'", "to", "and", "or", "th", "Juche ", "No. ", "of the ", "99999", "Ⅻ", "٣", "\f", ":", "Januar", "mars"],
)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60))
def test_whatever_the_text_dates_stand_in_it_in_order(text: str) -> None:
    met = dates(text, ALL, year=1955, years=True)
    ranges = [place for one in met for place in (one.start, one.end)]
    assert ranges == sorted(ranges) and all(one.start < one.end <= len(text) for one in met)
    assert all(text[one.start : one.end].strip() == text[one.start : one.end] for one in met)
    whole_date(text, ALL)


@pytest.mark.parametrize(
    "line", ["1 ", "1/", "1, ", "May 1, ", "12 March ", "“1” ", "19 and ", "12.12.", "Juche 7(", "1" + " " * 40]
)
def test_a_hostile_line_takes_linear_time(line: str) -> None:
    def taken(length: int) -> float:
        text = line * (length // len(line))
        best = []
        for _ in range(3):
            begin = time.process_time()
            dates(text, ENGLISH)
            best.append(time.process_time() - begin)
        return min(best)

    taken(100)
    assert taken(40_000) < 30 * max(taken(4_000), 0.0005)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("March 18-1926", "1926-03-18"),
        ("August 22,-1956", "1956-08-22"),
        ("January 5th., 1902", "1902-01-05"),
        ("July 24th /02", "1902-07-24"),
        ("Dec. 14/06", "1906-12-14"),
        ("Nov: 26 '80", "1880-11-26"),
        ("Jan’y 4, 1878", "1878-01-04"),
        ("Feb'y 3d 1880", "1880-02-03"),
    ],
)
def test_a_year_is_tied_to_the_day_as_letter_writers_do(text: str, when: str) -> None:
    assert [date.attributes for date in dates(text, vocabulary("en"), year=1900)] == [{"when": when}]
