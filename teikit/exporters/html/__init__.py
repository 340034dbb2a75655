"""One self-contained HTML page: the text in two views, its notes, and what the header says of it at the side."""

from __future__ import annotations

import os
from pathlib import Path

from teikit.diagnostics import Diagnostic
from teikit.exporters import reading
from teikit.exporters.facts import facts
from teikit.exporters.header import Header
from teikit.exporters.html.blocks import endnotes
from teikit.exporters.html.citation import coins, metadata
from teikit.exporters.html.frame import PARTS, named, notes_section, parts
from teikit.exporters.html.writer import Page, texts
from teikit.exporters.items import first_item
from teikit.exporters.languages import web_language
from teikit.exporters.template import own_template, own_text, shipped_template
from teikit.tei import TeiDocument


def write(
    document: TeiDocument,
    *,
    view: str = "reading",
    fragment: bool = False,
    css: str | os.PathLike[str] | None = None,
    template: str | os.PathLike[str] | None = None,
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The page as UTF-8, opened at the view asked for; it needs no network and no script.

    A fragment is the text with its notes in this view alone, for a page that exists already. The rules of the file
    `css` follow the page's own; the file `template` replaces `page.html` beside this module, with the same parts.
    Raises TeikitError TK420 where a file cannot be read, TK421 where the template is at fault.
    """
    chosen = reading.view(view)
    place = own_template(template, PARTS) if template else shipped_template(_PAGE, PARTS)
    own = own_text(css) if css else ""
    page = Page(document, chosen if fragment else "")
    body = page.written(texts(document.root))
    notes = notes_section(list(endnotes(page, page.notes)))
    header = Header(document.root.find("{*}teiHeader"))
    known = facts(document.root, header)
    if fragment:
        whole = _fragment(body, notes, web_language(known.language))
    else:
        item, title = first_item(document, header), named(page, known)
        made = parts(page, known, title, body, notes, chosen)
        made |= {"meta": metadata(item, title), "coins": coins(item, title)}
        # "</style" would end the sheet wherever it stands; in a style sheet the backslash changes nothing
        made["style"] += own.replace("</", "<\\/") + "\n" if own else ""
        whole = place.filled(made)
    return whole.encode(), tuple(page.unknown.findings.values())


_PAGE = Path(__file__).with_name("page.html")


def _fragment(body: str, notes: str, language: str) -> str:
    lang = f' lang="{language}"' if language else ""
    return (
        f'<div class="tei"{lang}>\n<div class="document">{body}</div>\n{f"{notes}{chr(10)}" if notes else ""}</div>\n'
    )
