"""BibTeX, with the fields of biblatex: what LaTeX, JabRef and Zotero read, one entry a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from teikit.diagnostics import Diagnostic
from teikit.exporters.csl_json import doi
from teikit.exporters.dating import Dating, parts
from teikit.exporters.items import Item, items, no_reference_field
from teikit.exporters.record import Agent, Archive, Record
from teikit.expressions import expression
from teikit.tei import TeiDocument

# biblatex manual, section 2.1.1. A letter is @unpublished with a recipient: @letter is set as @misc by every style.
_TYPES = {"letter": "unpublished", "manuscript": "unpublished", "print": "book", "text": "misc"}
_SPECIAL = expression(r"[\\{}$&%#_^~]")
_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_UNPAIRED = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_TITLES = ("title", "series")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# the names that babel has, by tag
_BABEL = {
    "en": "english",
    "de": "ngerman",
    "fr": "french",
    "ru": "russian",
    "it": "italian",
    "es": "spanish",
    "pl": "polish",
    "cs": "czech",
    "hu": "magyar",
    "nl": "dutch",
    "la": "latin",
    "pt": "portuguese",
    "uk": "ukrainian",
    "grc": "greek",
    "el": "greek",
    "sv": "swedish",
    "da": "danish",
    "ro": "romanian",
    "bg": "bulgarian",
    "fi": "finnish",
}


def write(document: TeiDocument) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The entries of a document; a corpus gives several."""
    return write_many([document])


def write_many(documents: Iterable[TeiDocument]) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The entries of all documents, in their order. A key is the sender's or author's name and the year."""
    found = list(items(documents))
    data = "\n".join(map(_entry, found))
    return data.encode(), tuple(
        finding for item in found for finding in no_reference_field("BibTeX", item, ("edt", "trl"), "rights")
    )


def escaped(text: str) -> str:
    """A text for LaTeX; Unicode stays. BibTeX counts braces whether they are escaped or not: where they do not pair, words.

    >>> escaped("Bell & Co. {50%} #1_a"), escaped("a } b")
    ('Bell \\\\& Co. \\\\{50\\\\%\\\\} \\\\#1\\\\_a', 'a \\\\textbraceright{} b')
    """
    signs = _ESCAPED if _paired(text) else _ESCAPED | _UNPAIRED
    return _SPECIAL.sub(lambda sign: signs.get(sign.group(), f"\\{sign.group()}"), text)


def _paired(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def _entry(item: Item) -> str:
    plain = {"url": item.record.url, "doi": doi(item.record)}  # taken as they stand; neither has braces
    said = {name: escaped(text) for name, text in _fields(item).items() if text}
    said = _names(item) | _dates(item) | said | plain
    lines = "".join(f"  {name} = {_delimited(name, text)},\n" for name, text in said.items() if text)
    return f"@{_TYPES[item.kind]}{{{item.key},\n{lines}}}\n"


def _delimited(name: str, text: str) -> str:
    """In braces, and titles in two pairs, which keeps a style from writing their names small."""
    return text if name == "month" else f"{{{{{text}}}}}" if name in _TITLES else f"{{{text}}}"


def _names(item: Item) -> dict[str, str]:
    known = item.record
    named = {"author": item.creators, "editor": known.playing("edt"), "translator": known.playing("trl")}
    named["recipient"] = known.recipients
    return {role: " and ".join(dict.fromkeys(map(_name, agents))) for role, agents in named.items()}


def _name(agent: Agent) -> str:
    """A name in its parts; one whose parts are not known in braces, so that nothing takes it apart."""
    if not (agent.family and agent.given):
        return f"{{{escaped(agent.name)}}}"
    family = " ".join(filter(None, (agent.particle, agent.family)))
    return ", ".join(map(_part, filter(None, (family, agent.suffix, agent.given))))


def _part(text: str) -> str:
    """A part of a name, in braces where a comma or an "and" in it would part it further."""
    said = escaped(text)
    return f"{{{said}}}" if "," in said or " and " in f" {said} " else said


def _dates(item: Item) -> dict[str, str]:
    """`date` for biblatex, year and month for BibTeX itself; of a print the edition's, and its own as `origdate`."""
    made, issued = item.made, item.record.issued
    if item.kind in ("letter", "manuscript"):
        return _date(made or issued, "date")
    return _date(issued or made, "date") | ({"origdate": _edtf(made)} if made and issued else {})


def _date(date: Dating | None, field: str) -> dict[str, str]:
    if date is None:
        return {}
    said = {field: _edtf(date), "year": date.years.replace("/", "--") or escaped(date.text)}
    if date.w3cdtf.count("-"):
        said["month"] = _MONTHS[int(parts(date.w3cdtf)[1]) - 1]
    return said


def _edtf(date: Dating) -> str:
    """Biblatex knows intervals, open ones too, and not the choice between bounds that EDTF's brackets mean."""
    first, last = date.bounds
    return "/".join(date.bounds) if first != last and not date.is_span else date.edtf.replace("..", "")


def _fields(item: Item) -> dict[str, str]:
    known = item.record
    series = next((relation for relation in known.relations if relation.kind in ("series", "corpus")), None)
    publisher = ", ".join(dict.fromkeys(agent.name for agent in known.publishers))
    places = ", ".join(place.name for place in known.published_at)
    issued = known.issued.reads if known.issued is not None else ""
    kept, printed = item.kind in ("letter", "manuscript"), item.kind == "print"
    said = {
        "title": ": ".join(filter(None, (known.title, *known.subtitles))),
        "key": known.title if not item.creators else "",  # to sort by
        "shorttitle": next((title.text for title in known.alternatives if title.kind == "short"), ""),
        "howpublished": ", ".join(filter(None, (publisher, places, issued if kept else ""))) if not printed else "",
        "publisher": publisher if printed else "",
        "address": places if printed else "",
        "edition": known.edition,
        **(_series(series.text, series.number, printed) if series is not None else {}),
        "type": ", ".join(genre.text for genre in known.genres) or ("letter" if item.kind == "letter" else ""),
    }
    language = next(iter(known.languages), None)
    said |= _archive(known.archive)
    return said | {
        "note": ". ".join(_note(item)),
        "language": (language.text or language.tag) if language is not None else "",
        "langid": _BABEL.get(known.language.partition("-")[0], ""),
        "abstract": "\n\n".join(known.abstract),
        "keywords": ", ".join(dict.fromkeys(subject.text.replace(",", "") for subject in known.subjects)),
        "copyright": " ".join(dict.fromkeys(right.text for right in known.rights)),
        "annote": "; ".join(_annotations(known)),
    }


def _series(text: str, number: str, printed: bool) -> dict[str, str]:
    """Of what is no book, styles take a number to be its own, and so it stands with the series there."""
    return {"series": text, "number": number} if printed else {"series": ", ".join(filter(None, (text, number)))}


def _archive(held: Archive | None) -> dict[str, str]:
    """`library` is biblatex's; the parts beside it are for programs that ask for them."""
    if held is None:
        return {}
    place = held.places[0] if held.places else ""
    return {
        "library": ", ".join(filter(None, (place, held.holder or held.name, held.location))),
        "archive": held.holder or held.name,
        "collection": ", ".join(held.collections),
        "shelfmark": held.shelfmark,
    }


def _note(item: Item) -> Iterator[str]:
    """What styles do not print of their own: to whom a letter went, who translated it, where it is kept."""
    known = item.record
    if known.recipients:
        yield f"To {_and(known.recipients)}"
    if item.kind != "print" and (translators := known.playing("trl")):
        yield f"Translated by {_and(translators)}"
    if known.archive is not None:
        yield ", ".join(filter(None, (known.archive.holder or known.archive.name, known.archive.location)))


def _annotations(known: Record) -> Iterator[str]:
    yield from (note.text for note in known.notes)
    yield from dict.fromkeys(f"Source: {source.citation}" for source in known.sources if source.citation)


def _and(agents: Iterable[Agent]) -> str:
    names = list(dict.fromkeys(agent.natural for agent in agents))
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
