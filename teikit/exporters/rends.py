"""How a document looks, as editors state it in @rend: the words in use, and what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

_RENDS = {
    "italic": ("italic", "italics", "ital", "i", "it"),
    "bold": ("bold", "b", "strong"),
    "underline": ("underline", "underlined", "u", "ul", "underscore", "dunder", "double-underline"),
    "strike": ("strikethrough", "strike", "line-through", "overstrike", "struckthrough", "cancelled"),
    "smallcaps": ("smallcaps", "small-caps", "sc", "smallcap", "scaps"),
    "caps": ("uppercase", "allcaps", "caps", "capitals"),
    "sup": ("sup", "super", "superscript", "superscripted"),
    "sub": ("sub", "subscript"),
    "center": ("center", "centre", "centered", "centred", "c"),
    "right": ("right", "flushright", "align-right", "r"),
    "spaced": ("spaced", "letterspaced", "letter-spaced", "gesperrt", "wide"),
}
_MEANINGS = {token: rend for rend, tokens in _RENDS.items() for token in tokens}
_TOKENS = re.compile(r"[\s;:,#()]+")


def rends(stated: str) -> Iterator[str]:
    """What the words of a @rend or @rendition mean, in their order; words that nobody knows are passed over."""
    return (_MEANINGS[token] for token in _TOKENS.split(stated.lower()) if token in _MEANINGS)
