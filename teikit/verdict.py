"""What verification found: each difference with its places, and the count of characters that went each way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from teikit.diagnostics import Diagnostic, Location, Severity

CODES = {
    "lost": ("TK301", Severity.ERROR),
    "invented": ("TK302", Severity.ERROR),
    "altered": ("TK303", Severity.ERROR),
    "moved": ("TK304", Severity.ERROR),
    "spacing": ("TK305", Severity.ERROR),
    "explained": ("TK306", Severity.INFO),
    "header": ("TK306", Severity.INFO),
    "columns": ("TK306", Severity.INFO),
    "notes": ("TK306", Severity.INFO),
    "normalised": ("TK306", Severity.INFO),
}

COUNTED = ("kept", "lost", "invented", "altered", "moved", "explained")

_SENTENCES = {
    "lost": "{text} is missing from the TEI",
    "invented": "{tei} is not in the source{became}",
    "altered": "{text} became {tei}",
    "moved": "{text} stands elsewhere, {became}",
    "spacing": "{text} reads {tei}",
    "explained": "{text} is {became}",
    "header": "{text} is in {became}",
    "columns": "{text} was typed beside another column and is {became}",
    "notes": "{text} begins {became} of the source; the TEI has notes at their calls",
    "normalised": "{text} is written in another Unicode normalisation",
}
_HINTS = {
    "lost": "put it back, or add the convention it belongs to to the profile",
    "invented": "take it out, or mark what the editor added in the header",
    "moved": "put it where the source has it",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference, with its place in the source and in the TEI; the TEI's columns are not known.

    `kind` is a key of CODES, `element` the path of the TEI element that holds it or would hold it, `became` what
    explains it or where it went, `context` the words around it.
    """

    kind: str
    source_text: str
    tei_text: str
    place: Location | None
    tei_place: Location
    element: str
    context: str
    became: str = ""

    @property
    def severity(self) -> Severity:
        return CODES[self.kind][1]

    @property
    def diagnostic(self) -> Diagnostic:
        """The finding as a sentence, at its place in the source where it has one."""
        code, severity = CODES[self.kind]
        place = self.place or self.tei_place
        related = ((self.tei_place, self.element),) if self.place else ()
        return Diagnostic(code, severity, self.sentence, place, self.element, _HINTS.get(self.kind), related)

    @property
    def sentence(self) -> str:
        text, tei = f"“{self.source_text}”", f"“{self.tei_text}”"
        sentence = _SENTENCES[self.kind].format(text=text, tei=tei, became=self.became)
        return f"{sentence}: {self.context}" if self.context else sentence

    def to_dict(self) -> dict[str, Any]:
        code, severity = CODES[self.kind]
        place = self.place
        return {
            "kind": self.kind,
            "code": code,
            "severity": str(severity),
            "source": None
            if place is None
            else {
                "line": place.line,
                "column": place.column,
                "end_line": place.end_line,
                "end_column": place.end_column,
                "text": self.source_text,
            },
            "tei": {"line": self.tei_place.line, "element": self.element, "text": self.tei_text},
            "became": self.became,
            "context": self.context,
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """The findings in the order of the source, and how many of its characters (white space left out) went which way.

    `kept` includes what the header holds of the page's frame; `invented` counts characters of the TEI.
    """

    findings: tuple[Finding, ...]
    characters: int
    kept: int
    lost: int
    invented: int
    altered: int
    moved: int
    explained: int

    @property
    def ok(self) -> bool:
        """Whether every character of the source is accounted for and none was added."""
        return all(finding.severity < Severity.ERROR for finding in self.findings)

    @property
    def share(self) -> float:
        """The share of the source's characters that the TEI has as text."""
        return self.kept / self.characters if self.characters else 1.0

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return tuple(finding.diagnostic for finding in self.findings)

    def to_dict(self) -> dict[str, Any]:
        counts = {name: getattr(self, name) for name in ("characters", *COUNTED)}
        return {
            "ok": self.ok,
            "share": round(self.share, 6),
            **counts,
            "findings": [finding.to_dict() for finding in self.findings],
        }
