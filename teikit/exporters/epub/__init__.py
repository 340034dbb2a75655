"""A book for reading devices: EPUB 3.3, with navigation, page list, landmarks and accessibility metadata."""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from pathlib import Path

from teikit.diagnostics import Diagnostic
from teikit.exporters import reading
from teikit.exporters.epub.package import Book, parts
from teikit.exporters.epub.splitting import chapters
from teikit.exporters.facts import facts
from teikit.exporters.html.frame import named
from teikit.exporters.html.writer import Page
from teikit.exporters.record import record
from teikit.exporters.template import own_text
from teikit.tei import TeiDocument

_SHEET = Path(__file__).with_name("book.css")


def write(
    document: TeiDocument, *, view: str = "reading", css: str | os.PathLike[str] | None = None
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The book with the text in this view. The rules of the file `css` follow the book's own.

    A long text is split at its divisions, and within a division that is too long for a reading device. The same
    document gives the same bytes: `identity.last_change` says which date is the one that EPUB asks for. Raises TeikitError TK420
    where the style sheet cannot be read.
    """
    chosen = reading.view(view)
    sheet = _SHEET.read_text(encoding="utf-8") + (own_text(css) if css else "")
    page = Page(document, chosen)
    written = list(chapters(page, document.root))
    known = facts(document.root)
    book = Book(document, record(document.root), known, named(page, known), page, written, sheet)
    return packed(parts(book)), tuple(page.unknown.findings.values())


def packed(files: dict[str, str]) -> bytes:
    """The files as an EPUB container: the media type first and not compressed, all with one date."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as container:
        for path, content in {"mimetype": "application/epub+zip", **files}.items():
            entry = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if path == "mimetype" else zipfile.ZIP_DEFLATED
            container.writestr(entry, content.encode())
    return buffer.getvalue()
