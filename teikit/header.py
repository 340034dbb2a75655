"""Metadata and body to the header's tree: what the page says, what the user gives, and teikit's own statements."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from teikit import __version__, statements
from teikit.citing import Cited, cited, number_translators
from teikit.expressions import expression
from teikit.grammars.dates import dates, whole_date
from teikit.grammars.languages import language, names_of
from teikit.keywords import ITEM, TERMS, keywords
from teikit.metadata import Metadata
from teikit.nodes import Child, Copy, Generated, Node, Run, Slice
from teikit.profile import Profile
from teikit.recognize import Recognized
from teikit.recognize.correspondence import Correspondence

# kinds of a frame's metadata that are kept whole in a note, whatever other element holds copies; and any kind whose
# own element does not take it here
NOTES = {
    "credits": "credits",
    "responsible": "credits",
    "contents": "contents",
    "authors": "record",
    "related": "related",
    "language": "language",
    "donors": "credits",
}

# kinds that are numbers of the page, that cite the original, and the @type they have there
NUMBERS = {"id": "record", "url": "URI"}
BIBLS = {"citation": "citation", "source": "original", "edition": "edition"}
# a statement of the source among the notes of a text
_STATES_SOURCE = expression(r"\s*(?:Source|Quelle)\s?:")
# "795.00/6-2550: Telegram": the number of the file and what was found in it
_FILE_NUMBER = expression(r"(?P<number>[^:\n]{3,60}\d[^:\n]{0,20}):\s?\w+(?:\s\w+)?")

_SUPPORT = expression(
    r"(?:support|funding|assistance|grant|gift)\s+(?:from|by|of)\s+(?:the\s+)?(?P<funder>[A-ZÀ-Þ].+?)\.?$", re.S
)


def header(recognized: Recognized, given: Metadata) -> Node:
    """The teiHeader. What the user gave wins over the profile, and the profile over the page."""
    return _Header(recognized, given.over(_usual(recognized.frame.profile))).node()


@lru_cache(50)
def _usual(profile: Profile) -> Metadata:
    """What the profile says of all its documents."""
    return Metadata.from_mapping(profile.header)


def element(name: str, *children: Child | str, **attributes: str) -> Node:
    """A node of the header; a `str` among the children is generated text."""
    if "xml_id" in attributes:
        attributes["xml:id"] = attributes.pop("xml_id")
    return Node(name, attributes, [Generated(child) if isinstance(child, str) else child for child in children])


def copies(node: Node) -> list[Child]:
    """The text of a node repeated, with a blank between pieces that are parted in the source."""
    return _spaced([leaf for leaf in node.leaves() if isinstance(leaf, Slice)])


def _spaced(slices: list[Slice]) -> list[Child]:
    made: list[Child] = []
    for number, piece in enumerate(slices):
        if number and piece.start != slices[number - 1].end:
            made.append(Generated(" "))
        made.append(Copy(piece.start, piece.end))
    return made


class _Header:
    def __init__(self, recognized: Recognized, known: Metadata) -> None:
        self.recognized = recognized
        self.frame = recognized.frame
        self.nodes = list(recognized.body.walk())
        self.source = recognized.context.source
        self.words = recognized.context.words
        self.known = known
        self.labels: dict[str, list[Child]] = {}
        self.silent: list[Child] = []  # labels that the page leaves without a value
        for kind, mark in self.frame.labels:
            home = self.labels.setdefault(kind, []) if kind in self.frame.metadata else self.silent
            home.append(mark)
        run = self.frame.first("citation") or self.frame.first("source")
        self.cited: Cited | None = cited(run, self.words) if run else None
        self.citation = self.cited if "citation" in self.frame.metadata else None

    def node(self) -> Node:
        titles, publication, sources = self.titles(), self.publication(), self.sources()
        encoding, profile = self.encoding(), self.profile()
        notes = self.notes()
        kept = [element("notesStmt", *notes)] if notes else []
        return element(
            "teiHeader", *self.silent, element("fileDesc", titles, publication, *kept, sources), encoding, profile
        )

    # ---- fileDesc --------------------------------------------------------------------------------------------

    def page(self, kind: str) -> list[Child]:
        """All that the page says under this kind, with its labels as marks, in source order; its home is here."""
        slices: list[Child] = [piece for run in self.frame.metadata.pop(kind, ()) for piece in run.pieces]
        found = slices + self.labels.pop(kind, [])
        return sorted(found, key=lambda leaf: leaf.start)  # type: ignore[union-attr]

    def _date_in(self, title: Run | None) -> Node | None:
        """The first full date in the page's title, copied."""
        for date in dates(title.text, self.words) if title is not None else ():
            if date.complete and "when" in date.attributes:
                made = _spaced(title.slices(date.start, date.end)) if title is not None else []
                return Node("date", dict(date.attributes), made, certainty="medium")
        return None

    def titles(self) -> Node:
        self.dated = self._date_in(self.frame.first("title"))
        typed = self.page("title")
        made: list[Node] = []
        if self.known.title:
            made.append(element("title", self.known.title, type="main"))
            if typed:
                made.append(element("title", *typed, type="alt"))
        elif typed:
            made.append(element("title", *typed, type="main"))
        else:
            made.append(element("title", *self._honest_title(), type="main"))
        authors = [element("author", name) for name in self.known.author]
        made += authors or [element("author", *name) for name in self._each("authors")]
        made += [element("editor", name) for name in self.known.editor]
        made += self._patrons()
        made += self._responsible()
        return element("titleStmt", *made)

    def _honest_title(self) -> list[Child | str]:
        """Without a title: the citation's, the first heading of the text, else the file's name."""
        if self.citation is not None and (cited_title := self.citation.title()):
            return list(cited_title)
        head = next((node for node in self.nodes if node.element == "head"), None)
        if head is not None:
            return list(_spaced(list(_without_notes(head))))
        if self.source.path and self.source.path != "-":
            return [statements.TRANSCRIPT_OF.format(name=os.path.basename(self.source.path))]
        return [statements.UNTITLED]

    def _patrons(self) -> list[Node]:
        made = [element("sponsor", name) for name in self.known.sponsor]
        if not made and self.cited is not None:
            made = self.cited.sponsors()
        funders = [element("funder", name) for name in self.known.funder]
        if not funders:
            for run in self.frame.metadata.get("credits", ()):
                match = _SUPPORT.search(run.text)
                if match:
                    funders.append(element("funder", *_spaced(run.slices(*match.span("funder")))))
            funders += [element("funder", *name) for name in self._each("donors")]
        return made + self._different(funders)

    def _different(self, nodes: list[Node]) -> list[Node]:
        """Those that read differently from the ones before them."""
        return list({self._plain(node.children): node for node in nodes}.values())

    def _each(self, kind: str) -> list[list[Child]]:
        """The names of a kind, a line or what semicolons part for each, as copies."""
        found = []
        for run in self.frame.metadata.get(kind, ()):
            found += [_spaced(run.slices(*match.span())) for match in ITEM.finditer(run.text)]
        return found

    def _responsible(self) -> list[Node]:
        """Those who are named for the text, and teikit for the encoding. The first translator is #translator."""
        made = [_translator(name, number) for number, name in enumerate(self.known.translator, 1)]
        if not made and self.cited is not None:
            made = self.cited.responsible()
        for run in self.frame.metadata.get("responsible", ()) if not made else ():
            made += cited(run, self.words).responsible()
        number_translators(made)
        declared = {node.attributes.get("xml:id") for statement in made for node in statement.nodes}
        who = self.recognized.context.responsible
        if who not in declared and f"#{who}" in {node.attributes.get("resp") for node in self.nodes}:
            said = statements.TRANSLATED_BY if who == "translator" else statements.TRANSCRIBED_BY
            made.append(element("respStmt", element("resp", said), element("name", statements.NOT_NAMED, xml_id=who)))
        made.append(
            element("respStmt", element("resp", statements.ENCODED_BY), element("name", "teikit", xml_id="teikit"))
        )
        return made

    def publication(self) -> Node:
        known = self.known
        publisher: list[Child | str] = [known.publisher] if known.publisher else list(self.page("publisher"))
        if not publisher and self.cited is not None:
            publisher = list(self.cited.publisher())
        url: list[Child | str] = [known.url] if known.url else []
        if not url and self.cited is not None and not self._has("url"):
            url = list(self.cited.url())
        numbers = [element("idno", *self.page(kind), type=kept) for kind, kept in NUMBERS.items() if self._has(kind)]
        rights = self._rights()
        if not publisher:
            said: list[Child | str] = [statements.UNPUBLISHED]
            if url:
                said += [" ", element("ref", *url, target=self._plain(url))]
            lines = [element("p", *said)]
            lines += [element("p", number) for number in numbers]
            if rights.attributes.get("status") != "unknown":
                lines += [element("p", *said_of.children) for said_of in rights.nodes]
            return element("publicationStmt", *lines)
        made = [element("publisher", *publisher)]
        if url:
            made.append(element("idno", *url, type="URI"))
        if known.id:
            made.append(element("idno", known.id, type="record"))
        if self._has("uploaded"):
            made.append(self._dated("date", "uploaded", type="published"))
        return element("publicationStmt", *made, *numbers, rights)

    def _has(self, kind: str) -> bool:
        return kind in self.frame.metadata or kind in self.labels

    def _plain(self, children: Sequence[Child | str]) -> str:
        text = self.source.text
        made = []
        for child in children:
            if isinstance(child, Copy):
                made.append(text[child.start : child.end])
            elif isinstance(child, (str, Generated)):
                made.append(child if isinstance(child, str) else child.text)
        return "".join(made)

    def _rights(self) -> Node:
        known = self.known
        if known.licence or known.licence_url:
            target = {"target": known.licence_url} if known.licence_url else {}
            made = [element("licence", known.licence or known.licence_url, **target)]
            if self._has("rights"):
                made += self._paragraphs("rights")
            return element("availability", *made)
        if self._has("rights"):
            return element("availability", *self._paragraphs("rights"))
        return element("availability", element("p", statements.NO_LICENCE), status="unknown")

    def notes(self) -> list[Node]:
        """What the page says and no other element of the header takes, whole; of records each by itself."""
        made = [element("note", *self.page(kind), type=kept) for kind, kept in NOTES.items() if self._has(kind)]
        for kind in [*self.frame.metadata]:
            labels = self.labels.pop(kind, [])
            runs = self.frame.metadata.pop(kind)
            made += [element("note", *(labels if run is runs[0] else ()), *run.pieces, type="record") for run in runs]
        return made

    def sources(self) -> Node:
        made: list[Node] = []
        made += [self._citation(kind, kept) for kind, kept in BIBLS.items() if self._has(kind)]
        notes = (node for node in self.nodes if node.element == "note")
        stated = [node for node in notes if self._states_source(node)]
        made += [element("bibl", *copies(node), type="original") for node in stated]
        if self.cited is None and stated:  # where it is kept; its dates are not the document's
            leaves = [leaf for leaf in stated[-1].leaves() if isinstance(leaf, Slice)]
            self.cited = cited(Run(self.source.text, leaves), self.words) if leaves else None
        described = self._described()
        if described is not None:
            made.append(described)
        return element("sourceDesc", *(made or [element("p", statements.NO_SOURCE)]))

    def _states_source(self, note: Node) -> bool:
        if note.attributes.get("type") == "source":
            return True
        first = next((leaf for leaf in note.leaves() if isinstance(leaf, Slice)), None)
        return first is not None and _STATES_SOURCE.match(self.source.text, first.start, first.end) is not None

    def _citation(self, kind: str, kept: str) -> Node:
        """The citation, or the statement of the source, whole, letter for letter, with its parts marked."""
        runs = self.frame.metadata.pop(kind, [])
        made: list[Child] = self.labels.pop(kind, [])
        for run in runs:
            made += self.cited.children if self.cited is not None and run is self.cited.run else list(run.pieces)
        return Node("bibl", {"type": kept}, made, "citation")

    def _described(self) -> Node | None:
        """The original: where it is kept, under what shelfmark, and in what language."""
        identifier = self._identifier()
        languages = self._original_language()
        if not identifier and languages is None:
            return None
        if not identifier:
            identifier = [element("msName", statements.ORIGINAL)]
        contents = [element("msContents", element("msItem", languages))] if languages is not None else []
        return element("msDesc", element("msIdentifier", *identifier), *contents)

    def _identifier(self) -> list[Node]:
        known = self.known
        if known.repository or known.shelfmark:
            made = [element("repository", known.repository)] if known.repository else []
            made += [element("idno", known.shelfmark, type="shelfmark")] if known.shelfmark else []
            return made if known.repository else [*made, element("msName", statements.ORIGINAL)]
        cited_parts = self.cited.identifier() if self.cited is not None else []
        made = [element(kept, *self.page(kept)) for kept in ("repository", "collection") if self._has(kept)]
        if not any(node.element == "repository" for node in made):
            made = [node for node in cited_parts if node.element == "repository"] + made
        if self._has("shelfmark"):
            made.append(element("idno", *self.page("shelfmark"), type="shelfmark"))
        made += [node for node in cited_parts if node.element == "idno"]
        if not made and self.cited is not None and (number := _FILE_NUMBER.fullmatch(self.cited.run.text)):
            made.append(element("idno", *_spaced(self.cited.run.slices(*number.span("number"))), type="shelfmark"))
        if made and not any(node.element == "repository" for node in made):
            made.append(element("msName", statements.ORIGINAL))
        return made

    def _original_language(self) -> Node | None:
        typed = self.page("original_language")
        tag = self.known.original_language
        if typed:
            text = " ".join(self.source.text[leaf.start : leaf.end] for leaf in typed if isinstance(leaf, Slice))
            tag = tag or language(text) or "und"
            return element("textLang", *typed, mainLang=tag)
        return element("textLang", names_of(tag), mainLang=tag) if tag else None

    # ---- encodingDesc ----------------------------------------------------------------------------------------

    def encoding(self) -> Node:
        rules = {node.rule for node in self.nodes}
        rules |= {"columns"} if any(found.code == "TK103" for found in self.recognized.context.findings) else set()
        declaration = _declaration(frozenset(statements.RULES.keys() & rules))
        digest = element("desc", statements.DIGEST, element("idno", self.source.raw_sha256, type="sha256"))
        application = element("application", element("label", "teikit"), digest, ident="teikit", version=__version__)
        return element("encodingDesc", declaration, element("appInfo", application))

    # ---- profileDesc -----------------------------------------------------------------------------------------

    def profile(self) -> Node:
        made = [self.creation(), self.languages()]
        if self._has("abstract"):
            made.insert(0, element("abstract", *self._paragraphs("abstract")))
        elif self.known.abstract:
            made.insert(0, element("abstract", element("p", self.known.abstract)))
        found = self.recognized.correspondence
        described = self.correspondence(found) if found is not None else None
        made += [described] if described is not None else []
        calendars = self.calendars([*self.nodes, *(node for each in made if each is not None for node in each.walk())])
        made += [element("calendarDesc", *calendars)] if calendars else []
        hands = self.hands()
        made += [element("handNotes", *hands)] if hands else []
        terms, signs = keywords(self.frame, self.words)
        self.silent += signs + [mark for kind in TERMS for mark in self.labels.pop(kind, [])]
        made += [element("textClass", element("keywords", *terms))] if terms else []
        speakers = self.speakers()
        made += [element("particDesc", element("listPerson", *speakers, type="speakers"))] if speakers else []
        return element("profileDesc", *(node for node in made if node is not None))

    def _paragraphs(self, kind: str) -> list[Node]:
        labels = self.labels.pop(kind, [])
        certainty = "medium" if kind in self.frame.inferred else "high"
        made = [Node("p", {}, run.pieces, certainty=certainty) for run in self.frame.metadata.pop(kind, ())]
        if not made:
            made = [element("p")]
        made[0].children[:0] = labels
        return made

    def creation(self) -> Node:
        """The date of the document: the user's, the page's, or none."""
        typed = self.page("date")
        if self.known.date:
            date = element("date", self.known.date, **_iso(self.known.date))
            other = [Generated(" "), *typed] if typed else []
            return element("creation", date, *other)
        if typed:
            text = " ".join(self.source.text[leaf.start : leaf.end] for leaf in typed if isinstance(leaf, Slice))
            read = whole_date(text, self.words)
            return element("creation", Node("date", dict(read.attributes) if read else {}, typed))
        if self.citation is not None and (given := self.citation.date()):
            return element("creation", given)
        if self.dated is not None:
            return element("creation", self.dated)
        return element("creation", element("date", statements.UNDATED))

    def _dated(self, name: str, kind: str, **attributes: str) -> Node:
        """An element around a date of the page, with the date it reads as."""
        typed = self.page(kind)
        text = " ".join(self.source.text[leaf.start : leaf.end] for leaf in typed if isinstance(leaf, Slice))
        read = whole_date(text, self.words)
        return Node(name, attributes | (dict(read.attributes) if read else {}), typed)

    def languages(self) -> Node:
        tag = self.recognized.language
        return element("langUsage", element("language", names_of(tag), ident=tag))

    def correspondence(self, found: Correspondence) -> Node | None:
        """Sender and recipient as the letter's own parts name them, told apart."""
        sent = [self._copied(node, node.element) for node in (found.sender, found.place) if node is not None]
        if found.sent is not None:
            sent.append(self._date(found.sent, found.sent_certainty))
        received = [self._copied(node, node.element) for node in (found.recipient, found.body) if node is not None]
        if found.received is not None:
            received.append(self._date(found.received, "high"))
        actions = [
            element("correspAction", *parts, type=kind)
            for kind, parts in (("sent", sent), ("received", received))
            if parts
        ]
        return element("correspDesc", *actions) if actions else None

    def _copied(self, node: Node, name: str) -> Node:
        return Node(name, {}, copies(node), certainty=node.certainty)

    def _date(self, node: Node, certainty: str) -> Node:
        attributes = {key: value for key, value in node.attributes.items() if key not in ("cert", "resp")}
        return Node("date", attributes, copies(node), certainty=certainty)

    def calendars(self, nodes: Iterable[Node]) -> list[Node]:
        """Those that dates name, in the order in which they are met."""
        met = [name for node in nodes for name in node.attributes.get("calendar", "").split()]
        return [
            element("calendar", element("p", statements.CALENDARS[name[1:]]), xml_id=name[1:])
            for name in dict.fromkeys(met)
        ]

    def hands(self) -> list[Node]:
        """A handNote for each hand that the text declares, with the name it is signed with."""
        made = []
        for node in self.nodes:
            if "hand" not in node.attributes:
                continue
            name = _signer(node)
            kind = "Signature" if node.attributes.get("type") == "signature" else "Handwritten note"
            said: list[Child | str] = [f"{kind} of ", *copies(name)] if name is not None else [f"{kind}, not signed"]
            made.append(element("handNote", *said, xml_id=node.attributes["hand"][1:]))
        return made

    def speakers(self) -> list[Node]:
        """Those to whom turns point, in the order in which they speak, by the first full form of their name."""
        persons = self.recognized.context.talk.persons
        met = {node.attributes.get("who") for node in self.nodes if node.element == "sp"} if persons else set()
        return [
            element("person", element("persName", Copy(*person.name)), xml_id=person.key)
            for person in persons
            if f"#{person.key}" in met
        ]


@lru_cache(100)  # documents of one kind are interpreted by the same rules
def _declaration(rules: frozenset[str]) -> Node:
    """What was interpreted, and how the text was treated."""
    interpreted = [element("p", said) for rule, said in statements.RULES.items() if rule in rules]
    return element(
        "editorialDecl",
        element("normalization", element("p", statements.TEXT), element("p", statements.DATES), method="markup"),
        element("hyphenation", element("p", statements.HYPHENS), eol="all"),
        element("interpretation", *interpreted, element("p", statements.CERTAINTY)),
    )


def _translator(name: str, number: int) -> Node:
    key = "translator" if number == 1 else f"translator{number}"
    return element("respStmt", element("resp", statements.TRANSLATED_BY), element("persName", name, xml_id=key))


def _without_notes(node: Node) -> Iterator[Slice]:
    """The text of a node, that of its notes left out."""
    for child in node.children:
        if isinstance(child, Slice):
            yield child
        elif isinstance(child, Node) and child.element != "note":
            yield from _without_notes(child)


def _signer(node: Node) -> Node | None:
    """The first name in what a hand wrote, signatures by other hands left out."""
    for child in node.nodes:
        if child.element == "persName":
            return child
        if "hand" not in child.attributes:
            found = _signer(child)
            if found is not None:
                return found
    return None


def _iso(date: str) -> dict[str, str]:
    start, slash, end = date.partition("/")
    return {"from": start, "to": end} if slash else {"when": start}
