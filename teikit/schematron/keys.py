"""Keys of XSLT that rules may declare, for the function key()."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from lxml import etree

from teikit.schematron.contexts import NodePattern
from teikit.schematron.parser import Fault
from teikit.schematron.reading import xsl_kind
from teikit.schematron.rules import Compiler
from teikit.schematron.xpath import Expression


class Key(NamedTuple):
    """The nodes that `match` means, under each of the values of `use`."""

    match: NodePattern
    use: Expression


def keys(tops: Sequence[etree._Element], compiler: Compiler) -> Mapping[str, tuple[Key, ...]]:
    """The declared keys by name; several of one name count together."""
    found: dict[str, tuple[Key, ...]] = {}
    for each in tops:
        if xsl_kind(each) != "key":
            continue
        name = each.get("name", "")
        try:
            match, use = (compiler.expression(each.get(part, ""), frozenset()) for part in ("match", "use"))
            found[name] = (*found.get(name, ()), Key(NodePattern(match), use))
        except Fault as fault:
            compiler.leave_out(each, f"the key “{name}”", fault)
    return found
