"""The vocabularies: what they hold, how they merge, how their words match."""

import re

import pytest

from teikit.diagnostics import TeikitError
from teikit.grammars.vocabulary import FIELDS, MAPPINGS, Vocabulary, alternation, vocabulary

LANGUAGES = ("en", "de", "fr")


def test_without_a_language_the_words_are_english() -> None:
    assert vocabulary() is vocabulary("en")


def test_a_month_is_found_by_name_and_by_abbreviation() -> None:
    months = vocabulary("en").months
    assert (months["January"], months["Sept"], months["Dec"]) == (1, 9, 12)


def test_words_of_several_languages_are_merged_in_their_order() -> None:
    both = vocabulary("de", "en")
    assert both.languages == ("de", "en")
    assert set(both.roles) == {*vocabulary("de").roles, *vocabulary("en").roles}
    assert both.roles.index("Botschafter") < both.roles.index("ambassador")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_every_field(language: str) -> None:
    words = vocabulary(language)
    assert [field for field in FIELDS if not getattr(words, field)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_is_a_word_without_blanks_around_it(language: str) -> None:
    words = vocabulary(language)
    entries = [(field, word) for field in FIELDS for word in getattr(words, field)]
    assert [entry for entry in entries if not entry[1] or entry[1] != entry[1].strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_has_a_name(language: str) -> None:
    assert set(vocabulary(language).months.values()) == set(range(1, 13))


def test_the_first_text_is_read_with_the_words_that_occur_in_it_and_later_ones_with_all() -> None:
    words = Vocabulary(("en",), {"roles": ("vice consul", "consul", "envoy"), "months": {"May": 5, "June": 6}}.get)
    first = words.within("The CONSUL came in may.")
    assert (first.roles, first.months, first.whole) == (("consul",), {"May": 5}, words)
    assert words.within("The consul came in May.") is words


def test_only_mappings_are_mappings() -> None:
    words = vocabulary("en")
    assert {field for field in FIELDS if isinstance(getattr(words, field), dict)} == MAPPINGS


def test_an_unknown_language_names_those_that_are_known() -> None:
    with pytest.raises(TeikitError) as refused:
        vocabulary("tlh")
    assert refused.value.diagnostic.code == "TK510"
    assert "de, en, fr" in (refused.value.diagnostic.hint or "")


def test_a_language_cannot_lead_out_of_the_folder() -> None:
    with pytest.raises(TeikitError):
        vocabulary("../vocabulary/en")


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (("secret", "top secret"), "top  secret", "top  secret"),
        (("translator's note",), "translator’s note", "translator’s note"),
        (("page", "p."), "p. 3", "p."),
        (("to",), "tower", None),
        (("/s/",), "x/s/y", "/s/"),
        ((), "anything", None),
    ],
)
def test_alternation_matches_the_longest_whole_word(words: tuple[str, ...], text: str, found: str | None) -> None:
    match = re.search(alternation(words), text)
    assert (match and match.group()) == found
