"""What one line of a page around a text says: a label with its value, a shape that tells what it holds, furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teikit.expressions import expression
from teikit.grammars.dates import whole_date
from teikit.nodes import Mark, Run, Slice
from teikit.profile import Field, Profile, compiled
from teikit.records import NamedTuple
from teikit.source import Line

# kinds whose value is one line at most; "record" keeps its label as text, "text" says that the text begins
ONE_LINE = frozenset(
    """original_language contents language id type classification uploaded date record url shelfmark collection repository
    publisher""".split()  # noqa: SIM905
)
TEXT = "text"
# a paragraph without a label that a shape is tried on: so many lines, so many characters
MOST_LINES, LONGEST = 8, 4000

BLANK_LINE = expression(r"\n\s*\n")
AROUND = " \t•·*"
_BEFORE_VALUE = expression(r"[ \t*]*")


class Statement(NamedTuple):
    """What `taken` lines say: `runs` by the kind they hold, `marks`, and the kind whose value begins here (`opens`).

    `rest` is what the last line leaves: the beginning of that value, or of the text.
    """

    taken: int
    runs: tuple[tuple[str, Run], ...] = ()
    marks: tuple[tuple[str, Mark], ...] = ()
    opens: str = ""
    label: str = ""
    rest: Line | None = None
    furniture: bool = False

    @property
    def holds(self) -> str:
        """The kind that this is about, or nothing."""
        return self.opens or (self.runs or self.marks or (("", None),))[0][0]

    def has(self, kind: str) -> bool:
        return any(held == kind for held, _ in self.runs)


class PageLines:
    """The lines of a page, read with the labels and shapes of one end of it.

    `starts` are the offsets of the first lines of groups, `recurring` those of running heads.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        starts: frozenset[int],
        recurring: frozenset[int],
        text: str,
        chosen: Profile,
        ends: tuple[Sequence[Field], Sequence[str]],
    ) -> None:
        self.recurring = recurring
        self.lines, self.starts, self.text, self.words = lines, starts, text, chosen.words.within(text)
        self.values = {kind: compiled(pattern, self.words) for kind, pattern in chosen.frame.values.items()}
        self.labels = {field.label.lower(): field for field in ends[0]}
        self.shapes = [compiled(pattern, self.words) for pattern in ends[1]]
        self.furniture = one_of(chosen.frame.furniture)
        self.spaced = BLANK_LINE.search(text) is not None

    def typed(self, index: int) -> str:
        line = self.lines[index]
        return self.text[line.start : line.end]

    def statement(self, index: int) -> Statement | None:
        """What the frame says from this line on, or None where the line is no part of it by itself."""
        return self.sign(index) or self.shape(index, self._ranges(index))

    def sign(self, index: int) -> Statement | None:
        """What this line says where it is furniture or begins with a label."""
        if self.lines[index].start in self.recurring or self._is_furniture(self.typed(index)):
            return Statement(1, furniture=True)
        return self.label(index)

    def date(self, index: int) -> Statement | None:
        """A line of nothing but a date."""
        if whole_date(self.typed(index), self.words) is None:
            return None
        return Statement(1, (("date", self.run(index, index + 1)),))

    def run(self, start: int, end: int) -> Run:
        """These lines as one piece."""
        return Run(self.text, [Slice(self.lines[start].start, self.lines[end - 1].end)])

    def label(self, index: int) -> Statement | None:
        """A line that begins with a label, or is one."""
        line, typed = self.lines[index], self.typed(index)
        head, colon, _ = typed.partition(":")
        field = self.labels.get(head.strip(AROUND).lower())
        if field is None or (not colon and typed.strip(AROUND) != field.label):
            return None
        end = line.start + len(head) + len(colon)
        begins = _BEFORE_VALUE.match(self.text, end, line.end)
        value = Line(begins.end() if begins else end, line.end)
        mark = (field.holds, Mark(line.start, end if value.blank else value.start, field.holds))
        if value.blank:
            mark = (field.holds, Mark(line.start, line.end, field.holds))
        said = Statement(1, (), (mark,), field.holds, field.label, None if value.blank else value)
        if field.holds in self.values:
            return self._shaped_value(said, index)
        return self._line_value(said, index) if field.holds in ONE_LINE else said

    def _line_value(self, said: Statement, index: int) -> Statement:
        """A value of one line: the rest of the label's, else the next line, unless that says something else."""
        kind = said.opens
        value, taken = said.rest, 1
        if value is None and index + 1 < len(self.lines) and not self._is_sign(index + 1):
            value, taken = self.lines[index + 1], 2
        if value is None:
            return said._replace(opens="", taken=1)
        runs = ((kind, Run(self.text, [Slice(value.start, value.end)])),)
        if kind != "record":
            return said._replace(taken=taken, runs=runs, opens="", rest=None)
        whole = Run(self.text, [Slice(self.lines[index].start, value.end)])
        return said._replace(taken=taken, runs=((kind, whole),), marks=(), opens="", rest=None)

    def _is_sign(self, index: int) -> bool:
        typed = self.typed(index)
        if self._is_furniture(typed):
            return True
        head, colon, _ = typed.partition(":")
        field = self.labels.get(head.strip(AROUND).lower())
        return field is not None and (bool(colon) or typed.strip(AROUND) == field.label)

    def _is_furniture(self, typed: str) -> bool:
        return self.furniture is not None and self.furniture.fullmatch(typed) is not None

    def _shaped_value(self, said: Statement, index: int) -> Statement | None:
        """A value that has a shape of its own, in one line or more; what follows on the same line is left.

        None where there is no such value: then the line is no label.
        """
        kind, pattern = said.opens, self.values[said.opens]
        runs = []
        value = said.rest
        while True:
            if value is None and index + said.taken < len(self.lines):
                value = self.lines[index + said.taken]
                said = said._replace(taken=said.taken + 1)
            match = pattern.match(self.text, value.start, value.end) if value is not None else None
            if match is None or value is None:
                break
            runs.append((kind, Run(self.text, [Slice(*match.span())])))
            start = value.end - len(self.text[match.end() : value.end].lstrip())
            if start < value.end:
                return said._replace(runs=tuple(runs), opens="", rest=Line(start, value.end))
            value = None
        if not runs:
            return None
        if value is not None:
            said = said._replace(taken=said.taken - 1)
        return said._replace(runs=tuple(runs), opens="", rest=None)

    def shape(self, index: int, ranges: Iterator[tuple[int, int]]) -> Statement | None:
        """The first shape that one of these ranges of lines has."""
        for start, end in ranges if self.shapes else ():
            first, last = self.lines[start].start, self.lines[end - 1].end
            if last - first > LONGEST:
                continue
            for pattern in self.shapes:
                match = pattern.fullmatch(self.text, first, last)
                said = self._shaped(match, end - start) if match is not None else None
                # a summary without a label is a paragraph: where no blank lines part these, a line
                if said is not None and (self.spaced or end == start + 1 or not said.has("abstract")):
                    return said
        return None

    def _ranges(self, index: int) -> Iterator[tuple[int, int]]:
        """From a line on: to the end of its group, where blank lines part groups, the line alone, a few lines."""
        end = index + 1
        while end < len(self.lines) and end - index < MOST_LINES and self.lines[end].start not in self.starts:
            end += 1
        if self.spaced and end > index + 1:
            yield index, end
        yield from ((index, last) for last in range(index + 1, end + 1))

    def ranges_to(self, index: int) -> Iterator[tuple[int, int]]:
        """Up to a line: from the start of its group, where blank lines part groups, the line alone, a few lines."""
        start = index
        while start > 0 and index - start < MOST_LINES - 1 and self.lines[start].start not in self.starts:
            start -= 1
        if self.spaced and start < index:
            yield start, index + 1
        yield from ((first, index + 1) for first in range(index, start - 1, -1))

    def _shaped(self, match: re.Match[str], taken: int) -> Statement | None:
        """The groups of a shape as runs, what stands between them as marks; a group `date` must be one."""
        runs: list[tuple[str, Run]] = []
        marks: list[tuple[str, Mark]] = []
        position, last = match.start(), ""
        spans = sorted((match.span(kind), kind) for kind in match.groupdict() if match.group(kind))
        for (start, end), kind in spans:
            if kind == "date" and whole_date(match.group(kind), self.words) is None:
                return None
            if self.text[position:start].strip():
                marks.append((kind, Mark(position, start, kind)))
            runs.append((kind, Run(self.text, [Slice(start, end)])))
            position, last = end, kind
        if self.text[position : match.end()].strip():
            marks.append((last, Mark(position, match.end(), last)))
        return Statement(taken, tuple(runs), tuple(marks))


def one_of(patterns: Sequence[str]) -> re.Pattern[str] | None:
    """One pattern for several; None for none."""
    return expression("|".join(f"(?:{pattern})" for pattern in patterns)) if patterns else None
