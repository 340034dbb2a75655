"""What each format can express: which elements have a form of their own in it, as `docs/formats.py` has measured."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from teikit.records import NamedTuple

FILE = Path(__file__).with_name("expressed.json")


class Expressed(NamedTuple):
    """Element names by what a format does with them: a form of their own, text only, nothing; of the header, what it takes up."""

    own: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


def expressed(name: str) -> Expressed:
    """What a format has been measured to express; nothing for one that has not."""
    kinds = _measured().get(name, {})
    return Expressed(*(tuple(kinds.get(kind, "").split()) for kind in Expressed._fields))


@cache
def _measured() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(FILE.read_text(encoding="utf-8"))
    return found
