"""Small schemas for the tests of the engine, and the findings of a document as plain tuples."""

from __future__ import annotations

from pathlib import Path

from teikit.relaxng import Finding, Schema

RNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"

# a letter: heading, paragraphs, closing; what a schema of texts has, in small
LETTER = """
<start><ref name="letter"/></start>
<define name="letter"><element name="letter">
  <ref name="att.global"/>
  <optional><element name="head"><ref name="phrases"/></element></optional>
  <oneOrMore><ref name="model.block"/></oneOrMore>
  <optional><element name="closer"><oneOrMore><ref name="signed"/></oneOrMore></element></optional>
</element></define>
<define name="model.block"><choice><ref name="p"/><ref name="list"/><ref name="quote"/></choice></define>
<define name="p"><element name="p"><ref name="att.global"/><ref name="phrases"/></element></define>
<define name="quote"><element name="quote"><oneOrMore><ref name="p"/></oneOrMore></element></define>
<define name="list"><element name="list"><oneOrMore><ref name="item"/></oneOrMore></element></define>
<define name="item"><element name="item"><zeroOrMore><choice><text/><ref name="model.block"/></choice></zeroOrMore></element></define>
<define name="signed"><element name="signed"><ref name="phrases"/></element></define>
<define name="phrases"><zeroOrMore><choice><text/><ref name="model.phrase"/></choice></zeroOrMore></define>
<define name="model.phrase"><choice>
  <element name="hi"><ref name="phrases"/></element>
  <element name="persName"><optional><attribute name="ref"><data type="anyURI"/></attribute></optional><ref name="phrases"/></element>
  <element name="date"><attribute name="when"><choice><data type="date"/><data type="gYear"/></choice></attribute><text/></element>
  <element name="pages"><data type="positiveInteger"/></element>
</choice></define>
<define name="att.global">
  <optional><attribute name="n"/></optional>
  <optional><attribute name="xml:id"><data type="ID"/></attribute></optional>
  <optional><attribute name="hand"><data type="IDREF"/></attribute></optional>
  <optional><attribute name="place"><choice><value>above</value><value>below</value></choice></attribute></optional>
</define>
"""


def written(folder: Path, content: str, name: str = "schema.rng") -> Path:
    """A grammar with this content, as a file."""
    path = folder / name
    path.write_text(
        f'<grammar xmlns="{RNG}" datatypeLibrary="{XSD}" ns="urn:letter">{content}</grammar>', encoding="utf-8"
    )
    return path


def letter_schema(folder: Path) -> Schema:
    return Schema.load(written(folder, LETTER))


def letter(content: str, attributes: str = "") -> bytes:
    return f'<letter xmlns="urn:letter"{attributes}>{content}</letter>'.encode()


def brief(findings: list[Finding]) -> list[tuple[str, int, int | None]]:
    """Kind, line and column."""
    return [(finding.kind, finding.line, finding.column) for finding in findings]
