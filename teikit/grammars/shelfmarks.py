"""Shelfmarks: the archive, the levels below it, and the number or name at each level."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from teikit.expressions import expression
from teikit.grammars.vocabulary import Vocabulary, alternation, vocabulary
from teikit.records import NamedTuple


class Part(NamedTuple):
    """A part of a shelfmark: the range of its number or name, without its label, and what it is.

    `kind` is repository, a level of the vocabulary's `shelfmark` (fond, opis, delo, box), or where there is no label
    collection for a name and number for a number.
    """

    start: int
    end: int
    kind: str


def shelfmark(text: str, words: Vocabulary | None = None) -> list[Part]:
    """The parts of a shelfmark in order; none where no archive and no level shows that it is one.

    >>> [(text[p.start:p.end], p.kind) for text in ["GARF, F. R-5446, D. 10"] for p in shelfmark(text)]
    [('GARF', 'repository'), ('R-5446', 'fond'), ('10', 'delo')]
    """
    lexicon = _lexicon(words or vocabulary("en"))
    parts: list[Part] = []
    position = 0
    levels = list(_levels(text, lexicon))
    for level in levels:
        _take_names(text, position, level.label_start, lexicon, parts, levelled=True)
        parts.append(Part(level.start, level.end, _kind(level, parts)))
        position = level.end
    _take_names(text, position, len(text), lexicon, parts, levelled=bool(levels))
    return parts if levels or _shows_archive(text, parts, lexicon) else []


class Level(NamedTuple):
    """A label with its number."""

    label_start: int
    start: int
    end: int
    label: str
    kind: str


class Lexicon(NamedTuple):
    """What is looked up of a vocabulary, compiled."""

    level: re.Pattern[str]
    kinds: dict[str, str]
    named: re.Pattern[str]
    known: re.Pattern[str]
    archive: re.Pattern[str]
    collection: re.Pattern[str]


# 314   R-5446   12-18   2/20/136   795.00
DIGITS = r"(?-i:[A-ZА-Я]{1,4}[-–]?)?[0-9]\w*(?:[./]\w+|\s?[-–]\s?[0-9]\w*|-\w+)*"
# XII   XI/4   A
LETTERS = r"(?-i:[IVXLC]+(?:/\w+)*|[A-Z])(?![\w.'’])"
MORE_NUMBERS = expression(r"(?:(?:,\s*|\s+and\s+|\s*&\s*)[0-9]+[a-z]?(?:\s?[-–]\s?[0-9]+[a-z]?)?(?![\w./]))+")
COUNTED = frozenset(("list", "page", "frame", "item", "document", "box", "folder", "file", "reel"))
CAPITALS = r"[A-ZÀ-ÖØ-Þ]{1,5}"
# KC PZPR   MfAA   XI A/122   A 5631   102-00055-01
FIGURED = r"[^\s0-9]*[0-9]\S*"
CODE = expression(rf"(?:{CAPITALS}|[A-Z]\w{{0,4}}[A-Z]\w?|{FIGURED})(?:\s+(?:{CAPITALS}|{FIGURED}))*")
ARCHIVE_AND_NUMBER = expression(r"(?P<archive>[A-Z][A-Za-z]{2,}(?:\s+[A-Z]{2,})*)\s+(?P<number>[^\s0-9]*[0-9].*)", re.S)
PAGES = expression(r"[0-9]+(?:\s?[-–]\s?[0-9]+)?")
CHUNK = expression(r"(?:\"[^\"]{0,200}\"|“[^”]{0,200}”|\([^()]{0,200}\)|[^,;])+")
MOST_LEVELS = 12
SENTENCE = expression(r"(?:(?<=[^\W\d_]{4})|(?<=[)\]”\"]))[.!?]\s+(?=[A-ZÀ-Þ])")
LABEL = expression(r"\[?\s*[^\W\d_]+:\s+")
AROUND = " \t\n\r\u00a0.:[]<>*"


@cache
def _lexicon(words: Vocabulary) -> Lexicon:
    labels = alternation(tuple(words.shelfmark))
    long = alternation(tuple(label for label in words.shelfmark if len(label) > 3))
    sign = r"(?:nos?\.?\s*(?=[0-9])|nr\.?\s*(?=[0-9])|[№#]\s*|nº\s*)?"
    archives, collections = alternation(words.repository_words), alternation(words.collection_words)
    compounds = r"(?:archiv|arkivet|archief|bibliothek)(?!\w)"  # Kabinettsarchiv
    return Lexicon(
        expression(rf"(?i)(?<![-/])(?P<label>{labels})(?P<stop>\.?)\s*:?\s*{sign}(?P<value>{DIGITS}|{LETTERS})"),
        {_plain(label): kind for label, kind in reversed(tuple(words.shelfmark.items()))},
        expression(rf"(?i)(?P<label>{long})\s*:?\s+(?P<value>(?-i:[A-ZÀ-Þ“\"„«]).*)", re.S),
        expression(alternation(words.repositories)),
        expression(rf"(?i:{archives}|{compounds})|{alternation(words.repositories)}"),
        expression(f"(?i){collections}"),
    )


def _plain(label: str) -> str:
    return " ".join(label.replace("’", "'").casefold().split())


def _levels(text: str, lexicon: Lexicon) -> Iterator[Level]:
    position = 0
    while match := lexicon.level.search(text, position):
        label = _plain(match["label"])
        if len(label) == 1 and not _is_letter_label(match):
            position = match.end("label")
        else:
            kind = lexicon.kinds[label]
            more = MORE_NUMBERS.match(text, match.end()) if kind in COUNTED else None
            position = more.end() if more else match.end()
            yield Level(match.start(), match.start("value"), position, label, kind)


def _is_letter_label(match: re.Match[str]) -> bool:
    """A letter is a label before figures, a capital by its full stop only: `R 58` is the archive's own number."""
    figures = any(map(str.isdigit, match["value"]))
    return figures and (match["label"].islower() or bool(match["stop"]))


def _kind(level: Level, parts: list[Part]) -> str:
    """The level's name. Of two that share a letter, the one that the levels above it leave room for."""
    above = [part.kind for part in parts[-MOST_LEVELS:]]
    if "repository" in above:
        above = above[len(above) - above[::-1].index("repository") :]
    if level.label in ("p", "п") and "fond" in above and "delo" not in above:
        return "papka"
    return "page" if level.label == "f" and above and above != ["collection"] else level.kind


def _take_names(text: str, start: int, end: int, lexicon: Lexicon, parts: list[Part], levelled: bool) -> None:
    """Adds what stands without a label in a stretch of the text, between its commas."""
    for chunk in CHUNK.finditer(text, start, end):
        first, last = _trimmed(text, *chunk.span())
        if first < last:
            parts.extend(_named(text, first, last, lexicon, parts, levelled))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without what the last sentence before it leaves, a label, and signs at either side."""
    for sentence in SENTENCE.finditer(text, start, end):
        start = sentence.end()
    label = LABEL.match(text, start, end)
    start = label.end() if label else start
    while start < end and text[start] in AROUND:
        start += 1
    while start < end and text[end - 1] in AROUND:
        end -= 1
    return start, end


def _named(text: str, start: int, end: int, lexicon: Lexicon, parts: list[Part], levelled: bool) -> list[Part]:
    """What a chunk is: an archive, a number or both, a level with a name, a collection, or nothing."""
    known = lexicon.known.match(text, start, end)
    if known:
        return _archive(text, known.end(), start, end)
    level = lexicon.named.match(text, start, end)
    if level:
        return [Part(*level.span("value"), lexicon.kinds[_plain(level["label"])])]
    digits = any(character.isdigit() for character in text[start:end])
    code = CODE.fullmatch(text, start, end)
    if digits:
        return _number(text, start, end, parts) if code or not parts else []
    if lexicon.archive.search(text, start, end):
        return _further_archive(text, start, end, parts)
    collection = lexicon.collection.search(text, start, end)
    if parts or collection:
        return [Part(start, end, "collection")] if collection or (code and end - start > 2) else []
    return [Part(start, end, "repository")] if code or levelled else []


def _further_archive(text: str, start: int, end: int, parts: list[Part]) -> list[Part]:
    """An archive; right after another one a part of it, or the rest of its name with the short form in brackets."""
    if not parts or parts[-1].kind != "repository" or ";" in text[parts[-1].end : start]:
        return [Part(start, end, "repository")]
    if text[end - 1] != ")":
        return [Part(start, end, "collection")]
    return [Part(parts.pop().start, end, "repository")]


def _archive(text: str, name_end: int, start: int, end: int) -> list[Part]:
    """A known archive; what follows its short name belongs to it only as a number."""
    short = CODE.fullmatch(text, start, name_end)
    rest, _ = _trimmed(text, name_end, end)
    if rest < end and CODE.fullmatch(text, rest, end) and any(map(str.isdigit, text[rest:end])):
        return [Part(start, name_end, "repository"), Part(rest, end, "number")]
    return [Part(start, name_end if short else end, "repository")]


def _number(text: str, start: int, end: int, parts: list[Part]) -> list[Part]:
    if not parts:
        both = ARCHIVE_AND_NUMBER.fullmatch(text, start, end)
        return [Part(*both.span("archive"), "repository"), Part(*both.span("number"), "number")] if both else []
    pages = parts[-1].kind == "number" and PAGES.fullmatch(text, start, end)
    return [Part(start, end, "page" if pages else "number")]


def _shows_archive(text: str, parts: list[Part], lexicon: Lexicon) -> bool:
    """Whether parts without a label are a shelfmark's: an archive by its name, or a short name with a number."""
    kinds = {part.kind for part in parts}
    named = any(lexicon.archive.search(text, *part[:2]) for part in parts if part.kind == "repository")
    return named or bool(kinds - {"repository", "collection", "number", "page"}) or kinds >= {"repository", "number"}
