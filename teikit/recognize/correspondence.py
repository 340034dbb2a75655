"""Who wrote to whom, and when, as a letter's own parts or its heading say it; and the receiving office's stamp."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from teikit.expressions import expression
from teikit.grammars.names import names
from teikit.grammars.vocabulary import Vocabulary
from teikit.nodes import Node, Slice
from teikit.profile import compiled
from teikit.recognize.opening import folded
from teikit.records import NamedTuple


class Correspondence(NamedTuple):
    """The parts of a letter that name sender and recipient; a part that the letter lacks is None.

    `sent` and `received` are date nodes with the certainty of their reading.
    """

    sender: Node | None = None
    place: Node | None = None
    sent: Node | None = None
    sent_certainty: str = "high"
    recipient: Node | None = None
    body: Node | None = None
    received: Node | None = None


def correspondence(body: Node, text: str, words: Vocabulary) -> Correspondence | None:
    """The correspondence that the first letter among the divisions is, or the first document by its heading; else None.

    A date above the text dates the letter; the entry in the register below it does so with medium certainty. A stamp
    whose label names the addressed body is that of its receiving office; its @type is set here.
    """
    letter = next((node for node in body.nodes if node.attributes.get("type") == "letter"), None)
    headed = _headed(body, text, words)
    if headed is not None or letter is None:
        return headed
    address = _first(letter, "address")
    signed = _first(letter, "signed")
    office = _first(address, "orgName") if address else None
    stamp = _receipt(letter, office, text)
    if stamp is not None:
        stamp.attributes = {"type": "receipt", **stamp.attributes}
    dated, certainty = _dated(letter)
    return Correspondence(
        sender=_first(signed, "persName") if signed else None,
        place=_first(letter, "placeName"),
        sent=dated,
        sent_certainty=certainty,
        recipient=_first(address, "persName") if address else None,
        body=office,
        received=_last_date(stamp) if stamp else None,
    )


def _headed(body: Node, text: str, words: Vocabulary) -> Correspondence | None:
    """`Telegram From the Embassy in Norland to the Department of State`, `The Consul at Ostrel to the Secretary of State`."""
    document = next(iter(body.nodes), None)
    head = next((node for node in document.nodes if node.element == "head"), None) if document is not None else None
    if document is None or head is None:
        return None
    typed = list(
        itertools.takewhile(lambda child: not isinstance(child, Node) or child.element != "note", head.children)
    )
    slices = [leaf for leaf in Node("", {}, typed).leaves() if isinstance(leaf, Slice)]
    match = _HEADING.fullmatch(text, slices[0].start, slices[-1].end) if slices else None
    if match is None:
        return None
    parties = (
        [match.span("from"), match.span("to")] if match["from"] else [match.span("sender"), match.span("recipient")]
    )
    sender, recipient = (_party(*party, text, words) for party in parties)
    if sender is None or recipient is None:
        return None
    dated, certainty = _dated(document)
    return Correspondence(sender, _first(document, "placeName"), dated, certainty, recipient)


_HEADING = expression(
    r"""(?x) (?:\d{1,4}\.\s+)?
    (?: (?:[A-Z]\w+\s+){0,2}(?i:telegram|airgram|despatch|dispatch|cable|letter|note|memorandum|message)\s+
        (?i:from)\s+(?P<from>[^.;:]{3,90}?)\s+(?i:to)\s+(?P<to>[^;:]{3,90}?)
      | (?P<sender>(?:The|[A-Z][a-z]{1,4}\.|Sir|Lord|Baron|Count|General|Colonel)\s[^.;:]{2,80}?)\s+
        to\s+(?P<recipient>[^;:]{3,80}?) )
    (?:,\s(?:[A-Z][\w\ ]{2,30},\s)?(?:undated|[A-Z][a-z]{2,8}\.?\s\d|\d)[^;:]{0,30})?
    [.\s]*"""
)
_ARTICLE = expression(r"(?i:the)\s+")


def _party(start: int, end: int, text: str, words: Vocabulary) -> Node | None:
    """One side of a heading: a person, an office or a body."""
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    typed = text[start:end]
    if names(typed, words):
        element = "persName"
    elif compiled("(?i:(?:acting|deputy|assistant)\\s+)?(?i:{roles})(?!\\w)", words).match(typed):
        element = "roleName"
    elif compiled("(?i:{organisations})(?!\\w)", words).search(typed):
        element = "orgName"
    else:
        return None
    return Node(element, {}, [Slice(start, end)], "heading", "medium")


def _first(node: Node, element: str) -> Node | None:
    return next((found for found in node.walk() if found.element == element), None)


def _dated(letter: Node) -> tuple[Node | None, str]:
    for opener in _children(letter, "opener"):
        for dateline in _children(opener, "dateline"):
            date = _when(dateline)
            if date is not None:
                return date, date.certainty
    for closer in _children(letter, "closer"):
        for part in closer.nodes:
            if part.element == "dateline" or part.attributes.get("type") == "registration":
                date = _when(part)
                if date is not None:
                    return date, "medium"
    return None, "high"


def _children(node: Node, element: str) -> Iterator[Node]:
    return (child for child in node.nodes if child.element == element)


def _when(node: Node) -> Node | None:
    return next((found for found in node.walk() if found.element == "date" and "when" in found.attributes), None)


def _receipt(letter: Node, office: Node | None, text: str) -> Node | None:
    """The stamp whose label names the body that the letter is addressed to."""
    if office is None:
        return None
    name = folded(content(office, text))
    for stamp in letter.walk():
        if stamp.element != "stamp":
            continue
        label = next((note for note in stamp.nodes if note.attributes.get("type") == "label"), None)
        if label is not None and name and name in folded(content(label, text)):
            return stamp
    return None


def _last_date(stamp: Node) -> Node | None:
    dates = [node for node in stamp.nodes if node.element == "date" and "when" in node.attributes]
    return dates[-1] if dates else None


def content(node: Node, text: str) -> str:
    """The text of a node's slices, parted by single spaces."""
    return " ".join(text[leaf.start : leaf.end] for leaf in node.leaves() if isinstance(leaf, Slice))
