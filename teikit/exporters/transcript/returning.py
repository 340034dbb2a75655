"""What a transcript would be read as again: the way of a conversion up to the TEI, and what of a document comes back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from teikit.encode import document_element, encoded
from teikit.exporters.walking import Element, name
from teikit.fitting import fitted
from teikit.header import header
from teikit.inventory import inventory
from teikit.metadata import Metadata
from teikit.nodes import Node
from teikit.profile import Profile
from teikit.readers.text import source_of_text
from teikit.recognize import recognize
from teikit.tei import TeiDocument

# pointers to what the header declares, and who decided
_ASIDE = frozenset({"resp", "hand", "who", "{http://www.w3.org/XML/1998/namespace}id"})
# what a header says of its own making
_MAKING = frozenset({"encodingDesc", "revisionDesc"})
Feature = tuple[str, tuple[tuple[str, str], ...], str]


def read_again(text: str, profile: Profile) -> Element:
    """The TEI that a transcript becomes with this profile; an empty element where there is no text."""
    if not text.strip():
        return etree.Element("TEI")
    recognized = recognize(source_of_text(text), profile)
    fitted(recognized.body)
    body = Node("text", {"xml:lang": recognized.language}, [*recognized.frame.dropped, recognized.body])
    tree = document_element(header(recognized, Metadata()), body)
    source = recognized.context.source
    data, _ = encoded(tree, inventory(tree, source.text), source)
    return TeiDocument.parse(data).root


def features(root: Element, of_header: bool = False) -> Counter[Feature]:
    """The elements of a document's text, or of its header, each with its attributes and words, as often as they stand there."""
    return Counter(feature for _, feature in featured(root, of_header))


def featured(root: Element, of_header: bool = False) -> Iterator[tuple[Element, Feature]]:
    """The elements of a document's text, or those of its header without encodingDesc, and what has to come back of each."""
    parts = [part for part in root if name(part) and (name(part) == "teiHeader") == of_header]
    if of_header:
        parts = [child for part in parts for child in part if name(child) and name(child) not in _MAKING]
    return (pair for part in parts for pair in _featured(part))


def _featured(part: Element) -> Iterator[tuple[Element, Feature]]:
    """In document order, in one walk: TEI from elsewhere may be nested as deep as it likes."""
    said: list[str] = []
    length = 0
    begun: list[int] = []
    found: list[tuple[Element, int]] = []
    ends: dict[int, int] = {}
    for event, element in etree.iterwalk(part, events=("start", "end", "comment", "pi")):
        inside = event == "start"
        if inside:
            begun.append(len(found))
            found.append((element, length))
        elif event == "end":
            ends[begun.pop()] = length
        text = "".join(((element.text if inside else element.tail if element is not part else "") or "").split())
        said.append(text)
        length += len(text)
    whole = "".join(said)
    for index, (element, start) in enumerate(found):
        stated = tuple(sorted((str(key), str(value)) for key, value in element.items() if key not in _ASIDE))
        yield element, (name(element), stated, whole[start : ends[index]])
