"""The book: accepted by EPUBCheck, whole, navigable, the same bytes each time."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from exporters.invented import FOLDER, NAMES, document, tei
from lxml import etree
from referees import ROOT, epubcheck

from teikit.exporters import export
from teikit.exporters.epub import splitting
from teikit.tei import TeiDocument

FILES = sorted((*(ROOT / "tests/golden").glob("*.xml"), *(ROOT / "samples").glob("*.xml"), *FOLDER.glob("*.xml")))
NAV = "{http://www.w3.org/1999/xhtml}"


def book(source: TeiDocument, **options: object) -> dict[str, str]:
    """The files of a book by their paths."""
    container = zipfile.ZipFile(BytesIO(export(source, "epub", **options)))
    return {path: container.read(path).decode() for path in container.namelist()}


def chapter(marked: str, view: str = "reading") -> str:
    """The text of a book of one chapter, without the tags around the body's content."""
    found = re.search(
        r'<div class="body">(.*)</div></div></div>', book(tei(marked), view=view)["EPUB/text-001.xhtml"], re.DOTALL
    )
    assert found
    return found[1]


def outline(files: dict[str, str], kind: str) -> list[object]:
    """The entries of a list of the navigation, a list within one for each level."""
    root = etree.fromstring(files["EPUB/nav.xhtml"].encode())
    listed = root.xpath(f"//h:nav[@*='{kind}']/h:ol", namespaces={"h": NAV[1:-1]})
    return _items(listed[0]) if listed else []


def _items(listed: etree._Element) -> list[object]:
    out: list[object] = []
    for item in listed:
        out.append("".join(item[0].itertext()))
        out += [_items(inner) for inner in item.iterchildren(f"{NAV}ol")]
    return out


def metadata(source: TeiDocument, tag: str) -> list[str]:
    return re.findall(rf"<{tag}\b[^>]*>([^<]*)<", book(source)["EPUB/package.opf"])


@pytest.mark.parametrize("view", ["reading", "diplomatic"])
def test_epubcheck_has_nothing_to_say_of_any_sample_or_golden_document(tmp_path: Path, view: str) -> None:
    books = []
    for file in FILES:
        books.append(tmp_path / f"{file.stem}.epub")
        books[-1].write_bytes(export(TeiDocument.read(file), "epub", view=view))
    assert epubcheck(*books) == []


def test_epubcheck_sees_a_fault(tmp_path: Path) -> None:
    (tmp_path / "none.epub").write_bytes(b"no book")
    assert [line.partition(":")[0] for line in epubcheck(tmp_path / "none.epub")][:1] == ["ERROR(PKG-003)"]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert export(document("letter"), "epub") == export(document("letter"), "epub")


def test_the_media_type_comes_first_and_is_not_compressed() -> None:
    first = zipfile.ZipFile(BytesIO(export(document("letter"), "epub"))).infolist()[0]
    assert (first.filename, first.compress_type, first.date_time) == ("mimetype", 0, (1980, 1, 1, 0, 0, 0))


@pytest.mark.parametrize("name", NAMES)
def test_every_file_is_well_formed_and_links_lead_to_what_is_there(name: str) -> None:
    files = book(document(name))
    roots = {
        path.removeprefix("EPUB/"): etree.fromstring(files[path].encode()) for path in files if path.endswith(".xhtml")
    }
    aims = {f"{path}#{found}" for path, root in roots.items() for found in root.xpath("//@id")} | roots.keys()
    links = [(path, href) for path, root in roots.items() for href in root.xpath("//@href") if "://" not in href]
    assert [
        link for path, link in links if (f"{path}{link}" if link.startswith("#") else link) not in aims | {"book.css"}
    ] == []


def test_a_break_in_a_line_is_closed_and_a_language_said_in_both_ways() -> None:
    assert chapter("<p>a<lb/><foreign xml:lang='deu'>b</foreign></p>") == (
        '<p class="p">a\n<br class="lb"/><i class="foreign" lang="de" xml:lang="de">b</i></p>'
    )


def test_one_view_is_in_the_book() -> None:
    both = "<p><choice><sic>teh</sic><corr>the</corr></choice><del>x</del></p>"
    assert re.sub("<[^>]*>", "", chapter(both)) == "the"
    assert re.sub("<[^>]*>", "", chapter(both, "diplomatic")) == "tehx"


def test_contents_are_nested_as_the_divisions_are() -> None:
    deep = "<div><head>A</head><div><div><head>B</head></div></div><div><head>C</head></div></div><div><head>D</head></div>"
    assert outline(book(tei(deep)), "toc") == ["A", ["B", "C"], "D", "About this document"]


def test_pages_are_listed_by_their_numbers() -> None:
    files = book(tei("<p>a<pb n='2'/>b<pb/>c<note>d<pb n='iv'/></note></p>"))
    assert outline(files, "page-list") == ["2", "iv"]
    assert (
        '<span class="pb" id="page-1" epub:type="pagebreak" role="doc-pagebreak" aria-label="p. 2"'
        in files["EPUB/text-001.xhtml"]
    )


def test_a_text_without_pages_has_no_list_of_them() -> None:
    files = book(tei("<p>a</p>"))
    assert outline(files, "page-list") == []
    assert "pageBreak" not in files["EPUB/package.opf"]


def test_a_long_text_is_split_at_its_divisions_and_loses_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "LARGE", 30)
    marked = "".join(
        f"<div><head>Head {n}</head><p>word{n}a <note>note{n}</note></p> <p>word{n}b</p></div>" for n in range(4)
    )
    files = book(tei(f"loose0 {marked} loose1"))
    texts = [re.sub("<[^>]*>", " ", content) for path, content in files.items() if "text-" in path]
    assert len(texts) > 3
    planted = {f"{word}{n}{part}" for n in range(4) for word, part in (("word", "a"), ("word", "b"), ("note", ""))}
    assert planted | {"loose0", "loose1"} <= set(" ".join(texts).split())


def test_a_link_leads_into_the_file_that_holds_its_aim(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitting, "LARGE", 5)
    files = book(tei("<div><p>first <ref target='#b'>to b</ref></p></div><div><p xml:id='b'>second</p></div>"))
    assert 'href="text-002.xhtml#b"' in files["EPUB/text-001.xhtml"]


def test_a_link_to_a_file_beside_the_tei_is_text_and_one_to_the_web_a_link() -> None:
    shown = chapter("<p><ref target='other.xml'>a</ref><ref target='https://example.org/'>b</ref></p>")
    assert shown == '<p class="p"><a class="ref">a</a><a class="ref" href="https://example.org/">b</a></p>'


def test_the_date_of_the_last_change_is_the_newest_that_the_header_states() -> None:
    stated = (
        "<fileDesc><titleStmt><title>A</title></titleStmt><publicationStmt><date when='2019-05-02'/></publicationStmt>"
        "</fileDesc><revisionDesc><change when='2021-03-04'/><change when='2020'/><change when='2022-13-01'/></revisionDesc>"
    )
    dated = re.findall('dcterms:modified">([^<]*)', book(tei("<p/>", stated))["EPUB/package.opf"])
    assert dated == ["2021-03-04T00:00:00Z"]


def test_the_package_says_who_wrote_and_translated() -> None:
    assert metadata(document("letter"), "dc:creator") == ["A. Morev"]
    assert metadata(document("letter"), "dc:contributor") == [
        "Coastal History Project",
        "Ministry of Canals",
        "Ida Quill",
    ]


def test_rules_of_ones_own_follow_the_books(tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text("p { color: teal }", encoding="utf-8")
    assert book(tei("<p/>"), css=tmp_path / "own.css")["EPUB/book.css"].endswith("p { color: teal }")
