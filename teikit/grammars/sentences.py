"""Sentences: where the text of a paragraph, heading or note falls into them, by rules and the abbreviations of its language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teikit.expressions import expression
from teikit.grammars.abbreviations import Stops, stops

Range = tuple[int, int]

# ." or ?) or …: what may end a sentence, with the signs that close around it, before white space
_END = expression(
    r"""(?P<stop>[.!?…]+|[。！？]+)"""
    r"""(?P<closing>(?:['"’”“‘»«›‹)\]}」』]|[ \u00a0\u202f]»)*)"""
    r"""(?:\s+|$|(?<=[。！？」』]))"""
)
_NEXT = expression(r"""[\s'"‘’“”„«»‹›(\[{¿¡—–-]*(?P<word>\w(?:[\w'’]*\w)?'?)?""")
_BEFORE = expression(r"\S+$")
_DOTTED = expression(r"(?:[^\W\d_]{1,2}\.-?){2,}")  # U.S.  z.B.  J.-C.
_ELIDED = r"(?<=\w)['’](?=\w)"
_ROMAN = expression(r"[IVXLC]+")
_LABEL = expression(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)]*")  # 1.  (a)  iv.  1.2.
_LONGEST_ASIDE = 100  # code points between brackets that are kept in one sentence
_ASIDE = expression(r"\([^()]{1,100}\)|\[[^\[\]]{1,100}\]")
_QUOTED_LOSS = frozenset({"...", "…", ".."})


def sentences(text: str, language: str = "en", whole: Sequence[Range] = ()) -> list[Range]:
    """The sentences of a text in order, without the white space around them.

    `whole` are ranges that no sentence ends in, such as names and dates that are marked up; they say more than any rule.

    >>> [text[a:b] for text in ["Mr. A. B. Smith saw No. 5. He left."] for a, b in sentences(text)]
    ['Mr. A. B. Smith saw No. 5.', 'He left.']
    """
    words = stops(language)
    kept = sorted([*whole, *(match.span() for match in _ASIDE.finditer(text))])
    found: list[Range] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end("closing")
        if end <= start or not _ends(text, start, match, words) or _inside(kept, match.end("stop"), end):
            continue
        found += _trimmed(text, start, end)
        start = end
    found += _trimmed(text, start, len(text))
    return found


def _trimmed(text: str, start: int, end: int) -> Iterator[Range]:
    inner = text[start:end]
    if ink := inner.strip():
        begin = start + inner.index(ink[0])
        yield begin, begin + len(ink)


def _inside(kept: Sequence[Range], stop: int, end: int) -> bool:
    """Whether a sentence that ends here would leave part of what is kept whole for the next one."""
    return any(start < end < close or (start < stop < close and end < close) for start, close in kept)


def _ends(text: str, start: int, match: re.Match[str], words: Stops) -> bool:
    stop, after = match["stop"], _NEXT.match(text, match.end("closing"))
    word = (after["word"] or "") if after else ""
    if match.end() == len(text) or stop[0] in "。！？":
        return True
    if word[:1].islower():
        return False
    if stop in _QUOTED_LOSS and match["closing"][:1] in ("]", ")"):
        return False  # […] stands for words of the sentence
    if stop != ".":
        return True
    before = _BEFORE.search(text, start, match.start())
    return before is None or _full(text, start, before.group().lstrip("'\"‘“„«(["), before.start(), word, words)


def _full(text: str, start: int, before: str, at: int, word: str, words: Stops) -> bool:
    """Whether a full stop behind this word ends the sentence, though the next word might begin one."""
    typed = f"{re.split(_ELIDED, before)[-1]}.".lower()
    if not text[start:at].strip("'\"‘“„«([ \t\n") and _LABEL.fullmatch(before):
        return False  # the label of an item or heading stays with its text
    if typed in words.numbered:
        return not word[:1].isdigit() and not _ROMAN.fullmatch(word)
    if typed in words.bound or _DOTTED.fullmatch(typed):
        return typed not in words.bound and _opens(word, words)
    if typed in words.free:
        return _opens(word, words) or not (words.capital_nouns or word[:1].isdigit())
    if len(before) == 1 and before.isupper() and before.isalpha():
        return before == "I" and _opens(word, words)  # an initial; or the English pronoun
    if before.isdigit() and words.capital_nouns and len(before) <= 2:
        # an ordinal number, der 3. Mai, unless it is counted by what stands before it: Anm. 3.
        counted = text[start:at].rstrip().endswith(".") and word.lower() not in words.months
        return counted or _opens(word, words)
    return True


def _opens(word: str, words: Stops) -> bool:
    lowered = word.lower().replace("’", "'")
    return lowered in words.openers or f"{lowered.partition(chr(39))[0]}'" in words.openers
