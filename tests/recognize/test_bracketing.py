"""Brackets in their sentence: whose word they hold, and what it becomes."""

from __future__ import annotations

import pytest
from recognize.recognized import between, findings


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("It was the [old] harbour.", 'It was the <supplied cert="medium">old</supplied> harbour.'),
        ("[I] was there.", '<supplied cert="medium">I</supplied> was there.'),
        ("[To] the harbour he went.", '<supplied cert="medium">To</supplied> the harbour he went.'),
        ("He came in [1955].", 'He came in <supplied cert="medium">1955</supplied>.'),
    ],
)
def test_a_bracket_without_a_label_is_the_translators_word(typed: str, made: str) -> None:
    assert between(typed) == f"<p>{made}</p>"


@pytest.mark.parametrize("gloss", ["Park Eun", "Minister of Mines", "Park Eun, the younger"])
def test_a_name_after_a_name_is_a_gloss(gloss: str) -> None:
    assert between(f"He met Pak Un [{gloss}] there.") == (
        f'<p>He met Pak Un <note type="gloss" cert="medium">{gloss}</note> there.</p>'
    )


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("F[oreign] M[inistry]", "<expan>F<ex>oreign</ex></expan> <expan>M<ex>inistry</ex></expan>"),
        ("V[ice]-Premier", "<expan>V<ex>ice</ex></expan>-Premier"),
        ("Dim[itrov]", "<expan>Dim<ex>itrov</ex></expan>"),
    ],
)
def test_a_bracket_glued_to_letters_completes_the_word(typed: str, made: str) -> None:
    assert between(f"The {typed} wrote.") == f"<p>The {made} wrote.</p>"


@pytest.mark.parametrize("typed", ["rope[?]", "[rope?]", "[?rope?]", "[unclear: rope]", "rope [?]", "[[rope?]]"])
def test_a_question_mark_doubts_the_word(typed: str) -> None:
    assert between(f"The {typed} broke.") == '<p>The <unclear cert="low">rope</unclear> broke.</p>'


def test_doubt_is_told_although_its_opening_bracket_was_lost() -> None:
    text = "A man named ?Terblan?] broke it."
    assert between(text) == '<p>A man named <unclear cert="low">Terblan</unclear> broke it.</p>'
    assert findings(text) == [("TK102", 1)]


@pytest.mark.parametrize("typed", ["8 [SIC]", "8 [sic]", "8 [sic!]"])
def test_sic_vouches_for_the_word_before_it(typed: str) -> None:
    assert between(f"There were {typed} men.") == "<p>There were <sic>8</sic> men.</p>"


@pytest.mark.parametrize(
    ("typed", "gap"),
    [
        ("[illegible]", '<gap reason="illegible"/>'),
        ("[[illegible]]", '<gap reason="illegible"/>'),
        ("[two words illegible]", '<gap reason="illegible" unit="word" quantity="2"/>'),
        ("[3-4 illegible letters]", '<gap reason="illegible" unit="char" atLeast="3" atMost="4"/>'),
        ("[...]", '<gap reason="editorial"/>'),
        ("[. . .]", '<gap reason="editorial"/>'),
        ("[list of guests omitted]", '<gap reason="editorial"><desc>list of guests omitted</desc></gap>'),
        ("[1 line not declassified]", '<gap reason="redacted"><desc>1 line not declassified</desc></gap>'),
    ],
)
def test_what_is_missing_is_a_gap_that_says_why(typed: str, gap: str) -> None:
    assert between(f"The letter {typed} came.") == f"<p>The letter {gap} came.</p>"


def test_a_gap_within_a_number_divides_nothing() -> None:
    assert between("It is 01[illegible]7 there.") == '<p>It is 01<gap reason="illegible"/>7 there.</p>'


def test_points_without_brackets_are_the_authors_own() -> None:
    assert between("He said ... so.") == "<p>He said ... so.</p>"


@pytest.mark.parametrize("label", ["translator's note", "Translator’s note", "trans. note", "Ed. note"])
def test_a_labelled_remark_is_the_editors(label: str) -> None:
    assert between(f"The end [{label}: a joke].") == '<p>The end <note type="editorial">a joke</note>.</p>'


def test_a_remark_may_be_signed_by_the_editor_instead() -> None:
    assert between("The end [not found - ed.] came.") == '<p>The end <note type="editorial">not found</note> came.</p>'


def test_a_bracket_within_a_bracket_is_read_by_itself() -> None:
    assert between("He saw [the man [of straw] there] then.") == (
        '<p>He saw <supplied cert="medium">the man <supplied cert="medium">of straw</supplied> there</supplied> then.</p>'
    )


def test_an_open_bracket_without_a_label_is_text() -> None:
    text = "An open [bracket here."
    assert between(text) == f"<p>{text}</p>"
    assert findings(text) == [("TK101", 1)]


@pytest.mark.parametrize("text", ["A stray] bracket.", "An empty [ ] one."])
def test_a_stray_or_empty_bracket_is_text(text: str) -> None:
    assert between(text) == f"<p>{text}</p>"


def test_numbers_at_the_end_of_pages_open_the_next_ones() -> None:
    assert between("He went (p. 1) away and came (p. 2) back to us in May.") == (
        '<p>He went <pb n="2" cert="medium"/>away and came <pb n="3" cert="medium"/>back to us in May.</p>'
    )


def test_a_page_that_is_cited_is_no_page_of_the_text() -> None:
    assert "<pb" not in between("He says so (p. 12), and again (p. 3) in his book.")
