"""Lists in the head of a record: who was there, what was on the agenda, time and place, how each voted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from teikit.expressions import expression
from teikit.grammars.fields import alone, field, kinds
from teikit.grammars.labels import label
from teikit.grammars.vocabulary import Vocabulary, alternation
from teikit.nodes import Mark, Node, Run, Slice
from teikit.profile import Rule, compiled
from teikit.recognize.blocks import Claim, Cursor, Unit
from teikit.recognize.context import Context
from teikit.recognize.lists import prose

LONGEST_VALUE = 110
MOST_VALUES = 40
EARLY = 12  # units among which the head of a record stands
KINDS = frozenset(["gloss", "participants", "agenda", "vote"])


def fields(ahead: Cursor, rule: Rule) -> Claim | None:
    """A label with its values: on the same line, on the lines behind it in the same group, or in the next one."""
    context, start = ahead.context, ahead.line.start
    found = field(ahead.typed, context.words)
    if found is None or found.kind == "vote" or not _stands_above(ahead):
        return None
    end = start + found.end
    values = _values(ahead, end)
    if (
        not values
        or len(values) > MOST_VALUES
        or not (found.kind != "gloss" or alone(ahead.typed) or _in_row(ahead, len(values)))
    ):
        return None
    count = sum(first > ahead.line.end for first, _ in values)
    if found.kind == "participants":
        values = _persons(*values[0], context) if len(values) == 1 else _a_line_each(values, context)
        if len(values) < 2 and not found.sure:
            return None
    elif found.kind == "agenda" and len(values) == 1:
        first, last = values[0]
        cuts = [sign.end() for sign in _SEMICOLON.finditer(context.text, first, last)]
        values = _parts(first, last, cuts, context.text)
    elif found.kind == "gloss":
        values = [(values[0][0], values[-1][1])]
    parts = _items(values, rule, context)
    several = len(parts) > 1
    heading = Node("head" if several else "label", {}, [Run(context.text, [Slice(start, end)])], rule.name)
    shape = _shape(values, context) if several else {}
    return Claim(1 + count, Node("list", {"type": found.kind, **shape}, [heading, *parts]), "flow")


def _in_row(ahead: Cursor, values: int) -> bool:
    """Time and place and the like stand in rows: another label before or behind."""
    if ahead.before and ahead.before[-1].node.attributes.get("type") in KINDS:
        return True
    lines = [*ahead.ahead[1:], *(ahead.after[0][:1] if ahead.after else ())]
    text = ahead.context.text
    return any(field(text[line.start : line.end], ahead.context.words) is not None for line in lines[: values + 1])


def _stands_above(ahead: Cursor) -> bool:
    """Above the text of what is no letter, or in a row of such lists near the beginning."""
    if ahead.line.start in ahead.context.talk.turns or ahead.context.is_opening(ahead.line.start):
        return False
    if ahead.zone == "top":
        return True
    return ahead.zone == "body" and len(ahead.before) <= EARLY and ahead.before[-1].node.attributes.get("type") in KINDS


def _values(ahead: Cursor, start: int) -> list[tuple[int, int]]:
    """The values as ranges of the source: what stands behind the label, and lines behind it up to the next label."""
    line, text = ahead.line, ahead.context.text
    found = []
    if text[start : line.end].strip():
        found.append((start + len(text[start : line.end]) - len(text[start : line.end].lstrip()), line.end))
    beside = bool(found)
    for further in ahead.ahead[1:]:
        typed = text[further.start : further.end]
        if field(typed, ahead.context.words) is not None or further.start in ahead.context.talk.turns:
            break
        if further.end - further.start > LONGEST_VALUE:
            return found if beside else []
        if beside and not _goes_on(text, found[-1][1], typed):
            break
        found.append((further.start, further.end))
    return found


def _goes_on(text: str, end: int, typed: str) -> bool:
    """Whether a line goes on with the value of the line before it."""
    return text[end - 1] in ",;-–" or typed[:1].islower()


def _a_line_each(values: list[tuple[int, int]], context: Context) -> list[tuple[int, int]]:
    """Persons on lines of their own, where a comma is followed by what they are, unless there are several to a line."""
    several = [_persons(first, last, context) for first, last in values]
    if sum(len(parts) > 2 for parts in several) * 2 > len(values):
        return [part for parts in several for part in parts]
    return [part for value in values for part in _parted(*value, _SEMICOLON, context)]


def _parted(start: int, end: int, parting: re.Pattern[str], context: Context) -> list[tuple[int, int]]:
    return _parts(start, end, [sign.end() for sign in parting.finditer(context.text, start, end)], context.text)


def _persons(start: int, end: int, context: Context) -> list[tuple[int, int]]:
    """The persons in a value. A comma parts them, but not a surname from its initials; a semicolon outranks commas."""
    typed = context.text[start:end]
    parting = _SEMICOLON if ";" in typed else _COMMA
    if parting is _COMMA and not _are_names(typed):
        return [(start, end)]
    found = _parts(start, end, [start + sign.end() for sign in parting.finditer(typed)], context.text)
    last = found[-1][0]
    joined = compiled(r"(?<=\w)(?=\s(?:{conjunctions})\s+[A-ZÀ-Þ])", context.words).search(context.text, last, end)
    return [*found[:-1], *_parts(last, end, [joined.start()], context.text)] if joined and len(found) > 1 else found


def _parts(start: int, end: int, cuts: Iterable[int], text: str) -> list[tuple[int, int]]:
    """A range of the source cut in parts, the white space between them left out."""
    found: list[tuple[int, int]] = []
    for cut in (*cuts, end):
        if start < cut:
            found.append((start, cut))
        start = _first(cut, text)
    return found


def _first(position: int, text: str) -> int:
    """Where the text goes on behind white space."""
    while position < len(text) and text[position].isspace():
        position += 1
    return position


_SEMICOLON = expression(r";")
# "Orel, N.S., Vak": initials belong to the surname before them
_COMMA = expression(r",(?!\s*(?:[A-ZÀ-Þ][a-z]{0,2}\.[\s-]?){1,3}(?:,|;|$|\s(?:and|und|et)\b|\s*\())(?=\s)")
_NAME_LIKE = expression(r"(?:[A-ZÀ-Þ]|[a-z]{1,4}\s+[A-ZÀ-Þ]|\[)")


def _are_names(typed: str) -> bool:
    """Each part between commas begins with a capital: names, not a name and what its bearer is."""
    parts = [part.strip() for part in _COMMA.split(typed)]
    return len(parts) > 1 and all(_NAME_LIKE.match(part) and len(part.split()) <= 6 for part in parts if part)


def _items(values: list[tuple[int, int]], rule: Rule, context: Context) -> list[Node]:
    found = []
    for start, end in values:
        typed = context.text[start:end]
        labelled = label(typed) if len(values) > 1 else None
        if labelled is None:
            found.append(Node("item", {}, [Run(context.text, [Slice(start, end)])], rule.name))
            continue
        mark = Mark(start, start + labelled.end, "item/@n" if labelled.n else "item")
        attributes = {"n": labelled.n} if labelled.n else {}
        found.append(Node("item", attributes, [mark, Run(context.text, [Slice(start + labelled.end, end)])], rule.name))
    return found


def _shape(values: list[tuple[int, int]], context: Context) -> dict[str, str]:
    """The typed shape of the items' labels, where they have any."""
    first = label(context.text[values[0][0] : values[0][1]])
    return {"rend": first.shape} if first is not None else {}


def vote(ahead: Cursor, rule: Rule) -> Claim | None:
    """Names with how they voted: one a line, or several behind the label of a vote."""
    context, line = ahead.context, ahead.line
    if not any(sign in ahead.typed for sign in ":-–—"):
        return None
    pairs = _voting(context.words)
    match = _vote_label(context.words).match(ahead.typed)
    if match is None and pairs.match(ahead.typed) is None:
        return None
    start = line.start + (match.end() if match else 0)
    rest = context.text[start : line.end]
    found: list[Node] = []
    position = 0
    while (pair := pairs.match(rest, position)) is not None and (match or not position):
        name, said = pair.span("name"), pair.span("vote")
        found.append(Node("label", {}, [Run(context.text, [Slice(start + name[0], start + name[1])])], rule.name))
        found.append(Node("item", {}, [Run(context.text, [Slice(start + said[0], start + pair.end())])], rule.name))
        position = pair.end()
    if position < len(rest) or len(found) < (4 if match else 2):
        return None
    head = [Node("head", {}, [Run(context.text, [Slice(line.start, start)])], rule.name)] if match else []
    return Claim(1, Node("list", {"type": "vote"}, [*head, *found]), "flow")


@lru_cache(maxsize=16)
def _voting(words: Vocabulary) -> re.Pattern[str]:
    surname = r"[A-ZÀ-Þ][\w’'-]+"
    name = (
        rf"(?:(?i:{alternation(words.honorifics)})\s+)?(?:[A-ZÀ-Þ][a-z]?\.\s?){{0,3}}{surname}"
        rf"(?:,?\s(?:[A-ZÀ-Þ]\.\s?){{1,3}}|\s{surname})?"
    )
    return expression(rf"\s*(?P<name>{name}\s?[-–—:])\s+(?P<vote>(?i:{alternation(words.votes)}))\s*[.,;]?(?=\s|$)")


@lru_cache(maxsize=16)
def _vote_label(words: Vocabulary) -> re.Pattern[str]:
    ours = tuple(word for word, kind in words.list_labels.items() if kind == "vote")
    return expression(rf"(?i:{alternation(ours)})\s?:\s+")


def gathered(flow: list[Unit], context: Context) -> list[Unit]:
    """Units with rows of labels and values one list, and a label alone the head of the list behind it."""
    found: list[Unit] = []
    for unit in flow:
        last = found[-1] if found else None
        if last is not None and _is_pair(last) and _is_pair(unit) and _type(last) == _type(unit):
            last.node.children.extend(unit.node.children)
            last.lines = [*last.lines, *unit.lines]
        elif last is not None and unit.node.element == "list" and last.slot == "prose" and _heads(last, context):
            kind = kinds(context.words.whole)[
                context.text[last.lines[0].start : last.lines[-1].end].rstrip(": ").casefold()
            ]
            unit.node.attributes["type"] = kind
            unit.node.children.insert(0, Node("head", {}, last.node.children, "fields"))
            unit.lines = [*last.lines, *unit.lines]
            found[-1] = unit
        else:
            found.append(unit)
    rows = [unit.node.element == "list" and _type(unit) in KINDS for unit in found]
    return [
        prose(unit, context)
        if _is_lonely(unit, context) and not any(rows[max(at - 1, 0) : at] + rows[at + 1 : at + 2])
        else unit
        for at, unit in enumerate(found)
    ]


def _is_pair(unit: Unit) -> bool:
    return unit.node.element == "list" and _type(unit) in KINDS and unit.node.nodes[0].element == "label"


def _type(unit: Unit) -> str:
    return unit.node.attributes.get("type", "")


def _heads(unit: Unit, context: Context) -> bool:
    """`Agenda:` alone before the items."""
    typed = context.text[unit.lines[0].start : unit.lines[-1].end].rstrip(": ")
    return typed.casefold() in kinds(context.words.whole) and typed[:1].isupper()


def _is_lonely(unit: Unit, context: Context) -> bool:
    """One vote is no vote; one label with a value on its line makes a list only if nothing else is called so."""
    if not _is_pair(unit) or len(unit.node.nodes) > 2:
        return False
    typed = context.text[unit.lines[0].start : unit.lines[0].end]
    return _type(unit) != "participants" and not alone(typed)
