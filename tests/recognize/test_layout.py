"""What white space tells, and what it does not."""

from __future__ import annotations

from recognize.recognized import PROSE, body

LINE = "A line of prose that goes on until the typist comes to the margin of the"


def test_lines_of_a_group_are_one_paragraph() -> None:
    assert body(f"{PROSE}\n\n{LINE}\nsecond sheet.") == f"<p>{PROSE}</p><p>{LINE} second sheet.</p>"


def test_a_blank_line_parts_paragraphs() -> None:
    assert body(f"{PROSE}\n\n{PROSE}") == f"<p>{PROSE}</p><p>{PROSE}</p>"


def test_blank_lines_after_every_line_mean_nothing() -> None:
    text = f"THE ROPES\n\n{LINE}\nfirst sheet.\n\n{LINE}\nsecond sheet.\n\n{PROSE}\n"
    assert body(text.replace("\n", "\n\n")) == body(text)


def test_kinds_of_line_end_and_blank_are_the_same() -> None:
    text = f"TOP SECRET\n\n{LINE}\nfirst sheet.\n\n{PROSE}"
    assert body(text.replace("\n", "\r\n").replace(" ", "\u00a0")) == body(text)
