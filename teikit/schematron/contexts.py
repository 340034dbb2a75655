"""Which nodes the context of a rule means: a pattern of XSLT, asked only where the names in it occur."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from elementpath import XPathNode
from elementpath.xpath_tokens import XPathToken

from teikit.schematron.corrections import element_name
from teikit.schematron.index import Index, Names
from teikit.schematron.parser import Context, Fault
from teikit.schematron.xpath import Expression, holds, nodes_of

Failed = Callable[[XPathNode, Fault], None]
_STEPS = ("/", "//")
_UNIONS = ("|", "union")
_WRAPPERS = ("[", "child", "descendant")  # a step is inside, as their first part
_COMPARISONS = ("=", "!=", "<", ">", "<=", ">=", "eq", "ne", "lt", "gt", "le", "ge")
_NEEDS_TEXT = ("starts-with", "ends-with", "contains", "matches")


class Branch(NamedTuple):
    """One alternative of a pattern.

    `first` and `last` are the names that its first and last step can have, `attributes` those of which an element of the
    first step has at least one; None where that cannot be told.
    """

    token: XPathToken
    first: Names | None
    last: Names | None
    attributes: Names | None

    def starts(self, index: Index) -> Iterable[XPathNode]:
        """The nodes from which the branch is to be asked; nothing where it cannot fit."""
        if self.last is not None and not index.named(self.last):
            return ()
        if _is_absolute(self.token):
            return (index.document,)
        if self.attributes is not None:
            first = index.attributed(self.attributes)
            found = first if self.first is None else [each for each in first if each.name in self.first]
        elif self.first is not None:
            found = index.named(self.first)
        else:
            return (index.document, *index.elements)
        if _first_step(self.token).symbol in ("@", "attribute"):
            return found
        parents = (each.parent or index.document for each in found)
        return {id(parent): parent for parent in parents}.values()


class NodePattern:
    """The context of a rule.

    A node fits where the pattern, asked from some node above it, selects it (XSLT 3.0, 5.5.3).
    """

    def __init__(self, expression: Expression) -> None:
        self.expression = expression
        self._branches = [
            Branch(token, _first(token), _last(token), _required(_first_step(token)))
            for token in _alternatives(expression.token)
        ]

    def nodes(self, index: Index, context: Context, failed: Failed) -> list[XPathNode]:
        """The nodes that fit, each once, in the order of the document.

        An error in a predicate is told to `failed`, and the node does not fit (XSLT 3.0, 5.5.4).
        """
        found: dict[object, XPathNode] = {}
        for branch in self._branches:
            for start in branch.starts(index):
                found.update((identity(node), node) for node in _fitting(branch.token, context, start, failed))
        return sorted(found.values(), key=lambda node: node.position)


def _fitting(token: XPathToken, context: Context, start: XPathNode, failed: Failed) -> list[XPathNode]:
    try:
        return nodes_of(token, context, start)
    except Fault as fault:
        if token.symbol != "[":
            failed(start, fault)
            return []
    # one by one, so that what fails on one node is not lost for the others
    nodes = _fitting(token[0], context, start, failed)
    kept = []
    for position, node in enumerate(nodes, 1):
        try:
            if holds(token[1], context, node, position, len(nodes)):
                kept.append(node)
        except Fault as fault:
            failed(node, fault)
    return kept


def identity(node: XPathNode) -> object:
    """What tells a node from others; an attribute is made anew each time that it is met."""
    return (id(node.parent), node.name) if node.node_kind == "attribute" else id(node)


def _alternatives(token: XPathToken) -> Iterator[XPathToken]:
    if token.symbol in _UNIONS:
        for part in token:
            yield from _alternatives(part)
    else:
        yield token


def _is_absolute(token: XPathToken) -> bool:
    first = _first_step(token)
    return (first.symbol in _STEPS and len(first) < 2) or first.symbol == "$" or _is_call(first)


def _is_call(token: XPathToken) -> bool:
    return "function" in str(token.label)


def _first_step(token: XPathToken) -> XPathToken:
    """The first step with its predicates."""
    while token.symbol in _STEPS and len(token) == 2:
        token = token[0]
    return token


def _first(token: XPathToken) -> Names | None:
    """The names of the elements that the first step can select."""
    return _tested(_first_step(token), _first)


def _last(token: XPathToken) -> Names | None:
    """The names of the elements that the last step can select."""
    if token.symbol in _STEPS:
        return _last(token[-1]) if len(token) else None
    return _tested(token, _last)


def _tested(token: XPathToken, inside: Callable[[XPathToken], Names | None]) -> Names | None:
    while token.symbol in _WRAPPERS:
        token = token[0]
    if token.symbol == "(" and len(token) == 1:
        return _together(map(inside, _alternatives(token[0])))
    name = element_name(token)
    return None if name is None else frozenset({name})


def _together(found: Iterable[Names | None]) -> Names | None:
    """All of these names; None where one of them cannot be told."""
    names: Names = frozenset()
    for each in found:
        if each is None:
            return None
        names |= each
    return names


def _required(token: XPathToken) -> Names | None:
    """The attributes of which a step needs one."""
    if token.symbol in ("@", "attribute"):
        return _attribute(token)
    if token.symbol == "[":
        own = _needed(token[1])
        return own if own is not None else _required(token[0])
    return None


def _needed(test: XPathToken) -> Names | None:
    """The attributes without any of which a predicate is false."""
    if test.symbol == "@":
        return _attribute(test)
    if test.symbol == "and":
        return next((found for part in test if (found := _needed(part)) is not None), None)
    if test.symbol in ("or", *_UNIONS):
        return _together(map(_needed, test))
    if test.symbol in _COMPARISONS:
        return next((_attribute(part) for part in test if part.symbol == "@"), None)
    if test.symbol in _NEEDS_TEXT and len(test) > 1 and test[1].symbol == "(string)" and test[1].value:
        return _attribute(test[0]) if test[0].symbol == "@" else None
    return None


def _attribute(token: XPathToken) -> Names | None:
    return _tested(token[0], _first)
