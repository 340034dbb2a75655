"""Who speaks: the forms of a name that stand for one person, and the fullest of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from teikit.nodes import Slice


@dataclass(slots=True, eq=False)
class Form:
    """One way a person is written: the name's own words in lower case, the initials before them, and where it stands first."""

    words: tuple[str, ...]
    initials: str
    place: Slice
    person: Person | None = None

    @property
    def fullness(self) -> int:
        return len(self.initials) + 2 * len(self.words)


@dataclass(slots=True, eq=False)
class Person:
    """One who speaks, in the forms of the name that were met."""

    forms: list[Form] = field(default_factory=list)
    key: str = ""

    @property
    def name(self) -> Slice:
        """The first of the full forms: with initials or a given name; else the first form."""
        full = [form for form in self.forms if form.initials or len(form.words) > 1]
        return min(full or self.forms, key=lambda form: form.place.start).place


def gather(forms: Iterable[Form]) -> list[Person]:
    """Give each form its person. A short form joins the one person that it fits; where it fits several it stands for itself."""
    persons: list[Person] = []
    by_word: dict[str, list[Person]] = {}
    for form in sorted(forms, key=lambda form: (-form.fullness, form.place.start)):
        known = {id(person): person for word in form.words for person in by_word.get(word, ())}
        fitting = [person for person in known.values() if any(_same(form, other) for other in person.forms)]
        person = fitting[0] if len(fitting) == 1 else Person()
        if len(fitting) != 1:
            persons.append(person)
            for word in form.words:
                by_word.setdefault(word, []).append(person)
        person.forms.append(form)
        form.person = person
    return persons


def _same(short: Form, long: Form) -> bool:
    """The same words, or one word that is the other's first or last; initials that do not contradict each other."""
    if not short.words or not long.words:
        return False
    if short.words != long.words and not (len(short.words) == 1 and short.words[0] in (long.words[0], long.words[-1])):
        return False
    given = long.initials or (long.words[0][0] if len(long.words) > 1 and short.words[0] == long.words[-1] else "")
    return not short.initials or not given or short.initials.startswith(given) or given.startswith(short.initials)
