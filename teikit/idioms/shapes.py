"""Shapes of what was typed, so that it can be counted: figures as N, names as Name, a line by what it looks like."""

from __future__ import annotations

import re
from typing import NamedTuple

from teikit.grammars.dates import whole_date
from teikit.grammars.labels import label
from teikit.grammars.vocabulary import Vocabulary

LONGEST_WORDS = 5  # a bracket of more words is a phrase
SHORT = 70
IN_BRACKETS = "[…]"  # a line that begins with a bracket is counted as one

_FIGURES = re.compile(r"\d+")
_FIGURE = "\x01"  # stands for a number while words are told from names: N may be an initial
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:\[\]“”\"]{0,58}?)\s*:(?=\s|$)")
_LETTERS = re.compile(r"[^\W\d_].*[^\W_]|[^\W\d_]")
_WORDS_IN_NAMES = frozenset(
    ["of", "the", "for", "and", "de", "la", "du", "des", "von", "van", "der", "den", "al", "bin"]
)


def normal(text: str, lower: bool = False) -> str:
    """A few words as a shape; `lower` where a rule knows them, so that a capital means nothing.

    >>> normal("Kim Il Sung"), normal("3-4 illegible letters"), normal("Translator's note", True)
    ('Name', 'N-N illegible letters', 'translator’s note')
    """
    words = _FIGURES.sub(_FIGURE, text.replace("'", "’")).split()
    if lower and len(words) == 1:
        words = [words[0].lower()]
    elif len(words) > 1 and words[1][:1].islower() and words[1] not in _WORDS_IN_NAMES and not _is_short_name(words[0]):
        # a capital before a small word only begins the remark
        words[0] = words[0].lower()
    shown = _with_names(words[:LONGEST_WORDS])
    if len(words) > LONGEST_WORDS:
        shown = [*shown[:3], "…"]
    return " ".join(shown).replace(_FIGURE, "N")


def _with_names(words: list[str]) -> list[str]:
    """Words with each run of capitalised ones as one Name."""
    found: list[str] = []
    for word in words:
        letters = _LETTERS.search(word)
        if letters is None or not letters.group()[0].isupper():
            found.append(word)
        elif len(found) > 1 and found[-2].endswith("Name") and found[-1] in _WORDS_IN_NAMES:
            found.pop()
        elif found and found[-1].endswith("Name"):
            found[-1] += "?" * word.endswith("?")
        else:
            found.append(_LETTERS.sub("Name", word).rstrip(".,;"))
    return found


def _is_short_name(word: str) -> bool:
    """USSR, MFA: capitals throughout."""
    return 1 < len(word) <= 5 and word.isupper()


def bracket_label(inner: str) -> str:
    """What stands before the colon in a bracket; empty where there is none, or where it is part of a sentence.

    >>> bracket_label("watermark: a lily"), bracket_label("at 12:30")
    ('watermark', '')
    """
    match = _LABEL.match(inner)
    return match["label"] if match and len(match["label"].split()) <= LONGEST_WORDS + 1 else ""


class LineShape(NamedTuple):
    """The name of a line's shape; a `telling` one is hardly running text."""

    name: str
    telling: bool


def line_shape(typed: str, words: Vocabulary) -> LineShape:
    """What a line looks like.

    >>> from teikit.grammars.vocabulary import vocabulary
    >>> line_shape("Receipt no. 12: paid", vocabulary("en")).name
    'Receipt no. N: …'
    """
    for shape in (_bracketed, _signs, _dated, _numbered, _labelled, _listed, _enclosed, _capitals):
        name = shape(typed, words)
        if name:
            return LineShape(name, name != IN_BRACKETS)
    return LineShape("a short line" if len(typed) <= SHORT else "a long line", False)


def _bracketed(typed: str, words: Vocabulary) -> str:
    return IN_BRACKETS if typed.startswith("[") else ""


def _signs(typed: str, words: Vocabulary) -> str:
    if any(sign.isalnum() for sign in typed):
        return ""
    signs = "".join(dict.fromkeys("".join(typed.split())))
    return f"{signs[:3]} …"


def _dated(typed: str, words: Vocabulary) -> str:
    if len(typed) > SHORT or not _FIGURES.search(typed):
        return ""
    if whole_date(typed, words):
        return "date"
    place, comma, rest = typed.partition(",")
    return "Place, date" if comma and place[:1].isupper() and whole_date(rest.strip(" ,."), words) else ""


_NUMBER = re.compile(r"(?:\S{1,12}\s?){0,3}\S*\d\S*(?:\s\S{1,3})?")


def _numbered(typed: str, words: Vocabulary) -> str:
    """`Ref. 12/B`, `5-lv`: few words and a figure, no sentence."""
    if len(typed) > 40 or ":" in typed or label(typed) or not _NUMBER.fullmatch(typed) or typed.endswith((",", ";")):
        return ""
    if len(typed.split()) > 1 and (
        typed[0].islower() or (typed[-1] == "." and typed[0].isupper() and not typed[-2].isdigit())
    ):
        return ""
    return _FIGURES.sub("N", typed)


def _labelled(typed: str, words: Vocabulary) -> str:
    return labelled(typed) or ("Name: speech" if _speaks(typed) else "")


def labelled(typed: str) -> str:
    """The shape of a line that begins with a label and a colon; empty for others, and for one that speaks.

    >>> labelled("Fee paid: 3 crowns"), labelled("HALE: I shall not sign it.")
    ('Fee paid: …', '')
    """
    match = _LABEL.match(typed)
    if match is None or not typed[0].isupper() or len(match["label"].split()) > 3 or len(match["label"]) > 40:
        return ""
    if _speaks(typed):
        return ""
    return f"{_FIGURES.sub('N', match['label'])}: …" if typed[match.end() :].strip() else f"{match['label']}:"


def _speaks(typed: str) -> bool:
    """A name before a sentence: talk, and not a field."""
    name, _, rest = typed.partition(":")
    capitals = all(word[:1].isupper() or word in _WORDS_IN_NAMES for word in name.split())
    return capitals and len(rest.split()) > 2 and rest.endswith((".", "!", "?", "…", "”", '"', ","))


def _listed(typed: str, words: Vocabulary) -> str:
    found = label(typed)
    if found is None or (found.n.isupper() and typed.istitle() and len(typed.split()) < 4):
        return ""  # K. Adler
    return f"{found.shape.replace('1', 'N')} …"


def _enclosed(typed: str, words: Vocabulary) -> str:
    if len(typed) > SHORT:
        return ""
    for opening, closing in (("(", ")"), ("/", "/"), ("{", "}"), ("<", ">"), ("«", "»")):
        if typed.startswith(opening) and typed.rstrip(".").endswith(closing) and len(typed) > 2:
            return f"{opening}…{closing}"
    return ""


def _capitals(typed: str, words: Vocabulary) -> str:
    shouted = len(typed) <= 100 and typed.isupper()
    return "CAPITALS" if shouted and sum(map(str.isalpha, typed)) > 3 else ""


def figures_as_n(text: str) -> str:
    """A text with each number as N."""
    return _FIGURES.sub("N", text)
