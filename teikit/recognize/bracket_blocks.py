"""Brackets that stand as blocks: stamps, handwritten notes, remarks, gaps and page marks on lines of their own."""

from __future__ import annotations

from teikit.grammars.brackets import Bracket, scan
from teikit.nodes import Child, Mark, Node, Run
from teikit.profile import Rule
from teikit.recognize.blocks import Claim, Cursor
from teikit.recognize.bracketing import Reading, attributes_of, reading, spans_of
from teikit.recognize.grouping import run_of
from teikit.source import Line

# what may stand alone as a block without being a stamp or a note by hand
ALONE = frozenset(["note", "gap", "pb"])


def bracket_block(ahead: Cursor, rule: Rule) -> Claim | None:
    """A bracket at the start of a line that a rule calls a block, or that is all its lines hold."""
    if not ahead.typed.startswith("["):
        return None
    run = run_of(ahead.ahead, ahead.context.text)
    bracket = scan(run.text).brackets[0]
    found = reading(bracket, run.text, ahead.context)
    if found is None:
        return None
    if found.rule.element == "note" and found.rule.attributes.get("type") == "handwritten" and not _has_text(found):
        return _label_before(ahead, found)
    end = _with_stop(run.text, bracket.end)
    rest = _rest_of_line(run.text, end)
    alone = not rest.strip() and found.rule.element in ALONE and found.rule.attributes.get("type") != "signature"
    if not (found.rule.block or alone or found.rule.element == "pb"):
        return None
    if not bracket.closed:
        ahead.context.note(
            "TK101",
            f"this {found.rule.name} is never closed; it was taken to end with its block",
            run.offset(bracket.start),
            hint="add the missing ] to the transcript where it ends",
        )
    return _claim(ahead, found, run, bracket, end)


def _has_text(found: Reading) -> bool:
    return bool((found.match.groupdict().get("text") or "").strip())


def _with_stop(text: str, end: int) -> int:
    """Punctuation after a closing bracket belongs to the unit before it."""
    while end < len(text) and text[end] in '.,;”"':
        end += 1
    return end


def _rest_of_line(text: str, end: int) -> str:
    return text[end:].partition("\n")[0]


def _claim(ahead: Cursor, found: Reading, run: Run, bracket: Bracket, end: int) -> Claim:
    count, rest = _lines_to(ahead, run, end)
    node = Node(
        found.rule.element, attributes_of(found, ahead.context), rule=found.rule.name, certainty=found.rule.certainty
    )
    if node.attributes.get("type") == "handwritten":
        node.attributes["hand"] = ahead.context.new_hand("handwritten")
    node.children = _children(found, run, bracket, end, ahead)
    return Claim(count, node, "global" if node.element in ("pb", "gap") else "either", rest)


def _children(found: Reading, run: Run, bracket: Bracket, end: int, ahead: Cursor) -> list[Child]:
    """The marks, the label and the content of a block, with the full stop behind the bracket."""
    spans = list(spans_of(found, run.text, ahead.context))
    children: list[Child] = []
    position = bracket.start
    label = next((span for span in spans[1:] if span.attributes.get("type") == "label"), None)
    desc = next((span for span in spans[1:] if span.element == found.rule.inner), None) if found.rule.inner else None
    for start, stop, became in spans[0].marks:
        _text(children, run, position, start, label, desc)
        children.extend(Mark(piece.start, piece.end, became) for piece in run.slices(start, stop))
        position = stop
    if position < end:
        if node_is_empty(found):
            children.extend(Mark(piece.start, piece.end, found.rule.element) for piece in run.slices(position, end))
        else:
            children.append(run.part(position, end))
    return children


def node_is_empty(found: Reading) -> bool:
    return found.rule.element in ("pb", "gap")


def _text(children: list[Child], run: Run, start: int, end: int, label, desc) -> None:  # type: ignore[no-untyped-def]
    for span in (label, desc):
        if span is not None and span.start <= start and end <= span.end and start < end:
            children.append(Node(span.element, span.attributes, [run.part(start, end)], span.rule))
            return
    if start < end:
        children.append(run.part(start, end))


def _label_before(ahead: Cursor, found: Reading) -> Claim:
    """`[handwritten:] Ref N 926`: a label closed before what it labels reaches to the next bracket or the end of its block."""
    count = 1
    while count < len(ahead.ahead) and ahead.context.text[ahead.ahead[count].start] != "[":
        count += 1
    run = run_of(ahead.ahead[:count], ahead.context.text)
    bracket = found.bracket
    after = bracket.end
    while after < len(run.text) and run.text[after].isspace():
        after += 1
    node = Node("note", attributes_of(found, ahead.context), rule=found.rule.name)
    node.children = [Mark(piece.start, piece.end, "note") for piece in run.slices(bracket.start, after)]
    if after == len(run.text):
        # a report of handwriting without its words
        node.attributes = {"type": "editorial", "resp": f"#{ahead.context.responsible}"}
        node.children = [run.part(bracket.start, len(run.text))]
        return Claim(count, node, "either")
    node.attributes["hand"] = ahead.context.new_hand("handwritten")
    node.children.append(run.part(after, len(run.text)))
    return Claim(count, node, "either")


def _lines_to(ahead: Cursor, run: Run, end: int) -> tuple[int, Line | None]:
    """How many lines a range from the start of the run takes, and what it leaves of the last one."""
    offset = run.offset(end - 1) + 1
    for count, line in enumerate(ahead.ahead, 1):
        if line.start <= offset <= line.end:
            start = offset
            while start < line.end and ahead.context.text[start].isspace():
                start += 1
            return count, Line(start, line.end) if start < line.end else None
    return len(ahead.ahead), None
