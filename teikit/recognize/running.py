"""Lines that recur within a text at the turn of its pages: running heads, banners, the site's own lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from teikit.expressions import expression
from teikit.profile import Surround
from teikit.recognize.page_lines import one_of
from teikit.source import Line

LEAST_WORDS = 2
LONGEST = 120
FIRST_LINES = 12  # a wording that recurs is the page's title where it stands first, if that is among these

_PAGE_NUMBER = expression(r"^(?:page\s)?\W*\d{1,3}\b\W*(?=\D)|(?<=\D)\W*(?:page\s)?\b\d{1,3}\W*$", re.IGNORECASE)
_FINAL = (":", ".", "?", "!")


def running(lines: Sequence[Line], text: str, around: Surround) -> frozenset[int]:
    """Where lines begin that the profile's patterns know, or whose wording recurs as often as it says."""
    pattern = one_of(around.running)
    found = set()
    if pattern is not None:
        found = {line.start for line in lines if pattern.fullmatch(text, line.start, line.end)}
    return frozenset(found | _repeated(lines, text, around.repeated) if around.repeated else found)


def _repeated(lines: Sequence[Line], text: str, times: int) -> set[int]:
    wordings = [_wording(text[line.start : line.end]) for line in lines]
    counts = Counter(wordings)
    met: set[str] = set()
    found = set()
    for number, wording in enumerate(wordings):
        if wording and counts[wording] >= times:
            if wording in met or number >= FIRST_LINES:
                found.add(lines[number].start)
            met.add(wording)
    return found


def _wording(typed: str) -> str:
    """What a line says beside its page number; nothing for a line that cannot be a running head."""
    if len(typed) > LONGEST or typed.endswith(_FINAL):
        return ""
    bare = _PAGE_NUMBER.sub("", typed).casefold()
    return " ".join(bare.split()) if len(bare.split()) >= LEAST_WORDS or "www." in bare or "://" in bare else ""
