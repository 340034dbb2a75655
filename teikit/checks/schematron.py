"""Schematron: the rules that a schema embeds, or those of a file of their own, held against a document."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from teikit.checks.places import Places
from teikit.checks.schema import fetched
from teikit.diagnostics import Diagnostic, Location, Severity, refusal
from teikit.schematron import DEFAULT, Finding, Schematron, SchematronError
from teikit.tei import TeiDocument, local

_SEVERITIES = {
    "fatal": Severity.ERROR,
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "warn": Severity.WARNING,
    "nonfatal": Severity.WARNING,
    "info": Severity.INFO,
    "information": Severity.INFO,
    "informational": Severity.INFO,
    "hint": Severity.INFO,
}


def schematron_findings(document: TeiDocument, schema: Path, phase: str = DEFAULT) -> list[Diagnostic]:
    """What the rules in a RELAX NG schema or a Schematron file find.

    Of one pattern, only the first rule that fits a node speaks. Raises TeikitError TK240 where the rules cannot be used,
    TK241 where they have no such phase.
    """
    rules = _loaded(schema, schema.stat().st_mtime_ns, phase)
    places = Places(document)
    found = [_diagnostic(finding, places) for finding in rules.validate(document.root, document.path)]
    return [*map(_untried, rules.untried), *found]


@lru_cache(maxsize=16)
def _loaded(path: Path, _changed: int, phase: str) -> Schematron:
    try:
        return Schematron.load(path, phase, locate=fetched)
    except SchematronError as error:
        code = "TK241" if error.kind == "phase" else "TK240"
        sentence = f"the Schematron rules of {path.name} cannot be used: {error.message}"
        raise refusal(code, sentence, Location(error.path, error.line or 1)) from None


def _untried(finding: Finding) -> Diagnostic:
    sentence = f"not tried: {finding.message}"
    hint = "mend the rule, or try it with another processor"
    return Diagnostic("TK204", Severity.WARNING, sentence, Location(*finding.origin), hint=hint)


def _diagnostic(finding: Finding, places: Places) -> Diagnostic:
    element = finding.element
    if finding.document is not None:
        place = Location(finding.document, element.sourceline or 1 if element is not None else 1)
    else:
        place = places.of(places.document.root if element is None else element, finding.attribute)
    name = local(element) if element is not None else None
    if finding.kind == "failed":
        hint = f"look at the rule in line {finding.origin.line} of {Path(finding.origin.path).name}"
        return Diagnostic("TK242", Severity.WARNING, f"not worked out here: {finding.message}", place, name, hint)
    hints = [*finding.diagnostics, *(f"{key}: {value}" for key, value in finding.properties)]
    return Diagnostic("TK203", _severity(finding.roles), finding.message, place, name, "; ".join(hints) or None)


def _severity(roles: tuple[str, ...]) -> Severity:
    """That of the nearest word which says how grave it is; other words are about something else."""
    known = (_SEVERITIES.get(role.lower()) for role in roles)
    return next((severity for severity in known if severity is not None), Severity.ERROR)
