"""Files that a document points to: they are there, and have the xml:id that is meant. Tried where it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from teikit.checks.examination import Examination
from teikit.checks.pointer_kinds import POINTERS, points
from teikit.diagnostics import Diagnostic, Severity, TeikitError
from teikit.expressions import expression
from teikit.tei import TEI, XML_ID, TeiDocument

# people.xml#quill, ../images/page1.jpg; no address with a protocol, no mere word
_FILE = expression(r"(?![A-Za-z][\w+.-]*:|//|#)([^?#]*\.\w{1,6})(?:\?[^#]*)?(?:#([^()]*))?")
_VALUES = etree.XPath("//t:*/@*[contains(., '.')]", namespaces={"t": TEI})
_XML = (".xml", ".tei")


class _Reference(NamedTuple):
    element: etree._Element
    attribute: str
    token: str
    file: Path
    name: str | None


def file_findings(examined: Examination) -> list[Diagnostic]:
    """One finding for each file that is not there, and for each xml:id that a file has not."""
    found, told = [], set[tuple[Path, str | None]]()
    for reference in _references(examined):
        name: str | None
        if not reference.file.exists():
            name, message = None, f"there is no file {reference.token.partition('#')[0]}"
            hint = "correct the path, which begins at this file, or bring the file"
        elif reference.name and reference.file.suffix in _XML and not _has(reference.file, reference.name):
            name, message = reference.name, f"{reference.file.name} has no xml:id “{reference.name}”"
            hint = "correct the pointer, or add the xml:id there"
        else:
            continue
        if (reference.file, name) not in told:
            told.add((reference.file, name))
            place = (reference.element, reference.attribute)
            found.append(examined.finding("TK254", Severity.WARNING, message, *place, hint))
    return found


def _references(examined: Examination) -> Iterator[_Reference]:
    folder = Path(examined.document.path or ".").parent
    for value in _VALUES(examined.root):
        element, name = value.getparent(), value.attrname
        if name != "facs" and not (name in POINTERS and points(element, name)):
            continue
        for token in value.split() if examined.targets.is_here(element) else ():
            parts = _FILE.fullmatch(token)
            if parts:
                yield _Reference(element, name, token, folder / unquote(parts[1]), unquote(parts[2] or "") or None)


def _has(file: Path, name: str) -> bool:
    names = _names(file, file.stat().st_mtime_ns)
    return names is None or name in names


@lru_cache(maxsize=32)
def _names(file: Path, _changed: int) -> frozenset[str] | None:
    """The ids of a file; None where it cannot be read, which is for its own validation to say."""
    try:
        root = TeiDocument.read(file).root
    except TeikitError:
        return None
    return frozenset(str(element.get(XML_ID)) for element in root.iter(etree.Element) if XML_ID in element.attrib)
