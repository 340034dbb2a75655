"""Rules as they are run: patterns, rules and assertions with their expressions compiled, and what could not be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from teikit.schematron.contexts import NodePattern
from teikit.schematron.errors import Finding, Origin
from teikit.schematron.parser import Fault
from teikit.schematron.reading import Files, kind, xsl_kind
from teikit.schematron.xpath import Expression, Language

Names = frozenset[str]
# a text with expressions in it
Words = tuple[str | Expression, ...]
# how grave a rule is: role is the word most use, severity that of the edition of 2025
_GRAVE = ("severity", "role", "flag")


class Let(NamedTuple):
    """A variable; without an expression, what the element holds is its value."""

    name: str
    value: Expression | None
    content: etree._Element


class Assertion(NamedTuple):
    """`fires_on` is the truth of the test that makes a finding: False for assert, True for report.

    `roles` are the words that say how grave it is, the nearest first.
    """

    test: Expression
    fires_on: bool
    message: Words
    roles: tuple[str, ...]
    subject: Expression | None
    diagnostics: tuple[Words, ...]
    properties: tuple[tuple[str, Words], ...]
    origin: Origin


class Rule(NamedTuple):
    context: NodePattern
    lets: tuple[Let, ...]
    assertions: tuple[Assertion, ...]
    origin: Origin


class Pattern(NamedTuple):
    """Of its rules the first that fits a node speaks; in a group (`sch:group`) all of them do."""

    lets: tuple[Let, ...]
    rules: tuple[Rule, ...]
    documents: Expression | None
    is_group: bool
    origin: Origin


class Texts(NamedTuple):
    """What assertions refer to by its id."""

    diagnostics: Mapping[str, etree._Element]
    properties: Mapping[str, etree._Element]


class Compiler:
    """Compiles patterns; what cannot be run goes into `untried`, with the reason."""

    def __init__(self, files: Files, language: Language, texts: Texts) -> None:
        self._files = files
        self._language = language
        self._texts = texts
        self.untried: list[Finding] = []

    def lets(self, parent: Iterable[etree._Element], known: Names) -> tuple[Let, ...]:
        """The variables declared in an element; one that cannot be read is left out."""
        found: list[Let] = []
        for each in parent:
            if not is_let(each):
                continue
            name, value = each.get("name", ""), each.get("value", each.get("select"))
            try:
                expression = None if value is None else self.expression(value, known | names(found))
                found.append(Let(name, expression, each))
            except Fault as fault:
                self.leave_out(each, f"the variable ${name}", fault)
        return tuple(found)

    def pattern(self, pattern: etree._Element, known: Names) -> Pattern:
        """`known` are the variables of the schema and the phase."""
        lets = self.lets(pattern, known)
        known |= names(lets)
        found = [
            self._rule(each, pattern, known) for each in pattern if kind(each) == "rule" and not _is_abstract(each)
        ]
        documents = self._optional(pattern, "documents", known)
        is_group = kind(pattern) == "group"
        origin = self._files.origin(pattern)
        return Pattern(lets, tuple(filter(None, found)), documents, is_group, origin)

    def expression(self, text: str, known: Names) -> Expression:
        """Raises Fault where it cannot be read or uses a variable that is not known."""
        expression = self._language.expression(text)
        missing = sorted(expression.free - known)
        if missing:
            raise Fault(f"${missing[0]} is not declared, or could not be read itself")
        return expression

    def _rule(self, rule: etree._Element, pattern: etree._Element, known: Names) -> Rule | None:
        context = rule.get("context", "")
        try:
            nodes = NodePattern(self.expression(context, known))
        except Fault as fault:
            self.leave_out(rule, f"the rule for {context}", fault)
            return None
        parts = list(self._parts(rule, pattern, ()))
        lets = self.lets(parts, known)
        known |= names(lets)
        found = [self._assertion(each, rule, known) for each in parts if kind(each) in ("assert", "report")]
        return Rule(nodes, lets, tuple(filter(None, found)), self._files.origin(rule))

    def _parts(
        self, rule: etree._Element, pattern: etree._Element, around: tuple[etree._Element, ...]
    ) -> Iterator[etree._Element]:
        """What a rule holds, with what it takes from abstract rules: those of its pattern before those of others."""
        for each in rule:
            if kind(each) != "extends":
                yield each
                continue
            wanted = each.get("rule")
            where = [*pattern, *(other for top in self._files.tops() for other in top.iter(etree.Element))]
            found = next((one for one in where if kind(one) == "rule" and one.get("id") == wanted), None)
            if found is None or found in around:
                fault = Fault("it extends itself" if found is not None else "there is no such rule")
                self.leave_out(each, f"what the rule takes from the abstract rule “{wanted}”", fault)
            else:
                yield from self._parts(found, pattern, (*around, found))

    def _assertion(self, each: etree._Element, rule: etree._Element, known: Names) -> Assertion | None:
        try:
            test = self.expression(each.get("test", ""), known)
        except Fault as fault:
            self.leave_out(each, f"the {kind(each)} {' '.join(each.get('test', '').split())}", fault)
            return None
        nearest = (each, rule, rule.getparent())
        roles = tuple(one.get(name, "") for one in nearest if one is not None for name in _GRAVE if one.get(name))
        subject = self._optional(each if each.get("subject") else rule, "subject", known)
        diagnostics = tuple(words for _, words in self._referred(each, "diagnostics", self._texts.diagnostics, known))
        properties = tuple(self._referred(each, "properties", self._texts.properties, known))
        is_report, words, origin = kind(each) == "report", self._words(each, known), self._files.origin(each)
        return Assertion(test, is_report, words, roles, subject, diagnostics, properties, origin)

    def _optional(self, element: etree._Element, attribute: str, known: Names) -> Expression | None:
        text = element.get(attribute)
        if text is None:
            return None
        try:
            return self.expression(text, known)
        except Fault as fault:
            self.leave_out(element, f"@{attribute} {text}", fault)
            return None

    def _referred(
        self, each: etree._Element, attribute: str, texts: Mapping[str, etree._Element], known: Names
    ) -> Iterator[tuple[str, Words]]:
        for name in each.get(attribute, "").split():
            if name in texts:
                yield name, self._words(texts[name], known)
            else:
                self.leave_out(each, f"the reference to “{name}”", Fault(f"there are no {attribute} of this name"))

    def _words(self, element: etree._Element, known: Names) -> Words:
        """The text of a message, with what is to be worked out for each node."""
        parts: list[str | Expression] = [element.text or ""]
        for child in element:
            if kind(child) == "name" or kind(child) == "value-of" or xsl_kind(child) == "value-of":
                path = child.get("path")
                select = child.get("select") or (f"name({path})" if path else "name()")
                parts.append(self._shown(select, known))
            elif isinstance(child.tag, str):
                parts += self._words(child, known)
            parts.append(child.tail or "")
        return tuple(part for part in parts if part != "")

    def _shown(self, select: str, known: Names) -> str | Expression:
        try:
            return self.expression(select, known)
        except Fault:
            return f"{{{select}}}"  # the sentence is still worth saying

    def leave_out(self, element: etree._Element, what: str, fault: Fault) -> None:
        self.untried.append(Finding("untried", f"{what}: {fault}", self._files.origin(element)))


def names(lets: tuple[Let, ...] | list[Let]) -> Names:
    return frozenset(let.name for let in lets)


def is_let(element: etree._Element) -> bool:
    """Whether it declares a variable, in Schematron or beside it in XSLT."""
    return kind(element) in ("let", "param") or xsl_kind(element) in ("variable", "param")


def _is_abstract(element: etree._Element) -> bool:
    return element.get("abstract") == "true"
