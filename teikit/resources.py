"""The schemas that teikit ships, and the names that a schema knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from teikit.diagnostics import refusal

_HERE = Path(__file__).parent
_RNG = "{http://relaxng.org/ns/structure/1.0}"
_OWN, _OWN_BEGINS = "data.own", "x-"


def schema_names() -> tuple[str, ...]:
    """The names of the shipped schemas."""
    return _stems(schema_folder(), "*.rng")


def schema_path(name: str) -> Path:
    """Where a shipped schema stands. Raises TeikitError TK206 where there is none of this name."""
    return _shipped(name, schema_folder() / f"{name}.rng", "schema", "TK206", schema_names())


def schema_folder() -> Path:
    """A wheel holds the schemas inside the package; a checkout, installed or bare, beside it."""
    inside = _HERE / "schemas"
    return inside if inside.is_dir() else _HERE.parent / "schemas"


class Values(NamedTuple):
    """What an attribute may be: one of a closed list, several of it if `many`; anything, if the list is empty.

    A list that holds `x-` admits every value that begins so.
    """

    closed: frozenset[str]
    many: bool

    def allow(self, value: str) -> bool:
        tokens = value.split()
        if not self.closed:
            return True
        return bool(tokens) and (self.many or len(tokens) == 1) and all(map(self._hold, tokens))

    def _hold(self, token: str) -> bool:
        if token.startswith(_OWN_BEGINS):
            return token != _OWN_BEGINS and _OWN_BEGINS in self.closed
        return token in self.closed


@dataclass(frozen=True, slots=True, eq=False)
class SchemaNames:
    """The elements of a schema, their attributes, and what those may be."""

    elements: Mapping[str, Mapping[str, Values]]

    def allows(self, element: str, attribute: str | None = None, value: str | None = None) -> bool:
        """Whether the schema has this element, with this attribute, with this value somewhere."""
        attributes = self.elements.get(element)
        if attributes is None or attribute is None:
            return attributes is not None
        values = attributes.get(attribute)
        return values is not None and (value is None or values.allow(value))

    def values(self, element: str, attribute: str) -> tuple[str, ...]:
        """The closed list of an attribute in alphabetical order, `x-` for a value of one's own; empty if open."""
        found = self.elements.get(element, {}).get(attribute)
        return tuple(sorted(found.closed)) if found else ()


@cache
def known_names(schema: str = "teikit") -> SchemaNames:
    """The names of a shipped schema, read once a process in a few milliseconds."""
    root = etree.parse(schema_path(schema)).getroot()
    return SchemaNames(_Names(root).elements())


class _Names:
    """Follows the references of a grammar that defines each element, attribute group and value list by name."""

    def __init__(self, grammar: etree._Element) -> None:
        self.defines = {define.get("name", ""): define for define in grammar.findall(f"{_RNG}define")}
        self.found: dict[str, dict[str, Values]] = {}

    def elements(self) -> dict[str, dict[str, Values]]:
        bodies = (define.find(f"{_RNG}element") for define in self.defines.values())
        return {body.get("name", ""): self.attributes(body) for body in bodies if body is not None}

    def attributes(self, pattern: etree._Element) -> dict[str, Values]:
        found: dict[str, Values] = {}
        for child in pattern:
            name = child.get("name", "")
            if child.tag == f"{_RNG}attribute":
                found[name] = Values(frozenset(self.values(child)), self.is_list(child))
            elif child.tag == f"{_RNG}ref" and name.startswith("att."):
                found |= self.group(name)
            elif child.tag == f"{_RNG}optional":
                found |= self.attributes(child)
        return found

    def group(self, name: str) -> dict[str, Values]:
        if name not in self.found:
            self.found[name] = self.attributes(self.defines[name])
        return self.found[name]

    def values(self, pattern: etree._Element) -> Iterator[str]:
        for part in pattern.iter(f"{_RNG}value", f"{_RNG}ref"):
            name = part.get("name")
            if name is None:
                yield part.text or ""
            elif name == _OWN:
                yield _OWN_BEGINS
            else:
                yield from self.values(self.defines[name])

    def is_list(self, pattern: etree._Element) -> bool:
        parts = list(pattern.iter(f"{_RNG}list", f"{_RNG}ref"))
        return any(part.tag == f"{_RNG}list" or self.is_list(self.defines[part.get("name", "")]) for part in parts)


def _stems(folder: Path, pattern: str) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob(pattern)))


def _shipped(name: str, path: Path, kind: str, code: str, known: tuple[str, ...]) -> Path:
    if name not in known:
        raise refusal(code, f"there is no {kind} “{name}”", hint=f"teikit has {', '.join(known) or 'none'}")
    return path
