"""Footnotes below a text, moved to their calls."""

from __future__ import annotations

import pytest
from recognize.recognized import PROSE, body, findings

from teikit import convert


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


def test_a_figure_alone_on_a_line_calls_the_note_that_nothing_else_calls() -> None:
    text = f"1\n\nDear Gerrit\n\nThe quay is gone.2 {PROSE}\n\n1. Printed letterhead.\n2. The north quay."
    made = convert(text).to_bytes().decode()
    assert made.count('<note type="footnote"') == 2
    assert "<p>1" not in made


def test_figures_alone_on_lines_are_pages_where_some_are_no_notes() -> None:
    text = f"{PROSE}\n\n2\n\nThe quay is gone.1 {PROSE}\n\n3\n\n{PROSE}\n\n1. The north quay.\n2. The south quay."
    assert '<note type="footnote" place="bottom" n="2"' not in convert(text).to_bytes().decode()


def test_a_call_within_something_that_holds_no_note_leaves_the_note_at_the_end() -> None:
    text = f"Tuesday\n\n{PROSE} The quay.1\n\n- 7 -2\n\n{PROSE}\n\n1. The north quay.\n2. The page is torn."
    assert "The page is torn." in convert(text).to_bytes().decode()
