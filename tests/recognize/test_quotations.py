"""Texts that stand within quotation marks over several paragraphs."""

from __future__ import annotations

import pytest
from recognize.recognized import PROSE, between

BEFORE = "Hand him this:"


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("„", "”")])
def test_a_text_quoted_over_paragraphs_is_one_quote(opening: str, closing: str) -> None:
    assert between(f"{BEFORE}\n\n{opening}We agree.\n\nWrite to us.{closing}") == (
        f'<p>{BEFORE}</p><quote cert="medium"><p>{opening}We agree.</p> <p>Write to us.{closing}</p></quote>'
    )


def test_each_paragraph_may_begin_with_the_sign() -> None:
    assert "<quote" in between(f"{BEFORE}\n\n“We agree.\n\n“Write to us.”")


@pytest.mark.parametrize(
    "text", ["“We agree.”\n\nWrite to us.", "“We agree.\n\nWrite to us.", f"“{PROSE}\n\n- ropes\n- nets”"]
)
def test_what_is_closed_at_once_or_never_is_no_quote(text: str) -> None:
    assert "<quote" not in between(f"{BEFORE}\n\n{text}")
