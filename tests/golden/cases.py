"""The golden cases: invented transcripts beside the text and the findings that teikit makes of them."""

from __future__ import annotations

import re
from pathlib import Path

from teikit import convert
from teikit.convert import Edition

FOLDER = Path(__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))

_TEXT = re.compile(r" *<text\b.*</text>\n", re.S)


def transcript(name: str) -> str:
    """The case as typed."""
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def text_of(edition: Edition) -> str:
    """The text element as teikit writes it, without the header."""
    found = _TEXT.search(edition.to_bytes().decode())
    assert found
    return found.group()


def findings_of(edition: Edition) -> str:
    """The diagnostics of a conversion, code and line, one a line."""
    return "".join(f"{found.code} {found.location.line if found.location else '-'}\n" for found in edition.diagnostics)


def expected_findings(name: str) -> str:
    path = FOLDER / f"{name}.findings"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def write(name: str) -> None:
    """Write what teikit makes of a case as what is expected of it, for review."""
    edition = convert(transcript(name))
    (FOLDER / f"{name}.xml").write_text(text_of(edition), encoding="utf-8")
    findings = FOLDER / f"{name}.findings"
    if found := findings_of(edition):
        findings.write_text(found, encoding="utf-8")
    else:
        findings.unlink(missing_ok=True)
