"""One self-contained HTML page: the text in two views, its notes, and what the header says of it at the side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from teikit.diagnostics import Diagnostic
from teikit.exporters import reading
from teikit.exporters.facts import facts
from teikit.exporters.html.blocks import endnotes
from teikit.exporters.html.frame import frame
from teikit.exporters.html.writer import Page
from teikit.exporters.text import phrase
from teikit.exporters.walking import Element, name
from teikit.tei import TeiDocument


def write(document: TeiDocument, *, view: str = "reading") -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The page as UTF-8, opened at the view asked for; it needs no network and no script."""
    chosen = reading.view(view)
    page = Page(document)
    body = page.written(_parts(document.root))
    notes = list(endnotes(page))
    known = facts(document.root)
    title = known.title or _first_heading(page) or Path(document.path or "A document").stem
    return frame(page, known, title, body, notes, chosen).encode(), tuple(page.unknown.findings.values())


def _parts(root: Element) -> Iterator[str | Element]:
    if name(root) not in ("TEI", "TEI.2", "teiCorpus"):
        yield root
        return
    yield from (part for part in root if name(part) != "teiHeader")


def _first_heading(page: Page) -> str:
    return phrase(page.headings[0].element) if page.headings else ""
