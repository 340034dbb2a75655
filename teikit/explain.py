"""Why each line of a transcript became what it became, and which decisions are in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from teikit.convert import Edition
from teikit.nodes import Dropped, Mark, Node, Slice
from teikit.questions import question
from teikit.runners_up import RunnerUp, runners_up


class Part(NamedTuple):
    """A piece of a line: the text as typed, the element it belongs to with those around it, the rule, its certainty.

    `home` is text, mark or dropped; a mark's `path` names what it became. Without a rule the text is as typed.
    `runner_up` is what would have claimed the text otherwise, where a rule of the profile decided.
    """

    start: int
    end: int
    text: str
    home: str
    path: str
    rule: str
    certainty: str
    runner_up: RunnerUp | None = None

    def to_dict(self) -> dict[str, Any]:
        return self._asdict() | {"runner_up": self.runner_up.to_dict() if self.runner_up else None}


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """A line of the source, counted from 1, and what its parts became in the order typed."""

    number: int
    text: str
    parts: tuple[Part, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"line": self.number, "text": self.text, "parts": [part.to_dict() for part in self.parts]}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A decision below high certainty: where, what was typed, what it became and by which rule, and what to ask oneself.

    `start` and `end` are the place of the text on its line, which `line` gives whole.
    """

    number: int
    start: int
    end: int
    line: str
    text: str
    became: str
    rule: str
    certainty: str
    runner_up: RunnerUp | None
    question: str

    def to_dict(self) -> dict[str, Any]:
        shown = {name: getattr(self, name) for name in ("text", "became", "rule", "certainty", "question")}
        place = {"line": self.number, "column": self.start + 1, "typed": self.line}
        return place | shown | {"runner_up": self.runner_up.to_dict() if self.runner_up else None}


def explain(edition: Edition) -> list[ExplainedLine]:
    """Every line of the source that is not blank, with what each part of it became."""
    source = edition.ledger.source
    others = runners_up(edition.recognized)
    by_line: dict[int, list[Part]] = {}
    for part in sorted(_Parts(source.text, others).of(edition.tree, (), None, None), key=lambda part: part[:2]):
        for piece in _lines_of(part, source.text):
            by_line.setdefault(source.line_number(piece.start), []).append(piece)
    return [
        ExplainedLine(number, source.text[line.start : line.end], tuple(by_line.get(number, ())))
        for number, line in enumerate(source.lines, 1)
        if not line.blank
    ]


LEVELS = ("low", "medium")


def review(edition: Edition) -> list[Doubt]:
    """The decisions about the text that are below high certainty: the least certain first, then in the order typed."""
    others = runners_up(edition.recognized)
    lines = edition.ledger.source.lines
    found = []
    for node in edition.recognized.body.walk():
        if node.rule and node.certainty in LEVELS:
            found += list(_doubt(node, others.get(id(node)), edition, lines))
    return sorted(found, key=lambda doubt: (LEVELS.index(doubt.certainty), doubt.number, doubt.start))


def _doubt(node: Node, other: RunnerUp | None, edition: Edition, lines: list[Any]) -> Iterator[Doubt]:
    source = edition.ledger.source
    leaves = [leaf for leaf in node.leaves() if isinstance(leaf, Slice | Mark)]
    if not leaves:
        return
    first = min(leaf.start for leaf in leaves)
    text = _reads(leaves, source.text)
    number = source.line_number(first)
    line = lines[number - 1]
    end = min(line.end, max(leaf.end for leaf in leaves))
    became = _named(node) or node.element
    asked = question(node, text, other)
    typed = source.text[line.start : line.end]
    start = first - line.start
    yield Doubt(number, start, end - line.start, typed, text, became, node.rule, node.certainty, other, asked)


def _reads(leaves: list[Slice | Mark], text: str) -> str:
    """What some leaves read as; of nothing but marks, what was typed."""
    shown = [leaf for leaf in leaves if isinstance(leaf, Slice)] or leaves
    pieces: list[str] = []
    for before, leaf in zip([None, *shown], shown, strict=False):
        between = text[before.end : leaf.start] if before and before.end <= leaf.start else " "
        pieces += [" " if any(map(str.isspace, between)) else "", text[leaf.start : leaf.end]]
    return " ".join("".join(pieces).split())


# elements that say nothing of a line's own
_AROUND = frozenset(["TEI", "teiHeader", "fileDesc", "encodingDesc", "profileDesc", "text", "body"])


class _Parts:
    """The leaves of a document with the decision that each is due to."""

    def __init__(self, text: str, others: dict[int, RunnerUp]) -> None:
        self.text, self.others = text, others

    def of(self, node: Node, path: tuple[str, ...], decision: Node | None, other: RunnerUp | None) -> Iterator[Part]:
        name = _named(node)
        path = (*path, name) if name else path
        if node.rule:
            same = decision is not None and decision.rule == node.rule
            other = self.others.get(id(node), other if same else None)
            decision = node
        elif node.element == "p" and decision is not None and decision.element in ("div", "body"):
            decision = other = None  # a paragraph is what no rule claimed, whatever made the division around it
        for child in node.children:
            if isinstance(child, Node):
                yield from self.of(child, path, decision, other)
            elif isinstance(child, Slice | Mark | Dropped):
                yield self.part(child, " › ".join(path), decision, other)

    def part(self, leaf: Slice | Mark | Dropped, way: str, decision: Node | None, other: RunnerUp | None) -> Part:
        rule, certainty = (decision.rule, decision.certainty) if decision else ("", "high")
        home, path = _home(leaf, way)
        return Part(leaf.start, leaf.end, self.text[leaf.start : leaf.end], home, path, rule, certainty, other)


def _home(leaf: Slice | Mark | Dropped, way: str) -> tuple[str, str]:
    if isinstance(leaf, Mark):
        return "mark", f"{way} ({leaf.became})"
    return ("dropped", leaf.reason) if isinstance(leaf, Dropped) else ("text", way)


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
