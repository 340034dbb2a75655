"""XPath as the query bindings of Schematron have it, by elementpath: compiled once, asked for nodes, truth or text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from typing import Any, NamedTuple, Protocol, TypeVar, cast

from elementpath import ElementNode, ElementPathError, XPathContext, XPathNode
from elementpath.tdop import Parser
from elementpath.xpath31 import XPath31Parser
from elementpath.xpath_nodes import DocumentNode
from elementpath.xpath_tokens import XPathFunction, XPathToken

from teikit.schematron.corrections import correct

Values = dict[str, Any]
_T = TypeVar("_T")
_CODEPOINTS = "http://www.w3.org/2005/xpath-functions/collation/codepoint"
_XS = "http://www.w3.org/2001/XMLSchema"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# what elementpath lets through where a value is not what an operator or function wants
_FAILURES = (ElementPathError, ArithmeticError, ValueError, TypeError, LookupError, AttributeError, RecursionError)
_LITERAL = re.compile(r"""\"[^"]*"|'[^']*'""")
_VARIABLE = re.compile(r"\$\s*((?:[^\W\d][\w.-]*:)?[^\W\d][\w.-]*)")
# for $a in …, let $a := …; function($a, $b)
_BOUND = re.compile(r"\$\s*((?:[^\W\d][\w.-]*:)?[^\W\d][\w.-]*)\s*(?:in\b|:=)")
_INLINE = re.compile(r"\bfunction\s*\(([^)]*)\)")


class Fault(Exception):
    """An expression that cannot be read, or that ends in an error; its words say why."""


class Service(Protocol):
    """What XSLT's own functions ask of the run that they are called in."""

    def keyed(self, name: str, values: list[str]) -> list[XPathNode]: ...

    def document(self, address: str, base: str | None) -> DocumentNode: ...

    def identified(self, root: XPathNode, names: list[str]) -> list[XPathNode]: ...


class Context(XPathContext):
    """A place in a document; `current` is the node of the rule, `service` answers XSLT's functions."""

    current: XPathNode
    service: Service

    def at(self, node: XPathNode, values: Values) -> Context:
        """The same document at one of its nodes, with these variables."""
        here = copy(self)
        here.item = here.current = node
        here.variables = values
        return here


class Expression(NamedTuple):
    """One expression. `free` are the names of the variables that have to be bound outside of it."""

    text: str
    token: XPathToken
    has_variables: bool
    free: frozenset[str]

    def nodes(self, context: Context) -> list[XPathNode]:
        """The nodes that it selects. Raises Fault."""
        return [item for item in self.items(context) if isinstance(item, XPathNode)]

    def truth(self, context: Context) -> bool:
        """Its effective boolean value. Raises Fault."""
        return _guarded(lambda: _truth(self.token, context))

    def words(self, context: Context) -> str:
        """All items as text, or the first if this is XPath 1. Raises Fault."""
        items = self.items(context)
        return " ".join(map(self.token.string_value, items[:1] if self.token.parser.compatibility_mode else items))

    def items(self, context: Context) -> list[Any]:
        """All items. Raises Fault."""
        return _guarded(lambda: list(self.token.select(copy(context))))


class Language:
    """XPath with the namespaces of one set of rules; `is_first` follows XPath 1 in how values are compared."""

    def __init__(self, namespaces: Mapping[str, str], base: str, is_first: bool = False) -> None:
        self.base = base
        self.running: Context | None = None
        self.parser = _Parser(
            namespaces={"xs": _XS, **namespaces},
            default_collation=_CODEPOINTS,
            base_uri=base,
            compatibility_mode=is_first,
        )

    def expression(self, text: str) -> Expression:
        """Raises Fault where it is no XPath, or calls what is unknown."""
        bare = _LITERAL.sub("''", text)
        names, bound = frozenset(_VARIABLE.findall(bare)), {*_BOUND.findall(bare)}
        bound.update(name for inside in _INLINE.findall(bare) for name in _VARIABLE.findall(inside))
        token = _guarded(lambda: self.parser.parse(text))
        return Expression(text, token, bool(names), names - bound)

    def declare(self, prefix: str, namespace: str, name: str, count: int, function: Callable[..., Any]) -> None:
        """Make a function of so many arguments callable as prefix:name. Raises Fault where that cannot be."""
        if not prefix or self.parser.namespaces.get(prefix) != namespace:
            raise Fault(f"declare the prefix of {prefix}:{name} with <sch:ns>")
        _guarded(lambda: self.parser.external_function(_WITH[count](function), name, prefix))

    def context(self, values: Values) -> Context:
        """Where the body of a function is worked out: in the document that is asked about, at no node of it."""
        assert self.running is not None  # functions are called by expressions that run
        return self.running.at(self.running.current, values)


# elementpath reads the number of arguments from the signature
_WITH: tuple[Callable[[Callable[..., Any]], Callable[..., Any]], ...] = (
    lambda call: lambda: call(),
    lambda call: lambda a: call(a),
    lambda call: lambda a, b: call(a, b),
    lambda call: lambda a, b, c: call(a, b, c),
    lambda call: lambda a, b, c, d: call(a, b, c, d),
    lambda call: lambda a, b, c, d, e: call(a, b, c, d, e),
)


def _guarded(work: Callable[[], _T]) -> _T:
    try:
        return work()
    except _FAILURES as error:
        raise Fault(_reason(error)) from None


def _reason(error: BaseException) -> str:
    if not isinstance(error, ElementPathError):
        return "it is nested too deeply" if isinstance(error, RecursionError) else str(error) or type(error).__name__
    code = (error.code or "").removeprefix("err:")
    return f"{error.message} ({code})" if code else error.message


def _truth(token: XPathToken, context: Context) -> bool:
    items = token.select(copy(context))
    first = next(items, None)
    if first is None or isinstance(first, XPathNode):
        return first is not None  # whatever follows: all of it need not be looked for
    return token.boolean_value([first, *items])


class _Parser(XPath31Parser):
    """XPath 3.1 with the functions that XSLT adds; nothing is read from the network."""

    def parse(self, source: str) -> XPathToken:
        """The parser's own way works out what is constant, and so finds errors in what is never asked for."""
        if self.tokenizer is None:
            self.tokenizer = self.create_tokenizer(self.symbol_table)
        return Parser.parse(self, source)


correct(_Parser.symbol_table)
_Parser.unregister("id")


@_Parser.method(_Parser.function("id", nargs=(1, 2)))
def select_id(self: XPathFunction, context: Any = None) -> Iterator[XPathNode]:
    """xml:id counts as an id; the parser of teikit collects none, so that a repeated one is no crash."""
    context = _present(self, context)
    names = [name for item in self[0].select(copy(context)) for name in self.string_value(item).split()]
    node = self.get_argument(copy(context), 1) if len(self) > 1 else context.item
    yield from context.service.identified(context.root if node is None else node.root_node, names)


_Parser.unregister("lang")


@_Parser.method(_Parser.function("lang", nargs=(1, 2)))
def evaluate_lang(self: XPathFunction, context: Any = None) -> bool:
    """elementpath overlooks the second argument."""
    context = _present(self, context)
    wanted = self.string_value(self.get_argument(copy(context))).lower()
    node = self.get_argument(copy(context), 1) if len(self) > 1 else context.item
    around = (node, *_ancestors(node)) if isinstance(node, XPathNode) else ()
    said = (cast(Any, each.value).get(_XML_LANG) for each in around if isinstance(each, ElementNode))
    language = next((str(each).lower() for each in said if each is not None), "")
    return language == wanted or language.startswith(f"{wanted}-")


@_Parser.method(_Parser.function("current", nargs=0))
def evaluate_current(self: XPathFunction, context: Any = None) -> XPathNode:
    return _present(self, context).current


@_Parser.method(_Parser.function("key", nargs=(2, 3)))
def select_key(self: XPathFunction, context: Any = None) -> Iterator[XPathNode]:
    context = _present(self, context)
    name = self.string_value(self.get_argument(copy(context)))
    values = [self.string_value(item) for item in self[1].select(copy(context))]
    inside = self.get_argument(copy(context), 2) if len(self) > 2 else None
    for node in context.service.keyed(name, values):
        if inside is None or inside is node or any(inside is each for each in _ancestors(node)):
            yield node


@_Parser.method(_Parser.function("document", nargs=(1, 2)))
def select_document(self: XPathFunction, context: Any = None) -> Iterator[XPathNode]:
    context = _present(self, context)
    for item in self[0].select(copy(context)):
        base = item.base_uri if isinstance(item, XPathNode) else None
        yield context.service.document(self.string_value(item), base)


for _name in ("doc", "doc-available"):
    _Parser.unregister(_name)


@_Parser.method(_Parser.function("doc", nargs=1))
def select_doc(self: XPathFunction, context: Any = None) -> Iterator[XPathNode]:
    context = _present(self, context)
    for item in self[0].select(copy(context)):
        yield context.service.document(self.string_value(item), None)


@_Parser.method(_Parser.function("doc-available", nargs=1))
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
        raise function.missing_context()  # elementpath tries what is constant when it is parsed
    return context


def _ancestors(node: XPathNode) -> Iterator[XPathNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def nodes_of(token: XPathToken, context: Context, start: XPathNode) -> Iterator[XPathNode]:
    """The nodes that an expression selects from a node. Raises Fault."""
    here = copy(context)
    here.item = start
    return iter(_guarded(lambda: [item for item in token.select(here) if isinstance(item, XPathNode)]))
