"""Statements of responsibility: who translated, obtained or edited a text, and for whom."""

from __future__ import annotations

import re
from functools import cache

from teikit.expressions import expression
from teikit.grammars.names import CAPITAL
from teikit.grammars.vocabulary import Vocabulary, alternation
from teikit.records import NamedTuple


class Span(NamedTuple):
    """A range of the text."""

    start: int
    end: int


class Verb(NamedTuple):
    """What was done: the range of the word, and its kind in the vocabulary (translated, obtained)."""

    start: int
    end: int
    kind: str


class Statement(NamedTuple):
    """`Obtained and translated for X by Y and Z`: the whole without a final full stop, its verbs, X, and Y and Z."""

    start: int
    end: int
    verbs: tuple[Verb, ...]
    sponsor: Span | None
    names: tuple[Span, ...]

    @property
    def phrase(self) -> Span:
        """The verbs as they stand: `Obtained and translated`."""
        return Span(self.start, self.verbs[-1].end)


def statements(text: str, words: Vocabulary, start: int = 0, end: int | None = None) -> list[Statement]:
    """The statements of responsibility in a text or a range of it, in order."""
    lexicon = _lexicon(words)
    found = []
    stop = len(text) if end is None else end
    while match := lexicon.statement.search(text, start, stop):
        statement = _statement(text, match, stop, lexicon)
        if statement:
            found.append(statement)
        start = statement.end if statement else match.end("verbs")
    return found


class Lexicon(NamedTuple):
    """What is looked up of a vocabulary, compiled."""

    statement: re.Pattern[str]
    verb: re.Pattern[str]
    kinds: dict[str, str]
    sponsor: re.Pattern[str]
    names_end: re.Pattern[str]
    between_names: re.Pattern[str]
    abbreviation: re.Pattern[str]
    body: re.Pattern[str]


LONGEST_LIST = 400
NAME = expression(rf"(?:[a-zà-ÿ]{{1,4}}['’\s-]+)*{CAPITAL}[^0-9]*")  # van der Meer, the Tura Institute
INITIAL = expression(rf"\b(?:{CAPITAL}|Iu|Yu|Ia|Ya|Ye|Zh|Kh|Sh|Ch|Ts)\Z")
NOT_SENTENCE_END = r"(?!www\.)[^;:<>()\"“”.]|\.(?=[^\s\"”)\]]|\s(?-i:[a-z]))"


@cache
def _lexicon(words: Vocabulary) -> Lexicon:
    verb, joined = alternation(tuple(words.responsibility)), alternation(words.conjunctions)
    by, on_behalf = alternation(words.agents), alternation(words.sponsors)
    verbs = rf"{verb}(?:(?:\s*,\s*(?:{joined}\s+)?|\s+{joined}\s+){verb}){{0,4}}"
    aside = r"(?:\s+[^\s.,;:<>()\"“”]+){0,6}?"
    sponsor = rf"\s+{on_behalf}\s+(?P<sponsor>(?:{NOT_SENTENCE_END}){{1,120}}?)"
    alone = rf"\s+{on_behalf}\s+(?P<alone>(?:{NOT_SENTENCE_END}){{1,120}}?)(?=[.;,<>()\]]|\Z)"
    honorifics = tuple(word.rstrip(".") for word in words.honorifics if word.endswith("."))
    return Lexicon(
        expression(rf"(?i)(?P<verbs>{verbs})(?:{aside}(?:{sponsor})?(?:\s+{by}\s+|:\s+)(?=\S)|{alone})"),
        expression(rf"(?i){verb}"),
        {_plain(word): kind for word, kind in reversed(tuple(words.responsibility.items()))},
        expression(rf"(?i)\s+{on_behalf}\s+(?P<sponsor>(?:{NOT_SENTENCE_END}){{1,120}}?)(?=[.;,<>()\]]|\Z)"),
        expression(
            rf"(?i)[;<>()\[\]\"“”]|https?:|www\.|\.(?=\s|\Z|[\"”)\]])|(?P<sponsor>\s+{on_behalf}\s)|(?:\s+{joined}|,|,\s+{joined})\s+{verb}"
        ),
        expression(rf"(?i)\s*+,\s*+(?!(?:Jr|Sr|Esq)\b)(?:{joined}\s+)?|\s+{joined}\s+"),
        expression(rf"(?i)(?:{alternation((*honorifics, 'Jr', 'Sr'))})\Z"),
        expression(rf"(?i){alternation((*words.organisations, *words.repository_words))}"),
    )


def _plain(word: str) -> str:
    return " ".join(word.casefold().split())


def _statement(text: str, match: re.Match[str], stop: int, lexicon: Lexicon) -> Statement | None:
    found = lexicon.verb.finditer(text, *match.span("verbs"))
    verbs = tuple(Verb(*verb.span(), lexicon.kinds[_plain(verb.group())]) for verb in found)
    if match["alone"] is not None:
        return Statement(match.start(), match.end(), verbs, Span(*match.span("alone")), ())
    end = _names_end(text, match.end(), min(stop, match.end() + LONGEST_LIST), lexicon)
    names = _names(text, match.end(), end, lexicon)
    if not names:
        return None
    sponsor = Span(*match.span("sponsor")) if match["sponsor"] else None
    after = None if sponsor else lexicon.sponsor.match(text, end, stop)
    if after:
        sponsor, end = Span(*after.span("sponsor")), after.end()
    return Statement(match.start(), max(end, names[-1].end), verbs, sponsor, names)


def _names_end(text: str, start: int, stop: int, lexicon: Lexicon) -> int:
    """Where the names end: at a full stop that is not an initial's, at another verb, at a bracket or an address."""
    for match in lexicon.names_end.finditer(text, start, stop):
        if match["sponsor"] and lexicon.body.search(text, start, match.start()):
            continue  # the Institute for Soil and Water
        if match.group() != "." or not _abbreviates(text, start, match.start(), lexicon):
            return match.start()
        if not text[match.end() : stop].strip(" \n.<"):
            return match.end()
    return stop


def _abbreviates(text: str, start: int, stop: int, lexicon: Lexicon) -> bool:
    """Whether the full stop at `stop` is an initial's or a title's, and not the end before another statement."""
    before = max(start, stop - 12)
    short = INITIAL.search(text, before, stop) or lexicon.abbreviation.search(text, before, stop)
    return bool(short) and not lexicon.verb.match(text, stop + 2)


def _names(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[Span, ...]:
    """The names between commas and conjunctions; a body's name is not divided, and is left out after a person's."""
    found: list[Span] = []
    for first, last in _divided(text, start, end, lexicon):
        body = bool(lexicon.body.search(text, first, last))
        if NAME.fullmatch(text, first, last) and not (body and found):
            found.append(Span(first, last))
    return tuple(found)


def _divided(text: str, start: int, end: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    whole_body = lexicon.body.search(text, start, end) and "," not in text[start:end]
    pieces, first = [], start
    for joint in () if whole_body else lexicon.between_names.finditer(text, start, end):
        pieces.append((first, joint.start()))
        first = joint.end()
    return [_stripped(text, *piece) for piece in (*pieces, (first, end))]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",:"):
        end -= 1
    return start, end
