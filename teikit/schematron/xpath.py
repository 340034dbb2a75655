"""XPath as the query bindings of Schematron have it, by elementpath: compiled once, asked for nodes, truth or text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import copy
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from elementpath import ElementPathError, XPathNode
from elementpath.xpath_tokens import XPathToken

from teikit.schematron.parser import Context, Fault, RulesParser, Values

_T = TypeVar("_T")
_CODEPOINTS = "http://www.w3.org/2005/xpath-functions/collation/codepoint"
_XS = "http://www.w3.org/2001/XMLSchema"
# what elementpath lets through where a value is not what an operator or function wants
_FAILURES = (ElementPathError, ArithmeticError, ValueError, TypeError, LookupError, AttributeError, RecursionError)
_LITERAL = re.compile(r"""\"[^"]*"|'[^']*'""")
_VARIABLE = re.compile(r"\$\s*((?:[^\W\d][\w.-]*:)?[^\W\d][\w.-]*)")
# for $a in …, let $a := …; function($a, $b)
_BOUND = re.compile(r"\$\s*((?:[^\W\d][\w.-]*:)?[^\W\d][\w.-]*)\s*(?:in\b|:=)")
_INLINE = re.compile(r"\bfunction\s*\(([^)]*)\)")


class Expression(NamedTuple):
    """One expression. `free` are the names of the variables that have to be bound outside of it."""

    text: str
    token: XPathToken
    has_variables: bool
    free: frozenset[str]

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
        self.parser = RulesParser(
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
        if count >= len(_WITH):
            raise Fault(f"it has more than {len(_WITH) - 1} parameters")
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


def nodes_of(token: XPathToken, context: Context, start: XPathNode) -> list[XPathNode]:
    """The nodes that an expression selects from a node. Raises Fault."""
    here = copy(context)
    here.item = start
    return _guarded(lambda: [item for item in token.select(here) if isinstance(item, XPathNode)])


def holds(predicate: XPathToken, context: Context, node: XPathNode, position: int, size: int) -> bool:
    """Whether a predicate is true of the node that stands at this position. Raises Fault."""
    here = copy(context)
    here.item, here.position, here.size = node, position, size
    items = _guarded(lambda: list(predicate.select(here)))
    if len(items) == 1 and isinstance(items[0], (int, float, Decimal)) and not isinstance(items[0], bool):
        return bool(items[0] == position)
    return _guarded(lambda: predicate.boolean_value(items))
