"""Where an element stands: in the transcript if teikit made the document, else in the file that was read."""

from __future__ import annotations

from functools import cached_property

from lxml import etree

from teikit.diagnostics import Location
from teikit.tei import TeiDocument


class Places:
    """The places of one document's elements. An element that has no origin takes that of the next one around it."""

    def __init__(self, document: TeiDocument) -> None:
        self.document = document

    def of(self, element: etree._Element) -> Location:
        for each in (element, *element.iterancestors()):
            origin = self._origins.get(each)
            if origin is not None:
                return origin
        return Location(self.document.path, element.sourceline or 1)

    @cached_property
    def _origins(self) -> dict[etree._Element, Location | None]:
        if not self.document.origins:
            return {}
        return dict(zip(self.document.root.iter(etree.Element), self.document.origins, strict=False))
