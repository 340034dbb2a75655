"""One document under the rules: which node each rule fits, what its assertions say, and what could not be worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast
from urllib.parse import urljoin

from elementpath import AttributeNode, ElementNode, XPathNode
from elementpath.tree_builders import get_node_tree
from elementpath.xpath_nodes import DocumentNode
from lxml import etree

from teikit.schematron.contexts import identity
from teikit.schematron.errors import Finding, Origin
from teikit.schematron.index import Index, element_of
from teikit.schematron.keys import Key
from teikit.schematron.parser import XML_ID, Context, Fault
from teikit.schematron.reading import local_file, safe_parser
from teikit.schematron.rules import Assertion, Let, Pattern, Rule, Words
from teikit.schematron.scope import Scope, Worth
from teikit.schematron.xpath import Expression, Language


class Inspection:
    """One document under one set of rules."""

    def __init__(
        self,
        root: etree._Element,
        path: str | None,
        lets: Sequence[Let],
        keys: Mapping[str, Sequence[Key]],
        language: Language,
    ) -> None:
        self._path = path
        self._address = Path(path).resolve().as_uri() if path else None
        self._language = language
        self._keys = keys
        self._document = _tree(root, self._address)
        self._index = Index(self._document)
        self.context = Context(self._document)
        self.context.service, self.context.current, self.context.index = self, self._document, self._index
        self._lets = lets
        self._scope = Scope(lets, self._worth(self._document))
        self._keyed: dict[str, dict[str, list[XPathNode]]] = {}
        self._ids: dict[int, dict[str, XPathNode]] = {}
        self._documents: dict[str, DocumentNode] = {}
        self._failed: dict[tuple[Origin, str], list[Finding]] = {}
        language.running = self.context

    def findings(self, patterns: Sequence[Pattern]) -> list[Finding]:
        """What the patterns find, in their order, and at the end what failed."""
        found = [finding for pattern in patterns for finding in self._pattern(pattern)]
        return [*found, *map(_summed, self._failed.values())]

    # what XSLT's functions ask for

    def keyed(self, name: str, values: list[str]) -> list[XPathNode]:
        """The nodes that a key has under these values. Raises Fault where there is no such key."""
        if name not in self._keys:
            raise Fault(f"no key has the name “{name}”")
        if name not in self._keyed:
            table = self._keyed[name] = {}
            for key in self._keys[name]:
                for node in key.match.nodes(self._index, self.context, _raised):
                    for item in key.use.items(self._at(node, key.use, self._scope)):
                        table.setdefault(key.use.token.string_value(item), []).append(node)
        found = {identity(node): node for value in values for node in self._keyed[name].get(value, ())}
        return sorted(found.values(), key=lambda node: node.position)

    def document(self, address: str, base: str | None) -> DocumentNode:
        """Another document of this machine. Raises Fault where it cannot be read."""
        whole = urljoin(base or self._language.base, address)
        if whole not in self._documents:
            path = local_file(self._language.base, whole)
            if path is None:
                raise Fault(f"{address} is on the network, from which nothing is read")
            try:
                root = etree.fromstring(Path(path).read_bytes(), safe_parser())
            except (OSError, etree.XMLSyntaxError) as error:
                raise Fault(
                    f"cannot read {path}: {getattr(error, 'strerror', None) or 'not well-formed XML'}"
                ) from None
            self._documents[whole] = _tree(root, whole)
        return self._documents[whole]

    def identified(self, root: XPathNode, names: list[str]) -> list[XPathNode]:
        """The elements of a document that have these ids; of a repeated id the first."""
        if id(root) not in self._ids:
            table = self._ids[id(root)] = {}
            for node in root.iter_descendants():  # type: ignore[attr-defined]  # a document, or an element without one
                if isinstance(node, ElementNode) and (name := element_of(node).get(XML_ID)):
                    table.setdefault(name.strip(), node)
        found = {id(node): node for name in names if (node := self._ids[id(root)].get(name)) is not None}
        return sorted(found.values(), key=lambda node: node.position)

    # the rules

    def _pattern(self, pattern: Pattern) -> Iterator[Finding]:
        if pattern.documents is not None:
            yield from self._elsewhere(pattern, pattern.documents)
            return
        scope = Scope(pattern.lets, self._worth(self._document), self._scope)
        spoken: set[object] = set()
        for rule in pattern.rules:
            for node in self._nodes(rule, scope):
                if (key := identity(node)) not in spoken or pattern.is_group:
                    spoken.add(key)
                    yield from self._judged(rule, node, scope)

    def _elsewhere(self, pattern: Pattern, addresses: Expression) -> Iterator[Finding]:
        """A pattern for other documents."""
        here = pattern._replace(documents=None)
        try:
            for item in addresses.items(self._at(self._document, addresses, self._scope)):
                address = addresses.token.string_value(item)
                other = self.document(address, self._address)
                path = local_file(self._language.base, urljoin(self._address or self._language.base, address))
                run = Inspection(element_of(other.getroot()), path, self._lets, self._keys, self._language)
                yield from (finding._replace(document=path) for finding in run.findings([here]))
                self._language.running = self.context
        except Fault as fault:
            self._fail(pattern.origin, "the pattern", self._document, fault)

    def _nodes(self, rule: Rule, scope: Scope) -> list[XPathNode]:
        expression = rule.context.expression

        def failed(node: XPathNode, fault: Fault) -> None:
            self._fail(rule.origin, f"the rule for {expression.text}", node, fault)

        return rule.context.nodes(self._index, self._at(self._document, expression, scope), failed)

    def _judged(self, rule: Rule, node: XPathNode, around: Scope) -> Iterator[Finding]:
        scope = Scope(rule.lets, self._worth(node), around) if rule.lets else around
        for assertion in rule.assertions:
            try:
                if assertion.test.truth(self._at(node, assertion.test, scope)) is assertion.fires_on:
                    yield self._finding(assertion, node, scope)
            except Fault as fault:
                test = " ".join(assertion.test.text.split())
                self._fail(assertion.origin, f"the {'report' if assertion.fires_on else 'assert'} {test}", node, fault)

    def _finding(self, assertion: Assertion, node: XPathNode, scope: Scope) -> Finding:
        element, attribute = _place(self._subject(assertion, node, scope))
        return Finding(
            "broken",
            self._said(assertion.message, node, scope),
            assertion.origin,
            element,
            attribute,
            assertion.roles,
            tuple(self._said(words, node, scope) for words in assertion.diagnostics),
            tuple((name, self._said(words, node, scope)) for name, words in assertion.properties),
        )

    def _subject(self, assertion: Assertion, node: XPathNode, scope: Scope) -> XPathNode:
        """The first node of @subject in this document, else that of the rule."""
        if assertion.subject is None:
            return node
        try:
            items = assertion.subject.items(self._at(node, assertion.subject, scope))
        except Fault:
            return node
        here = (item for item in items if isinstance(item, XPathNode) and item.root_node is self._document)
        return next(here, node)

    def _said(self, words: Words, node: XPathNode, scope: Scope) -> str:
        return " ".join("".join(self._part(part, node, scope) for part in words).split())

    def _part(self, part: str | Expression, node: XPathNode, scope: Scope) -> str:
        if isinstance(part, str):
            return part
        try:
            return part.words(self._at(node, part, scope))
        except Fault:
            return f"{{{part.text}}}"  # the sentence is still worth saying

    def _at(self, node: XPathNode, expression: Expression, scope: Scope) -> Context:
        return self.context.at(node, scope.values() if expression.has_variables else {})

    def _worth(self, node: XPathNode) -> Worth:
        return lambda expression, values: expression.items(self.context.at(node, values))

    def _fail(self, origin: Origin, what: str, node: XPathNode, fault: Fault) -> None:
        element, attribute = _place(node)
        finding = Finding("failed", f"{what}: {fault}", origin, element, attribute)
        self._failed.setdefault((origin, what), []).append(finding)


def _raised(_: XPathNode, fault: Fault) -> None:
    raise fault


def _tree(root: etree._Element, address: str | None) -> DocumentNode:
    # lxml's trees are what it is made for, though its protocol does not say so
    return cast(DocumentNode, get_node_tree(cast(Any, root.getroottree()), uri=address))


def _summed(failures: list[Finding]) -> Finding:
    """One finding for all nodes on which an expression failed."""
    first, more = failures[0], len(failures) - 1
    others = "; the same in another place" if more == 1 else f"; the same in {more} other places" if more else ""
    return first._replace(message=first.message + others)


def _place(node: XPathNode) -> tuple[etree._Element, str | None]:
    """The element, and the attribute if the node is one; for text and comments the element around them."""
    attribute = node.name if isinstance(node, AttributeNode) else None
    around = node.getroot() if isinstance(node, DocumentNode) else node
    while not isinstance(around, ElementNode):
        assert around.parent is not None
        around = around.parent.getroot() if isinstance(around.parent, DocumentNode) else around.parent
    return element_of(around), attribute
