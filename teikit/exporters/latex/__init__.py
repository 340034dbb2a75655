"""LaTeX for XeLaTeX and LuaLaTeX: Unicode as it stands, notes at the foot, stamps in boxes, languages by babel."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from teikit.diagnostics import Diagnostic
from teikit.exporters.facts import Facts, facts
from teikit.exporters.identity import last_change
from teikit.exporters.languages import web_language
from teikit.exporters.latex.inline import Inline, escaped
from teikit.exporters.latex.layout import laid_out
from teikit.exporters.prose import prose, title
from teikit.exporters.prose.blocks import Paragraph, Prose
from teikit.exporters.record import Record, record
from teikit.exporters.template import own_template, shipped_template
from teikit.exporters.walking import names
from teikit.tei import TeiDocument

PARTS = names("title running metadata languages fonts opening contents body facts")
_PAGE = Path(__file__).with_name("document.tex")
# a list of contents is worth its room from so many headings on
_MANY = 6


def write(
    document: TeiDocument,
    *,
    view: str = "reading",
    fragment: bool = False,
    template: str | os.PathLike[str] | None = None,
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """UTF-8 source to compile twice. pdfLaTeX knows too few letters for it.

    A fragment is the text alone, for a document that defines the commands of `document.tex` beside this module; the file
    `template` replaces that one, with the same parts. Raises TeikitError TK420 where the template cannot be read, TK421
    where it is at fault.
    """
    place = own_template(template, PARTS) if template else shipped_template(_PAGE, PARTS)
    text = prose(document, view, "LaTeX")
    inline = Inline()
    body = laid_out(text, inline)
    if fragment:
        return body.encode(), text.findings
    known, about = facts(document.root), record(document.root)
    called = title(document, about, text)
    made = {
        "title": inline.text(called),
        "running": inline.text(_short(called)),
        "metadata": ",\n  ".join(_metadata(document, about, called)),
        "opening": "\n".join(_opening(known, inline)),
        "contents": "\\tableofcontents\n\\bigskip\n" if _headings(text) >= _MANY else "",
        "body": body,
        "facts": "\n".join(_facts(known, inline)),
        # last, since they depend on what the others hold
        "languages": "\n".join(inline.provided(web_language(known.language))),
        "fonts": "\n".join(inline.fonts()),
    }
    return place.filled(made).encode(), text.findings


def _short(title: str) -> str:
    return title if len(title) <= 80 else f"{title[:80].rpartition(' ')[0] or title[:80]} …"


def _headings(text: Prose) -> int:
    return sum(isinstance(block, Paragraph) and block.style == "head" for block in text.blocks)


def _metadata(document: TeiDocument, known: Record, called: str) -> Iterator[str]:
    """What hyperref writes into the file, in braces since it may hold commas."""
    authors = ", ".join(dict.fromkeys(agent.name for agent in known.authors or known.senders))
    stated = {
        "pdftitle": called,
        "pdfauthor": authors,
        "pdfsubject": " ".join(known.abstract),
        "pdfkeywords": ", ".join(dict.fromkeys(subject.text for subject in known.subjects)),
    }
    yield from (f"{key}={{{escaped(said)}}}" for key, said in stated.items() if said)
    yield f"pdfmoddate={{D:{last_change(document, known).replace('-', '')}000000Z}}"


def _opening(known: Facts, inline: Inline) -> Iterator[str]:
    yield from (f"\\subtitle{{{inline.text(said)}}}" for said in known.subtitles)
    if said := " · ".join(filter(None, (known.date, known.shelfmark))):
        yield f"\\imprint{{{inline.text(said)}}}"
    if known.abstract:
        said = "\\par\n".join(map(inline.text, known.abstract))
        yield f"\\begin{{summary}}\n{said}\n\\end{{summary}}"


def _facts(known: Facts, inline: Inline) -> Iterator[str]:
    for fact in known.facts:
        values = "; ".join(inline.linked(value.text, value.link) for value in fact.values)
        yield f"\\fact{{{inline.text(fact.label)}}}{{{values}}}"
