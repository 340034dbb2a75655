"""The places of a table's cells on its grid: Word wants every one of them, also where a cell reaches over several rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from teikit.exporters.prose.blocks import Cell, Row, Table


class Place(NamedTuple):
    """A cell, or the room that one from above or none takes; `merged` is "restart" or "continue" for one of several rows."""

    cell: Cell | None
    across: int = 1
    merged: str = ""


def places(table: Table) -> Iterator[tuple[list[Place], bool]]:
    """The places of each row, and whether it is one of the head rows that Word repeats on each page."""
    width = table.width
    reaching: dict[int, tuple[int, int]] = {}  # from a column: how wide, and how many rows are still to come
    heads = True
    for number, row in enumerate(table.rows):
        heads = heads and row.label
        yield _row(row, width, reaching, len(table.rows) - number), heads
        reaching = {column: (across, rows - 1) for column, (across, rows) in reaching.items() if rows > 1}


def _row(row: Row, width: int, reaching: dict[int, tuple[int, int]], below: int) -> list[Place]:
    found: list[Place] = []
    column = 0
    waiting = list(row.cells)
    begun: dict[int, tuple[int, int]] = {}
    while waiting or column < width:
        if column in reaching:
            across, _ = reaching[column]
            found.append(Place(None, across, "continue"))
            column += across
            continue
        cell = waiting.pop(0) if waiting else None
        across = 1 if cell is None else min(cell.across or width, _room(column, width, reaching))
        down = 1 if cell is None else min(cell.down, below)
        if down > 1:
            begun[column] = across, down
        found.append(Place(cell, across, "restart" if down > 1 else ""))
        column += across
    reaching.update(begun)
    return found


def _room(column: int, width: int, reaching: dict[int, tuple[int, int]]) -> int:
    """How many columns are free from here on."""
    following = min((start for start in reaching if start > column), default=max(width, column + 1))
    return max(following - column, 1)
