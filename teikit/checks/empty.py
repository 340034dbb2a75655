"""Elements that are there to hold text and hold none."""

from __future__ import annotations

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


def empty_findings(examined: Examination) -> list[Diagnostic]:
    """One finding for each; processing instructions count as content, comments do not."""
    return [_finding(examined, element) for element in examined.root.iter(f"{{{TEI}}}*") if _is_bare(element)]


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
