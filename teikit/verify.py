"""The judgement on anybody's TEI against its source: what is missing, what was added, altered or moved."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import islice, takewhile
from typing import NamedTuple

from teikit.alignment import UNREADABLE, Lexicon, Tokens, aligned
from teikit.diagnostics import Location, Severity
from teikit.differences import Difference, differences
from teikit.explanations import Context, Explain, explanation
from teikit.flow import JOINT, Flow, flow
from teikit.missing import FrameOf, Missing
from teikit.nodes import Dropped, Mark
from teikit.profile import Profile
from teikit.recognize import words_of
from teikit.recognize.frame import Frame, detected, frame
from teikit.recognize.layout import Group, groups
from teikit.source import Source, forbidden
from teikit.tei import TeiDocument, local, q
from teikit.verdict import COUNTED, Finding, Verdict

_NOTES_AT = ("text", "div")  # where a source types the notes that TEI has at their calls
_REPEATED = 4  # so many words that stand twice are a passage that was doubled
_EXCERPT = 200
_AROUND = 30


def verify(
    source: Source,
    tei: TeiDocument,
    *,
    strict: bool = False,
    profile: Profile | None = None,
    explain: Explain | None = None,
) -> Verdict:
    """Compare a TEI file, whoever made it, with its source, letter for letter; white space does not count.

    What is missing from the text is looked for in the header and in attributes, then explained as a mark by the
    conventions and the rules of `profile` (told from the page where it is not given), or by `explain` in their place;
    `strict` takes no explanations. Raises TeikitError TK300 where the file has no text element.
    """
    page = _Page(source, profile)
    if strict:
        return _Judge(page, flow(tei), None).verdict()
    calls = frozenset(note.get("n", "") for note in tei.root.iter(q("note"))) - {""}
    conventions = explain or page.explain
    best = _Judge(page, flow(tei), conventions, calls).verdict()
    for element in _NOTES_AT:
        if best.ok:
            break
        read = flow(tei, element)
        if read.notes:
            best = min(best, _Judge(page, read, conventions, calls).verdict(), key=_errors)
    return best


def _errors(verdict: Verdict) -> int:
    return sum(finding.severity is Severity.ERROR for finding in verdict.findings)


class _Page:
    """What the source says of itself; read when something is missing, for most often nothing is."""

    def __init__(self, source: Source, chosen: Profile | None) -> None:
        self.source, self.chosen = source, chosen

    @cached_property
    def profile(self) -> Profile:
        return self.chosen or detected(self.source.lines, self.source.text)

    @cached_property
    def framed(self) -> tuple[Frame, list[Group]]:
        """What the page says around its text, and the text."""
        return frame(groups(self.source.lines, self.source.text), self.source.text, self.profile)

    @cached_property
    def frame(self) -> FrameOf:
        found, rest = self.framed
        pieces = (piece for runs in found.metadata.values() for run in runs for piece in run.pieces)
        return FrameOf(
            rest[0][0].start if rest else len(self.source.text), sorted((piece.start, piece.end) for piece in pieces)
        )

    @cached_property
    def conventions(self) -> Explain:
        return explanation(self.profile, words_of(self.source.text, self.profile))

    def explain(self, text: str, context: Context) -> str | None:
        return self.conventions(text, context) or self._of_frame(context)

    def _of_frame(self, context: Context) -> str | None:
        """A label or a sign of the frame, as the profile reads it, or what it knows to be the site's."""
        found = self.framed[0]
        marks: list[Mark | Dropped] = [*(mark for _, mark in found.labels), *found.dropped]
        if any(mark.start <= context.start and context.end <= mark.end for mark in marks):
            return "a label or furniture of the page's frame"
        return None


class _Part(NamedTuple):
    """A judged range of tokens in each text; what it is made of is as in Difference and Finding."""

    kind: str
    a: int
    a_end: int
    b: int
    b_end: int
    became: str = ""


class _Judge:
    """Turns differences of tokens into findings with places."""

    def __init__(self, page: _Page, read: Flow, explain: Explain | None, calls: frozenset[str] = frozenset()) -> None:
        self.source, self.flow, self.explain, self.calls = page.source, read, explain, calls
        self.lexicon = Lexicon()
        self.a, self.b = Tokens(_readable(self.source.text), self.lexicon), Tokens(read.text.text, self.lexicon)
        self.blocks = aligned(self.a, self.b, self.lexicon)
        self.missing = Missing(self.a, self.b, self.lexicon, self.blocks, read, explain, lambda: page.frame)

    def verdict(self) -> Verdict:
        found = differences(self.a, self.b, self.lexicon, self.blocks)
        parts = self.columns([part for difference in found for part in self.judged(difference)])
        counts = dict.fromkeys(COUNTED, 0)
        for part in parts:
            if part.kind in counts:
                counts[part.kind] += self.size(part)
        characters = _ink(self.a, 0, len(self.a))
        counts["kept"] = characters - sum(counts[kind] for kind in ("lost", "altered", "moved", "explained"))
        parts = sorted([*parts, *self.normalised(), *self.notes()], key=lambda part: part.a)
        return Verdict(tuple(map(self.finding, parts)), characters, **counts)

    def size(self, part: _Part) -> int:
        return _ink(self.b, part.b, part.b_end) if part.kind == "invented" else _ink(self.a, part.a, part.a_end)

    def judged(self, difference: Difference) -> Iterator[_Part]:
        """A difference as parts of which each is one finding."""
        kind, *places = difference
        a, a_end, b, b_end = places
        if kind == "lost":
            for piece in self.missing.pieces(difference):
                yield _Part(piece.kind, piece.start, piece.end, b, b_end, piece.became)
        elif kind == "mended":
            brackets = "[" in self.a.text[self.a.starts[a] : self.a.ends[a_end - 1]]
            became = "a word completed in brackets" if brackets else "a word broken at the line end"
            yield _Part("explained" if self.explain else "altered", a, a_end, b, b_end, became)
        elif kind == "altered" and (call := self.call(a, b)):
            yield _Part("explained", a, a_end, b, b_end, f"a word with the call of note {call}")
        elif kind == "moved" and (called := self.called(a, b)):
            yield _Part("explained", a, a_end, b, b_end, f"note {called}, at its call")
        elif kind == "moved":
            yield _Part(kind, a, a_end, b, b_end, f"in {self.element(b)} (line {self.tei_place(b).line})")
        else:
            yield _Part(kind, a, a_end, b, b_end, self.repeated(b, b_end) if kind == "invented" else "")

    def call(self, a: int, b: int) -> str:
        """The number of a note that is glued to a word of the source, and stands in note/@n of the TEI; "" if none is."""
        typed, kept = self.a.raw(a), self.b.raw(b)
        rest = typed.removeprefix(kept).strip(".,;:!?")
        return rest if self.explain and typed.startswith(kept) and rest in self.calls else ""

    def called(self, a: int, b: int) -> str:
        """The number of the note that stands at its call in the TEI, and behind this number on a line of the source."""
        element = self.flow.text.chunk(self.offset(b)).element
        note = next((each for each in (element, *element.iterancestors()) if local(each) == "note"), None)
        number = note.get("n", "") if note is not None and self.explain else ""
        before = self.a.text[self.a.text.rfind("\n", 0, self.a.starts[a]) + 1 : self.a.starts[a]]
        return number if number and before.strip(" \t[]().:/") == number else ""

    def columns(self, parts: list[_Part]) -> list[_Part]:
        """Moved words of half a line are no disorder where the lines beside it were parted as well: columns."""
        if not self.explain:
            return parts
        halves = [part for part in parts if part.kind == "moved" and self.is_half_a_line(part)]
        lines = {self.line(part.a) for part in halves}
        beside = {part for part in halves if any(self.line(part.a) + step in lines for step in (-2, -1, 1, 2))}
        return [part._replace(kind="columns") if part in beside else part for part in parts]

    def is_half_a_line(self, part: _Part) -> bool:
        """Whether it was moved within the text, and the other half of its one line was not."""
        line = self.line(part.a)
        if part.b == part.b_end or self.line(part.a_end - 1) != line:
            return False
        before = takewhile(lambda index: self.line(index) == line, range(part.a - 1, -1, -1))
        after = takewhile(lambda index: self.line(index) == line, range(part.a_end, len(self.a)))
        return any(map(self.is_in_place, (*islice(before, _AROUND), *islice(after, _AROUND))))

    def is_in_place(self, index: int) -> bool:
        """Whether a token of the source stands in the TEI in the order of both."""
        block = self.blocks[max(bisect_right(self.blocks, index, key=lambda block: block.a) - 1, 0)]
        return block.a <= index < block.a + block.size

    def line(self, index: int) -> int:
        return self.source.line_number(self.a.starts[index])

    def repeated(self, start: int, end: int) -> str:
        """Where the source has an invented passage after all: once, and the TEI twice."""
        ids = self.a.ids
        offset = ids.tobytes().find(self.b.ids[start:end].tobytes()) if end - start >= _REPEATED else -1
        if offset < 0 or offset % ids.itemsize:
            return ""
        line = self.source.line_number(self.a.starts[offset // ids.itemsize])
        return f" a second time (line {line} has it)"

    def normalised(self) -> Iterator[_Part]:
        """Lines whose letters agree but are composed in another way (NFC, NFD), each once."""
        if not self.lexicon.denormal:
            return
        line = 0
        for a, b, size in self.blocks:
            for index in range(size):
                here = self.source.line_number(self.a.starts[a + index])
                if here != line and self.a.raw(a + index) != self.b.raw(b + index):
                    line = here
                    yield _Part("normalised", a + index, a + index + 1, b + index, b + index + 1)

    def notes(self) -> Iterator[_Part]:
        """That the notes stand at their calls, once, where the first of them begins in the source."""
        for offset in self.flow.notes[:1]:
            met = bisect_left(self.b.starts, offset)
            block = self.blocks[max(bisect_right(self.blocks, met, key=lambda block: block.b) - 1, 0)]
            if block.b <= met < block.b + block.size:
                index = block.a + met - block.b
                count = len(self.flow.notes)
                yield _Part("notes", index, index + 1, met, met + 1, f"{count} notes" if count > 1 else "a note")

    # places and words

    def finding(self, part: _Part) -> Finding:
        kind, a, a_end, b, b_end, became = part
        place = None if kind == "invented" else self.source.place(self.a.starts[a], self.a.ends[a_end - 1])
        at = b - 1 if b == b_end and self.goes_on(a, b) else b
        return Finding(
            kind,
            _words(self.a, a, a_end),
            _words(self.b, b, b_end),
            place,
            self.tei_place(at),
            self.element(at),
            _context(self.b, b, b_end) if kind == "invented" else _context(self.a, a, a_end),
            became,
        )

    def goes_on(self, a: int, b: int) -> bool:
        """Whether what is missing would go on a line of the text, so that its element is that of the word before."""
        return a > 0 and b > 0 and "\n" not in self.a.text[self.a.ends[a - 1] : self.a.starts[a]]

    def tei_place(self, index: int) -> Location:
        return self.flow.place(self.offset(index))

    def element(self, index: int) -> str:
        tape = self.flow.text
        return self.flow.element_path(tape.chunk(self.offset(index)).element) if tape.chunks else ""

    def offset(self, index: int) -> int:
        """Where a token of the TEI stands, or would if it is one more than there are."""
        if index < len(self.b):
            return self.b.starts[index]
        return max(self.b.ends[-1] - 1, 0) if len(self.b) else 0


def _readable(text: str) -> str:
    """The text with a stand-in for what XML cannot hold, at the same offsets."""
    parts = []
    last = 0
    for start, end in forbidden(text):
        parts += [text[last:start], UNREADABLE * (end - start)]
        last = end
    return "".join([*parts, text[last:]]) if parts else text


def _ink(tokens: Tokens, start: int, end: int) -> int:
    """How many characters these tokens are."""
    return sum(tokens.ends[start:end]) - sum(tokens.starts[start:end])


def _words(tokens: Tokens, start: int, end: int) -> str:
    if start == end:
        return ""
    text = _plain(tokens.text[tokens.starts[start] : min(tokens.ends[end - 1], tokens.starts[start] + 2 * _EXCERPT)])
    return text if len(text) <= _EXCERPT else f"{text[: _EXCERPT - 1]}…"


def _context(tokens: Tokens, start: int, end: int) -> str:
    """The words on both sides, with points where the passage itself stands."""
    first, last = tokens.starts[start], tokens.ends[end - 1]
    before = _plain(tokens.text[max(first - _AROUND, 0) : first])
    after = _plain(tokens.text[last : last + _AROUND])
    return f"{before} […] {after}".strip()


def _plain(text: str) -> str:
    return " ".join(text.replace(JOINT, " ").replace(UNREADABLE, "").split())
