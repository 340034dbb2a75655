"""What the engine says: a finding in a document, and the error of a schema that cannot be used."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """One fault of a document. Lines and columns count from 1, columns in characters; the end is exclusive.

    `column` is None where a tree was validated without its bytes. `element` is the path of the element concerned,
    `node` its number in document order. `expected` is the whole list of names or values that would have been right;
    `message` names at most a dozen. `kind` says what sort of fault it is in one word that programs may rely on.
    """

    code: str
    message: str
    line: int
    column: int | None
    kind: str
    element: str = ""
    expected: tuple[str, ...] = ()
    hint: str | None = None
    end_line: int | None = None
    end_column: int | None = None
    node: int | None = None

    def __str__(self) -> str:
        where = f"{self.line}:{self.column}" if self.column else str(self.line)
        return f"{where}: {self.code} {self.message}"


class SchemaError(Exception):
    """The schema is not correct RELAX NG, or cannot be read; `code` is TK205."""

    code = "TK205"

    def __init__(self, message: str, path: str | None = None, line: int | None = None) -> None:
        super().__init__(message, path, line)
        self.message = message
        self.path = path
        self.line = line

    def __str__(self) -> str:
        where = self.path or "<schema>"
        return f"{where}:{self.line}: {self.message}" if self.line else f"{where}: {self.message}"
