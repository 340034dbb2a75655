"""Numbers an office gives its papers: copy, registration and reference numbers, and the typist's mark."""

from __future__ import annotations

import re
from functools import lru_cache

from teikit.expressions import expression
from teikit.grammars.vocabulary import Vocabulary, alternation
from teikit.records import NamedTuple


class Number(NamedTuple):
    """A number as typed, its sign included; `kind` is a value of idno/@type."""

    start: int
    end: int
    kind: str


def numbers(text: str, words: Vocabulary) -> list[Number]:
    """The numbers of a stamp, a note or an opening, in order.

    >>> from teikit.grammars.vocabulary import vocabulary
    >>> [(text[n.start:n.end], n.kind) for text in ["Secret Copy № 1, Ref N 926 dv"] for n in numbers(text, vocabulary("en"))]
    [('Copy № 1', 'copy'), ('N 926 dv', 'reference')]
    """
    found: list[Number] = []
    if not _FIGURE.search(text):
        return found
    for match in _pattern(words).finditer(text):
        kind = match.lastgroup or ""
        if kind == "registration" and _REFERENCE.search(text, max(0, match.start() - 12), match.start()):
            kind = "reference"
        found.append(Number(match.start(), match.end(), "registration" if kind == "bare" else kind))
    return found


_FIGURE = expression(r"\d|__")
_REFERENCE = expression(r"(?:[Rr]ef(?:erence)?\.?|[Rr]e:|our|your|with|to)\s*$")


@lru_cache(maxsize=16)
def _pattern(words: Vocabulary) -> re.Pattern[str]:
    sign = alternation(words.number_signs)
    return expression(
        rf"(?P<copy>(?i:{alternation(words.copy)})\s*(?i:{sign})\s*(?:\d{{1,4}}|_{{2,}}))"
        # a number sign, then a token with a digit in it, then the typist's initials, which have no vowel
        rf"|(?P<registration>(?i:{sign})[\s:]*(?=[^\s\d]{{0,12}}\d)[\w/-]+(?:[./][\w/-]+)*"
        r"(?:\s[bcdfghjklmnpqrstvwxz]{1,4}(?=$|[\s.,;”\"]))?)"
        r"|(?P<bare>(?m:^)\d{3,7}(?=\s*$|\s+\d))"
    )
