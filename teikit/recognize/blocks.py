"""The block pass: units of the text, each claimed by the first line rule of the profile that knows it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache

from teikit.grammars.brackets import scan
from teikit.grammars.labels import label
from teikit.grammars.vocabulary import Vocabulary
from teikit.nodes import Child, Mark, Node, Run, Slice
from teikit.profile import Profile, Rule
from teikit.recognize.bracketing import filled, reading
from teikit.recognize.candidates import Candidates
from teikit.recognize.columns import trimmed
from teikit.recognize.context import Context
from teikit.recognize.footnotes import Footnote
from teikit.recognize.grouping import regrouped, run_of
from teikit.recognize.layout import Group
from teikit.recognize.letters import letters
from teikit.records import NamedTuple
from teikit.source import Line

SHORT = 70
# a longer line, or a sentence of this length, is prose unless a rule is made for such lines
LONG = 400
SENTENCE = 160


class Claim(NamedTuple):
    """What a rule takes: so many lines, as this node, for this slot; the rest of its last line is read anew."""

    lines: int
    node: Node
    slot: str
    rest: Line | None = None


class Unit:
    """A stretch of the text with what claimed it. A unit that no rule claimed is prose: a paragraph, or a part of one."""

    __slots__ = ("lines", "node", "slot", "starts_group")

    def __init__(self, node: Node, slot: str, lines: Group, starts_group: bool = True) -> None:
        self.node = node
        self.slot = slot
        self.lines = lines
        self.starts_group = starts_group

    @property
    def rule(self) -> str:
        return self.node.rule


class Cursor:
    """Where a rule stands: the line at hand with its text, the lines of its group, and what came before.

    `zone` is above the text ("top"), within it ("body") or after its closing matter has begun ("end").
    """

    __slots__ = ("_ahead", "after", "before", "context", "group", "index", "line", "typed", "zone")

    def __init__(
        self, context: Context, group: Group, index: int, before: list[Unit], after: Sequence[Group], zone: str
    ) -> None:
        self.context, self.group, self.index, self.before, self.after = context, group, index, before, after
        self.line = group[index]
        self.typed = context.text[self.line.start : self.line.end]
        self.zone = zone
        self._ahead: Group | None = None

    @property
    def ahead(self) -> Group:
        """The line at hand and those of its group behind it."""
        if self._ahead is None:
            self._ahead = self.group[self.index :]
        return self._ahead

    @property
    def whole(self) -> str:
        """The text from the line at hand to the end of its group."""
        return self.context.text[self.line.start : self.group[-1].end]

    def run(self, count: int = 1) -> Run:
        """The next lines as a run."""
        return run_of(self.ahead[:count], self.context.text)


def _zone(line: Line, context: Context, before: list[Unit]) -> str:
    if not context.is_opening(line.start):
        for unit in reversed(before):
            if unit.slot in _DECISIVE:
                return _DECISIVE[unit.slot]
    return "top"


_DECISIVE = {
    "prose": "body",
    "item": "body",
    "section": "body",
    "turn": "body",
    "closer": "end",
    "opener": "top",
    "head": "top",
    "part": "top",
}

LineRule = Callable[[Cursor, Rule], Claim | None]
LineRules = Mapping[str, LineRule]


def units(groups: Sequence[Group], context: Context, rules: LineRules) -> list[Unit]:
    """The text as units in reading order."""
    found: list[Unit] = []
    pending = regrouped(groups, context)
    context.letters = letters(pending, context)
    for index, group in enumerate(pending):
        if len(group) == 1 and group[0].start not in context.talk.turns and _is_sentence(group[0], context):
            found.append(Unit(Node("p", {}, [run_of(group, context.text)]), "prose", group))
        else:
            _GroupReader(group, found, pending[index + 1 :], context, rules).read()
    return found


class _GroupReader:
    """Reads one group from its first line to its last: what rules claim, and the prose between."""

    def __init__(
        self, group: Group, found: list[Unit], after: Sequence[Group], context: Context, rules: LineRules
    ) -> None:
        self.found, self.after, self.context, self.rules = found, after, context, rules
        self.typed = group
        self.called: dict[Line, list[Footnote]] = {}
        self.whole: dict[Line, Line] = {}
        self.calling: dict[Line, list[Footnote]] = {}
        self.group = self._without_calls(group) if context.calls else group[:]
        self.prose: Group = []
        self.index = 0
        self.start, self.zone = group[0].start, _zone(group[0], context, found)
        self.greeted = context.is_opening(self.start)

    def _without_calls(self, group: Group) -> Group:
        """The lines without the calls for notes at their ends, which are kept beside them."""
        bare = [self.context.calls.without_last(line) for line in group]
        self.called = {line: notes for line, notes in bare if notes}
        self.calling = {line: notes for line in group if (notes := self.context.calls.alone(line))}
        self.whole = {short: line for (short, _), line in zip(bare, group, strict=True)}
        return [line for line, _ in bare]

    @cached_property
    def opening(self) -> bool:
        """Whether each line that no rule claims may be a part of the opening or the closing by itself."""
        group, text = self.typed, self.context.text
        above = self.zone == "top" and all(_is_short([line], text) for line in group)
        return above or (self.zone == "end" and len(group) > 1 and all(line.end - line.start < SHORT for line in group))

    def read(self) -> None:
        while self.index < len(self.group):
            line = self.group[self.index]
            if self.prose and not self._interrupted(line):
                self.prose.append(line)
                self.index += 1
                continue
            self._end_prose()
            if line in self.calling:
                self._take_calls(line)
                continue
            claim = _claim(self._cursor(), self.rules) or self._claim_before_bracket(line)
            if claim is not None:
                self._take(claim)
                continue
            self.prose = [line]
            self.index += 1
            if self.greeted or (len(self.group) > 1 and self.opening):
                self._end_prose("line")
        self._end_prose()

    def _interrupted(self, line: Line) -> bool:
        """Whether a paragraph ends before this line: a speech begins, or a list behind a colon."""
        if line.start in self.context.talk.turns or line in self.calling:
            return True
        text = self.context.text
        return text[self.prose[-1].end - 1] == ":" and label(text[line.start : line.end]) is not None

    def _cursor(self) -> Cursor:
        zone = _zone(self.group[self.index], self.context, self.found)
        return Cursor(self.context, self.group, self.index, self.found, self.after, zone)

    def _claim_before_bracket(self, line: Line) -> Claim | None:
        """`№ 118/ml [Registry stamp: …`: what stands before a stamp or note on its line, where a rule knows it by itself."""
        context, text = self.context, self.context.text
        if text.find("[", line.start + 1, line.end) < 0:
            return None
        run = run_of(self.group[self.index :], text)
        for bracket in scan(run.text).brackets:
            start = run.offset(bracket.start)
            if not line.start < start < line.end:
                continue
            found = reading(bracket, run.text, context)
            if found is not None and (found.rule.block or found.rule.name == "report"):
                parts = [Line(line.start, trimmed(text, line.start, start)), Line(start, line.end)]
                self.group[self.index : self.index + 1] = parts
                claim = _claim(self._cursor(), self.rules)
                if claim is None:
                    self.group[self.index : self.index + 2] = [line]
                return claim
        return None

    def _take_calls(self, line: Line) -> None:
        """A line of nothing but calls, as for the print of a letterhead: notes on what stands around them."""
        for number, note in enumerate(self.calling[line]):
            starts = self.index == 0 and number == 0
            self.found.append(Unit(note.node(self.context.text), "global", [line], starts))
        self.index += 1

    def _take(self, claim: Claim) -> None:
        text = self.context.text
        taken = self.group[self.index : self.index + claim.lines]
        for line in taken if self.called else ():
            for note in self.called.get(line, ()):
                _last_part(claim.node).children.append(note.node(text))
        lines = [self.whole.get(line, line) for line in taken]
        if claim.rest is not None:
            lines[-1] = Line(lines[-1].start, trimmed(text, lines[-1].start, claim.rest.start))
        self.found.append(Unit(claim.node, claim.slot, lines, self.index == 0))
        self.index += claim.lines
        if claim.rest is not None:
            self.index -= 1
            self.group[self.index] = claim.rest

    def _end_prose(self, slot: str = "") -> None:
        """The lines that no rule claimed as a paragraph; in the opening a short one may turn out to be part of it."""
        if not self.prose:
            return
        lines = [self.whole.get(line, line) for line in self.prose]
        self.prose = []
        if not slot:
            zone = _zone(self.group[min(self.index, len(self.group) - 1)], self.context, self.found)
            slot = "line" if zone == "top" and _is_short(lines, self.context.text) else "prose"
        node = Node("p", {}, [run_of(lines, self.context.text)])
        self.found.append(Unit(node, slot, lines, lines[0].start == self.start))


def _is_sentence(line: Line, context: Context) -> bool:
    """A long line that begins with a word and ends with a full stop, and that no rule for long lines can claim."""
    start, end, text = line.start, line.end, context.text
    if end - start <= SENTENCE or text[end - 1] != "." or context.is_opening(start):
        return False
    if not text[start : start + 2].isalpha() or text.startswith("P.", start) or text.find("[", start, end) >= 0:
        return False
    rules = _tried(context.profile, context.words, "body", True).on(text[start:end])
    return not any(rule.pattern and rule.regex(context.words).fullmatch(text, start, end) for rule in rules)


def _last_part(node: Node) -> Node:
    """Where a note called at the end of a claimed line belongs: its last line or part."""
    last = node.nodes[-1] if node.nodes else None
    return last if last is not None and (not node.element or node.element in ("address", "list")) else node


def _is_short(lines: Group, text: str) -> bool:
    """A line that may belong to the opening although no rule knows it."""
    typed = text[lines[0].start : lines[-1].end]
    return len(lines) == 1 and len(typed) < SHORT and not typed.endswith((".", "!", "?", ":", ";"))


def _claim(cursor: Cursor, rules: LineRules) -> Claim | None:
    line, context = cursor.line, cursor.context
    length = line.end - line.start
    prose = length > LONG or (length > SENTENCE and context.text[line.end - 1] == ".")
    for rule in _tried(context.profile, context.words, cursor.zone, prose).on(cursor.typed):
        if length > rule.longest:
            continue
        claim = rules[rule.code](cursor, rule) if rule.code else pattern_claim(cursor, rule)
        if claim is not None:
            for node in (claim.node, *claim.node.nodes) if not claim.node.element else (claim.node,):
                node.rule = node.rule or rule.name
                if node.certainty == "high":
                    node.certainty = rule.certainty
            return claim
    return None


@lru_cache(maxsize=64)
def _tried(profile: Profile, words: Vocabulary, zone: str, long: bool) -> Candidates:
    """What may be tried in a zone; on long lines only what claims long lines."""
    rules = (rule for rule in profile.lines if zone in _ZONES.get(rule.slot, _EVERYWHERE))
    return Candidates((rule for rule in rules if not long or rule.longest > LONG or rule.sentence), words)


# where a rule of a slot is tried: above the text, within it, after it
_EVERYWHERE = frozenset(["top", "body", "end"])
_ZONES = {"opener": frozenset(["top", "end"]), "head": frozenset(["top", "end"]), "closer": frozenset(["body", "end"])}


def pattern_claim(cursor: Cursor, rule: Rule) -> Claim | None:
    """A line that a data rule's pattern describes whole."""
    typed = cursor.typed
    match = rule.regex(cursor.context.words).fullmatch(typed)
    if match is None:
        return None
    base, text = cursor.line.start, cursor.context.text
    if rule.parts:
        return Claim(1, _parts(rule, match, base, text), rule.slot)
    groups = {name: value or "" for name, value in match.groupdict().items()}
    attributes = {name: filled(value, groups) for name, value in rule.attributes.items()}
    node = Node(rule.element, attributes)
    if "text" in groups:
        first, last = match.span("text")
        node.children = [Run(text, [Slice(base + first, base + last)])]
        if last < match.end():
            return Claim(1, Node("", {}, [node, Slice(base + last, base + match.end())]), rule.slot)
    else:
        node.children = [Mark(base + match.start(), base + match.end(), rule.element)]
    return Claim(1, node, rule.slot)


def _parts(rule: Rule, match: re.Match[str], base: int, text: str) -> Node:
    """Several elements side by side on one line; what stands between them is text."""
    children: list[Child] = []
    position = match.start()
    for group in sorted(rule.parts, key=lambda name: match.start(name)):
        first, last = match.span(group)
        if first < 0:
            continue
        if match.string[position:first].strip():
            children.append(Slice(base + position, base + first))
        part = rule.parts[group]
        children.append(Node(part.element, dict(part.attributes), [Run(text, [Slice(base + first, base + last)])]))
        position = last
    if position < match.end():
        children.append(Slice(base + position, base + match.end()))
    return Node("", {}, children)
