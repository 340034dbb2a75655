"""Footnotes and endnotes: texts with labels below the document, and the calls for them within it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from teikit.expressions import expression
from teikit.nodes import Child, Mark, Node, Slice
from teikit.recognize.layout import Group
from teikit.records import NamedTuple
from teikit.source import Line

LONGEST_LABEL = 8


class Footnote:
    """A note: its number as typed, the call as a range of the source (empty where none was found), its label, its lines.

    `placed` says that its node has been made.
    """

    __slots__ = ("call", "label", "lines", "n", "placed")

    def __init__(self, n: str, call: tuple[int, int], label: tuple[int, int], lines: Group) -> None:
        self.n = n
        self.call = call
        self.label = label
        self.lines = lines
        self.placed = False

    def node(self, text: str) -> Node:
        """The note at its call; its text, typed below the document, is moved there."""
        self.placed = True
        children: list[Child] = [Mark(*self.label, "note/@n"), *self._pieces(text)]
        if self.called:
            children.insert(0, Mark(*self.call, "note"))
        kind = {"type": "footnote", "place": "bottom"} if self.called else {"type": "endnote", "place": "end"}
        return Node("note", {**kind, "n": self.n}, children, "footnote")

    def _pieces(self, text: str) -> list[Slice]:
        """The lines as slices; they follow each other unless a running head was taken out between them."""
        pieces = [Slice(*self.lines[0][:2])]
        for line in self.lines[1:]:
            apart = text[pieces[-1].end : line.start].strip()
            pieces.append(Slice(line.start if apart else pieces.pop().start, line.end))
        return pieces

    @property
    def called(self) -> bool:
        return self.call[0] < self.call[1]


class Calls:
    """The footnotes of a document by the place of their calls, and those (`orphans`) whose call was not found."""

    def __init__(self, notes: Sequence[Footnote] = ()) -> None:
        self.notes = sorted((note for note in notes if note.called), key=lambda note: note.call)
        self.orphans = [note for note in notes if not note.called]
        self.starts = [note.call[0] for note in self.notes]

    def __bool__(self) -> bool:
        return bool(self.notes)

    def give_up(self) -> list[Footnote]:
        """The notes that have no place yet: their calls were not found, or are part of something that holds no note."""
        lost = [note for note in self.notes if not note.placed]
        for note in lost:
            note.call = (0, 0)
        return sorted([*self.orphans, *lost], key=lambda note: note.label)

    def within(self, start: int, end: int) -> list[Footnote]:
        """The notes called between two offsets of the source, in order."""
        return self.notes[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def alone(self, line: Line) -> list[Footnote]:
        """The notes called on a line that holds nothing but their calls."""
        notes = self.within(line.start, line.end)
        return notes if notes and sum(note.call[1] - note.call[0] for note in notes) == line.end - line.start else []

    def without_last(self, line: Line) -> tuple[Line, list[Footnote]]:
        """A line without the calls at its end, and these."""
        found: list[Footnote] = []
        end = line.end
        for note in reversed(self.within(line.start, line.end)):
            if note.call[1] != end:
                break
            found.insert(0, note)
            end = note.call[0]
        return (line._replace(end=end), found) if line.start < end else (line, [])


def footnotes(groups: Sequence[Group], text: str) -> tuple[Calls, list[Group]]:
    """The footnotes at the end of a document with their calls, and the groups that are not footnotes.

    Labels count up from the first, and two thirds of them at least have their calls in the text above, in the same order.
    """
    for style in STYLES:
        first, notes = _labelled(groups, text, style)
        if not notes:
            continue
        called = _called(notes, text, groups[0][0].start, min(note.label[0] for note in notes), style)
        if 3 * sum(note.called for note in called) >= 2 * len(notes):
            return Calls(called), _without(groups, first, notes)
    return Calls(), list(groups)


class Style(NamedTuple):
    """How a note is labelled at the start of its text, and called for; `{n}` stands for its number."""

    label: re.Pattern[str]
    call: str
    glued: bool = False


STYLES = (
    Style(expression(r"\[(?P<n>\d{1,3}|[a-z]|[ivx]{1,6})\]\s*"), r"\[{n}\]"),
    Style(expression(r"/(?P<n>\d{1,3})/\s*"), r"/{n}/"),
    Style(expression(r"\((?P<n>\d{1,3})\)\s+"), r"(?<=\S)\({n}\)"),
    # a bare figure glued to the word, the punctuation or the year before it
    Style(
        expression(r"(?P<n>\d{1,3})[.)]?\s+"),
        r"(?:(?<=[^\W\d_])|(?<=[^\W\d_A-Z][.,;:!?])|(?<=[”“\"’»)\]…])|(?<=[a-z]\d[.])|(?<=\b1[5-9]\d\d)){n}(?!\d|[^\W\d_])",
        glued=True,
    ),
    Style(expression(r"(?P<n>\*{1,4}|†|‡)\s*"), r"(?<=\S){n}(?![*])"),
)


def _labelled(groups: Sequence[Group], text: str, style: Style) -> tuple[int, list[Footnote]]:
    """The notes at the end, from the last line back to the note that is numbered first; where they begin among the groups."""
    lines = [(index, line) for index, group in enumerate(groups) for line in group]
    found: list[Footnote] = []
    tail: Group = []
    for index, line in reversed(lines):
        match = style.label.match(text, line.start, min(line.start + LONGEST_LABEL, line.end))
        tail.insert(0, line)
        if match is None or match.end() >= line.end:
            if len(tail) > 12:
                break
            continue
        n = match["n"]
        if found and not _precedes(n, found[0].n):
            break
        own = [Line(match.end(), line.end), *tail[1:]]
        found.insert(0, Footnote(n, (0, 0), (line.start, match.end()), own))
        tail = []
        if _is_first(n):
            return index, found
    return 0, []


def _is_first(n: str) -> bool:
    return n in ("1", "a", "i", "*")


def _precedes(n: str, following: str) -> bool:
    if n.isdigit() and following.isdigit():
        return int(n) + 1 == int(following)
    if set(n) == {"*"} == set(following):
        return len(n) + 1 == len(following)
    romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
    if n in romans and following in romans:
        return romans.index(n) + 1 == romans.index(following)
    return len(n) == len(following) == 1 and ord(n) + 1 == ord(following)


def _called(notes: list[Footnote], text: str, start: int, end: int, style: Style) -> list[Footnote]:
    """The notes, with those calls that are found one after the other."""
    found, first = [], start
    for note in notes:
        match = re.compile(style.call.replace("{n}", re.escape(note.n))).search(text, start, end)
        if match is None:
            found.append(note)
            continue
        start = match.end()
        found.append(Footnote(note.n, match.span(), note.label, note.lines))
    return _called_elsewhere(found, text, first, end) if style.glued else found


def _called_elsewhere(notes: list[Footnote], text: str, start: int, end: int) -> list[Footnote]:
    """Notes without a call so far, where a figure between the calls of their neighbours can be theirs.

    It stands glued to another figure, or alone on a line, as one for a letterhead does. Where a figure stands alone
    that is no such note's number, those are the numbers of pages.
    """
    missing = {note.n for note in notes if not note.called}
    alone = {match["n"]: match.span("n") for match in _ALONE.finditer(text, start, end)} if missing else {}
    pages = not alone.keys() <= missing
    found: list[Footnote] = []
    for number, note in enumerate(notes):
        before = max((earlier.call[1] for earlier in found), default=start)
        behind = min((later.call[0] for later in notes[number:] if later.called), default=end)
        calls = [] if note.called or pages or note.n not in alone else [alone[note.n]]
        if not note.called and (glued := re.compile(_TO_FIGURE.replace("{n}", note.n)).search(text, before, behind)):
            calls.append(glued.span())
        call = next((call for call in calls if before <= call[0] < behind), (0, 0))
        found.append(Footnote(note.n, call, note.label, note.lines) if call[1] else note)
    return found


# "No. 38,5", "GUAT 857.2", "at 1556;2"
_TO_FIGURE = r"(?<=\d[.,;:]){n}(?=\s|$)"
_ALONE = expression(r"(?m)^[^\S\n]*(?P<n>\d{1,3})[^\S\n]*$")


def _without(groups: Sequence[Group], first: int, notes: list[Footnote]) -> list[Group]:
    """The groups above the first note; lines of its own group that stand before it stay."""
    start = notes[0].label[0]
    kept = [list(group) for group in groups[:first]]
    before = [line for line in groups[first] if line.start < start]
    return [*kept, before] if before else kept
