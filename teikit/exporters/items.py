"""Documents as items of a bibliography: one for each text, with a key of its own, and what a format leaves out of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from teikit.diagnostics import Diagnostic, Location, Severity
from teikit.exporters.header import Header
from teikit.exporters.pointers import Pointers
from teikit.exporters.record import Agent, Dating, Record, Source, documents, letters, record
from teikit.exporters.walking import Element
from teikit.tei import TeiDocument


class Item(NamedTuple):
    """A text of a file: its record, a key that no other item of the same run has, and where it stands.

    `letter` is the correspDesc that the record's way of a letter is from; a header may have further ones.
    `pointers` are those of the file.
    """

    key: str
    record: Record
    root: Element
    path: str | None
    pointers: Pointers
    letter: Element | None = None

    @property
    def kind(self) -> str:
        """letter, manuscript (what an archive or library keeps), print (an edition of a publication) or text."""
        if self.record.is_letter:
            return "letter"
        if self.record.archive is not None or any(source.kind == "msDesc" for source in self.record.sources):
            return "manuscript"
        return "print" if any(source.printed for source in self.record.sources) else "text"

    @property
    def print(self) -> Source | None:
        """The publication that a print goes back to."""
        return (
            next((source for source in self.record.sources if source.printed), None) if self.kind == "print" else None
        )

    @property
    def made(self) -> Dating | None:
        """When the document was made, or of a print when that was published."""
        if self.print is None or self.record.date is not None:
            return self.record.date
        return next((date for date in self.print.dates if date.kind == "published"), None)

    @property
    def creators(self) -> tuple[Agent, ...]:
        """The authors, or of a letter without any those who sent it."""
        return self.record.authors or self.record.senders


def items(several: Iterable[TeiDocument]) -> Iterator[Item]:
    """The texts of the files, a corpus taken apart, in their order.

    Keys come from name and year, and in their absence from the title: the same for the same files in the same order.
    """
    taken: dict[str, int] = {}
    for document in several:
        pointers = Pointers(document.root)
        corpora: dict[Element, Record] = {}
        for root in documents(document.root):
            if (above := root.getparent()) is not None and above not in corpora:
                corpora[above] = record(above, None, pointers)
            made = record(root, None, pointers, corpora[above] if above is not None else None)
            item = Item("", made, root, document.path, pointers, next(iter(letters(root)), None))
            wanted = _key(item)
            taken[wanted] = number = taken.get(wanted, 0) + 1
            yield item._replace(key=wanted if number == 1 else f"{wanted}-{number}")


def first_item(document: TeiDocument, header: Header | None = None) -> Item:
    """The file as one item, a corpus as a whole; `header` is its header, if that has been read already."""
    root, pointers = document.root, Pointers(document.root)
    made = Item("", record(root, header, pointers), root, document.path, pointers, next(iter(letters(root)), None))
    return made._replace(key=_key(made))


def ascii_word(text: str) -> str:
    """The letters and figures of a text that ASCII has, small, accents taken off.

    >>> ascii_word("Ó Briain, Seán"), ascii_word("Пушкин")
    ('obriainsean', '')
    """
    if text.isascii():
        return "".join(filter(str.isalnum, text.lower()))
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if sign.isascii() and sign.isalnum())


def left_out(title: str, item: Item, said: Mapping[str, object]) -> Iterator[Diagnostic]:
    """A finding on what the header says and the format has no place for: the matters in words, where they are not empty."""
    if matters := ", ".join(name for name, what in said.items() if what):
        message = f"{title} has no field for what the header says of: {matters}"
        yield Diagnostic(
            "TK430", Severity.INFO, message, place(item), "teiHeader", "MODS and EAD hold more of a header"
        )


def no_reference_field(title: str, item: Item, relators: Iterable[str], *matters: str) -> Iterator[Diagnostic]:
    """The finding for formats of references: they know people of these roles only, and what is not among `matters`."""
    known = item.record
    placed = set(known.playing(*relators))
    roles = dict.fromkeys(agent.role for agent in known.contributors if agent not in placed)
    said = {
        "other titles": [title for title in known.alternatives if title.kind != "short"],
        "original language": known.original_languages,
        f"people as {', '.join(roles)}": roles,
        "addresses of persons": any(agent.ref for agent in people_of(item)),
        "people who take part": known.participants,
        "further letters": letters(item.root)[1:],
        "way of the letter": [step for step in known.correspondence if step.kind not in ("sent", "received")],
        "when or where it was received": [step for step in known.actions("received") if step.dates or step.places],
        "places": known.made_at,
        "rights": known.rights,
        "other numbers of the original": known.archive.others if known.archive is not None else (),
        "extent, material and history": known.extent or [source for source in known.sources if _described(source)],
        "related documents": [relation for relation in known.relations if relation.kind not in ("series", "corpus")],
    }
    yield from left_out(title, item, {matter: what for matter, what in said.items() if matter not in matters})


def people_of(item: Item) -> tuple[Agent, ...]:
    """Those who made the document and the edition, and those it went to."""
    return (*item.creators, *item.record.recipients, *item.record.contributors)


def _described(source: Source) -> bool:
    return bool(source.extent or source.material or source.physical or source.history)


def place(item: Item) -> Location | None:
    """Where the text's header begins."""
    header = item.root.find("{*}teiHeader")
    line = (item.root if header is None else header).sourceline
    return Location(item.path, line) if line else None


def _key(item: Item) -> str:
    first = next(iter(item.creators), None)
    who = ascii_word(first.family or first.name)[:40] if first is not None else ""
    date = item.record.date if item.record.date is not None else item.record.issued
    year = date.years.partition("/")[0].lstrip("-") if date is not None else ""
    titled = [word for part in item.record.title.split() if (word := ascii_word(part))]
    return (who or "".join(titled[:4])[:40] or "document") + year
