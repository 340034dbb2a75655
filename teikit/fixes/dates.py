"""Dates that say in words what their attributes do not say, or say in the wrong form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from teikit.checks.calendar_days import is_possible, span
from teikit.checks.plain_dates import plain_date
from teikit.expressions import expression
from teikit.fixes.draft import Draft, Repair
from teikit.fixes.text import Edit
from teikit.tei import names, q

_DATES = (q("date"), q("docDate"))
_SAYING = names(
    """when from to notBefore notAfter when-iso from-iso to-iso notBefore-iso notAfter-iso when-custom from-custom to-custom
    notBefore-custom notAfter-custom dur dur-iso period calendar datingMethod datingPoint sameAs copyOf corresp"""
)
_LOOSE = expression(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*")
# before it, the day may be of the Julian calendar, and the year may begin in March
_SURE = (1753, 1, 1)


def undated_repairs(draft: Draft) -> Iterator[Repair]:
    """@when, or @from and @to, on dates that have no attribute of the kind and whose text is one date and nothing else."""
    faulty = {finding.node for finding in draft.faults("attribute", "attribute-value")}
    for number, element in enumerate(draft.elements):
        if element.tag not in _DATES or number in faulty or not _SAYING.isdisjoint(element.attrib):
            continue
        if said := _sure(element):
            start, end = draft.range(draft.positions.start_tag(number))
            tag = draft.text.text[start:end]
            at = start + len(tag.removesuffix(">").removesuffix("/").rstrip())
            attributes = "".join(f' {name}="{value}"' for name, value in said.items())
            yield Repair(f"the date gets{attributes}", (Edit(at, at, attributes),))


def unreadable_repairs(draft: Draft) -> Iterator[Repair]:
    """@when that is written as no date can be, if the text of the element, or zeros, make it one."""
    for finding in draft.faults("attribute-value"):
        element = draft.elements[finding.node] if finding.node is not None else None
        if element is None or element.tag not in _DATES or "when" not in element.attrib:
            continue
        start, end = draft.of_finding(finding)
        if (start, end) == draft.value(finding.node or 0, "when") and (value := _meant(element)):
            message = f"“{draft.text.text[start:end]}” is “{value}”"
            yield Repair(message, (Edit(start, end, value),), finding.code)


def _meant(element: etree._Element) -> str | None:
    loose = _LOOSE.fullmatch(element.get("when", ""))
    padded = f"{loose[1]}-{int(loose[2]):02d}-{int(loose[3]):02d}" if loose else ""
    said = (_sure(element) or {}).get("when")
    if not padded or not is_possible(padded):
        return None if padded else said
    return padded if said in (None, padded) else None


def _sure(element: etree._Element) -> Mapping[str, str] | None:
    """What the text says, with its year, in times when all calendars that matter agree."""
    plain = plain_date(element)
    if plain is None:
        return None
    days = [span(value) for value in plain.attributes.values()]
    return plain.attributes if all(each and each.first >= _SURE for each in days) else None
