"""Two texts laid side by side."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teikit.alignment import Gap, Lexicon, Tokens, aligned, gaps

WORDS = st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta", ".", "x"]), max_size=80).map(" ".join)


def differences(source: str, other: str) -> list[tuple[str, str]]:
    lexicon = Lexicon()
    a, b = Tokens(source, lexicon), Tokens(other, lexicon)
    found = gaps(aligned(a, b, lexicon), len(a), len(b))
    return [(words(a, gap.a, gap.a_end), words(b, gap.b, gap.b_end)) for gap in found]


def words(tokens: Tokens, start: int, end: int) -> str:
    return " ".join(tokens.raw(index) for index in range(start, end))


def prose(seed: int, count: int, vocabulary: int) -> list[str]:
    pick = random.Random(seed)
    return [f"w{pick.randrange(vocabulary)}" for _ in range(count)]


def test_white_space_is_no_difference() -> None:
    assert differences("Dear  friend,\n\nhello", "Dear friend, hello") == []


@pytest.mark.parametrize(
    ("source", "other", "found"),
    [
        ("the big cat sat", "the cat sat", [("big", "")]),
        ("the cat sat", "the big cat sat", [("", "big")]),
        ("the cat sat", "the cot sat", [("cat", "cot")]),
        ("a cat. b dog", "acat. b dog", [("a cat", "acat")]),
        ("", "a", [("", "a")]),
        ("a", "", [("a", "")]),
    ],
)
def test_a_difference_is_as_small_as_can_be(source: str, other: str, found: list[tuple[str, str]]) -> None:
    assert differences(source, other) == found


def test_a_dropped_sentence_begins_where_it_begins() -> None:
    assert differences("The cat sat. The dog sat. The fox sat.", "The cat sat. The fox sat.") == [("The dog sat .", "")]


def test_a_repeated_title_at_the_top_is_the_frame() -> None:
    assert differences("The Plan\nCitation\nThe Plan\nDear friend", "The Plan Dear friend") == [
        ("The Plan Citation", "")
    ]


def test_letters_and_their_combining_marks_are_one() -> None:
    assert differences("Köln e\u0301te\u0301", "Ko\u0308ln été") == []


def test_a_forbidden_character_does_not_part_a_word() -> None:
    assert differences("fri\1end \1 mine", "friend mine") == []


@given(WORDS, WORDS)
def test_blocks_are_equal_and_in_order(source: str, other: str) -> None:
    lexicon = Lexicon()
    a, b = Tokens(source, lexicon), Tokens(other, lexicon)
    a_end = b_end = 0
    for block in aligned(a, b, lexicon):
        assert (block.a >= a_end, block.b >= b_end, block.size > 0) == (True, True, True)
        a_end, b_end = block.a + block.size, block.b + block.size
        assert a.ids[block.a : a_end] == b.ids[block.b : b_end]


@given(WORDS)
def test_a_text_is_aligned_with_itself(text: str) -> None:
    assert differences(text, text) == []


@pytest.mark.parametrize("vocabulary", [3, 60, 100_000])
def test_a_large_text_with_many_changes_is_quick(vocabulary: int) -> None:
    source = prose(1, 200_000, vocabulary)
    other = source.copy()
    for place in range(150_000, 0, -1_000):
        other[place] = "changed"
        del other[place - 500]
    start = time.perf_counter()
    found = differences(" ".join(source), " ".join(other))
    assert time.perf_counter() - start < 20
    assert sum(len(dropped.split()) for dropped, _ in found) < 3_000


def test_texts_without_anything_in_common_are_quick() -> None:
    start = time.perf_counter()
    source, other = prose(1, 200_000, 50), [w.upper() + "x" for w in prose(2, 200_000, 50)]
    assert len(differences(" ".join(source), " ".join(other))) == 1
    assert time.perf_counter() - start < 20


def test_gaps_are_what_the_blocks_leave() -> None:
    assert gaps([], 2, 3) == [Gap(0, 2, 0, 3)]
    assert gaps([], 0, 0) == []
