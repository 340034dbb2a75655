"""The forms of HTML, one element at a time, and the page around them."""

from __future__ import annotations

import re

import lxml.html
import pytest
from exporters.html_rules import Rules
from exporters.invented import NAMES, document, tei

from teikit.exporters import export, export_with_findings


def body(marked: str) -> str:
    """What the page shows for a body, without the div of text and body, line ends made spaces."""
    page = export(tei(marked), "html").decode()
    found = re.search(r'<div class="text"><div class="body">(.*?)</div></div></div>\n', page, re.DOTALL)
    assert found
    return " ".join(found[1].split())


def page(name: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(export(document(name), "html"))


def text(found: lxml.html.HtmlElement) -> str:
    return " ".join(found.text_content().split())


def test_a_paragraph_without_blocks_is_a_paragraph() -> None:
    assert body("<p>one</p>") == '<p class="p">one</p>'


def test_a_paragraph_that_holds_a_list_is_a_div() -> None:
    assert body("<p>a <list><item>b</item></list></p>").startswith('<div class="p">a <div class="list"><ul>')


def test_a_phrase_that_holds_a_block_goes_on_within_its_line() -> None:
    assert body("<p><hi>a <list><item>b</item></list></hi></p>").startswith('<div class="p"><div class="hi wraps">')


def test_a_line_break_parts_words_by_a_space_even_when_hidden() -> None:
    assert body("<p>one<lb/>two</p>") == '<p class="p">one <br class="lb">two</p>'


def test_a_break_within_a_word_adds_no_space() -> None:
    assert body('<p>for-<lb break="no"/>ward</p>') == '<p class="p">for-<br class="lb">ward</p>'


def test_text_that_looks_like_markup_is_escaped() -> None:
    assert body("<p>&lt;b&gt; &amp; “x”</p>") == '<p class="p">&lt;b&gt; &amp; “x”</p>'


def test_supplied_words_stand_in_brackets_that_say_whose_they_are() -> None:
    assert body("<p><supplied resp='#translator'>all</supplied></p>") == (
        '<p class="p"><span class="supplied" title="supplied by the translator">'
        '<span class="sign">[</span>all<span class="sign">]</span></span></p>'
    )


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        ('<gap reason="illegible" quantity="3" unit="words"/>', "[3 words illegible]"),
        ('<gap reason="illegible" quantity="1" unit="chars"/>', "[1 letter illegible]"),
        ('<gap atLeast="2" atMost="4" unit="letters" reason="lost"/>', "[2–4 letters lost]"),
        ('<gap reason="editorial"/>', "[omitted]"),
        ("<gap/>", "[…]"),
        ('<space quantity="2" unit="lines"/>', "[blank, 2 lines]"),
        ("<gap><desc>torn</desc></gap>", "[torn]"),
    ],
)
def test_a_loss_says_what_is_lost(gap: str, said: str) -> None:
    shown = lxml.html.fragment_fromstring(body(f"<p>{gap}</p>"))
    assert text(shown) == said


def test_a_choice_shows_one_side_in_each_view() -> None:
    assert body("<p><choice><sic>teh</sic><corr>the</corr></choice></p>") == (
        '<p class="p"><span class="dv" title="read as “the”"><span class="sic">teh</span></span>'
        '<span class="rv" title="the document has “teh”"><span class="corr">the</span></span></p>'
    )


def test_a_day_is_machine_readable_and_an_impossible_one_is_not() -> None:
    assert body('<p><date when="1957-05">May</date></p>') == (
        '<p class="p"><time class="date" datetime="1957-05">May</time></p>'
    )
    assert body('<p><date when="1957-02-30">then</date></p>') == '<p class="p"><span class="date">then</span></p>'


def test_a_script_is_not_a_link() -> None:
    assert body('<p><ref target="javascript:alert(1)">x</ref></p>') == '<p class="p"><span class="ref">x</span></p>'


def test_labels_of_a_list_are_shown_as_typed() -> None:
    shown = body('<list rend="(1)"><item n="1">a</item><item n="2">b</item></list>')
    assert text(lxml.html.fragment_fromstring(shown)) == "(1) a(2) b"


def test_a_page_break_between_rows_has_a_row_of_its_own() -> None:
    shown = body('<table><row><cell>a</cell><cell>b</cell></row><pb n="2"/></table>')
    assert '<tr class="between"><td colspan="2"><span class="pb"' in shown


def test_an_id_is_given_once_even_if_the_file_gives_it_twice() -> None:
    assert body('<p xml:id="a">x</p><p xml:id="a">y</p>') == '<p class="p" id="a">x</p><p class="p">y</p>'


def test_calls_and_notes_lead_to_each_other() -> None:
    shown = page("letter")
    for call in shown.cssselect("sup.call a"):
        note = shown.get_element_by_id(call.get("href")[1:])
        assert note.cssselect(".backlink")[0].get("href") == f"#{call.get('id')}"


def test_a_note_that_points_at_its_place_has_a_way_back() -> None:
    shown = page("print")
    note = shown.get_element_by_id("end1")
    assert [link.get("href") for link in note.cssselect("a")] == ["#here", "#here"]


@pytest.mark.parametrize("name", NAMES)
def test_headings_ids_and_content_models_are_those_of_html(name: str) -> None:
    assert Rules(export(document(name), "html").decode()).faults == []


def test_contents_lists_each_division_once() -> None:
    assert [text(item) for item in page("letter").cssselect("nav li")] == [
        "Letter",
        "On the Repair of the Harbour at Vellin and the Tasks of the Port Office",
        "1. The damage of the winter",
        "2. The tasks of the port office",
    ]


def test_the_facts_of_the_header_stand_at_the_side() -> None:
    facts = {text(row[0]): [text(value) for value in row[1:]] for row in page("letter").cssselect("aside dl > div")}
    assert facts["Sent"] == ["A. MOREV; 3 May 1957"]
    assert facts["Held at"] == ["State Archive of Vellin, fond 12, opis 4, delo 88"]
    assert facts["Translated by"] == ["Ida Quill"]
    assert facts["Hands"] == ["a P. Orlin, in ink 1", "a unknown hand, in red pencil 1 2"]


def test_each_hand_has_a_tint_of_its_own() -> None:
    tints = [re.findall(r"hand-\d", note.get("class")) for note in page("letter").cssselect(".note.hand")]
    assert tints == [["hand-1"], ["hand-2"]]


def test_the_page_asks_the_network_for_nothing() -> None:
    shown = page("print")
    assert shown.cssselect("link, img, script[src], iframe") == []
    assert "default-src 'none'" in shown.cssselect("meta[http-equiv]")[0].get("content")


def test_the_language_of_the_text_is_stated() -> None:
    assert page("letter").get("lang") == "en"


def test_the_view_asked_for_is_the_one_chosen() -> None:
    shown = lxml.html.document_fromstring(export(document("letter"), "html", view="diplomatic"))
    assert [choice.get("value") for choice in shown.cssselect("input[checked]")] == ["diplomatic"]


def test_an_element_without_a_form_keeps_its_text_and_is_said_once() -> None:
    data, findings = export_with_findings(tei("<p><own>a</own> <own>b</own></p>"), "html")
    assert [(finding.code, finding.element) for finding in findings] == [("TK402", "own")]
    assert '<span class="unknown">a</span> <span class="unknown">b</span>' in data.decode()


def test_a_document_without_a_header_takes_its_first_heading_as_title() -> None:
    shown = export(tei("<div><head>The Salt</head><p>x</p></div>", header="<fileDesc/>"), "html").decode()
    assert "<title>The Salt</title>" in shown


def test_what_an_alternative_shows_is_not_hidden_again_within_it() -> None:
    inner = "<choice><orig>a</orig><reg>b</reg></choice>"
    shown = Rules(export(tei(f"<p><choice><orig>{inner}</orig><reg>c<del>d</del></reg></choice></p>"), "html").decode())
    assert shown.words == ["cd", "a", "b"]


def test_markup_quoted_as_an_example_is_shown_as_such() -> None:
    shown = body('<egXML xmlns="http://www.tei-c.org/ns/Examples"><p>one</p></egXML>')
    assert text(lxml.html.fragment_fromstring(shown)) == "<egXML><p>one</p></egXML>"


def test_hands_and_stamps_lead_to_their_places_in_the_text() -> None:
    shown = page("letter")
    links = [link.get("href", "")[1:] for link in shown.cssselect(".facts a[href^='#']")]
    assert links == ["hand-1", "hand-2", "hand-3", "stamp-1"]
    assert [shown.get_element_by_id(anchor).get("class") for anchor in links] == [
        "note t-handwritten hand hand-1",
        "note t-handwritten hand hand-2",
        "add above hand hand-2",
        "stamp t-receipt",
    ]
    assert (
        text(shown.cssselect(".facts a[href='#stamp-1']")[0])
        == "Council of Ports: Secret Copy № 1 03317 6 May 1957 7 May …"
    )
