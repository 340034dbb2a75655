"""The files that a document is held against: RELAX NG schemas and Schematron."""

from __future__ import annotations

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
    return Ruleset(path, _language(path), phase)


def _language(path: Path) -> str:
    try:
        for _, element in etree.iterparse(
            path, events=("start",), resolve_entities=False, no_network=True, load_dtd=False
        ):
            name = etree.QName(element)
            return SCHEMATRON if name.namespace == SCHEMATRON else RELAXNG
    except (OSError, etree.XMLSyntaxError):
        pass
    return RELAXNG
