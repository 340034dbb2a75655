"""A Word file with styles, footnotes, a running head and properties; needs python-docx, by the extra `docx`."""

from __future__ import annotations

from collections.abc import Iterator

from teikit.diagnostics import Diagnostic
from teikit.exporters.docx.body import Body
from teikit.exporters.docx.numbering import Numbering
from teikit.exporters.docx.package import Package, header, properties
from teikit.exporters.docx.runs import CALL
from teikit.exporters.docx.styles import DECLARATION, NAMESPACE, RELATIONS, stylesheet
from teikit.exporters.facts import Fact, Facts, facts
from teikit.exporters.prose import prose, title
from teikit.exporters.prose.blocks import Paragraph, Prose, Span
from teikit.exporters.record import record
from teikit.statements import ENCODED_BY, UNDATED
from teikit.tei import TeiDocument

# A4, 2.5 cm; the running head begins on the second page
_SECTION = """<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:pgSz w:w="11906" w:h="16838"/>\
<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/>\
<w:titlePg/></w:sectPr>"""
_LONGEST = 80
_BOLD = frozenset({"bold"})
_SEPARATORS = """<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"""


def write(document: TeiDocument, *, view: str = "reading") -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The file. Raises TeikitError (TK403) for an unknown view."""
    text = prose(document, view, "Word")
    known = record(document.root)
    called = title(document, known, text)
    package, numbering = Package(), Numbering()
    body = Body(known.language, numbering, lambda address: package.link("document", address))
    masthead = list(_masthead(facts(document.root), known.title))
    main = _part("document", f"<w:body>{body.written([*masthead, *text.blocks])}{_SECTION}</w:body>")
    parts = {"styles": stylesheet(known.language), "header": header(_short(called))}
    if text.notes:
        parts["footnotes"] = _footnotes(text, known.language, numbering, package)
    parts["numbering"] = numbering.part()
    return package.file(main, parts, properties(known, called)), text.findings


def _part(name: str, content: str) -> str:
    return f'{DECLARATION}<w:{name} xmlns:w="{NAMESPACE}" xmlns:r="{RELATIONS}">{content}</w:{name}>'


def _masthead(known: Facts, called: str) -> Iterator[Paragraph]:
    """The title and the short facts of the header, above the text."""
    if called:
        yield Paragraph("heading", [Span(called)])
    yield from (Paragraph("subtitle", [Span(subtitle)]) for subtitle in known.subtitles if subtitle != called)
    brief = [fact for fact in known.facts if fact.brief and not _says_nothing(fact)]
    for fact in brief:
        said = "; ".join(value.text for value in fact.values)
        yield Paragraph("facts", [Span(f"{fact.label}:", _BOLD), Span("\t"), Span(said)])
    if brief:
        yield Paragraph("rule", [])


def _says_nothing(fact: Fact) -> bool:
    """Whether a fact is what teikit says where nothing is known, or of itself."""
    return fact.label.lower() == ENCODED_BY.lower() or [value.text for value in fact.values] == [UNDATED]


def _footnotes(text: Prose, language: str, numbering: Numbering, package: Package) -> str:
    notes = []
    reference = CALL.format("<w:footnoteRef/>") + '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
    for number, blocks in enumerate(text.notes, start=1):
        body = Body(language, numbering, lambda address: package.link("footnotes", address), "FootnoteText")
        first = blocks if blocks and isinstance(blocks[0], Paragraph) else [Paragraph("p", []), *blocks]
        content = body.written(first).replace("</w:pPr>", f"</w:pPr>{reference}", 1)
        notes.append(f'<w:footnote w:id="{number}">{content}</w:footnote>')
    return _part("footnotes", _SEPARATORS + "".join(notes))


def _short(called: str) -> str:
    """A title that fits the running head, cut at a word."""
    if len(called) <= _LONGEST:
        return called
    return f"{called[:_LONGEST].rsplit(' ', 1)[0]} …"
