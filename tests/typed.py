"""Trees over a typed text, short to write: leaves by the words they hold, and the markup that they become."""

from __future__ import annotations

from teikit.encode import Encoded, encoded
from teikit.inventory import inventory
from teikit.nodes import Child, Copy, Generated, Mark, Node, Slice
from teikit.source import Source


class Typed:
    """A typed text; its leaves are asked for by their words, and `after` says behind which others they stand."""

    def __init__(self, text: str) -> None:
        self.source = Source(None, text, "")

    def place(self, words: str, after: str = "") -> tuple[int, int]:
        start = self.source.text.index(words, self.source.text.index(after))
        return start, start + len(words)

    def text(self, words: str, after: str = "") -> Slice:
        return Slice(*self.place(words, after))

    def mark(self, words: str, became: str = "mark") -> Mark:
        return Mark(*self.place(words), became)

    def copy(self, words: str) -> Copy:
        return Copy(*self.place(words))

    def encoded(self, tree: Node) -> Encoded:
        return encoded(tree, inventory(tree, self.source.text), self.source)

    def markup(self, tree: Node) -> str:
        """What is written, without the declaration."""
        return self.encoded(tree).data.decode().partition("\n")[2].removesuffix("\n")


def element(name: str, *children: Child | str, **attributes: str) -> Node:
    """A node; a `str` among the children is generated text, `xml_id` is written so that Python takes it."""
    made = [Generated(child) if isinstance(child, str) else child for child in children]
    return Node(name, {key.replace("xml_", "xml:"): value for key, value in attributes.items()}, made)
