"""Lists: items with labels that count up or repeat a sign, and items without labels that semicolons part."""

from __future__ import annotations

from teikit.grammars.labels import Label, label
from teikit.nodes import Child, Mark, Node, Slice
from teikit.profile import Rule
from teikit.recognize.blocks import Claim, Cursor, Unit
from teikit.recognize.context import Context
from teikit.recognize.grouping import run_of

LONG_ITEM = 200
ITEM_ENDS = (";", "; and", "; or", "; und", "; oder", "; et", "; ou")
KINDS = {"numbered": "numbered", "lettered": "lettered", "roman": "numbered", "dashed": "dashed"}


def numbered_list(ahead: Cursor, rule: Rule) -> Claim | None:
    """One item: from a line with a label to the next line with one. The structure pass decides whether items make a list."""
    found = label(ahead.typed)
    if found is None:
        return None
    count = 1
    turns = ahead.context.talk.turns
    while count < len(ahead.ahead) and label(_typed(ahead, count)) is None and ahead.ahead[count].start not in turns:
        count += 1
    run = ahead.run(count)
    mark = Mark(ahead.line.start, ahead.line.start + found.end, "item/@n" if found.n else "item")
    item = Node("item", {"n": found.n} if found.n else {}, [mark, run.part(found.end, len(run.text))])
    return Claim(count, item, "item")


def _typed(ahead: Cursor, index: int) -> str:
    line = ahead.ahead[index]
    return ahead.context.text[line.start : line.end]


def labelled(flow: list[Unit], context: Context) -> list[Unit]:
    """Units with each row of items that count up made one list; an item that stands alone becomes a paragraph again."""
    found: list[Unit] = []
    row: list[tuple[Unit, Label]] = []
    for unit in _nested(flow, context):
        read = _label_of(unit, context) if unit.slot == "item" else None
        if row and (read is None or not _follows(row, read)):
            found.extend(_closed(row, context))
            row = []
        if read is None:
            found.append(unit)
        else:
            row.append((unit, read))
    found.extend(_closed(row, context))
    return found


def _nested(flow: list[Unit], context: Context) -> list[Unit]:
    """Items with the row of another shape that begins anew behind their colon taken in: `2.` with `a)` and `b)`.

    Rows of long items are numbered paragraphs, which stay beside each other.
    """
    found: list[Unit] = []
    index = 0
    while index < len(flow):
        end = _row_end(flow, index, context) if found and _leads(found[-1], flow[index], context) else index
        inner = flow[index:end]
        listed = _closed([(unit, read) for unit in inner if (read := _label_of(unit, context))], context)
        if len(inner) > 1 and len(listed) == 1:
            found[-1].node.children.append(listed[0].node)
            found[-1].lines = [*found[-1].lines, *listed[0].lines]
            index = end
        else:
            found.append(flow[index])
            index += 1
    return found


def _leads(outer: Unit, inner: Unit, context: Context) -> bool:
    """An item that ends with a colon before one of another shape."""
    if outer.slot != "item" or inner.slot != "item" or not _ending(outer, context).endswith(":"):
        return False
    around, within = _label_of(outer, context), _label_of(inner, context)
    return around is not None and within is not None and around.shape != within.shape and within.value <= 1


def _row_end(flow: list[Unit], index: int, context: Context) -> int:
    """The end of the row of items that begins here."""
    row: list[tuple[Unit, Label]] = []
    for unit in flow[index:]:
        read = _label_of(unit, context) if unit.slot == "item" else None
        if read is None or (row and not _follows(row, read)):
            break
        row.append((unit, read))
    return index + len(row)


def _label_of(unit: Unit, context: Context) -> Label | None:
    return label(context.text[unit.lines[0].start : unit.lines[0].end])


def _follows(row: list[tuple[Unit, Label]], read: Label) -> bool:
    last = row[-1][1]
    if read.shape == last.shape and (read.kind == "dashed" or read.value in (last.value, last.value + 1)):
        # exports renumber: 1. 1. 1.
        return read.value != last.value or read.kind == "dashed" or all(other.value == 1 for _, other in row)
    # "h. i. j.": a lone letter may be read as a Roman numeral
    return read.kind == "roman" and last.kind == "lettered" and len(read.n) == 1 and ord(read.n) == ord(last.n) + 1


def _closed(row: list[tuple[Unit, Label]], context: Context) -> list[Unit]:
    if len(row) < 2 or row[0][1].value > 1 or row[0][1].shape[0] == "§" or _are_paragraphs(row, context):
        return [_numbered(unit, read) for unit, read in row]
    first = row[0][1]
    listed = Node(
        "list",
        {"type": KINDS[first.kind], "rend": first.shape},
        [unit.node for unit, _ in row],
        row[0][0].node.rule,
        "medium",
    )
    return [Unit(listed, "flow", [line for unit, _ in row for line in unit.lines])]


def _are_paragraphs(row: list[tuple[Unit, Label]], context: Context) -> bool:
    """Numbered paragraphs rather than a list: each stands by itself, is longer than items are, and ends as a sentence."""
    if all(_ending(unit, context).endswith(ITEM_ENDS) for unit, _ in row[:-1]):
        return False
    apart = sum(unit.starts_group for unit, _ in row)
    length = sum(line.end - line.start for unit, _ in row for line in unit.lines) / len(row)
    return apart == len(row) and row[0][1].kind != "dashed" and length > LONG_ITEM


def _numbered(unit: Unit, read: Label) -> Unit:
    """A paragraph that keeps its number, and repeats it in @n."""
    label_mark, *rest = unit.node.children
    typed = Slice(label_mark.start, label_mark.end) if isinstance(label_mark, Mark) else label_mark
    made = Node("p", {"n": read.n} if read.kind == "numbered" else {}, [typed, *rest])
    return Unit(made, "prose", unit.lines, unit.starts_group)


def prose(unit: Unit, context: Context) -> Unit:
    """A unit as the paragraph it is when its claim does not hold."""
    return Unit(Node("p", {}, [run_of(unit.lines, context.text)]), "prose", unit.lines, unit.starts_group)


def unmarked(flow: list[Unit], context: Context) -> list[Unit]:
    """Paragraphs that follow a colon and end in semicolons are the items of a list that was typed without labels."""
    found: list[Unit] = []
    index = 0
    while index < len(flow):
        unit = flow[index]
        found.append(unit)
        index += 1
        if unit.slot != "prose" or not _ending(unit, context).endswith(":"):
            continue
        end = index
        while end < len(flow) and flow[end].slot == "prose" and _ending(flow[end], context).endswith(ITEM_ENDS):
            end += 1
        if (
            end - index >= 2
            and end < len(flow)
            and flow[end].slot == "prose"
            and _ending(flow[end], context).endswith(".")
        ):
            end += 1
        if end - index >= 2:
            found.append(_unmarked_list(flow[index:end], context))
            index = end
    return found


def _ending(unit: Unit, context: Context) -> str:
    end = unit.lines[-1].end
    return context.text[max(unit.lines[-1].start, end - 12) : end]


def _unmarked_list(row: list[Unit], context: Context) -> Unit:
    items = [Node("item", {}, unit.node.children, "unmarked-list") for unit in row]
    lines = [line for unit in row for line in unit.lines]
    context.note(
        "TK106",
        f"{len(items)} paragraphs that end in semicolons after a colon were taken as the items of a list",
        row[0].lines[0].start,
        hint="check that the last item belongs to the list",
    )
    return Unit(Node("list", {"type": "unmarked"}, list[Child](items), "unmarked-list", "medium"), "flow", lines)
