"""The label that opens a turn of talk, the remark in brackets about it, and how a name is written short."""

from __future__ import annotations

import re
from functools import lru_cache

from teikit.expressions import expression
from teikit.grammars.names import CAPITAL
from teikit.grammars.vocabulary import Vocabulary, alternation
from teikit.records import NamedTuple

LONGEST_REMARK = 120


class Opening(NamedTuple):
    """What may open a turn: a name from `name` to `name_end`, a remark behind it or (0, 0), the sign up to `label_end`,
    the speech from `text`.

    `kind` is named (an honorific, initials or a role with a name), role, capitals, plain, question, answer, crowd or letter.
    `words` are the name's own in lower case, `initials` those before them; `bare` is where the name begins without what honours it.
    """

    name: int
    name_end: int
    remark: tuple[int, int]
    label_end: int
    text: int
    sign: str
    kind: str
    words: tuple[str, ...]
    initials: str
    bare: int


def opening(text: str, words: Vocabulary) -> Opening | None:
    """What a line opens a turn with, if it may be one; whether it is, only the whole document tells.

    >>> from teikit.grammars.vocabulary import vocabulary
    >>> opening("Cde. OREL (laughs): No.", vocabulary("en"))[:7]
    (0, 9, (9, 18), 19, 20, ':', 'named')
    """
    if not text[:1].isupper():
        return None
    match = _opening(words).match(text)
    found = _named(match, words) if match is not None else None
    # "A. Nobody." answers a question, it names nobody with an initial
    if found is None or (found.sign == "." and found.text == len(text)):
        return _lettered(text, words) or found
    return found


def _named(match: re.Match[str], words: Vocabulary) -> Opening | None:
    text, sign = match.string, match["sign"].strip()[0]
    kind = _kind(match, words)
    if not kind or (sign == "." and kind == "plain") or not _may_begin(text, match.end(), sign, kind):
        return None
    own, bare = _own_words(match, words)
    remark = match.span("remark") if match["remark"] else (0, 0)
    initials = re.sub(r"\W", "", match["initials"] or "").lower()
    end = match.start("sign") + len(match["sign"].rstrip())
    return Opening(match.start("name"), match.end("name"), remark, end, match.end(), sign, kind, own, initials, bare)


def _lettered(text: str, words: Vocabulary) -> Opening | None:
    """`Q. Where?`, `A: Here.`"""
    match = _LETTER.match(text)
    if match is None or match[1].casefold() not in _speakers(words):
        return None
    return Opening(0, 1, (0, 0), 2, match.end(), match[2], "letter", (), "", 0)


_LETTER = expression(r"([A-Z])([.:])\s+(?=\S)")


def _may_begin(text: str, position: int, sign: str, kind: str) -> bool:
    """Speech begins like a sentence, or behind a colon or a name in capitals somehow; a label with a colon may stand alone."""
    first = text[position : position + 1]
    if not first:
        return sign == ":" or (sign == "." and kind in ("capitals", "named"))
    return (
        not first.islower() or (sign == ":" and kind in ("capitals", "named")) or (sign == "." and kind == "capitals")
    )


_WORD = r"[^\W\d_][\w’'-]*"


@lru_cache(maxsize=16)
def _opening(words: Vocabulary) -> re.Pattern[str]:
    initial = rf"{CAPITAL}[a-z]?\.(?:-{CAPITAL}\.)?"
    return expression(
        rf"""(?P<name>
        (?P<honorific>(?:(?:The\s+)?{alternation(words.honorifics).replace(" ", chr(92) + "s")}\s+){{1,2}})?
        (?P<initials>(?:{initial}\s*){{1,3}})?
        {_WORD}(?:\s+(?:{initial}\s*){{0,2}}{_WORD}){{0,6}}(?:\s\d{{1,2}})?)
        (?P<remark>\s*[(\[][^()\[\]\n]{{1,{LONGEST_REMARK}}}[)\]])?
        (?P<sign>\s?:|\.(?:\s?[—–-])?|\s[-–—]|—)(?:\s+|(?<=[—:])(?=[A-ZÀ-Þ“"])|$)""",
        re.VERBOSE,
    )


def _kind(match: re.Match[str], words: Vocabulary) -> str:
    """What sort of name a label is, or nothing where it can be none."""
    name = match["name"]
    folded = re.sub(r"\s*\d+$", "", name).casefold()
    spoken = _speakers(words).get(folded)
    if spoken:
        return "letter" if len(folded) == 1 else spoken
    if name[-1].isdigit():
        return ""
    if match["honorific"] or match["initials"]:
        parts = name[len(match["honorific"] or "") :].split()
        return "named" if _are_names(parts, words) and parts[-1].casefold() not in words.organisations else ""
    role = _role(words).match(name)
    if role:
        rest = name[role.end() :].split()
        return "role" if not rest or rest[0].islower() else "named" if _are_names(rest, words) else ""
    parts = name.split()
    if (
        len(parts) > 4
        or not _are_names(parts, words)
        or any(part.casefold() in _not_speakers(words.whole) for part in parts)
    ):
        return ""
    if len(name) < 2:
        return ""
    return "capitals" if name.isupper() else "plain"


def _are_names(parts: list[str], words: Vocabulary) -> bool:
    """Words with a capital, and at most the small words of names among them."""
    if not parts or len(parts) > 6 or not any(part[0].isupper() for part in parts):
        return False
    return all(part[0].isupper() or part in words.particles or part in words.conjunctions for part in parts)


def _own_words(match: re.Match[str], words: Vocabulary) -> tuple[tuple[str, ...], int]:
    """A name's own words without honorific, initials and role, and where it begins without honorific and role."""
    start = match.end("honorific") if match["honorific"] else match.start("name")
    name = match.string[start : match.end("name")]
    role = None if match["initials"] else _role(words).match(name)
    if role and name[role.end() :].strip() and not name[role.end() :].lstrip()[0].islower():
        start, name = start + role.end(), name[role.end() :]
    found = (part.casefold() for part in name.split() if not part.endswith("."))
    return tuple(part for part in found if len(part) > 1 and not part.isdigit()), start


@lru_cache(maxsize=16)
def _speakers(words: Vocabulary) -> dict[str, str]:
    return {word.casefold(): kind for word, kind in words.speakers.items()}


@lru_cache(maxsize=16)
def _role(words: Vocabulary) -> re.Pattern[str]:
    one = alternation((*words.roles, *words.ranks))
    return expression(rf"(?i:(?:The\s+|Der\s+|Le\s+)?(?:Acting\s+|Deputy\s+)?{one}(?:\s+{one})?(?:\s+|$))")


@lru_cache(maxsize=16)
def _not_speakers(words: Vocabulary) -> frozenset[str]:
    """Words that no name holds: labels of fields and sections, bodies, months, office marks."""
    taken = (
        *words.no_speakers, *words.months, *words.weekdays, *words.organisations, *words.classification, *words.handling,
        *words.attachment, *words.production, *words.distribution, *words.copy, *words.closings, *words.status, *words.page,
        *words.abbreviations, *words.number_signs, *words.fields, *words.list_labels, *words.editor, *words.sender,
    )  # fmt: skip
    small = {"the", "sir", "of", "my", "by", "and"}
    return frozenset(part for phrase in taken for part in [phrase.casefold().rstrip(".")] if " " not in part) | small


def remark(content: str, words: Vocabulary) -> str | None:
    """The value of stage/@type that what stands in brackets tells, or None.

    >>> from teikit.grammars.vocabulary import vocabulary
    >>> remark("General laughter in the hall.", vocabulary("en"))
    'laughter'
    """
    match = _remark(words).match(content)
    if match is None:
        return None
    return _remarks(words)[re.sub(r"\s+", " ", match["plain"] or match["loud"]).casefold().replace("’", "'")]


_LOUD = ("laughter", "applause", "interruption")


@lru_cache(maxsize=16)
def _remarks(words: Vocabulary) -> dict[str, str]:
    return {word.casefold(): kind for word, kind in words.remarks.items()}


@lru_cache(maxsize=16)
def _remark(words: Vocabulary) -> re.Pattern[str]:
    """A word of remarks at the start; laughter and applause may have three words before them: "loud, prolonged applause"."""
    loud = alternation(tuple(word for word, kind in words.remarks.items() if kind in _LOUD))
    return expression(rf"\W?(?i:(?P<plain>{alternation(tuple(words.remarks))})|(?:[\w,]+\s+){{1,3}}?(?P<loud>{loud}))")


class Shortened(NamedTuple):
    """A full name from `start` to `end` and the short form that the text goes on with."""

    start: int
    end: int
    short: str


def shortened(text: str, words: Vocabulary) -> list[Shortened]:
    """Names that the text says it will write short.

    >>> from teikit.grammars.vocabulary import vocabulary
    >>> [found.short for found in shortened("Premier Orel Vak [henceforth referred to as Orel] met", vocabulary("en"))]
    ['Orel']
    """
    found = []
    for match in _shortened(words).finditer(text):
        base = max(match.start() - LONGEST_NAME, 0)
        before = _NAME_BEFORE.search(text[base : match.start()])
        if before:
            title = _title(words).match(before.group())
            start = base + before.start() + (title.end() if title else 0)
            found.append(Shortened(start, base + len(text[base : match.start()].rstrip()), match["short"]))
    return found


LONGEST_NAME = 80
_NAME_BEFORE = expression(rf"(?:{CAPITAL}[\w’'-]*\.?\s){{0,3}}{CAPITAL}[\w’'-]+\s*$")


@lru_cache(maxsize=16)
def _title(words: Vocabulary) -> re.Pattern[str]:
    """What honours a name or says its bearer's office, before it."""
    return expression(rf"(?:(?i:{alternation((*words.honorifics, *words.roles, *words.ranks))})\s+)+(?=\S)")


@lru_cache(maxsize=16)
def _shortened(words: Vocabulary) -> re.Pattern[str]:
    return expression(
        rf"[(\[](?i:{alternation(words.shortenings)}):?\s+[“\"']?(?P<short>{_WORD}(?:\s{_WORD})?)[”\"']?\s*[)\]]"
    )
