"""Elements that are there to hold text and hold none."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from teikit.checks.examination import Examination
from teikit.diagnostics import Diagnostic, Severity
from teikit.tei import TEI, local, names, q

# Of these the Guidelines expect words or elements. Not among them: cell and ab, which forms leave blank; add, del,
# supplied and unclear, whose text may be lost; seg, w, l and the like, which mark a place; figDesc; what is empty by nature.
_FULL = names(
    """p head item signed salute dateline opener closer address addrLine speaker stage title author editor publisher
    authority distributor persName placeName orgName geogName settlement country forename surname roleName idno date
    note label term quote q foreign emph hi div list table row stamp repository principal funder sponsor resp name
    respStmt language"""
)
# an attribute that says what the element stands for: such an element need not say it in words
_SPEAKING = names(
    """ref key nymRef copyOf sameAs corresp target source when from to notBefore notAfter when-iso from-iso to-iso
    notBefore-iso notAfter-iso when-custom reason facs select exclude ident cRef n next prev who role period dur"""
)


_ONE_BY_ONE = 3  # a header from a template that was never filled in is one finding


def empty_findings(examined: Examination) -> list[Diagnostic]:
    """One finding for each, but one for a header with many; processing instructions count as content, comments do not."""
    bare = [element for element in examined.root.iter(f"{{{TEI}}}*") if _is_bare(element)]
    in_headers: dict[etree._Element, list[etree._Element]] = {}
    for element in bare:
        header = next(element.iterancestors(q("teiHeader")), None)
        if header is not None:
            in_headers.setdefault(header, []).append(element)
    many = [each for each in in_headers.values() if len(each) > _ONE_BY_ONE]
    together = {element for each in many for element in each}
    return [_finding(examined, each) for each in bare if each not in together] + [
        _many(examined, each) for each in many
    ]


def _is_bare(element: etree._Element) -> bool:
    """Whether an element that should hold text has none; the one p of a file that is all header is there for the schema."""
    if (
        local(element) not in _FULL
        or (element.text and element.text.strip())
        or not _SPEAKING.isdisjoint(element.attrib)
    ):
        return False
    if not all(isinstance(each, etree._Comment) and not (each.tail or "").strip() for each in element):
        return False
    around = element.getparent()
    return around is None or around.tag != q("body") or len(around) > 1


def _finding(examined: Examination, element: etree._Element) -> Diagnostic:
    name = local(element)
    hint = f"fill it in, or take the <{name}> out; text that is lost is a <gap>, a blank of the original a <space>"
    return examined.finding("TK270", Severity.WARNING, f"the <{name}> is empty", element, None, hint)


def _many(examined: Examination, elements: Sequence[etree._Element]) -> Diagnostic:
    names = ", ".join(f"<{name}>" for name in dict.fromkeys(map(local, elements)))
    message = f"{len(elements)} elements of the header are empty: {names}"
    related = [(examined.places.of(each), "this too") for each in elements[1:_ONE_BY_ONE]]
    hint = "fill them in, or take them out"
    return examined.finding("TK270", Severity.WARNING, message, elements[0], None, hint, related)
