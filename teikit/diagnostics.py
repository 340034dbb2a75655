"""What teikit has to say about a document: severity, place, finding, and the error that ends a command."""

from __future__ import annotations

import enum

from teikit.records import NamedTuple


class Severity(enum.IntEnum):
    """How grave a finding is; ordered, so that `--fail-on` can compare."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


class Location(NamedTuple):
    """A place in a file. Lines and columns count from 1, columns in characters; `end_column` is exclusive."""

    path: str | None
    line: int
    column: int = 1
    end_line: int | None = None
    end_column: int | None = None

    def __str__(self) -> str:
        return f"{self.path or '<text>'}:{self.line}:{self.column}"


class Diagnostic(NamedTuple):
    """One finding: a stable code, a sentence an archivist understands, where, and what to do.

    `element` is the TEI element concerned, `related` holds further places with what they have to do with it, and
    `expected` is the whole list of names or values that would have been right, of which the message has a few.
    """

    code: str
    severity: Severity
    message: str
    location: Location | None = None
    element: str | None = None
    hint: str | None = None
    related: tuple[tuple[Location, str], ...] = ()
    expected: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = f"{self.location}: " if self.location else ""
        return f"{where}{self.severity} {self.code}: {self.message}"


class TeikitError(Exception):
    """teikit cannot work on this input; the diagnostic says why and what to do."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic

    def __reduce__(self) -> tuple[type[TeikitError], tuple[Diagnostic]]:
        # an exception that crosses a process pool is rebuilt from its arguments
        return TeikitError, (self.diagnostic,)


def refusal(code: str, message: str, location: Location | None = None, hint: str | None = None) -> TeikitError:
    """The error for what cannot be worked on."""
    return TeikitError(Diagnostic(code, Severity.ERROR, message, location, hint=hint))
