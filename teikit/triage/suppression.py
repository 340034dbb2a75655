"""Findings that a document says are meant to be: `<?teikit-ignore TK212 "the printed edition has it so"?>`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from lxml import etree

from teikit.diagnostics import Diagnostic, Location, Severity
from teikit.relaxng.positions import Positions, Span
from teikit.tei import TeiDocument

TARGET = "teikit-ignore"

_CODES = re.compile(r"[\s,]*((?:TK\d{3}\b[\s,]*)*)")
_REASON = re.compile(r"""(?:"([^"]*)"|'([^']*)'|“([^”]*)”)\s*""")
_MODEL = f'write <?{TARGET} TK212 "why this is right"?>'


class Suppression(NamedTuple):
    """What one instruction leaves out: its codes, from where to where; no scope means that nothing follows it."""

    place: Location
    codes: frozenset[str]
    reason: str
    scope: Span | None

    def takes(self, diagnostic: Diagnostic) -> bool:
        """Whether a finding is one of those; one without a place belongs to the file as a whole."""
        if diagnostic.code not in self.codes or self.scope is None:
            return False
        place = diagnostic.location
        if place is None or place.path != self.place.path:
            return self.scope.line == 0
        start, end = self.scope[:2], self.scope[2:]
        return start <= (place.line, place.column) < end


_WHOLE_FILE = Span(0, 0, 1 << 62, 0)


def heeded(document: TeiDocument, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings without those that the document's own instructions leave out.

    An instruction holds for the element that follows it and all within, or for the whole file where it stands before
    the outermost element. One that gives no code or no reason is not heeded and is a finding itself (TK704), and so is
    one that leaves nothing out (TK705). Only a document that was read from a file, and is still as it was, has any.
    """
    suppressions = list(_suppressions(document))
    if not suppressions:
        return list(found)
    heard = [each for each in suppressions if each.codes and each.reason]
    used: set[tuple[Suppression, str]] = set()
    kept = []
    for diagnostic in found:
        takers = [each for each in heard if each.takes(diagnostic)]
        used.update((each, diagnostic.code) for each in takers)
        if not takers:
            kept.append(diagnostic)
    said = [finding for each in suppressions for finding in _judged(each, used)]
    return sorted([*kept, *said], key=_place) if said else kept


def _judged(suppression: Suppression, used: set[tuple[Suppression, str]]) -> Iterator[Diagnostic]:
    for wanted, what in ((suppression.codes, "code"), (suppression.reason, "reason")):
        if not wanted:
            message = f"this instruction gives no {what}, and is not heeded"
            yield Diagnostic("TK704", Severity.WARNING, message, suppression.place, hint=_MODEL)
            return
    idle = sorted(code for code in suppression.codes if (suppression, code) not in used)
    if idle:
        message = f"this instruction leaves out {', '.join(idle)}, and there is none"
        if suppression.scope is None:
            message = f"this instruction leaves out {', '.join(idle)} in the element that follows it, and none follows"
        yield Diagnostic("TK705", Severity.WARNING, message, suppression.place, hint=f"take {_them(idle)} out")


def _them(codes: list[str]) -> str:
    return "it" if len(codes) == 1 else "them"


def _suppressions(document: TeiDocument) -> Iterator[Suppression]:
    if document.data is None or TARGET.encode() not in document.data.replace(b"\0", b""):
        return
    instructions = list(_instructions(document.root))
    positions = Positions(document.data)
    places = positions.instructions(TARGET)
    numbers = {element: number for number, element in enumerate(document.root.iter(etree.Element))}
    if len(places) != len(instructions) or len(positions) != len(numbers):
        return
    for instruction, place in zip(instructions, places, strict=True):
        codes, reason = _said(instruction.text or "")
        yield Suppression(
            Location(document.path, *place), codes, reason, _scope(instruction, document.root, numbers, positions)
        )


def _instructions(root: etree._Element) -> Iterator[etree._ProcessingInstruction]:
    """Those in and around the outermost element, in document order."""
    before = reversed(list(root.itersiblings(etree.PI, preceding=True)))
    every = chain(before, root.iter(etree.PI), root.itersiblings(etree.PI))
    return (each for each in every if isinstance(each, etree._ProcessingInstruction) and each.target == TARGET)


def _said(text: str) -> tuple[frozenset[str], str]:
    """The codes and the reason of an instruction; empty where there is none, or where there is more than that."""
    codes = _CODES.match(text)
    rest = text[codes.end() :] if codes else text
    reason = _REASON.fullmatch(rest)
    given = next((group for group in reason.groups() if group), "").strip() if reason else ""
    return frozenset(re.findall(r"TK\d{3}", codes[1] if codes else "")), given


def _scope(
    instruction: etree._Element, root: etree._Element, numbers: dict[etree._Element, int], positions: Positions
) -> Span | None:
    following = next(instruction.itersiblings(etree.Element), None)
    if following is None:
        return None
    if following is root:
        return _WHOLE_FILE
    start, end = positions.start_tag(numbers[following]), positions.end_tag(numbers[following])
    return Span(start.line, start.column, end.end_line, end.end_column)


def _place(diagnostic: Diagnostic) -> tuple[int, int]:
    return (diagnostic.location.line, diagnostic.location.column) if diagnostic.location else (0, 0)
