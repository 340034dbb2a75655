"""Dates that cannot be, and dates that contradict each other or their text."""

from __future__ import annotations

import pytest
from examined import found, told

from teikit.checks.calendar_days import dated, span
from teikit.checks.dates import date_findings
from teikit.tei import TeiDocument


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("1961-08-14", ((1961, 8, 14), (1961, 8, 14))),
        ("1960-02", ((1960, 2, 1), (1960, 2, 29))),
        ("1961", ((1961, 1, 1), (1961, 12, 31))),
        ("-0044-03-15", ((-44, 3, 15), (-44, 3, 15))),
        ("1961-08-14T12:30:00Z", ((1961, 8, 14), (1961, 8, 14))),
        ("--08-14", None),
        ("1961-02-29", None),
        ("12th", None),
        ("", None),
    ],
)
def test_the_days_that_a_value_means(value, days):
    assert span(value) == days


@pytest.mark.parametrize(
    ("attributes", "days"),
    [
        ('from="1961" to="1962-03"', ((1961, 1, 1), (1962, 3, 31))),
        ('notBefore="1961-08-02"', ((1961, 8, 2), (9999, 12, 31))),
        ('from="1962" to="1961"', None),
        ("", None),
    ],
)
def test_the_days_that_an_element_allows(attributes, days):
    assert dated(TeiDocument.parse(f"<date {attributes}/>".encode()).root) == days


@pytest.mark.parametrize(
    ("date", "message", "hint"),
    [
        ('when="1961-02-31"', "there is no day 1961-02-31", "this month has 28 days"),
        ('notBefore="1961-13"', "there is no day 1961-13", "the months are 01 to 12: year-month-day"),
    ],
)
def test_days_that_are_in_no_calendar(date, message, hint):
    (finding,) = found(date_findings, f"<date {date}>x</date>")
    assert (finding.code, finding.message, finding.hint) == ("TK260", message, hint)


@pytest.mark.parametrize(
    ("element", "messages"),
    [
        ('<date from="1961-08-14" to="1961-08-02"/>', ["@from=“1961-08-14” is after @to=“1961-08-02”"]),
        ('<date notBefore="1962" notAfter="1961-12-31"/>', ["@notBefore=“1962” is after @notAfter=“1961-12-31”"]),
        ('<date from="1961" to="1961-08"/>', []),
        ('<residence from="1920" to="1919"/>', ["@from=“1920” is after @to=“1919”"]),
        ('<biblScope unit="page" from="1188" to="1090"/>', []),
        ('<locus from="12r" to="9v"/>', []),
    ],
)
def test_a_period_runs_forwards(element, messages):
    assert told(date_findings, element) == [("TK261", message) for message in messages]


@pytest.mark.parametrize(
    "date",
    [
        '<date when="1862-05-16">16th day of April 1862</date>',
        '<date when="1894">1984</date>',
        '<date xml:lang="de" when="1961-05-02">5.2.1961</date>',
        '<date xml:lang="de" when="1961-09-14">14. August 1961</date>',
        '<date when="1961-08-15">14 <hi>August</hi> 1961</date>',
        '<date when="1950-12-04">3 December</date>',
        '<date from="1961-08-01" to="1961-08-13">14 August 1961</date>',
    ],
)
def test_a_text_that_is_plain_is_not_contradicted(date):
    assert [code for code, _ in told(date_findings, date)] == ["TK262"]


@pytest.mark.parametrize(
    "date",
    [
        '<date when="1961-08-14">14 August 1961</date>',
        '<date when="1961-08">14 August 1961</date>',
        '<date when="1961-08-14">August 1961</date>',
        '<date when="1900-01-25">12 January 1900</date>',  # the Old Style
        '<date when="1641-02-10">10 February 1640</date>',  # the year began in March
        '<date when="1961-08-15" calendar="#julian">14 August 1961</date>',
        '<date when="1961-08-15">the day of the fair, 14 August 1961</date>',
        '<date when="1955-10-11">10/11/55</date>',
        '<date xml:lang="ru" when="1961-08-15">14 August 1961</date>',
        '<date when="1961-08-15"><choice><sic>14 August</sic><corr>15 August</corr></choice> 1961</date>',
        '<date notBefore="1961-08-01">14 August 1961</date>',
        '<date when="1961-08-15">from 14 August 1961</date>',
        '<date when="1961-05-02">5.2.1961</date>',
        '<date from="1950-10-19" to="1950-10-21">19, 20 and 21 October</date>',
        '<date when="1950-12-03">3 December</date>',
        '<date when="1961-08-14">no date</date>',
    ],
)
def test_what_is_not_plain_or_not_contradicted_is_passed(date):
    assert told(date_findings, date) == []


SENT = '<correspDesc><correspAction type="sent"><date when="{}"/></correspAction>{}</correspDesc>'
RECEIVED = '<correspAction type="received"><date when="{}"/></correspAction>'


@pytest.mark.parametrize(
    ("sent", "received", "messages"),
    [
        ("1887-03-12", "1887-03-02", ["received 1887-03-02, but sent 1887-03-12"]),
        ("1887-03-12", "1887-03", []),
        ("1887-03-12", "1887-03-12", []),
    ],
)
def test_what_is_received_was_sent_before(sent, received, messages):
    assert told(date_findings, "", SENT.format(sent, RECEIVED.format(received))) == [
        ("TK263", each) for each in messages
    ]


DATELINE = '<dateline><date when="{}"/></dateline>'
CREATION = '<creation><date when="1919-02-22"/></creation>'


@pytest.mark.parametrize(
    ("text", "header", "messages"),
    [
        (DATELINE.format("1919-05-14"), CREATION, ["the dateline says 1919-05-14, but the header 1919-02-22"]),
        (DATELINE.format("1919-05-14"), SENT.format("1919-05-13", ""), ["the dateline says 1919-05-14, but the header 1919-05-13"]),
        (DATELINE.format("1919-05-14") + DATELINE.format("1919-02-22"), CREATION, []),
        (f"<quote>{DATELINE.format('1919-05-14')}</quote>", CREATION, []),
        (DATELINE.format("1919-02"), CREATION, []),
        (DATELINE.format("1919-05-14"), "", []),
        (DATELINE.format("1919-05-14"), f"<correspDesc>{RECEIVED.format('1920')}</correspDesc>", []),
    ],
)  # fmt: skip
def test_the_dateline_says_what_the_header_says(text, header, messages):
    assert told(date_findings, text, header) == [("TK264", each) for each in messages]


@pytest.mark.parametrize(
    ("person", "messages"),
    [
        ('<birth when="1896"/><death when="1869"/>', ["died 1869, but born 1896"]),
        ('<birth><date when="1896"/></birth><death><date when="1869-02"/></death>', ["died 1869-02, but born 1896"]),
        ('<birth when="1896"/><death when="1896"/>', []),
        ('<birth when="1896"/>', []),
    ],
)
def test_nobody_dies_before_being_born(person, messages):
    assert told(date_findings, f"<person>{person}</person>") == [("TK265", each) for each in messages]
