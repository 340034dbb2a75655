"""Citations of archival documents: title, date, publisher, shelfmark, those responsible, and the address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from teikit.expressions import expression
from teikit.grammars.dates import DateMatch, dates
from teikit.grammars.responsibility import Span, Statement, statements
from teikit.grammars.shelfmarks import Part, shelfmark
from teikit.grammars.vocabulary import Vocabulary, alternation
from teikit.records import NamedTuple

__all__ = ["Citation", "Part", "Span", "Statement", "citation", "shelfmark"]


class Citation(NamedTuple):
    """The parts of a citation as ranges of its text; what it does not give is None or empty.

    The title is without its quotation marks and the comma within them, the address without angle brackets; `shelfmark`
    reaches from the first of `parts` to the last.
    """

    title: Span | None
    date: DateMatch | None
    publisher: Span | None
    shelfmark: Span | None
    parts: tuple[Part, ...]
    statements: tuple[Statement, ...]
    url: Span | None


def citation(text: str, words: Vocabulary) -> Citation:
    """The parts of a citation, in whatever order they stand."""
    quoted = _quoted_title(text)
    title_end = quoted.end if quoted else 0
    url = _url(text, title_end)
    said = tuple(statements(text, words, title_end))
    taken = [span for span in (quoted, url) if span] + [Span(one.start, one.end) for one in said]
    publisher = _publisher(text, words, taken)
    taken += [publisher] if publisher else []
    date = _date(text, words, taken, quoted)
    taken += [Span(date.start, date.end)] if date else []
    parts = _best_parts(text, words, taken)
    whole = Span(parts[0].start, parts[-1].end) if parts else None
    title = _inside(text, quoted) if quoted else _plain_title(text, date, taken, whole)
    return Citation(title, date, publisher, whole, parts, said, url)


URL = expression(r"(?i)(?:https?://|www\.)[^\s<>\"“”]+")
CLOSING = {'"': '"', "“": '”“"', "„": '“”"', "«": "»", "‘": "’", "'": "'"}
OPENING = expression(r"\s*+(?:\[\s*+)?(?:[^\W\d_]++:)?[\s*\[]*+(?P<quote>[\"“„«‘'])")
LONGEST_TITLE = 1500


def _url(text: str, start: int) -> Span | None:
    match = URL.search(text, start)
    return Span(match.start(), match.start() + len(match.group().rstrip(".,;:)]*"))) if match else None


def _quoted_title(text: str) -> Span | None:
    """The title with its quotation marks. A comma or full stop tells its end from that of a quotation within it."""
    opening = OPENING.match(text)
    if not opening:
        return None
    start = opening.start("quote")
    marks = re.compile(f"[{CLOSING[text[start]]}]").finditer(text, start + 1, start + LONGEST_TITLE)
    ends = [mark.start() for mark in marks if _closes(text, mark.start())]
    parted = [end for end in ends if text[end - 1] in ",." or text[end + 1 : end + 2] in (",", ".", ";", "")]
    even = [end for end in parted if _balanced(text, start, end)]
    best = (even or parted or ends)[:1]
    return Span(start, best[0] + 1) if best else None


def _closes(text: str, mark: int) -> bool:
    after = text[mark + 1 : mark + 2]
    return (text[mark] == "»" or not text[mark - 1].isspace()) and not after.isalnum()


def _balanced(text: str, start: int, end: int) -> bool:
    title = text[start : end + 1]
    if title[0] == '"':
        return title.count('"') % 2 == 0
    return title[0] != "“" or title.count("“") == title.count("”")


def _inside(text: str, quoted: Span) -> Span | None:
    start, end = quoted.start + 1, quoted.end - 1
    bare = text[start:end].rstrip().rstrip(",")
    start += len(bare) - len(bare.lstrip())
    return Span(start, start + len(bare.strip())) if bare.strip() else None


def _plain_title(text: str, date: DateMatch | None, taken: list[Span], reference: Span | None) -> Span | None:
    """A title without quotation marks: what stands before the date, if it is not another part."""
    if not date or date.start > min([span.start for span in (*taken, reference) if span]):
        return None
    bare = text[: date.start].rstrip(" ,;:.(\n")
    start = len(bare) - len(bare.lstrip(" \n*“\"„«‘'"))
    return Span(start, len(bare)) if start < len(bare) else None


@cache
def _publisher_words(words: Vocabulary) -> re.Pattern[str]:
    return expression(rf"(?<!\w)(?:[A-ZÀ-Þ][^,;.<>()\[\]\"“”]{{0,120}}\s)?(?i:{alternation(words.publishers)})")


def _publisher(text: str, words: Vocabulary, taken: list[Span]) -> Span | None:
    for gap in _gaps(text, taken):
        for chunk in re.finditer(r"[^,;.<>()\[\]\"“”]+", text[gap.start : gap.end]):
            match = _publisher_words(words).search(text, gap.start + chunk.start(), gap.start + chunk.end())
            if match:
                return Span(*match.span())
    return None


def _date(text: str, words: Vocabulary, taken: list[Span], quoted: Span | None) -> DateMatch | None:
    """The document's date outside of all other parts: the first with a day, with a month, or a year after the title."""
    found = [
        met
        for met in dates(text, words, years=True)
        if not any(span.start < met.end and met.start < span.end for span in taken)
        and (met.rule != "year" or (quoted and not text[quoted.end : met.start].strip(" ,.([\n")))
    ]
    return next((met for met in found if met.complete), found[0] if found else None)


def _best_parts(text: str, words: Vocabulary, taken: list[Span]) -> tuple[Part, ...]:
    """The shelfmark: of the stretches that the other parts leave, the one with the most levels."""
    best: list[Part] = []
    for gap in _gaps(text, taken):
        parts = shelfmark(text[gap.start : gap.end], words)
        if len(parts) > len(best):
            best = [Part(gap.start + start, gap.start + end, kind) for start, end, kind in parts]
    return tuple(best)


def _gaps(text: str, taken: list[Span]) -> Iterator[Span]:
    """What these ranges leave of the text."""
    position = 0
    for span in sorted(taken):
        if position < span.start:
            yield Span(position, span.start)
        position = max(position, span.end)
    if position < len(text):
        yield Span(position, len(text))
