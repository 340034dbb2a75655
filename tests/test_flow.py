"""What a TEI file reads as, and the way back to its elements."""

import pytest

from teikit.diagnostics import TeikitError
from teikit.flow import JOINT, Flow, flow
from teikit.tei import TEI, TeiDocument


def read(body: str, header: str = "", before: str = "") -> Flow:
    text = f'{before}<TEI xmlns="{TEI}"><teiHeader>{header}</teiHeader><text><body>{body}</body></text></TEI>'
    return flow(TeiDocument.parse(text.encode(), "letter.xml"))


def words(body: str, before: str = "") -> str:
    return " ".join(read(body, before=before).text.text.replace(JOINT, " ").split())


def test_a_choice_reads_as_the_source_does() -> None:
    assert words("<p>a <choice><sic>teh</sic><corr>the</corr></choice> cat</p>") == "a teh cat"
    assert words("<p><choice><expan>number</expan><abbr>no.</abbr></choice> 5</p>") == "no. 5"
    assert words("<p><choice><unclear>cat</unclear><unclear>cot</unclear></choice></p>") == "cat"


def test_comments_instructions_and_cdata_are_read_through() -> None:
    assert words("<p>a <!-- no -->c<?no no?>a<![CDATA[t & <b>]]> &#233;</p>") == "a cat & <b> é"


def test_declared_entities_are_resolved() -> None:
    before = '<!DOCTYPE TEI [<!ENTITY kpss "CPSU &amp; &cc;"><!ENTITY cc "C<hi>C</hi>">]>'
    assert words("<p>the &kpss; stamp</p>", before) == "the CPSU & CC stamp"


@pytest.mark.parametrize("declared", ['e0 "&e0;"', 'e1 "&e0;"><!ENTITY e0 "&e1;"'])
def test_entities_without_end_are_refused(declared: str) -> None:
    with pytest.raises(TeikitError, match="TK201"):
        read("<p>&e0;</p>", before=f"<!DOCTYPE TEI [<!ENTITY {declared}>]>")


def test_phrases_part_no_words_and_blocks_may() -> None:
    assert read("<p>c<hi>a</hi>t</p>").text.text.strip(JOINT) == "cat"
    assert read('<p>co-<lb break="no"/>op</p>').text.text.strip(JOINT) == f"co-{JOINT}{JOINT}op"


def test_a_place_counts_lines_within_an_element_and_after_comments() -> None:
    found = read("<p>one\ntwo <!-- \n -->three\n<hi>four</hi>\nfive</p>")
    lines = [found.place(found.text.text.index(word)).line for word in ("one", "two", "three", "four", "five")]
    assert lines == [1, 2, 3, 4, 5]


def test_an_element_path_numbers_siblings_of_one_name() -> None:
    found = read("<p>one</p><p>two <hi>three</hi></p>")
    chunk = found.text.chunk(found.text.text.index("three"))
    assert found.element_path(chunk.element) == "/TEI/text/body/p[2]/hi"


def test_header_and_attributes_are_apart() -> None:
    found = read('<p n="4">four</p>', "<title>A letter</title>")
    assert found.header.text.strip(JOINT) == "A letter"
    assert [(c.attribute, found.margin.text[c.start]) for c in found.margin.chunks] == [("n", "4")]


def test_a_deep_file_is_read_without_recursion() -> None:
    assert words("<p>" + "<hi>" * 200 + "cat" + "</hi>" * 200 + "</p>") == "cat"
