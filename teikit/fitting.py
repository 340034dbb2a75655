"""What may stand where: a body made valid by wrapping, splitting and demoting, never by moving text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from teikit.nodes import Node

GLOBAL = frozenset(["note", "pb", "lb", "cb", "gap", "space", "fw", "milestone", "figure", "metamark"])
TOP = frozenset(["head", "opener"])
BOTTOM = frozenset(["closer", "postscript", "trailer"])
BLOCKS = frozenset(["p", "ab", "list", "table", "sp", "lg", "quote", "floatingText", "stage", "label", "bibl"])
# parts of an opener or closer that a paragraph-like block cannot hold: their content goes into an ab of this type
UNWRAPPED = {"dateline": "dateline", "salute": "salute", "signed": "signed", "address": "address"}
# phrases that stand alone between blocks, and the type of the ab around them
WRAPPED = {"stamp": "stamp", "idno": "idno", "date": "date"}
WRAPPED_SEGS = {"classification": "classification", "idno": "idno", "status": "status"}


def fitted(body: Node) -> list[str]:
    """Make a body valid in place; what was repaired, a sentence a repair."""
    repairs: list[str] = []
    body.children = list(_fit_all(body.nodes, repairs)) or [Node("div", {"type": "document"}, [Node("p")])]
    return repairs


def _fit_all(divisions: Iterable[Node], repairs: list[str]) -> Iterator[Node]:
    for division in divisions:
        yield from _fit(division, repairs)


def _fit(division: Node, repairs: list[str]) -> list[Node]:
    """A division, and the continuations that take what may not follow in it."""
    found = [Node("div", division.attributes, [], division.rule, division.certainty)]
    stage = 0  # 0 above the text, 1 within it, 2 after nested divisions, 3 after a closer
    for child in division.nodes:
        name = child.element
        if name in GLOBAL or (name in TOP and stage == 0):
            found[-1].children.append(child)
        elif name == "div":
            if stage == 3:
                found.append(_continuation(division, repairs))
            found[-1].children.extend(_fit(child, repairs))
            stage = 2
        elif name in BOTTOM and stage > 0 and (name != "postscript" or _has_block(child)):
            found[-1].children.append(child)
            stage = 3
        else:
            blocks = [child] if name in BLOCKS else list(_demoted(child, repairs))
            if stage >= 2 and any(block.element not in GLOBAL for block in blocks):
                found.append(_continuation(division, repairs))
                stage = 0
            found[-1].children.extend(blocks)
            stage = max(stage, 1)
    for made in found:
        if not made.children:
            made.children.append(Node("p"))
    return found


def _has_block(postscript: Node) -> bool:
    """A postscript is made of paragraphs: a head alone is none."""
    return any(child.element in BLOCKS for child in postscript.nodes)


def _continuation(division: Node, repairs: list[str]) -> Node:
    repairs.append(
        f"text after the end of this {division.attributes.get('type', 'division')} was put into a division of its own"
    )
    return Node("div", {"type": "continuation"}, rule="fitting")


def _demoted(node: Node, repairs: list[str]) -> Iterator[Node]:
    """What may not stand here as the blocks that hold the same matter."""
    name = node.element
    if name in ("opener", "closer", "postscript", ""):
        repairs.append(
            f"the parts of {'an ' if name == 'opener' else 'a '}{name or 'line'} stand as blocks, since it may not stand here"
        )
        yield from _blocks_of(node, name or "block", repairs)
    elif name in GLOBAL or name in BLOCKS:
        yield node
    elif name == "address":
        yield Node("ab", {"type": "address"}, [node], node.rule, node.certainty)
    elif name in UNWRAPPED:
        yield Node("ab", {"type": UNWRAPPED[name]}, node.children, node.rule, node.certainty)
    elif name == "seg":
        yield Node("ab", {"type": WRAPPED_SEGS.get(node.attributes.get("type", ""), "block")}, [node], node.rule)
    else:
        yield Node(
            "ab",
            {"type": WRAPPED.get(name, name if name in ("head", "trailer") else "block")},
            _phrases(node),
            node.rule,
        )


def _phrases(node: Node) -> list:  # type: ignore[type-arg]
    """An element that phrases may hold as it is, the content of one that they may not."""
    return node.children if node.element in ("head", "trailer", "opener", "closer") else [node]


def _blocks_of(node: Node, kind: str, repairs: list[str]) -> Iterator[Node]:
    """Each part as a block; loose text between parts gathers in a block of the whole's kind."""
    loose = Node("ab", {"type": kind}, [], node.rule)
    for child in node.children:
        if isinstance(child, Node) and child.element not in GLOBAL:
            if loose.children:
                yield loose
                loose = Node("ab", {"type": kind}, [], node.rule)
            yield from _demoted(child, repairs)
        elif isinstance(child, Node):
            if loose.children:
                yield loose
                loose = Node("ab", {"type": kind}, [], node.rule)
            yield child
        else:
            loose.children.append(child)
    if loose.children:
        yield loose
