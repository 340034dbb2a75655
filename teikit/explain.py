"""Why each line of a transcript became what it became."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from teikit.convert import Edition
from teikit.nodes import Dropped, Mark, Node, Slice


class Part(NamedTuple):
    """A piece of a line: the text as typed, the element it belongs to with those around it, the rule, its certainty.

    `home` is text, mark or dropped; a mark's `path` names what it became.
    """

    start: int
    end: int
    text: str
    home: str
    path: str
    rule: str
    certainty: str


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """A line of the source, counted from 1, and what its parts became in the order typed."""

    number: int
    text: str
    parts: tuple[Part, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"line": self.number, "text": self.text, "parts": [part._asdict() for part in self.parts]}


def explain(edition: Edition) -> list[ExplainedLine]:
    """Every line of the source that is not blank, with what each part of it became."""
    source = edition.ledger.source
    by_line: dict[int, list[Part]] = {}
    for part in sorted(_parts(edition.tree, (), "", "high", source.text)):
        for piece in _lines_of(part, source.text):
            by_line.setdefault(source.line_number(piece.start), []).append(piece)
    return [
        ExplainedLine(
            source.line_number(line.start), source.text[line.start : line.end], tuple(by_line.get(number, ()))
        )
        for number, line in enumerate(source.lines, 1)
        if not line.blank
    ]


# elements that say nothing of a line's own
_AROUND = frozenset(["TEI", "teiHeader", "fileDesc", "encodingDesc", "profileDesc", "text", "body"])


def _parts(node: Node, path: tuple[str, ...], rule: str, certainty: str, text: str) -> Iterator[Part]:
    name = _named(node)
    path = (*path, name) if name else path
    if node.rule:
        rule, certainty = node.rule, node.certainty
    way = " › ".join(path)
    for child in node.children:
        if isinstance(child, Node):
            yield from _parts(child, path, rule, certainty, text)
        elif isinstance(child, Slice):
            yield Part(child.start, child.end, text[child.start : child.end], "text", way, rule, certainty)
        elif isinstance(child, Mark):
            yield Part(
                child.start,
                child.end,
                text[child.start : child.end],
                "mark",
                f"{way} ({child.became})",
                rule,
                certainty,
            )
        elif isinstance(child, Dropped):
            yield Part(child.start, child.end, text[child.start : child.end], "dropped", child.reason, rule, certainty)


def _named(node: Node) -> str:
    if node.element in _AROUND or not node.element:
        return ""
    kind = node.attributes.get("type")
    return f"{node.element}[{kind}]" if kind else node.element


def _lines_of(part: Part, text: str) -> Iterator[Part]:
    """A part over several lines as one piece a line."""
    position = part.start
    for typed in part.text.split("\n"):
        bare = typed.strip()
        if bare:
            start = position + typed.index(bare)
            yield part._replace(start=start, end=start + len(bare), text=bare)
        position += len(typed) + 1
