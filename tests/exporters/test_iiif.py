"""IIIF manifests: loaded by the reference library, with the text of each page where its image is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from exporters.invented import NAMES, document, tei
from golden.cases import NAMES as CASES
from golden.cases import transcript
from iiif_prezi3 import Manifest

import teikit
from teikit.exporters import export, export_with_findings
from teikit.exporters.standoff import standoff
from teikit.tei import TEI, TeiDocument

HEADER = (
    "<fileDesc><titleStmt><title>Two sheets</title></titleStmt><publicationStmt>"
    '<publisher>The archive</publisher><availability><licence target="https://creativecommons.org/licenses/by/4.0/">'
    'CC BY</licence></availability><idno type="URI">https://archive.example/letters/7</idno></publicationStmt></fileDesc>'
)
SHEETS = (
    '<facsimile><surface xml:id="s1" n="recto" ulx="0" uly="0" lrx="100" lry="200"><graphic url="img/1.jpg" width="1000px"'
    ' height="2000px"/><zone xml:id="z1" ulx="10" uly="20" lrx="60" lry="30"/></surface>'
    '<surface xml:id="s2"><graphic url="https://iiif.archive.example/7/2/info.json"/></surface></facsimile>'
)


def manifest(source: TeiDocument) -> Any:
    found = json.loads(export(source, "iiif"))
    Manifest(**found)  # raises where the specification is not kept
    return found


def edition(body: str, before: str = SHEETS) -> TeiDocument:
    text = f'<text xml:lang="en"><body>{body}</body></text>'
    return TeiDocument.parse(f'<TEI xmlns="{TEI}"><teiHeader>{HEADER}</teiHeader>{before}{text}</TEI>'.encode())


def pages(found: Any) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Label and image of each canvas, and its texts with what they are written on."""
    return [
        (
            canvas["label"]["none"][0],
            "".join(canvas["items"][0]["items"][0]["body"]["id"] for _ in canvas.get("items", [])),
            [
                (each["body"]["value"], each["target"].rpartition("/")[2])
                for page in canvas.get("annotations", [])
                for each in page["items"]
            ],
        )
        for canvas in found["items"]
    ]


def test_each_page_has_its_image_and_its_text() -> None:
    body = '<pb n="1" facs="#s1"/><p facs="#z1">one <pb n="2" facs="#s2"/>two<note>Why?</note></p>'
    assert pages(manifest(edition(body))) == [
        ("p. 1", "https://archive.example/letters/img/1.jpg", [("one", "1"), ("one two", "1#xywh=100,200,500,100")]),
        ("p. 2", "https://iiif.archive.example/7/2/full/max/0/default.jpg", [("two\n\nWhy?", "2")]),
    ]


def test_the_manifest_says_what_the_header_says() -> None:
    found = manifest(edition("<p>x</p>"))
    assert {key: value for key, value in found.items() if key not in ("items", "metadata", "@context")} == {
        "id": "https://archive.example/letters/7/iiif/manifest.json",
        "type": "Manifest",
        "label": {"en": ["Two sheets"]},
        "requiredStatement": {"label": {"en": ["Rights"]}, "value": {"none": ["CC BY"]}},
        "rights": "http://creativecommons.org/licenses/by/4.0/",
        "homepage": [
            {
                "id": "https://archive.example/letters/7",
                "type": "Text",
                "label": {"en": ["Two sheets"]},
                "format": "text/html",
            }
        ],
    }
    assert {"label": {"en": ["Publisher"]}, "value": {"none": ["The archive"]}} in found["metadata"]


def test_a_canvas_is_as_large_as_its_image_or_its_surface_and_else_a_sheet() -> None:
    found = manifest(edition('<pb facs="#s1"/><p>a</p><pb facs="#s2"/><p>b</p><pb facs="https://x.example/3.png"/>'))
    assert [(each["width"], each["height"]) for each in found["items"]] == [(1000, 2000), (1000, 1414), (1000, 1414)]
    assert found["items"][0]["items"][0]["items"][0]["body"] == {
        "id": "https://archive.example/letters/img/1.jpg",
        "type": "Image",
        "format": "image/jpeg",
        "width": 1000,
        "height": 2000,
    }


@pytest.mark.parametrize("marked", ['<pb facs="{}"/>', '<pb xml:id="p1"/>', '<pb n="recto"/>'])
def test_a_page_finds_its_surface_by_pointer_by_start_or_by_number(marked: str) -> None:
    sheets = SHEETS.replace('<surface xml:id="s1"', '<surface xml:id="s1" start="#p1"')
    assert pages(manifest(edition(marked.format("#s1") + "<p>x</p>", sheets)))[0][1:] == (
        "https://archive.example/letters/img/1.jpg",
        [("x", "1")],
    )


def test_what_stands_before_the_first_break_is_a_page_and_so_is_an_image_that_none_names() -> None:
    assert pages(manifest(edition('<p>one <pb n="2" facs="#s2"/>two</p>'))) == [
        ("recto", "https://archive.example/letters/img/1.jpg", [("one", "1")]),
        ("p. 2", "https://iiif.archive.example/7/2/full/max/0/default.jpg", [("two", "2")]),
    ]
    assert [label for label, *_ in pages(manifest(edition('<pb facs="#s1"/><p>x</p>')))] == ["page turn", "2"]


def test_a_translation_stands_beside_the_transcription() -> None:
    found = manifest(edition('<div xml:lang="ru"><p>Да.</p></div><div type="translation"><p>Yes.</p></div>'))
    assert [
        (each["label"]["en"][0], each["body"]["language"], each["body"]["value"])
        for each in found["items"][0]["annotations"][0]["items"]
    ] == [("Transcription", "ru", "Да."), ("Translation", "en", "Yes.")]


def test_the_surfaces_of_a_source_document_hold_their_own_text() -> None:
    source = '<sourceDoc><surface><graphic url="a.png"/><line>one</line><line>two</line></surface></sourceDoc>'
    assert pages(manifest(edition("<p>edited</p>", source))) == [
        ("1", "", [("edited", "1")]),
        ("2", "https://archive.example/letters/a.png", [("one\n\ntwo", "2")]),
    ]


def test_what_is_missing_is_said() -> None:
    _, findings = export_with_findings(tei('<pb facs="0007"/><p>x</p>'), "iiif")
    assert [each.code for each in findings] == ["TK443", "TK444"]
    _, findings = export_with_findings(edition('<pb facs="#s1"/><pb facs="#s2"/><p>x</p>'), "iiif")
    assert [each.code for each in findings] == ["TK445"]


@pytest.mark.parametrize("name", [*NAMES, *CASES])
def test_every_letter_of_the_reading_text_is_on_a_page(name: str) -> None:
    source = document(name) if name in NAMES else teikit.convert(transcript(name)).document
    texts = [text for _, _, found in pages(manifest(source)) for text, target in found if "#" not in target]
    assert sorted("".join("".join(texts).split())) == sorted("".join(standoff(source).text.split()))
