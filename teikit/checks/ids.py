"""Each xml:id names one element, and is a name as XML has it."""

from __future__ import annotations

from collections.abc import Iterator

from teikit.checks.examination import Examination
from teikit.diagnostics import Diagnostic, Severity
from teikit.expressions import expression
from teikit.tei import XML_ID

# Namespaces in XML 1.0, section 3: a name without a colon
_NCNAME = expression(r"[^\W\d·][\w.·-]*")
_STRANGE = expression(r"[^\w.·-]+")


def id_findings(examined: Examination) -> list[Diagnostic]:
    """Ids that stand twice, and those that are no names. A schema mostly says so too, and is then not repeated."""
    return [*_repeated(examined), *_no_names(examined)]


def _repeated(examined: Examination) -> Iterator[Diagnostic]:
    for first, *others in examined.targets.repeated():
        name = first.get(XML_ID, "").strip()
        place = (examined.places.of(first, XML_ID), "the first one")
        for element in others:
            message, hint = f"another element has the xml:id “{name}” already", "give each element its own"
            yield examined.finding("TK230", Severity.ERROR, message, element, XML_ID, hint, (place,))


def _no_names(examined: Examination) -> Iterator[Diagnostic]:
    for element in examined.root.iter("{*}*"):
        name = element.get(XML_ID)
        if name is not None and not is_ncname(name.strip()):
            hint = f"write “{proposal}”" if (proposal := ncname(name)) else "give it a name that begins with a letter"
            message = (
                f"the xml:id “{name}” is no name: it begins with a letter, and has letters, digits, . - and _ only"
            )
            yield examined.finding("TK255", Severity.ERROR, message, element, XML_ID, hint)


def is_ncname(name: str) -> bool:
    return _NCNAME.fullmatch(name) is not None


def ncname(text: str) -> str:
    """The name most like a text that is none; empty if nothing is left of it.

    >>> ncname("12 May")
    'id-12-May'
    """
    name = _STRANGE.sub("-", text.strip()).strip("-")
    return name if not name or _NCNAME.fullmatch(name) else f"id-{name}"
