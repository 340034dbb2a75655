"""The formats a TEI document is written in: one table, one module a format, each imported when it is first used."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from types import ModuleType
from typing import Any, cast

from teikit.diagnostics import Diagnostic, refusal
from teikit.records import NamedTuple
from teikit.tei import TeiDocument

Written = tuple[bytes, tuple[Diagnostic, ...]]
# What each exporter's module offers as `write`: same bytes for the same document and options.
Write = Callable[..., Written]


class Exporter(NamedTuple):
    """A format: the name on the command line, the suffix of its files, and what it is, in a few words.

    `options` are the keywords that the module's `write` takes; `extra` is the extra of the package that installs the
    modules it `needs`. A format that `collects` writes one file for many documents, by the module's `write_many`.
    """

    name: str
    suffix: str
    title: str
    module: str
    options: tuple[str, ...] = ()
    extra: str = ""
    needs: tuple[str, ...] = ()
    collects: bool = False

    @property
    def write(self) -> Write:
        """The function for one document. Raises TeikitError (TK441) where the extra is not installed."""
        return cast(Write, self._loaded().write)

    @property
    def write_many(self) -> Write:
        """The function for several documents in one file, of a format that collects."""
        return cast(Write, self._loaded().write_many)

    @property
    def missing(self) -> tuple[str, ...]:
        """The modules it needs that are not installed."""
        from importlib.util import find_spec

        return tuple(module for module in self.needs if find_spec(module) is None)

    def accept(self, options: Iterable[str]) -> None:
        """Raise TeikitError (TK440) for an option that the format does not take."""
        for option in options:
            if option not in self.options:
                taken = f"it takes: {', '.join(self.options)}" if self.options else "it takes none"
                raise refusal("TK440", f"the format “{self.name}” has no option “{option}”", hint=taken)

    def ready(self) -> None:
        """Raise TeikitError (TK441) where the extra is not installed."""
        if self.needs and (missing := self.missing):
            message = f"the format “{self.name}” needs {', '.join(missing)}, which is not installed"
            raise refusal("TK441", message, hint=f"install it with: pip install 'teikit[{self.extra}]'")

    def _loaded(self) -> ModuleType:
        self.ready()
        return import_module(self.module)


EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Exporter(
            "html",
            ".html",
            "a page to read, with a reading and a diplomatic view",
            "teikit.exporters.html",
            options=("view", "fragment", "css", "template"),
        ),
        Exporter(
            "text",
            ".txt",
            "plain text, one paragraph a line, notes at the end",
            "teikit.exporters.text",
            options=("view",),
        ),
        Exporter(
            "markdown",
            ".md",
            "Markdown with front matter, footnotes and tables",
            "teikit.exporters.markdown",
            options=("view",),
        ),
        Exporter(
            "transcript",
            ".transcript.txt",
            "a transcript in an archive's conventions, to be converted again",
            "teikit.exporters.transcript",
            options=("profile",),
        ),
        Exporter(
            "csl-json", ".csl.json", "items for Zotero, pandoc and CSL", "teikit.exporters.csl_json", collects=True
        ),
        Exporter("bibtex", ".bib", "entries for LaTeX, JabRef and Zotero", "teikit.exporters.bibtex", collects=True),
        Exporter("ris", ".ris", "references for reference managers", "teikit.exporters.ris", collects=True),
        Exporter("dublin-core", ".dc.xml", "Dublin Core for repositories", "teikit.exporters.dublin_core"),
        Exporter("mods", ".mods.xml", "MODS for libraries", "teikit.exporters.mods", collects=True),
        Exporter("ead3", ".ead.xml", "EAD3 for the finding aids of archives", "teikit.exporters.ead3", collects=True),
        Exporter("cmif", ".cmif.xml", "a list of letters", "teikit.exporters.cmif", options=("url",), collects=True),
        Exporter("json-ld", ".jsonld", "linked data in schema.org's words", "teikit.exporters.json_ld", collects=True),
        Exporter(
            "web-annotation",
            ".annotations.jsonld",
            "every element as an annotation, in the W3C's model",
            "teikit.exporters.web_annotation",
        ),
        Exporter(
            "iiif", ".manifest.json", "a IIIF manifest: images with the text of each page", "teikit.exporters.iiif"
        ),
        Exporter("conllu", ".conllu", "sentences and tokens for linguists, with entities", "teikit.exporters.conllu"),
        Exporter("json", ".json", "the text, its features by offset, and the metadata", "teikit.exporters.json"),
        Exporter(
            "epub",
            ".epub",
            "a book for reading devices: EPUB 3 with contents, pages, notes",
            "teikit.exporters.epub",
            options=("view", "css"),
        ),
        Exporter(
            "docx",
            ".docx",
            "a Word file with styles, footnotes and a running head",
            "teikit.exporters.docx",
            options=("view",),
            extra="docx",
            needs=("docx",),
        ),
        Exporter(
            "pdf",
            ".pdf",
            "tagged pages with running heads and notes at the foot",
            "teikit.exporters.pdf",
            options=("view", "css"),
            extra="pdf",
            needs=("weasyprint",),
        ),
        Exporter(
            "latex",
            ".tex",
            "source for XeLaTeX and LuaLaTeX, with footnotes and stamps in boxes",
            "teikit.exporters.latex",
            options=("view", "fragment", "template"),
        ),
    )
}


def exporter(name: str) -> Exporter:
    """The exporter of this name. Raises TeikitError (TK401) where there is none."""
    if name not in EXPORTERS:
        raise refusal("TK401", f"there is no export format “{name}”", hint=f"choose one of: {', '.join(EXPORTERS)}")
    return EXPORTERS[name]


def export(document: TeiDocument, name: str, **options: Any) -> bytes:
    """The document in this format. Raises TeikitError where format or option is unknown, or the format's extra is missing."""
    return export_with_findings(document, name, **options)[0]


def export_with_findings(document: TeiDocument, name: str, **options: Any) -> Written:
    """The document in this format, and what the format could not express (TK402, once for each element name)."""
    chosen = exporter(name)
    chosen.accept(options)
    return chosen.write(document, **options)


def export_collection(documents: Iterable[TeiDocument], name: str, **options: Any) -> Written:
    """One file for all of the documents, in the order given. Raises TeikitError (TK442) where the format has no such file."""
    chosen = exporter(name)
    chosen.accept(options)
    if not chosen.collects:
        hint = f"choose one of: {', '.join(name for name, each in EXPORTERS.items() if each.collects)}"
        raise refusal("TK442", f"the format “{name}” has a file for each document, not one for all", hint=hint)
    return chosen.write_many(documents, **options)
