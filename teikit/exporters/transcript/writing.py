"""A transcript written, read again, and written otherwise until as much as can be comes back.

TEI does not hold where blank lines stood or what stood on one line, yet recognition asks for these. Where the first
layout is not read as the same document, the others are tried one by one, and what brings more back is kept.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from teikit.diagnostics import Diagnostic
from teikit.exporters.text import lines
from teikit.exporters.transcript.brackets import Brackets
from teikit.exporters.transcript.forms import WIDE, Layout, Writer
from teikit.exporters.transcript.page import Surroundings, surroundings
from teikit.exporters.transcript.returning import Feature, features, read_again
from teikit.exporters.walking import Element, name, written
from teikit.profile import Profile
from teikit.recognize import words_of
from teikit.tei import TeiDocument

# longer transcripts are read again once, or with few layouts: each reading takes as long as a conversion
MANY_LAYOUTS, FEW_LAYOUTS = 30_000, 200_000
MOST_GAPS = 40
_WIDTH = 12


@dataclass(frozen=True)
class Draft:
    """A document, the profile it is typed by, and what of it should come back."""

    document: TeiDocument
    profile: Profile

    @cached_property
    def brackets(self) -> Brackets:
        said = " ".join(str(said) for part in self.parts for said in part.itertext())
        return Brackets(self.profile, words_of(said, self.profile).whole)

    @cached_property
    def parts(self) -> list[Element]:
        return [part for part in self.document.root if name(part) not in ("teiHeader", "")]

    @cached_property
    def wanted(self) -> Counter[Feature]:
        return features(self.document.root)

    @cached_property
    def wanted_of_header(self) -> Counter[Feature]:
        return features(self.document.root, of_header=True)


@dataclass(frozen=True)
class Typed:
    """A transcript in one layout, what it is read as, and how far that is from the document."""

    text: str
    layout: Layout
    around: Surroundings
    gaps: int
    read: Counter[Feature]
    distance: int
    missed_of_header: Counter[Feature]
    distance_of_header: int
    unknown: dict[str, Diagnostic]


def best(draft: Draft) -> Typed:
    """The layout from which most comes back; the plainest of several."""
    pages = list(surroundings(draft.document.root, draft.profile, draft.brackets.words))
    found = typed(draft, Layout(), pages[0])
    if len(found.text) > FEW_LAYOUTS:
        return found
    for around in pages[1:]:
        other = typed(draft, Layout(), around, found)
        if other.distance + other.distance_of_header < found.distance + found.distance_of_header:
            found = other
    for option in Layout._fields[:-1]:
        if not found.distance:
            return found
        found = _better(draft, found, found.layout.turned(option))
    for gap in range(1, min(found.gaps, MOST_GAPS) + 1) if len(found.text) <= MANY_LAYOUTS else ():
        if not found.distance:
            return found
        found = _better(draft, found, found.layout._replace(gaps=found.layout.gaps ^ {gap}))
    return found


def _better(draft: Draft, known: Typed, layout: Layout) -> Typed:
    other = typed(draft, layout, known.around, known)
    return other if other.distance < known.distance else known


def typed(draft: Draft, layout: Layout, around: Surroundings, known: Typed | None = None) -> Typed:
    """The transcript in this layout; one that is known already is not read again."""
    writer = Writer(draft.brackets, draft.document.path, layout)
    main = lines(written(writer, draft.parts))
    parts = [around.above, main, *writer.endnotes(), around.below]
    text = "\n\n".join(filter(None, parts)).replace(WIDE, " " * _WIDTH) + "\n"
    if known is not None and known.text == text:
        return known
    again = read_again(text, draft.profile)
    read, read_of_header = features(again), features(again, of_header=True)
    missed_of_header = draft.wanted_of_header - read_of_header
    distance = sum(((draft.wanted - read) + (read - draft.wanted)).values())
    of_header = sum((missed_of_header + (read_of_header - draft.wanted_of_header)).values())
    return Typed(
        text, layout, around, writer.gaps, read, distance, missed_of_header, of_header, writer.unknown.findings
    )
