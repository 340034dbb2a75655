"""XPath 3.1 with the functions that XSLT adds to it, as a parser of elementpath."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any, Protocol, cast

from elementpath import ElementNode, XPathContext, XPathNode
from elementpath.tdop import Parser
from elementpath.xpath31 import XPath31Parser
from elementpath.xpath_nodes import DocumentNode
from elementpath.xpath_tokens import XPathFunction, XPathToken

from teikit.schematron.corrections import correct
from teikit.schematron.index import Index
from teikit.schematron.shortcuts import shorten

Values = dict[str, Any]
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Fault(Exception):
    """An expression that cannot be read, or that ends in an error; its words say why."""


class Service(Protocol):
    """What XSLT's own functions ask of the run that they are called in."""

    def keyed(self, name: str, values: list[str]) -> list[XPathNode]: ...

    def document(self, address: str, base: str | None) -> DocumentNode: ...

    def identified(self, root: XPathNode, names: list[str]) -> list[XPathNode]: ...


class Context(XPathContext):
    """A place in a document; `current` is the node of the rule, `service` answers XSLT's functions, `index` knows names."""

    current: XPathNode
    service: Service
    index: Index

    def at(self, node: XPathNode, values: Values) -> Context:
        """The same document at one of its nodes, with these variables."""
        here = copy(self)
        here.item = here.current = node
        here.variables = values
        return here


class RulesParser(XPath31Parser):
    """The functions of XSLT stand below; what they ask of the run is its Service."""

    def parse(self, source: str) -> XPathToken:
        """The parser's own way works out what is constant, and so finds errors in what is never asked for."""
        if self.tokenizer is None:
            self.tokenizer = self.create_tokenizer(self.symbol_table)
        return Parser.parse(self, source)


correct(RulesParser.symbol_table)
shorten(RulesParser.symbol_table)
RulesParser.unregister("id")


@RulesParser.method(RulesParser.function("id", nargs=(1, 2)))
def select_id(self: XPathFunction, context: Any = None) -> Iterator[XPathNode]:
    """xml:id counts as an id; the parser of teikit collects none, so that a repeated one is no crash."""
    context = _present(self, context)
    names = [name for item in self[0].select(copy(context)) for name in self.string_value(item).split()]
    node = self.get_argument(copy(context), 1) if len(self) > 1 else context.item
    yield from context.service.identified(context.root if node is None else node.root_node, names)


RulesParser.unregister("lang")


@RulesParser.method(RulesParser.function("lang", nargs=(1, 2)))
def evaluate_lang(self: XPathFunction, context: Any = None) -> bool:
    """elementpath overlooks the second argument."""
    context = _present(self, context)
    wanted = self.string_value(self.get_argument(copy(context))).lower()
    node = self.get_argument(copy(context), 1) if len(self) > 1 else context.item
    around = (node, *_ancestors(node)) if isinstance(node, XPathNode) else ()
    said = (cast(Any, each.value).get(_XML_LANG) for each in around if isinstance(each, ElementNode))
    language = next((str(each).lower() for each in said if each is not None), "")
    return language == wanted or language.startswith(f"{wanted}-")


@RulesParser.method(RulesParser.function("current", nargs=0))
def evaluate_current(self: XPathFunction, context: Any = None) -> XPathNode:
    return _present(self, context).current


@RulesParser.method(RulesParser.function("key", nargs=(2, 3)))
def select_key(self: XPathFunction, context: Any = None) -> Iterator[XPathNode]:
    context = _present(self, context)
    name = self.string_value(self.get_argument(copy(context)))
    values = [self.string_value(item) for item in self[1].select(copy(context))]
    inside = self.get_argument(copy(context), 2) if len(self) > 2 else None
    for node in context.service.keyed(name, values):
        if inside is None or inside is node or any(inside is each for each in _ancestors(node)):
            yield node


@RulesParser.method(RulesParser.function("document", nargs=(1, 2)))
def select_document(self: XPathFunction, context: Any = None) -> Iterator[XPathNode]:
    context = _present(self, context)
    for item in self[0].select(copy(context)):
        base = item.base_uri if isinstance(item, XPathNode) else None
        yield context.service.document(self.string_value(item), base)


for _name in ("doc", "doc-available"):
    RulesParser.unregister(_name)


@RulesParser.method(RulesParser.function("doc", nargs=1))
def select_doc(self: XPathFunction, context: Any = None) -> Iterator[XPathNode]:
    context = _present(self, context)
    for item in self[0].select(copy(context)):
        yield context.service.document(self.string_value(item), None)


@RulesParser.method(RulesParser.function("doc-available", nargs=1))
def evaluate_doc_available(self: XPathFunction, context: Any = None) -> bool:
    context = _present(self, context)
    try:
        for item in self[0].select(copy(context)):
            context.service.document(self.string_value(item), None)
    except Fault:
        return False
    return True


def _present(function: XPathFunction, context: Any) -> Context:
    if not isinstance(context, Context):
        raise function.missing_context()
    return context


def _ancestors(node: XPathNode) -> Iterator[XPathNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent
