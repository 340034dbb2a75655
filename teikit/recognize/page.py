"""A page around a text: what stands above it and below it, taken from its lines until the text alone remains."""

from __future__ import annotations

from collections.abc import Sequence

from teikit.nodes import Dropped, Run, Slice
from teikit.profile import Field, Profile, compiled
from teikit.recognize.layout import FINAL, Group
from teikit.recognize.page_lines import BLANK_LINE, TEXT, PageLines, Statement
from teikit.recognize.running import running
from teikit.recognize.titles import title
from teikit.records import TYPE_CHECKING
from teikit.source import Line

if TYPE_CHECKING:
    from teikit.recognize.frame import Frame

FIRST_LINES = 80  # a frame's labels above the text stand within these
LAST_LINES = 120  # those below it within these
# how many lines may stand between what the frame says and the next thing it says, by what it said
ROOM = {"contents": 0, "abstract": 40}
ROOM_FOR_LINE, ROOM_FOR_VALUE, ROOM_FOR_TITLE, ROOM_BELOW = 3, 10, 12, 25
LEAST_BELOW = 3  # labels; a text may well end with a line or two that look like one
LONGEST_TITLE = 4  # lines
LISTS = frozenset(["authors", "people", "places", "topics", "subjects", "donors"])  # a name or term a line
RUNNING, FURNITURE = "running head", "page furniture"


class Page:
    """The lines of a page; `first` and `last` close in on those that are text."""

    def __init__(self, groups: Sequence[Group], text: str, chosen: Profile, found: Frame) -> None:
        self.text, self.chosen, self.found = text, chosen, found
        self.lines = [line for group in groups for line in group]
        self.recurring = running(self.lines, text, chosen.frame)
        self.starts = frozenset(group[0].start for group in groups)
        self.first, self.last = 0, len(self.lines)

    def groups(self) -> list[Group]:
        """The lines that remain, in the groups they came in; running heads are left out."""
        made: list[Group] = []
        begins = True
        for line in self.lines[self.first : self.last]:
            begins = begins or line.start in self.starts
            if line.start in self.recurring:
                self.found.dropped.append(Dropped(*line[:2], RUNNING))
                begins = begins or not (made and self._goes_on(made[-1]))
                continue
            if begins:
                made.append([line])
            else:
                made[-1].append(line)
            begins = False
        return made

    def _goes_on(self, group: Group) -> bool:
        """Whether a paragraph is cut within a sentence, so that it goes on below a running head."""
        first, last = self.text[group[0].start], self.text[group[-1].end - 1]
        return first.isalnum() and last not in FINAL

    def reader(self, fields: Sequence[Field], shapes: Sequence[str]) -> PageLines:
        """What reads the lines that no other end of the page has taken."""
        lines = self.lines[: self.last]
        return PageLines(lines, self.starts, self.recurring, self.text, self.chosen, (fields, shapes))

    # ---- below the text ------------------------------------------------------------------------------------------

    def below(self) -> bool:
        """Take what stands below the text; whether labels stand there."""
        around = self.chosen.frame
        reader = self.reader(around.fields_below, around.below)
        end = self.last
        labels = self._labels_below(reader) if around.fields_below else []
        if labels:
            self.last = labels[0][0]
        position = self.last
        while position > 0 and (above := self._upwards(reader, position)) < position:
            position = above
        self.last = position
        for number, (index, said) in enumerate(labels):
            self._keep(said, index)
            start = index + said.taken
            stop = labels[number + 1][0] if number + 1 < len(labels) else end
            self._value_below(said, start, stop)
        return bool(labels)

    def _labels_below(self, reader: PageLines) -> list[tuple[int, Statement]]:
        """The labels below the text, each of which stands once."""
        found: list[tuple[int, Statement]] = []
        seen: set[str] = set()
        room = ROOM_BELOW
        for index in range(len(self.lines) - 1, max(len(self.lines) - LAST_LINES, 0) - 1, -1):
            said = reader.sign(index) if room >= 0 else None
            room -= 1
            if said is None or said.label in seen:
                continue
            if said.furniture:
                room += 1
            else:
                seen.add(said.label)
                room = ROOM_BELOW
            found.append((index, said))
        while found and found[-1][1].furniture:
            found.pop()
        return found[::-1] if len(seen) >= LEAST_BELOW else []

    def _value_below(self, said: Statement, start: int, stop: int) -> None:
        kind = said.opens or said.holds or "record"
        lines = [*([said.rest] if said.rest else []), *self.lines[start:stop]]
        if lines:
            self._hold(kind, lines)

    def _upwards(self, reader: PageLines, end: int) -> int:
        """The first of the lines before this one that the frame takes; the same where it takes none."""
        said = reader.statement(end - 1)
        if said is not None and said.furniture:
            self._keep(said, end - 1)
            return end - 1
        said = reader.shape(end - 1, reader.ranges_to(end - 1))
        if said is None or any(kind in self.found.metadata for kind, _ in said.runs if kind == "abstract"):
            return end
        if said.has("abstract"):
            self.found.inferred.add("abstract")
        self._keep(said, end - said.taken)
        return end - said.taken

    # ---- above the text ------------------------------------------------------------------------------------------

    def above(self, sure: bool) -> None:
        """Take what stands above the text, where anything but a date says that there is a frame, or one stands below."""
        around = self.chosen.frame
        reader = self.reader(around.fields, around.above)
        told = self._told(reader)
        if not sure and not any(said.label or said.furniture or _is_told(said, "date", "abstract") for _, said in told):
            return
        if any(not said.label and said.runs and not _is_told(said, "abstract") for _, said in told):
            self.found.inferred.add("abstract")
        position = 0
        before: Statement | None = None
        for index, said in told:
            self._between(position, index, before)
            self._keep(said, index)
            position, before = index + said.taken, said
        self.first = self._end(position, before)

    def _told(self, reader: PageLines) -> list[tuple[int, Statement]]:
        """What the lines above the text say, up to where they say no more."""
        told: list[tuple[int, Statement]] = []
        labels: set[str] = set()
        index, room = 0, ROOM_FOR_TITLE
        while index < min(len(reader.lines), FIRST_LINES) and room >= 0:
            said = reader.statement(index)
            if said is None and not any(earlier.label or _is_told(earlier, "abstract") for _, earlier in told):
                said = reader.date(index)
            if said is None or not _fits(said, told):
                index, room = index + 1, room - 1
                continue
            told.append((index, said))
            if reader.lines[index].start in self.recurring:
                index += 1
                continue
            labels |= {said.label} - {""}
            if said.holds == TEXT or (said.rest is not None and not said.opens):
                break
            index += said.taken
            room = _room(said, bool(labels))
        while told and reader.lines[told[-1][0]].start in self.recurring:
            told.pop()
        return told

    def _between(self, start: int, end: int, before: Statement | None) -> None:
        """Lines between two things that the frame says: the value of the first, else the title, else kept as they are."""
        lines = self.lines[start:end]
        if before is not None and before.opens:
            lines = [*([before.rest] if before.rest else []), *lines]
            if lines:
                self._hold(before.opens, lines)
        elif lines and "title" not in self.found.metadata and not (before is not None and before.label):
            self._title(lines)
        elif lines:
            self._hold("record", lines)

    def _end(self, position: int, last: Statement | None) -> int:
        """Where the text begins: behind the value of the last label, or the title below a date or a number."""
        if last is None:
            return position
        if last.opens and last.opens != TEXT:
            stop = position if last.rest else min(position + 1, self.last)
            while stop < self.last and self.lines[stop].start not in self.starts | self.recurring:
                stop += 1
            self._between(position, stop, last)
            return stop
        if last.rest is not None:
            rest = last.rest
            self.lines[position - 1] = rest
            self.recurring |= running([rest], self.text, self.chosen.frame)
            self.starts |= {rest.start, *(line.start for line in self.lines[position : position + 1])}
            return position - 1
        if "title" in self.found.metadata or last.label or not (last.has("date") or last.has("id")):
            return position
        stop = self._title_end(position)
        if stop > position:
            self._title(self.lines[position:stop])
        return stop

    def _title_end(self, start: int) -> int:
        """The end of the title that begins here: of its group where blank lines part groups, else of its line."""
        greeting = compiled("(?i:{salutations})(?=[\\s,!:])[^.]{0,80}[,!:]", self.chosen.words)
        if start < self.last and greeting.fullmatch(self.text, *self.lines[start][:2]):
            return start
        stop = min(start + 1, self.last)
        spaced = BLANK_LINE.search(self.text) is not None
        while spaced and stop < self.last and self.lines[stop].start not in self.starts:
            stop += 1
        return stop if stop - start <= LONGEST_TITLE else start

    def _title(self, lines: Sequence[Line]) -> None:
        """The title; a date that stands before it on its line is the document's, where no other is."""
        found = title(lines, self.text, self.chosen.words, dated="date" in self.found.metadata)
        self.found.labels += [("title", sign) for sign in found.signs]
        if found.date is not None:
            self.found.hold("date", found.date)
        if found.title is not None:
            self.found.hold("title", found.title)

    # ---- what is kept --------------------------------------------------------------------------------------------

    def _keep(self, said: Statement, index: int) -> None:
        if said.furniture:
            line = self.lines[index]
            self.found.dropped.append(Dropped(*line[:2], RUNNING if line.start in self.recurring else FURNITURE))
        self.found.labels += said.marks
        for kind, run in said.runs:
            self.found.hold(kind, run)

    def _hold(self, kind: str, lines: Sequence[Line]) -> None:
        """Lines as the value of a kind: a run a line for lists, else a run a paragraph."""
        groups: list[Group] = []
        for line in lines:
            if not groups or kind in LISTS or line.start in self.starts:
                groups.append([line])
            else:
                groups[-1].append(line)
        for group in groups:
            self.found.hold(kind, Run(self.text, [Slice(group[0].start, group[-1].end)]))


def _is_told(said: Statement, *besides: str) -> bool:
    """Whether this holds anything but these kinds."""
    return any(kind not in besides for kind, _ in said.runs)


def _fits(said: Statement, told: Sequence[tuple[int, Statement]]) -> bool:
    """A label stands once, or several times in a row; a summary that only its wording tells stands above all else."""
    if said.label and any(said.label == earlier.label for _, earlier in told[:-1]):
        return said.label == told[-1][1].label
    alone = all(kind == "abstract" for kind, _ in said.runs)
    return not said.runs or bool(said.label) or not alone or all(earlier.furniture for _, earlier in told)


def _room(said: Statement, labelled: bool) -> int:
    if said.label and said.holds in ROOM:
        return ROOM[said.holds]
    if not labelled and (said.furniture or said.has("date") or said.has("abstract")):
        return ROOM_FOR_TITLE
    return ROOM_FOR_VALUE if said.opens else ROOM_FOR_LINE
