"""JSON-LD in the words of schema.org: what search engines and programs of archives read, in a file or in a page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from teikit.diagnostics import Diagnostic
from teikit.exporters.dating import Dating
from teikit.exporters.items import Item, first_item, items, left_out
from teikit.exporters.mentions import Mention, mentions_of
from teikit.exporters.record import Action, Agent, Archive, Identifier, Place, Record, Source, Subject, letters
from teikit.tei import TeiDocument

CONTEXT = "https://schema.org"
_TYPES = {
    "letter": ["ArchiveComponent", "Message"],
    "manuscript": ["ArchiveComponent", "Manuscript"],
    "print": ["CreativeWork"],
    "text": ["CreativeWork"],
}
_ROLES = {"editor": ("edt",), "translator": ("trl",), "funder": ("fnd",), "sponsor": ("spn",)}
_KINDS = {"person": "Person", "organisation": "Organization", "organization": "Organization", "place": "Place"}
_MENTIONED = {**_KINDS, "work": "CreativeWork", "event": "Event", "object": "Thing"}
# contributors, each with a role of their own
_NAMED = frozenset(code for codes in _ROLES.values() for code in codes)


def write(document: TeiDocument) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The texts of a document: one object, or of a corpus a graph of several."""
    return write_many([document])


def write_many(documents: Iterable[TeiDocument]) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """One object for one text, a graph for several, in their order."""
    found = list(items(documents))
    made = [described(item) for item in found]
    whole = {"@context": CONTEXT} | (made[0] if len(made) == 1 else {"@graph": made})
    data = json.dumps(whole, ensure_ascii=False, indent=1)
    return f"{data}\n".encode(), tuple(finding for item in found for finding in _unsaid(item))


def linked_data(document: TeiDocument) -> dict[str, Any]:
    """The object for a page of the document, a corpus as a whole; with its context."""
    return {"@context": CONTEXT} | described(first_item(document))


def described(item: Item) -> dict[str, Any]:
    """A text as schema.org has it, without the context. A letter is a Message, what an archive keeps an ArchiveComponent.

    One object holds item and edition, told apart by their properties: dateCreated, locationCreated, holdingArchive and
    itemLocation are the original's, datePublished, publisher, license and url the edition's. A translation points to its
    original with translationOfWork, an edition of a print to that with isBasedOn.
    """
    known = item.record
    types = _TYPES[item.kind]
    if known.archive is None and item.kind != "manuscript":
        types = [name for name in types if name != "ArchiveComponent"]
    said = {"@type": types if len(types) > 1 else types[0], "@id": known.url, "url": known.url}
    said |= _titled(known) | _people(item) | _sent(known) | _made(item) | _published(known)
    said |= _archived(known.archive) | _about(item) | _originals(item)
    return _without_empty(said)


def _without_empty(said: dict[str, Any]) -> dict[str, Any]:
    """What says something; one value stands without a list around it."""
    return {
        key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in said.items() if value
    }


def _titled(known: Record) -> dict[str, Any]:
    others = [{"@value": t.text, "@language": t.language} if t.language else t.text for t in known.alternatives]
    return {
        "name": ": ".join(filter(None, (known.title, *known.subtitles))),
        "alternateName": others,
        "abstract": "\n\n".join(known.abstract),
        "genre": [genre.text for genre in known.genres],
        "inLanguage": [language.tag for language in known.languages if language.tag],
        "description": [note.text for note in known.notes],
        "version": known.edition,
        "size": list(known.extent),
    }


def _people(item: Item) -> dict[str, Any]:
    known = item.record
    named = {"author": item.creators} | {role: known.playing(*codes) for role, codes in _ROLES.items()}
    others = (agent for agent in known.contributors if not _NAMED.intersection(agent.relators))
    said: dict[str, Any] = {role: [_agent(agent) for agent in _once(agents)] for role, agents in named.items()}
    return said | {"contributor": [_role(agent) for agent in dict.fromkeys(others)]}


def _agent(agent: Agent) -> dict[str, Any]:
    """A person or organisation; without a type where the header does not tell which."""
    kind = _KINDS.get(agent.kind, "Person" if agent.family and agent.given else "")
    family = " ".join(filter(None, (agent.particle, agent.family))) if agent.given else ""
    said = {"@type": kind, "@id": agent.ref, "name": agent.natural, "familyName": family}
    return _without_empty(said | {"givenName": agent.given, "honorificSuffix": agent.suffix})


def _role(agent: Agent) -> dict[str, Any]:
    """A contributor within what they did, as schema.org's Role has it: the property stands again inside it."""
    return {"@type": "Role", "roleName": agent.role, "contributor": _agent(agent)} if agent.role else _agent(agent)


def _sent(known: Record) -> dict[str, Any]:
    """Sender, recipient and when; other steps of the way have no words there."""
    return {
        "sender": [_agent(agent) for agent in _once(known.senders)],
        "recipient": [_agent(agent) for agent in _once(known.recipients)],
        "dateSent": _first_date(known.actions("sent")),
        "dateReceived": _first_date(known.actions("received")),
    }


def _first_date(actions: Iterable[Action]) -> str:
    dates = [date for action in actions for date in action.dates]
    return next((_date(date) for date in dates), "")


def _date(date: Dating | None) -> str:
    """A day, month or year of ISO 8601, or an interval; of a point between bounds, or of a doubtful one, EDTF; else words."""
    return (date.edtf or date.text) if date is not None else ""


def _made(item: Item) -> dict[str, Any]:
    known = item.record
    places = list(known.made_at)
    places += [place for source in known.sources for place in source.places if place.kind == "created"]
    return {
        "dateCreated": _date(known.date),
        "locationCreated": [_place(place) for place in dict.fromkeys(place._replace(kind="") for place in places)],
        "material": list(dict.fromkeys(source.material for source in known.sources if source.material)),
        "materialExtent": [text for source in known.sources for text in source.extent],
    }


def _place(place: Place) -> dict[str, Any]:
    return _without_empty({"@type": "Place", "@id": place.ref, "name": place.name})


def _published(known: Record) -> dict[str, Any]:
    publishers = [agent if agent.kind else agent._replace(kind="organisation") for agent in known.publishers]
    parts = [
        _part(relation.text, relation.url) for relation in known.relations if relation.kind in ("series", "corpus")
    ]
    others = [_part(r.text, r.url) for r in known.relations if r.kind not in ("series", "corpus")]
    return {
        "publisher": [_agent(agent) for agent in publishers],
        "datePublished": _date(known.issued),
        "license": [right.url for right in known.rights if right.url],
        "copyrightNotice": list(dict.fromkeys(right.text for right in known.rights)),
        "identifier": [_number(number) for number in known.identifiers],
        "encodingFormat": "application/tei+xml",
        "isPartOf": parts,
        "position": ", ".join(filter(None, (relation.number for relation in known.relations))),
        "citation": others,
    }


def _part(text: str, url: str) -> dict[str, Any]:
    return _without_empty({"@type": "CreativeWork", "@id": url, "name": text})


def _number(number: Identifier) -> dict[str, Any]:
    said = {"@type": "PropertyValue", "propertyID": number.kind, "value": number.value, "url": number.url}
    return _without_empty(said)


def _archived(held: Archive | None) -> dict[str, Any]:
    if held is None:
        return {}
    address = {"@type": "PostalAddress", "addressLocality": ", ".join(held.places)} if held.places else {}
    keeper = _without_empty({"@type": "ArchiveOrganization", "@id": held.ref, "name": held.holder, "address": address})
    return {
        "holdingArchive": keeper if held.holder else {},
        "itemLocation": held.location,
    }


def _about(item: Item) -> dict[str, Any]:
    known = item.record
    subjects = [_subject(subject) for subject in known.subjects]
    mentioned = [_mention(mention) for mention in mentions_of(item)]
    told = {agent.name for agent in (*known.senders, *known.recipients)}
    taking_part = [_agent(agent) for agent in _once(known.participants) if agent.name not in told]
    return {"about": subjects, "mentions": [*taking_part, *mentioned]}


def _subject(subject: Subject) -> dict[str, Any]:
    kind = _KINDS.get(subject.kind, "DefinedTerm")
    scheme = subject.scheme if kind == "DefinedTerm" else ""
    return _without_empty({"@type": kind, "@id": subject.ref, "name": subject.text, "inDefinedTermSet": scheme})


def _mention(mention: Mention) -> dict[str, Any]:
    return _without_empty({"@type": _MENTIONED[mention.kind], "@id": mention.ref, "name": mention.name})


def _originals(item: Item) -> dict[str, Any]:
    """The work that was translated, and the sources with what is said of them."""
    known = item.record
    tags = [language.tag or language.text for language in known.original_languages]
    original = _without_empty({"@type": "CreativeWork", "inLanguage": tags, "dateCreated": _date(known.date)})
    sources = [_source(source) for source in known.sources if source.citation]
    return {"translationOfWork": original if tags else {}, "isBasedOn": sources}


def _source(source: Source) -> dict[str, Any]:
    published = next((date for date in source.dates if date.kind == "published"), None)
    return _without_empty(
        {
            "@type": "CreativeWork",
            "name": source.citation,
            "author": [_agent(agent) for agent in source.people if agent.plays("aut")],
            "publisher": [{"@type": "Organization", "name": name} for name in source.publishers],
            "datePublished": _date(published),
            "url": next((number.url for number in source.identifiers if number.url), ""),
        }
    )


def _once(agents: Iterable[Agent]) -> Iterable[Agent]:
    return {agent.inverted: agent for agent in agents}.values()


def _unsaid(item: Item) -> Iterable[Diagnostic]:
    known = item.record
    steps = [step for step in known.correspondence if step.kind not in ("sent", "received")]
    return left_out(
        "schema.org",
        item,
        {
            "further letters": letters(item.root)[1:],
            "way of the letter": steps,
            "place of publication": known.published_at,
            "history and physical description": [s for s in known.sources if s.history or s.physical],
            "other numbers of the original": known.archive.others if known.archive is not None else (),
        },
    )
