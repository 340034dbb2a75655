"""A tree becomes markup: white space is the source's, its line ends count where lines do, and elements lead back to lines."""

from __future__ import annotations

import pytest
from lxml import etree
from typed import Typed, element

from teikit.nodes import Copy, Generated, Mark, Node, Run, Slice


def paragraph(text: str, name: str = "p") -> str:
    """An element that holds a whole text."""
    return Typed(text).markup(element(name, Slice(0, len(text))))


# White space within text


def test_white_space_within_text_is_one_blank() -> None:
    assert paragraph("Dear \t friend,\u2003the  sea\x0cis  calm") == "<p>Dear friend, the sea is calm</p>"


def test_white_space_at_the_sides_of_a_block_is_left_out() -> None:
    assert paragraph("\n  Dear friend \n") == "<p>Dear friend</p>"


def test_a_line_end_in_prose_is_a_blank() -> None:
    assert paragraph("Dear\nfriend") == "<p>Dear friend</p>"


@pytest.mark.parametrize("name", ["stamp", "head", "signed", "addrLine", "dateline", "salute", "cell", "l"])
def test_a_line_end_is_lb_where_lines_count(name: str) -> None:
    assert paragraph("The Harbour\nOffice", name) == f"<{name}>The Harbour <lb/>Office</{name}>"


def test_a_line_that_is_blank_is_no_line() -> None:
    assert paragraph("The Harbour\n \n\nOffice", "head") == "<head>The Harbour <lb/>Office</head>"


def test_a_hyphen_at_a_line_end_stays_and_parts_no_word() -> None:
    assert paragraph("the har-\n  bour") == '<p>the har-<lb break="no"/>bour</p>'


def test_a_dash_at_a_line_end_is_no_hyphen() -> None:
    assert paragraph("the sea -\nand the harbour") == "<p>the sea - and the harbour</p>"


def test_a_hyphen_at_a_line_end_between_two_leaves_parts_no_word() -> None:
    typed = Typed("the har-\nbour")
    tree = element("p", typed.text("the har-"), typed.text("bour"))
    assert typed.markup(tree) == '<p>the har-<lb break="no"/>bour</p>'


# White space between elements


def test_a_milestone_takes_the_white_space_on_both_sides() -> None:
    typed = Typed("Dear\n[p. 2]\nfriend")
    tree = element("p", typed.text("Dear"), element("pb", typed.mark("[p. 2]", "pb"), n="2"), typed.text("friend"))
    assert typed.markup(tree) == '<p>Dear <pb n="2"/>friend</p>'


def test_a_milestone_within_a_word_has_none() -> None:
    typed = Typed("har-\n[p. 2]\nbour")
    milestone = element("pb", typed.mark("[p. 2]", "pb"), n="2", **{"break": "no"})
    tree = element("p", typed.text("har-"), milestone, typed.text("bour"))
    assert typed.markup(tree) == '<p>har-<pb n="2" break="no"/>bour</p>'


def test_a_block_that_begins_with_a_milestone_begins_without_a_blank() -> None:
    typed = Typed("[p. 2]\nDear friend")
    tree = element("p", element("pb", typed.mark("[p. 2]", "pb"), n="2"), typed.text("Dear friend"))
    assert typed.markup(tree) == '<p><pb n="2"/>Dear friend</p>'


def test_white_space_stands_outside_the_element_that_begins_there() -> None:
    typed = Typed("the Rope Office here")
    tree = element("p", typed.text("the"), element("orgName", typed.text(" Rope Office")), typed.text("here"))
    assert typed.markup(tree) == "<p>the <orgName>Rope Office</orgName> here</p>"


def test_white_space_within_a_convention_stands_outside_its_element() -> None:
    typed = Typed("the [add: Rope] Office")
    inner = element("add", typed.mark(" [add: "), typed.text("Rope"), typed.mark("]"))
    assert typed.markup(element("p", typed.text("the"), inner, typed.text("Office"))) == (
        "<p>the <add>Rope</add> Office</p>"
    )


def test_elements_without_white_space_between_them_have_none() -> None:
    typed = Typed("(A. Quill)")
    tree = element("signed", typed.text("("), element("persName", typed.text("A. Quill")), typed.text(")"))
    assert typed.markup(tree) == "<signed>(<persName>A. Quill</persName>)</signed>"


def test_marks_are_skipped_and_glue_no_words() -> None:
    typed = Typed("we [unclear: sail] on")
    inner = element("unclear", typed.mark("[unclear: "), typed.text("sail"), typed.mark("]"))
    assert typed.markup(element("p", typed.text("we"), inner, typed.text("on"))) == (
        "<p>we <unclear>sail</unclear> on</p>"
    )


def test_marks_within_a_word_split_no_word() -> None:
    typed = Typed("wo[unclear: r]d")
    inner = element("unclear", typed.mark("[unclear: "), typed.text("r", after=": "), typed.mark("]"))
    tree = element("p", typed.text("wo"), inner, typed.text("d"))
    assert typed.markup(tree) == "<p>wo<unclear>r</unclear>d</p>"


def test_a_mark_between_blanks_parts_words() -> None:
    typed = Typed("CPSU stamp: Secret")
    tree = element("stamp", typed.text("CPSU"), typed.mark(" stamp: "), typed.text("Secret"))
    assert typed.markup(tree) == "<stamp>CPSU Secret</stamp>"


def test_matter_that_was_moved_is_parted_from_its_new_neighbour() -> None:
    typed = Typed("left-right,more")
    tree = element("p", typed.text("right"), typed.text("left"))
    assert typed.markup(tree) == "<p>right left</p>"


def test_matter_moved_over_lines_keeps_lines_apart_where_they_count() -> None:
    typed = Typed("one  three\ntwo  four")
    parts = [typed.text(word) for word in ("one", "two", "three", "four")]
    assert typed.markup(element("ab", *parts)) == "<ab>one <lb/>two <lb/>three <lb/>four</ab>"


def test_parts_of_an_opener_stand_on_lines_of_their_own() -> None:
    typed = Typed("Hull, 2 May\nDear friend")
    tree = element(
        "opener", element("dateline", typed.text("Hull, 2 May")), element("salute", typed.text("Dear friend"))
    )
    assert typed.markup(tree) == "<opener><dateline>Hull, 2 May</dateline>\n <salute>Dear friend</salute></opener>"


def test_a_note_of_several_lines_keeps_them_and_a_gloss_in_a_sentence_does_not() -> None:
    typed = Typed("to\nfile")
    leaf = Slice(0, 7)
    assert typed.markup(element("note", leaf, type="handwritten")) == '<note type="handwritten">to <lb/>file</note>'
    assert typed.markup(element("note", leaf, type="gloss")) == '<note type="gloss">to file</note>'


def test_elements_without_text_of_their_own_are_indented() -> None:
    typed = Typed("hemp; sisal.")
    tree = element("list", element("item", typed.text("hemp;")), element("item", typed.text("sisal.")))
    assert typed.markup(tree) == "<list>\n <item>hemp;</item>\n <item>sisal.</item>\n</list>"


# Signs, attributes, copies


def test_signs_of_markup_are_escaped() -> None:
    assert paragraph('Quill & Sons <"Hull">') == '<p>Quill &amp; Sons &lt;"Hull"&gt;</p>'


def test_attributes_are_escaped_and_on_one_line() -> None:
    tree = element("ref", n='a "b" & <c>\nd')
    assert Typed("").markup(tree) == '<ref n="a &quot;b&quot; &amp; &lt;c&gt; d"/>'


def test_characters_that_xml_forbids_are_left_out() -> None:
    assert paragraph("the\x00 sea\x1b,\ufffe calm") == "<p>the sea, calm</p>"


def test_what_is_less_than_sure_says_so_and_who_decided() -> None:
    assert Typed("").markup(Node("date", {"when": "1955"}, certainty="low")) == (
        '<date when="1955" cert="low" resp="#teikit"/>'
    )


def test_a_certainty_that_is_given_stays() -> None:
    tree = Node("date", {"cert": "medium"}, certainty="low")
    assert Typed("").markup(tree) == '<date cert="medium"/>'


def test_an_element_of_nothing_but_marks_is_empty() -> None:
    typed = Typed("[illegible]")
    assert typed.markup(element("gap", typed.mark("[illegible]"), reason="illegible")) == '<gap reason="illegible"/>'


def test_copies_and_generated_text_are_written_as_they_are() -> None:
    typed = Typed("RGANI, fond 5")
    tree = element("idno", Generated("from "), Copy(*typed.place("fond 5")))
    assert typed.markup(tree) == "<idno>from fond 5</idno>"


def test_text_where_the_content_has_none_is_a_bug() -> None:
    with pytest.raises(AssertionError, match="text directly in div"):
        paragraph("Dear friend", "div")


def test_a_run_that_was_left_unread_is_a_bug() -> None:
    with pytest.raises(AssertionError, match="a run was left in p"):
        Typed("Dear").markup(element("p", Run("Dear", [Slice(0, 4)])))


# The file


def test_the_file_is_what_lxml_would_write() -> None:
    typed = Typed("Dear & friend -\nэто «море»")
    data = typed.encoded(element("p", element("hi", Mark(0, 0, "")), Slice(0, 25), n='"')).data
    root = etree.fromstring(data)
    assert etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True) + b"\n" == data


def test_elements_lead_back_to_their_lines() -> None:
    typed = Typed("Of Ropes\nDear\nfriend [p. 2]")
    milestone = element("pb", typed.mark("[p. 2]", "pb"))
    tree = element("div", element("head", typed.text("Of Ropes")), element("p", typed.text("Dear\nfriend"), milestone))
    lines = [place and place.line for place in typed.encoded(tree).origins]
    assert lines == [1, 1, 2, 3]


def test_a_line_break_leads_back_to_its_text_and_generated_matter_nowhere() -> None:
    typed = Typed("\nThe Harbour\nOffice")
    tree = element("div", element("head", typed.text("The Harbour\nOffice")), element("p", "undated"))
    data, origins = typed.encoded(tree)
    names = [str(found.tag) for found in etree.fromstring(data).iter()]
    assert [(name, place and place.line) for name, place in zip(names, origins, strict=True)] == [
        ("div", 2), ("head", 2), ("lb", 2), ("p", None)
    ]  # fmt: skip
