"""Where in a file its elements, attributes and texts stand; worked out only for a document that has an error."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from typing import NamedTuple
from xml.parsers import expat

_LINE_END = re.compile(rb"\r\n?|\n")
_START_TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
_TAG_NAME = re.compile(rb"[^\s/>]+")
_ATTRIBUTE = re.compile(rb"([^\s=]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_SILENT = re.compile(rb"(?:[ \t\r\n]+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Span(NamedTuple):
    """A stretch of a file; lines and columns from 1, columns in characters, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Positions:
    """The elements of a document by their number in document order. Offsets are into the document as UTF-8."""

    def __init__(self, data: bytes) -> None:
        self._data = as_utf8(data)
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._instructions: list[tuple[str, int]] = []
        self._scan()
        self._lines = [0, *(found.end() for found in _LINE_END.finditer(self._data))]

    def __len__(self) -> int:
        return len(self._starts)

    def start_tag(self, element: int) -> Span:
        start = self._starts[element]
        return self._span(start, self._tag_end(start))

    def end_tag(self, element: int) -> Span:
        """The end tag; the whole tag of an element that has no other."""
        if self._is_closed_at_once(element):
            return self.start_tag(element)
        start = self._ends[element]
        return self._span(start, self._after(start))

    def attribute(self, element: int, at: int, value: bool) -> Span:
        """The n-th attribute, declarations of namespaces not counted, or its value without the quotes."""
        start = self._starts[element]
        name_end = _TAG_NAME.match(self._data, start + 1)
        tag = _ATTRIBUTE.finditer(self._data, name_end.end() if name_end else start, self._tag_end(start))
        found = [one for one in tag if not (one[1] == b"xmlns" or one[1].startswith(b"xmlns:"))]
        if at >= len(found):  # defaulted by a DTD: it stands nowhere in the file
            return self.start_tag(element)
        one = found[at]
        return self._span(one.start(2) + 1, one.end(2) - 1) if value else self._span(one.start(1), one.end(2))

    def text(self, element: int, after: int | None) -> Span:
        """The text in an element, from behind one child or from its start tag, without white space around it."""
        if after is not None:
            closed = self._is_closed_at_once(after)
            start = self._tag_end(self._starts[after]) if closed else self._after(self._ends[after])
        elif self._is_closed_at_once(element):
            return self.start_tag(element)
        else:
            start = self._tag_end(self._starts[element])
        silent = _SILENT.match(self._data, start)
        start = silent.end() if silent else start
        end = self._data.find(b"<", start + 1)
        text = self._data[start : end if end > 0 else len(self._data)]
        return self._span(start, start + len(text.rstrip(b" \t\r\n")))

    def instructions(self, name: str) -> list[Span]:
        """The processing instructions of a name, in document order."""
        return [
            self._span(start, self._data.find(b"?>", start) + 2) for each, start in self._instructions if each == name
        ]

    def _scan(self) -> None:
        parser = expat.ParserCreate("utf-8")
        starts, ends, open_ = self._starts, self._ends, list[int]()

        def begin(name: str, attributes: list[str]) -> None:
            open_.append(len(starts))
            starts.append(parser.CurrentByteIndex)
            ends.append(0)

        def finish(name: str) -> None:
            ends[open_.pop()] = parser.CurrentByteIndex

        def instruct(name: str, data: str) -> None:
            self._instructions.append((name, parser.CurrentByteIndex))

        parser.ordered_attributes = True
        parser.ProcessingInstructionHandler = instruct
        parser.StartElementHandler, parser.EndElementHandler = begin, finish
        try:
            parser.Parse(self._data, True)
        except expat.ExpatError:
            # what libxml2 took and expat does not: better no places than wrong ones
            starts.clear()

    def _is_closed_at_once(self, element: int) -> bool:
        return self._data.endswith(b"/>", 0, self._tag_end(self._starts[element]))

    def _tag_end(self, start: int) -> int:
        found = _START_TAG.match(self._data, start)
        return found.end() if found else self._after(start)

    def _after(self, start: int) -> int:
        return self._data.find(b">", start) + 1 or len(self._data)

    def _span(self, start: int, end: int) -> Span:
        line, column = self._place(start)
        found = self._data[start:end]
        if b"\n" in found or b"\r" in found:
            return Span(line, column, *self._place(end))
        return Span(line, column, line, column + _length(found))

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._lines, offset)
        return line, _length(self._data[self._lines[line - 1] : offset]) + 1


def _length(data: bytes) -> int:
    """In characters."""
    return len(data) if data.isascii() else len(data.decode("utf-8", "replace"))


def as_utf8(data: bytes) -> bytes:
    """What a file says in UTF-8: by its mark, else by its declaration; as it is where that is wrong."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding is None:
        declared = _DECLARED.match(data)
        encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    if encoding in ("utf-8", "us-ascii", "ascii"):
        return data
    try:
        return data.decode(encoding).encode("utf-8")
    except (LookupError, UnicodeDecodeError):
        return data
