"""The parts of a page's citation, as the header needs them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from teikit.grammars.vocabulary import Vocabulary
from teikit.nodes import Child, Node, Run, Slice


@dataclass
class Cited:
    run: Run
    children: list[Child]
    sponsors: list[Slice] = field(default_factory=list)
    people: list[Any] = field(default_factory=list)
    publisher: Slice | None = None
    url: Slice | None = None
    def identifier(self) -> list[Node]: return []


def cited(run: Run, words: Vocabulary) -> Cited | None:
    return None
