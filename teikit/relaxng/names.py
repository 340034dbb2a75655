"""Names in Clark notation (`{namespace}local`) and the name classes of RELAX NG."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

XML = "http://www.w3.org/XML/1998/namespace"

# no XML name can hold these, so they stand for "any other name" when two name classes are compared
_OTHER_LOCAL = "\x00"
_OTHER_NAMESPACE = "\x01"


def clark(namespace: str, local: str) -> str:
    """The name as lxml writes it."""
    return f"{{{namespace}}}{local}" if namespace else local


def namespace_of(name: str) -> str:
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def local_of(name: str) -> str:
    return name.rpartition("}")[2]


@dataclass(frozen=True, slots=True)
class Name:
    name: str

    def contains(self, name: str) -> bool:
        return name == self.name

    def samples(self) -> Iterator[str]:
        yield self.name


@dataclass(frozen=True, slots=True)
class AnyName:
    excepted: NameClass | None = None

    def contains(self, name: str) -> bool:
        return self.excepted is None or not self.excepted.contains(name)

    def samples(self) -> Iterator[str]:
        yield clark(_OTHER_NAMESPACE, _OTHER_LOCAL)
        if self.excepted is not None:
            yield from self.excepted.samples()


@dataclass(frozen=True, slots=True)
class NsName:
    namespace: str
    excepted: NameClass | None = None

    def contains(self, name: str) -> bool:
        if namespace_of(name) != self.namespace:
            return False
        return self.excepted is None or not self.excepted.contains(name)

    def samples(self) -> Iterator[str]:
        yield clark(self.namespace, _OTHER_LOCAL)
        if self.excepted is not None:
            yield from self.excepted.samples()


@dataclass(frozen=True, slots=True)
class NameChoice:
    parts: tuple[NameClass, ...]

    def contains(self, name: str) -> bool:
        return any(part.contains(name) for part in self.parts)

    def samples(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.samples()


NameClass = Name | AnyName | NsName | NameChoice


def is_infinite(names: NameClass) -> bool:
    """Whether the class holds names that it does not list."""
    if isinstance(names, NameChoice):
        return any(map(is_infinite, names.parts))
    return not isinstance(names, Name)


def listed(names: NameClass) -> Iterator[str]:
    """The names the class spells out."""
    if isinstance(names, Name):
        yield names.name
    elif isinstance(names, NameChoice):
        for part in names.parts:
            yield from listed(part)


def overlap(one: NameClass, other: NameClass) -> bool:
    """Whether some name is in both; it is enough to try the names either class speaks of, and one that neither does."""
    if isinstance(one, Name):
        return other.contains(one.name)
    if isinstance(other, Name):
        return one.contains(other.name)
    samples = [*one.samples(), *other.samples()]
    return any(one.contains(name) and other.contains(name) for name in samples)


def described(names: NameClass) -> str:
    """The class in words, for a message."""
    if isinstance(names, Name):
        return local_of(names.name)
    if isinstance(names, NsName):
        return f"any name in the namespace {names.namespace}"
    if isinstance(names, AnyName):
        return "any name"
    return " or ".join(map(described, names.parts))
