"""Who speaks: the forms of a name that stand for one person, and the fullest of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from teikit.grammars.names import names
from teikit.grammars.turns import Opening, shortened
from teikit.grammars.vocabulary import Vocabulary
from teikit.nodes import Slice

MOST_FORMS = 500
BEFORE_TALK = 6000
NOBODY = frozenset(["question", "answer", "crowd", "letter"])

# a name's initials and its own words, both in lower case
Written = tuple[str, tuple[str, ...]]


class Form:
    """One way a person is written: the name's own words in lower case, the initials before them, and where it stands first."""

    __slots__ = ("initials", "person", "place", "words")

    def __init__(self, words: tuple[str, ...], initials: str, place: Slice) -> None:
        self.words = words
        self.initials = initials
        self.place = place
        self.person: Person | None = None

    @property
    def fullness(self) -> int:
        return len(self.initials) + 2 * len(self.words)


class Person:
    """One who speaks, in the forms of the name that were met."""

    __slots__ = ("forms", "key")

    def __init__(self) -> None:
        self.forms: list[Form] = []
        self.key = ""

    @property
    def name(self) -> Slice:
        """The first of the full forms: with initials or a given name; else the first form."""
        full = [form for form in self.forms if form.initials or len(form.words) > 1]
        return min(full or self.forms, key=lambda form: form.place.start).place


def speakers(openings: Sequence[tuple[int, Opening]], text: str, words: Vocabulary) -> dict[Written, Person]:
    """The person of each form that a label has; `openings` are labels with the start of their lines."""
    forms = _above(openings, text, words)
    for start, label in openings:
        if label.kind not in NOBODY and len(forms) <= MOST_FORMS:
            place = Slice(start + label.bare, start + label.name_end)
            forms.setdefault((label.initials, label.words), Form(label.words, label.initials, place))
    for short in shortened(text[: openings[-1][0]], words):
        own = tuple(part.casefold() for part in text[short.start : short.end].split() if not part.endswith("."))
        if ("", (short.short.casefold(),)) in forms and short.short.casefold() in own:
            forms.setdefault(("", own), Form(own, "", Slice(short.start, short.end)))
    _gather(forms.values())
    return {written: form.person for written, form in forms.items() if form.person is not None}


def _above(openings: Sequence[tuple[int, Opening]], text: str, words: Vocabulary) -> dict[Written, Form]:
    """The forms in which the text above the talk names those who speak: "conversation with N. S. Orel"."""
    found: dict[Written, Form] = {}
    above = text[: min(openings[0][0], BEFORE_TALK)]
    surnames = {label.words[-1] for _, label in openings if label.words and label.kind not in NOBODY}
    for name in names(above, words):
        parts = above[name.start : name.end].split()
        own = tuple(part.casefold() for part in parts if "." not in part)
        initials = re.sub(r"\W", "", "".join(part for part in parts if "." in part)).lower()
        if own and own[-1] in surnames:
            found.setdefault((initials, own), Form(own, initials, Slice(name.start, name.end)))
    return found


def _gather(forms: Iterable[Form]) -> None:
    """Give each form its person. A short form joins the one person that it fits; where it fits several it stands for itself."""
    by_word: dict[str, list[Person]] = {}
    for form in sorted(forms, key=lambda form: (-form.fullness, form.place.start)):
        known = {id(person): person for word in form.words for person in by_word.get(word, ())}
        fitting = [person for person in known.values() if any(_same(form, other) for other in person.forms)]
        person = fitting[0] if len(fitting) == 1 else Person()
        if len(fitting) != 1:
            for word in form.words:
                by_word.setdefault(word, []).append(person)
        person.forms.append(form)
        form.person = person


def _same(short: Form, long: Form) -> bool:
    """The same words, or one word that is the other's first or last; initials that do not contradict each other."""
    if not short.words or not long.words:
        return False
    if short.words != long.words and not (len(short.words) == 1 and short.words[0] in (long.words[0], long.words[-1])):
        return False
    given = long.initials or (long.words[0][0] if len(long.words) > 1 and short.words[0] == long.words[-1] else "")
    return not short.initials or not given or short.initials.startswith(given) or given.startswith(short.initials)
