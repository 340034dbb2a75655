"""The Schematron rules that a schema embeds: those that XPath 1 can state, evaluated without XSLT."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from teikit.checks.places import Places
from teikit.diagnostics import Diagnostic, Severity
from teikit.tei import XML_ID, TeiDocument, local

_SCH = "{http://purl.oclc.org/dsdl/schematron}"
_OWN = "https://teikit.invalid/xpath"
_SEVERITIES = {
    "warning": Severity.WARNING,
    "warn": Severity.WARNING,
    "nonfatal": Severity.WARNING,
    "info": Severity.INFO,
}
# what may stand before a parenthesis in XPath 1: functions, node tests, operators
_XPATH_1 = frozenset(
    re.split(
        r"\s+",
        """last position count id teikit:id local-name namespace-uri name string concat starts-with contains substring
        substring-before substring-after string-length normalize-space translate boolean not true false lang number
        sum floor ceiling round text node comment processing-instruction and or div mod""",
    )
)
_CALL = re.compile(r"([\w.:-]+)\s*\(")
_LITERAL = re.compile(r"""\"[^"]*"|'[^']*'""")

# a call of id(), not the end of another function's name
_ID_CALL = re.compile(r"(?<![\w:.-])id\(")
# a branch of a pattern, up to the next bar outside brackets and quotes
_BRANCH = re.compile(r"""(?:[^|\[\]"']|"[^"]*"|'[^']*'|\[(?:[^\[\]"']|"[^"]*"|'[^']*'|\[[^\[\]]*\])*\])+""")


class Assertion(NamedTuple):
    """`fires_on` is the result of the test that makes a finding: False for assert, True for report."""

    test: str
    fires_on: bool
    severity: Severity
    message: etree._Element


class Rule(NamedTuple):
    context: str
    assertions: tuple[Assertion, ...]


class Rules(NamedTuple):
    """The rules of a schema by pattern; `left_out` counts those that XPath 1 cannot state."""

    namespaces: dict[str, str]
    patterns: tuple[tuple[Rule, ...], ...]
    left_out: int


def schematron_findings(document: TeiDocument, schema: Path) -> list[Diagnostic]:
    """What the rules embedded in a schema find. Of one pattern, only the first rule that fits an element speaks."""
    rules = _rules(schema, schema.stat().st_mtime_ns)
    if not rules.patterns:
        return _left_out(rules, schema)
    run = _Run(document, rules.namespaces)
    return [*_left_out(rules, schema), *(found for pattern in rules.patterns for found in run.findings(pattern))]


class _Run:
    """One document under the rules.

    XPath's id() is our own, because the parser collects no ids, so that a repeated one is not a crash.
    """

    def __init__(self, document: TeiDocument, namespaces: dict[str, str]) -> None:
        self.root = document.root
        self.places = Places(document)
        self.namespaces = {**namespaces, "teikit": _OWN}
        self.ids: dict[str, etree._Element] | None = None

    def findings(self, pattern: tuple[Rule, ...]) -> Iterator[Diagnostic]:
        spoken: set[etree._Element] = set()
        for rule in pattern:
            tests = [(assertion, self.xpath(f"boolean({assertion.test})")) for assertion in rule.assertions]
            for element in self.xpath(rule.context)(self.root):
                if element not in spoken:
                    spoken.add(element)
                    yield from self.judged(element, tests)

    def judged(self, element: etree._Element, tests: list[tuple[Assertion, etree.XPath]]) -> Iterator[Diagnostic]:
        for assertion, test in tests:
            if test(element) is assertion.fires_on:
                sentence = self.sentence(assertion.message, element)
                yield Diagnostic("TK203", assertion.severity, sentence, self.places.of(element), local(element))

    def sentence(self, message: etree._Element, element: etree._Element) -> str:
        parts = [message.text or ""]
        for part in message:
            select = part.get("select") or part.get("path") or "local-name()"
            parts += [str(self.xpath(f"string({select})")(element)), part.tail or ""]
        return " ".join("".join(parts).split())

    def xpath(self, expression: str) -> etree.XPath:
        return etree.XPath(expression, namespaces=self.namespaces, extensions={(_OWN, "id"): self.identified})

    def identified(self, _context: object, value: list[str] | str) -> list[etree._Element]:
        if self.ids is None:
            self.ids = {each.get(XML_ID, ""): each for each in self.root.iter(etree.Element) if XML_ID in each.attrib}
        values = value if isinstance(value, list) else [value]
        return [self.ids[token] for each in values for token in str(each).split() if token in self.ids]


@lru_cache(maxsize=8)
def _rules(schema: Path, _changed: int) -> Rules:
    root = etree.parse(schema).getroot()
    namespaces = {each.get("prefix", ""): each.get("uri", "") for each in root.iter(f"{_SCH}ns")}
    reader = _Reader(namespaces)
    patterns = [tuple(reader.rules(pattern)) for pattern in root.iter(f"{_SCH}pattern")]
    return Rules(namespaces, tuple(pattern for pattern in patterns if pattern), reader.left_out)


class _Reader:
    """Reads rules and leaves out what XPath 1 cannot do."""

    def __init__(self, namespaces: dict[str, str]) -> None:
        self.namespaces = {**namespaces, "teikit": _OWN}
        self.left_out = 0

    def rules(self, pattern: etree._Element) -> Iterator[Rule]:
        for rule in pattern.iter(f"{_SCH}rule"):
            assertions = tuple(self.assertions(rule))
            context = _context(rule.get("context", ""))
            if assertions and self.works(context):
                yield Rule(context, assertions)

    def assertions(self, rule: etree._Element) -> Iterator[Assertion]:
        variables = rule.find(f"{_SCH}let") is not None
        for each in rule.iter(f"{_SCH}assert", f"{_SCH}report"):
            test = _ID_CALL.sub("teikit:id(", each.get("test", ""))
            severity = _SEVERITIES.get(each.get("role") or rule.get("role") or "", Severity.ERROR)
            if not variables and self.works(test):
                yield Assertion(test, each.tag == f"{_SCH}report", severity, each)
            else:
                self.left_out += 1

    def works(self, expression: str) -> bool:
        bare = _LITERAL.sub("", expression)
        if "$" in bare or not _XPATH_1.issuperset(_CALL.findall(bare)):
            return False
        try:
            etree.XPath(f"boolean({expression})", namespaces=self.namespaces)
        except etree.XPathError:
            return False
        return True


def _context(pattern: str) -> str:
    """A rule's context as a path from the root: a pattern fits wherever in the document it fits."""
    branches = (branch.strip() for branch in _BRANCH.findall(_ID_CALL.sub("teikit:id(", pattern)))
    return " | ".join(branch if branch.startswith("/") else f"//{branch}" for branch in branches)


def _left_out(rules: Rules, schema: Path) -> list[Diagnostic]:
    if not rules.left_out:
        return []
    sentence = f"{rules.left_out} Schematron rules of {schema.name} need XPath 2 and were not checked"
    return [Diagnostic("TK204", Severity.INFO, sentence)]
