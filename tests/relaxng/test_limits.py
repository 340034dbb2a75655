"""Documents that mean harm, or go beyond measure, end in a clear finding."""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from relaxng_schemas import letter, letter_schema, written

from teikit.relaxng import Schema

DEEP = 100_000


def test_nesting_without_end_is_refused_in_words(tmp_path: Path) -> None:
    (finding,) = letter_schema(tmp_path).validate(letter("<quote>" * DEEP + "</quote>" * DEEP))
    assert finding.message.startswith("elements are nested more than 256 deep")


def test_a_tree_deeper_than_any_recursion_is_walked(tmp_path: Path) -> None:
    root = element = etree.Element("a")
    for _ in range(5_000):
        element = etree.SubElement(element, "a")
    content = '<start><ref name="a"/></start><define name="a"><element name="a" ns=""><optional><ref name="a"/></optional></element></define>'
    schema = Schema.load(written(tmp_path, content))
    assert list(schema.validate(root)) == []
    etree.SubElement(element, "b")
    assert [finding.kind for finding in schema.validate(root)] == ["unknown-element"]


def test_entities_that_grow_are_refused_in_words(tmp_path: Path) -> None:
    names = "abcdefghij"
    entities = "".join(f'<!ENTITY {name} "{f"&{names[at]};" * 20}">' for at, name in enumerate(names[1:]))
    bomb = f'<!DOCTYPE letter [<!ENTITY a "{"x" * 40}">{entities}]><letter xmlns="urn:letter"><p>&j;</p></letter>'
    (finding,) = letter_schema(tmp_path).validate(bomb.encode())
    assert finding.message.startswith("the entities that the document declares grow without measure")


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    document = f'<!DOCTYPE letter [<!ENTITY e SYSTEM "{secret.as_uri()}">]><letter xmlns="urn:letter"><quote>&e;</quote></letter>'
    findings = list(letter_schema(tmp_path).validate(document.encode()))
    assert findings
    assert not any("secret" in str(finding) for finding in findings)


def test_an_entity_of_the_document_itself_is_read(tmp_path: Path) -> None:
    document = b'<!DOCTYPE letter [<!ENTITY p "<p>x</p>">]><letter xmlns="urn:letter">&p;</letter>'
    assert list(letter_schema(tmp_path).validate(document)) == []


def test_an_id_that_is_no_name_is_a_finding_and_not_an_error_of_xml(tmp_path: Path) -> None:
    (finding,) = letter_schema(tmp_path).validate(letter('<p xml:id="1"/>'))
    assert (finding.kind, finding.message) == (
        "attribute-value",
        "“1” is not a value for @xml:id of <p>; expected a name such as a1",
    )
