"""How much of a text stands in recognised structures, and which of its conventions no rule knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from teikit.idioms import Idiom, unknown
from teikit.nodes import Dropped, Mark, Node, Slice
from teikit.recognize import Recognized

# a leaf whose way down from the body leads through nothing else is plain text
_PLAIN = frozenset(["text", "front", "body", "back", "div", "p", ""])


@dataclass(frozen=True, slots=True)
class Coverage:
    """`recognised` of the text's `characters` (white space apart) stand in anything but a plain paragraph.

    `unknown` counts the shapes of conventions that no rule knows, the most frequent first.
    """

    recognised: int
    characters: int
    unknown: Mapping[str, int]

    @property
    def share(self) -> float:
        """From 0 to 1; 1 for an empty text."""
        return self.recognised / self.characters if self.characters else 1.0

    def to_dict(self) -> dict[str, Any]:
        return {
            "recognised": self.recognised,
            "characters": self.characters,
            "share": round(self.share, 4),
            "unknown": dict(self.unknown),
        }


def coverage(recognized: Recognized) -> Coverage:
    """The coverage of a recognised text."""
    recognised, characters = share_of(recognized.body, recognized.context.text)
    return Coverage(recognised, characters, counted(unknown(recognized)))


def counted(found: list[Idiom]) -> dict[str, int]:
    """How often each shape occurs, the most frequent first."""
    counts: dict[str, int] = {}
    for idiom in found:
        counts[idiom.shape] = counts.get(idiom.shape, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def share_of(node: Node, text: str, plain: bool = True) -> tuple[int, int]:
    """The characters below a node that stand in recognised structures, and all of them."""
    plain = plain and node.element in _PLAIN
    recognised = characters = 0
    for child in node.children:
        if isinstance(child, Node):
            inner, all_inner = share_of(child, text, plain)
        elif isinstance(child, (Slice, Mark, Dropped)):
            all_inner = len("".join(text[child.start : child.end].split()))
            # a mark became something, wherever it stands
            inner = all_inner if not plain or isinstance(child, Mark) else 0
        else:
            continue
        recognised += inner
        characters += all_inner
    return recognised, characters
