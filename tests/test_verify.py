"""The judgement on anybody's TEI: planted faults are found where they are, and nothing else is."""

import time
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teikit.convert import convert
from teikit.diagnostics import TeikitError
from teikit.explanations import Context
from teikit.readers import read
from teikit.source import Source
from teikit.tei import TEI, TeiDocument
from teikit.verdict import Finding, Verdict
from teikit.verify import verify

LETTER = """Dear friend,

we sent the sugar and the tea on 5 March 1955. The cat sat. The dog sat there.

A second paragraph has other words in it,
over two lines.

Yours, Ann Mühle
"""
PARAGRAPHS = [part.replace("\n", " ").strip() for part in LETTER.split("\n\n")]
BODY = "\n".join(f"<p>{part}</p>" for part in PARAGRAPHS)


def tei(body: str, header: str = "", before: str = "") -> TeiDocument:
    text = f'{before}<TEI xmlns="{TEI}"><teiHeader>{header}</teiHeader><text><body>\n{body}\n</body></text></TEI>'
    return TeiDocument.parse(text.encode(), "letter.xml")


def judged(source: str, body: str, header: str = "", *, strict: bool = False) -> Verdict:
    return verify(read(source), tei(body, header), strict=strict)


def faults(body: str, header: str = "", source: str = LETTER) -> list[tuple[str, str, str]]:
    """Kind, words of the source and words of the TEI of all that is wrong."""
    found = judged(source, body, header).findings
    return [(f.kind, f.source_text, f.tei_text) for f in found if f.diagnostic.severity > 1]


def only(body: str, header: str = "") -> Finding:
    (found,) = judged(LETTER, body, header).findings
    return found


def test_a_faithful_file_is_kept_whole() -> None:
    verdict = judged(LETTER, BODY)
    assert (verdict.ok, verdict.share, verdict.findings) == (True, 1.0, ())
    assert verdict.kept == verdict.characters == len("".join(LETTER.split()))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("sugar ", "", ("lost", "sugar", "")),
        ("The cat sat. ", "", ("lost", "The cat sat.", "")),
        ("sugar", "suger", ("altered", "sugar", "suger")),
        ("sugar", "salt", ("altered", "sugar", "salt")),
        ("1955", "1956", ("altered", "1955", "1956")),
        ("Mühle", "Muhle", ("altered", "Mühle", "Muhle")),
        (", Ann", "; Ann", ("altered", ",", ";")),
        ("sugar", "big sugar", ("invented", "", "big")),
        ("tea on", "teaon", ("spacing", "tea on", "teaon")),
        ("sat. The dog", "sat.The dog", ("spacing", ". The", ".The")),
        ("friend", "fri end", ("spacing", "friend", "fri end")),
        ("dog sat there", "sat there dog", ("moved", "dog", "dog")),
        ("5 March", "March", ("lost", "5", "")),
        ("there.", "there", ("lost", ".", "")),
    ],
)
def test_a_planted_fault_is_the_only_one_found(old: str, new: str, fault: tuple[str, str, str]) -> None:
    assert BODY.count(old) == 1
    assert faults(BODY.replace(old, new)) == [fault]


def test_a_lost_word_is_placed_in_both_files() -> None:
    found = only(BODY.replace("sugar ", ""))
    assert (found.place and (found.place.line, found.place.column)) == (3, 13)
    assert (found.tei_place.line, found.element) == (3, "/TEI/text/body/p[2]")
    assert found.context == "Dear friend, we sent the […] and the tea on 5 March 1955."


def test_an_invented_word_is_placed_in_the_tei() -> None:
    found = only(BODY.replace("over two", "over <hi>some</hi> two"))
    assert (found.place, found.tei_place.line, found.element) == (None, 4, "/TEI/text/body/p[3]/hi")


def test_swapped_paragraphs_are_moved() -> None:
    first, second, third, last = BODY.split("\n")
    found = only("\n".join([first, third, second, last]))
    assert (found.kind, found.place and found.place.line) == ("moved", 5)
    assert "body/p[2]" in found.became


def test_doubled_text_is_invented_and_named_as_doubled() -> None:
    first, second, third, last = BODY.split("\n")
    found = only("\n".join([first, second, third, third, last]))
    assert (found.kind, found.tei_text) == ("invented", PARAGRAPHS[2])
    assert found.became == " a second time (line 5 has it)"


def test_text_that_went_into_an_attribute_is_moved() -> None:
    _, _, third, _ = BODY.split("\n")
    found = only(BODY.replace(third, f'<p n="{PARAGRAPHS[2]}"/>'))
    assert (found.kind, found.became) == ("moved", "in @n of /TEI/text/body/p[3]")


@pytest.mark.parametrize("attribute", ["n", "ana", "rend"])
def test_a_single_word_that_went_into_an_attribute_is_not_kept(attribute: str) -> None:
    kinds = {kind for kind, *_ in faults(BODY.replace("the sugar and", f'the <seg {attribute}="sugar"/> and'))}
    assert kinds <= {"moved", "lost"} and (kinds or attribute == "rend")


def test_text_that_went_into_the_header_is_moved() -> None:
    _, _, third, _ = BODY.split("\n")
    found = only(BODY.replace(third, ""), f"<note>{PARAGRAPHS[2]}</note>")
    assert (found.kind, found.became) == ("moved", "in /TEI/teiHeader/note")


@pytest.mark.parametrize("number", [0, 3])
def test_the_first_and_the_last_paragraph_cannot_hide_in_the_header(number: int) -> None:
    paragraph = BODY.split("\n")[number]
    note = f"<note>{PARAGRAPHS[number]} and so on</note>"
    assert [kind for kind, *_ in faults(BODY.replace(paragraph, ""), note)] in (["moved"], ["lost"])


def test_the_first_words_are_lost_even_if_the_title_repeats_one() -> None:
    assert faults(BODY.replace("Dear ", ""), "<title>Dear</title>") == [("lost", "Dear", "")]


def test_another_normalisation_is_no_loss() -> None:
    verdict = judged(LETTER, unicodedata.normalize("NFD", BODY))
    assert (verdict.ok, verdict.share, [f.kind for f in verdict.findings]) == (True, 1.0, ["normalised"])
    assert verdict.findings[0].place and verdict.findings[0].place.line == 8


def test_cdata_comments_instructions_and_entities_are_read_through() -> None:
    body = BODY.replace("sugar", "<![CDATA[sugar]]>").replace("tea", "t<!-- x -->e<?x y?>a").replace("ü", "&#252;")
    document = tei(body.replace("Ann", "&ann;"), before='<!DOCTYPE TEI [<!ENTITY ann "Ann">]>')
    assert verify(read(LETTER), document).findings == ()


def test_a_choice_counts_as_the_source_has_it() -> None:
    assert faults(BODY.replace("sugar", "<choice><sic>sugar</sic><corr>sugars</corr></choice>")) == []
    assert faults(BODY.replace("sugar", "<choice><abbr>su.</abbr><expan>sugar</expan></choice>")) != []


def test_inline_markup_parts_no_words() -> None:
    body = BODY.replace("sugar", "su<hi>g</hi>ar").replace("over two", 'over<lb/>two<pb n="3"/>')
    assert faults(body) == []


def test_a_hyphen_at_the_line_end_may_stay_or_be_joined() -> None:
    assert faults('<p>the co-<lb break="no"/>operative</p>', source="the co-\noperative") == []
    verdict = judged("the co-\noperative", "<p>the cooperative</p>")
    assert [f.kind for f in verdict.findings] == ["explained"]
    assert not judged("the co-\noperative", "<p>the cooperative</p>", strict=True).ok


MARKED = "[stamp: Secret\n5 March]\n\n1. one\n2. two **bold** thing (p. 4) more [illegible]. [sic]\n"
MARKED_BODY = (
    "<ab><stamp>Secret <date>5 March</date></stamp></ab>"
    '<list><item n="1">one</item><item n="2">two <hi>bold</hi> thing <pb n="4"/>more '
    '<gap reason="illegible"/>. <sic/></item></list>'
)


def test_conventions_explain_marks() -> None:
    verdict = judged(MARKED, MARKED_BODY)
    assert [(f.source_text, f.kind) for f in verdict.findings] == [
        (mark, "explained") for mark in ["[stamp:", "]", "1.", "2.", "**", "**", "(p. 4)", "[illegible]", "[sic]"]
    ]
    assert (verdict.ok, verdict.lost) == (True, 0)


def test_strict_takes_no_explanations() -> None:
    verdict = judged(MARKED, MARKED_BODY, strict=True)
    assert {f.kind for f in verdict.findings} == {"lost", "moved"}


def test_a_mark_without_its_element_is_lost() -> None:
    body = MARKED_BODY.replace("<stamp>", "").replace("</stamp>", "").replace('<pb n="4"/>', "")
    lost = [f.source_text for f in judged(MARKED, body).findings if f.kind == "lost"]
    assert lost == ["[stamp:", "]", "(p. 4)"]


def test_a_number_is_no_mark_because_an_item_begins_there() -> None:
    assert faults("<list><item>cats sat</item></list>", source="5 cats sat") == [("lost", "5", "")]


def test_another_explanation_can_be_given() -> None:
    def stars(text: str, context: Context) -> str | None:
        return "a star" if text == "*" and context.after == " cat" else None

    verdict = verify(read("the * cat"), tei("<p>the cat</p>"), explain=stars)
    assert [(f.kind, f.became) for f in verdict.findings] == [("explained", "a star")]
    assert not verify(read("the * dog"), tei("<p>the dog</p>"), explain=stars).ok


FRAMED = "31 January 1955\n\n**A Plan of Ours**\n\nCitation:\n\n" + '"A Plan of Ours", archive 5.\n\n' + LETTER
FRAME_HEADER = '<title>A Plan of Ours</title><date>31 January 1955</date><bibl>"A Plan of Ours", archive 5.</bibl>'


def test_the_frame_of_a_page_is_kept_in_the_header() -> None:
    verdict = judged(FRAMED, BODY, FRAME_HEADER)
    assert verdict.ok
    assert [f.source_text for f in verdict.findings if f.kind == "header"] == [
        "31 January 1955",
        "A Plan of Ours",
        '"A Plan of Ours", archive 5.',
    ]


def test_a_frame_that_the_header_does_not_have_is_lost() -> None:
    assert [kind for kind, *_ in faults(BODY, "", FRAMED)] == ["lost"]


def test_columns_that_were_separated_are_no_disorder() -> None:
    source = "1 one alpha\n2 two beta gamma\n3 three delta\n"
    body = "<p>1 one 2 two 3 three</p><p>alpha beta gamma delta</p>"
    verdict = judged(source, body)
    assert verdict.ok and {f.kind for f in verdict.findings} == {"columns"}
    assert not judged(source, body, strict=True).ok


def test_characters_that_xml_cannot_hold_do_not_count() -> None:
    assert faults("<p>the friend of mine</p>", source="the fri\x01end \x02 of mine") == []


def test_a_file_without_text_is_refused() -> None:
    with pytest.raises(TeikitError, match="TK300"):
        verify(read(LETTER), TeiDocument.parse(b"<TEI/>"))


def test_an_empty_body_has_lost_everything() -> None:
    verdict = judged(LETTER, "")
    assert (verdict.ok, verdict.kept, [f.kind for f in verdict.findings]) == (False, 0, ["lost"])


def test_the_verdict_as_data() -> None:
    data = judged(LETTER, BODY.replace("sugar ", "")).to_dict()
    assert (data["ok"], data["lost"], data["characters"]) == (False, 5, len("".join(LETTER.split())))
    assert data["findings"][0]["source"]["line"] == 3
    assert data["findings"][0]["code"] == "TK301"


# planted faults in invented texts

WORD = st.text(alphabet="abcdefghäöñжя", min_size=3, max_size=9)
TEXT = st.lists(st.lists(WORD, min_size=2, max_size=14), min_size=2, max_size=8)
PLANTED = "qqqplanted"


def as_source(paragraphs: list[list[str]]) -> Source:
    return read("\n\n".join(" ".join(words) for words in paragraphs))


def as_tei(paragraphs: list[list[str]]) -> TeiDocument:
    return tei("\n".join(f"<p>{' '.join(words)}</p>" for words in paragraphs))


def planted(paragraphs: list[list[str]], data: st.DataObject, word: str = PLANTED) -> tuple[int, int, list[list[str]]]:
    """A copy with one more word, and where it stands."""
    row = data.draw(st.integers(0, len(paragraphs) - 1))
    column = data.draw(st.integers(0, len(paragraphs[row])))
    copy = [list(words) for words in paragraphs]
    copy[row].insert(column, word)
    return row, column, copy


@given(TEXT, st.data())
def test_a_dropped_word_is_found_at_its_line(paragraphs: list[list[str]], data: st.DataObject) -> None:
    row, _, copy = planted(paragraphs, data)
    (found,) = verify(as_source(copy), as_tei(paragraphs)).findings
    assert (found.kind, found.source_text, found.place and found.place.line) == ("lost", PLANTED, 2 * row + 1)


@given(TEXT, st.data())
def test_an_invented_word_is_found_in_its_element(paragraphs: list[list[str]], data: st.DataObject) -> None:
    row, _, copy = planted(paragraphs, data)
    (found,) = verify(as_source(paragraphs), as_tei(copy)).findings
    assert (found.kind, found.tei_text, found.tei_place.line) == ("invented", PLANTED, row + 2)
    assert found.element == f"/TEI/text/body/p[{row + 1}]"


@given(TEXT, st.data())
def test_a_changed_letter_is_found(paragraphs: list[list[str]], data: st.DataObject) -> None:
    row, column, copy = planted(paragraphs, data)
    changed = [list(words) for words in copy]
    changed[row][column] = "qqqplanned"
    (found,) = verify(as_source(copy), as_tei(changed)).findings
    assert (found.kind, found.source_text, found.tei_text) == ("altered", PLANTED, "qqqplanned")


@given(TEXT, st.data())
def test_glued_words_are_found(paragraphs: list[list[str]], data: st.DataObject) -> None:
    row, column, copy = planted(paragraphs, data)
    glued = [list(words) for words in copy]
    glued[row][column : column + 2] = ["".join(glued[row][column : column + 2])]
    findings = verify(as_source(copy), as_tei(glued)).findings
    assert [f.kind for f in findings] == (["spacing"] if column + 1 < len(copy[row]) else [])


@given(TEXT, st.data())
def test_a_moved_paragraph_is_found(paragraphs: list[list[str]], data: st.DataObject) -> None:
    moved = [f"moved{i}" for i in range(6)]
    there = data.draw(st.integers(1, len(paragraphs)))
    source, other = [moved, *paragraphs], [*paragraphs[:there], moved, *paragraphs[there:]]
    findings = verify(as_source(source), as_tei(other)).findings
    assert {f.kind for f in findings} == {"moved"}


@given(TEXT, TEXT)
def test_every_character_is_counted_once(paragraphs: list[list[str]], others: list[list[str]]) -> None:
    verdict = verify(as_source(paragraphs), as_tei(others))
    counted = verdict.kept + verdict.lost + verdict.altered + verdict.moved + verdict.explained
    assert counted == verdict.characters
    assert verdict.ok == (paragraphs == others)


@given(TEXT)
def test_a_faithful_copy_has_no_findings(paragraphs: list[list[str]]) -> None:
    assert verify(as_source(paragraphs), as_tei(paragraphs)).findings == ()


def lettered(line: str) -> Callable[[int], str]:
    return lambda number: f"{line} {number}"


@pytest.mark.parametrize("line", [lettered("The cat sat on a mat in the year"), lambda number: "the same line"])
def test_a_large_file_is_judged_in_time(line: Callable[[int], str]) -> None:
    lines = [line(number) for number in range(60_000)]
    other = [f"<p>{text}</p>" for place, text in enumerate(lines) if place % 5_000 != 17]
    start = time.perf_counter()
    verdict = verify(read("\n".join(lines)), tei("\n".join(other)))
    assert time.perf_counter() - start < 20
    dropped = sum(len("".join(text.split())) for text in lines[17::5_000])
    assert (verdict.lost, verdict.altered, verdict.moved) == (dropped, 0, 0)


def test_a_mark_does_not_explain_the_words_before_it() -> None:
    body = "<p>We read <supplied>the</supplied> letter.</p>"
    assert faults(body, source="We read all of it and [the] letter.") == [("lost", "all of it and", "")]


def test_a_word_completed_in_brackets_is_explained() -> None:
    body = "<p>the <expan>V<ex>ice</ex></expan>-President</p>"
    assert faults(body, source="the V[ice]-President") == []
    assert not judged("the V[ice]-President", body, strict=True).ok


def test_a_note_call_stands_close_to_its_word_but_does_not_hide_a_glued_one() -> None:
    assert faults("<p>the recent affair<ref>2</ref> has</p>", source="the recent affair[2] has") == []
    glued = faults("<p>the recentaffair<ref>2</ref> has</p>", source="the recent affair[2] has")
    assert glued == [("spacing", "recent affair", "recentaffair")]


NOTED = "One thing[1] happened.\n\nAnother thing[2] did not.\n\n[1] Not printed.\n[2] Not printed either, it seems.\n"
NOTED_BODY = (
    '<p>One thing<note n="1" place="bottom">Not printed.</note> happened.</p>'
    '<p>Another thing<note n="2" place="bottom">Not printed either, it seems.</note> did not.</p>'
)


def test_notes_may_stand_at_their_calls() -> None:
    verdict = judged(NOTED, NOTED_BODY)
    assert verdict.ok and {f.kind for f in verdict.findings} == {"explained", "notes"}
    assert not judged(NOTED, NOTED_BODY, strict=True).ok


def test_a_fault_in_a_note_at_its_call_is_found_in_the_note() -> None:
    (found,) = [f for f in judged(NOTED, NOTED_BODY.replace("it seems", "it sems")).findings if f.severity > 1]
    assert (found.source_text, found.tei_text, found.place and found.place.line) == ("seems", "sems", 6)
    assert found.element == "/TEI/text/body/p[2]/note"


def test_a_swapped_paragraph_with_a_call_in_it_is_moved_as_a_whole() -> None:
    source = "Some words stand here now.\n\nOther things[1] happen there too, they say, and more.\n\nEnd of it."
    body = "<p>Other things<ref>1</ref> happen there too, they say, and more.</p><p>Some words stand here now.</p>"
    assert {kind for kind, *_ in faults(f"{body}<p>End of it.</p>", source=source)} == {"moved"}


def test_an_altered_figure_is_altered_even_beside_marks() -> None:
    assert faults("<p>things<ref>7</ref> happen</p>", source="things[1] happen") == [("altered", "1", "7")]


def test_a_call_glued_to_its_word_is_explained_where_the_note_has_its_number() -> None:
    edition = convert("The hull held fast1. The rope broke at dawn2. It was old.\n\n1. One note.\n2. Another note.")
    verdict = verify(edition.ledger.source, edition.document)
    assert verdict.ok and verdict.altered == 0
    assert not verify(edition.ledger.source, edition.document, strict=True).ok
