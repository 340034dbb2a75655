"""Documents whose own entities hold markup, read by expat: libxml2 forgets the namespace of what stands in an entity."""

from __future__ import annotations

from typing import Any
from xml.parsers import expat

from lxml import etree

_JOINT = "}"


def have_markup(root: etree._Element) -> bool:
    """Whether the document declares entities with elements in them."""
    declared = root.getroottree().docinfo.internalDTD
    return declared is not None and any("<" in (entity.content or "") for entity in declared.iterentities())


def expanded(data: bytes) -> etree._Element:
    """The tree with all entities of the document itself in their places; comments and instructions are left out."""
    builder: Any = etree.TreeBuilder()  # its stubs do not know of namespaces
    declared: dict[str | None, str] = {}
    parser = expat.ParserCreate(namespace_separator=_JOINT)
    parser.buffer_text = True
    parser.ordered_attributes = True

    def declare(prefix: str | None, uri: str | None) -> None:
        declared[prefix] = uri or ""

    def begin(name: str, attributes: list[str]) -> None:
        pairs = zip(attributes[::2], attributes[1::2], strict=True)
        namespaces = {prefix: uri for prefix, uri in declared.items() if uri}
        builder.start(_clark(name), {_clark(key): value for key, value in pairs}, namespaces)
        declared.clear()

    parser.StartNamespaceDeclHandler = declare
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda name: builder.end(_clark(name))
    parser.CharacterDataHandler = builder.data
    parser.Parse(data, True)
    root: etree._Element = builder.close()
    return root


def _clark(name: str) -> str:
    return f"{{{name}" if _JOINT in name else name
