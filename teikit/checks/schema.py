"""The grammar of a schema, held against a document; the one place that knows which engine does it."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path

from lxml import etree

from teikit.catalogue import schema_file
from teikit.checks.places import Places
from teikit.diagnostics import Diagnostic, Location, Severity, refusal
from teikit.relaxng import Finding, Schema, SchemaError
from teikit.tei import TeiDocument


def schema_findings(document: TeiDocument, schema: Path) -> list[Diagnostic]:
    """The faults of a document by a RELAX NG schema. Raises TeikitError TK205 where the schema is broken, TK207
    where it includes another of the network that is not in the cache."""
    rules = grammar(schema)
    found = list(rules.validate(document.root))
    if not found:
        return []
    places, elements = Places(document), list(document.root.iter(etree.Element))
    return [_diagnostic(finding, places, elements) for finding in _with_columns(rules, document, found)]


def grammar(schema: Path) -> Schema:
    """A schema, read once for all documents. Raises TeikitError as `schema_findings` does."""
    return _loaded(schema, schema.stat().st_mtime_ns)


def _with_columns(rules: Schema, document: TeiDocument, found: list[Finding]) -> list[Finding]:
    """The same findings with their columns, which only the bytes have; not if the tree was changed since it was read."""
    exact = list(rules.validate(document.data)) if document.data else []
    # on one line, those with columns come in another order
    same = Counter((each.code, each.node) for each in exact) == Counter((each.code, each.node) for each in found)
    return exact if same else found


@lru_cache(maxsize=8)
def _loaded(path: Path, _changed: int) -> Schema:
    try:
        return Schema.load(path, locate=fetched)
    except SchemaError as error:
        place = Location(error.path or str(path), error.line or 1)
        raise refusal("TK205", f"{path.name} is no RELAX NG schema: {error.message}", place) from None


def fetched(address: str) -> str:
    """The file of an address that a schema includes. Raises TeikitError TK207 where it is not in the cache."""
    return str(schema_file(address))


def _diagnostic(finding: Finding, places: Places, elements: list[etree._Element]) -> Diagnostic:
    place = Location(places.document.path, finding.line, finding.column or 1, finding.end_line, finding.end_column)
    if places.document.origins and finding.node is not None:
        place = places.of(elements[finding.node])
    name = finding.element.rpartition("/")[2].partition("[")[0] or None
    return Diagnostic(
        finding.code, Severity.ERROR, finding.message, place, name, finding.hint, expected=finding.expected
    )
