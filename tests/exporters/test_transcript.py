"""A transcript that is read again as the same document, and what is said where it is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from exporters.invented import tei
from exporters.test_properties import bodies
from golden.cases import NAMES as CASES
from golden.cases import text_of
from golden.cases import transcript as typed
from hypothesis import HealthCheck, given, settings
from lxml import etree

from teikit import convert
from teikit.convert import Edition
from teikit.exporters import export, export_with_findings
from teikit.tei import TeiDocument

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
_MAKING = re.compile(r"<encodingDesc>.*?</encodingDesc>|<text\b.*", re.DOTALL)

# the headers that say more than pages of their profile can be written with: two fields on one line, in no order of their own
HEADERS_NOT_WHOLE = {"bukovsky-note"}
# the cases whose text is read otherwise, each with its cause: what TEI does not hold, or no rule of the profile can write
TEXTS_NOT_WHOLE: dict[str, str] = {}


def again(edition: Edition) -> Edition:
    """The edition made of the transcript that an edition is written as."""
    text = export(edition.document, "transcript", profile=edition.profile).decode()
    return convert(text, profile=edition.profile)


def header_of(edition: Edition) -> str:
    """The header without what depends on the file: how it was made, and its name as a title where the page has none."""
    header = _MAKING.sub("", edition.to_bytes().decode())
    return re.sub(r">(?:Transcript of [^<]*|Untitled transcript)<", "><", header)


@pytest.mark.parametrize("name", CASES)
def test_a_golden_case_comes_back_letter_for_letter(name: str) -> None:
    edition = convert(typed(name))
    other = again(edition)
    if name not in TEXTS_NOT_WHOLE:
        assert text_of(other) == text_of(edition)
    if name not in HEADERS_NOT_WHOLE:
        assert header_of(other) == header_of(edition)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_comes_back_letter_for_letter(path: Path) -> None:
    edition = convert(path)
    other = again(edition)
    assert (text_of(other), header_of(other)) == (text_of(edition), header_of(edition))


def transcript(marked: str, profile: str = "") -> str:
    return export(tei(marked), "transcript", profile=profile).decode()


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ('<gap reason="illegible" unit="word" quantity="2"/>', "[2 words illegible]"),
        ('<gap reason="illegible" unit="char" atLeast="3" atMost="4"/>', "[3-4 illegible letters]"),
        ('<gap reason="illegible"/>', "[illegible]"),
        ('<gap reason="editorial"/>', "[…]"),
        ('<unclear cert="low">Varnov</unclear>', "[?Varnov?]"),
        ("<supplied>the</supplied>", "[the]"),
        ("sugar <sic>saltt</sic>", "sugar saltt [sic]"),
        ("<del>never</del>", "[crossed out: never]"),
        ('<add place="above">so</add>', "[inserted above the line: so]"),
        ("<expan>F<ex>oreign</ex></expan> Office", "F[oreign] Office"),
        ('<pb n="4"/>', "[page 4]"),
        ("the <stamp>Received <lb/>4 May</stamp>", "the [stamp: Received\n4 May]"),
        ('<note type="handwritten" place="left">yes</note>', "[handwritten in the left margin: yes]"),
        ("<choice><orig>rec'd</orig><reg>received</reg></choice>", "rec'd"),
        ("<hi>plain</hi>", "plain"),
        ("<unclear>so </unclear>far", "[?so?] far"),
    ],
)
def test_an_element_is_the_bracket_that_it_is_read_from(marked: str, expected: str) -> None:
    written = transcript(f"<p>It is said {marked}</p>")
    assert written == f"It is said {expected}\n"


def test_the_words_of_a_bracket_are_in_the_language_of_the_text() -> None:
    marked = '<p>Der Minister hat die Frage der Kohle mit uns besprochen und <gap reason="illegible"/> gesagt.</p>'
    assert "[unleserlich]" in transcript(marked)


def test_each_profile_has_brackets_of_its_own() -> None:
    marked = '<p>He was <hi rend="underline">never</hi> there</p>'
    assert transcript(marked, "fromthepage") == "He was <u>never</u> there\n"
    assert transcript(marked) == "He was never there\n"


def test_a_profile_of_ones_own_is_written_by_its_own_rules(tmp_path: Path) -> None:
    rule = 'pattern = "X-OUT (?P<text>.+)"\nelement = "del"\nwhy = "typed over"\nexamples = ["X-OUT word"]\n'
    own = tmp_path / "own.toml"
    own.write_text(
        f'name = "own"\nextends = "generic"\n[bracket.struck]\n{rule}'.replace(
            '"X-OUT (?P<text>.+)"', "'X-OUT (?P<text>.+)'"
        )
    )
    assert transcript("<p>He was <del>never</del> there</p>", str(own)) == "He was [X-OUT never] there\n"


def test_lists_notes_and_tables_are_typed_as_they_are_read() -> None:
    assert transcript('<list rend="1 -"><item n="1">a</item><item n="2-3">b</item></list>') == "1 - a\n2-3 - b\n"
    assert transcript('<p>a<note place="foot" n="7">b</note> c</p>') == "a[7] c\n\n[7] b\n"
    assert transcript("<table><row><cell>a</cell><cell>b</cell></row></table>") == "| a | b |\n"


def test_what_does_not_come_back_is_said_once_for_each_name() -> None:
    _, findings = export_with_findings(
        tei('<p><hi>a</hi> <date when="1911">b</date> <date when="1912">c</date></p>'), "transcript"
    )
    assert [(found.code, found.element) for found in findings] == [
        ("TK402", "hi"),
        ("TK410", "date"),
        ("TK411", None),
    ]
    assert findings[1].message == "2 of 2 <date> would not be read as the same again by the profile generic"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_comes_back_whole_is_written_without_a_word(path: Path) -> None:
    edition = convert(path)
    assert export_with_findings(edition.document, "transcript", profile=edition.profile)[1] == ()


def test_a_document_without_text_is_an_empty_transcript() -> None:
    assert transcript("").strip() == ""


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(bodies())
def test_whatever_the_tei_every_word_but_those_of_the_editors_sides_is_typed(body: str) -> None:
    source = tei(body)
    for alternative in source.root.xpath(
        "//*[local-name()='choice' or local-name()='am' or local-name()='rdg' or local-name()='fw']"
    ):  # type: ignore[union-attr]
        alternative.tag = "{http://www.tei-c.org/ns/1.0}seg"  # type: ignore[union-attr]
    words = set(re.findall(r"w\d+x", body))
    assert words - set(re.findall(r"w\d+x", export(source, "transcript").decode())) == set()


def test_elements_nested_deeper_than_a_call_stack_are_typed() -> None:
    for name in ("hi", "supplied", "stage", "note", "list"):
        root = etree.Element("p")
        inner = root
        for _ in range(1_500):
            inner = etree.SubElement(inner, name)
        inner.text = "deep"
        assert b"deep" in export(TeiDocument(root), "transcript")
