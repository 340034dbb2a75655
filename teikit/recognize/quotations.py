"""Transmitted texts: a letter or telegram that stands within quotation marks over several paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from teikit.nodes import Child, Node
from teikit.recognize.blocks import Unit
from teikit.recognize.context import Context

MOST_PARAGRAPHS = 12
OPENING, CLOSING, STRAIGHT = "“„«", "”»", '"'


def transmitted(flow: list[Unit], context: Context) -> list[Unit]:
    """Units with the paragraphs gathered that quotation marks span from the first to the last, behind a colon."""
    found: list[Unit] = []
    index = 0
    while index < len(flow):
        count = _length(flow[index:], context) if found and _typed(found[-1], context).endswith(":") else 0
        if count:
            found.append(_quote(flow[index : index + count]))
            index += count
        else:
            found.append(flow[index])
            index += 1
    return found


def _length(ahead: Sequence[Unit], context: Context) -> int:
    """How many units stand within one pair of quotation marks that the first opens; 0 where it is closed in it or never."""
    if not _is_text(ahead[0]) or _typed(ahead[0], context)[0] not in OPENING + STRAIGHT:
        return 0
    depth = 0
    for count, unit in enumerate(ahead[:MOST_PARAGRAPHS], 1):
        if not _is_text(unit):
            return 0
        typed = _typed(unit, context)
        depth = _depth(typed, depth)
        if depth <= 0:
            return count if count > 1 and typed.rstrip(" .,;")[-1:] in CLOSING + STRAIGHT else 0
    return 0


def _depth(typed: str, depth: int) -> int:
    """How many quotations are open behind a paragraph; one that is open may begin anew with its sign, as printers have it."""
    start = 1 if depth and typed[0] in OPENING + STRAIGHT else 0
    for sign in typed[start:]:
        if sign in OPENING or (sign == STRAIGHT and depth == 0):
            depth += 1
        elif sign in CLOSING or sign == STRAIGHT:
            depth -= 1
    return depth


def _is_text(unit: Unit) -> bool:
    return unit.slot in ("prose", "global")


def _typed(unit: Unit, context: Context) -> str:
    return context.text[unit.lines[0].start : unit.lines[-1].end]


def _quote(units: Sequence[Unit]) -> Unit:
    children: list[Child] = [unit.node for unit in units]
    lines = [line for unit in units for line in unit.lines]
    return Unit(Node("quote", {}, children, "transmitted", "medium"), "flow", lines, units[0].starts_group)
