"""The same findings as Saxon, which runs the same rules as XSLT."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from invented import letter
from lxml import etree
from referees import reference
from schematron_referee import Firing, Saxon, saxon_answers

from teikit.resources import schema_path
from teikit.schematron import Finding, Schematron
from teikit.schematron.inspection import Inspection
from teikit.schematron.parser import Context, Fault
from teikit.schematron.xpath import Language

HERE = Path(__file__).parent
BROKEN = (HERE / "broken.xml").read_bytes()


@cache
def saxon(rules: Path) -> Saxon:
    return Saxon(rules)


def firings(found: Iterable[Finding], root: etree._Element) -> list[Firing]:
    numbers = {element: number for number, element in enumerate(root.iter(etree.Element), 1)}
    return sorted((each.kind, each.origin.line, numbers[each.element], each.attribute or "") for each in found)  # type: ignore[index]


def assertions_of(rules: Path) -> set[int]:
    """The lines of the assertions of a schema."""
    names = [f"{{http://purl.oclc.org/dsdl/schematron}}{name}" for name in ("assert", "report")]
    return {each.sourceline or 0 for each in etree.parse(rules).getroot().iter(*names)}


def test_each_of_the_103_tests_of_tei_all_fires_as_saxon_has_it() -> None:
    rules, root = reference("tei_all.rng"), etree.fromstring(BROKEN)
    schema = Schematron.load(rules)
    found = firings(schema.validate(root), root)
    assert (len(assertions_of(rules)), schema.untried) == (103, ())
    assert found == saxon(rules).firings(BROKEN)
    assert assertions_of(rules) - {line for _, line, *_ in found} == set()


@pytest.mark.parametrize(
    "body",
    [
        '<div type="letter"><p><add hand="#nobody">x</add><supplied resp="#nobody">y</supplied></p></div>',
        '<div type="letter"><p><gap reason="lost" unit="line" atLeast="10" atMost="9"/><gap reason="lost" quantity="2"/></p></div>',
        '<div type="letter"><p><seg xml:id="a" next="#b">x</seg><seg xml:id="b">y</seg><ref target="#gone">1</ref></p></div>',
        '<div type="conversation"><sp><p>Yes.</p></sp><sp who="#nobody"><speaker>X:</speaker><p>No.</p></sp></div>',
        '<div type="letter"><p><date when="1961" notAfter="1962">1961</date><persName/></p></div>',
    ],
)
def test_the_rules_of_teikit_fire_as_saxon_has_it(body: str) -> None:
    rules, data = schema_path("teikit"), letter(body).encode()
    root = etree.fromstring(data)
    found = firings(Schematron.load(rules).validate(root), root)
    assert found
    assert found == saxon(rules).firings(data)


def test_expressions_mean_what_they_mean_to_saxon() -> None:
    expressions = (HERE / "expressions.txt").read_text(encoding="utf-8").splitlines()
    document = (HERE / "asked.xml").read_text(encoding="utf-8")
    answers = saxon_answers(document, NAMESPACES)
    language = Language(NAMESPACES, (HERE / "rules.sch").as_uri())
    root = etree.fromstring(document)
    place = Inspection(root, None, (), {}, language).context
    differing = [each for each in expressions if items(language, each, place) != answers(each)]
    assert (len(expressions) > 190, differing) == (True, [])


NAMESPACES = {"tei": "http://www.tei-c.org/ns/1.0", "map": "http://www.w3.org/2005/xpath-functions/map"}


def items(language: Language, text: str, place: Context) -> list[str] | None:
    """The items as text; None for an error."""
    try:
        expression = language.expression(text)
        return [expression.token.string_value(item) for item in expression.items(place)]
    except Fault:
        return None
