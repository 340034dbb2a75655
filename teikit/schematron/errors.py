"""What the engine says: a rule that a document breaks or that could not be tried, and rules that cannot be used."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree


class Origin(NamedTuple):
    """Where a rule stands in its file."""

    path: str
    line: int


class Finding(NamedTuple):
    """What one assertion says of one node.

    `kind` is `broken`, `failed` (the expression ended in an error on this node) or `untried` (it cannot be run at all;
    there is no node). `attribute` is the name of an attribute of `element`, where the node is one. `roles` are the words
    by which the rule says how grave it is, the nearest first. `document` is the file, where it is another one than the
    document in question.
    """

    kind: str
    message: str
    origin: Origin
    element: etree._Element | None = None
    attribute: str | None = None
    roles: tuple[str, ...] = ()
    diagnostics: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    document: str | None = None


class SchematronError(Exception):
    """The rules cannot be used; `kind` is `rules` or, where it is the phase that does not exist, `phase`."""

    def __init__(self, message: str, path: str, line: int | None = None, kind: str = "rules") -> None:
        super().__init__(message, path, line, kind)
        self.message = message
        self.path = path
        self.line = line
        self.kind = kind

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"
