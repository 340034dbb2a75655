"""Where letters begin, and what stands above their greetings."""

from __future__ import annotations

import pytest
from lxml import etree
from recognize.recognized import PROSE, body

from teikit import convert
from teikit.tei import TEI

NS = {"t": TEI}
LETTER = f"Cadley, 4 May 1878\n\nDear Gerrit\n\n{PROSE}\n\nYours truly,\nE. J. Fenn"


def openings(text: str) -> list[str]:
    """The parts of each opener by the names of their elements."""
    root = etree.fromstring(convert(text).to_bytes())
    return [" ".join(part.tag.rpartition("}")[2] for part in opener) for opener in root.iterfind(".//t:opener", NS)]


@pytest.mark.parametrize(
    "greeting", ["Dear Sir:-", "Sir:—", "My dear Mr. Ashgrove,—", "Dear Gerrit", "My very dear Fenn,"]
)
def test_a_greeting_ends_as_letter_writers_end_it(greeting: str) -> None:
    assert body(f"{greeting}\n\n{PROSE}").startswith(
        f'<div type="letter"><opener><salute>{greeting}</salute></opener><p>'
    )


def test_what_stands_between_the_date_and_the_greeting_is_an_address() -> None:
    assert openings(f"4 May 1878\n\nOrde and Sons,\nPort Selby\n\nDear Sirs,\n\n{PROSE}") == ["dateline address salute"]


def test_a_title_begins_an_address_without_a_greeting_too() -> None:
    assert openings(f"Cadley, 4 May 1878\n\nMr. T. Ashgrove,\nLinden Mills\n\n{PROSE}") == ["dateline address"]


def test_a_heading_above_a_letter_is_no_address() -> None:
    assert "<head" in body(f"Letter to the Harbour Master\n\nSir,\n\n{PROSE}")


def test_the_place_may_stand_above_the_date() -> None:
    assert openings(f"Harrow Ferry\nMay 4, 1878\n\nDear Sir,\n\n{PROSE}") == ["dateline salute"]


def test_a_short_paragraph_below_a_greeting_is_no_heading() -> None:
    assert "<head" not in body(f"Dear Gerrit\n\nThe second field is under water, it is\n\n{PROSE}")


def test_several_letters_each_have_their_opening() -> None:
    assert openings(f"{LETTER}\n\n{LETTER}\n\n{LETTER}") == ["dateline salute"] * 3


def test_a_letter_behind_another_may_do_without_a_greeting() -> None:
    second = f"Cadley, 9 May 1878\n\nMr. T. Ashgrove,\nLinden Mills\n\n{PROSE}"
    assert openings(f"{LETTER}\n\n{second}") == ["dateline salute", "dateline address"]


def test_an_addressee_below_the_signature_begins_no_letter() -> None:
    assert openings(f"{LETTER}\nMonsieur Butler,\nLinden Mills") == ["dateline salute"]
