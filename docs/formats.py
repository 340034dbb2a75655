"""Measures which TEI elements each export format expresses, and writes what it found as a page and as a file of the package.

Each element of the documents in docs/probes is taken away, once with its text and once without, and the document
exported again: what comes out the same says what the format does with the element. Run `python docs/formats.py` after a
change to an exporter; a test measures a part of it again.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/reference/formats.md"
sys.path.insert(0, str(ROOT))  # the checkout this page is of, whatever else is installed

from teikit.exporters import EXPORTERS, Exporter  # noqa: E402
from teikit.exporters.expressed import FILE  # noqa: E402
from teikit.tei import TEI, TeiDocument, local  # noqa: E402

Element = etree._Element
PROBES = ("text", "header")
KINDS = ("own", "text", "header", "absent")
_FRAME = frozenset(
    ("TEI", "teiHeader", "fileDesc", "titleStmt", "publicationStmt", "sourceDesc", "profileDesc", "encodingDesc")
) | {"facsimile", "text", "body"}


def probe(name: str) -> Element:
    return etree.parse(ROOT / f"docs/probes/{name}.xml").getroot()


def elements(root: Element, in_header: bool) -> list[str]:
    """The names of a probe's elements in its header, or below it, in their order."""
    found = [each for each in root.iter(etree.Element) if _in_header(each) == in_header]
    return list(dict.fromkeys(local(each) for each in found if local(each) not in _FRAME))


def measured(chosen: Exporter, wanted: slice = slice(None)) -> dict[str, str]:
    """What a format does with each element: a form of its own, its text only, or nothing; in a header, taken up or not."""
    found: dict[str, str] = {}
    whole, header = probe("text"), probe("header")
    before = _written(chosen, whole)
    for name in elements(whole, False)[wanted]:
        found[name] = _expressed(chosen, whole, name, before)
    before = _written(chosen, header)
    for name in elements(header, True)[wanted]:
        used = _written(chosen, _without(header, name, True, True)) != before
        found[f"teiHeader/{name}"] = "header" if used else "absent"
    return found


def _expressed(chosen: Exporter, root: Element, name: str, before: bytes) -> str:
    if _written(chosen, _without(root, name, True, False)) == before:
        return "absent"
    return "own" if _written(chosen, _without(root, name, False, False)) != before else "text"


def _written(chosen: Exporter, root: Element) -> bytes:
    data: bytes = chosen.write(TeiDocument.parse(etree.tostring(root), "probe.xml"))[0]
    return data


def _without(root: Element, name: str, with_text: bool, in_header: bool) -> Element:
    """A copy without the elements of this name; their text goes with them, or stays where it was."""
    copied = deepcopy(root)
    for each in list(copied.iter(f"{{{TEI}}}{name}")):
        if each.getparent() is not None and _in_header(each) == in_header:
            _cut(each, with_text)
    return copied


def _cut(element: Element, with_text: bool) -> None:
    parent = element.getparent()
    assert parent is not None
    kept = [] if with_text else list(element)
    at, lead, tail = parent.index(element), "" if with_text else element.text or "", element.tail or ""
    element.tail = None
    parent.remove(element)
    _append(parent, at, lead)
    for offset, child in enumerate(kept):
        parent.insert(at + offset, child)
    _append(parent, at + len(kept), tail)


def _append(parent: Element, at: int, text: str) -> None:
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _in_header(element: Element) -> bool:
    return any(local(above) == "teiHeader" for above in element.iterancestors())


# The page

SIGNS = {"own": "●", "text": "○", "header": "●", "absent": ""}
INTRODUCTION = """\
*This page is made by `docs/formats.py`, from real runs.*

`teikit export FILE… --to NAME[,NAME…]` writes TEI files, whoever made them, in these formats, and `teikit convert … --to` does
the same with transcripts; `teikit formats` lists them, and `teikit formats NAME` says what one of them can express. A
format with an extra needs it installed: `pip install 'teikit[docx]'`. Where a format has one file for many documents,
several inputs are written into one.

What a format cannot express keeps its text and is said once, as [TK402](diagnostics/TK402.md). What the formats of metadata
take from a header, field by field, is on [a page of its own](metadata-formats.md).
"""
TABLE = """\
Each element was taken out of a document, once with its text and once without, and the document exported again.
● is a form of its own: without the element, the file is another one, though the text is the same. ○ is text only. An
empty cell: neither is in the file. Elements that hold other metadata or none at all in these documents are not listed.
"""


def page(table: dict[str, dict[str, str]]) -> Iterator[str]:
    yield "# Formats\n"
    yield INTRODUCTION
    yield "| name | files | what it is | options | extra |"
    yield "|---|---|---|---|---|"
    for each in EXPORTERS.values():
        options = ", ".join(f"`--{option}`" for option in each.options)
        files = f"`{each.suffix}`{', one for many' if each.collects else ''}"
        yield f"| `{each.name}` | {files} | {each.title} | {options} | {each.extra} |"
    yield ""
    yield "## Elements of the text\n"
    yield TABLE
    yield from _rows(table, [name for name in next(iter(table.values())) if "/" not in name])
    yield "\n## Elements of the header\n"
    yield "● is taken up: the file is another one without it.\n"
    yield from _rows(table, [name for name in next(iter(table.values())) if "/" in name])
    yield ""


def _rows(table: dict[str, dict[str, str]], names: list[str]) -> Iterator[str]:
    yield f"| element | {' | '.join(table)} |"
    yield f"|---|{':-:|' * len(table)}"
    for name in names:
        yield f"| `{name.rpartition('/')[2]}` | {' | '.join(SIGNS[found[name]] for found in table.values())} |"


def packed(table: dict[str, dict[str, str]]) -> str:
    """The file of the package: for each format the elements of each kind."""
    kinds = {
        name: {kind: " ".join(key for key, value in found.items() if value == kind) for kind in KINDS}
        for name, found in table.items()
    }
    return json.dumps(kinds, indent=1) + "\n"


def unpacked(kinds: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """The table again, with the elements in the order of the probes."""
    order = [*elements(probe("text"), False), *(f"teiHeader/{name}" for name in elements(probe("header"), True))]
    found = {name: {key: kind for kind, keys in each.items() for key in keys.split()} for name, each in kinds.items()}
    return {name: {key: each[key] for key in order} for name, each in found.items()}


if __name__ == "__main__":
    whole = {name: measured(each) for name, each in EXPORTERS.items() if not each.missing}
    PAGE.write_text("\n".join(page(whole)), encoding="utf-8")
    FILE.write_text(packed(whole), encoding="utf-8")
