"""Journals: dates that head the paragraphs behind them, in order, divide a text into entries."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from teikit.expressions import expression
from teikit.nodes import Node
from teikit.profile import compiled
from teikit.recognize.blocks import Unit
from teikit.recognize.context import Context

FEWEST = 2
LONGEST_GREETING = 60
Section = tuple[Unit, list[Unit]]


def entries(top: list[Unit], flow: list[Unit], context: Context) -> tuple[list[Unit], list[Unit], list[Section]]:
    """What stands above the text, the text before any entry, and the entries; none where the dates do not bear it out."""
    heads = [unit for unit in flow if _is_date(unit, context)]
    first = _first(top, heads, context)
    if first is not None:
        heads.insert(0, first)
    if len(heads) < FEWEST or not _are_heads(heads, flow, context) or not _in_order(heads, context):
        return top, flow, []
    dated = {id(unit) for unit in heads}
    before: list[Unit] = []
    found: list[Section] = []
    for unit in ([first] if first is not None else []) + flow:
        if id(unit) in dated:
            found.append((_headed(unit), []))
        else:
            (found[-1][1] if found else before).append(unit)
    return [unit for unit in top if unit is not first], before, found


def _is_date(unit: Unit, context: Context) -> bool:
    """A dateline of a date alone, or with a place, that begins a paragraph."""
    return unit.node.element == "dateline" and unit.starts_group and _day(unit, context) is not None


def _first(top: list[Unit], heads: list[Unit], context: Context) -> Unit | None:
    """The first entry's date, which stands right above the text and is typed like those of the others."""
    last = next((unit for unit in reversed(top) if unit.slot != "global"), None)
    if last is None or not heads or any(unit.node.element in ("salute", "address") for unit in top):
        return None
    return last if _is_date(last, context) and _shape(last, context) == _shape(heads[0], context) else None


def _shape(unit: Unit, context: Context) -> str:
    """How a date is typed: words as words, figures as figures, signs as they are."""
    typed = context.text[unit.lines[0].start : unit.lines[-1].end]
    return _WORD.sub("w", re.sub(r"\d+", "9", typed))


_WORD = expression(r"[^\W\d_]+")


def _are_heads(heads: Sequence[Unit], flow: Sequence[Unit], context: Context) -> bool:
    """Each has text behind it that it can head, and that is no letter."""
    dated = {id(unit) for unit in heads}
    inside = sum(id(unit) in dated for unit in flow)
    following = [after for before, after in itertools.pairwise(flow) if id(before) in dated]
    greeting = compiled("(?i:{salutations})(?=[\\s,!:])", context.words)
    return len(following) == inside and not any(
        id(unit) in dated
        or (
            unit.lines[0].end - unit.lines[0].start < LONGEST_GREETING
            and greeting.match(context.text, unit.lines[0].start)
        )
        for unit in following
    )


def _in_order(heads: Sequence[Unit], context: Context) -> bool:
    """No entry is earlier than the one before it; a turn of the year without a year is one step back that is allowed."""
    days = [_day(unit, context) for unit in heads]
    steps = list(itertools.pairwise(day for day in days if day is not None))
    back = [(earlier, later) for earlier, later in steps if later < earlier]
    turned = len(back) == 1 and back[0][0][1] == 12 and back[0][1][1] == 1
    return any(later > earlier for earlier, later in steps) if not back else turned


def _day(unit: Unit, context: Context) -> tuple[int, int, int] | None:
    """Year (0 where none is given), month and day."""
    typed = context.text[unit.lines[0].start : unit.lines[-1].end]
    for found in context.dates(typed):
        when = found.attributes.get("when") or found.attributes.get("from", "")
        match = _DAY.fullmatch(when)
        if match is not None:
            return int(match["year"] or 0), int(match["month"]), int(match["day"])
    return None


_DAY = expression(r"(?:(?P<year>\d{4,})|-)-(?P<month>\d\d)-(?P<day>\d\d)")


def _headed(unit: Unit) -> Unit:
    return Unit(Node("opener", {}, [unit.node], "entry", "medium"), "entry", unit.lines, unit.starts_group)
