"""What teikit ships beside its code: schemas, profiles, vocabularies; and the names that a schema knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from teikit.diagnostics import refusal

_HERE = Path(__file__).parent
_RNG = "{http://relaxng.org/ns/structure/1.0}"
_OWN = "data.own"


def schema_names() -> tuple[str, ...]:
    """The names of the shipped schemas."""
    return _stems(schema_folder(), "*.rng")


def schema_path(name: str) -> Path:
    """Where a shipped schema stands. Raises TeikitError TK206 where there is none of this name."""
    return _shipped(name, schema_folder() / f"{name}.rng", "schema", "TK206", schema_names())


def profile_names() -> tuple[str, ...]:
    """The names of the shipped profiles."""
    return _stems(_HERE / "profiles", "*.toml")


def profile_path(name: str) -> Path:
    """Where a shipped profile stands. Raises TeikitError TK502 where there is none of this name."""
    return _shipped(name, _HERE / "profiles" / f"{name}.toml", "profile", "TK502", profile_names())


def vocabulary_names() -> tuple[str, ...]:
    """The languages that a vocabulary is shipped for."""
    return _stems(_HERE / "vocabulary", "*.toml")


def vocabulary_path(name: str) -> Path:
    """Where the vocabulary of a language stands. Raises TeikitError TK510 where there is none."""
    return _shipped(name, _HERE / "vocabulary" / f"{name}.toml", "vocabulary", "TK510", vocabulary_names())


def schema_folder() -> Path:
    """A wheel holds the schemas inside the package; a checkout, installed or bare, beside it."""
    inside = _HERE / "schemas"
    return inside if inside.is_dir() else _HERE.parent / "schemas"


@dataclass(frozen=True, slots=True, eq=False)
class SchemaNames:
    """The elements of a schema, their attributes, and the values of those; no values are given where any will do.

    `values` that hold `x-` admit every value that begins so. The value of an attribute that is a list of tokens is
    right if each token is.
    """

    elements: Mapping[str, Mapping[str, frozenset[str]]]

    def allows(self, element: str, attribute: str | None = None, value: str | None = None) -> bool:
        """Whether the schema has this element, with this attribute, with this value somewhere."""
        attributes = self.elements.get(element)
        if attributes is None or attribute is None:
            return attributes is not None
        values = attributes.get(attribute)
        if not values or value is None:
            return values is not None
        tokens = value.split()
        return bool(tokens) and all(token in values or ("x-" in values and _own(token)) for token in tokens)

    def values(self, element: str, attribute: str) -> tuple[str, ...]:
        """The closed list of an attribute in alphabetical order, `x-` for a value of one's own; empty if open."""
        return tuple(sorted(self.elements.get(element, {}).get(attribute, ())))


@cache
def known_names(schema: str = "teikit") -> SchemaNames:
    """The names of a shipped schema, read once a process in a few milliseconds."""
    root = etree.parse(schema_path(schema)).getroot()
    return SchemaNames(_Names(root).elements())


class _Names:
    """Follows the references of a grammar that defines each element, attribute group and value list by name."""

    def __init__(self, grammar: etree._Element) -> None:
        self.defines = {define.get("name", ""): define for define in grammar.findall(f"{_RNG}define")}
        self.found: dict[str, dict[str, frozenset[str]]] = {}

    def elements(self) -> dict[str, dict[str, frozenset[str]]]:
        bodies = (define.find(f"{_RNG}element") for define in self.defines.values())
        return {body.get("name", ""): self.attributes(body) for body in bodies if body is not None}

    def attributes(self, pattern: etree._Element) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for child in pattern:
            name = child.get("name", "")
            if child.tag == f"{_RNG}attribute":
                found[name] = frozenset(self.values(child))
            elif child.tag == f"{_RNG}ref" and name.startswith("att."):
                found |= self.group(name)
            elif child.tag == f"{_RNG}optional":
                found |= self.attributes(child)
        return found

    def group(self, name: str) -> dict[str, frozenset[str]]:
        if name not in self.found:
            self.found[name] = self.attributes(self.defines[name])
        return self.found[name]

    def values(self, pattern: etree._Element) -> Iterator[str]:
        for part in pattern.iter(f"{_RNG}value", f"{_RNG}ref"):
            name = part.get("name")
            if name is None:
                yield part.text or ""
            elif name == _OWN:
                yield "x-"
            else:
                yield from self.values(self.defines[name])


def _own(value: str) -> bool:
    return value.startswith("x-") and len(value) > 2


def _stems(folder: Path, pattern: str) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob(pattern)))


def _shipped(name: str, path: Path, kind: str, code: str, known: tuple[str, ...]) -> Path:
    if name not in known:
        raise refusal(code, f"there is no {kind} “{name}”", hint=f"teikit has {', '.join(known) or 'none'}")
    return path
