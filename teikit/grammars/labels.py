"""Labels that begin a line: of list items, of distribution lists, of sections."""

from __future__ import annotations

import re
from functools import lru_cache

from teikit.expressions import expression
from teikit.grammars.names import plain_apostrophes
from teikit.grammars.vocabulary import Vocabulary, alternation
from teikit.records import NamedTuple


class Label(NamedTuple):
    """A label at the start of a text: it ends at `end` (white space behind it included), reads `n`, and looks like `shape`.

    `kind` is numbered, lettered, roman or dashed; `value` is the label's place in its order, from 1, or 0 for a dash.
    """

    end: int
    n: str
    shape: str
    kind: str
    value: int


_LABEL = expression(
    r"(?P<open>\(?)(?:(?P<number>\d{1,3})|(?P<roman>[IVXLC]{1,6}|[ivxlc]{1,6})|(?P<letter>[A-Za-z]))(?P<close>\.\)|[.)/]|(?<=\()\))\s+(?=\S)"
    r"|(?P<ordinal>\d{1,2})(?P<ending>st|nd|rd|th|d)[.,:]?\s+(?=[A-ZÀ-Þ])"
    r"|§\s?(?P<paragraph>\d{1,3})[.)]?\s+(?=[A-ZÀ-Þ\[(])"
    r"|(?P<dash>[-–—•*·▪])\s+(?=[^\s*_=.•·–—-])"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def label(text: str) -> Label | None:
    """The label a text begins with.

    >>> label("2) the second")
    Label(end=3, n='2', shape='1)', kind='numbered', value=2)
    >>> label("- item")
    Label(end=2, n='', shape='-', kind='dashed', value=0)
    """
    match = _LABEL.match(text)
    if match is None:
        return None
    if match["dash"]:
        return Label(match.end(), "", match["dash"], "dashed", 0)
    if match["ordinal"]:
        return Label(match.end(), match["ordinal"], "1st", "numbered", int(match["ordinal"]))
    if match["paragraph"]:
        return Label(match.end(), match["paragraph"], "§ 1.", "numbered", int(match["paragraph"]))
    if bool(match["open"]) != (match["close"] in (")", ".)")) and match["open"]:
        return None
    frame = match["open"], match["close"]
    if match["number"]:
        return Label(match.end(), match["number"], f"{frame[0]}1{frame[1]}", "numbered", int(match["number"]))
    if match["roman"]:
        sign = "I" if match["roman"].isupper() else "i"
        return Label(match.end(), match["roman"], f"{frame[0]}{sign}{frame[1]}", "roman", roman(match["roman"]))
    letter = match["letter"]
    sign = "A" if letter.isupper() else "a"
    return Label(match.end(), letter, f"{frame[0]}{sign}{frame[1]}", "lettered", ord(letter.lower()) - ord("a") + 1)


def section_label(text: str) -> Label | None:
    """The label of a section: as any, or a number of several levels.

    >>> section_label("2.1. The harbour")
    Label(end=5, n='2.1', shape='1.1.', kind='numbered', value=1)
    """
    match = _LEVELS.match(text)
    if match is None:
        return label(text)
    numbers = match["n"].split(".")
    return Label(match.end(), match["n"], ".".join("1" * len(numbers)) + match["stop"], "numbered", int(numbers[-1]))


_LEVELS = expression(r"(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})(?P<stop>\.?)\s+(?=[A-ZÀ-Þ“\"„«])")


def roman(numeral: str) -> int:
    """The number that a Roman numeral writes.

    >>> roman("XIV")
    14
    """
    digits = [_ROMAN[sign] for sign in numeral.lower()]
    return sum(-d if d < after else d for d, after in zip(digits, [*digits[1:], 0], strict=True))


_NAME = r"(?:[A-ZÀ-Þ]\.\s?){0,3}[A-ZÀ-Þ][\w'-]+"


class Recipient(NamedTuple):
    """One line of a distribution list, up to `end`: its label up to `text` reads `n`."""

    text: int
    end: int
    n: str


def recipient(text: str, words: Vocabulary) -> Recipient | None:
    """The item of a distribution list that a text begins with: number, dash, and a word of distribution or a person.

    >>> from teikit.grammars.vocabulary import vocabulary
    >>> recipient("2 - to file with", vocabulary("en"))
    Recipient(text=4, end=11, n='2')
    """
    match = _recipient(words).match(plain_apostrophes(text))
    if match is None:
        return None
    return Recipient(match.start("who"), match.end(), re.sub(r"\s", "", match["n"]))


@lru_cache(maxsize=16)
def _recipient(words: Vocabulary) -> re.Pattern[str]:
    honorific = alternation(words.honorifics)
    to = alternation(words.addressee)
    return expression(
        r"(?P<n>\d{1,2}(?:\s?[-–,]\s?\d{1,2}(?=\s*[-–—]))?)(?:st|nd|rd|th)?\s*(?:[-–—:.)]|x\b)\s*"
        rf"(?P<who>(?i:{alternation(words.distribution)})(?:\s(?:{honorific}\s)?(?:[A-ZÀ-Þ]\.\s?){{1,3}}{_NAME})?"
        rf"|(?:(?i:{to})\s+)?(?:{honorific}\s+{_NAME}|(?:[A-ZÀ-Þ]\.\s?){{1,3}}{_NAME}|(?i:{to})\s+(?:the\s+)?[A-ZÀ-Þ][^.;:]{{1,50}}$))"
        r"(?:[.,;](?=\s*$))?(?=\s|$)"
    )
