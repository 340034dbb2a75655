"""JSON-LD in the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from exporters.invented import FOLDER, document, tei
from exporters.ours import editions
from pyld import jsonld

from teikit.exporters import export, export_collection, export_with_findings
from teikit.exporters.json_ld import linked_data

# the words of schema.org that we use, each with what its values are; a word that is not here would be dropped
TEXTS = (
    "name alternateName abstract genre inLanguage description version size familyName givenName honorificSuffix roleName"
    " dateSent dateReceived dateCreated datePublished material materialExtent copyrightNotice propertyID value"
    " encodingFormat position addressLocality itemLocation"
)
NODES = (
    "author editor translator funder sponsor contributor sender recipient locationCreated publisher identifier isPartOf"
    " holdingArchive address about mentions translationOfWork isBasedOn citation"
)
ADDRESSES = "url license inDefinedTermSet"
TYPES = (
    "ArchiveComponent Message Manuscript CreativeWork Person Organization Place PostalAddress ArchiveOrganization Role"
    " PropertyValue DefinedTerm Event Thing"
)
CONTEXT: dict[str, Any] = {word: f"https://schema.org/{word}" for word in f"{TEXTS} {NODES} {TYPES}".split()} | {
    word: {"@id": f"https://schema.org/{word}", "@type": "@id"} for word in ADDRESSES.split()
}


def expanded(data: bytes) -> list[dict[str, Any]]:
    def loaded(url: str, options: object) -> dict[str, Any]:
        assert url == "https://schema.org"
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": CONTEXT}}

    return jsonld.expand(json.loads(data), {"documentLoader": loaded})  # type: ignore[no-any-return]


def words(found: Any) -> Iterator[str]:
    """Every key of the data, and every type, as often as they stand there."""
    if isinstance(found, list):
        yield from (word for each in found for word in words(each))
    elif isinstance(found, dict):
        types = found.get("@type", [])
        yield from [types] if isinstance(types, str) else types
        for key, value in found.items():
            yield from [] if key.startswith("@") else [key]
            yield from words(value) if not key.startswith("@") or key == "@graph" else ()


def test_a_translated_letter_in_an_archive_is_written_whole() -> None:
    assert export(document("translated"), "json-ld").decode() == (FOLDER / "translated.jsonld").read_text(
        encoding="utf-8"
    )


def test_no_word_is_dropped_when_it_is_expanded() -> None:
    for found in (*editions(), *map(document, ("letter", "talk", "print", "translated"))):
        data = export(found, "json-ld")
        said = sorted(f"https://schema.org/{word}" for word in words(json.loads(data)))
        assert sorted(words(expanded(data))) == said


def test_no_word_of_a_graph_is_dropped() -> None:
    data = export_collection(editions(), "json-ld")[0]
    assert sorted(words(expanded(data))) == sorted(f"https://schema.org/{word}" for word in words(json.loads(data)))


def test_several_documents_are_one_graph() -> None:
    data = json.loads(export_collection([document("letter"), document("talk")], "json-ld")[0])
    assert [made["name"] for made in data["@graph"]] == [
        "On the Repair of the Harbour at Vellin and the Tasks of the Port Office",
        linked_data(document("talk"))["name"],
    ]


@pytest.mark.parametrize(
    ("header", "types"),
    [
        ("<profileDesc><correspDesc><correspAction type='sent'><name>A</name></correspAction></correspDesc></profileDesc>", "Message"),
        ("<fileDesc><sourceDesc><msDesc><msIdentifier><idno>1</idno></msIdentifier></msDesc></sourceDesc></fileDesc>", ["ArchiveComponent", "Manuscript"]),
        ("<fileDesc><sourceDesc><bibl><publisher>Bell</publisher></bibl></sourceDesc></fileDesc>", "CreativeWork"),
    ],
)  # fmt: skip
def test_a_text_is_what_the_header_shows(header: str, types: object) -> None:
    assert linked_data(tei("<p/>", header))["@type"] == types


def test_who_has_no_kind_in_the_header_has_no_type() -> None:
    made = linked_data(
        tei("<p/>", "<fileDesc><titleStmt><title>T</title><author>Politburo</author></titleStmt></fileDesc>")
    )
    assert made["author"] == {"name": "Politburo"}


def test_the_way_of_a_letter_beyond_its_recipient_is_said_to_be_left_out() -> None:
    (finding,) = export_with_findings(document("translated"), "json-ld")[1]
    assert finding.code == "TK430"
    assert "way of the letter" in finding.message
