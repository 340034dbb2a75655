"""What names an export and dates it: the same for the same document, since no clock and no chance has a part in it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from teikit.exporters.dating import day
from teikit.exporters.record import Record
from teikit.exporters.walking import Element
from teikit.tei import TeiDocument

_EPOCH = "2000-01-01"


def identity(document: TeiDocument, record: Record) -> str:
    """The edition's address, or a name made from what the file holds."""
    if record.url:
        return record.url
    held = document.data or document.to_bytes()
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, held.decode('utf-8', 'replace'))}"


def last_change(document: TeiDocument, record: Record) -> str:
    """The newest day that revisionDesc or publicationStmt state, else the first of 2000, as W3CDTF.

    Formats that want the moment of the last change would have other bytes each time, were it the clock's.
    """
    return max((date for date in changes(document.root, record) if date.count("-") == 2), default=_EPOCH)


def changes(root: Element, record: Record) -> Iterator[str]:
    """The days, months and years that revisionDesc and publicationStmt state, in their order."""
    stated = [day(change.get("when", "")) for change in root.iterfind("{*}teiHeader/{*}revisionDesc//{*}change")]
    stated += [bound for date in record.published for bound in date.bounds]
    return (date for date in stated if date and not date.startswith("-"))
