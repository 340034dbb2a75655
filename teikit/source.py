"""The source: the text a reader delivers, its lines, and the way back from an offset to file and line."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from teikit.diagnostics import Diagnostic, Location
from teikit.expressions import expression
from teikit.records import NamedTuple

# XML 1.0, production 2 (Char), less what str.isspace calls white space: that has no home and is derived
FORBIDDEN = expression("[\x00-\x08\x0e-\x1b\ud800-\udfff\ufffe\uffff]+")
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1C)])


class Line(NamedTuple):
    """A stretch of one line of the source, without its line end and without white space at either side.

    Offsets are into `Source.text`. A line of a separated column is a part of a line of the source.
    `states` is what the file says of the line without characters ("head 2", "item 1", "cell 3"), if anything.
    """

    start: int
    end: int
    states: str = ""

    @property
    def blank(self) -> bool:
        return self.start == self.end


class Source:
    """What a reader delivers. The partition is of `text`, whose line ends are all LF; `raw_sha256` is of the bytes."""

    __slots__ = ("_lines", "_starts", "diagnostics", "encoding", "path", "raw_sha256", "text")

    def __init__(
        self,
        path: str | None,
        text: str,
        raw_sha256: str,
        encoding: str = "utf-8",
        diagnostics: tuple[Diagnostic, ...] = (),
    ) -> None:
        self.path = path
        self.text = text
        self.raw_sha256 = raw_sha256
        self.encoding = encoding
        self.diagnostics = diagnostics
        self._starts: list[int] = []
        self._lines: list[Line] = []

    def with_text(self, text: str) -> Source:
        """This source read as another text of the same length and lines."""
        return Source(self.path, text, self.raw_sha256, self.encoding, self.diagnostics)

    def with_findings(self, *diagnostics: Diagnostic) -> Source:
        """This source with more to be said about it."""
        return Source(self.path, self.text, self.raw_sha256, self.encoding, (*self.diagnostics, *diagnostics))

    @property
    def lines(self) -> list[Line]:
        """The lines in order, white space at both sides left out; a blank line is an empty range. Not to be changed."""
        if not self._lines:
            start = 0
            for raw in self.text.split("\n"):
                bare = raw.strip()
                first = start + len(raw) - len(raw.lstrip()) if len(bare) < len(raw) and bare else start
                self._lines.append(Line(first, first + len(bare)))
                start += len(raw) + 1
        return self._lines

    def line_number(self, offset: int) -> int:
        """The number, from 1, of the line that holds this offset."""
        return bisect_right(self._line_starts(), offset)

    def _line_starts(self) -> list[int]:
        if not self._starts:
            self._starts.extend(accumulate([len(line) + 1 for line in self.text.split("\n")], initial=0))
        return self._starts

    def place(self, start: int, end: int | None = None) -> Location:
        """Where a range of the text stands in the file."""
        line = self.line_number(start)
        column = start - self._line_starts()[line - 1] + 1
        if end is None:
            return Location(self.path, line, column)
        last = self.line_number(max(start, end - 1))
        return Location(self.path, line, column, last, end - self._starts[last - 1] + 1)


def forbidden(text: str) -> list[tuple[int, int]]:
    """The ranges that XML cannot hold and that are not white space: they find their home as dropped.

    A form feed, a vertical tab and the separators U+001C to U+001F are white space: they stay in the source, and
    what is written has a blank for them.
    """
    return [match.span() for match in FORBIDDEN.finditer(text)] if holds_forbidden(text) else []


def holds_forbidden(text: str) -> bool:
    """Whether XML cannot hold a text; asked of every text, and so of its bytes: an eighth of the time of a search."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return True  # a surrogate
    return len(data.translate(None, _CONTROLS)) < len(data) or "\ufffe" in text or "\uffff" in text
