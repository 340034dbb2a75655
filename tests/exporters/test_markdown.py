"""Markdown: what it looks like, and that markdown-it and pandoc read the same words in it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from exporters.invented import NAMES, document, tei
from exporters.readback import of_markdown_it, of_pandoc, said
from exporters.test_properties import bodies
from golden.cases import NAMES as CASES
from golden.cases import transcript
from hypothesis import HealthCheck, given, settings

from teikit import convert
from teikit.exporters import export
from teikit.exporters.prose import prose
from teikit.tei import TeiDocument

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.xml"))
HARD = (
    r"a * b *c* **d** _e_ f_g __h__ `i` ``j [k](l) [^1] ![m](n) &lt;o> &lt;p/> &amp;amp; &amp;#65; ~~q~~ r~s~ t^u^ $v$ w | x \ y \* z"
    r""" "quoted" don't -- --- ... :smile: @cite [@cite] {.class} {#id} \begin{x} $$ http://a.b/c%20d_e http://a.b/c] www.a.b_c_"""
    " one&#160;space a@b.c # # 5 * 3"
)
STARTS = [
    *(
        "1. a",
        "1) a",
        "# a",
        "#a",
        "- a",
        "+ a",
        "* a",
        "> a",
        "a) b",
        "(a) b",
        "(1) b",
        "iv. b",
        "J. Smith",
        ": a",
        "~ a",
    ),
    *(
        "| a | b",
        "---",
        "===",
        "***",
        "```",
        "~~~",
        "    a",
        "% a",
        "[^1]: a",
        "[a]: b",
        "&lt;!-- a --&gt;",
        "&lt;div&gt;",
        "#. a",
        "\\",
    ),
]


def markdown(marked: str) -> str:
    """The Markdown of a body, without its front matter."""
    whole = export(tei(marked), "markdown").decode()
    assert whole.startswith('---\ntitle: "A title"\n---\n\n')
    return whole.removeprefix('---\ntitle: "A title"\n---\n\n')


def assert_read_back(source: TeiDocument, view: str = "reading") -> None:
    written = export(source, "markdown", view=view)
    expected = said(prose(source, view, "Markdown"))
    assert of_markdown_it(written) == expected
    if pandoc_is_here():
        assert of_pandoc(written, "markdown") == expected


def pandoc_is_here() -> bool:
    return "pypandoc" in sys.modules or bool(pytest.importorskip("pypandoc", reason="pandoc is not installed"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("view", ["reading", "diplomatic"])
def test_the_invented_documents_are_read_back_as_the_same_words(name: str, view: str) -> None:
    assert_read_back(document(name), view)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_samples_are_read_back_as_the_same_words(path: Path) -> None:
    assert_read_back(TeiDocument.read(path))


@pytest.mark.parametrize("name", CASES)
def test_the_golden_cases_are_read_back_as_the_same_words(name: str) -> None:
    assert_read_back(convert(transcript(name)).document)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(bodies())
def test_whatever_the_tei_it_is_read_back_as_the_same_words(body: str) -> None:
    source = tei(body)
    assert of_markdown_it(export(source, "markdown")) == said(prose(source, "reading", "Markdown"))


def test_signs_that_could_be_markup_are_text() -> None:
    assert_read_back(
        tei(f"<p>{HARD}</p><head>{HARD}</head><table><row><cell>{HARD}</cell></row></table><note>{HARD}</note>")
    )


@pytest.mark.parametrize("start", STARTS)
def test_what_begins_a_line_is_text_too(start: str) -> None:
    assert_read_back(
        tei(f"<p>{start}</p><head>{start}</head><list><item>{start}</item></list><ab>x<note>{start}</note></ab>")
    )
    assert_read_back(tei(f"<head>x<lb/>{start}</head><signed>{start}<lb/>{start}</signed>"))


def test_a_heading_keeps_its_number_and_its_lines() -> None:
    assert markdown("<div><head>1. The <hi>damage</hi><lb/>of #2</head></div>") == "# 1. The *damage* <br>of #2\n"


def test_a_label_and_an_item_that_stand_in_no_list_are_written_all_the_same() -> None:
    assert markdown("<p>a</p><label>k</label><item>v</item>") == "a\n\nk\n\n- v\n"


def test_a_list_that_counts_is_counted_and_other_labels_are_kept() -> None:
    assert markdown('<list rend="1."><item n="3">a</item><item n="4">b</item></list>') == "3. a\n4. b\n"
    assert markdown('<list rend="a)"><item n="a">a</item><item n="c">b</item></list>') == "- a\\) a\n- c\\) b\n"


def test_two_lists_beside_each_other_stay_two() -> None:
    assert markdown("<list><item>a</item></list><list><item>b</item></list>") == "- a\n\n<!-- -->\n\n- b\n"


def test_stamps_and_handwriting_are_callouts() -> None:
    assert markdown("<closer><stamp>A<lb/>B</stamp></closer>") == "> [!NOTE]\n> **Stamp:** A\\\n> B\n"
    assert markdown('<note type="handwritten">seen</note>') == "> [!NOTE]\n> **Handwritten:** seen\n"


def test_notes_are_footnotes() -> None:
    assert markdown("<p>a<note>b</note>: c<note><p>d</p><p>e</p></note>(f)</p>") == (
        "a[^1]\\: c[^2]\\(f)\n\n[^1]: b\n\n[^2]: d\n\n    e\n"
    )


def test_a_table_has_a_head_only_where_tei_says_so() -> None:
    rows = "<row><cell>b|c</cell><cell cols='2'><p>d</p><p>e</p></cell></row></table>"
    assert markdown(f"<table>{rows}") == "|  |  |  |\n| --- | --- | --- |\n| b\\|c | d <br>e |  |\n"
    assert markdown(f"<table><row role='label'><cell>a</cell></row>{rows}").startswith(
        "| a |  |  |\n| --- | --- | --- |\n"
    )


def test_emphasis_within_a_word_is_written_with_tags() -> None:
    assert markdown("<p>a <hi>b</hi> c<hi>d</hi>e <hi rend='bold'>f </hi>g H<hi rend='sub'>2</hi>O</p>") == (
        "a *b* c<em>d</em>e **f** g H<sub>2</sub>O\n"
    )


def test_front_matter_holds_what_the_header_says() -> None:
    front = export(document("letter"), "markdown").decode().split("---\n")[1].splitlines()
    assert [line for line in front if line.startswith(("date", "lang", "archive", "shelfmark"))] == [
        'date: "1957-05-03"',
        'lang: "en"',
        'archive: "State Archive of Vellin"',
        'shelfmark: "fond 12, opis 4, delo 88"',
    ]


def test_an_element_without_a_form_is_said_once() -> None:
    found = prose(tei("<p><own>a</own> <own>b</own></p>"), "reading", "Markdown")
    assert [finding.message for finding in found.findings] == [
        "Markdown has no form of its own for <own>; its text is kept, without the markup"
    ]
