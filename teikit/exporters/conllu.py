"""CoNLL-U for linguists: sentences and tokens of the reading text, with the elements they stand in and the entities."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar
from unicodedata import normalize

from teikit.diagnostics import Diagnostic
from teikit.exporters.entities import Mention, mentions, unbroken
from teikit.exporters.languages import web_language
from teikit.exporters.record import record
from teikit.exporters.standoff import Block, Feature, Standoff, language, standoff
from teikit.exporters.walking import Unknown
from teikit.grammars.sentences import sentences
from teikit.grammars.tokens import tokens
from teikit.records import NamedTuple
from teikit.tei import XML_ID, TeiDocument

_UNFIT = re.compile(r"[^\w.-]+")
_ENTITIES = "# global.Entity = eid-etype-head"


class Word(NamedTuple):
    """A token in the text, with the number of its first syntactic word in the sentence."""

    start: int
    end: int
    number: int
    parts: tuple[str, ...]

    @property
    def last(self) -> int:
        return self.number + max(len(self.parts), 1) - 1


def write(document: TeiDocument) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """UTF-8, Unicode in form NFC; forms and MISC alone are filled, the other columns wait for a tagger.

    A heading, an item, a cell, a note are paragraphs of their own. MISC has SpaceAfter, the ids and names of the
    elements within the paragraph (TeiId, TeiPath), the language where it changes (Lang), and Entity as CorefUD has it.
    What the reading text leaves out stands in comments. Elements without words are reported (TK402).
    """
    read, known = standoff(document), record(document.root)
    stem = document.root.get(XML_ID) or Path(document.path or "document").stem
    made = _Conllu(read, _UNFIT.sub("-", stem).strip("-") or "document", web_language(known.language))
    unknown = Unknown("CoNLL-U", document.path)
    for feature in read.features:
        if feature.start == feature.end and feature.aside is None:
            unknown.met(feature.element)
    return normalize("NFC", "".join(made.lines())).encode(), tuple(unknown.findings.values())


class _Conllu:
    """Writes one document; what stands at its words is met in the order of the text."""

    def __init__(self, read: Standoff, name: str, tag: str) -> None:
        self.read, self.name, self.tag = read, name, tag
        ranged = [each for each in read.features if each.aside is None and each.start < each.end]
        self.elements = _Sweep(sorted(ranged, key=lambda each: (each.start, -each.end)))
        self.asides = deque(each for each in read.features if _is_left_out(each))
        self.mentions = deque(mentions(read.features))
        self.whole = deque(sorted(unbroken(read.features)))
        self.sentences = 0

    def lines(self) -> Iterator[str]:
        for number, block in enumerate(self.read.blocks, start=1):
            yield f"# newdoc id = {self.name}\n{_ENTITIES}\n" if number == 1 else ""
            yield f"# newpar id = {self.name}-p{number}\n"
            yield f"# tei = {block.feature.id} {_path([*block.feature.around()][::-1])}/{block.feature.name}\n"
            yield from self._paragraph(block, number == len(self.read.blocks))

    def _paragraph(self, block: Block, is_last: bool) -> Iterator[str]:
        text, tag = self.read.text[block.start : block.end], web_language(language(block.feature)) or self.tag
        spoken = tag.partition("-")[0]
        kept = [(start - block.start, end - block.start) for start, end in _taken(self.whole, block.end)]
        ranges = sentences(text, spoken, kept)
        for number, (start, end) in enumerate(ranges, start=1):
            self.sentences += 1
            yield f"# sent_id = {self.name}-{self.sentences}\n"
            until = len(self.read.text) if is_last and number == len(ranges) else block.start + end
            for aside in _taken(self.asides, until + 1):
                yield f"# tei_aside = {aside.id} {aside.name} {' '.join((aside.aside or '').split())}\n"
            yield from self._sentence(block, block.start + start, block.start + end, spoken, tag)

    def _sentence(self, block: Block, start: int, end: int, spoken: str, tag: str) -> Iterator[str]:
        words = list(_words(self.read.text[start:end], start, spoken))
        entities = _brackets([each for each in _taken(self.mentions, end) if each.end <= end], words)
        spaced = [word.end >= block.end or self.read.text[word.end].isspace() for word in words]
        forms = [normalize("NFC", self.read.text[word.start : word.end]) for word in words]
        joined = "".join(form + " " * space for form, space in zip(forms, spaced, strict=True))
        yield f"# text = {joined.rstrip()}\n"
        for word, form, space in zip(words, forms, spaced, strict=True):
            glued = {} if space else {"SpaceAfter": "No"}
            misc = self._misc(block, word, tag)
            if word.parts:
                yield _row(f"{word.number}-{word.last}", form, glued)
            for number, part in enumerate(word.parts or (form,), start=word.number):
                named = {"Entity": entities[number]} if number in entities else {}
                yield _row(str(number), part, {**named, **misc, **({} if word.parts else glued)})
        yield "\n"

    def _misc(self, block: Block, word: Word, tag: str) -> dict[str, str]:
        """The elements within the paragraph that a word stands in, and its language where that is another."""
        around = self.elements.at(word.start, word.end)
        inner = around[around.index(block.feature) + 1 :] if block.feature in around else []
        if not inner:
            return {}
        spoken = web_language(language(inner[-1]))
        found = {"Lang": spoken} if spoken and spoken != tag else {}
        return {**found, "TeiId": "/".join(each.id for each in inner), "TeiPath": _path(inner)}


class _Sweep:
    """The features around a place of the text, the outermost first; places are asked for in order."""

    def __init__(self, features: list[Feature]) -> None:
        self.coming = deque(features)
        self.around: list[Feature] = []

    def at(self, start: int, end: int) -> list[Feature]:
        while self.coming and self.coming[0].start < end:
            feature = self.coming.popleft()
            self._leave(feature.start)
            self.around.append(feature)
        self._leave(start)
        return self.around

    def _leave(self, offset: int) -> None:
        while self.around and self.around[-1].end <= offset:
            self.around.pop()


def _is_left_out(feature: Feature) -> bool:
    return bool(feature.aside) and (feature.parent is None or feature.parent.aside is None)


Placed = TypeVar("Placed", Feature, Mention, tuple[int, int])


def _taken(waiting: deque[Placed], until: int) -> Iterator[Placed]:
    """What begins before this place, taken from what waits."""
    while waiting and (waiting[0][0] if isinstance(waiting[0], tuple) else waiting[0].start) < until:
        yield waiting.popleft()


def _words(text: str, offset: int, spoken: str) -> Iterator[Word]:
    number = 1
    for each in tokens(text, spoken):
        word = Word(
            offset + each.start, offset + each.end, number, tuple(normalize("NFC", part) for part in each.words)
        )
        yield word
        number = word.last + 1


def _brackets(found: Sequence[Mention], words: Sequence[Word]) -> dict[int, str]:
    """CorefUD's Entity at each word where a mention begins or ends; a name's head is its first word.

    Mentions that share part of a token, so that they would cross, are left out.
    """
    ends, starts = [word.end for word in words], [word.start for word in words]
    opening: dict[int, str] = {}
    closing: dict[int, str] = {}
    open_: list[tuple[int, int]] = []
    for each in found:
        first = words[bisect_right(ends, each.start)].number
        last = words[bisect_left(starts, each.end) - 1].last
        while open_ and open_[-1][1] < first:
            open_.pop()
        if open_ and (last > open_[-1][1] or open_[-1] == (first, last)):
            continue
        open_.append((first, last))
        opening[first] = opening.get(first, "") + f"(e{each.entity}-{each.kind}-1" + ")" * (first == last)
        if first != last:
            closing[last] = f"e{each.entity})" + closing.get(last, "")
    return {number: opening.get(number, "") + closing.get(number, "") for number in opening.keys() | closing.keys()}


def _path(features: Sequence[Feature]) -> str:
    return "/".join(each.name.replace("|", "%7C") for each in features)


def _row(number: str, form: str, misc: dict[str, str]) -> str:
    said = "|".join(f"{key}={value}" for key, value in sorted(misc.items()))
    return "\t".join((number, form, "_", "_", "_", "_", "_", "_", "_", said or "_")) + "\n"
