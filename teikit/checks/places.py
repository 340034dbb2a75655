"""Where an element stands: in the transcript if teikit made the document, else in the file that was read."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from teikit.diagnostics import Location
from teikit.tei import TeiDocument

if TYPE_CHECKING:
    from teikit.relaxng.positions import Positions


class Places:
    """The places of one document's elements. An element that has no origin takes that of the next one around it."""

    def __init__(self, document: TeiDocument) -> None:
        self.document = document

    def of(self, element: etree._Element, attribute: str | None = None) -> Location:
        """Where an element begins, or the value of one of its attributes stands."""
        for each in (element, *element.iterancestors()) if self.document.origins else ():
            origin = self.document.origins[self._numbers[each]]
            if origin is not None:
                return origin
        if self._tags is None:
            return Location(self.document.path, element.sourceline or 1)
        number = self._numbers[element]
        if attribute is not None and attribute in element.attrib:
            at = list(element.attrib).index(attribute)
            return Location(self.document.path, *self._tags.attribute(number, at, value=True))
        return Location(self.document.path, *self._tags.start_tag(number))

    @cached_property
    def _numbers(self) -> dict[etree._Element, int]:
        return {element: number for number, element in enumerate(self.document.root.iter(etree.Element))}

    @cached_property
    def _tags(self) -> Positions | None:
        """The start tags of the file; None where it is not at hand or the tree was changed since it was read."""
        if self.document.data is None:
            return None
        # only a document with faults needs it
        from teikit.relaxng.positions import Positions

        tags = Positions(self.document.data)
        return tags if len(tags) == len(self._numbers) else None
