"""Which lines belong together before any rule is tried: columns parted, labels with their values, open brackets closed."""

from __future__ import annotations

from collections.abc import Sequence

from teikit.grammars.brackets import scan
from teikit.grammars.fields import field
from teikit.grammars.labels import label
from teikit.nodes import Run, Slice
from teikit.recognize.columns import MOST_LINES, doubtful, separated
from teikit.recognize.context import Context
from teikit.recognize.layout import Group
from teikit.source import Line

MOST_BRACKET_LINES = 8
FIRST_GROUPS = 25
LONGEST_VALUE = 110


def run_of(lines: Sequence[Line], text: str) -> Run:
    """Lines as one run; lines that follow each other in the source are one slice."""
    pieces: list[Slice] = []
    for line in lines:
        if pieces and pieces[-1].end <= line.start and not text[pieces[-1].end : line.start].strip():
            pieces[-1] = Slice(pieces[-1].start, line.end)
        else:
            pieces.append(Slice(line.start, line.end))
    return Run(text, pieces)


def regrouped(groups: Sequence[Group], context: Context) -> list[Group]:
    """Groups with columns read one after the other, and with those joined that an open bracket spans."""
    text = context.text
    found: list[Group] = []
    for group in groups:
        found.extend(_parted(list(group), context))
    return _joined_by_brackets(_joined_by_labels(found, context), text)


def _parted(group: Group, context: Context) -> list[Group]:
    """A group with each stretch of two columns in it taken apart: the lines above, the left column, the right one, the rest."""
    text = context.text
    for first, line in enumerate(group[:-1]):
        if text.find("[", line.start + 1, line.end) < 0:
            continue
        last = _bracket_end(group, first, text)
        stretch = group[first:last]
        columns = separated(stretch, text, context.words)
        if columns is not None:
            context.note(
                "TK103",
                f"two columns typed across each other were separated ({'; '.join(columns.evidence)})",
                stretch[0].start,
                stretch[-1].end,
                hint="check that each line's halves went to the right column",
            )
            above = [group[:first]] if first else []
            below = _parted(group[last:], context) if last < len(group) else []
            return [*above, columns.left, columns.right, *below]
        if doubtful(stretch, text):
            context.note(
                "TK104",
                "these lines may be columns typed across each other; they were kept in the order typed",
                stretch[0].start,
                stretch[-1].end,
                hint="put a blank line between the columns in the transcript if you know where they part",
            )
            break
    return [group]


def _bracket_end(group: Group, first: int, text: str) -> int:
    """Behind which line of a group the brackets that its line `first` opens are closed; the end of the group where they are not."""
    for last in range(first + 2, min(first + MOST_LINES, len(group)) + 1):
        if not _open(group[first:last], text):
            return last
    return len(group)


def _joined_by_labels(groups: list[Group], context: Context) -> list[Group]:
    """`SUBJECT` alone above the text takes the short lines of the next group as its value, a speaker's name the speech."""
    talk = context.talk
    found: list[Group] = []
    for number, group in enumerate(groups):
        last = found[-1] if found else None
        alone = last[0] if last is not None and len(last) == 1 else None
        if last and alone and (_takes_values(alone, group, number, context) or talk.awaits(alone, group[0])):
            found[-1] = [*last, *group]
        else:
            found.append(group)
    return found


def _takes_values(line: Line, group: Group, number: int, context: Context) -> bool:
    """Whether a label stands alone on its line and the next group gives its value: short lines, no items, no other label."""
    text, words = context.text, context.words
    if number >= FIRST_GROUPS or not (text[line.end - 1] == ":" or text[line.start : line.end].isupper()):
        return False
    found = field(text[line.start : line.end], words)
    if found is None or line.start + found.end < line.end or not _are_short(group):
        return False
    following = text[group[0].start : group[0].end]
    return label(following) is None and field(following, words) is None


def _are_short(group: Group) -> bool:
    return all(line.end - line.start <= LONGEST_VALUE for line in group)


def _joined_by_brackets(groups: list[Group], text: str) -> list[Group]:
    """A labelled bracket left open at the end of a group takes in the next groups up to the one that closes it."""
    found: list[Group] = []
    index = 0
    while index < len(groups):
        group = groups[index]
        if "[" in text[group[0].start : group[-1].end] and _open(group, text):
            for further in range(index + 1, min(index + 4, len(groups))):
                joined = [line for part in groups[index : further + 1] for line in part]
                if len(joined) > MOST_BRACKET_LINES:
                    break
                if not _open(joined, text):
                    group, index = joined, further
                    break
        found.append(group)
        index += 1
    return found


def _open(group: Group, text: str) -> bool:
    return any(not bracket.closed for bracket in scan(run_of(group, text).text).brackets)
