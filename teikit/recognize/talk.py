"""Talk: turns with their speakers, the paragraphs that go on with them, and remarks on what happened meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from teikit.expressions import expression
from teikit.grammars.labels import label
from teikit.grammars.turns import remark
from teikit.nodes import Child, Mark, Node, Run, Slice
from teikit.profile import Rule, compiled
from teikit.recognize.blocks import Claim, Cursor, Unit
from teikit.recognize.context import Context
from teikit.recognize.layout import FINAL

FEWEST_AFTER = 3  # paragraphs that may follow the last turn, or three times as many as between others
# what a turn may hold beside its paragraphs
HELD = frozenset(["p", "ab", "lg", "list", "table", "quote", "floatingText"])
PASSING = frozenset(["note", "pb", "lb", "gap", "space", "stage", "milestone", "fw"])


def turn(ahead: Cursor, rule: Rule) -> Claim | None:
    """A line that opens a turn, with the lines of its group that go on with it."""
    context, start = ahead.context, ahead.line.start
    known = context.talk.turns.get(start)
    if known is None:
        return None
    count = 1
    while count < len(ahead.ahead) and not _begins(ahead, count):
        count += 1
    found, run = known.opening, ahead.run(count)
    text, first = context.text, ahead.line.end
    if start + found.label_end > first:
        return None
    speaker_end, remark_start = (found.remark[0], found.remark[0]) if found.remark[1] else (found.label_end, 0)
    parts: list[Child] = [Node("speaker", {}, [Run(text, [Slice(start, start + speaker_end)])], rule.name)]
    if found.remark[1]:
        parts.append(_remark_node(start + remark_start, start + found.label_end, "delivery", context))
    rest = run.part(found.text, len(run.text))
    if rest.text.strip():
        parts.append(Node("p", {}, [rest]))
    attributes = {"who": known.who} if known.who else {}
    return Claim(count, Node("sp", attributes, parts, certainty=context.talk.certainty), "turn")


def _begins(ahead: Cursor, count: int) -> bool:
    """Whether something else begins on a line of a turn's group: another turn, a remark, an item of a list."""
    line, before, text = ahead.ahead[count], ahead.ahead[count - 1], ahead.context.text
    if line.start in ahead.context.talk.turns:
        return True
    if text[before.end - 1] not in _ENDS:
        return False
    typed = text[line.start : line.end]
    return label(typed) is not None or _WHOLE.fullmatch(typed) is not None


_ENDS = frozenset("".join(FINAL))
_WHOLE = expression(r"\([^()]{2,400}\)\.?|\[[^\[\]]{2,120}\]\.?")


def stage(ahead: Cursor, rule: Rule) -> Claim | None:
    """Between turns, a paragraph or line in round brackets; one in square brackets if its words are a remark's."""
    talk, line = ahead.context.talk, ahead.line
    if not talk.turns or not min(talk.turns) < line.start:
        return None
    lines = ahead.ahead if _WHOLE.fullmatch(ahead.whole.replace("\n", " ")) else ahead.ahead[:1]
    typed = ahead.context.text[line.start : lines[-1].end]
    if _WHOLE.fullmatch(typed.replace("\n", " ")) is None:
        return None
    kind = remark(typed[1:], ahead.context.words)
    if kind is None and (typed[0] == "[" or line.start > talk.last):
        return None
    return Claim(len(lines), _remark_node(line.start, lines[-1].end, kind or "", ahead.context), "flow")


def _remark_node(start: int, end: int, usual: str, context: Context) -> Node:
    """A remark: round brackets are text, square ones marks."""
    text = context.text
    opens = start + len(text[start:end]) - len(text[start:end].lstrip())
    kind = remark(text[opens + 1 : end], context.words) or usual
    closes = text.rfind("]", opens, end)
    children: list[Child] = [Run(text, [Slice(opens, end)])]
    if text[opens] == "[" and closes > 0:
        children = [
            Mark(opens, opens + 1, "stage"),
            Run(text, [Slice(opens + 1, closes)]),
            Mark(closes, closes + 1, "stage"),
        ]
        children += [Run(text, [Slice(closes + 1, end)])] if text[closes + 1 : end].strip() else []
    return Node("stage", {"type": kind} if kind else {}, children, "stage", "high" if kind else "medium")


def parted(flow: list[Unit]) -> list[Unit]:
    """Each turn as what opens it and its first paragraph, so that lists and broken paragraphs are found in talk as elsewhere."""
    found: list[Unit] = []
    for unit in flow:
        found.append(unit)
        if unit.slot == "turn" and unit.node.nodes[-1].element == "p":
            paragraph = unit.node.children.pop()
            assert isinstance(paragraph, Node)
            found.append(Unit(paragraph, "prose", unit.lines, False))
    return found


def turns(flow: list[Unit], context: Context) -> list[Unit]:
    """Units with each turn whole: the speaker, the paragraphs and lists up to the next, and the remarks among them."""
    if not context.talk.turns:
        return flow
    found: list[Unit] = []
    current: Unit | None = None
    passing: list[Unit] = []
    left = -1
    for index, unit in enumerate(flow):
        if unit.slot == "turn":
            found += [*passing, unit]
            current, passing = unit, []
            left = _paragraphs_after(unit, len(flow) - index - 1, context)
        elif current is not None and unit.node.element in PASSING:
            passing.append(unit)
        elif current is not None and _goes_on(current, unit, left, context):
            for part in [*passing, unit]:
                _add(current, part, context)
            passing = []
        else:
            found += [*passing, unit]
            current, passing = None, []
    found += passing
    for unit in found:
        if unit.slot == "turn" and not any(node.element in HELD for node in unit.node.nodes):
            unit.node.children.append(Node("p"))
    return found


def _paragraphs_after(unit: Unit, following: int, context: Context) -> int:
    """How many units without a label may belong to a turn: any number between turns; behind the last, as many as is usual."""
    talk = context.talk
    if unit.lines[0].start != talk.last:
        return following
    most = max(FEWEST_AFTER, 3 * talk.widest) + 1
    return following if talk.whole and following <= most else 1


def _goes_on(current: Unit, unit: Unit, left: int, context: Context) -> bool:
    if unit.node.element not in HELD or unit.node.attributes.get("type") in ("participants", "agenda", "vote", "gloss"):
        return False
    held = sum(node.element in HELD for node in current.node.nodes)
    if not held:
        return True
    if left <= held:
        return False
    short = unit.lines[-1].end - unit.lines[0].start < _PROCEEDING_LENGTH
    return not (short and _proceeds(unit, context))


_PROCEEDING_LENGTH = 240


def _proceeds(unit: Unit, context: Context) -> bool:
    """A short paragraph in which the recorder tells how the meeting went."""
    typed = context.text[unit.lines[0].start : unit.lines[-1].end]
    return compiled(_PROCEEDS, context.words).match(typed) is not None


# "The second session of the board was opened", "Die Sitzung wird geschlossen"
_PROCEEDS = r"(?:[\w’'-]+\s){0,3}?(?i:{gatherings})\s(?:[^\n.:]{0,60}\s)?(?i:{proceedings})\b"


def _add(current: Unit, unit: Unit, context: Context) -> None:
    if unit.node.element == "p":
        unit.node.children = [part for child in unit.node.children for part in _with_remarks(child, context)]
    current.node.children.append(unit.node)
    if unit.lines is not current.lines:
        current.lines = [*current.lines, *unit.lines]


def _with_remarks(child: Child, context: Context) -> Iterator[Child]:
    """A run with the remarks in it as stage: (laughs), [Laughter in the hall]."""
    if not isinstance(child, Run):
        yield child
        return
    position = 0
    for match in _BRACKET.finditer(child.text):
        kind = remark(match.group()[1:-1], context.words)
        within = child.text.count("[", position, match.start()) > child.text.count("]", position, match.start())
        pieces = child.slices(*match.span())
        if kind is None or within or len(pieces) != 1:
            continue
        if child.text[position : match.start()].strip():
            yield child.part(position, match.start())
        yield _remark_node(*pieces[0], kind, context)
        position = match.end()
    if position == 0:
        yield child
    elif child.text[position:].strip():
        yield child.part(position, len(child.text))


_BRACKET = expression(r"\([^()\[\]]{3,120}\)|\[[^()\[\]]{3,120}\]")
