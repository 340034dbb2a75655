"""What one check finds in an invented document."""

from __future__ import annotations

from pathlib import Path

from teikit.checks import Check
from teikit.checks.examination import Examination
from teikit.diagnostics import Diagnostic
from teikit.tei import TeiDocument

_WHOLE = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{header}</teiHeader>\n<text>{text}</text></TEI>'


def whole(text: str, header: str = "") -> str:
    """A file whose text begins on its second line."""
    return _WHOLE.format(text=text, header=header)


def found(check: Check, text: str, header: str = "", path: Path | None = None) -> list[Diagnostic]:
    document = TeiDocument.parse(whole(text, header).encode(), str(path) if path else None)
    return list(check(Examination(document)))


def told(check: Check, text: str, header: str = "") -> list[tuple[str, str]]:
    """Codes and sentences."""
    return [(each.code, each.message) for each in found(check, text, header)]
