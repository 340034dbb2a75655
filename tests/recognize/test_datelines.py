"""Lines of a place and a date."""

from __future__ import annotations

import pytest
from recognize.recognized import above, between


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("4 May 1957", '<date when="1957-05-04">4 May 1957</date>'),
        ("Selm, 4 May 1957", '<placeName>Selm</placeName>, <date when="1957-05-04">4 May 1957</date>'),
        ("Selm, May 1957", '<placeName>Selm</placeName>, <date when="1957-05">May 1957</date>'),
    ],
)
def test_a_dateline_opens_a_text(typed: str, made: str) -> None:
    assert above(typed) == f"<opener><dateline>{made}</dateline></opener>"


def test_a_date_in_a_sentence_is_no_dateline() -> None:
    assert between("He came on 4 May 1957.") == '<p>He came on <date when="1957-05-04">4 May 1957</date>.</p>'


def test_the_number_of_a_telegram_is_no_date() -> None:
    assert between("Telegram No. 72/III came.") == "<p>Telegram No. 72/III came.</p>"
