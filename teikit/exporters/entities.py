"""Entities: the names, dates and measures that an edition marks, sorted into what they are and into who is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from teikit.exporters.standoff import Feature
from teikit.records import NamedTuple

# The types of entities that CorefUD knows, by the element that marks them.
TYPES = {
    element: kind
    for kind, elements in {
        "person": "persName author docAuthor speaker",
        "place": "placeName geogName settlement region country district bloc geo pubPlace",
        "organization": "orgName",
        "time": "date time docDate origDate",
        "number": "num measure",
        "event": "eventName",
        "object": "objectName",
        "other": "name rs",
    }.items()
    for element in elements.split()
}
_SAID = {
    "person": "person",
    "pers": "person",
    "place": "place",
    "org": "organization",
    "organisation": "organization",
    "organization": "organization",
    "event": "event",
    "ship": "object",
    "work": "object",
}


class Mention(NamedTuple):
    """A range of the text that names something; mentions of one `entity` name the same."""

    start: int
    end: int
    kind: str
    entity: int
    feature: Feature


def mentions(features: Sequence[Feature]) -> list[Mention]:
    """The mentions in the order of the text, the outer before the inner; of two with one range only the outer.

    Two are of one entity where their @ref, or else their @key, is the same and they are of one type; nothing is guessed.
    """
    entities: dict[tuple[str, ...], int] = {}
    found: dict[tuple[int, int], Mention] = {}
    for feature in features:
        kind = _kind(feature)
        span = (feature.start, feature.end)
        if not kind or feature.aside is not None or feature.start == feature.end or span in found:
            continue
        identity = feature.element.get("ref") or feature.element.get("key")
        same = ("same", kind, identity) if identity else ("alone", feature.id)
        found[span] = Mention(*span, kind, entities.setdefault(same, len(entities) + 1), feature)
    return sorted(found.values(), key=lambda each: (each.start, -each.end))


def _kind(feature: Feature) -> str:
    kind = TYPES.get(feature.name, "")
    return _SAID.get((feature.element.get("type") or "").lower(), "other") if kind == "other" else kind


def unbroken(features: Sequence[Feature]) -> Iterator[tuple[int, int]]:
    """The ranges that no sentence ends in: names, dates, numbers, abbreviations, unless they are as long as sentences."""
    for feature in features:
        marked = feature.name in TYPES or feature.name in ("idno", "abbr", "expan", "title", "roleName", "forename")
        if marked and 0 < feature.end - feature.start <= _LONGEST:
            yield feature.start, feature.end


_LONGEST = 120
