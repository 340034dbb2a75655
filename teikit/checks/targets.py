"""What a document's pointers may lead to: its own elements with an xml:id, and those of the files that it includes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from teikit.diagnostics import TeikitError
from teikit.relaxng.vocabulary import nearest
from teikit.tei import XML, XML_ID, TeiDocument, q

_INCLUDE = "{http://www.w3.org/2001/XInclude}include"
_WHOLE = (q("TEI"), q("teiCorpus"))
_BASE = f"{{{XML}}}base"
_MANY = 500  # so many names are not compared with each that is nowhere


class Targets:
    """The elements of a document by xml:id; with XInclude also those of the files included, if they are at hand."""

    def __init__(self, document: TeiDocument) -> None:
        self.complete = document.root.tag in _WHOLE
        """Whether this is a whole document, and all that it includes could be read; if not, a target may be elsewhere."""
        self._document = document
        self._roots = [document.root, *self._included(document.root, document.path, set())]
        self._by_id: dict[str, list[etree._Element]] = {}
        for root in self._roots:
            for element in root.iter(etree.Element):
                name = element.get(XML_ID)
                if name is not None:
                    self._by_id.setdefault(name.strip(), []).append(element)

    def __getitem__(self, name: str) -> list[etree._Element]:
        """The elements with this xml:id, which should be one."""
        return self._by_id.get(name, [])

    @property
    def names(self) -> list[str]:
        return list(self._by_id)

    def near(self, name: str) -> str | None:
        """The xml:id that is most like a name, if one is. Those that count up are like each other, and none is another misspelt."""
        alike = self._by_figures.get(_figures(name), [])
        return nearest(name, alike) if len(alike) <= _MANY else None

    @cached_property
    def _by_figures(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._by_id:
            found.setdefault(_figures(name), []).append(name)
        return found

    def repeated(self) -> Iterator[list[etree._Element]]:
        """Elements of the document itself that share an xml:id."""
        own = self._document.root.getroottree()
        for name, elements in self._by_id.items():
            here = [element for element in elements if element.getroottree().getroot() is own.getroot()]
            if name and len(here) > 1:
                yield here

    def named(self, name: str) -> Iterator[etree._Element]:
        """All elements of a name, in the document and in what it includes."""
        for root in self._roots:
            yield from root.iter(name)

    def is_here(self, element: etree._Element) -> bool:
        """Whether `#id` in this element means an element of this document: with @xml:base it means one of another."""
        return not (self._has_bases and any(each.get(_BASE) for each in (element, *element.iterancestors())))

    @cached_property
    def _has_bases(self) -> bool:
        return any(element.get(_BASE) for element in self._document.root.iter(etree.Element))

    def _included(self, root: etree._Element, path: str | None, met: set[Path]) -> Iterator[etree._Element]:
        if next(root.iter(etree.Entity), None) is not None:
            self.complete = False
        for include in root.iter(_INCLUDE):
            if include.get("parse") == "text":
                continue
            href = include.get("href", "")
            file = (Path(path or ".").parent / unquote(href)).resolve() if href and "://" not in href else None
            if file is None or not file.is_file():
                self.complete = False
            elif file not in met:
                met.add(file)
                yield from self._read(file, met)

    def _read(self, file: Path, met: set[Path]) -> Iterator[etree._Element]:
        try:
            inner = TeiDocument.read(file).root
        except TeikitError:
            self.complete = False
            return
        yield inner
        yield from self._included(inner, str(file), met)


def _figures(name: str) -> str:
    return "".join(filter(str.isdigit, name))
