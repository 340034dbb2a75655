"""A TEI document: namespaces, safe parsing, writing that leaves white space alone."""

from __future__ import annotations

import os
from collections.abc import Sequence

from teikit.diagnostics import Location, refusal
from teikit.records import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree  # a tenth of a cold start, which a conversion to TEI does not need

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
XML_ID = f"{{{XML}}}id"
XML_LANG = f"{{{XML}}}lang"


def q(name: str) -> str:
    """A TEI element's name as lxml wants it."""
    return f"{{{TEI}}}{name}"


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def names(text: str) -> frozenset[str]:
    """Names of elements or attributes that stand in a text, parted by white space."""
    return frozenset(text.split())


class TeiDocument:
    """A TEI file that was read, or one that teikit made.

    Instead of the root it takes the bytes of a file that teikit wrote, which are parsed when `root` is first asked for.
    `origins[i]` is where the i-th element in document order comes from in the transcript, or None; empty for a file that
    was read. `data` is what was read.
    """

    __slots__ = ("_root", "data", "origins", "path")

    def __init__(
        self,
        root: etree._Element | bytes,
        path: str | None = None,
        origins: Sequence[Location | None] = (),
        data: bytes | None = None,
    ) -> None:
        self._root = root
        self.path = path
        self.origins = origins
        self.data = data

    @classmethod
    def parse(cls, data: bytes, path: str | None = None) -> TeiDocument:
        """Read XML without entity expansion, network access or repair. Raises TeikitError where it is not well-formed."""
        return cls(_parsed(data, path), path, data=data)

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> TeiDocument:
        """Read a file. Raises TeikitError where it cannot be opened or is not well-formed."""
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            raise refusal("TK006", f"cannot read {os.fspath(path)}: {error.strerror}") from None
        return cls.parse(data, os.fspath(path))

    @property
    def root(self) -> etree._Element:
        """The TEI element, or whatever the document's outermost element is."""
        if isinstance(self._root, bytes):
            self._root = _parsed(self._root, self.path)
        return self._root

    def origin(self, element: etree._Element) -> Location | None:
        """Where this element comes from in the transcript, if teikit made it."""
        if not self.origins:
            return None
        from lxml import etree

        for index, found in enumerate(self.root.iter(etree.Element)):
            if found is element:
                return self.origins[index]
        return None

    def to_bytes(self) -> bytes:
        """The document as UTF-8 with an XML declaration; white space is left as it stands."""
        from lxml import etree

        tree = self.root.getroottree()
        return etree.tostring(tree, encoding="UTF-8", xml_declaration=True) + b"\n"


def _parsed(data: bytes, path: str | None) -> etree._Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise refusal(
            "TK201",
            f"not well-formed XML: {(error.msg or 'no element found').partition(', line ')[0]}",
            Location(path, max(line, 1), max(column, 1)),
            "mend the markup at this place, then try again",
        ) from None
