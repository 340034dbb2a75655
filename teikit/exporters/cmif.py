"""CMIF: the letters of a collection in one list, as correspSearch harvests it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace

from teikit.diagnostics import Diagnostic, Location, Severity, refusal
from teikit.exporters.dating import Dating
from teikit.exporters.header import web
from teikit.exporters.identity import changes
from teikit.exporters.items import Item, items, place
from teikit.exporters.mentions import CMIF, mentions_of
from teikit.exporters.record import Action, Agent, Record, letters, steps
from teikit.exporters.tagging import Tag, point, tag, written
from teikit.expressions import expression
from teikit.tei import TEI, TeiDocument

BY = "https://creativecommons.org/licenses/by/4.0/"
ZERO = "https://creativecommons.org/publicdomain/zero/1.0/"
_SENTENCES = {
    BY: "This file is licensed under the terms of the Creative Commons License CC-BY 4.0",
    ZERO: "This file is dedicated to the public domain under CC0 1.0",
}
# a licence's own page in any language and with any protocol
_BY_ANYWHERE = expression(r"https?://creativecommons\.org/licenses/by/4\.0(?:/\S*)?")
_ZERO_ANYWHERE = expression(r"https?://creativecommons\.org/publicdomain/zero/1\.0(?:/\S*)?")
_ADDRESS = expression(r"[A-Za-z][\w+.-]*:[^\s<>\"{}|\\^`]+")  # https://example.org/cmif.xml
_DATING = {"when": "when", "start": "from", "end": "to", "not_before": "notBefore", "not_after": "notAfter"}
# the space that names of editions make ids in, so that an edition has the same id in every list
_EDITIONS = uuid.uuid5(uuid.NAMESPACE_URL, "https://github.com/TEI-Correspondence-SIG/CMIF")


def write(document: TeiDocument, *, url: str = "") -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The list of a letter, or of the letters of a corpus."""
    return write_many([document], url=url)


def write_many(documents: Iterable[TeiDocument], *, url: str = "") -> tuple[bytes, tuple[Diagnostic, ...]]:
    """One list of all letters, in their order; `url` is the address that the list will have.

    Documents whose header names neither sender nor recipient are left out (TK431). CMIF 1.1, with what its version 2
    puts into `correspDesc/note`: mentions that have an address, languages, what the text is edited from and with.
    Raises TeikitError (TK434) where `url` is no address.
    """
    if url and not _ADDRESS.fullmatch(url):
        raise refusal("TK434", f"“{url}” is no address", hint="write a whole one, as https://example.org/cmif.xml")
    found = list(items(documents))
    listed = [letter for item in found for letter in _each(item)]
    findings = (*_left_out(found), *_not_harvested(listed, url))
    nothing = Tag("p", {}, ("",))
    return written(tag("TEI", _header(listed, url), tag("text", tag("body", nothing)), xmlns=TEI)), findings


def _each(item: Item) -> Iterator[Item]:
    """The letters that a header describes: one as a rule, many where it is itself such a list."""
    if item.record.is_letter:
        yield item
    for number, letter in enumerate(letters(item.root)[1:], 2):
        known = replace(item.record, correspondence=tuple(steps(letter, item.pointers)))
        if known.is_letter:
            yield item._replace(key=f"{item.key}-{number}", record=known, letter=letter)


def _header(listed: list[Item], url: str) -> Tag:
    editions = dict.fromkeys(_edition(item) for item in listed) or {("No letters.", "online"): None}
    sources = [tag("bibl", text, type_=kind, xml__id=_edition_id(text)) for text, kind in editions]
    described = tag("fileDesc", _titles(listed), _publication(listed, url), tag("sourceDesc", sources))
    return tag("teiHeader", described, tag("profileDesc", [_letter(item) for item in listed]))


def _titles(listed: list[Item]) -> Tag:
    named = dict.fromkeys(_collected(item.record) for item in listed)
    title = f"Letters: {', '.join(filter(None, named))}" if any(named) else "Letters"
    editors = _names(agent for item in listed for agent in item.record.playing("edt", "rth"))
    editors = editors or _names(agent for item in listed for agent in item.record.publishers) or ["Unknown"]
    return tag("titleStmt", tag("title", title), [tag("editor", name) for name in editors])


def _names(agents: Iterable[Agent]) -> list[str]:
    return list(dict.fromkeys(agent.natural for agent in agents))


def _publication(listed: list[Item], url: str) -> Tag:
    publishers = _names(agent for item in listed for agent in item.record.publishers) or ["Unknown"]
    licence = _licence(listed)
    rights = tag("licence", _SENTENCES[licence], target=licence) if licence else tag("p", _unfree(listed))
    return tag(
        "publicationStmt",
        [tag("publisher", name) for name in publishers],
        tag("idno", url or _address(listed), type_="url"),
        point("date", **_updated(listed)),
        tag("availability", rights),
    )


def _licence(listed: list[Item]) -> str:
    """CC BY 4.0 or CC0 where every letter is under it."""
    under = {_canonical(item.record) for item in listed}
    return under.pop() if len(under) == 1 else BY if under == {BY, ZERO} else ""


def _canonical(known: Record) -> str:
    for right in known.rights:
        if _BY_ANYWHERE.fullmatch(right.url):
            return BY
        if _ZERO_ANYWHERE.fullmatch(right.url):
            return ZERO
    return ""


def _unfree(listed: list[Item]) -> str:
    said = dict.fromkeys(right.text for item in listed for right in item.record.rights)
    return " ".join(said) or "No licence was given; ask the holder of the rights."


def _address(listed: list[Item]) -> str:
    """A name in place of an address: the same for a list of the same letters."""
    return f"urn:uuid:{uuid.uuid5(_EDITIONS, ' '.join(_letter_name(item) for item in listed))}"


def _letter_name(item: Item) -> str:
    """What tells a letter from others: its own number or address, else that of its edition."""
    own = (item.letter.get("key") or web(item.letter.get("ref", ""))) if item.letter is not None else ""
    return own or item.record.url or next((number.value for number in item.record.identifiers), "") or item.key


def _updated(listed: list[Item]) -> dict[str, str]:
    """The latest change or publication that a header tells; else not before the latest letter. There is no clock."""
    files = {id(item.root): item for item in listed}.values()
    if stated := max((date for item in files for date in changes(item.root, item.record)), default=""):
        return {"when": stated}
    sent = [date.bounds[1] or date.bounds[0] for item in listed for date in _dates(item.record) if date.known]
    return {"notBefore": max(sent, default="0001")}


def _dates(known: Record) -> Iterator[Dating]:
    yield from (date for action in known.correspondence for date in action.dates)


def _collected(known: Record) -> str:
    """What the letter is published in: the series or corpus."""
    return next((relation.text for relation in known.relations if relation.kind in ("series", "corpus")), "")


def _edition(item: Item) -> tuple[str, str]:
    """The edition as a reference, and whether it is online or in print. Letters of one edition have the same."""
    known = item.record
    editors = ", ".join(_names(known.playing("edt", "rth")))
    publisher = ", ".join(_names(known.publishers))
    places = ", ".join(place.name for place in known.published_at)
    name = _collected(known) or (known.title if not publisher else "")
    said = [name, f"edited by {editors}" if editors else "", publisher, places]
    return ". ".join(filter(None, said)) or "Unpublished edition", "online"


def _edition_id(text: str) -> str:
    return f"edition-{uuid.uuid5(_EDITIONS, text)}"


def _letter(item: Item) -> Tag:
    known = item.record
    own = item.letter.get("ref", "") if item.letter is not None else ""
    address = {"ref": web(own) or known.url} if web(own) or known.url else {"key": _letter_name(item)}
    actions = [_action(kind, known.actions(kind)) for kind in ("sent", "received")]
    return tag(
        "correspDesc", *actions, tag("note", _more(item)), source=f"#{_edition_id(_edition(item)[0])}", **address
    )


def _action(kind: str, actions: Iterable[Action]) -> Tag:
    """One action for all of its kind. Who is not known is Unknown, as CMIF wants it; a date needs an attribute."""
    steps = list(actions)
    people = [_person(agent) for step in steps for agent in step.people] or [tag("persName", "Unknown")]
    places = [tag("placeName", found.name, ref=found.ref) for step in steps for found in step.places]
    dates = [_date(date) for step in steps for date in step.dates if date.known and not _before_our_era(date)]
    return tag("correspAction", people, places, dates[:1], type_=kind)


def _person(agent: Agent) -> Tag:
    return tag("orgName" if agent.kind == "organisation" else "persName", agent.inverted, ref=agent.ref)


def _date(date: Dating) -> Tag:
    """Days, months or years; the words stand beside them where these say less."""
    said = {attribute: getattr(date, field) for field, attribute in _DATING.items() if getattr(date, field)}
    said |= {"cert": "low"} if date.doubtful else {}
    vague = date.text if date.doubtful or not date.when else ""
    return tag("date", vague, **said) if vague else point("date", **said)


def _before_our_era(date: Dating) -> bool:
    return any(bound.startswith("-") for bound in date.bounds)


def _more(item: Item) -> Iterator[Tag]:
    """What version 2 adds, each a reference whose type is of CMIF's vocabulary."""
    known = item.record
    for mention in mentions_of(item):
        yield tag("ref", mention.name or mention.ref, type_=CMIF[mention.kind], target=mention.ref)
    for subject in known.subjects:
        if subject.ref and subject.kind in ("person", "place"):
            yield tag("ref", subject.text, type_=CMIF[subject.kind], target=subject.ref)
    for language in known.original_languages or known.languages:
        if language.tag:
            yield point("ref", type_="cmif:hasLanguage", target=language.tag)
    if known.archive is not None:
        yield point("ref", type_="cmif:hasTextBase", target="cmif:manuscript")
    yield from (point("ref", type_="cmif:isPublishedWith", target=f"cmif:{part}") for part in _published_with(item))


def _published_with(item: Item) -> Iterator[str]:
    text = item.root.find("{*}text")
    if text is not None and any(part.strip() for part in text.itertext()):
        yield "transcription"
    if item.record.abstract:
        yield "abstract"
    if next(item.root.iterfind("{*}facsimile//{*}graphic"), None) is not None:
        yield "facsimile"


def _left_out(found: list[Item]) -> Iterator[Diagnostic]:
    for item in found:
        if next(_each(item), None) is None:
            message = "CMIF lists letters; this header names neither sender nor recipient, and the document is left out"
            hint = "describe the letter in profileDesc/correspDesc"
            yield Diagnostic("TK431", Severity.WARNING, message, place(item), "correspDesc", hint)


def _not_harvested(listed: list[Item], url: str) -> Iterator[Diagnostic]:
    where = Location(listed[0].path, 1) if listed else None
    if listed and not url:
        message = "the address that this list will have is not known; an urn stands in its place"
        yield Diagnostic(
            "TK432", Severity.INFO, message, where, "idno", "give the address (url), or write it into idno"
        )
    if listed and not _licence(listed):
        message = "correspSearch harvests lists under CC BY 4.0 or CC0, and not every letter is"
        yield Diagnostic(
            "TK433", Severity.INFO, message, where, "licence", "write such a licence into the list if you may"
        )
