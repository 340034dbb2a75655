"""Editions of ours with their headers: the samples, and what the golden transcripts become."""

from __future__ import annotations

from functools import cache

from golden import cases
from referees import ROOT

from teikit import convert
from teikit.tei import TeiDocument


@cache
def editions() -> tuple[TeiDocument, ...]:
    """The samples as they are, then the golden transcripts in the order of their names."""
    samples = [TeiDocument.read(path) for path in sorted((ROOT / "samples").glob("*.xml"))]
    return (*samples, *(convert(cases.FOLDER / f"{name}.txt").document for name in cases.NAMES))
