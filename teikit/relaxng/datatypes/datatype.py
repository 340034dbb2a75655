"""What a datatype is: a test of text, and a value by which two texts are compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

Namespaces = Mapping[str | None, str]
Parse = Callable[[str, Namespaces], object]
Order = Callable[[object, object], int | None]

_REPLACED = str.maketrans("\t\r\n", "   ")
_RUN = r"[ \t\r\n]+"  # "a  b" → "a b"
_SPACE = " \t\r\n"


class DatatypeError(ValueError):
    """The schema asks for a datatype, a param or a value that does not exist."""


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A regular expression, compiled when it is first needed: few documents need many datatypes."""
    return re.compile(pattern)


def preserve(text: str) -> str:
    return text


def replace(text: str) -> str:
    return text.translate(_REPLACED)


def collapse(text: str) -> str:
    return compiled(_RUN).sub(" ", text).strip(_SPACE)


@dataclass(frozen=True, slots=True, eq=False)
class Datatype:
    """`parse` takes text whose white space is normal and gives its value, or None where it is not of the type.

    `order` compares two values (None: neither is greater), `length` measures one. `contextual` types read prefixes, so
    the same text may mean different things at different places.
    """

    name: str
    parse: Parse
    white_space: Callable[[str], str] = collapse
    order: Order | None = None
    length: Callable[[object], int] | None = None
    digits: bool = False
    contextual: bool = False
    id_type: str | None = None
    tests: tuple[Callable[[str, object], bool], ...] = ()
    example: str = ""
    facets: tuple[tuple[str, str], ...] = ()

    def allows(self, text: str, namespaces: Namespaces) -> bool:
        return self.key(text, namespaces) is not None

    def key(self, text: str, namespaces: Namespaces) -> object | None:
        """The value of the text, equal for texts that mean the same; None where the text is not of this type."""
        text = self.white_space(text)
        value = self.parse(text, namespaces)
        if value is None or not all(test(text, value) for test in self.tests):
            return None
        return value
