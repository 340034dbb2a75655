"""Where letters begin: a greeting on a line of its own, and the short lines above it that open the letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teikit.grammars.vocabulary import Vocabulary
from teikit.profile import Rule, compiled
from teikit.recognize.context import Context
from teikit.recognize.layout import Group
from teikit.records import NamedTuple
from teikit.source import Line

MOST_GROUPS = 10  # of short lines that may stand above a greeting
MOST_LINES = 8  # of an opening within a text
LONGEST = 90
LONGEST_PLACE = 60
SHORT = 40  # a longer line that begins with a small letter goes on with the line above it


class Letter(NamedTuple):
    """The opening of a letter: from the start of its first line to that of its greeting, or without one to its end."""

    start: int
    greeting: int


def letters(groups: Sequence[Group], context: Context) -> list[Letter]:
    """The letters of a text. The first one's opening is all that stands above its greeting, if that is short lines.

    A further one begins with its date or its address, in a group of its own; without a date a greeting may stand in any text.
    """
    rule = next((rule for rule in context.profile.lines if rule.name == "salutation"), None)
    found: list[Letter] = []
    for number, line in _greetings(groups, rule, context) if rule else ():
        above = list(_above(groups[: number + 1], line, context))
        first = _first(above, groups[: number + 1], context) if found or not _is_all(above, groups, line) else 0
        if first >= 0:
            found.append(Letter(first, line.start))
    return sorted([*found, *_without_greeting(groups, found, context)]) if found else found


def _without_greeting(groups: Sequence[Group], found: Sequence[Letter], context: Context) -> Iterator[Letter]:
    """Behind a letter: a date and an address, each a group of its own, above a paragraph."""
    text = context.text
    behind = (number for number, group in enumerate(groups) if group[0].start > found[0].greeting)
    for number in range(next(behind, len(groups)) + 1, len(groups) - 1):
        date, address, following = groups[number - 1 : number + 2]
        short = all(line.end - line.start <= LONGEST_PLACE for line in (*date, *address))
        if len(date) != 1 or not short or following[0].end - following[0].start <= LONGEST:
            continue
        named = is_addressed(text[address[0].start : address[0].end], context.words)
        if named and any(found.complete for found in context.dates(text[date[0].start : date[0].end])):
            yield Letter(date[0].start, address[-1].end)


def _greetings(groups: Sequence[Group], rule: Rule, context: Context) -> Iterator[tuple[int, Line]]:
    pattern, text = rule.regex(context.words), context.text
    begins = compiled("(?i:{salutations})", context.words)
    for number, group in enumerate(groups):
        for line in group:
            if line.end - line.start > LONGEST or line.start in context.talk.turns:
                break
            if begins.match(text, line.start) and pattern.fullmatch(text, line.start, line.end):
                yield number, line
                break


def _above(groups: Sequence[Group], greeting: Line, context: Context) -> Iterator[Line]:
    """The short lines above a greeting, the nearest first."""
    text = context.text
    for group in groups[: -MOST_GROUPS - 1 : -1]:
        for line in reversed(group):
            if line.start < greeting.start:
                length = line.end - line.start
                prose = length > LONGEST or (text[line.start].islower() and length > SHORT)
                if prose or line.start in context.talk.turns:
                    return
                yield line


def _is_all(above: Sequence[Line], groups: Sequence[Group], greeting: Line) -> bool:
    """Whether nothing else stands above the greeting."""
    first = above[-1] if above else greeting
    return first.start == groups[0][0].start


def _first(above: Sequence[Line], groups: Sequence[Group], context: Context) -> int:
    """Where the opening of a letter within a text begins: at the line with its date, first in a group; -1 for nowhere."""
    starts = {group[0].start for group in groups}
    text = context.text
    dated = [
        line.start
        for line in above[:MOST_LINES]
        if line.start in starts and any(date.complete for date in context.dates(text[line.start : line.end]))
    ]
    return dated[0] if dated else -1


def is_addressed(first: str, words: Vocabulary) -> bool:
    """A title or an office before the name, as an address begins with one."""
    return compiled(r"(?:{honorifics}|Messrs\.?|Hon\.|(?i:{roles}))\s\S", words).match(first) is not None
