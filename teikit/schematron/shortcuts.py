"""What elementpath walks the whole document for each time, answered by the document's index and by positions."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from copy import copy
from typing import Any

from elementpath import XPathNode
from elementpath.xpath_tokens import XPathToken

from teikit.schematron.corrections import element_name, with_members


def shorten(symbols: MutableMapping[str, type[XPathToken]]) -> None:
    """Put the quicker tokens into the table of a parser."""
    for symbol in ("<<", ">>"):
        symbols[symbol] = with_members(symbols[symbol], evaluate=_order(symbols[symbol]))
    symbols["//"] = with_members(symbols["//"], select=_named_anywhere(symbols["//"]))


def _order(plain: type[XPathToken]) -> Any:
    def evaluate(self: XPathToken, context: Any = None) -> Any:
        if context is None:
            raise self.missing_context()
        sides = [list(side.select(copy(context))) for side in self]
        nodes = [side[0] for side in sides if len(side) == 1 and isinstance(side[0], XPathNode)]
        if len(nodes) == 2 and nodes[0].root_node is nodes[1].root_node:
            return (
                nodes[0].position < nodes[1].position if self.symbol == "<<" else nodes[0].position > nodes[1].position
            )
        return plain.evaluate(self, context)

    return evaluate


def _named_anywhere(plain: type[XPathToken]) -> Any:
    """`//tei:ref[@target]`: the step is asked of the parents of the elements that have the name."""

    def select(self: XPathToken, context: Any = None) -> Iterator[Any]:
        name = element_name(_bare(self[0])) if len(self) == 1 else None
        index = getattr(context, "index", None)
        if name is None or index is None or context.root is not index.document:
            yield from plain.select(self, context)
            return
        found: list[Any] = []
        for start in index.parents(name):
            here = copy(context)
            here.item = start
            found += list(self[0].select(here))
        yield from sorted(found, key=lambda node: node.position)

    return select


def _bare(step: XPathToken) -> XPathToken:
    while step.symbol == "[":
        step = step[0]
    return step
