"""The files that a document is held against: RELAX NG schemas and Schematron."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

RELAXNG = "http://relaxng.org/ns/structure/1.0"
SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"


class Ruleset(NamedTuple):
    """A file on this machine and the schema language it is in, as its namespace; `phase` is Schematron's, if one is asked for."""

    path: Path
    language: str = RELAXNG
    phase: str | None = None


def ruleset(path: Path, phase: str | None = None) -> Ruleset:
    """A file with the language that its outermost element is of. A file that cannot be read is taken for RELAX NG,
    whose engine says what is wrong with it."""
    try:
        return Ruleset(path, _language(path, path.stat().st_mtime_ns), phase)
    except (OSError, etree.XMLSyntaxError):
        return Ruleset(path, RELAXNG, phase)


@lru_cache(maxsize=64)
def _language(path: Path, _changed: int) -> str:
    beginning = etree.iterparse(path, events=("start",), resolve_entities=False, no_network=True, load_dtd=False)
    _, element = next(iter(beginning))
    return SCHEMATRON if str(element.tag).startswith(f"{{{SCHEMATRON}}}") else RELAXNG
