"""The lines of a recognised text, each with the rule that claimed it, or as plain text that none did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from teikit.nodes import Mark, Node, Slice
from teikit.recognize import Recognized

# what only holds others, and says nothing of a line
AROUND = frozenset(["text", "front", "body", "back", "div", "opener", "closer", "postscript", ""])
PROSE = 120  # a paragraph of more characters is running text, or one that ends a sentence of so many words
SENTENCE = 7
NARROW = 50  # a paragraph whose lines are all shorter was not broken by a margin
_NOWHERE = 1 << 40


class ClaimedLine(NamedTuple):
    """A line: its number from 1, its text, the rule that made the block it is part of.

    `plain` is text that no rule claimed, `first` whether the block begins here. `telling` says of a plain line that it
    may be a convention: it begins the paragraph, or the paragraph's lines are all short.
    """

    number: int
    text: str
    rule: str
    plain: bool
    first: bool
    telling: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text in source order, and where its running text begins and ends."""

    lines: tuple[ClaimedLine, ...]
    prose: tuple[int, int]

    def __iter__(self) -> Iterator[ClaimedLine]:
        return iter(self.lines)

    def zone(self, number: int) -> str:
        """Whether a line stands above the running text (top), within it (body) or below it (end)."""
        first, last = self.prose
        return "top" if number < first else "end" if number > last else "body"


def recognized_lines(recognized: Recognized) -> Lines:
    """The lines of the body that are not blank."""
    source = recognized.context.source
    typed = [source.text[line.start : line.end] for line in source.lines]
    blocks = _Blocks(recognized).of_lines()
    numbers = sorted(number for number in blocks if typed[number - 1])
    found: list[ClaimedLine] = []
    prose: list[int] = []
    for _, same in groupby(numbers, key=lambda number: id(blocks[number])):
        here = list(same)
        block = blocks[here[0]]
        texts = [typed[number - 1] for number in here]
        plain = block.element == "p"
        narrow = max(map(len, texts)) <= NARROW
        if plain and _is_prose(texts, narrow):
            prose += [here[0], here[-1]]
        for number, text in zip(here, texts, strict=True):
            first = number == here[0]
            rule = block.rule or block.element
            found.append(ClaimedLine(number, text, rule, plain, first, plain and (first or narrow)))
    return Lines(tuple(found), (min(prose), max(prose)) if prose else (_NOWHERE, _NOWHERE))


def _is_prose(texts: list[str], narrow: bool) -> bool:
    if sum(map(len, texts)) > PROSE and not narrow:
        return True
    return texts[-1].endswith((".", "!", "?")) and sum(len(text.split()) for text in texts) >= SENTENCE


class _Blocks:
    """Which block the first character of each line is in."""

    def __init__(self, recognized: Recognized) -> None:
        self.body = recognized.body
        self.line_number = recognized.context.source.line_number
        self.found: dict[int, tuple[int, Node]] = {}

    def of_lines(self) -> dict[int, Node]:
        self.look_at(self.body, None)
        return {number: block for number, (_, block) in self.found.items()}

    def look_at(self, node: Node, block: Node | None) -> None:
        for child in node.children:
            if isinstance(child, Node):
                self.look_at(child, block or (child if child.element not in AROUND else None))
            elif isinstance(child, (Slice, Mark)) and child.start < child.end:
                self.enter(child, block or node)

    def enter(self, leaf: Slice | Mark, block: Node) -> None:
        start = leaf.start
        for number in range(self.line_number(start), self.line_number(leaf.end - 1) + 1):
            known = self.found.get(number)
            if known is None or start < known[0]:
                self.found[number] = (start, block)
