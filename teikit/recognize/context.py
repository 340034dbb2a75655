"""What every pass may ask for: the source, the profile, what the frame said; and where a finding goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from teikit.diagnostics import Diagnostic, Severity
from teikit.grammars.vocabulary import Vocabulary
from teikit.profile import Profile
from teikit.recognize.footnotes import Calls
from teikit.recognize.speeches import Talk
from teikit.source import Source


@dataclass
class Context:
    """The state of one recognition.

    `titles` are the document's titles folded for comparison, `year` the document's own year, `order` how it writes
    numeric dates ("dmy", "mdy" or None). `responsible` is the xml:id of the person whose words stand in brackets,
    `greeting` where the greeting of a letter stands (all above it is opening), or -1.
    """

    source: Source
    profile: Profile
    words: Vocabulary
    titles: frozenset[str] = frozenset()
    year: int | None = None
    responsible: str = "transcriber"
    order: str | None = None
    greeting: int = -1
    calls: Calls = field(default_factory=Calls)
    talk: Talk = field(default_factory=Talk)
    findings: list[Diagnostic] = field(default_factory=list)
    hands: list[str] = field(default_factory=list)

    @cached_property
    def initials(self) -> frozenset[str]:
        """What the document's titles begin with."""
        return frozenset(title[:1] for title in self.titles)

    @property
    def text(self) -> str:
        return self.source.text

    def note(self, code: str, message: str, start: int, end: int | None = None, hint: str | None = None) -> None:
        """Report something a reader should look at."""
        place = self.source.place(start, end)
        self.findings.append(Diagnostic(code, Severity.WARNING, message, place, hint=hint))

    def new_hand(self, kind: str) -> str:
        """A pointer to a hand that has not been met before; `kind` says what it wrote (a value of note/@type)."""
        self.hands.append(kind)
        return f"#hand{len(self.hands)}"
