"""Dates: days that are in the calendar, periods that run forwards, attributes that say what the text says."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from teikit.checks.calendar_days import Span, dated, is_possible, month_length, span
from teikit.checks.examination import Examination
from teikit.checks.plain_dates import plain_date
from teikit.diagnostics import Diagnostic, Severity
from teikit.tei import local, names, q

_ATTRIBUTES = (
    "when",
    "notBefore",
    "notAfter",
    "from",
    "to",
    "when-iso",
    "notBefore-iso",
    "notAfter-iso",
    "from-iso",
    "to-iso",
)
_PERIODS = (("notBefore", "notAfter"), ("from", "to"), ("notBefore-iso", "notAfter-iso"), ("from-iso", "to-iso"))
# where @from and @to are pages, places or pointers
_NO_PERIODS = names("app arc biblScope citedRange lem locus rdg rt span")
# quoted matter has dates of its own
_ALIEN = names("floatingText quote q cit note bibl egXML")


def date_findings(examined: Examination) -> list[Diagnostic]:
    """What is impossible is an error; what contradicts something else, a warning."""
    found = [finding for element in _dated_elements(examined) for finding in _of_element(examined, element)]
    for edition in examined.root.iter(q("TEI")):
        found += [*_correspondence(examined, edition), *_datelines(examined, edition)]
    found += [finding for person in examined.root.iter(q("person")) for finding in _life(examined, person)]
    return found


_DATED = etree.XPath(f"//t:*[{' or '.join(f'@{name}' for name in _ATTRIBUTES)}]", namespaces={"t": q("")[1:-1]})


def _dated_elements(examined: Examination) -> list[etree._Element]:
    return [element for element in _DATED(examined.root) if local(element) not in _NO_PERIODS]


def _of_element(examined: Examination, element: etree._Element) -> Iterator[Diagnostic]:
    impossible = [name for name in _ATTRIBUTES if not is_possible(element.get(name, ""))]
    for name in impossible:
        message = f"there is no day {element.get(name)}"
        length = month_length(element.get(name, ""))
        hint = f"this month has {length} days" if length else "the months are 01 to 12: year-month-day"
        yield examined.finding("TK260", Severity.ERROR, message, element, name, hint)
    if impossible:
        return
    for begin, end in _PERIODS:
        yield from _backwards(examined, element, begin, end)
    if local(element) in ("date", "docDate"):
        yield from _contradicted(examined, element)


def _backwards(examined: Examination, element: etree._Element, begin: str, end: str) -> Iterator[Diagnostic]:
    first, last = span(element.get(begin, "")), span(element.get(end, ""))
    if first and last and first.first > last.last:
        message = f"@{begin}=“{element.get(begin)}” is after @{end}=“{element.get(end)}”"
        yield examined.finding(
            "TK261", Severity.ERROR, message, element, begin, "exchange them, or correct one of them"
        )


def _contradicted(examined: Examination, element: etree._Element) -> Iterator[Diagnostic]:
    stated = dated(element)
    read = plain_date(element) if stated else None
    if stated and read and not any(stated.may_be(each) for each in read.spans(stated)):
        name = next((name for name in _ATTRIBUTES if element.get(name)), None)
        message = f"the text says “{read.text}”, but @{name} is “{element.get(str(name))}”"
        hint = "correct the attribute; or say in @calendar which calendar the text follows"
        yield examined.finding("TK262", Severity.WARNING, message, element, name, hint)


# Dates that belong together


def _correspondence(examined: Examination, edition: etree._Element) -> Iterator[Diagnostic]:
    for description in _header(edition, "correspDesc"):
        actions = {each.get("type"): each for each in description.iter(q("correspAction"))}
        sent, received = (_first_date(actions.get(kind)) for kind in ("sent", "received"))
        if sent is not None and received is not None and _days(received).last < _days(sent).first:
            message = f"received {_said(received)}, but sent {_said(sent)}"
            place = (examined.places.of(sent), "sent")
            hint = "correct one of the dates, or name the calendar of each"
            yield examined.finding("TK263", Severity.WARNING, message, received, None, hint, (place,))


def _datelines(examined: Examination, edition: etree._Element) -> Iterator[Diagnostic]:
    """The header's date against those of the datelines; one of several is enough."""
    stated = [date for name in ("creation", "correspAction") for each in _header(edition, name) for date in _sent(each)]
    lines = [date for text in edition.iterchildren(q("text")) for date in _in_datelines(text)]
    if stated and lines and not any(_days(one).may_be(_days(other)) for one in stated for other in lines):
        message = f"the dateline says {_said(lines[0])}, but the header {_said(stated[0])}"
        place = (examined.places.of(stated[0]), "the header")
        hint = "correct one of them; creation/date is when the text was written, not the file"
        yield examined.finding("TK264", Severity.WARNING, message, lines[0], None, hint, (place,))


def _header(edition: etree._Element, name: str) -> Iterator[etree._Element]:
    for header in edition.iterchildren(q("teiHeader")):
        yield from header.iter(q(name))


def _sent(element: etree._Element) -> Iterator[etree._Element]:
    if element.get("type", "sent") == "sent" and (date := _first_date(element)) is not None:
        yield date


def _in_datelines(text: etree._Element) -> Iterator[etree._Element]:
    for line in text.iter(q("dateline")):
        if not any(local(each) in _ALIEN for each in line.iterancestors()):
            yield from (date for date in line.iter(q("date")) if dated(date))


def _first_date(element: etree._Element | None) -> etree._Element | None:
    dates = element.iter(q("date")) if element is not None else ()
    return next((each for each in dates if dated(each)), None)


def _days(element: etree._Element) -> Span:
    return dated(element) or Span((-9999, 1, 1), (9999, 12, 31))


def _said(element: etree._Element) -> str:
    return " to ".join(value for name in _ATTRIBUTES if (value := element.get(name)))


def _life(examined: Examination, person: etree._Element) -> Iterator[Diagnostic]:
    born, died = (_event(person, name) for name in ("birth", "death"))
    if born is not None and died is not None and _days(died).last < _days(born).first:
        message = f"died {_said(died)}, but born {_said(born)}"
        place = (examined.places.of(born), "born")
        yield examined.finding("TK265", Severity.ERROR, message, died, None, "correct one of the dates", (place,))


def _event(person: etree._Element, name: str) -> etree._Element | None:
    event = person.find(q(name))
    return event if event is not None and dated(event) else _first_date(event)
