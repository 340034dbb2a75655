"""Whether a document is talk: lines that may open turns, weighed over the whole document before any is taken for one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from teikit.expressions import expression
from teikit.grammars.names import signature_name
from teikit.grammars.turns import Opening, opening
from teikit.grammars.vocabulary import Vocabulary, alternation
from teikit.profile import compiled
from teikit.recognize.layout import FINAL, Group
from teikit.recognize.speakers import Person, speakers
from teikit.records import NamedTuple
from teikit.source import Line

FEWEST_TURNS = 3
LEAST_WEIGHT = 2.5
MANY = 5  # so many named persons are talk though each speaks once
SPOKEN = 0.2  # the least share of turns that speak to somebody, where nothing but the labels' shape tells names
CERTAIN = 6
SURE = frozenset(["named", "question", "answer", "letter"])


class Turn(NamedTuple):
    """A line that opens a turn: how its label reads, and who speaks."""

    opening: Opening
    who: str = ""


class Talk:
    """The turns of a document by the start of their line, and those who speak, in the order in which they do.

    `widest` is how many groups without a label stand at most between two turns; `whole` says that the document is talk
    from its beginning, so that what follows the last turn belongs to it.
    """

    __slots__ = ("certainty", "persons", "turns", "whole", "widest")

    def __init__(self, certainty: str = "high") -> None:
        self.turns: dict[int, Turn] = {}
        self.persons: list[Person] = []
        self.certainty = certainty
        self.widest = 0
        self.whole = False

    @property
    def last(self) -> int:
        return max(self.turns, default=-1)

    def awaits(self, line: Line, following: Line) -> bool:
        """Whether a label stands alone on its line and the speech begins on the following one."""
        turn = self.turns.get(line.start)
        return (
            turn is not None and line.start + turn.opening.label_end >= line.end and following.start not in self.turns
        )


class _Candidate:
    __slots__ = ("alone", "group", "key", "line", "opening", "speech")

    def __init__(
        self, line: Line, group: int, opening: Opening, speech: str, key: tuple[str, ...], alone: bool
    ) -> None:
        self.line = line
        self.group = group
        self.opening = opening
        self.speech = speech
        self.key = key
        self.alone = alone

    @property
    def spoken(self) -> bool:
        """Words that begin and end as a sentence does; a field's value does not, nor what follows a name with a full stop alone."""
        speech = self.speech
        if self.alone and self.opening.sign == ".":
            return False
        return bool(speech) and not speech[0].islower() and (speech.endswith(_STOPS) or len(speech) > 80)


_STOPS = (".", "!", "?", "…", '"', "”", ")", "]", "—", "–", ":", ";")


def speeches(groups: Sequence[Group], text: str, words: Vocabulary) -> Talk:
    """The turns of a document; none where what looks like labels does not bear out that people talk."""
    found = list(_candidates(groups, text, words))
    if len(found) < FEWEST_TURNS:
        return Talk()
    known = _Known(found, text, words)
    taken = [candidate for candidate in found if known.accepts(candidate)]
    evidence = [candidate for candidate in taken if candidate.spoken]
    if not _is_talk(evidence, known):
        return Talk()
    return _talk(taken, evidence, groups, text, words)


def _candidates(groups: Sequence[Group], text: str, words: Vocabulary) -> Iterator[_Candidate]:
    for number, group in enumerate(groups):
        opened: list[tuple[Line, Opening]] = []
        for index, line in enumerate(group):
            begins = (
                not index or text[group[index - 1].end - 1] in _ENDS or (opened and opened[-1][0] is group[index - 1])
            )
            signed = begins and text[line.start].isupper() and _SIGNED.match(text, line.start, line.end)
            found = opening(text[line.start : line.end], words) if signed else None
            if found is not None and not _is_vote(text[line.start + found.text : line.end], words):
                opened.append((line, found))
        ends = [*(line.start for line, _ in opened[1:]), group[-1].end]
        for (line, found), end in zip(opened, ends, strict=False):
            speech = text[line.start + found.text : end].strip()
            alone = not speech
            if found.sign == "." and _is_rest_of_name(text[line.start + found.text : line.end], words):
                continue
            if alone and number + 1 < len(groups):
                following = groups[number + 1]
                speech = text[following[0].start : following[-1].end]
            name = text[line.start : line.start + found.name_end].casefold()
            yield _Candidate(line, number, found, speech, found.words or (name,), alone)


_ENDS = frozenset("".join(FINAL))
# most lines of prose have no sign so early, and need no closer look
_SIGNED = expression(r"[^:.(\[\n–—-]{0,70}[:.(\[–—-]")


def _is_rest_of_name(typed: str, words: Vocabulary) -> bool:
    """What follows "WM." in "WM. L. HALE.": a name in capitals or of several words."""
    return (typed.isupper() or " " in typed) and len(typed) > 1 and signature_name(typed, words) is not None


def _is_vote(speech: str, words: Vocabulary) -> bool:
    return bool(speech) and compiled(r"(?i:{votes})\W*", words).fullmatch(speech) is not None


class _Known:
    """What the document tells about its labels: how often each stands, and whether it is a name or a common noun."""

    def __init__(self, found: list[_Candidate], text: str, words: Vocabulary) -> None:
        self.count: dict[tuple[str, ...], int] = {}
        for candidate in found:
            self.count[candidate.key] = self.count.get(candidate.key, 0) + 1
        self.kinds = [candidate.opening.kind for candidate in found]
        self.speaking = {candidate.key for candidate in found if candidate.spoken}
        self.named = {word for one in found if one.opening.kind == "named" for word in one.opening.words[-1:]}
        self.text, self.words = text, words
        self.common = frozenset(_LOWER.findall(text))
        self.backed = (
            {key for key in self.count if len(key) <= 4 and self._is_backed(key)} if len(self.count) < 200 else set()
        )

    def _is_backed(self, key: tuple[str, ...]) -> bool:
        """The name stands elsewhere with initials, an honorific or a role before it."""
        if key[-1] in self.named or key[0] in self.named:
            return True
        name = r"\s+".join(map(re.escape, key))
        before = rf"(?:(?i:{alternation((*self.words.honorifics, *self.words.roles))})\s+(?:\w\.\s?)*|\b[A-ZÀ-Þ]\.\s?)"
        return re.search(rf"{before}(?i:{name})\b", self.text) is not None

    def accepts(self, candidate: _Candidate) -> bool:
        """Whether a label is a speaker's, once it is certain that there are speakers."""
        kind, key = candidate.opening.kind, candidate.key
        if candidate.alone and candidate.opening.sign == ".":
            return key in self.speaking
        if kind == "letter":
            return self.count[key] > 1 and self.kinds.count(kind) > self.count[key] + 1
        if kind in ("question", "answer"):
            return {"question", "answer"} <= set(self.kinds)
        if kind == "role":
            return candidate.spoken
        if kind == "plain":
            return key in self.backed or (self.count[key] > 1 and self.is_name(key) and candidate.spoken)
        if kind == "capitals":
            return key in self.backed or self.is_name(key) or (self.count[key] > 1 and len(key) == 1)
        return True

    @property
    def closes_letters(self) -> bool:
        """A complimentary close on a line of its own."""
        close = compiled(r"(?m)^[^\S\n]*(?i:{closings})[^.\n]{0,40}[,.!]?[^\S\n]*$", self.words)
        return close.search(self.text) is not None

    def is_name(self, key: tuple[str, ...]) -> bool:
        """No word of it is written small anywhere: not "Exports" beside "exports"."""
        return not any(word in self.common for word in key)

    def weight(self, candidate: _Candidate) -> float:
        """What a turn counts as evidence; a label that occurs once counts less, one that may be a noun nothing."""
        kind, key = candidate.opening.kind, candidate.key
        often = self.count[key] > 1
        if key in self.backed or kind not in ("plain", "capitals"):
            return 1.0 if often else 0.5
        if not self.is_name(key) or (kind == "plain" and not often):
            return 0.0
        if kind == "plain":
            return 1.0 if _addresses(candidate.speech, self.words) else 0.7
        return 1.0 if often else 0.5


_LOWER = expression(r"\b[a-zà-ÿ][\w’'-]*")


def _is_talk(evidence: list[_Candidate], known: _Known) -> bool:
    order = _speaking_order(evidence)
    if len(evidence) < FEWEST_TURNS or len(set(order)) < 2:
        return False
    if not any(known.count[candidate.key] > 1 for candidate in evidence):
        sure = sum(candidate.opening.kind == "named" for candidate in evidence)
        return sure >= MANY and not _is_sorted(evidence)
    if sum(known.weight(candidate) for candidate in evidence) < LEAST_WEIGHT:
        return False
    if all(candidate.alone for candidate in evidence) and known.closes_letters:
        return False
    sure = any(candidate.opening.kind in SURE or candidate.key in known.backed for candidate in evidence)
    if sure and len(set(order)) < len(order):
        return True  # somebody speaks again after another
    addressing = sum(_addresses(candidate.speech, known.words) for candidate in evidence)
    return not _is_sorted(evidence) and addressing >= SPOKEN * len(evidence)


def _speaking_order(evidence: list[_Candidate]) -> list[tuple[tuple[str, ...], str]]:
    """Who speaks after whom: N. OREL and B. OREL are two, OREL may be either."""
    initials: dict[tuple[str, ...], str] = {}
    for candidate in evidence:
        initials.setdefault(candidate.key, "")
        initials[candidate.key] = initials[candidate.key] or candidate.opening.initials[:1]
    speakers = [(one.key, one.opening.initials[:1] or initials[one.key]) for one in evidence]
    return [speaker for speaker, _ in itertools.groupby(speakers)]


def _is_sorted(evidence: list[_Candidate]) -> bool:
    """Labels in the order of the alphabet are an index or a list."""
    order = [candidate.key[-1] for candidate in evidence]
    return len(set(order)) > 3 and order == sorted(order)


def _addresses(speech: str, words: Vocabulary) -> bool:
    """One speaks to another: I, we, you; a question, an exclamation."""
    return compiled(r"{pronouns}|[?!]", words).search(speech) is not None


def _talk(
    taken: list[_Candidate], evidence: list[_Candidate], groups: Sequence[Group], text: str, words: Vocabulary
) -> Talk:
    people = speakers([(candidate.line.start, candidate.opening) for candidate in taken], text, words)
    made = Talk(certainty="high" if len(evidence) >= CERTAIN else "medium")
    for candidate in taken:
        person = people.get((candidate.opening.initials, candidate.opening.words))
        if person is not None and not person.key:
            made.persons.append(person)
            person.key = f"person{len(made.persons)}"
        made.turns[candidate.line.start] = Turn(candidate.opening, f"#{person.key}" if person else "")
    made.widest = max((after.group - before.group - 1 for before, after in itertools.pairwise(taken)), default=0)
    first, last = groups[taken[0].group][0].start, groups[taken[-1].group][-1].end
    above = sum(group[-1].end - group[0].start for group in groups[: taken[0].group] if len(group) == 1)
    made.whole = 2 * above <= last - first
    return made
