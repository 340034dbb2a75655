"""Findings that a document says are meant to be."""

from __future__ import annotations

import pytest
from invented import letter

from teikit.tei import TeiDocument
from teikit.validation import validate

WRONG = "<p>by <persname>B</persname></p>"
WHY = 'TK210 "the printed edition has it so"'


def codes(*lines: str, before: str = "", path: str | None = "a.xml") -> list[tuple[str, int]]:
    text = letter('<div type="letter">\n' + "\n".join(lines) + "\n</div>").replace("<TEI ", f"{before}<TEI ", 1)
    found = validate(TeiDocument.parse(text.encode(), path))
    return [(each.code, each.location.line - 18 if each.location else 0) for each in found]


def test_the_letter_itself_is_wrong_in_one_place() -> None:
    assert codes(WRONG) == [("TK210", 2)]


def test_an_instruction_holds_for_the_element_after_it_and_all_within() -> None:
    assert codes(f"<?teikit-ignore {WHY}?>", "<!-- so -->", WRONG) == []
    assert codes(f"<?teikit-ignore {WHY}?>", f"<div type='section'><p>a</p>{WRONG}</div>") == []


def test_it_does_not_hold_for_what_follows_that_element() -> None:
    assert codes(f"<?teikit-ignore {WHY}?>", WRONG, WRONG) == [("TK210", 4)]
    assert codes(WRONG, f"<?teikit-ignore {WHY}?>", WRONG) == [("TK210", 2)]


def test_before_the_outermost_element_it_holds_for_the_file() -> None:
    assert codes(WRONG, WRONG, before=f"<?teikit-ignore {WHY}?>") == []


def test_only_the_codes_that_it_gives_are_left_out() -> None:
    assert codes('<?teikit-ignore TK212, TK211 "why"?>', WRONG) == [("TK705", 2), ("TK210", 3)]
    assert codes('<?teikit-ignore TK212, TK210 "why"?>', WRONG) == [("TK705", 2)]
    other = '<p>by <persname>B</persname> <date when="soon">then</date></p>'
    assert codes('<?teikit-ignore TK222, TK210 "why"?>', other) == []


@pytest.mark.parametrize("said", ["TK210", 'TK210 ""', "TK210 why", 'TK210 "why" TK211', '"why"', "", "all 'why'"])
def test_without_a_code_or_a_reason_it_is_not_heeded(said: str) -> None:
    assert codes(f"<?teikit-ignore {said}?>", WRONG) == [("TK704", 2), ("TK210", 3)]


@pytest.mark.parametrize("reason", ["'why'", '"why"', "“why”"])
def test_a_reason_stands_in_any_quotation_marks(reason: str) -> None:
    assert codes(f"<?teikit-ignore TK210 {reason}?>", WRONG) == []


def test_one_that_leaves_nothing_out_is_a_finding() -> None:
    assert codes(f"<?teikit-ignore {WHY}?>", "<p>by <persName>B</persName></p>") == [("TK705", 2)]
    assert codes(WRONG, f"<?teikit-ignore {WHY}?>") == [("TK210", 2), ("TK705", 3)]


def test_an_instruction_in_a_comment_or_of_another_name_is_none() -> None:
    assert codes(f"<!-- <?teikit-ignore {WHY}?> -->", f"<?other {WHY}?>", WRONG) == [("TK210", 4)]


def test_a_file_of_another_encoding_has_them_too() -> None:
    text = letter(f'<div type="letter"><?teikit-ignore {WHY}?>{WRONG}</div>').replace("UTF-8", "UTF-16")
    assert validate(TeiDocument.parse(text.encode("utf-16"))) == ()


def test_a_thousand_of_them_are_read_in_no_time() -> None:
    assert codes(*[f"<?teikit-ignore {WHY}?>{WRONG}"] * 1000) == []
