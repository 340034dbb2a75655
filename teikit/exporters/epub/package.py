"""The files of a book around its text: package document, navigation, title page, what the header says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from teikit.exporters.epub.splitting import Chapter, led, places
from teikit.exporters.facts import Facts
from teikit.exporters.html.frame import about, entry, opening
from teikit.exporters.html.writer import Heading, Page
from teikit.exporters.html.xhtml import xhtml
from teikit.exporters.identity import identity, last_change
from teikit.exporters.naming import Agent
from teikit.exporters.record import Record
from teikit.tei import TeiDocument

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CONTAINER = (
    f'{_HEAD}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
_XHTML = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


class Book(NamedTuple):
    document: TeiDocument
    record: Record
    known: Facts
    title: str
    page: Page
    chapters: Sequence[Chapter]
    sheet: str

    @property
    def language(self) -> str:
        return self.record.language or "und"


def parts(book: Book) -> dict[str, str]:
    """The files by their paths, in the order in which they are packed."""
    text = {
        f"EPUB/{chapter.file}": _page(book, _title(book, chapter), chapter.body, "bodymatter")
        for chapter in book.chapters
    }
    return {
        "META-INF/container.xml": _CONTAINER,
        "EPUB/package.opf": package(book),
        "EPUB/nav.xhtml": navigation(book),
        "EPUB/title.xhtml": _page(book, book.title, _title_page(book), "frontmatter"),
        **text,
        "EPUB/about.xhtml": _page(book, "About this document", _about(book), "backmatter", "en"),
        "EPUB/book.css": book.sheet,
    }


def package(book: Book) -> str:
    """The package document, EPUB 3.3 chapter 5."""
    files = [chapter.file for chapter in book.chapters]
    items = "".join(
        f'<item id="{file.partition(".")[0]}" href="{file}" media-type="application/xhtml+xml"/>'
        for file in ("title.xhtml", *files, "about.xhtml")
    )
    spine = "".join(f'<itemref idref="{file.partition(".")[0]}"/>' for file in ("title.", "nav.", *files, "about."))
    metadata = "\n".join(_metadata(book))
    return (
        f'{_HEAD}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id"'
        f' xml:lang="{book.language}">\n'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{metadata}\n</metadata>\n'
        '<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
        f'{items}<item id="css" href="book.css" media-type="text/css"/></manifest>\n<spine>{spine}</spine>\n</package>\n'
    )


def _metadata(book: Book) -> Iterator[str]:
    record = book.record
    yield _element("dc:identifier", identity(book.document, record), ' id="id"')
    yield _element("dc:title", book.title)
    yield _element("dc:language", book.language)
    for number, agent in enumerate(_unique(record.authors or record.senders), start=1):
        yield from _agent("dc:creator", agent, f"creator-{number}", "aut")
    for number, agent in enumerate(_unique(record.contributors), start=1):
        yield from _agent("dc:contributor", agent, f"contributor-{number}", "")
    yield from (_element("dc:publisher", agent.name) for agent in _unique(record.publishers))
    if record.issued is not None and record.issued.bounds[0]:
        yield _element("dc:date", record.issued.bounds[0])
    yield from (_element("dc:description", said) for said in ["\n\n".join(record.abstract)] if said)
    yield from (_element("dc:subject", said) for said in dict.fromkeys(subject.text for subject in record.subjects))
    yield from (_element("dc:source", said) for said in [_source(book)] if said)
    yield from (_element("dc:rights", said) for said in dict.fromkeys(right.text for right in record.rights))
    changed = last_change(book.document, record)
    yield f'<meta property="dcterms:modified">{changed}T00:00:00Z</meta>'
    yield from _access(book)


def _agent(tag: str, agent: Agent, key: str, otherwise: str) -> Iterator[str]:
    yield _element(tag, agent.name, f' id="{key}"')
    if agent.family and agent.kind != "organisation":
        yield f'<meta refines="#{key}" property="file-as">{_escaped(agent.inverted)}</meta>'
    for code in dict.fromkeys(agent.relators or filter(None, [otherwise])):
        yield f'<meta refines="#{key}" property="role" scheme="marc:relators">{code}</meta>'


def _access(book: Book) -> Iterator[str]:
    """What EPUB Accessibility 1.1 asks for, in schema.org's words."""
    features = ["tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability"]
    features += ["pageNavigation", "pageBreakMarkers"] if book.page.turns else []
    yield '<meta property="schema:accessMode">textual</meta>'
    yield '<meta property="schema:accessModeSufficient">textual</meta>'
    yield from (f'<meta property="schema:accessibilityFeature">{feature}</meta>' for feature in features)
    yield '<meta property="schema:accessibilityHazard">none</meta>'
    pages = " The pages of the original can be reached by their numbers." if book.page.turns else ""
    yield (
        '<meta property="schema:accessibilitySummary">Text alone, with headings, navigation and notes that are linked'
        f" both ways.{pages}</meta>"
    )
    if book.page.turns:
        yield f'<meta property="pageBreakSource">{_escaped(_source(book) or book.title)}</meta>'


def _source(book: Book) -> str:
    archive = book.record.archive
    kept = ", ".join(filter(None, (archive.holder, archive.location))) if archive is not None else ""
    return book.record.citation or kept


def navigation(book: Book) -> str:
    """Contents, landmarks and, where the text has page turns, the list of pages: EPUB 3.3 chapter 7."""
    entries = [(heading, chapter.file) for chapter in book.chapters for heading in chapter.headings]
    first = book.chapters[0].file
    start = [] if entries else [f'<li><a href="{first}">{_escaped(book.title)}</a></li>']
    contents = "".join((*start, *_nested(entries), '<li><a href="about.xhtml">About this document</a></li>'))
    marks = (("titlepage", "title.xhtml", "Title"), ("toc", "nav.xhtml", "Contents"), ("bodymatter", first, "Text"))
    landmarks = "".join(
        f'<li><a epub:type="{kind}" href="{file}">{said}</a></li>'
        for kind, file, said in (*marks, ("colophon", "about.xhtml", "About this document"))
    )
    body = (
        f'<nav epub:type="toc" role="doc-toc" aria-labelledby="contents"><h1 id="contents">Contents</h1><ol>{contents}</ol></nav>'
        f'<nav epub:type="landmarks" aria-label="Landmarks" hidden=""><ol>{landmarks}</ol></nav>{_pages(book)}'
    )
    return _page(book, "Contents", body, "frontmatter", "en")


def _nested(entries: Sequence[tuple[Heading, str]]) -> Iterator[str]:
    """The items, one list within another; a level that is left out opens no list of its own."""
    levels: list[int] = []
    for heading, file in entries:
        while len(levels) > 1 and heading.level <= levels[-1] and heading.level <= levels[-2]:
            yield "</li></ol>"
            levels.pop()
        if levels and heading.level > levels[-1]:
            yield "<ol>"
            levels.append(heading.level)
        elif levels:
            yield "</li>"
            levels[-1] = heading.level
        else:
            levels.append(heading.level)
        said = _escaped(entry(heading.element)) or "Section"
        yield f'<li><a href="{file}#{escape(heading.anchor)}">{said}</a>'
    yield "</li></ol>" * (len(levels) - 1) + ("</li>" if levels else "")


def _pages(book: Book) -> str:
    items = "".join(
        f'<li><a href="{chapter.file}#{turn.anchor}">{_escaped(turn.number)}</a></li>'
        for chapter in book.chapters
        for turn in chapter.turns
    )
    pages = f'<nav epub:type="page-list" role="doc-pagelist" aria-label="Pages" hidden=""><ol>{items}</ol></nav>'
    return pages if items else ""


def _title_page(book: Book) -> str:
    return f'<section class="titlepage" epub:type="titlepage">{opening(book.known, book.title)}</section>'


def _about(book: Book) -> str:
    homes = places((chapter.file, chapter.body) for chapter in book.chapters)
    said = xhtml(led(about(book.page, book.known), "about.xhtml", homes))
    return f'<section class="facts" epub:type="colophon">{said}</section>'


def _title(book: Book, chapter: Chapter) -> str:
    return (entry(chapter.headings[0].element) if chapter.headings else "") or book.title


def _page(book: Book, title: str, body: str, kind: str, language: str = "") -> str:
    lang = language or book.language
    return (
        f'{_HEAD}<!DOCTYPE html>\n<html {_XHTML} lang="{lang}" xml:lang="{lang}">\n<head><title>{_escaped(title)}</title>'
        f'<link rel="stylesheet" type="text/css" href="book.css"/></head>\n'
        f'<body class="{book.page.view}" epub:type="{kind}">\n{body}\n</body>\n</html>\n'
    )


def _element(tag: str, said: str, more: str = "") -> str:
    return f"<{tag}{more}>{_escaped(said)}</{tag}>"


def _unique(agents: Sequence[Agent]) -> list[Agent]:
    return list({agent.name: agent for agent in reversed(agents) if agent.name}.values())[::-1]


def _escaped(text: str) -> str:
    return escape(text, quote=False)
