"""A file as text that can be edited in places, so that everything else of it stays byte for byte what it was."""

from __future__ import annotations

import codecs
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from teikit.expressions import expression

_LINE_END = expression(r"\r\n?|\n")
_DECLARED = expression(r"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
# with the mark as the first sign of the text, so that it is written again
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MARK = "\ufeff"


class Edit(NamedTuple):
    """What stands between two offsets of a text, and what is to stand there."""

    start: int
    end: int
    new: str


class EditableText:
    """The text of a file. Places are those of diagnostics: lines and columns from 1, in characters."""

    def __init__(self, text: str, encoding: str) -> None:
        self.text = text
        self._encoding = encoding
        first = int(text.startswith(_MARK))
        self._lines = [first, *(found.end() for found in _LINE_END.finditer(text))]

    @classmethod
    def of(cls, data: bytes) -> EditableText | None:
        """The text of XML; None where it cannot be decoded, or would not be the same bytes when written again."""
        encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _declared(data)
        try:
            text = data.decode(encoding)
            return cls(text, encoding) if text.encode(encoding) == data else None
        except (LookupError, UnicodeError):
            return None

    def offset(self, line: int, column: int) -> int:
        return self._lines[line - 1] + column - 1

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """The bytes with the edits made, which do not overlap. Raises UnicodeEncodeError where the encoding lacks a letter."""
        parts, at = [], 0
        for edit in sorted(edits):
            parts += [self.text[at : edit.start], edit.new]
            at = edit.end
        return "".join([*parts, self.text[at:]]).encode(self._encoding)


def overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits are about the same letters, or the same place between them."""
    return (one.start < other.end and other.start < one.end) or one.start == other.start


def _declared(data: bytes) -> str:
    found = _DECLARED.match(data[:200].decode("latin-1"))
    return found[1] if found else "utf-8"
