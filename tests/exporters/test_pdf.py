"""The PDF: tagged, with its notes at the foot, its words in order, and the same bytes in any process."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import lxml.html
import pytest
from exporters.invented import FOLDER, NAMES, document, tei
from lxml import etree

from teikit.diagnostics import TeikitError
from teikit.exporters import export
from teikit.tei import TeiDocument

pytest.importorskip("weasyprint", reason="weasyprint is not installed (pip install 'teikit[pdf]')")


def poppler(tool: str, source: TeiDocument, folder: Path, *arguments: str, view: str = "reading") -> str:
    if not shutil.which(tool):
        pytest.skip(f"{tool} of poppler-utils is not installed")
    (folder / "page.pdf").write_bytes(export(source, "pdf", view=view))
    command = [tool, *arguments, str(folder / "page.pdf")] + (["-"] if tool == "pdftotext" else [])
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def words(source: TeiDocument, folder: Path, view: str = "reading") -> list[str]:
    return re.findall(r"\w+", poppler("pdftotext", source, folder, view=view))


def test_the_file_is_tagged_and_says_what_it_is(tmp_path: Path) -> None:
    said = poppler("pdfinfo", document("letter"), tmp_path)
    assert dict(re.findall(r"^(Title|Author|Tagged|PDF version|Page size): +(.*)$", said, re.MULTILINE)) == {
        "Title": "On the Repair of the Harbour at Vellin and the Tasks of the Port Office",
        "Author": "A. Morev",
        "Tagged": "yes",
        "Page size": "595.276 x 841.89 pts (A4)",
        "PDF version": "1.7",
    }


def test_it_says_that_it_is_pdf_ua(tmp_path: Path) -> None:
    assert 'pdfuaid:part="1"' in poppler("pdfinfo", document("letter"), tmp_path, "-meta")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("view", ["reading", "diplomatic"])
def test_every_word_of_the_view_is_on_the_pages(name: str, view: str, tmp_path: Path) -> None:
    shown = "".join(words(document(name), tmp_path, view))
    fragment = lxml.html.fragment_fromstring(export(document(name), "html", fragment=True, view=view).decode())
    told = [word for text in fragment.cssselect(".document")[0].itertext() for word in re.findall(r"\w+", text)]
    assert [word for word in told if word not in shown and word not in ("Stamp", "Seal")] == []


def test_a_note_stands_at_the_foot_of_its_page_after_the_text(tmp_path: Path) -> None:
    text = " ".join(words(tei("<p>One<note n='7'>Below <list><item>listed</item></list></note> goes on</p>"), tmp_path))
    assert "One7 goes on" in text or "One 7 goes on" in text
    assert text.index("goes on") < text.index("Below listed")


def test_a_footnote_in_many_lines_of_source_is_set(tmp_path: Path) -> None:
    note = "<rs>Johannes</rs> went with \n    <rs>him</rs> \n   to the <rs>place</rs>, on the last day of October, and was \n  there"
    text = " ".join(words(tei(f"<p>{'Who was it? ' * 30}<note>{note * 4}</note> Who?</p><eg>a\n  b</eg>"), tmp_path))
    assert "Johannes went with him to the place" in text


def test_headings_are_bookmarks_one_below_the_other() -> None:
    marked = "<div><head>First</head><div><head>Second</head><p/></div></div>"
    data = export(tei(marked), "pdf")
    packed = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.DOTALL)
    whole = data + b"".join(zlib.decompress(part) for part in packed if part[:1] == b"x")
    assert re.findall(rb"/Title \(([^)]*)\)", whole)[:2] == [b"First", b"Second"]


def test_the_title_runs_above_every_page_but_the_first(tmp_path: Path) -> None:
    pages = poppler("pdftotext", tei("<p>word</p>" * 200), tmp_path).split("\f")
    assert [page.startswith("A title") for page in pages[1:-1]] == [True] * (len(pages) - 2)


def test_the_same_document_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib, sys; from teikit.exporters import export; from teikit.tei import TeiDocument;"
        "print(hashlib.sha256(export(TeiDocument.read(sys.argv[1]), 'pdf')).hexdigest())"
    )
    digests = {hashlib.sha256(export(document("letter"), "pdf")).hexdigest()}
    for seed in ("1", "2"):
        command = [sys.executable, "-c", code, str(FOLDER / "letter.xml")]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        digests.add(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip())
    assert len(digests) == 1


def test_nothing_is_fetched_for_a_page(tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text(
        "@page { size: A5 } p { background: url(http://127.0.0.1:9/x.png) }", encoding="utf-8"
    )
    assert export(tei("<p>a</p>"), "pdf", css=tmp_path / "own.css").startswith(b"%PDF")


@pytest.mark.parametrize(
    "marked",
    [
        f"<p>{'<hi>' * 230}deep{'</hi>' * 230}</p>",
        f"{'<div>' * 230}<p>deep</p>{'</div>' * 230}",
        f"{'<list><item>' * 115}deep{'</item></list>' * 115}",
    ],
    ids=["phrases", "divisions", "lists"],
)
def test_a_text_as_deep_as_a_file_can_be_is_set(marked: str) -> None:
    assert export(tei(marked), "pdf").startswith(b"%PDF")


def test_a_text_deeper_than_any_file_is_refused() -> None:
    root = inner = etree.Element("p")
    for _ in range(20_000):
        inner = etree.SubElement(inner, "hi")
    with pytest.raises(TeikitError) as refused:
        export(TeiDocument(root), "pdf")
    assert refused.value.diagnostic.code == "TK423"


def test_a_machine_without_pango_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> object:
        raise OSError(f"cannot load library 'libpango-1.0-0' for {name}\nmore")

    monkeypatch.setattr("teikit.exporters.pdf.typesetting.import_module", broken)
    with pytest.raises(TeikitError) as refused:
        export(tei("<p/>"), "pdf")
    assert str(refused.value.diagnostic) == (
        "error TK422: WeasyPrint cannot work here: cannot load library 'libpango-1.0-0' for weasyprint"
    )


def test_a_fault_of_the_library_is_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(**_: object) -> object:
        raise AssertionError("between two lines")

    monkeypatch.setattr("weasyprint.HTML", failing)
    with pytest.raises(TeikitError) as refused:
        export(tei("<p/>"), "pdf")
    assert str(refused.value.diagnostic) == (
        "error TK424: WeasyPrint cannot set this text: AssertionError: between two lines"
    )
