"""What names an export and dates it: the same for the same document, since no clock and no chance has a part in it."""

from __future__ import annotations

import uuid

from teikit.exporters.record import Record
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
    changes = document.root.iterfind("{*}teiHeader/{*}revisionDesc//{*}change")
    days = [change.get("when", "") for change in changes]
    days += [bound for date in record.published for bound in date.bounds]
    return max(filter(_is_day, (day[:10] for day in days)), default=_EPOCH)


def _is_day(day: str) -> bool:
    year, _, rest = day.partition("-")
    month, _, number = rest.partition("-")
    whole = year.isdecimal() and month.isdecimal() and number.isdecimal() and day.isascii()
    return whole and len(day) == 10 and 1 <= int(month) <= 12 and 1 <= int(number) <= 31
