"""Checks: a TEI document, anybody's, to diagnostics. `findings` runs them all."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from pathlib import Path

from teikit.checks.schema import schema_findings
from teikit.checks.schematron import schematron_findings
from teikit.diagnostics import Diagnostic, refusal
from teikit.resources import schema_names, schema_path
from teikit.tei import TeiDocument

Check = Callable[[TeiDocument, Path], Sequence[Diagnostic]]

CHECKS: dict[str, Check] = {
    "schema": schema_findings,
    "schematron": schematron_findings,
}


def findings(document: TeiDocument, schema: str = "teikit", off: Container[str] = ()) -> list[Diagnostic]:
    """What the checks find in a document, but those that are off, in the order of its lines.

    `schema` is the name of a shipped schema or the path of a RELAX NG file in XML syntax. Raises TeikitError where the
    schema cannot be used.
    """
    rules = schema_file(schema)
    found = (diagnostic for name, check in CHECKS.items() if name not in off for diagnostic in check(document, rules))
    return sorted(found, key=_place)


def schema_file(name_or_path: str) -> Path:
    """The schema that is meant. Raises TeikitError TK206 where there is none."""
    if name_or_path in schema_names():
        return schema_path(name_or_path)
    path = Path(name_or_path)
    if path.is_file():
        return path
    known = ", ".join(schema_names())
    raise refusal("TK206", f"there is no schema “{name_or_path}”", hint=f"give a file, or one of the shipped: {known}")


def _place(diagnostic: Diagnostic) -> tuple[int, int]:
    return (diagnostic.location.line, diagnostic.location.column) if diagnostic.location else (0, 0)
