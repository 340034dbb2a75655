"""What every pass may ask for: the source, the profile, what the frame said; and where a finding goes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from teikit.diagnostics import Diagnostic, Severity
from teikit.expressions import expression
from teikit.grammars.dates import DateMatch, dates
from teikit.grammars.vocabulary import Vocabulary
from teikit.profile import Profile
from teikit.recognize.footnotes import Calls
from teikit.recognize.speeches import Talk
from teikit.records import TYPE_CHECKING
from teikit.source import Source

if TYPE_CHECKING:
    from teikit.recognize.letters import Letter

PAGE_END = expression(r"\((?:p\.|page|S\.|Seite) (?P<n>\d{1,3})\)")


class Context:
    """The state of one recognition.

    `titles` are the document's titles folded for comparison, `year` the document's own year, `order` how it writes
    numeric dates ("dmy", "mdy" or None). `responsible` is the xml:id of the person whose words stand in brackets.
    """

    def __init__(
        self,
        source: Source,
        profile: Profile,
        words: Vocabulary,
        titles: frozenset[str] = frozenset(),
        year: int | None = None,
        responsible: str = "transcriber",
        order: str | None = None,
    ) -> None:
        self.source = source
        self.text = source.text
        self.profile = profile
        self.words = words
        self.titles = titles
        self.year = year
        self.responsible = responsible
        self.order = order
        self.calls = Calls()
        self.talk = Talk()
        self.letters: list[Letter] = []
        self.findings: list[Diagnostic] = []
        self.hands: list[str] = []
        self._dates: dict[tuple[str, int | None], Sequence[DateMatch]] = {}

    def greeting(self, start: int) -> int:
        """Where the greeting stands of the letter whose opening this is part of; -1 for none."""
        return next((letter.greeting for letter in self.letters if letter.start <= start <= letter.greeting), -1)

    def is_opening(self, start: int) -> bool:
        """Whether this is a part of the opening of a letter that has a greeting."""
        return self.greeting(start) >= 0

    def begins_letter(self, start: int) -> bool:
        return any(letter.start == start for letter in self.letters)

    @cached_property
    def initials(self) -> frozenset[str]:
        """What the document's titles begin with."""
        return frozenset(title[:1] for title in self.titles)

    @cached_property
    def page_ends(self) -> frozenset[int]:
        """The pages whose numbers stand in the text where they end: `(p. 1)`, `(p. 2)` and so on, each once, with text behind."""
        marks = list(PAGE_END.finditer(self.text))
        numbers = [int(mark["n"]) for mark in marks]
        if len(numbers) < 2 or numbers != list(range(1, len(numbers) + 1)):
            return frozenset()
        return frozenset(numbers if self.text[marks[-1].end() :].strip() else numbers[:-1])

    def dates(self, text: str) -> Sequence[DateMatch]:
        """The dates of a stretch of the text, as this document writes them; several passes ask for the same stretch."""
        key = text, self.year
        found = self._dates.get(key)
        if found is None:
            found = self._dates[key] = dates(text, self.words, order=self.order, year=self.year)
        return found

    def note(self, code: str, message: str, start: int, end: int | None = None, hint: str | None = None) -> None:
        """Report something a reader should look at."""
        place = self.source.place(start, end)
        self.findings.append(Diagnostic(code, Severity.WARNING, message, place, hint=hint))

    def new_hand(self, kind: str) -> str:
        """A pointer to a hand that has not been met before; `kind` says what it wrote (a value of note/@type)."""
        self.hands.append(kind)
        return f"#hand{len(self.hands)}"
