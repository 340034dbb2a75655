"""A document that is to be repaired: its text, the places of its tags, and what was found in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from teikit.checks.examination import Examination
from teikit.checks.rulesets import RELAXNG
from teikit.checks.schema import grammar
from teikit.diagnostics import Diagnostic
from teikit.fixes.text import Edit, EditableText
from teikit.relaxng import Finding
from teikit.relaxng.positions import Positions, Span


class Repair(NamedTuple):
    """One repair in words, `<persname> is <persName>`, and what it changes; `code` is of the finding it mends, if of one."""

    message: str
    edits: tuple[Edit, ...]
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A document with all that a repair looks at. `told` are the findings that are left after settings and suppressions."""

    examined: Examination
    text: EditableText
    positions: Positions
    elements: Sequence[etree._Element]
    told: Sequence[Diagnostic]

    @classmethod
    def of(cls, examined: Examination, told: Sequence[Diagnostic]) -> Draft | None:
        """None for a document whose places are not sure: one with entities of its own, or in an encoding that few read."""
        data = examined.document.data
        text = EditableText.of(data) if data is not None and b"<!ENTITY" not in data else None
        if data is None or text is None:
            return None
        positions, elements = Positions(data), list(examined.root.iter(etree.Element))
        return cls(examined, text, positions, elements, told) if len(positions) == len(elements) else None

    def faults(self, *kinds: str) -> Iterator[Finding]:
        """What the grammars find of these kinds, if it is still to be told."""
        said = {(each.code, *_place(each)) for each in self.told}
        for ruleset in self.examined.rulesets:
            if ruleset.language == RELAXNG:
                for finding in grammar(ruleset.path).validate(self.examined.document.data or b""):
                    if finding.kind in kinds and (finding.code, finding.line, finding.column) in said:
                        yield finding

    def range(self, span: Span) -> tuple[int, int]:
        """The offsets of a stretch of the file."""
        return self.text.offset(span.line, span.column), self.text.offset(span.end_line, span.end_column)

    def of_finding(self, finding: Finding) -> tuple[int, int]:
        """The offsets of what a finding is about."""
        start = self.text.offset(finding.line, finding.column or 1)
        if finding.end_line is None or finding.end_column is None:
            return start, start
        return start, self.text.offset(finding.end_line, finding.end_column)

    def value(self, number: int, attribute: str) -> tuple[int, int]:
        """The offsets of the value of an attribute of the n-th element."""
        at = list(self.elements[number].attrib).index(attribute)
        return self.range(self.positions.attribute(number, at, value=True))

    def is_told(self, start: int, *codes: str) -> bool:
        """Whether one of these codes is told of what begins at an offset."""
        place = self.text.place(start)
        return any(each.code in codes and _place(each) == place for each in self.told)


def _place(diagnostic: Diagnostic) -> tuple[int, int]:
    return (diagnostic.location.line, diagnostic.location.column) if diagnostic.location else (0, 0)
