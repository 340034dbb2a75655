"""Paragraphs that a page turn, a page mark or a gap cut in two, put together again."""

from __future__ import annotations

from teikit.nodes import Node
from teikit.recognize.blocks import Unit
from teikit.recognize.context import Context

# what may stand between the halves of a paragraph without ending it
SHORTEST = 60  # a shorter line that stands alone is no paragraph that breaks off
PASSING = frozenset(["pb", "gap", "lb"])


def joined(flow: list[Unit], context: Context) -> list[Unit]:
    """Units with each paragraph whole that breaks off within its sentence and goes on in lower case.

    Where nothing is typed between the halves, a page turn is inferred and reported.
    """
    found: list[Unit] = []
    passing: list[Unit] = []
    for unit in flow:
        if unit.node.element in PASSING and found and found[-1].slot in ("prose", "item"):
            passing.append(unit)
            continue
        last = found[-1] if found else None
        turned = any(other.node.element == "pb" for other in passing)
        if last is not None and _goes_on(last, unit, context, turned):
            _join(last, passing, unit, context)
        else:
            found.extend(passing)
            found.append(unit)
        passing = []
    return found + passing


def _goes_on(first: Unit, second: Unit, context: Context, turned: bool) -> bool:
    """The first half ends within a sentence, the second begins within one; without a page mark typed, the first is long."""
    if first.slot not in ("prose", "item") or second.slot != "prose":
        return False
    text = context.text
    end = text[first.lines[-1].end - 1]
    start = text[second.lines[0].start]
    long = turned or sum(line.end - line.start for line in first.lines) >= SHORTEST
    return long and (end.isalnum() or end in ",-–") and start.islower()


def _join(first: Unit, passing: list[Unit], second: Unit, context: Context) -> None:
    between = [unit.node for unit in passing]
    if not any(node.element == "pb" for node in between) and second.starts_group:
        between.append(Node("pb", {}, rule="page-turn", certainty="medium"))
        context.note(
            "TK105",
            "a paragraph breaks off here and goes on after the blank line: a page turn was taken to be the cause",
            first.lines[-1].end - 1,
            second.lines[0].start,
            hint="check the join against the original",
        )
    first.node.children.extend([*between, *second.node.children])
    first.lines = [*first.lines, *(line for unit in passing for line in unit.lines), *second.lines]
