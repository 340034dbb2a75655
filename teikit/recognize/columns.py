"""Columns that were typed across each other: found by evidence, read one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from teikit.expressions import expression
from teikit.grammars.brackets import Bracket, scan
from teikit.grammars.dates import dates
from teikit.grammars.labels import recipient
from teikit.grammars.numbers import numbers
from teikit.grammars.vocabulary import Vocabulary
from teikit.recognize.layout import Group
from teikit.source import Line

MOST_LINES = 12


class Separated:
    """A group of lines read as two columns: what stood left, what stood right, and the evidence for it."""

    __slots__ = ("evidence", "left", "right")

    def __init__(self, left: Group, right: Group, evidence: list[str]) -> None:
        self.left = left
        self.right = right
        self.evidence = evidence


def separated(group: Sequence[Line], text: str, words: Vocabulary) -> Separated | None:
    """The two columns of a group, where two of three kinds of evidence say so; None where the lines just follow each other.

    The evidence: a labelled bracket opens within the first line and stays open; list labels, numbers or dates start the
    next lines; both halves read on, or end as a sentence ends.

    >>> separated([], "", None) is None
    True
    """
    if not 2 <= len(group) <= MOST_LINES:
        return None
    opening = _open_bracket(group[0], text)
    if opening is None:
        return None
    left, right = [Line(group[0].start, trimmed(text, group[0].start, opening))], [Line(opening, group[0].end)]
    for line in group[1:]:
        cut = _left_end(text[line.start : line.end], words)
        if cut:
            left.append(Line(line.start, trimmed(text, line.start, line.start + cut)))
        rest = _skipped(text, line.start + cut, line.end)
        if rest < line.end:
            right.append(Line(rest, line.end))
    evidence = ["a bracket that opens within the first line and stays open"]
    if len(left) - 1 >= 2 or len(left) - 1 >= 0.6 * len(group[1:]) > 0:
        evidence.append("list labels, numbers or dates that start the next lines")
    if _reads_on(right, text):
        evidence.append("both halves that read on by themselves")
    if len(left) < 2 or len(evidence) < 2:
        return None
    return Separated(left, right, evidence)


def doubtful(group: Sequence[Line], text: str) -> bool:
    """Whether a group may be columns although they cannot be told apart: brackets open within its lines and cross."""
    if not 2 <= len(group) <= MOST_LINES:
        return False
    first = scan(text[group[0].start : group[0].end])
    return (
        sum(1 for bracket in first.brackets if not bracket.closed and bracket.start > 0) > 0
        and len(_all_open(first.brackets)) > 1
    )


def _all_open(brackets: list[Bracket]) -> list[Bracket]:
    found: list[Bracket] = []
    for bracket in brackets:
        if not bracket.closed:
            found.append(bracket)
            found.extend(_all_open(bracket.inner))
    return found


_LABELLED = expression(r"\[[^\[\]:]{2,80}:")


def _open_bracket(line: Line, text: str) -> int | None:
    """Where a labelled bracket opens behind other matter of a line without being closed on it."""
    typed = text[line.start : line.end]
    last = typed.rfind("[")
    if last <= 0:
        return None
    for bracket in scan(typed).brackets:
        if not bracket.closed and bracket.start > 0 and typed[bracket.start - 1].isspace():
            return line.start + bracket.start if _LABELLED.match(typed, bracket.start) else None
    return None


def _left_end(typed: str, words: Vocabulary) -> int:
    """How much of a line belongs to a left column of list items, numbers and dates; 0 for nothing."""
    item = recipient(typed, words)
    if item:
        return item.end
    for number in numbers(typed[:40], words):
        if number.start == 0 and not typed[0].isdigit():
            return number.end
    for date in dates(typed[:60], words):
        return date.end if date.start == 0 else 0
    return 0


def _reads_on(right: Group, text: str) -> bool:
    """Whether the right column is one bracket that is closed in its last line."""
    typed = "\n".join(text[line.start : line.end] for line in right)
    brackets = scan(typed).brackets
    return len(brackets) == 1 and brackets[0].closed and not typed[brackets[0].end :].strip(' .,;:"”')


def trimmed(text: str, start: int, end: int) -> int:
    """The end of a range without the white space at it."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _skipped(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
