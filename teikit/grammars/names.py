"""Names of persons where an archive types them in a few set shapes: initials and surname, honorific and name, a bare signature."""

from __future__ import annotations

import re
from functools import lru_cache

from teikit.expressions import expression
from teikit.grammars.vocabulary import Vocabulary, alternation
from teikit.records import NamedTuple

# in two sets: one of three stretches, of which one is beyond U+00FF, takes ten times as long to compile
CAPITAL = r"(?:[A-ZÀ-Þ]|(?=[А-Я]).)"
_INITIAL = rf"{CAPITAL}[a-z]?\."
_SURNAME = rf"{CAPITAL}[\w'-]*\w"  # of a text with plain apostrophes, for the same reason
# "N. Korea", "U. S. Army", "S. Africa": compass points and countries, not persons
_NO_PERSON = expression(
    r"U\.\s?[SKN]\.|[NSEW]\.\s?(?:Korea|Vietnam|America|Africa|Yemen|Asia|Europe|Germany|Carolina|Dakota|Ireland)"
)


class Name(NamedTuple):
    """A person's name: `start` to `end` without the honorific before it."""

    start: int
    end: int
    certainty: str


def names(text: str, words: Vocabulary) -> list[Name]:
    """Names that initials or an honorific give away, in order.

    >>> from teikit.grammars.vocabulary import vocabulary
    >>> [text[n.start:n.end] for text in ["to Cde. V. P. STEPANOV, 3 May"] for n in names(text, vocabulary("en"))]
    ['V. P. STEPANOV']
    """
    found = []
    for match in _names(words).finditer(plain_apostrophes(text)):
        start, end = match.span("name") if match.group("name") else match.span("plain")
        if _NO_PERSON.match(text, start) or text[start:end] in words.abbreviations:
            continue
        if text[start:end].split()[-1].lower() in _not_surnames(words.whole):
            continue
        found.append(Name(start, end, "high"))
    return found


def signature_name(text: str, words: Vocabulary) -> Name | None:
    """A text that is nothing but one person's name, as it stands under a letter; brackets or strokes around it are left out.

    >>> from teikit.grammars.vocabulary import vocabulary
    >>> signature_name("(N. FEDORENKO)", vocabulary("en"))
    Name(start=1, end=13, certainty='high')
    """
    match = _SIGNED.fullmatch(plain_apostrophes(text))
    if match is None:
        return None
    start, end = match.span("name")
    name = text[start:end]
    if name.rstrip(".,") in _NO_NAMES or name.startswith("The "):
        return None
    if any(word.lower().strip(".,") in _not_surnames(words.whole) for word in name.split()):
        return None
    return Name(start, end, "high" if "." in name else "medium")


def plain_apostrophes(text: str) -> str:
    """A text with the apostrophes of a typewriter, of the same length."""
    return text.replace("’", "'")


# greetings, marks and abbreviations that look like a name or its initials
_NO_NAMES = frozenset(
    ["Sir", "Sirs", "Madam", "Monsieur", "Madame", "Herr", "Frau", "M.P", "L.S", "P.S", "N.B", "Keine", "None", "Ends"]
)
# Wm., CHAS., Th.: a first name cut short
_SHORT = r"(?![IVX]{2,}\.)[A-ZÀ-Þ][A-Za-zà-ÿ]{0,4}\."
_SIGNED = expression(
    rf"""\s*[(/]?\s*
    (?P<name>
      (?:{_SHORT}\s{{0,3}}){{1,3}}(?:[a-z]{{1,3}}\s)?{_SURNAME}(?:\s{_SURNAME})?
    | (?:[A-ZÀ-Þ]\s){{1,2}}{_SURNAME}
    | {_SURNAME}(?:\s[A-ZÀ-Þ]){{1,2}}\s{_SURNAME}
    | d'{_SURNAME}(?:\s(?:de\s)?{_SURNAME})?
    | {_SURNAME}(?:\s(?:{_INITIAL}\s?){{1,2}})?(?:\s(?:[a-z]{{2,3}}\s)?{_SURNAME}){{0,2}}
    | (?:[A-ZÀ-Þ]\s){{3,}}[A-ZÀ-Þ]
    | (?:[A-ZÀ-Þ]\.\s?){{1,3}}|[A-ZÀ-Þ]{{2,3}}
    )
    \s*[)/]?[.,]?\s*""",
    re.VERBOSE,
)


@lru_cache(maxsize=16)
def _names(words: Vocabulary) -> re.Pattern[str]:
    honorific = alternation(words.honorifics)
    return expression(
        rf"(?:(?:(?<=\s)|(?<=^)|(?<=[(“\"/]))(?:{honorific})\s+)?"
        rf"(?P<name>(?<![\w.])(?:{_INITIAL}\s{{0,4}}){{1,3}}(?:(?:von|van|de|der)\s)?{_SURNAME})"
        rf"|(?:(?<=\s)|(?<=^))(?:{honorific})\s+(?P<plain>{_SURNAME}(?:\s(?![A-ZÀ-Þ]{{2,}}\b){_SURNAME}){{0,2}})"
    )


@lru_cache(maxsize=16)
def _not_surnames(words: Vocabulary) -> frozenset[str]:
    """Words with a capital that are no surname: months, bodies, roles, number signs."""
    taken = (
        *words.months, *words.weekdays, *words.organisations, *words.roles, *words.classification, *words.attachment,
        *words.production, *words.signature, *words.distribution, *words.copy, *words.closings, *words.status,
    )  # fmt: skip
    found = (word.lower().rstrip(".") for phrase in taken for word in phrase.split())
    return frozenset(word for word in found if len(word) > 2) - {"the", "sir"}
