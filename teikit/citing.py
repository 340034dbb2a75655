"""The parts of a page's citation as the header needs them: marked in place, and copied where TEI keeps them."""

from __future__ import annotations

from teikit import statements
from teikit.grammars import citations
from teikit.grammars.responsibility import Verb
from teikit.grammars.vocabulary import Vocabulary
from teikit.nodes import Child, Copy, Generated, Node, Run
from teikit.recognize.spans import Span, nested
from teikit.records import NamedTuple

# levels of a shelfmark that the schema knows; any other is the archive's own
LEVELS = frozenset(
    [
        "fond",
        "opis",
        "delo",
        "list",
        "collection",
        "series",
        "box",
        "folder",
        "file",
        "volume",
        "item",
        "page",
        "document",
        "case",
        "catalogue",
        "reference",
    ]
)


class Cited(NamedTuple):
    """A citation: its run, its parts as ranges of the run, and its text with the parts marked."""

    run: Run
    parts: citations.Citation
    children: list[Child]

    def title(self) -> list[Child]:
        """The title, copied; nothing where the citation names none."""
        return self._copy(self.parts.title)

    def date(self) -> Node | None:
        """The date, copied, with what it reads as."""
        date = self.parts.date
        if date is None or not date.attributes:
            return None
        return Node("date", dict(date.attributes), self._range(date.start, date.end))

    def publisher(self) -> list[Child]:
        """The publisher's name, copied; nothing where the citation names none."""
        return self._copy(self.parts.publisher)

    def url(self) -> list[Child]:
        """The address, copied; nothing where the citation has none."""
        return self._copy(self.parts.url)

    def sponsors(self) -> list[Node]:
        """Those for whom it was done."""
        return [Node("sponsor", {}, self._copy(made.sponsor)) for made in self.parts.statements if made.sponsor]

    def responsible(self) -> list[Node]:
        """A respStmt a statement; the first translator is #translator, a second one #translator2."""
        made: list[Node] = []
        translators = 0
        for statement in self.parts.statements:
            kinds = [verb.kind for verb in statement.verbs]
            node = Node("respStmt", {}, [self._resp(verb) for verb in statement.verbs])
            for name in statement.names:
                translators += "translated" in kinds
                node.children.append(
                    Node("persName", _key(translators) if "translated" in kinds else {}, self._copy(name))
                )
            if statement.names:
                made.append(node)
        return made

    def _resp(self, verb: Verb) -> Node:
        translated = verb.kind == "translated"
        return Node(
            "resp", {}, [Generated(statements.TRANSLATED_BY)] if translated else self._range(verb.start, verb.end)
        )

    def identifier(self) -> list[Node]:
        """Repository and shelfmark for msIdentifier, each level of the shelfmark in an idno of its own."""
        levels = [part for part in self.parts.parts if part.kind != "repository"]
        repository = next((part for part in self.parts.parts if part.kind == "repository"), None)
        made = [Node("repository", {}, self._range(repository.start, repository.end))] if repository else []
        shelfmark = self.parts.shelfmark
        if shelfmark is not None and levels:
            start = shelfmark.start if repository is None or repository.start > levels[0].start else repository.end
            made.append(self._shelfmark(start, shelfmark.end, levels))
        if made and repository is None:
            made.append(Node("msName", {}, [Generated(statements.ORIGINAL)]))
        return made

    def _shelfmark(self, start: int, end: int, levels: list[citations.Part]) -> Node:
        while not self.run.text[start].isalnum():
            start += 1
        node = Node("idno", {"type": "shelfmark"})
        for part in levels:
            if part.start < start:
                continue
            node.children += self._range(start, part.start)
            node.children.append(Node("idno", {"type": level(part.kind)}, self._range(part.start, part.end)))
            start = part.end
        node.children += self._range(start, end)
        return node

    def _copy(self, span: tuple[int, int] | None) -> list[Child]:
        return self._range(*span) if span is not None else []

    def _range(self, start: int, end: int) -> list[Child]:
        """A range copied, with the white space at its sides."""
        text = self.run.text[start:end]
        made: list[Child] = (
            [Copy(piece.start, piece.end) for piece in self.run.slices(start, end)] if text.strip() else []
        )
        if text[:1].isspace() or (not made and text):
            made.insert(0, Generated(" "))
        if made and text.strip() and text[-1:].isspace():
            made.append(Generated(" "))
        return made


def level(kind: str) -> str:
    """A level of a shelfmark as a value of idno/@type.

    >>> level("fond"), level("record group")
    ('fond', 'x-record-group')
    """
    return kind if kind in LEVELS else f"x-{kind.replace(' ', '-')}"


def _key(number: int) -> dict[str, str]:
    return {"xml:id": "translator" if number == 1 else f"translator{number}"}


def number_translators(statements_made: list[Node]) -> None:
    """The first translator is #translator, the second #translator2, whatever statement names them."""
    named = [node for made in statements_made for node in made.nodes if "xml:id" in node.attributes]
    for number, node in enumerate(named, 1):
        node.attributes |= _key(number)


def cited(run: Run, words: Vocabulary) -> Cited:
    """Read a citation."""
    parts = citations.citation(run.text, words)
    return Cited(run, parts, nested(run, _spans(run.text, parts)))


def _spans(text: str, parts: citations.Citation) -> list[Span]:
    made: list[Span] = []
    if parts.title:
        made.append(Span(*parts.title, "title", {"type": "main"}, "citation"))
    if parts.date and parts.date.attributes:
        made.append(Span(parts.date.start, parts.date.end, "date", dict(parts.date.attributes), "citation"))
    if parts.publisher:
        made.append(Span(*parts.publisher, "publisher", {}, "citation"))
    if parts.url:
        target = text[slice(*parts.url)]
        made.append(Span(*parts.url, "ref", {"target": "".join(target.split())}, "citation"))
    if parts.shelfmark:
        made.append(Span(*parts.shelfmark, "idno", {"type": "shelfmark"}, "citation"))
        made += [
            Span(part.start, part.end, "idno", {"type": level(part.kind)}, "citation")
            for part in parts.parts
            if part.kind != "repository" and (part.start, part.end) != tuple(parts.shelfmark)
        ]
    for statement in parts.statements:
        if statement.sponsor:
            made.append(Span(*statement.sponsor, "orgName", {}, "citation"))
        made += [Span(*name, "persName", {}, "citation") for name in statement.names]
    return made
