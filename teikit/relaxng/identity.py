"""Ids and references to them, by the DTD compatibility of RELAX NG: an id once, a reference to one that exists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from teikit.relaxng.messages import Wording, dangling, duplicate

if TYPE_CHECKING:
    from teikit.relaxng.recovery import Place


class _Use(NamedTuple):
    name: str
    place: Place
    at: int


class Identities:
    """The ids and references of one document, with their places."""

    def __init__(self) -> None:
        self._ids: dict[str, _Use] = {}
        self._repeated: list[_Use] = []
        self._references: list[_Use] = []

    def add(self, kind: str, value: str, place: Place, at: int) -> None:
        """One attribute of the type ID, IDREF or IDREFS, the `at`-th of its element."""
        for name in value.split():
            use = _Use(name, place, at)
            if kind != "ID":
                self._references.append(use)
            elif name in self._ids:
                self._repeated.append(use)
            else:
                self._ids[name] = use

    def faults(self) -> Iterator[tuple[Place, int, Wording]]:
        for use in self._repeated:
            yield use.place, use.at, duplicate(use.name, self._ids[use.name].place.element.sourceline or 1)
        for use in self._references:
            if use.name not in self._ids:
                yield use.place, use.at, dangling(use.name)
