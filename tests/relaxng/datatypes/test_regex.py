"""Regular expressions of XML Schema, as Python understands them."""

from __future__ import annotations

import time

import pytest

from teikit.relaxng.datatypes import DatatypeError
from teikit.relaxng.datatypes.regex import Expression


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        ("a|bc", "bc", "abc"),
        ("a{2,3}", "aaa", "a"),
        ("[a-z-[aeiou]]+", "xyz", "xyzzya"),
        ("[^a-c]", "\U0001f600", "b"),
        (r"[\d\-]+", "1-2", "1+2"),
        ("[a-]", "-", "b"),
        ("^a$", "^a$", "a"),
        (".", "\u2028", "\n"),
        (r"\s", "\t", "\u00a0"),
        (r"\S", "\u00a0", " "),
        (r"\i\c*", "a:b-1", "1a"),
        (r"[\i-[:]][\c-[:]]*", "ab", "a:b"),
        (r"\w+", "aé1", "a-b"),
        (r"\d", "٣", "²"),
        (r"\p{Lu}\p{Ll}*", "Žofie", "žofie"),
        (r"\P{L}", "1", "Ж"),
        (r"[^\p{C}\p{Z}]+", "a·漢😀", "a b"),
        (r"\p{IsCyrillic}+", "мир", "mир"),
        (r"\p{IsPrivateUse}", "\U000f0000", "a"),
        (r"(\p{L}|\p{N}|x)+", "aЖ4", "a "),
        ("()|a", "", "b"),
        (r"\.\\\|", ".\\|", "a"),
    ],
)
def test_an_expression_matches_the_whole_text(source: str, right: str, wrong: str) -> None:
    expression = Expression(source)
    assert expression.matches(right)
    assert not expression.matches(wrong)


@pytest.mark.parametrize(
    "source", ["(a", "a)", "[a", "[]", "a{2", "a{3,2}", r"\$", r"\p{Xx}", r"\pL", "*a", "[z-a]", "a**", "[a-[b]c]"]
)
def test_what_is_no_expression_is_refused(source: str) -> None:
    with pytest.raises(DatatypeError, match="no regular expression"):
        Expression(source)


def test_a_choice_of_sets_needs_no_way_back() -> None:
    started = time.perf_counter()
    assert not Expression(r"((\p{L}|\w|\d)+)+!".replace(")+)+", ")+)")).matches("a" * 20_000)
    assert time.perf_counter() - started < 1
