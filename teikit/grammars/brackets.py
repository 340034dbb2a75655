"""Brackets in a transcript, square ones or of other signs: nested, doubled, left open or closed without having been opened."""

from __future__ import annotations

import re
from functools import cache

from teikit.expressions import expression
from teikit.records import NamedTuple

DEEPEST = 16  # deeper nesting stays text: libxml2 and readers alike give up on it

SQUARE = "[]"
# "?Kurdyukov?]": a doubtful reading whose opening bracket was lost
_LOST_OPENING = expression(
    r"(?:(?<=\s)|(?<=^)|(?<=[\"“(]))\?(?P<word>[^\W\d_][\w.'’-]{0,40}(?: [\w.'’-]{1,40}){0,3})\?$"
)


class Bracket:
    """One bracket in a text: `text[start:end]` with its signs, `text[inner_start:inner_end]` without them.

    `doubled` brackets (`[[x]]`) count as one. `opened` is false where the opening sign was lost (`?name?]`: the question
    marks are inside), `closed` where the closing one was; then the range ends with the text given.
    """

    __slots__ = ("closed", "doubled", "end", "inner", "inner_end", "inner_start", "opened", "start")

    def __init__(
        self,
        start: int,
        end: int,
        inner_start: int,
        inner_end: int,
        opened: bool = True,
        closed: bool = True,
        doubled: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.inner_start = inner_start
        self.inner_end = inner_end
        self.opened = opened
        self.closed = closed
        self.doubled = doubled
        self.inner: list[Bracket] = []


class Scan(NamedTuple):
    """What was found: the outermost brackets in order, stray closing signs, signs nested too deep."""

    brackets: list[Bracket]
    strays: list[int]
    too_deep: list[int]


def scan(text: str, pair: str = SQUARE) -> Scan:
    """Every bracket of this pair of signs in a text, in one pass from left to right; of a single sign every run of it.

    >>> [text[b.start:b.end] for text in ["a [b [c]] d"] for b in scan(text).brackets]
    ['[b [c]]']
    >>> [text[b.start:b.end] for text in ["a +++ b"] for b in scan(text, "+").brackets]
    ['+++']
    """
    if len(pair) == 1:
        runs = re.finditer(re.escape(pair) + "+", text)
        return Scan([Bracket(*run.span(), *run.span()) for run in runs], [], [])
    if pair[0] not in text and pair[1] not in text:
        return Scan([], [], [])
    top: list[Bracket] = []
    open_: list[Bracket] = []
    strays: list[int] = []
    too_deep: list[int] = []
    ignored = 0
    for sign in _signs(pair).finditer(text):
        position = sign.start()
        if sign.group() == pair[0]:
            if open_ and text[position - 1] == "\n" and _LABELLED.match(text, position):
                _close_before(open_, text, position)
            if len(open_) >= DEEPEST:
                ignored += 1
                too_deep.append(position)
                continue
            bracket = Bracket(position, len(text), position + 1, len(text), closed=False)
            (open_[-1].inner if open_ else top).append(bracket)
            open_.append(bracket)
            continue
        if ignored:
            ignored -= 1
            too_deep.append(position)
            continue
        lost = _lost_opening(text, position, open_) if pair == SQUARE else None
        if lost is not None:
            (open_[-1].inner if open_ else top).append(lost)
        elif open_:
            closed = open_.pop()
            closed.end, closed.inner_end, closed.closed = position + 1, position, True
        else:
            strays.append(position)
    _close_short(open_, text)
    return Scan([_joined(bracket) for bracket in top], strays, too_deep)


_LABELLED = expression(r"\[[^\[\]:\n]{2,60}(?::|\])")


def _close_before(open_: list[Bracket], text: str, position: int) -> None:
    """A line that begins with a labelled bracket ends those before it, where the line above it ended with a closing sign.

    `[in the margin: "DVO [Far East"]` + `[stamp: …`: the last sign closes the outer bracket, the inner one was left open.
    """
    end = position
    while end and (text[end - 1].isspace() or text[end - 1] in '.,;"”'):
        end -= 1
    outer = open_[0]
    last = outer.inner[-1] if outer.inner else None
    if text[end - 1 : end] != "]" or last is None or last.end != end:
        return
    outer.end, outer.inner_end, outer.closed = end, end - 1, True
    last.end = last.inner_end = end - 1
    last.closed = False
    open_.clear()


@cache
def _signs(pair: str) -> re.Pattern[str]:
    return expression("|".join(re.escape(sign) for sign in pair))


def _lost_opening(text: str, position: int, open_: list[Bracket]) -> Bracket | None:
    if text[position - 1 : position] != "?":
        return None
    match = _LOST_OPENING.search(text, max(0, position - 90), position)
    if match is None:
        return None
    if open_ and open_[-1].start >= match.start() - 1:
        return None
    if text[match.start() - 1 : match.start()] == "[":
        return None
    return Bracket(match.start(), position + 1, match.start(), position, opened=False)


def _close_short(open_: list[Bracket], text: str) -> None:
    """`[[illegible name]`, closed once: the outer sign was meant to double the inner one."""
    for outer in open_:
        twin = outer.inner[0] if len(outer.inner) == 1 else None
        if twin is not None and twin.start == outer.start + 1 and twin.closed:
            outer.end, outer.inner_start, outer.inner_end = twin.end, twin.inner_start, twin.inner_end
            outer.inner, outer.closed, outer.doubled = twin.inner, True, True


def _joined(bracket: Bracket) -> Bracket:
    """`[[x]]` as one bracket of double width, at every depth."""
    twin = bracket.inner[0] if len(bracket.inner) == 1 else None
    if (
        twin is not None
        and bracket.closed
        and twin.closed
        and twin.opened
        and twin.start == bracket.inner_start
        and twin.end == bracket.inner_end
    ):
        bracket.inner_start, bracket.inner_end = twin.inner_start, twin.inner_end
        bracket.inner, bracket.doubled = twin.inner, True
    bracket.inner = [_joined(inner) for inner in bracket.inner]
    return bracket
