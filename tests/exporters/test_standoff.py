"""The reading text and the ranges of it: what stands where, what is left out, what parts blocks."""

from __future__ import annotations

from collections import Counter

import pytest
from exporters.invented import NAMES, document, tei
from lxml import etree

from teikit.exporters.standoff import Standoff, language, standoff
from teikit.tei import TeiDocument


def read(marked: str) -> Standoff:
    return standoff(tei(marked))


def ranges(marked: str, name: str) -> list[str]:
    found = read(marked)
    return [found.text[each.start : each.end] for each in found.features if each.name == name]


def test_blocks_are_parted_by_two_line_ends_lines_by_one_and_cells_by_a_tab() -> None:
    marked = "<head>A<lb/>B</head><p>one\n <lb/> two</p><table><row><cell>c</cell><cell>d</cell></row><row><cell>e</cell></row></table>"
    found = read(marked)
    assert found.text == "A\nB\n\none two\n\nc\td\ne"
    assert [(found.text[each.start : each.end], each.feature.name) for each in found.blocks] == [
        ("A\nB", "head"),
        ("one two", "p"),
        ("c", "cell"),
        ("d", "cell"),
        ("e", "cell"),
    ]


def test_a_break_within_a_word_does_not_part_it_and_no_other_joins_two() -> None:
    assert read('<p>hy<lb break="no"/>phen one<lb/>two</p>').text == "hyphen one two"


def test_the_editors_side_of_a_choice_is_read_and_the_other_is_kept_aside() -> None:
    found = read("<p>a <choice><abbr>Cde.</abbr><expan>Com<ex>rade</ex></expan></choice> b</p>")
    assert found.text == "a Comrade b"
    assert [(each.name, each.start, each.end, each.aside) for each in found.features[4:]] == [
        ("choice", 2, 9, None),
        ("abbr", 2, 2, "Cde."),
        ("expan", 2, 9, None),
        ("ex", 5, 9, None),
    ]


def test_what_is_deleted_is_kept_aside_with_what_is_in_it() -> None:
    found = read("<p>one <del>two <hi>three</hi></del> four</p>")
    assert found.text == "one four"
    assert [(each.name, each.start, each.aside) for each in found.features if each.aside is not None] == [
        ("del", 3, "two three"),
        ("hi", 3, "three"),
    ]


def test_a_note_with_a_call_stands_behind_the_text_and_says_where_it_is_called() -> None:
    found = read('<p>one<note>A note.</note> two</p><p place="foot">three<note place="foot">Another.</note></p>')
    notes = [each for each in found.features if each.name == "note"]
    assert found.text == "one two\n\nthree\n\nA note.\n\nAnother."
    assert [(found.text[each.start : each.end], each.call) for each in notes] == [("A note.", 3), ("Another.", 14)]
    assert [each.parent.id for each in notes if each.parent] == ["e4", "e5"]


def test_a_remark_beside_its_word_is_parted_from_it() -> None:
    assert ranges('<p>Dahl<note type="gloss">Dal</note>, (<note type="gloss">x</note>) said</p>', "note") == [
        "Dal",
        "x",
    ]
    assert (
        read('<p>Dahl<note type="gloss">Dal</note>, (<note type="gloss">x</note>) said</p>').text
        == "Dahl Dal, (x) said"
    )


def test_what_has_no_extent_stands_where_its_element_begins() -> None:
    found = read('<p>one</p><p><pb n="2"/><gap/>two</p><p><del>x</del><note>n</note>three</p>')
    points = {each.name: (each.start, each.end) for each in found.features if each.name in ("pb", "gap", "del")}
    assert found.text == "one\n\ntwo\n\nthree\n\nn"
    assert points == {"pb": (5, 5), "gap": (5, 5), "del": (10, 10)}
    assert [each.call for each in found.features if each.name == "note"] == [10]


def test_a_phrase_is_without_the_space_around_it() -> None:
    assert ranges("<p>to <persName> A. <surname>Bell</surname> </persName>, Aldby</p>", "persName") == ["A. Bell"]


def test_ids_are_the_files_own_where_they_stand_once() -> None:
    found = read('<p xml:id="a">x</p><p xml:id="a">y</p><p xml:id="e4">z</p>')
    assert [each.id for each in found.features] == ["e1", "e2", "e3", "a", "e5", "e4"]


def test_the_language_is_that_of_the_nearest_element_that_states_one() -> None:
    found = read('<div xml:lang="de"><p><foreign xml:lang="la">ex</foreign> <hi>und</hi></p></div>')
    assert [language(each) for each in found.features[3:]] == ["de", "de", "la", "de"]


def test_elements_nested_far_deeper_than_a_call_stack_are_read() -> None:
    root = etree.Element("p")
    inner = etree.SubElement(root, "del")
    for _ in range(20_000):
        inner = etree.SubElement(inner, "hi")
    inner.text = "deep"
    found = standoff(TeiDocument(root))
    assert (found.text, found.features[1].aside) == ("", "deep")


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_below_the_header_stands_in_the_text_or_aside_once(name: str) -> None:
    source = document(name)
    found = standoff(source)
    outermost = [
        each.aside for each in found.features if each.aside and (each.parent is None or each.parent.aside is None)
    ]
    kept = Counter("".join("".join((found.text, *outermost)).split()))
    parts = [part for part in source.root if etree.QName(part).localname != "teiHeader"]
    assert kept == Counter("".join(text for part in parts for text in "".join(_texts(part)).split()))


def _texts(part: etree._Element) -> list[str]:
    return [str(text) for text in part.xpath("descendant::text()")]  # type: ignore[union-attr]
