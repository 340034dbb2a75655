"""A header's elements by path and by name, and their words as a reader takes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from teikit.exporters.walking import Element, name
from teikit.expressions import expression

# no path asked for is longer, and a header may be as deep as it likes
_LONGEST = 200
# what RFC 3986 leaves out of addresses; letters of any script may stand (RFC 3987)
_WEB = expression(r"https?://[^\s<>\"{}|\\^`\[\]]+")
NAMES = ("persName", "orgName", "name", "rs")
PLACES = ("placeName", "settlement", "district", "region", "country", "geogName")
_WORDY = frozenset(NAMES) | frozenset(PLACES) | {"author", "editor", "principal"}


class Header:
    """A header's elements by path and by name, gathered in one pass."""

    def __init__(self, element: Element | None) -> None:
        self.element = element
        self.paths: dict[str, list[Element]] = defaultdict(list)
        self.names: dict[str, list[Element]] = defaultdict(list)
        waiting = [("", element)] if element is not None else []
        while waiting:
            above, parent = waiting.pop()
            below = []
            for found in parent:
                if kind := name(found):
                    path = above + kind
                    self.paths[path].append(found)
                    self.names[kind].append(found)
                    if len(found) and len(path) < _LONGEST:
                        below.append((f"{path}/", found))
            # the children of the first come first
            waiting += reversed(below)

    def all(self, *paths: str) -> list[Element]:
        return [element for path in paths if path in self.paths for element in self.paths[path]]

    def first(self, path: str) -> Element | None:
        return next(iter(self.all(path)), None)


def words(element: Element | None) -> str:
    """The text of an element on one line; a record's parts are parted by commas, those of a name by spaces."""
    if element is None:
        return ""
    if not len(element):
        text = element.text
        return " ".join(text.split()) if text else ""
    direct = (element.text or "").strip() or any((child.tail or "").strip() for child in element)
    if direct:
        return " ".join("".join(_texts(element)).split())
    return joint(element).join(filter(None, (words(child) for child in element if name(child))))


def joint(element: Element) -> str:
    """What parts the parts of an element that has no words of its own."""
    return " " if name(element) in _WORDY else ", "


def _texts(element: Element) -> Iterator[str]:
    if next(element.iter("{*}lb"), None) is None:
        yield from element.itertext()
        return
    for event, part in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            yield " " if name(part) == "lb" and part.get("break") != "no" else ""
            yield part.text or ""
        elif part is not element:
            yield part.tail or ""


def paragraphs(element: Element) -> Iterator[str]:
    """The paragraphs of an element, or its own words where it has none."""
    parts = [part for part in element if name(part)]
    yield from filter(None, map(words, parts) if parts and not (element.text or "").strip() else [words(element)])


def web(text: str) -> str:
    """The text if it is an address on the web, else nothing."""
    found = _WEB.fullmatch(text)
    return found.group() if found else ""
