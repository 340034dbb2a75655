"""The frame of a page is told from its text."""

from __future__ import annotations

from recognize.recognized import PROSE, body

from teikit import convert

FIELDS = {
    "Citation": '"The Ropes", May 4, 1958, Wilson Center Digital Archive, AAN, KC 1.',
    "Summary": "On ropes.",
    "Original Language": "Polish",
    "Contents": "Translation - English",
}


def page(*fields: str) -> str:
    frame = "".join(f"{field}:\n\n{FIELDS[field]}\n\n" for field in fields)
    return f"May 4, 1958\n\n**The Ropes**\n\n{frame}{PROSE}"


def test_no_field_of_the_frame_is_in_the_body() -> None:
    assert body(page("Citation", "Summary", "Original Language", "Contents")) == f"<p>{PROSE}</p>"


def test_fields_may_be_missing_or_stand_in_another_order() -> None:
    assert body(page("Citation", "Contents")) == f"<p>{PROSE}</p>"
    assert body(page("Summary", "Citation", "Contents")) == f"<p>{PROSE}</p>"


def test_the_profile_is_told_from_the_frame() -> None:
    assert convert(page("Citation", "Contents")).profile == "wilson-center"
    assert convert(f"May 4, 1958\n\nThe Ropes\n\n{PROSE}").profile == "generic"
