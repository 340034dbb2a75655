"""Tables: rows of cells that tabs, upright strokes or aligned blanks part."""

from __future__ import annotations

from teikit.expressions import expression
from teikit.nodes import Child, Mark, Node, Run, Slice
from teikit.profile import Rule
from teikit.recognize.blocks import Claim, Cursor
from teikit.source import Line

FEWEST_ROWS = 2
FEWEST_ALIGNED = 3  # blanks are weaker evidence than tabs and strokes

# a line of strokes between rows: "---|---", "+----+"
_RULE = expression(r"[\s|+:=-]*(?:--|==)[\s|+:=-]*")
_PARTS = {"tab": expression(r"\s*\t\s*"), "stroke": expression(r"\s*\|\s*"), "blank": expression(r"\s{3,}")}
# what a line holds that is parted so; it takes a tenth of the time to look for this first
_SIGNS = {"tab": "\t", "stroke": "|", "blank": "   "}


def table(ahead: Cursor, rule: Rule) -> Claim | None:
    """Lines from here with the same number of cells, two at least; where only blanks part the cells, three."""
    text = ahead.context.text
    for kind in _PARTS:
        if _SIGNS[kind] not in ahead.typed:
            continue
        rows = _rows(ahead, kind)
        if rows:
            return Claim(len(rows), Node("table", {}, [*_made(rows, kind, text)]), "flow")
    return None


def _made(lines: list[Line], kind: str, text: str) -> list[Node]:
    """The rows; a line of strokes is a mark of the row above it, and makes the first one a row of labels."""
    rows: list[Node] = []
    for line in lines:
        if not _RULE.fullmatch(text, line.start, line.end):
            rows.append(_row(line, kind, text))
            continue
        rows[-1].nodes[-1].children.append(Mark(line.start, line.end, "table"))
        if len(rows) == 1:
            rows[0].attributes["role"] = "label"
    return rows


def _rows(ahead: Cursor, kind: str) -> list[Line]:
    """The lines from here that are rows of one table."""
    text = ahead.context.text
    found: list[Line] = []
    width = 0
    for line in ahead.ahead:
        typed = text[line.start : line.end]
        if found and _RULE.fullmatch(typed):
            found.append(line)
            continue
        cells = len([cell for cell in _PARTS[kind].split(typed) if cell])
        if cells < 2 or (width and cells != width):
            break
        width = cells
        found.append(line)
    real = sum(not _RULE.fullmatch(text[line.start : line.end]) for line in found)
    enough = FEWEST_ALIGNED if kind == "blank" else FEWEST_ROWS
    return found if real >= enough else []


def _row(line: Line, kind: str, text: str) -> Node:
    """A row with its cells; upright strokes are marks."""
    cells: list[Node] = []
    loose: list[Child] = []
    position = line.start
    for parting in (*_PARTS[kind].finditer(text, line.start, line.end), None):
        end = parting.start() if parting else line.end
        if end > position:
            cells.append(Node("cell", {}, [*loose, Run(text, [Slice(position, end)])], "table"))
            loose = []
        if parting and parting.group().strip():
            start = parting.start() + parting.group().index("|")
            mark = Mark(start, start + 1, "cell")
            (cells[-1].children if cells else loose).append(mark)
        position = parting.end() if parting else line.end
    return Node("row", {}, cells, "table")
