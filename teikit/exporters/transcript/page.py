"""The page around a text: what the header says, in the lines and under the labels that the profile's pages have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from teikit.exporters.header import Header, paragraphs, words
from teikit.exporters.walking import Element, name
from teikit.grammars.vocabulary import Vocabulary
from teikit.profile import Field, Profile, compiled, profile_names, signs
from teikit.records import NamedTuple

# where the header keeps what a page says, by the names that profiles have for it
_PLACES: dict[str, tuple[str, str]] = {
    "citation": ("fileDesc/sourceDesc/bibl", "citation"),
    "source": ("fileDesc/sourceDesc/bibl", "original"),
    "edition": ("fileDesc/sourceDesc/bibl", "edition"),
    "credits": ("fileDesc/notesStmt/note", "credits"),
    "responsible": ("fileDesc/notesStmt/note", "credits"),
    "contents": ("fileDesc/notesStmt/note", "contents"),
    "related": ("fileDesc/notesStmt/note", "related"),
    "record": ("fileDesc/notesStmt/note", "record"),
    "language": ("fileDesc/notesStmt/note", "language"),
    "original_language": ("fileDesc/sourceDesc/msDesc/msContents/msItem/textLang", ""),
    "abstract": ("profileDesc/abstract", ""),
    "publisher": ("fileDesc/publicationStmt/publisher", ""),
    "rights": ("fileDesc/publicationStmt/availability", ""),
    "url": ("fileDesc/publicationStmt/idno", "URI"),
    "id": ("fileDesc/publicationStmt/idno", "record"),
}
_AROUND = ("{}", "[{}]", "({})", "<{}>")


class Surroundings(NamedTuple):
    """What stands above a text and below it; empty for none."""

    above: str = ""
    below: str = ""


def surroundings(root: Element, profile: Profile, words_of_page: Vocabulary) -> Iterator[Surroundings]:
    """The ways in which a page of this profile may say what the header says, the fullest first, and the text alone at last.

    Labelled fields have date and title above them; lines without a label stand there with the title or without.
    """
    header = Header(root.find("{*}teiHeader"))
    fields = list(_fields(header, profile))
    if fields:
        yield Surroundings("\n\n".join([*_first(header, "profileDesc/creation/date"), *_title(header), *fields]))
    above = list(_lines(header, profile, profile.frame.above, words_of_page))
    below = [line for line in _lines(header, profile, profile.frame.below, words_of_page) if line not in above]
    if above or below:
        yield Surroundings("\n\n".join(filter(None, ["\n".join(above), *_title(header)])), "\n".join(below))
        yield Surroundings("\n".join(above), "\n".join(below))
    yield Surroundings()


def _title(header: Header) -> list[str]:
    return _first(header, "fileDesc/titleStmt/title")


def _first(header: Header, path: str) -> list[str]:
    return [words(element) for element in header.all(path)[:1] if words(element)]


def _fields(header: Header, profile: Profile) -> Iterator[str]:
    """The labels with their values, each kind once, and nothing that another one holds already."""
    written: list[str] = []
    for field in profile.frame.fields:
        if field != _usual(profile, field.holds):
            continue
        said = ("\n\n" if field.holds == "abstract" else "\n").join(_said(header, field.holds))
        if said and not any(said in other for other in written):
            written.append(said)
            yield f"{field.label}:\n\n{said}"


def _usual(profile: Profile, holds: str) -> Field:
    """Of several labels for the same the one that pages are told by, else one that begins with a capital."""
    fields = [field for field in profile.frame.fields if field.holds == holds]
    return min(fields, key=lambda field: (f"\n{field.label}:" not in _signs(profile), field.label[:1].islower()))


def _lines(header: Header, profile: Profile, patterns: tuple[str, ...], words: Vocabulary) -> Iterator[str]:
    """The lines without a label that a pattern of the profile reads as what the header says."""
    seen: set[str] = set()
    begun = [sign.strip("\n") for sign in _signs(profile)]
    for pattern in patterns:
        shape = compiled(pattern, words)
        kind = next(iter(shape.groupindex), "")
        for said in _said(header, kind):
            forms = [around.format(said) for around in _AROUND]
            forms += [f"{sign} {said}{']' if sign[:1] == '[' else ''}" for sign in (sign.strip() for sign in begun)]
            found = next((form for form in forms if _says(shape.fullmatch(form), kind, said)), "")
            if found and said not in seen:
                seen.add(said)
                yield found


def _says(match: re.Match[str] | None, kind: str, said: str) -> bool:
    """Whether a line is read as this and nothing else."""
    return match is not None and {group: value for group, value in match.groupdict().items() if value} == {kind: said}


def _signs(profile: Profile) -> tuple[str, ...]:
    """What pages of a shipped profile are told by; those of one of one's own are not told from others."""
    return signs(profile.name) if profile.name in profile_names() else ()


def _said(header: Header, kind: str) -> Iterator[str]:
    path, kept = _PLACES.get(kind, ("", ""))
    for element in header.all(path):
        if element.get("type", "") == kept or not kept:
            yield from paragraphs(element) if kind in ("abstract", "rights") else _typed(element)


def _typed(element: Element) -> Iterator[str]:
    """The lines of a statement."""
    line = ""
    for event, part in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and name(part) == "lb":
            yield " ".join(line.split())
            line = ""
        line += (part.text or "") if event == "start" else (part.tail or "") if part is not element else ""
    yield " ".join(line.split())
