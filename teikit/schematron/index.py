"""The elements of one document by name and by attribute."""

from __future__ import annotations

from typing import cast

from elementpath import ElementNode
from elementpath.xpath_nodes import DocumentNode
from lxml import etree

Names = frozenset[str]


class Index:
    """Made once for a document; asked by the contexts of rules and by paths that begin with //."""

    def __init__(self, document: DocumentNode) -> None:
        self.document = document
        self.elements = [node for node in document.iter_descendants() if isinstance(node, ElementNode)]
        self._named: dict[str, list[ElementNode]] = {}
        self._attributed: dict[str, list[ElementNode]] | None = None
        for element in self.elements:
            self._named.setdefault(element.name or "", []).append(element)

    def named(self, names: Names) -> list[ElementNode]:
        return [element for name in names for element in self._named.get(name, ())]

    def attributed(self, names: Names) -> list[ElementNode]:
        if self._attributed is None:
            self._attributed = {}
            for element in self.elements:
                for name in element_of(element).attrib:
                    self._attributed.setdefault(str(name), []).append(element)
        found = {id(element): element for name in names for element in self._attributed.get(name, ())}
        return list(found.values())

    def parents(self, name: str) -> list[ElementNode | DocumentNode]:
        """The nodes that have an element of this name in them, in the order of the document."""
        found = {
            id(each): each for each in (element.parent or self.document for element in self.named(frozenset({name})))
        }
        return list(found.values())


def element_of(node: ElementNode) -> etree._Element:
    """The element of lxml that a node stands for."""
    return cast(etree._Element, node.value)
