"""One document under examination: what its checks share, and the findings they make of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from lxml import etree

from teikit.checks.places import Places
from teikit.checks.rulesets import Ruleset
from teikit.checks.targets import Targets
from teikit.diagnostics import Diagnostic, Location, Severity
from teikit.tei import TeiDocument, local


class Examination:
    """A document and the schemas that it is held against; what is costly is made when the first check asks for it."""

    def __init__(self, document: TeiDocument, rulesets: Sequence[Ruleset] = ()) -> None:
        self.document = document
        self.rulesets = tuple(rulesets)

    @property
    def root(self) -> etree._Element:
        return self.document.root

    @cached_property
    def places(self) -> Places:
        return Places(self.document)

    @cached_property
    def targets(self) -> Targets:
        """The elements that a pointer may lead to, by their xml:id."""
        return Targets(self.document)

    def finding(
        self,
        code: str,
        severity: Severity,
        message: str,
        element: etree._Element,
        attribute: str | None = None,
        hint: str | None = None,
        related: Sequence[tuple[Location, str]] = (),
    ) -> Diagnostic:
        """A finding at the start tag of an element, or at the value of one of its attributes."""
        place = self.places.of(element, attribute)
        return Diagnostic(code, severity, message, place, local(element), hint, tuple(related))
