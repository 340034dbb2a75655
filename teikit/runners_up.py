"""The runner-up of each decision: what a text would have become if the rule that claimed it were not there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

from teikit.fitting import fitted
from teikit.nodes import Mark, Node, Slice
from teikit.profile import Profile
from teikit.recognize import Recognized, recognize

# what only holds others; a decision is about what stands in it
AROUND = frozenset(["text", "front", "body", "back", "div", "opener", "closer", ""])


class RunnerUp(NamedTuple):
    """What the text would have become, by which rule and how surely; without an element it would be text as typed, without
    a rule a plain paragraph."""

    element: str
    type: str
    rule: str
    certainty: str

    def to_dict(self) -> dict[str, Any]:
        return self._asdict()


Way = tuple[Node, ...]


def runners_up(recognized: Recognized) -> dict[int, RunnerUp]:
    """The runner-up by the identity of the node that a rule of the profile made.

    The text is recognised once more for each rule that claimed something, without that rule: rules look around
    themselves, and only so is the answer what would have happened.
    """
    profile = recognized.frame.profile
    rules = {rule.name for rule in profile.rules}
    decided: dict[str, list[tuple[int, Way]]] = {}
    for way in _ways(recognized.body, ()):
        rule = way[-1].rule
        # what a rule made within its own claim stands and falls with that
        if rule in rules and all(node.rule != rule for node in way[:-1]) and (start := _first(way[-1])) is not None:
            decided.setdefault(rule, []).append((start, way))
    found: dict[int, RunnerUp] = {}
    for rule, decisions in decided.items():
        without = _Text(recognized, profile.without(rule))
        for start, way in decisions:
            found[id(way[-1])] = _difference(way, without.way_to(start))
    return found


class _Text:
    """A text as another profile reads it: the way to each leaf by the place of the leaf."""

    def __init__(self, recognized: Recognized, profile: Profile) -> None:
        other = recognize(recognized.context.source, profile)
        fitted(other.body)
        leaves = sorted(_leaves(other.body, ()), key=lambda leaf: leaf[0])
        self.starts = [start for start, _ in leaves]
        self.ways = [way for _, way in leaves]

    def way_to(self, offset: int) -> Way:
        index = bisect_right(self.starts, offset) - 1
        return self.ways[index] if index >= 0 else ()


def _difference(way: Way, other: Way) -> RunnerUp:
    """The first element of the other way that the way to the decision does not have."""
    for index, node in enumerate(other):
        if index >= len(way) or (node.element, node.rule) != (way[index].element, way[index].rule):
            return RunnerUp(node.element, node.attributes.get("type", ""), node.rule, node.certainty)
    return RunnerUp("", "", "", "high")


def _ways(node: Node, way: Way) -> Iterator[Way]:
    """The way to each element that is more than a holder of others."""
    if node.element not in AROUND:
        way = (*way, node)
        yield way
    for child in node.nodes:
        yield from _ways(child, way)


def _leaves(node: Node, way: Way) -> Iterator[tuple[int, Way]]:
    if node.element not in AROUND:
        way = (*way, node)
    for child in node.children:
        if isinstance(child, Node):
            yield from _leaves(child, way)
        elif isinstance(child, Slice | Mark):
            yield child.start, way


def _first(node: Node) -> int | None:
    """Where a node's text begins in the source."""
    return min((leaf.start for leaf in node.leaves() if isinstance(leaf, Slice | Mark)), default=None)
