"""Footnotes below a text, moved to their calls."""

from __future__ import annotations

import pytest
from recognize.recognized import PROSE, body, findings


@pytest.mark.parametrize(
    ("call", "label", "n"), [("[1]", "[1] ", "1"), ("/1/", "/1/", "1"), ("1", "1. ", "1"), ("*", "* ", "*")]
)
def test_a_note_stands_at_its_call(call: str, label: str, n: str) -> None:
    assert body(f"{PROSE} The rope broke.{call}\n\n{label}A note.") == (
        f'<p>{PROSE} The rope broke.<note type="footnote" place="bottom" n="{n}">A note.</note></p>'
    )


def test_a_note_without_a_call_stands_at_the_end() -> None:
    text = f"{PROSE}[1]\n\n{PROSE}[2]\n\n[1] One.\n[2] Two.\n[3] Three."
    assert body(text).endswith('<note type="endnote" place="end" n="3">Three.</note>')
    assert findings(text) == [("TK107", 7)]


def test_labels_without_any_call_are_a_list() -> None:
    assert "<list " in body(f"{PROSE}\n\n1. ropes\n2. nets")
