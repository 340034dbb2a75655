"""Word files: what stands in their parts, and that pandoc, python-docx and LibreOffice read the same words in them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from exporters.invented import NAMES, document, tei
from exporters.readback import of_pandoc, said
from exporters.test_properties import bodies
from golden.cases import NAMES as CASES
from golden.cases import transcript
from hypothesis import HealthCheck, given, settings
from lxml import etree

from teikit import convert
from teikit.exporters import export
from teikit.exporters.prose import prose
from teikit.exporters.prose.blocks import Listing
from teikit.tei import TeiDocument

docx = pytest.importorskip("docx", reason="python-docx is not installed")
from teikit.exporters.docx.numbering import Count, count  # noqa: E402

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.xml"))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(name).decode()


def body(marked: str) -> str:
    """The paragraphs of a body behind the masthead, without what repeats itself."""
    markup = part(export(tei(marked), "docx"), "word/document.xml")
    inner = markup.partition('<w:t xml:space="preserve">A title</w:t></w:r></w:p>')[2].partition("<w:sectPr>")[0]
    return inner.replace(' xml:space="preserve"', "").replace("w:", "")


def assert_read_back(source: TeiDocument, view: str = "reading") -> None:
    pytest.importorskip("pypandoc", reason="pandoc is not installed")
    text, notes = of_pandoc(export(source, "docx", view=view), "docx")
    expected = said(prose(source, view, "Word"), typed=lambda listing: count(listing) is None)
    assert (text[len(text) - len(expected[0]) :], notes) == expected


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("view", ["reading", "diplomatic"])
def test_pandoc_reads_the_invented_documents_back(name: str, view: str) -> None:
    assert_read_back(document(name), view)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_pandoc_reads_the_samples_back(path: Path) -> None:
    assert_read_back(TeiDocument.read(path))


@pytest.mark.parametrize("name", CASES)
def test_pandoc_reads_the_golden_cases_back(name: str) -> None:
    assert_read_back(convert(transcript(name)).document)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(bodies())
def test_whatever_the_tei_every_part_is_well_formed_and_opens(body: str) -> None:
    data = export(tei(body), "docx")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            etree.fromstring(file.read(name))
    opened = docx.Document(io.BytesIO(data))
    expected = prose(tei(body), "reading", "Word").blocks
    tables = [block for block in expected if hasattr(block, "rows")]
    assert len(opened.tables) == len(tables)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_a_letter_and_numbers_its_lists(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(export(document("letter"), "docx"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "letter.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    lines = (tmp_path / "letter.txt").read_text(encoding="utf-8-sig").split("\n")
    # its plain text has bullets of its own for each level
    assert [line.strip() for line in lines if re.match(r"\s*(\(\d\)|•|◦) ", line)] == [
        "• Clear the basin of sand, and sound the channel along its whole length;",
        "• Repair the northern mole with stone from the quarries of Orm; [page turn]",
        "• Train a crew of divers.",
        "(1) The first crane goes to the yard.",
        "(2) The second stays:",
        "◦ by day at the quay;",
        "◦ by night at the lock.",
    ]


def test_a_paragraph_is_one_run_and_a_heading_is_one_of_words_own() -> None:
    assert body("<div><head>1. A</head><p>one\n two</p></div>") == (
        '<p><pPr><pStyle val="Heading1"/></pPr><r><t>1. A</t></r></p><p><pPr></pPr><r><t>one two</t></r></p>'
    )


def test_looks_and_languages_are_those_of_runs() -> None:
    assert body(
        '<p>a <hi rend="bold sup">b</hi> <foreign xml:lang="ru">да</foreign> <foreign xml:lang="ar">لا</foreign></p>'
    ) == (
        '<p><pPr></pPr><r><t>a </t></r><r><rPr><b/><bCs/><vertAlign val="superscript"/></rPr><t>b</t></r><r><t> </t></r>'
        '<r><rPr><i/><iCs/><lang val="ru"/></rPr><t>да</t></r><r><t> </t></r>'
        '<r><rPr><i/><iCs/><rtl/><lang bidi="ar"/></rPr><t>لا</t></r></p>'
    )


def test_a_paragraph_in_a_script_from_right_to_left_runs_so() -> None:
    assert "<bidi/>" in body('<p xml:lang="he">שלום</p>')


def test_a_note_is_a_footnote_with_a_part_of_its_own() -> None:
    data = export(tei("<p>a<note>b</note></p>"), "docx")
    assert '<w:footnoteReference w:id="1"/>' in part(data, "word/document.xml")
    note = part(data, "word/footnotes.xml").partition('<w:footnote w:id="1">')[2]
    assert re.sub(r"<[^>]*>", "", note) == " b"
    assert 'Target="footnotes.xml"' in part(data, "word/_rels/document.xml.rels")


def test_a_stamp_is_a_bordered_paragraph_and_two_stay_apart() -> None:
    found = body("<closer><stamp>A</stamp><stamp>B</stamp></closer>")
    assert re.findall(r'pStyle val="(\w+)"', found) == ["Stamp", "Spacer", "Stamp"]
    assert re.findall(r"<t>([^<]*)</t>", found) == ["Stamp:", " ", "A", "Stamp:", " ", "B"]


def test_a_list_that_counts_is_counted_by_word_and_other_labels_are_typed() -> None:
    counted = body('<list rend="(a)"><item n="c">x</item><item n="d">y</item></list>')
    assert (counted.count("<numPr>"), "(c)" in counted) == (2, False)
    assert counted.count('<ind left="425" hanging="425"/>') == 2
    typed = body('<list rend="(a)"><item n="c">x</item><item n="e">y</item></list>')
    assert (typed.count("<numPr>"), re.findall(r"<t>(\([ce]\))</t><tab/>", typed)) == (0, ["(c)", "(e)"])


@pytest.mark.parametrize(
    ("labels", "counted"),
    [
        (["1.", "2."], Count("decimal", "", ".", 1)),
        (["(7)", "(8)"], Count("decimal", "(", ")", 7)),
        (["b)", "c)"], Count("lowerLetter", "", ")", 2)),
        (["i.", "ii.", "iii.", "iv."], Count("lowerRoman", "", ".", 1)),
        (["II.", "III."], Count("upperRoman", "", ".", 2)),
        (["–", "–"], Count("bullet", "–", "", 1)),
        (["", ""], Count("bullet", "•", "", 1)),
        (["1.", "3."], None),
        (["1.", "2)"], None),
        (["1 -", "2 -"], None),
        (["No. 1", "No. 2"], None),
    ],
)
def test_which_labels_word_can_count_to(labels: list[str], counted: Count | None) -> None:
    assert count(Listing(False, labels)) == counted


def test_cells_that_reach_over_columns_and_rows_do_so() -> None:
    rows = "<row><cell rows='2'>a</cell><cell cols='2'>b</cell></row><row><cell>c</cell></row>"
    found = body(f"<table>{rows}</table>")
    shape = re.findall(r"<(tr)>|<(gridSpan val=\"2\")/>|(vMerge[^/]*)/|<t>(\w)</t>", found)
    assert ["".join(step) for step in shape] == [
        "tr",
        'vMerge val="restart"',
        "a",
        'gridSpan val="2"',
        "b",
        "tr",
        "vMerge",
        "c",
    ]


def test_a_link_that_word_would_refuse_is_text() -> None:
    data = export(tei('<p><ref target="http://[x">a</ref> <ref target="https://b.example/é">c</ref></p>'), "docx")
    links = re.findall(r'Target="(h[^"]*)"', part(data, "word/_rels/document.xml.rels"))
    assert [link for link in links if link.startswith("http")] == ["https://b.example/%C3%A9"]


def test_the_running_head_has_the_title_and_the_page() -> None:
    assert re.sub(r"<[^>]*>", "", part(export(tei("<p/>"), "docx"), "word/header.xml")).strip() == "A title PAGE 2"


def test_the_core_properties_are_those_of_the_header() -> None:
    core = docx.Document(io.BytesIO(export(document("letter"), "docx"))).core_properties
    assert (core.title, core.author, core.language, core.identifier) == (
        "On the Repair of the Harbour at Vellin and the Tasks of the Port Office",
        "A. Morev",
        "en",
        "https://archive.example.org/document/4711",
    )


def test_there_is_no_clock_in_the_file() -> None:
    with zipfile.ZipFile(io.BytesIO(export(document("letter"), "docx"))) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.namelist() == sorted(file.namelist())
