"""The title as a page types it: without signs of bold letters, and without the date that may stand before it."""

from __future__ import annotations

from collections.abc import Sequence

from teikit.expressions import expression
from teikit.grammars.dates import dates
from teikit.grammars.vocabulary import Vocabulary
from teikit.nodes import Mark, Run, Slice
from teikit.records import NamedTuple
from teikit.source import Line

_BOLD = expression(r"\*\*")


class Titled(NamedTuple):
    """A title, the date before it on its line, and the signs of bold letters."""

    title: Run | None
    date: Run | None
    signs: tuple[Mark, ...]


def title(lines: Sequence[Line], text: str, words: Vocabulary, dated: bool) -> Titled:
    """The title that these lines are; a date before it is looked for where the page is not `dated` yet."""
    start, end = lines[0].start, lines[-1].end
    date = None if dated else _date_before(start, lines[0].end, text, words)
    if date is not None:
        start = date.pieces[0].end
        start += len(text[start:end]) - len(text[start:end].lstrip())
    pieces: list[Slice] = []
    signs: list[Mark] = []
    for sign in _BOLD.finditer(text, start, end):
        signs.append(Mark(sign.start(), sign.end(), "title"))
        if sign.start() > start:
            pieces.append(Slice(start, sign.start()))
        start = sign.end()
    if start < end:
        pieces.append(Slice(start, end))
    return Titled(Run(text, pieces) if pieces else None, date, tuple(signs))


def _date_before(start: int, end: int, text: str, words: Vocabulary) -> Run | None:
    """A full date that a line begins with and goes on behind."""
    found = next(iter(dates(text[start:end], words)), None)
    if found is None or found.start or not found.complete:
        return None
    rest = text[start + found.end : end]
    if not rest[:1].isspace() or not rest.strip()[:1].isalnum():
        return None
    return Run(text, [Slice(start, start + found.end)])
