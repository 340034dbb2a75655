"""What the header says of a document, as labelled facts in the order in which a reader asks for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from teikit.exporters.header import NAMES, PLACES, Header, paragraphs, web, words
from teikit.exporters.origin import titles
from teikit.exporters.record import main_title
from teikit.exporters.walking import Element, name
from teikit.tei import XML_ID, XML_LANG


class Value(NamedTuple):
    """One value of a fact; `link` is an address on the web, `key` the id of what it describes (a hand)."""

    text: str
    link: str = ""
    key: str = ""


class Fact(NamedTuple):
    """A labelled fact; `brief` facts belong into the shortest description too, `group` gathers them."""

    label: str
    values: tuple[Value, ...]
    group: str = "edition"
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    title: str
    subtitles: tuple[str, ...]
    abstract: tuple[str, ...]
    date: str
    shelfmark: str
    language: str
    facts: tuple[Fact, ...]


Rule = Callable[[Header], Iterator[Fact]]
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")
_DIRECTIONS = {"sent": "Sent", "received": "Received", "transmitted": "Transmitted", "redirected": "Redirected"}


def facts(root: Element, header: Header | None = None) -> Facts:
    """The facts of a document's own header; a corpus has one of its own. Without a header all of them are empty.

    `header` is that of the document, if it has been read already.
    """
    header = header or Header(root.find("{*}teiHeader"))
    found = tuple(titles(header.all("fileDesc/titleStmt/title")))
    title = main_title(found)
    return Facts(
        title=title,
        subtitles=tuple(other.text for other in found if other.text != title),
        abstract=_paragraphs(header, "profileDesc/abstract"),
        date=words(header.first("profileDesc/creation/date")),
        shelfmark=_shelfmark(header),
        language=_language(root, header),
        facts=_gathered(fact for rule in RULES for fact in rule(header) if fact.values),
    )


def _gathered(found: Iterable[Fact]) -> tuple[Fact, ...]:
    """Each label once in its group: three editors are one fact."""
    once: dict[tuple[str, str], Fact] = {}
    for fact in found:
        known = once.setdefault((fact.group, fact.label), fact)
        if known is not fact:
            once[fact.group, fact.label] = known._replace(values=(*known.values, *fact.values))
    return tuple(once.values())


def _paragraphs(header: Header, path: str) -> tuple[str, ...]:
    return tuple(said for element in header.all(path) for said in paragraphs(element))


def _values(header: Header, *paths: str) -> tuple[Value, ...]:
    found = [words(element) for path in paths for element in header.all(path)]
    return tuple(Value(text, web(text)) for text in dict.fromkeys(found) if text)


def _language(root: Element, header: Header) -> str:
    text = root.find("{*}text")
    stated = [element.get(XML_LANG, "") for element in (text, root) if element is not None]
    stated += [element.get("ident", "") for element in header.all("profileDesc/langUsage/language")]
    return next(filter(None, stated), "")


def _shelfmark(header: Header) -> str:
    """Where the first manuscript of the sources is kept, a witness among them."""
    return words(next(iter(header.names.get("msIdentifier", [])), None))


def _document(header: Header) -> Iterator[Fact]:
    yield Fact("Date", _values(header, "profileDesc/creation/date"), "document", True)
    yield Fact("Place", _values(header, "profileDesc/creation/placeName"), "document", True)
    yield Fact("Author", _values(header, "fileDesc/titleStmt/author"), "document", True)


def _letter(header: Header) -> Iterator[Fact]:
    for action in header.all("profileDesc/correspDesc/correspAction"):
        kind = action.get("type", "")
        people = [words(part) for part in action if name(part) in NAMES]
        places = [words(part) for part in action if name(part) in PLACES]
        dates = [words(part) or part.get("when", "") for part in action if name(part) == "date"]
        said = "; ".join(filter(None, (", ".join(people), ", ".join(places), ", ".join(filter(None, dates)))))
        loose = said or words(action)
        yield Fact(_DIRECTIONS.get(kind, kind.capitalize() or "Correspondence"), _given(loose), "document", True)


def _source(header: Header) -> Iterator[Fact]:
    yield Fact("Held at", _given(_shelfmark(header)), "source", True)
    yield Fact(
        "Citation", _values(header, *(f"fileDesc/sourceDesc/{kind}" for kind in ("bibl", "biblStruct", "p"))), "source"
    )
    languages = _values(header, "profileDesc/langUsage/language")
    codes = tuple(Value(element.get("ident", "")) for element in header.all("profileDesc/langUsage/language"))
    yield Fact("Language", languages or codes, "source", True)
    yield Fact("Original language", _original(header), "source", True)


def _original(header: Header) -> tuple[Value, ...]:
    stated = (words(element) or element.get("mainLang", "") for element in header.names.get("textLang", []))
    return tuple(map(Value, dict.fromkeys(stated)))


def _people(header: Header) -> Iterator[Fact]:
    for path in ("fileDesc/titleStmt", "fileDesc/editionStmt"):
        for statement in header.all(f"{path}/respStmt"):
            role = " ".join(words(part) for part in statement if name(part) in ("resp", "note"))
            people = [words(part) for part in statement if name(part) not in ("resp", "note", "")]
            yield Fact(_capital(role) or "Responsible", tuple(Value(text) for text in people if text), "edition", True)
    for label, part in (("Editor", "editor"), ("Principal", "principal"), ("Sponsor", "sponsor"), ("Funder", "funder")):
        yield Fact(label, _values(header, f"fileDesc/titleStmt/{part}"))


def _publication(header: Header) -> Iterator[Fact]:
    statement = "fileDesc/publicationStmt"
    publishers = (f"{statement}/{part}" for part in ("publisher", "distributor", "authority"))
    yield Fact("Publisher", _values(header, *publishers))
    yield Fact("Published", _values(header, f"{statement}/date"))
    yield Fact("Address", tuple(value for value in _values(header, f"{statement}/idno") if value.link))
    licences = tuple(
        Value(words(licence) or licence.get("target", ""), web(licence.get("target", "")))
        for licence in header.all(f"{statement}/availability/licence")
    )
    yield Fact("Licence", licences or _values(header, f"{statement}/availability/p"))
    yield Fact("Note", _values(header, "fileDesc/notesStmt/note"))


def _hands(header: Header) -> Iterator[Fact]:
    notes = header.names.get("handNote", [])
    values = (Value(words(note) or note.get("scribe", ""), key=note.get(XML_ID, "")) for note in notes)
    yield Fact("Hands", tuple(value for value in values if value.text), "document")


def _making(header: Header) -> Iterator[Fact]:
    yield Fact("Conventions", tuple(map(Value, _paragraphs(header, "encodingDesc/editorialDecl"))))
    applications = [
        f"{words(tool.find('{*}label')) or tool.get('ident', '')} {tool.get('version', '')}".strip()
        for tool in header.all("encodingDesc/appInfo/application")
    ]
    yield Fact("Made with", tuple(map(Value, applications)))
    yield Fact("Digest of the source (SHA-256)", _digests(header))


def _digests(header: Header) -> tuple[Value, ...]:
    marked = "".join(etree.tostring(info, encoding="unicode") for info in header.names.get("appInfo", []))
    return tuple(Value(digest) for digest in dict.fromkeys(_DIGEST.findall(marked)))


def _given(text: str) -> tuple[Value, ...]:
    return (Value(text),) if text else ()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


RULES: tuple[Rule, ...] = (_document, _letter, _source, _people, _publication, _hands, _making)
