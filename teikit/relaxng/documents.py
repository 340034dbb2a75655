"""Documents as they come to be validated: a path, bytes, or a tree that someone has read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Union

from lxml import etree

from teikit.relaxng.errors import Finding

if TYPE_CHECKING:
    from teikit.relaxng.positions import Positions

Document = Union[str, "os.PathLike[str]", bytes, etree._Element, "etree._ElementTree[etree._Element]"]

# what libxml2 refuses to read for safety's sake, by a word of its message
_LIMITS = {
    "amplification": (
        "the entities that the document declares grow without measure; it is not read",
        "write out what the entities stand for",
    ),
    "excessive depth": (
        "elements are nested more than 256 deep, which no text needs; the document is not read",
        "look for start tags without end tags",
    ),
}
_NO_TREE = etree.Element("none")


class Source:
    """A document with its tree, and its bytes where they can be had; `fault` says why there is no tree."""

    def __init__(self, root: etree._Element, data: bytes | None = None, fault: Finding | None = None) -> None:
        self.root = root
        self.fault = fault
        self._data = data

    @classmethod
    def of(cls, document: Document) -> Source:
        if isinstance(document, etree._ElementTree):
            return cls(document.getroot())
        if isinstance(document, etree._Element):
            return cls(document)
        if isinstance(document, bytes):
            return cls._parsed(document)
        try:
            return cls._parsed(Path(document).read_bytes())
        except OSError as error:
            return cls(_NO_TREE, fault=_fault(f"cannot be read: {error.strerror}", 1, 1, "check the path"))

    @classmethod
    def _parsed(cls, data: bytes) -> Source:
        # huge_tree stays off: it is what limits depth and the growth of entities
        parser = etree.XMLParser(
            resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            line, column = error.position
            message = (error.msg or "no element found").partition(", line ")[0]
            sentence, hint = next((words for sign, words in _LIMITS.items() if sign in message.lower()), (None, None))
            sentence = sentence or f"not well-formed XML: {message}"
            hint = hint or "mend the markup at this place, then try again"
            return cls(_NO_TREE, fault=_fault(sentence, max(line, 1), max(column, 1), hint))
        return cls(_with_entities(root, data), data)

    def positions(self) -> Positions | None:
        """The places of the elements, None where the bytes are not at hand or not those of the tree."""
        data = self._data or self._file()
        if data is None:
            return None
        from teikit.relaxng.positions import Positions  # only a document with faults needs it

        positions = Positions(data)
        return positions if len(positions) == sum(1 for _ in self.root.iter(etree.Element)) else None

    def _file(self) -> bytes | None:
        url = self.root.getroottree().docinfo.URL
        if not url or self.root.getparent() is not None:
            return None
        try:
            return Path(url.removeprefix("file://")).read_bytes()
        except OSError:
            return None


def _with_entities(root: etree._Element, data: bytes) -> etree._Element:
    if b"<!ENTITY" not in data and b"<\0!\0E" not in data:
        return root
    # hardly any document needs this
    from xml.parsers.expat import ExpatError

    from teikit.relaxng.entities import expanded, have_markup

    try:
        return expanded(data) if have_markup(root) else root
    except ExpatError:  # an encoding that expat does not know
        return root


def _fault(message: str, line: int, column: int, hint: str) -> Finding:
    return Finding("TK201", message, line, column, "malformed", hint=hint)
