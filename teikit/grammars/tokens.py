"""Tokens: the words, numbers and signs of a sentence, as the treebanks of Universal Dependencies part them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from teikit.expressions import expression
from teikit.grammars.abbreviations import Stops, stops
from teikit.records import NamedTuple


class Token(NamedTuple):
    """A token of the text; `words` are its syntactic words where it is written together and is more than one."""

    start: int
    end: int
    words: tuple[str, ...] = ()


# what continues a character of many scripts, and is no letter to \w
_MARK = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0dff\u0e31-\u0e4e"
    r"\u0f00-\u0fff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u00ad\u200c\u200d"
)
_PIECE = expression(
    rf"""(?x)
    (?P<address> https?://[^\s<>"]*[^\s<>"'’”».,;:!?)\]] | www\.[^\s<>"]*[\w/] | [\w.+-]+@[\w-]+(?:\.[\w-]+)+ )
  | (?P<dotted>  (?:[^\W\d_]{{1,2}}\.){{2,}} | (?:[A-Z]\.-)+[A-Z]\. | c\.-à-d\. )  # U.S.  z.B.  J.-C.
  | (?P<number>  \d{{1,2}}(?P<joint>[./-])[IVX]+(?P=joint)\d{{2,4}}(?!\w)       # 24.III.50
               | \d+(?:[.,:/]\d+)*(?:[^\W\d_]+)?(?!\w) )                 # 1,250.75  12:00  10.10.55  5th
  | (?P<han>     [\u3400-\u9fff\uf900-\ufaff] )                          # no spaces part the words of Chinese
  | (?P<word>    \w[\w{_MARK}]*(?:['’‑-]\w[\w{_MARK}]*)*['’]? )
  | (?P<run>     (?P<sign>[^\w\s])(?P=sign)*[{_MARK}]* )                           # ...  --  !!
    """
)


def tokens(text: str, language: str = "en") -> list[Token]:
    """The tokens of one sentence in order. What is between them is white space.

    A hyphen parts no words; a full stop belongs to an abbreviation, an initial or, in German, an ordinal number before it.
    Words that are written together are told by `words`: don't is do n't, zum is zu dem, aux is à les. French du and des
    are left whole: whether they are articles is not told by rule.

    >>> [(text[t.start:t.end], t.words) for text in ["Mr. Bell doesn't."] for t in tokens(text)]
    [('Mr.', ()), ('Bell', ()), ("doesn't", ('does', "n't")), ('.', ())]
    """
    known, cut = stops(language), _CUTS.get(language, _whole)
    found: list[Token] = []
    for match in _PIECE.finditer(text):
        if found and match.start() < found[-1].end:
            continue  # the full stop that the word before it took
        start, end = match.span()
        if match.lastgroup in ("word", "number"):
            end = _with_stop(text, match, known)
        found += cut(text, start, end) if match["word"] else [Token(start, end)]
    return found


def _with_stop(text: str, match: re.Match[str], known: Stops) -> int:
    """The end of a word or number, with the full stop that belongs to it."""
    end = match.end()
    if text[end : end + 1] != "." or text[end : end + 2] == "..":
        return end
    typed = match.group()
    rest = text[end + 1 :].lstrip()
    short = f"{typed}.".lower()
    if short in known.bound or short in known.free or (short in known.numbered and rest[:1].isalnum()):
        return end + 1
    if len(typed) == 1 and typed.isupper() and typed.isalpha() and rest[:1].strip("'\"’”»)]"):
        return end + 1
    counted = (typed.isdigit() and len(typed) <= 2) or _ROMAN.fullmatch(typed)
    ordinal = known.capital_nouns and counted and rest[:1].isalpha()
    return end + 1 if ordinal else end


_ROMAN = expression(r"[IVXLC]+")

Cut = Callable[[str, int, int], Iterator[Token]]


def _whole(text: str, start: int, end: int) -> Iterator[Token]:
    """A word without an apostrophe at its end, which is a quotation mark more often than not."""
    if text[end - 1] in "'’" and end - start > 1:
        yield Token(start, end - 1)
        yield Token(end - 1, end)
    else:
        yield Token(start, end)


_ENGLISH = expression(r"(?i)(?P<first>\w[\w-]*?)(?P<second>n['’]t|['’](?:s|m|d|re|ve|ll))")
_CANNOT = expression(r"(?i)(?P<first>can)(?P<second>not)")
_OPENED = expression(r"(?<!\w)['‘]\w")


def _english(text: str, start: int, end: int) -> Iterator[Token]:
    word = text[start:end]
    match = _ENGLISH.fullmatch(word) or _CANNOT.fullmatch(word)
    if match:
        yield Token(start, end, (match["first"], match["second"]))
    elif word[-1] in "'’" and word[-2:-1] in ("s", "S") and not _OPENED.search(text, 0, start + 1):
        yield Token(start, end, (word[:-1], word[-1]))  # the workers' rights
    else:
        yield from _whole(text, start, end)


_JOINED = {
    **{
        f"{first}m": (whole, "dem")
        for first, whole in (("i", "in"), ("a", "an"), ("vo", "von"), ("zu", "zu"), ("bei", "bei"))
    },
    **{f"{whole}s": (whole, "das") for whole in ("auf", "durch", "für", "um", "über", "unter", "vor", "hinter")},
    **{f"{whole}m": (whole, "dem") for whole in ("hinter", "über", "unter", "vor")},
    "ins": ("in", "das"),
    "ans": ("an", "das"),
    "zur": ("zu", "der"),
}
_SUPERLATIVE = expression(r"\s+[a-zäöüß]+sten\b")
_GERMAN = expression(r"(?P<first>\w+)(?P<second>['’]s)")


def _german(text: str, start: int, end: int) -> Iterator[Token]:
    word = text[start:end]
    parts = _JOINED.get(word.lower())
    if parts and not (word.lower() == "am" and _SUPERLATIVE.match(text, end)):
        first = parts[0].capitalize() if word[0].isupper() else parts[0]
        yield Token(
            start, end, (first.upper(), parts[1].upper()) if len(word) > 1 and word.isupper() else (first, parts[1])
        )
    elif match := _GERMAN.fullmatch(word):
        yield Token(start, end, (match["first"], match["second"]))
    else:
        yield from _whole(text, start, end)


_ELIDED = expression(r"(?i)(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]")
_KEPT = expression(r"(?i)aujourd['’]hui|quelqu['’]une?s?|presqu['’]île|rendez-vous|c['’]est-à-dire")
_ASKED = expression(r"(?i)(?<=\w)(?:-t)?-(?:ils?|elles?|je|tu|nous|vous|on|ce|moi|toi|les?|la|lui|leur|y|en|là|ci)\b")
_FUSED = {
    "au": ("à", "le"),
    "aux": ("à", "les"),
    "auquel": ("à", "lequel"),
    "auxquels": ("à", "lesquels"),
    "auxquelles": ("à", "lesquelles"),
    "duquel": ("de", "lequel"),
    "desquels": ("de", "lesquels"),
    "desquelles": ("de", "lesquelles"),
}


def _french(text: str, start: int, end: int) -> Iterator[Token]:
    kept = _KEPT.fullmatch(text, start, end)
    while not kept and (elided := _ELIDED.match(text, start, end)) and elided.end() < end:
        yield Token(start, elided.end())
        start = elided.end()
        kept = _KEPT.fullmatch(text, start, end)
    clitics = [] if kept else list(_ASKED.finditer(text, start, end))
    while clitics and clitics[-1].end() != end:
        clitics.pop()  # within a word: arc-en-ciel
    last = clitics[-1].start() if clitics else end
    word = text[start:last]
    parts = _FUSED.get(word.lower())
    if parts:
        yield Token(start, last, (parts[0].capitalize() if word[0].isupper() else parts[0], parts[1]))
    elif _ELIDED.fullmatch(text, start, last):
        yield Token(start, last)
    else:
        yield from _whole(text, start, last)
    if clitics:
        yield Token(last, end)


_CUTS: dict[str, Cut] = {"en": _english, "de": _german, "fr": _french}
