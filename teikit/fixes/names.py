"""Misspelt names of elements and attributes, and values of closed lists in the wrong case."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from teikit.expressions import expression
from teikit.fixes.draft import Draft, Repair
from teikit.fixes.text import Edit
from teikit.relaxng import Finding

_NAME = expression(r"[^\s=/>]+")
_SHORT = 4  # names with fewer letters, both of them, are too near to each other


def element_repairs(draft: Draft) -> Iterator[Repair]:
    """Elements that are renamed, in both of their tags."""
    for finding in draft.faults("unknown-element"):
        number = finding.node
        start, _ = draft.of_finding(finding)
        written = _written(draft, start + 1)
        proposal = _proposal(written.rpartition(":")[2], finding)
        if number is None or proposal is None:
            continue
        prefix = written[: len(written) - len(written.rpartition(":")[2])]
        places = _names_of_tags(draft, number)
        edits = tuple(Edit(at, at + len(written), f"{prefix}{proposal}") for at in places)
        if all(_written(draft, at) == written for at in places):
            yield Repair(f"<{written}> is <{prefix}{proposal}>", edits, finding.code)


def _names_of_tags(draft: Draft, number: int) -> list[int]:
    """Where the name of an element is written: in its start tag, and in its end tag if it has one."""
    start, _ = draft.range(draft.positions.start_tag(number))
    end, _ = draft.range(draft.positions.end_tag(number))
    return [start + len("<")] if end == start else [start + len("<"), end + len("</")]


def attribute_repairs(draft: Draft) -> Iterator[Repair]:
    """Attributes that are renamed, unless the element has the right one too."""
    for finding in draft.faults("attribute"):
        start, _ = draft.of_finding(finding)
        written = _written(draft, start)
        proposal = _proposal(written, finding)
        if proposal and finding.node is not None and proposal not in draft.elements[finding.node].attrib:
            yield Repair(f"@{written} is @{proposal}", (Edit(start, start + len(written), proposal),), finding.code)


def value_repairs(draft: Draft) -> Iterator[Repair]:
    """Values of a closed list that differ from one of them in their case only."""
    for finding in draft.faults("attribute-value"):
        start, end = draft.of_finding(finding)
        written = draft.text.text[start:end]
        meant = [each for each in finding.expected if each.casefold() == written.strip().casefold()]
        if len(meant) == 1 and meant[0] != written:
            edit = Edit(start, end, escape(meant[0], {'"': "&quot;", "'": "&apos;"}))
            yield Repair(f"“{written}” is “{meant[0]}”", (edit,), finding.code)


def _written(draft: Draft, start: int) -> str:
    found = _NAME.match(draft.text.text, start)
    return found[0] if found else ""


def _proposal(written: str, finding: Finding) -> str | None:
    """The name that is certainly meant: the only one expected, and the same but for its case or one letter."""
    if len(finding.expected) != 1:
        return None
    (meant,) = finding.expected
    return meant if is_misspelt(written, meant) else None


def is_misspelt(written: str, meant: str) -> bool:
    """Whether a name is another in the wrong case, or with one letter wrong, missing, too many or changed with its neighbour.

    A plural is not taken for a misspelling: `<names>` may have been meant as a list of them.
    """
    one, other = written.casefold(), meant.casefold()
    if one == other:
        return written != meant
    if max(len(one), len(other)) < _SHORT or one in (f"{other}s", f"{other}es"):
        return False
    first = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, wanted = one[first:], other[first:]
    swapped = rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:]
    return swapped or wanted == rest[1:] or rest == wanted[1:] or rest[1:] == wanted[1:]
