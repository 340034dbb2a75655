"""What a tree is made of: its leaves with their homes and its nodes with their beginnings, gathered in one walk."""

from __future__ import annotations

from teikit.nodes import Copy, Dropped, Generated, Mark, Node, Slice
from teikit.records import NamedTuple


class Entry(NamedTuple):
    """A range of the source and its home; `became` is a text's element path, what a mark turned into, or why it was dropped."""

    start: int
    end: int
    home: str
    became: str


class Inventory:
    """The leaves of a tree in document order: what has its home there, the copies, and all that the document says.

    `starts` says where the first leaf of the source below a node begins, `skipped` leads from the end of each range
    that is no text to its start.
    """

    __slots__ = ("copies", "entries", "said", "skipped", "starts")

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.copies: list[Entry] = []
        self.said: list[str] = []
        self.starts: dict[Node, int | None] = {}
        self.skipped: dict[int, int] = {}


def inventory(tree: Node, text: str) -> Inventory:
    """The inventory of a whole document, header and text."""
    found = Inventory()
    _take(tree, tree.element, found, text)
    return found


def _take(node: Node, path: str, found: Inventory, text: str) -> int | None:
    """Take what is below a node; where it begins."""
    first: int | None = None
    for child in node.children:
        start: int | None = None
        if isinstance(child, Slice):
            start, end = child
            found.entries.append(Entry(start, end, "text", path))
            found.said.append(text[start:end])
        elif isinstance(child, Node):
            start = _take(child, f"{path}/{child.element}", found, text)
        elif isinstance(child, Generated):
            found.said.append(child.text)
        elif isinstance(child, Copy):
            found.copies.append(Entry(child.start, child.end, "copy", path))
            found.said.append(text[child.start : child.end])
        elif isinstance(child, (Mark, Dropped)):
            start, end, became = child
            found.entries.append(Entry(start, end, "mark" if isinstance(child, Mark) else "dropped", became))
            found.skipped[end] = start
        else:
            raise AssertionError(f"a run was left in {path}: {child!r}")
        if first is None and start is not None:
            first = start if text[start : start + 1] > " " else _ink_from(text, start)
    found.starts[node] = first
    return first


def _ink_from(text: str, start: int) -> int:
    """The first character from here that is not white space: what stands before it stands outside the element."""
    while text[start : start + 1].isspace():
        start += 1
    return start
