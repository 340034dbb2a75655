"""The text of a file at a place, as lines for people or as the few letters that a place is known by."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from teikit.diagnostics import Location

_LINE_END = re.compile(r"\r\n?|\n")
_LONE = re.compile("[\ud800-\udfff]")
_KNOWN_BY = 40  # letters, where a finding does not say how far it reaches


def lines(path: str) -> list[str]:
    """The lines of a file; none where it cannot be read."""
    try:
        state = Path(path).stat()
    except (OSError, ValueError):
        return []
    return _lines(path, state.st_mtime_ns, state.st_size)


def excerpt(place: Location) -> str:
    """What stands at a place, up to its end or for some forty letters, in one line; empty where it cannot be read."""
    found = lines(place.path) if place.path else []
    if not 1 <= place.line <= len(found):
        return ""
    last = min(place.end_line or place.line, len(found))
    text = "\n".join(found[place.line - 1 : last])
    start = place.column - 1
    if place.end_column is None:
        return _in_one_line(text[start : start + _KNOWN_BY])
    return _in_one_line(text[start : len(text) - len(found[last - 1]) + place.end_column - 1])


@lru_cache(maxsize=16)
def _lines(path: str, _changed: int, _size: int) -> list[str]:
    # the engine knows how XML says its encoding
    from teikit.relaxng.positions import as_utf8

    try:
        return _LINE_END.split(as_utf8(Path(path).read_bytes()).decode("utf-8-sig"))
    except (OSError, ValueError):
        return []


def legible(text: str) -> str:
    """The same text as UTF-8 can hold it: in the name of a file, bytes that are no letters become U+FFFD."""
    return text.encode(errors="surrogateescape").decode(errors="replace") if _LONE.search(text) else text


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
