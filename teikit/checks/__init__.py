"""Checks: a TEI document, anybody's, to diagnostics. `validate` runs them all."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
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


def validate(file_or_document: TeiDocument | str | os.PathLike[str], schema: str = "teikit") -> tuple[Diagnostic, ...]:
    """What the checks find in a TEI file, in the order of its lines; nothing where all is well.

    `schema` is the name of a shipped schema or the path of a RELAX NG file in XML syntax. Raises TeikitError where the
    file cannot be read or is not well-formed, and where the schema cannot be used.
    """
    rules = schema_file(schema)
    document = file_or_document if isinstance(file_or_document, TeiDocument) else TeiDocument.read(file_or_document)
    found = [diagnostic for check in CHECKS.values() for diagnostic in check(document, rules)]
    return tuple(sorted(found, key=_line))


def schema_file(name_or_path: str) -> Path:
    """The schema that is meant. Raises TeikitError TK206 where there is none."""
    if name_or_path in schema_names():
        return schema_path(name_or_path)
    path = Path(name_or_path)
    if path.is_file():
        return path
    known = ", ".join(schema_names())
    raise refusal("TK206", f"there is no schema “{name_or_path}”", hint=f"give a file, or one of the shipped: {known}")


def _line(diagnostic: Diagnostic) -> int:
    return diagnostic.location.line if diagnostic.location else 0
