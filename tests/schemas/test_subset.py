"""Whatever is valid against teikit.rng is valid against TEI All."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from invented import LETTER, letter
from lxml import etree
from random_documents import RNG, RandomDocuments
from referees import ROOT, jing, reference

from teikit.relaxng import Schema
from teikit.resources import known_names

SCHEMA = ROOT / "schemas" / "teikit.rng"
NUMBER = 140


@pytest.fixture(scope="module")
def generated(tmp_path_factory) -> tuple[list[Path], RandomDocuments]:
    folder = tmp_path_factory.mktemp("generated")
    documents = RandomDocuments(SCHEMA)
    paths = [folder / f"{seed}.xml" for seed in range(NUMBER)]
    for seed, path in enumerate(paths):
        path.write_bytes(etree.tostring(documents.document(seed), encoding="utf-8"))
    return paths, documents


def test_generated_documents_use_every_element_and_every_attribute_of_each(generated):
    visits = generated[1].visits
    names = known_names().elements
    pairs = {(element, attribute) for element, attributes in names.items() for attribute in attributes}
    assert set(names) - {site.element for site in visits} == set()
    assert pairs - {(site.element, site.attribute) for site in visits} == set()


def test_lists_of_values_that_tei_closes_hold_nothing_else_here():
    tei = {
        define.get("name"): define for define in etree.parse(reference("tei_all.rng")).getroot().iter(f"{RNG}define")
    }
    closed = {
        (element, attribute): values.closed - closed_values(tei, element, attribute)
        for element, attributes in known_names().elements.items()
        for attribute, values in attributes.items()
        if closed_values(tei, element, attribute)
    }
    assert {"level", "method", "marks", "eol"} <= {attribute for _, attribute in closed}
    assert {place: values for place, values in closed.items() if values} == {}


def test_generated_documents_are_valid_for_jing(generated):
    assert jing(SCHEMA, *generated[0]) == []


def test_generated_documents_are_valid_for_teikit(generated):
    schema = Schema.load(SCHEMA)
    assert [finding for path in generated[0] for finding in schema.validate(path)] == []


def test_generated_documents_are_valid_against_tei_all(generated):
    assert jing(reference("tei_all.rng"), *generated[0]) == []


def test_an_invented_letter_is_valid_against_both(tmp_path):
    path = tmp_path / "letter.xml"
    path.write_text(LETTER, encoding="utf-8")
    assert jing(SCHEMA, path) + jing(reference("tei_all.rng"), path) == []


@pytest.mark.parametrize(
    "body",
    [
        '<p>Before</p><div type="section"><head>1. On grain</head></div><p>after a division</p>',
        '<div type="letter"><p>Text</p><closer>End</closer><p>after a closer</p></div>',
        '<div type="letter"><stamp>Secret</stamp><p>Text</p></div>',
        '<div type="letter"><opener><list><item>one</item></list></opener><p>Text</p></div>',
        '<div type="letter"><p>Text</p><postscript>no paragraph</postscript></div>',
    ],
)
def test_what_tei_forbids_is_forbidden_here_too(tmp_path, body):
    path = tmp_path / "letter.xml"
    path.write_text(letter(body), encoding="utf-8")
    assert jing(reference("tei_all.rng"), path)
    assert jing(SCHEMA, path)


def closed_values(tei: dict[str, etree._Element], element: str, attribute: str) -> set[str]:
    """The values that TEI All gives for an attribute of this element, none if any others will do."""
    for each in attributes_of(tei, tei[element].find(f"{RNG}element")):
        if each.get("name") == attribute:
            is_open = any(part.tag in (f"{RNG}data", f"{RNG}ref", f"{RNG}text") for part in each.iter())
            return set() if is_open else {value.text for value in each.iter(f"{RNG}value")}
    return set()


def attributes_of(tei: dict[str, etree._Element], pattern: etree._Element) -> Iterator[etree._Element]:
    for part in pattern:
        if part.tag == f"{RNG}attribute":
            yield part
        elif part.tag == f"{RNG}ref" and part.get("name").startswith("att."):
            yield from attributes_of(tei, tei[part.get("name")])
        elif part.tag in (f"{RNG}optional", f"{RNG}choice", f"{RNG}group"):
            yield from attributes_of(tei, part)
