"""A rule is tried on every text that its pattern takes, and on few others."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teikit.grammars.vocabulary import Vocabulary, vocabulary
from teikit.profile import Rule, profile, profile_names
from teikit.recognize.candidates import Candidates, may_take

WORDS = vocabulary("en", "de", "fr")
LOOKS_AHEAD = {"genre-head"}  # too far for texts to be drawn from its pattern
CHOOSY = {
    f"{name} {rule.name}": rule
    for name in profile_names()
    for rule in profile(name).rules
    if rule.pattern
    and rule.name not in LOOKS_AHEAD
    and (rule.starts or rule.holds)
    and (name == "generic" or rule not in profile("generic").rules)
}


@pytest.mark.parametrize("rule", CHOOSY.values(), ids=CHOOSY.keys())
@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_what_a_rule_takes_it_is_tried_on(rule: Rule, data: st.DataObject) -> None:
    regex = rule.regex(WORDS)
    text = data.draw(st.from_regex(re.compile(regex.pattern, regex.flags), fullmatch=True)).strip()
    assert may_take(rule, text, WORDS) or not regex.fullmatch(text)


@pytest.mark.parametrize("name", sorted(LOOKS_AHEAD))
def test_a_rule_is_tried_on_every_word_of_its_pattern(name: str) -> None:
    rule = next(rule for rule in profile("generic").lines if rule.name == name)
    nouns = re.search(r"\?\(\?:(minutes.*?)\)\)\\b", rule.pattern.replace("\n", ""), re.S)
    assert nouns is not None
    for noun in nouns[1].replace("\\ ", " ").split("|"):
        for text in (f"{noun.capitalize()} of 4 May", f"[copy] brief {noun} on 4 May"):
            assert rule.regex(WORDS).fullmatch(text) and may_take(rule, text, WORDS), text


RULES = (
    Rule("any"),
    Rule("page", starts=("page", "digit")),
    Rule("grade", starts=("{classification}", "sign")),
    Rule("lost", holds=("left out", "{illegible}")),
    Rule("capitals", starts=("capital",), holds=("don't",)),
)


def tried(text: str, words: Vocabulary = WORDS) -> list[str]:
    return [rule.name for rule in Candidates(RULES, words).on(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("words", ["any"]),
        ("Page 3", ["any", "page"]),
        ("[copy] Page 3", ["any", "page", "grade"]),
        ("pages", ["any"]),
        ("3 pages", ["any", "page"]),
        ("TOP  SECRET", ["any", "grade"]),
        ("(see below)", ["any", "grade"]),
        ("a page Left\nOut here", ["any", "lost"]),
        ("word illegible", ["any", "lost"]),
        ("They DON’T", ["any", "capitals"]),
        ("they don't", ["any"]),
        ("", ["any", "grade"]),
    ],
)
def test_rules_are_tried_by_how_a_text_begins_and_what_it_holds(text: str, expected: list[str]) -> None:
    assert tried(text) == expected


def test_a_rule_for_words_of_which_the_vocabulary_has_none_is_never_tried() -> None:
    none = Vocabulary(("en",), lambda field: ())
    assert tried("illegible secret", none) == ["any"]
    assert tried("[secret", none) == ["any", "grade"]
