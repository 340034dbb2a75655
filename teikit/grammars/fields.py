"""Labels in the head of a record: who was present, what was on the agenda, when and where."""

from __future__ import annotations

import re
from functools import lru_cache

from teikit.expressions import expression
from teikit.grammars.vocabulary import Vocabulary, alternation
from teikit.records import NamedTuple


class Field(NamedTuple):
    """A label up to `end`: `kind` is participants, agenda, vote or gloss. `sure` says that the label alone tells so."""

    kind: str
    end: int
    sure: bool


def field(text: str, words: Vocabulary) -> Field | None:
    """The label that a line begins with, or is.

    >>> from teikit.grammars.vocabulary import vocabulary
    >>> field("Present from the harbour: Orel", vocabulary("en"))
    Field(kind='participants', end=25, sure=True)
    """
    if not text[:1].isupper():
        return None
    if alone(text):
        return Field(kinds(words).get(text.rstrip(": ").casefold(), "gloss"), len(text), True)
    match = _label(words).match(text) if ":" in text else None
    if match is None:
        return None
    name = " ".join(match["label"].split()).casefold() if match["label"] else ""
    return Field(kinds(words).get(name, "gloss" if name else "participants"), match.end("sign"), name != "")


def alone(text: str) -> bool:
    """A label that tells by itself that the lines behind it are its values: SUBJECT, Participants."""
    return text in _ALONE


_CAPITALS = (
    "SUBJECT", "SUBJECTS", "PARTICIPANT", "PARTICIPANTS", "PRESENT", "ATTENDEES", "ATTENDANCE", "AGENDA", "PLACE", "TIME",
    "LOCATION", "REFERENCE", "REFERENCES", "COPIES TO",
)  # fmt: skip
_WITH_COLON = (
    "Subject", "Participants", "Present", "Attendees", "Agenda", "Place", "Time", "Location", "References", "Copies to",
    "Teilnehmer", "Anwesend", "Tagesordnung", "Betreff", "Ort", "Zeit", "Présents", "Ordre du jour", "Objet", "Lieu",
)  # fmt: skip
_ALONE = frozenset([*_CAPITALS, *(f"{label}:" for label in (*_CAPITALS, *_WITH_COLON))])


@lru_cache(maxsize=16)
def kinds(words: Vocabulary) -> dict[str, str]:
    """Labels of lists in lower case to the list's type."""
    return {word.casefold(): kind for word, kind in words.list_labels.items()}


@lru_cache(maxsize=16)
def _label(words: Vocabulary) -> re.Pattern[str]:
    """`Present:`, `Present from the harbour:`, `On the Soviet side:`."""
    one = alternation((*words.list_labels, *words.fields))
    return expression(
        rf"(?:(?P<label>(?i:{one}))(?:\s+(?:from|for|on|of|by|at|were|are)\s[^:.;\n]{{1,50}})?"
        r"|(?:From|On|For)\s(?:the\s|our\s|their\s)?[A-ZÀ-Þ]\w+(?:\s[A-ZÀ-Þ]\w+)?(?:\s(?:side|part|delegation))?)"
        r"(?P<sign>\s?:)(?:\s+|$)"
    )
