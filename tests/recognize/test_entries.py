"""Entries of a journal, and dates that head none."""

from __future__ import annotations

import pytest
from lxml import etree
from recognize.recognized import PROSE

from teikit import convert
from teikit.tei import TEI

NS = {"t": TEI}


def entries(text: str) -> list[tuple[str, int]]:
    """Each entry by its date, with the number of its paragraphs."""
    root = etree.fromstring(convert(text).to_bytes())
    return [
        ("".join(entry.find("t:opener/t:dateline", NS).itertext()), len(entry.findall("t:p", NS)))  # type: ignore[union-attr]
        for entry in root.iterfind(".//t:div[@type='entry']", NS)
    ]


def test_dates_in_order_head_entries() -> None:
    journal = f"JOURNAL OF THE PILOT\n\n7 June\n\n{PROSE}\n\n{PROSE}\n\n9 June\n\n{PROSE}"
    assert entries(journal) == [("7 June", 2), ("9 June", 1)]


@pytest.mark.parametrize(
    "dates", [("June 7", "June 9"), ("January 2, 1990.", "January 3, 1990."), ("30 December", "2 January")]
)
def test_dates_of_every_shape(dates: tuple[str, str]) -> None:
    journal = f"JOURNAL OF THE PILOT\n\n{dates[0]}\n\n{PROSE}\n\n{dates[1]}\n\n{PROSE}"
    assert [date for date, _ in entries(journal)] == list(dates)


def test_a_date_heads_the_lines_right_below_it() -> None:
    assert entries(f"JOURNAL OF THE PILOT\n\n7 June\n{PROSE}\n\n9 June\n{PROSE}") == [("7 June", 1), ("9 June", 1)]


def test_what_stands_before_the_first_entry_stays_before_it() -> None:
    journal = f"JOURNAL\n\n{PROSE}\n\n7 June\n\n{PROSE}\n\n9 June\n\n{PROSE}"
    root = etree.fromstring(convert(journal).to_bytes())
    assert [child.tag.partition("}")[2] for child in root.find(".//t:body/t:div", NS)] == ["head", "p", "div", "div"]  # type: ignore[union-attr]


NO_ENTRIES = {
    "one date": f"REPORT OF THE PILOT\n\n{PROSE}\n\n7 June\n\n{PROSE}",
    "dates out of order": f"{PROSE}\n\n9 June\n\n{PROSE}\n\n7 June\n\n{PROSE}\n\n8 June\n\n{PROSE}",
    "the date of a letter": f"Aldby, 7 June 1956\n\nDear Orel,\n\n{PROSE}\n\nYours sincerely,\nB. Pell\n\n9 June 1956",
    "dates of letters": f"7 June 1956\n\nDear Orel,\n\n{PROSE}\n\n9 June 1956\n\nDear Orel,\n\n{PROSE}",
    "dates within the text": f"{PROSE} On\n7 June\nwe left, and on\n9 June\nwe came back. {PROSE}",
}


@pytest.mark.parametrize("text", NO_ENTRIES.values(), ids=NO_ENTRIES)
def test_dates_that_head_no_entry(text: str) -> None:
    assert entries(text) == []


def test_years_of_two_figures_head_entries() -> None:
    journal = f"Nov 20 '36\n\n{PROSE}\n\nNov 22 '36\n\n{PROSE}"
    assert [dated for dated, _ in entries(journal)] == ["Nov 20 '36", "Nov 22 '36"]
