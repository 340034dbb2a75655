"""Regular expressions that compile when they are first used."""

from __future__ import annotations

import re

from teikit.records import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, AnyStr


def expression(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The regular expression that `re.compile` makes, made when one of its methods is first asked for.

    Many are of no use to a given document, and to compile one takes about as long as to read three paragraphs. A broken
    one is found by a test that compiles them all.
    """
    return _Expression(source, flags)  # type: ignore[return-value]


class _Expression:
    def __init__(self, source: Any, flags: int) -> None:
        self._source = source, flags

    def __getattr__(self, name: str) -> Any:
        """Only called for what is not there: from the second use on the compiled methods stand in the instance."""
        compiled = re.compile(*self._source)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return getattr(compiled, name)


_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "split")
