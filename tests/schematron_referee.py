"""What Saxon says of the same rules: Schematron made into XSLT 3 and run by SaxonC, each firing as (line of the rule, number
of the element, attribute)."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
XS = "http://www.w3.org/2001/XMLSchema"
Firing = tuple[str, int, int, str]


class Saxon:
    """The rules of one file, compiled once. Raises what SaxonC raises where they are no XSLT."""

    def __init__(self, rules: Path) -> None:
        saxonche = pytest.importorskip("saxonche", reason="saxonche is not installed (pip install saxonche)")
        self.processor = saxonche.PySaxonProcessor(license=False)
        self.sheet = self.processor.new_xslt30_processor().compile_stylesheet(stylesheet_text=stylesheet(rules))

    def firings(self, data: bytes) -> list[Firing]:
        """In the order of the document: the kind (`broken`, `failed`), the line, the number, the attribute."""
        document = self.processor.parse_xml(xml_text=data.decode())
        result = etree.fromstring(self.sheet.transform_to_string(xdm_node=document).encode())
        return sorted(
            (hit.get("kind"), int(hit.get("line")), int(hit.get("node")), hit.get("attribute")) for hit in result
        )


def stylesheet(rules: Path) -> str:
    root = etree.parse(rules).getroot()
    spaces = {each.get("prefix"): each.get("uri") for each in root.iter(f"{SCH}ns")}
    sheet = etree.Element(f"{XSL}stylesheet", nsmap={"xs": XS, **spaces, "xsl": XSL[1:-1]}, version="3.0")
    start = element(element(sheet, "template", match="/"), "hits", own=True)
    sheet.extend(copy.deepcopy(each) for each in root.iterchildren(etree.Element) if each.tag.startswith(XSL))
    for let in root.iterchildren(f"{SCH}let"):
        element(sheet, "variable", name=let.get("name"), select=let.get("value"))
    for number, pattern in enumerate(root.iter(f"{SCH}pattern")):
        mode = f"m{number}"
        element(sheet, "mode", name=mode, **{"on-no-match": "shallow-skip"})
        element(start, "apply-templates", select=".", mode=mode)
        for let in pattern.iterchildren(f"{SCH}let"):
            element(sheet, "variable", name=let.get("name"), select=let.get("value"))
        for at, rule in enumerate(pattern.iter(f"{SCH}rule")):
            template = element(sheet, "template", match=rule.get("context"), mode=mode, priority=str(1000 - at))
            for each in rule:
                written(template, each)
            element(template, "apply-templates", select="@*, node()", mode=mode)
    return etree.tostring(sheet, encoding="unicode")


def written(template: etree._Element, each: etree._Element) -> None:
    if each.tag == f"{SCH}let":
        element(template, "variable", name=each.get("name"), select=each.get("value"))
    if each.tag in (f"{SCH}assert", f"{SCH}report"):
        test = each.get("test") if each.tag == f"{SCH}report" else f"not({each.get('test')})"
        attempt = element(template, "try")
        hit(element(attempt, "if", test=test), "broken", each)
        hit(element(attempt, "catch", errors="*"), "failed", each)


def hit(parent: etree._Element, kind: str, each: etree._Element) -> None:
    node = "{count(((ancestor-or-self::*)[last()], *)[1]/(ancestor-or-self::* | preceding::*))}"
    attribute = "{if (self::attribute()) then replace(string(node-name()), '^xml:', '{http://www.w3.org/XML/1998/namespace}') else ''}"
    element(parent, "hit", own=True, kind=kind, line=str(each.sourceline), node=node, attribute=attribute)


def element(parent: etree._Element, tag: str, own: bool = False, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, tag if own else XSL + tag, attributes)


def saxon_answers(document: str, namespaces: dict[str, str]) -> Callable[[str], list[str] | None]:
    """What Saxon's XPath gives for an expression on a document, item by item as text; None for an error."""
    saxonche = pytest.importorskip("saxonche", reason="saxonche is not installed (pip install saxonche)")
    processor = saxonche.PySaxonProcessor(license=False)
    xpath = processor.new_xpath_processor()
    xpath.set_context(xdm_item=processor.parse_xml(xml_text=document))
    for prefix, uri in namespaces.items():
        xpath.declare_namespace(prefix, uri)

    def answer(expression: str) -> list[str] | None:
        try:
            found = xpath.evaluate(f"for $item in ({expression}) return string($item)")
        except saxonche.PySaxonApiError:
            return None
        return [] if found is None else [found.item_at(at).string_value for at in range(found.size)]

    return answer
