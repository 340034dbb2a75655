"""What stands above a text: titles, numbers and grades, addressees."""

from __future__ import annotations

import pytest
from recognize.recognized import PROSE, above, body


@pytest.mark.parametrize(
    ("typed", "head"),
    [
        ("THE ROPES", "THE ROPES"),
        ("THE ROPES\nof the harbour", "THE ROPES <lb/>of the harbour"),
        ("**The Ropes\nof the Harbour**", "The Ropes <lb/>of the Harbour"),
    ],
)
def test_a_title_in_capitals_or_bold(typed: str, head: str) -> None:
    assert above(typed) == f"<head>{head}</head>"


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("TOP SECRET", '<seg type="classification">TOP SECRET</seg>'),
        ("SECRET. Copy No. 2", '<seg type="classification">SECRET.</seg> <idno type="copy">Copy No. 2</idno>'),
        ("№ 440/dv", '<idno type="registration">№ 440/dv</idno>'),
        ("Copy Nº 3", '<idno type="copy">Copy Nº 3</idno>'),
        ("translated from the Korean", '<note type="translation">translated from the Korean</note>'),
        ("Draft", '<note type="status" cert="medium">Draft</note>'),
        ("FROM: SELM", '<seg type="from">FROM: SELM</seg>'),
        ("Subject: Ropes", '<seg type="subject">Subject: Ropes</seg>'),
    ],
)
def test_lines_of_one_kind_are_parts_of_the_opener(typed: str, made: str) -> None:
    assert above(typed) == f"<opener>{made}</opener>"


def test_the_addressee_makes_a_letter() -> None:
    assert body(f"to the Ministry of Ropes\nto Cde. N. OLM\n\n{PROSE}") == (
        '<div type="letter"><opener><address><addrLine>to the Ministry of Ropes</addrLine>'
        f"<addrLine>to Cde. <persName>N. OLM</persName></addrLine></address></opener><p>{PROSE}</p></div>"
    )


def test_a_greeting_makes_a_letter() -> None:
    assert body(f"Dear Ann,\n\n{PROSE}") == (
        f'<div type="letter"><opener><salute>Dear Ann,</salute></opener><p>{PROSE}</p></div>'
    )
