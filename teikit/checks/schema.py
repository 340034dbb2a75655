"""The grammar of a schema, held against a document; the one place that knows which engine does it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from lxml import etree

from teikit.checks.places import Places
from teikit.diagnostics import Diagnostic, Location, Severity, refusal
from teikit.resources import known_names, schema_names, schema_path
from teikit.tei import TeiDocument, local

# libxml2 repeats a fault for elements around it; these lines say nothing new where there are others
_ECHO = re.compile(r"failed to validate|Extra element|Extra content")

# what libxml2 says, and how to say it to an editor
_SENTENCES = (
    (re.compile(r"Did not expect element (\S+) there"), r"\1 may not stand here"),
    (re.compile(r"Did not expect text in element (\S+)"), r"\1 may not hold text of its own"),
    (re.compile(r"Expecting an element (\S*), got nothing"), r"something is missing in this element: \1"),
    (re.compile(r"Expecting element (\S+), got (\S+)"), r"\2 may not stand here; \1 is expected"),
    (re.compile(r"Element (\S+) failed to validate attributes"), r"a \1 lacks an attribute it must have"),
    (re.compile(r"Invalid attribute (\S+) for element (\S+)"), r"\2 may not have this @\1"),
)


def schema_findings(document: TeiDocument, schema: Path) -> list[Diagnostic]:
    """The faults of a document by a RELAX NG schema. Raises TeikitError TK205 where the schema is broken."""
    grammar = _grammar(schema, schema.stat().st_mtime_ns)
    if grammar.validate(document.root):
        return []
    places = Places(document)
    entries = [entry for entry in grammar.error_log if not _ECHO.search(entry.message)]
    return list(dict.fromkeys(_finding(places, entry, schema) for entry in entries or grammar.error_log))


@lru_cache(maxsize=8)
def _grammar(path: Path, _changed: int) -> etree.RelaxNG:
    try:
        return etree.RelaxNG(etree.parse(path))
    except (etree.XMLSyntaxError, etree.RelaxNGParseError) as error:
        raise refusal(
            "TK205",
            f"{path.name} is not a RELAX NG schema: {error}",
            Location(str(path), 1),
            "the XML syntax of RELAX NG is needed; trang makes it from the compact syntax or from a DTD",
        ) from None


def _finding(places: Places, entry: etree._LogEntry, schema: Path) -> Diagnostic:
    element = _element(places.document, entry)
    location = Location(places.document.path, max(entry.line, 1)) if element is None else places.of(element)
    name = None if element is None else local(element)
    return Diagnostic("TK202", Severity.ERROR, _sentence(entry.message), location, name, _hint(entry.message, schema))


def _element(document: TeiDocument, entry: etree._LogEntry) -> etree._Element | None:
    if not entry.path:
        return None
    found = document.root.getroottree().xpath(entry.path)
    return found[0] if isinstance(found, list) and found and isinstance(found[0], etree._Element) else None


def _sentence(message: str) -> str:
    for pattern, sentence in _SENTENCES:
        if found := pattern.search(message):
            return found.expand(sentence).rstrip(": ")
    return message


def _hint(message: str, schema: Path) -> str | None:
    """What a shipped schema has instead."""
    if schema.stem not in schema_names() or schema != schema_path(schema.stem):
        return None
    names = known_names(schema.stem)
    if found := re.match(r"Invalid attribute (\S+) for element (\S+)", message):
        attribute, element = found.groups()
        if not names.allows(element, attribute):
            return f"attributes of {element} are {', '.join(sorted(names.elements.get(element, {})))}"
        values = ", ".join(value for value in names.values(element, attribute) if value != "x-")
        return f"allowed are {values}; a value of your own begins with x-" if values else None
    if (found := re.match(r"Did not expect element (\S+) there", message)) and not names.allows(found[1]):
        nearest = get_close_matches(found[1], names.elements, 1)
        return f"the schema has no element {found[1]}" + (f"; did you mean {nearest[0]}?" if nearest else "")
    return None
