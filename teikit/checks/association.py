"""The schemas that a file itself names, in processing instructions above its first element (W3C, Associating Schemas)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from teikit.catalogue import schema_file
from teikit.catalogue.addresses import is_address, is_of_tei
from teikit.checks.rulesets import Ruleset, ruleset
from teikit.diagnostics import Diagnostic, Location, Severity, refusal
from teikit.tei import TeiDocument

# languages of schemas that teikit does not read, in words
_COMPACT = "RELAX NG in compact syntax"
_DTD = "a DTD"
_BY_TYPE = {"application/relax-ng-compact-syntax": _COMPACT, "application/xml-dtd": _DTD}
_BY_NAMESPACE = {
    "http://www.w3.org/2001/XMLSchema": "W3C XML Schema",
    "http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0": "NVDL",
}
_BY_SUFFIX = {".rnc": _COMPACT, ".dtd": _DTD, ".xsd": "W3C XML Schema", ".nvdl": "NVDL"}
_MEND = {_COMPACT: "translate it once: trang schema.rnc schema.rng; or choose a schema with --schema"}


class Association(NamedTuple):
    """One schema as a file names it; `language` is said where teikit cannot read it."""

    href: str
    line: int
    phase: str | None = None
    language: str | None = None


def rulesets_of(document: TeiDocument) -> tuple[list[Ruleset], list[Diagnostic]]:
    """The files that a document is to be held against, and remarks on those that teikit cannot read.

    Raises TeikitError TK206 or TK207 where one of them is not at hand.
    """
    associations = associated(document)
    usable = [each for each in associations if each.language is None]
    found: dict[Path, Ruleset] = {}
    for each in usable:
        one = ruleset(_file(document, each), each.phase)
        known = found.setdefault(one.path, one)
        found[one.path] = known._replace(phase=known.phase or one.phase)
    remarks = [_unsupported(document, each, bool(usable)) for each in associations if each.language]
    return list(found.values()), remarks


def associated(document: TeiDocument) -> list[Association]:
    """What the processing instructions xml-model and oxygen name, and a DOCTYPE with a DTD, in their order, once each."""
    found = [each for instruction in _instructions(document) for each in _association(instruction)]
    dtd = document.root.getroottree().docinfo.system_url
    if dtd and not found:
        line = (document.data or b"").partition(b"<!DOCTYPE")[0].count(b"\n") + 1
        found.append(Association(dtd, line, language=_DTD))
    return list({(each.href, each.phase, each.language): each for each in reversed(found)}.values())[::-1]


def _instructions(document: TeiDocument) -> list[etree._ProcessingInstruction]:
    before = document.root.itersiblings(etree.ProcessingInstruction, preceding=True)
    return [each for each in before if isinstance(each, etree._ProcessingInstruction)][::-1]


def _association(instruction: etree._ProcessingInstruction) -> Iterator[Association]:
    said, line = instruction.attrib, instruction.sourceline or 1
    if instruction.target == "xml-model" and (href := said.get("href")):
        yield Association(href, line, said.get("phase"), _language(href, said.get("type"), said.get("schematypens")))
    elif instruction.target == "oxygen":
        kind = "application/relax-ng-compact-syntax" if said.get("type") == "compact" else None
        named = (said.get(name) for name in ("RNGSchema", "SCHSchema", "NVDLSchema"))
        yield from (Association(href, line, None, _language(href, kind)) for href in named if href)


def _language(href: str, kind: str | None = None, namespace: str | None = None) -> str | None:
    """The language in words if teikit does not read it. The current release of TEI is the same in both syntaxes."""
    if is_of_tei(href):
        return None
    suffix = Path(urlsplit(href).path).suffix.lower()
    return _BY_TYPE.get(kind or "") or _BY_NAMESPACE.get(namespace or "") or _BY_SUFFIX.get(suffix)


def _file(document: TeiDocument, named: Association) -> Path:
    place = Location(document.path, named.line)
    folder = Path(document.path or ".").parent
    if is_address(named.href):
        return schema_file(named.href, folder, place)
    path = folder / unquote(urlsplit(named.href).path)
    if not path.is_file():
        hint = "correct the address in the file, or choose a schema with --schema"
        raise refusal("TK206", f"the file names the schema {named.href}, and there is no {path}", place, hint)
    return path


def _unsupported(document: TeiDocument, named: Association, is_held: bool) -> Diagnostic:
    message = f"the file names {named.language}, {named.href}, which teikit does not read"
    message += "" if is_held else ", and no other schema"
    severity = Severity.INFO if is_held else Severity.WARNING
    hint = _MEND.get(named.language or "", "choose a schema with --schema, such as tei_all")
    return Diagnostic("TK209", severity, message, Location(document.path, named.line), None, hint)
