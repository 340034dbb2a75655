"""The structure pass: units regrouped into divisions with their opening, text, sections and closing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from teikit.nodes import Node
from teikit.recognize.attendance import gathered
from teikit.recognize.blocks import Unit
from teikit.recognize.context import Context
from teikit.recognize.entries import entries
from teikit.recognize.lists import labelled, prose, unmarked
from teikit.recognize.paragraphs import joined
from teikit.recognize.quotations import transmitted
from teikit.recognize.talk import parted, turns

# units that stand wherever the matter around them stands
NEUTRAL = frozenset(["either", "global"])
HEADS = frozenset(["section", "head"])
# units that begin another text where one has ended
BEGINNING = frozenset(["opener", "head", "text", "section", "prose", "item", "flow", "turn"])
# what the label of a part begins, by the rule that knows it
PARTS = {"attachment-head": "attachment", "document-head": ""}


class Division:
    """One document or part of one: what stands above its text, the text, its sections, what stands below."""

    __slots__ = ("end", "flow", "kind", "sections", "top")

    def __init__(self, kind: str = "") -> None:
        self.kind = kind
        self.top: list[Unit] = []
        self.flow: list[Unit] = []
        self.sections: list[tuple[Unit, list[Unit]]] = []
        self.end: list[Unit] = []

    @property
    def zone(self) -> str:
        if self.end:
            return "end"
        return "body" if self.flow or self.sections else "top"

    @property
    def text(self) -> list[Unit]:
        """Where matter of the text goes now: the last section, or the text before any."""
        return self.sections[-1][1] if self.sections else self.flow

    def units(self) -> Iterator[Unit]:
        yield from self.top
        yield from self.flow
        for head, flow in self.sections:
            yield head
            yield from flow
        yield from self.end


def divisions(units: list[Unit], context: Context) -> list[Division]:
    """The divisions of a text, in reading order, with paragraphs joined and lists gathered."""
    found = [Division()]
    for index, unit in enumerate(units):
        current = found[-1]
        slot = _slot(unit, units, index, current, context)
        if slot == "part":
            current, slot = Division(PARTS.get(unit.rule, "")), "head"
            found.append(current)
        if slot == "prose" and current.zone == "end" and _is_postscript(current, units[index + 1 :]):
            unit = Unit(_postscript(current, unit), "closer", unit.lines, unit.starts_group)
            slot = "closer"
            if not unit.node.children:
                continue
        ended = current.zone == "end" and slot in BEGINNING
        if ended or (current.zone != "top" and context.begins_letter(unit.lines[0].start)):
            current = Division(_kind_after(found, unit, context))
            found.append(current)
        _place(unit, slot, current, context)
    found = [division for division in found if any(division.units())] or found[:1]
    for division in found:
        division.kind = division.kind or _kind(division)
        _part_entries(division, context)
        division.flow = _flow(division.flow, context)
        division.sections = [(head, _flow(flow, context)) for head, flow in division.sections]
    return found


def _part_entries(division: Division, context: Context) -> None:
    """A journal's entries are its sections; headings within an entry head parts of it."""
    flat = [*division.flow, *(unit for head, flow in division.sections for unit in (head, *flow))]
    top, before, found = entries(division.top, flat, context)
    if not found:
        return
    division.top, division.sections = top, found
    headed = next((index for index, unit in enumerate(before) if unit.slot in HEADS), len(before))
    division.flow = before[:headed]
    if before[headed:]:
        division.sections.insert(0, (before[headed], before[headed + 1 :]))


def _is_postscript(current: Division, following: list[Unit]) -> bool:
    """What a letter says after its signature, unless another text begins there or was announced."""
    if _kind(current) != "letter" or _announces(current):
        return False
    decisive = next((unit.slot for unit in following if unit.slot in ("opener", "head", "section", "part")), None)
    return decisive is None


def _postscript(current: Division, unit: Unit) -> Node:
    """The paragraph in a postscript of its own, or (an empty node) in the one at hand."""
    last = current.end[-1]
    if last.node.element == "postscript":
        last.node.children.append(unit.node)
        return Node("")
    return Node("postscript", {}, [unit.node], "postscript", "medium")


def _slot(unit: Unit, units: list[Unit], index: int, current: Division, context: Context) -> str:
    if unit.slot in NEUTRAL:
        return _neutral(unit, units[index + 1 :], current)
    if unit.slot == "part":
        return _part(unit, current)
    if unit.slot != "line":
        return unit.slot
    if current.zone == "end" and _closes_on(units, index + 1):
        return "closer"
    greeted = context.is_opening(unit.lines[0].start)
    if current.zone == "top" and (greeted or _opens_on(units, index + 1)):
        return "opener"
    unit.slot = "prose"
    return "prose"


def _part(unit: Unit, current: Division) -> str:
    """A label of a part begins a division, goes on with the label above it, or is prose within a paragraph."""
    if current.zone == "top" and current.top and current.top[-1].rule == unit.rule:
        return "head"
    if not unit.starts_group:
        unit.slot = "line"
        return "prose"
    return "part"


def _closes_on(units: list[Unit], index: int) -> bool:
    """Whether the closing goes on behind a line that no rule knows, or the document ends with it."""
    while index < len(units) and units[index].slot in ("line", "global"):
        index += 1
    return index == len(units) or units[index].slot in ("closer", "either")


def _opens_on(units: list[Unit], index: int) -> bool:
    """Whether the opening goes on behind a line that no rule knows."""
    while index < len(units) and units[index].slot in ("line", "global"):
        index += 1
    return index < len(units) and units[index].slot in ("opener", "head", "either")


def _neutral(unit: Unit, following: list[Unit], current: Division) -> str:
    """Where a unit stands that may stand anywhere: in the text only if the text goes on behind it."""
    if current.zone != "body" or unit.slot == "global":
        return unit.slot
    decisive = next((other.slot for other in following if other.slot not in NEUTRAL), "closer")
    return "closer" if decisive in ("closer", "opener", "part") else "text"


def _place(unit: Unit, slot: str, current: Division, context: Context) -> None:
    zone = current.zone
    if slot == "section":
        current.sections.append((unit, []))
    elif slot == "closer" and zone != "top":
        current.end.append(unit)
    elif slot in ("opener", "head", "closer", "either") and zone == "top":
        current.top.append(unit)
    elif slot == "global" and zone in ("top", "end"):
        (current.top if zone == "top" else current.end).append(unit)
    elif slot == "either" and zone == "end":
        current.end.append(unit)
    elif slot == "head":
        current.sections.append((unit, []))
    elif slot == "prose" and not unit.starts_group and current.text and current.text[-1].slot == "prose":
        last = current.text[-1]
        last.lines = [*last.lines, *unit.lines]
        last.node = prose(last, context).node
    else:
        current.text.append(
            unit if unit.slot in ("prose", "item", "either", "global", "flow", "turn") else prose(unit, context)
        )


def _kind_after(found: list[Division], unit: Unit, context: Context) -> str:
    """What a text is that begins after the closing of another."""
    if any(map(_announces, found)):
        return "attachment"
    begins = unit.slot in ("opener", "head") or context.begins_letter(unit.lines[0].start)
    return "document" if begins else "continuation"


def _announces(division: Division) -> bool:
    return any(unit.node.attributes.get("type") == "enclosure" for unit in division.units())


def _kind(division: Division) -> str:
    """A letter has an addressee or a greeting above its text; what has neither is a document."""
    addressed = any(unit.node.element in ("address", "salute") for unit in division.top)
    return "letter" if addressed else "document"


def _flow(flow: list[Unit], context: Context) -> list[Unit]:
    listed = unmarked(labelled(joined(parted(flow), context), context), context)
    return turns(gathered(transmitted(listed, context), context), context)


def tree(found: list[Division]) -> Node:
    """The body that divisions make. What may stand where is settled by `teikit.fitting`."""
    return Node("body", {}, [_division(division, number == 0) for number, division in enumerate(found)])


def _division(division: Division, first: bool) -> Node:
    sure = division.kind not in ("continuation", "document") or first
    node = Node("div", {"type": division.kind}, rule="structure", certainty="high" if sure else "medium")
    node.children.extend(_opened(division.top))
    node.children.extend(unit.node for unit in division.flow)
    node.children.extend(_nested(_section(head, flow) for head, flow in division.sections))
    node.children.extend(_closed(division.end))
    return node


def _nested(sections: Iterable[Node]) -> list[Node]:
    """Sections that are numbered within another, 1.1 below 1, as parts of that."""
    found: list[Node] = []
    open_: list[Node] = []
    for section in sections:
        number = section.attributes.get("n", "")
        while open_ and not number.startswith(open_[-1].attributes["n"] + "."):
            open_.pop()
        (open_[-1].children if open_ else found).append(section)
        if number:
            open_.append(section)
    return found


def _section(head: Unit, flow: list[Unit]) -> Node:
    number = head.node.attributes.pop("n", "")
    kind = "entry" if head.slot == "entry" else "section"
    attributes = {"type": kind, "n": number} if number else {"type": kind}
    node = Node("div", attributes, [head.node], head.node.rule, head.node.certainty)
    inner = next((index for index, unit in enumerate(flow) if unit.slot in HEADS), len(flow))
    node.children.extend(unit.node for unit in flow[:inner])
    while inner < len(flow):
        following = next((index for index in range(inner + 1, len(flow)) if flow[index].slot in HEADS), len(flow))
        node.children.append(_section(flow[inner], flow[inner + 1 : following]))
        inner = following
    return node


def _opened(top: list[Unit]) -> list[Node]:
    """Openers with what belongs into them; heads, and notes over several lines, stand between openers."""
    found: list[Node] = []
    for unit in _with_captions(top):
        if unit.node.element == "head" or _handwritten(unit.node):
            found.append(unit.node)
        else:
            _into(found, "opener", unit.node)
    return _weighed(found)


def _with_captions(top: list[Unit]) -> list[Unit]:
    """In a letter, capitals between its title or date and the greeting are letterhead or subject, not another title."""
    greeting = next((number for number, unit in enumerate(top) if unit.node.element == "salute"), 0)
    kinds = ["part" if unit.rule in PARTS else unit.node.element for unit in top[:greeting]]
    if not greeting or "head" not in kinds:
        return top
    first = kinds.index("head")
    for number, unit in enumerate(top[first + 1 : greeting], first + 1):
        if unit.node.element == "head" and unit.rule == "head":
            dated = "dateline" in kinds[:number]
            unit.node = Node(
                "seg", {"type": "subject" if dated else "letterhead"}, unit.node.children, "head", "medium"
            )
    return top


def _closed(end: list[Unit]) -> list[Node]:
    found: list[Node] = []
    for unit in end:
        if _handwritten(unit.node) or unit.node.element == "postscript":
            found.append(unit.node)
        else:
            _into(found, "closer", unit.node)
    for closer in found:
        if closer.element == "closer":
            _gather_registration(closer)
    return _weighed(found)


def _weighed(found: list[Node]) -> list[Node]:
    """How far an opener or closer reaches is sure where a greeting ends it, or a close and a signature are its core."""
    for node in found:
        parts = {part.element for part in node.nodes}
        if node.element == "opener" and not ("salute" in parts or {"address", "stamp"} <= parts):
            node.certainty = "medium"
        if node.element == "closer" and not {"salute", "signed"} <= parts:
            node.certainty = "medium"
    return found


def _handwritten(node: Node) -> bool:
    return node.element == "note" and node.attributes.get("type") == "handwritten"


def _into(found: list[Node], element: str, node: Node) -> None:
    """Put a part into the opener or closer at hand, or into a new one; addresses that follow each other are one."""
    if not found or found[-1].element != element:
        found.append(Node(element, rule="structure"))
    parent = found[-1]
    last = parent.children[-1] if parent.children else None
    if node.element == "" or node.element == "p":
        parent.children.extend(node.children)
    elif node.element == "address" and isinstance(last, Node) and last.element == "address":
        last.children.extend(node.children)
    else:
        parent.children.append(node)


def _gather_registration(closer: Node) -> None:
    """A date and a number that follow each other below the signature are the entry in the register."""
    children = closer.children
    for index in range(len(children) - 1):
        pair = children[index : index + 2]
        if not all(isinstance(node, Node) for node in pair):
            continue
        names = sorted(f"{node.element} {node.attributes.get('type', '')}" for node in pair if isinstance(node, Node))
        signed = any(isinstance(node, Node) and node.element == "signed" for node in children[:index])
        if names == ["dateline ", "idno registration"] and signed:
            entry = Node("note", {"type": "registration"}, [], "registration")
            for node in pair:
                entry.children.extend(
                    node.children if isinstance(node, Node) and node.element == "dateline" else [node]
                )
            children[index : index + 2] = [entry]
            return
