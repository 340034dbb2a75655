"""Words with which a transcriber speaks of the paper and not of the text, and the element that each most likely means."""

from __future__ import annotations

import re
from typing import NamedTuple


class Meaning(NamedTuple):
    """An element that fits what a remark says; an element without text (`gap`, `pb`) keeps the remark as `desc` or @n."""

    element: str
    attributes: tuple[tuple[str, str], ...] = ()
    scope: str = "inside"


_SAID: tuple[tuple[str, Meaning], ...] = (
    # (words of the remark in English, German, French; what they mean)
    (
        r"crossed out|crossed through|struck out|struck through|strike-?through|deleted|cancelled|canceled|gestrichen"
        r"|durchgestrichen|getilgt|barré|biffé|rayé|raturé",
        Meaning("del", (("type", "strikethrough"),)),
    ),
    (r"erased|rubbed out|radiert|ausradiert|effacé|gratté", Meaning("del", (("type", "erased"),))),
    (
        r"inserted|insertion|added|addition|interlinear|above the line|eingefügt|nachgetragen|ergänzt|ajouté|inséré",
        Meaning("add"),
    ),
    (r"underlined|underscored|unterstrichen|souligné", Meaning("hi", (("rend", "underline"),))),
    (
        r"torn|damaged|burn(?:t|ed)|stained|blotted|ink blot|hole|lost|abgerissen|beschädigt|verbrannt|fleck|loch"
        r"|déchiré|taché|trou",
        Meaning("gap", (("reason", "damage"),)),
    ),
    (r"blank|left blank|empty|leer|freigelassen|en blanc", Meaning("gap", (("reason", "blank"),))),
)
# of the paper, but without an element that is safe to guess
_OF_THE_PAPER = (
    r"watermark|letterhead|reverse|verso|recto|overleaf|margin|upper corner|lower corner|initials|emblem|coat of arms"
    r"|paragraph mark|map|drawing|sketch|photograph|diagram|chart|table|wasserzeichen|briefkopf|rückseite|rand|skizze"
    r"|zeichnung|filigrane|en-tête|au dos|marge|dessin|croquis"
)
_MEANINGS = [(re.compile(rf"(?i)\b(?:{words})\b"), meaning) for words, meaning in _SAID]
_REMARK = re.compile(rf"(?i)\b(?:{'|'.join(words for words, _ in _SAID)}|{_OF_THE_PAPER})\b")


def is_remark(text: str) -> bool:
    """Whether a few words in brackets speak of the paper.

    >>> is_remark("two lines crossed out"), is_remark("the Minister")
    (True, False)
    """
    return _REMARK.search(text) is not None


def meaning(text: str) -> Meaning | None:
    """What a remark most likely means; None where no element is safe."""
    return next((found for pattern, found in _MEANINGS if pattern.search(text)), None)
