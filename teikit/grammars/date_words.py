"""The stretches of a text that may hold dates, read as tokens: a sign for each, so that shapes are matched on signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from teikit.expressions import expression
from teikit.grammars.calendars import ERAS
from teikit.grammars.vocabulary import Vocabulary, alternation
from teikit.records import NamedTuple


class Window(NamedTuple):
    """Tokens that follow each other without anything else between them, and a sign for each:

    n a day or month of one or two digits      M the name of a month       l a link: of, the
    e the same before the end of a sentence    R a Roman numeral to XII    t a range: to, through
    N from 32 to 99                            J an era                    a a series: and
    h the same before the end of a sentence    y a year of four digits     v an alternative: or
    o a number with an ordinal ending          z any other short number    x a number that is no part of a date

    and _ for white space, " for a quotation mark, - for a dash, . , : / ( ) [ ] ' for themselves.
    """

    signs: str
    bounds: list[int]
    """Where the tokens begin, and where the last one ends."""
    values: list[int]
    """The number, the month's number, the era's place in ERAS, or 0."""


def windows(text: str, vocabulary: Vocabulary, lone: bool = False) -> Iterator[Window]:
    """The windows of a text in order, each from a number or from a month or era before it; `lone` numbers on demand."""
    floor, digit = 0, DIGIT.search(text)
    while digit:
        lexicon = _lexicon(vocabulary)
        start = _start(text, floor, digit.start(), lexicon)
        if not lone and start == digit.start() and not lexicon.company.match(text, start):
            floor = NUMBER.match(text, start).end()  # type: ignore[union-attr]
        else:
            window = _window(text, start, lexicon)
            if window.bounds[-1] <= digit.start():
                window = _window(text, digit.start(), lexicon)
            yield window
            floor = window.bounds[-1]
        digit = DIGIT.search(text, floor)


def abbreviated(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a month's name is short for a longer one, so that a full stop may belong to it."""
    return word in _abbreviations(vocabulary.whole)


class Lexicon(NamedTuple):
    """What is looked up of a vocabulary, compiled."""

    token: re.Pattern[str]
    company: re.Pattern[str]
    """A number that something like a date follows: a cheap test before the tokens are read."""
    months: dict[str, int]
    glue: frozenset[str]
    endings: frozenset[str]
    """The last two letters of all words that may stand before a number."""
    number_signs: frozenset[str]


DIGIT = expression("[0-9]")  # one character at a time is found fastest
NUMBER = expression("[0-9]+")
WORD_BEFORE = expression(r"(?<!\w)[^\W\d_]+(?:['’][^\W\d_])?(?=[\s.,:'’/\-–—(\[]{1,4}\Z)")
ROMAN = dict(zip(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), range(1, 13), strict=True))
LATIN = str.maketrans("ІХіх", "IXIX")  # what a Cyrillic keyboard types for Roman numerals
SIGNS = {**dict.fromkeys("-‐‑–—−", "-"), **dict.fromkeys('"“”„«»', '"'), **dict.fromkeys("'’‘", "'")}
BETWEEN = " \n\t\u00a0.,:'’/-–—(["
QUOTES = frozenset('"“„«')
SENTENCE_END = frozenset('.,;:)]\n”"»')


@cache
def _lexicon(vocabulary: Vocabulary) -> Lexicon:
    months = _months(vocabulary)
    glued = (*vocabulary.date_ranges, *vocabulary.date_series, *vocabulary.date_alternatives, *vocabulary.date_links)
    token = rf"""(?x)
        (?P<number>[0-9]+)(?P<ordinal>(?i:{_endings(vocabulary.ordinals)})(?!\w))?
                          (?P<tail>(?=[^\W\d_]|[%°]|:[0-9]|,[0-9]{{3}}(?![0-9])))?
        | (?P<space>[^\S\n\f]+(?:\n[^\S\n\f]*)?|\n[^\S\n\f]*)
        | (?P<sign>[-‐‑–—−]+|[.,:/()\[\]"“”„«»'’‘])
        | (?P<M>{alternation(tuple(months))})
        | (?P<R>(?<!\w)[IVXІХivxіх]{{1,4}}(?!\w))
        | (?i:(?P<J>{alternation(tuple(ERAS))})
            | (?P<t>{alternation(vocabulary.date_ranges)})
            | (?P<a>{alternation(vocabulary.date_series)})
            | (?P<v>{alternation(vocabulary.date_alternatives)})
            | (?P<l>{alternation(vocabulary.date_links)}))
    """
    beginnings = "".join(sorted({form[0] for form in (*months, *glued, *ERAS)}))
    before = {word.casefold() for word in (*months, *glued, *ERAS)}
    return Lexicon(
        expression(token),
        expression(rf"[0-9]{{1,4}}\w{{0,4}}[\s.,/()\[\]\"“”„«»'’‘‐‑–—−-]{{1,6}}[0-9IVXІХivxіх{re.escape(beginnings)}]"),
        months,
        frozenset(word.casefold() for word in (*glued, *ERAS)),
        frozenset(word[-2:] for word in before),
        frozenset(sign.casefold() for sign in vocabulary.number_signs),
    )


@cache
def _abbreviations(vocabulary: Vocabulary) -> frozenset[str]:
    months = _months(vocabulary)
    longest = {value: max(word for word, number in months.items() if number == value) for value in months.values()}
    return frozenset(word for word, value in months.items() if len(word) < len(longest[value]))


def _months(vocabulary: Vocabulary) -> dict[str, int]:
    """The months' names as typed, with a capital and in capitals."""
    return {form: value for word, value in vocabulary.months.items() for form in (word, _capital(word), word.upper())}


def _endings(endings: tuple[str, ...]) -> str:
    return "|".join(re.escape(ending) for ending in sorted(endings, key=len, reverse=True)) or "(?!)"


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _start(text: str, floor: int, digit: int, lexicon: Lexicon) -> int:
    """Where the window of this number begins: at the quotation mark, the month or the era before it."""
    start = best = digit
    if text[max(floor, digit - 6) : digit].rstrip(BETWEEN)[-2:].casefold().replace("’", "'") not in lexicon.endings:
        return digit - 1 if digit > floor and text[digit - 1] in QUOTES else digit
    for _ in range(4):
        word = WORD_BEFORE.search(text, max(floor, start - 20), start)
        if not word:
            break
        start = word.start()
        if word.group().replace("’", "'") in lexicon.months or word.group().casefold() in ERAS:
            best = start
        elif word.group().casefold() not in lexicon.glue:
            break
    if best == digit and digit > floor and text[digit - 1] in QUOTES:
        return digit - 1
    return best


def _window(text: str, start: int, lexicon: Lexicon) -> Window:
    signs, bounds, values = [], [start], []
    position, token = start, lexicon.token.match
    while match := token(text, position):
        sign, value = _reading(text, match, lexicon) if match.lastgroup != "space" else ("_", 0)
        position = match.end()
        signs.append(sign)
        bounds.append(position)
        values.append(value)
    return Window("".join(signs), bounds, values)


def _reading(text: str, match: re.Match[str], lexicon: Lexicon) -> tuple[str, int]:
    """The sign and the value of a token."""
    kind, word = match.lastgroup or "", match.group()
    if kind in ("number", "ordinal", "tail"):
        return _number(text, match, lexicon)
    if kind == "sign":
        return SIGNS.get(word[0], word[0]), 0
    if kind == "M":
        return "M", lexicon.months.get(word.replace("’", "'"), 0)
    if kind == "R":
        value = ROMAN.get(word.translate(LATIN).upper(), 0)
        return ("R", value) if value else ("x", 0)
    return kind, list(ERAS).index(" ".join(word.replace("’", "'").lower().split())) if kind == "J" else 0


def _number(text: str, match: re.Match[str], lexicon: Lexicon) -> tuple[str, int]:
    digits = match["number"]
    if len(digits) > 4 or match["tail"] is not None or _bound(text, match.start(), lexicon):
        return "x", 0
    value = int(digits)
    if match["ordinal"]:
        return ("o", value) if 1 <= value <= 31 else ("x", 0)
    if len(digits) > 2:
        return ("y" if 1000 <= value <= 2199 and len(digits) == 4 else "z"), value
    ends = len(digits) == 2 and (match.end() == len(text) or text[match.end()] in SENTENCE_END)
    if 1 <= value <= 31:
        return ("e" if ends else "n"), value
    return ("h" if ends else "N"), value


def _bound(text: str, start: int, lexicon: Lexicon) -> bool:
    """Whether the number belongs to what stands before it: a number sign, a currency, a word, a time of day."""
    before = text[max(start - 12, 0) : start]
    if not before:
        return False
    last = before[-1]
    if last.isalnum() or last in "_$£€¥+#" or (last == ":" and before[-2:-1].isdigit()):
        return True
    words = before.rstrip(" \u00a0:").rsplit(maxsplit=1)
    return bool(words) and words[-1].lstrip('([“"').casefold() in lexicon.number_signs
