"""The words of the archives, by language: months, ranks, closings, labels and all else that a grammar looks up."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

from teikit.diagnostics import refusal
from teikit.expressions import expression
from teikit.records import TYPE_CHECKING
from teikit.shipped import shipped_names, shipped_text, table_of

if TYPE_CHECKING:
    from typing import Any

VOCABULARIES = "vocabulary"  # their folder


class Vocabulary:
    """The words of the languages in use, those of the first language first; a field is filled when it is first asked for.

    Words stand as an archive types them; match them without regard to case, except `months` and `particles`, where the
    case tells a month from a verb and a particle from a name. Two calls for the same languages give the same
    object, so a grammar may cache what it compiles by vocabulary.
    """

    languages: tuple[str, ...]
    whole: Vocabulary
    """All the words of the languages, where this holds only those that occur in a text; else this."""

    # dates
    months: Mapping[str, int]
    """Name or abbreviation without its full stop ("Sept") to number."""
    weekdays: tuple[str, ...]
    ordinals: tuple[str, ...]
    """Endings of a day number: th, er."""
    date_links: tuple[str, ...]
    """Words between day, month and year: of, day of."""
    date_ranges: tuple[str, ...]
    """Words between two dates of one period: to, bis, au."""
    date_series: tuple[str, ...]
    """Words between dates that are counted up: and, und, et."""
    date_alternatives: tuple[str, ...]
    """Words between dates of which one is meant: or, oder, ou."""
    date_openers: tuple[str, ...]
    """Words before a date that stands alone: on, den, le."""
    times: tuple[str, ...]
    """What marks a time of day beside figures: a.m., noon, Uhr, heures."""

    # people and bodies
    salutations: tuple[str, ...]
    """What a letter's greeting begins with."""
    closings: tuple[str, ...]
    """What a complimentary close begins with."""
    honorifics: tuple[str, ...]
    """What stands before a name; with the full stop where one is usual."""
    particles: tuple[str, ...]
    """Small words within a name: von, de la."""
    roles: tuple[str, ...]
    ranks: tuple[str, ...]
    organisations: tuple[str, ...]
    """Head words: ministry, embassy."""
    abbreviations: tuple[str, ...]
    """Well-known short names of bodies; only in this case: CPSU CC, MFA."""

    # office marks
    classification: tuple[str, ...]
    handling: tuple[str, ...]
    """Urgent, by courier, to be returned: what is to be done with the paper."""
    copy: tuple[str, ...]
    number_signs: tuple[str, ...]
    distribution: tuple[str, ...]
    production: tuple[str, ...]
    attachment: tuple[str, ...]
    status: tuple[str, ...]
    """Draft, excerpt, not approved: how far the text is what it is."""
    page: tuple[str, ...]
    addressee: tuple[str, ...]
    """Prepositions before the addressee."""
    sender: tuple[str, ...]
    """Prepositions and labels before the sender."""

    # what the transcriber says in brackets
    signature: tuple[str, ...]
    handwriting: tuple[str, ...]
    stamp: tuple[str, ...]
    illegible: tuple[str, ...]
    omitted: tuple[str, ...]
    editor: tuple[str, ...]
    units: Mapping[str, str]
    """Word for what is missing, in any number, to the value of TEI's @unit."""
    places: Mapping[str, str]
    """Where on the sheet something stands ("in the left margin") to the value of TEI's @place."""

    # talk
    speakers: Mapping[str, str]
    """Who speaks where no name is given ("Voices") to its kind: question, answer or crowd."""
    pronouns: tuple[str, ...]
    """I, we, you: the words by which one speaks to another; in this case."""
    no_speakers: tuple[str, ...]
    """Words before a colon or full stop that name no speaker: note, summary, article."""
    remarks: Mapping[str, str]
    """What a remark in brackets tells ("laughs") to the value of stage/@type."""
    shortenings: tuple[str, ...]
    """What stands before a name's short form: hereafter, henceforth referred to as."""
    gatherings: tuple[str, ...]
    """What begins and ends: meeting, session."""
    proceedings: tuple[str, ...]
    """What a gathering does: began, adjourned."""
    fields: tuple[str, ...]
    """Labels of a record's head that have one value: time, place, recorder."""
    list_labels: Mapping[str, str]
    """Labels of lists ("Present") to the list's type: participants, agenda or vote."""
    votes: tuple[str, ...]
    """What stands behind a name in a vote: for, on vacation."""

    # citations
    shelfmark: Mapping[str, str]
    """Label of a level of an archive ("op", "Bl") without its full stop to the level's own name (opis, page)."""
    repositories: tuple[str, ...]
    """Short and full names of archives, in this case."""
    repository_words: tuple[str, ...]
    """Head words of the names of archives: archive, library."""
    collection_words: tuple[str, ...]
    """Head words of the names of what is kept there: papers, Nachlass."""
    publishers: tuple[str, ...]
    """Last words of the name of one who publishes documents: Digital Archive."""
    responsibility: Mapping[str, str]
    """Participle before `by` ("translated") to the kind of responsibility."""
    agents: tuple[str, ...]
    """The word before the one who did it: by, von, par."""
    sponsors: tuple[str, ...]
    """The word before the one for whom it was done: for, für, pour."""
    conjunctions: tuple[str, ...]
    """The words between two names."""

    def __init__(self, languages: tuple[str, ...], fill: Callable[[str], Any], whole: Vocabulary | None = None) -> None:
        self.languages = languages
        self.whole = whole or self
        self._fill = fill
        self._first: tuple[str, Vocabulary] | None = None

    def __getattr__(self, name: str) -> Any:
        if name not in FIELDS:
            raise AttributeError(f"the vocabulary has no field {name!r}")
        found = self.__dict__[name] = self._fill(name)
        return found

    def within(self, text: str) -> Vocabulary:
        """The words to read this text with: for the first text only those whose letters occur in it, then all.

        What is found is the same. Regular expressions over a tenth of the words compile in a tenth of the time, which
        counts where a process reads one text only; where it reads many, all words are compiled once for all of them.
        """
        if self._first is None:
            self._first = text, _Part(self, text).vocabulary
        first, part = self._first
        return part if text is first else self


FIELDS = frozenset(Vocabulary.__annotations__) - {"languages", "whole"}


class _Part:
    """The words of a vocabulary that may occur in a text: each run of letters of such a word is one of the text's."""

    def __init__(self, whole: Vocabulary, text: str) -> None:
        self.whole = whole
        self.letters = frozenset(_LETTERS.findall(text.casefold()))
        self.vocabulary = Vocabulary(whole.languages, self.words, whole)

    def words(self, field: str) -> Any:
        words = getattr(self.whole, field)
        if isinstance(words, tuple):
            return tuple(filter(self._may_occur, words))
        return {word: words[word] for word in filter(self._may_occur, words)}

    def _may_occur(self, word: str) -> bool:
        folded = word.casefold()
        # most are one run of letters, and to look that up is quicker
        return folded in self.letters or (not folded.isalpha() and self.letters.issuperset(_LETTERS.findall(folded)))


_LETTERS = expression(r"[^\W\d_]+")


def vocabulary(*languages: str) -> Vocabulary:
    """The words of these languages ("en", "de"); without any, of English."""
    return _merged(languages or ("en",))


@lru_cache(maxsize=256)
def alternation(words: tuple[str, ...]) -> str:
    """A regular expression's source for any of these words, whole, the longest first.

    A blank stands for any white space, an apostrophe for any apostrophe. Without words it matches nothing.
    """
    longest_first = sorted(dict.fromkeys(words), key=lambda word: (-len(word), word))
    # the guard stands once before the group: a group of plain words is several times faster to try
    worded = "|".join(_pattern(word) for word in longest_first if word[0].isalnum())
    signs = "|".join(_pattern(word) for word in longest_first if not word[0].isalnum())
    groups = [rf"\b(?:{worded})"] * bool(worded) + [signs] * bool(signs)
    return f"(?:{'|'.join(groups)})" if groups else r"(?!)"


def _pattern(word: str) -> str:
    after = r"\b" if word[-1].isalnum() else ""
    return r"\s+".join(re.escape(part).replace("'", "['’]") for part in word.split()) + after


@cache
def _merged(languages: tuple[str, ...]) -> Vocabulary:
    tables = [_table(language) for language in dict.fromkeys(languages)]

    def fill(name: str) -> Any:
        parts = [table[name] for table in tables if name in table]
        return _mapping(parts) if name in MAPPINGS else _words(parts)

    return Vocabulary(tuple(dict.fromkeys(languages)), fill)


MAPPINGS = frozenset({"months", "units", "places", "shelfmark", "responsibility", "speakers", "remarks", "list_labels"})


def _mapping(parts: list[dict[str, list[str]]]) -> dict[str, object]:
    """A file says number or value first and then its words; the first language to claim a word keeps it."""
    found: dict[str, object] = {}
    for part in parts:
        for value, words in part.items():
            for word in words:
                found.setdefault(word, int(value) if value.isdigit() else value)
    return found


def _words(parts: list[list[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for part in parts for word in part))


@cache
def _table(language: str) -> dict[str, Any]:
    known = shipped_names(VOCABULARIES)
    if language not in known:
        hint = f"Known are: {', '.join(known)}."
        raise refusal("TK510", f"There is no vocabulary for the language “{language}”.", hint=hint)
    return table_of(shipped_text(VOCABULARIES, language))
