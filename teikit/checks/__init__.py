"""Checks: a TEI document, anybody's, to diagnostics. `findings` runs them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from teikit.catalogue import schema_file
from teikit.checks.association import rulesets_of
from teikit.checks.dates import date_findings
from teikit.checks.empty import empty_findings
from teikit.checks.examination import Examination
from teikit.checks.files import file_findings
from teikit.checks.header import header_findings
from teikit.checks.ids import id_findings
from teikit.checks.languages import language_findings
from teikit.checks.pointers import pointer_findings
from teikit.checks.prefixes import prefix_findings
from teikit.checks.rulesets import RELAXNG, Ruleset, ruleset
from teikit.checks.schema import schema_findings
from teikit.checks.schematron import schematron_findings
from teikit.diagnostics import Diagnostic
from teikit.schematron import DEFAULT
from teikit.tei import TeiDocument

Check = Callable[[Examination], Sequence[Diagnostic]]


def _grammars(examined: Examination) -> list[Diagnostic]:
    paths = [each.path for each in examined.rulesets if each.language == RELAXNG]
    return [finding for path in paths for finding in schema_findings(examined.document, path)]


def _rules(examined: Examination) -> list[Diagnostic]:
    return [
        finding
        for each in examined.rulesets
        for finding in schematron_findings(examined.document, each.path, each.phase or DEFAULT)
    ]


CHECKS: dict[str, Check] = {
    "schema": _grammars,
    "schematron": _rules,
    "ids": id_findings,
    "pointers": pointer_findings,
    "prefixes": prefix_findings,
    "dates": date_findings,
    "empty": empty_findings,
    "languages": language_findings,
    "header": header_findings,
    "files": file_findings,
}
# those that are only tried where they are asked for: a text need not be ready to be published to be right, and what it
# points to may be elsewhere
OPTIONAL = frozenset({"header", "files"})


def findings(
    document: TeiDocument,
    schemas: Sequence[str] = (),
    wanted: Mapping[str, bool] | None = None,
    phase: str | None = None,
) -> list[Diagnostic]:
    """What the checks find in a document, in the order of its places.

    `schemas` are names of schemas at hand, addresses of fetched ones, or paths, of RELAX NG in XML syntax or Schematron;
    without any the document is held against those that it names itself, and if it names none against `teikit`. `wanted`
    says of names of CHECKS whether they are tried; without a word, all are but the OPTIONAL ones. `phase` is one of the
    Schematron rules, and wins over what the document says. Raises TeikitError where a schema cannot be used.
    """
    rulesets, remarks = held_against(document, schemas)
    examined = Examination(document, [each._replace(phase=phase or each.phase) for each in rulesets])
    chosen = {**{name: name not in OPTIONAL for name in CHECKS}, **(wanted or {})}
    found = [finding for name, check in CHECKS.items() if chosen[name] for finding in check(examined)]
    return sorted(_without_echoes([*remarks, *found]), key=_place)


def held_against(document: TeiDocument, schemas: Sequence[str] = ()) -> tuple[list[Ruleset], list[Diagnostic]]:
    """The files that a document is held against, and remarks on schemas that it names and teikit cannot read."""
    if schemas:
        return [ruleset(schema_file(name)) for name in schemas], []
    rulesets, remarks = rulesets_of(document)
    return (rulesets if rulesets or remarks else [ruleset(schema_file("teikit"))]), remarks


# what a schema or its rules may have said of the same place already
_ECHOES = {
    "TK230": {"TK230"},
    "TK250": {"TK203", "TK231"},
    "TK251": {"TK203"},
    "TK253": {"TK203"},
    "TK255": {"TK222"},
    "TK260": {"TK222"},
    "TK270": {"TK203", "TK214"},
    "TK280": {"TK222"},
}


def _without_echoes(found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The findings in order, less those that say of an element once more what an earlier one has said."""
    said = set[tuple[str, int, str | None]]()
    for finding in found:
        line, _ = _place(finding)
        if not any((code, line, finding.element) in said for code in _ECHOES.get(finding.code, ())):
            yield finding
        if finding.code in _SAID_FIRST:
            said.add((finding.code, line, finding.element))


_SAID_FIRST = frozenset[str]().union(*_ECHOES.values())


def _place(diagnostic: Diagnostic) -> tuple[int, int]:
    return (diagnostic.location.line, diagnostic.location.column) if diagnostic.location else (0, 0)
