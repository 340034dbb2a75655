"""Markdown with front matter and footnotes, which markdown-it, GitHub and pandoc read back as the same text."""

from __future__ import annotations

from teikit.diagnostics import Diagnostic
from teikit.exporters.markdown.front import front_matter
from teikit.exporters.markdown.layout import laid_out
from teikit.exporters.prose import prose, title
from teikit.exporters.record import record
from teikit.tei import TeiDocument


def write(document: TeiDocument, *, view: str = "reading") -> tuple[bytes, tuple[Diagnostic, ...]]:
    """UTF-8 text. Raises TeikitError (TK403) for an unknown view."""
    text = prose(document, view, "Markdown")
    known = record(document.root)
    parts = [front_matter(known, title(document, known, text)), *laid_out(text)]
    return ("\n\n".join(filter(None, parts)) + "\n").encode(), text.findings
