"""Pages to print and to cite: tagged PDF with running heads, page numbers, notes at the foot and bookmarks, by WeasyPrint."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from html import escape
from pathlib import Path

from teikit.diagnostics import Diagnostic
from teikit.exporters import reading
from teikit.exporters.facts import Facts, facts
from teikit.exporters.html.blocks import endnotes
from teikit.exporters.html.frame import about, named, notes_section, opening
from teikit.exporters.html.writer import Page, texts
from teikit.exporters.identity import identity, last_change
from teikit.exporters.languages import web_language
from teikit.exporters.pdf.typesetting import typeset
from teikit.exporters.record import Record, record
from teikit.exporters.template import own_text
from teikit.tei import TeiDocument

_RUNNING = 80
_SHEET = Path(__file__).with_name("page.css")


def write(
    document: TeiDocument, *, view: str = "reading", css: str | os.PathLike[str] | None = None
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The document as PDF/UA-1, in fonts that the machine has; the rules of the file `css` follow its own.

    The same document gives the same bytes where fonts and WeasyPrint are the same. Raises TeikitError TK420 where the
    style sheet cannot be read.
    """
    chosen = reading.view(view)
    sheet = _SHEET.read_text(encoding="utf-8") + (own_text(css) if css else "")
    page = Page(document, chosen, foot=True)
    body = page.written(texts(document.root)) + notes_section(list(endnotes(page, page.notes)))
    known, about_it = facts(document.root), record(document.root)
    marked = "".join(_page(page, known, "\n".join(_metadata(document, about_it)), body))
    name = hashlib.sha256(identity(document, about_it).encode()).digest()[:16]
    return typeset(marked, sheet, name), tuple(page.unknown.findings.values())


def _page(page: Page, known: Facts, metadata: str, body: str) -> Iterator[str]:
    title = named(page, known)
    yield f'<!DOCTYPE html>\n<html lang="{web_language(known.language) or "en"}">\n<head><meta charset="utf-8">\n'
    yield f'<title>{escape(title, quote=False)}</title>\n{metadata}\n</head>\n<body class="{page.view}">\n'
    yield f'<header class="masthead" data-running="{escape(_short(title))}">{opening(known, title)}</header>\n'
    yield f'<main class="document">{body}</main>\n'
    yield f'<section class="facts" lang="en">{about(page, known)}</section>\n</body>\n</html>\n'


def _short(title: str) -> str:
    """The title as it stands above each page, on one line."""
    return title if len(title) <= _RUNNING else f"{title[:_RUNNING].rpartition(' ')[0] or title[:_RUNNING]} …"


def _metadata(document: TeiDocument, known: Record) -> Iterator[str]:
    stated = {
        "author": [agent.name for agent in known.authors or known.senders],
        "description": [" ".join(known.abstract)],
        "keywords": [", ".join(dict.fromkeys(subject.text for subject in known.subjects))],
        "generator": ["teikit"],
        "dcterms.modified": [last_change(document, known)],
    }
    for name, values in stated.items():
        yield from (f'<meta name="{name}" content="{escape(value)}">' for value in dict.fromkeys(values) if value)
