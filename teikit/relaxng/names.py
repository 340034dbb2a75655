"""Names in Clark notation (`{namespace}local`) and the name classes of RELAX NG."""

from __future__ import annotations

from collections.abc import Iterator

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


class _ByParts:
    """What is equal if its parts are; a dataclass would do the same and take its time at import."""

    __slots__: tuple[str, ...] = ()

    def _parts(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByParts) and type(self) is type(other) and self._parts() == other._parts()

    def __hash__(self) -> int:
        return hash((type(self).__name__, *self._parts()))


class Name(_ByParts):
    """One name."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def contains(self, name: str) -> bool:
        return name == self.name

    def samples(self) -> Iterator[str]:
        yield self.name


class AnyName(_ByParts):
    """Every name, save those excepted."""

    __slots__ = ("excepted",)

    def __init__(self, excepted: NameClass | None = None) -> None:
        self.excepted = excepted

    def contains(self, name: str) -> bool:
        return self.excepted is None or not self.excepted.contains(name)

    def samples(self) -> Iterator[str]:
        yield clark(_OTHER_NAMESPACE, _OTHER_LOCAL)
        if self.excepted is not None:
            yield from self.excepted.samples()


class NsName(_ByParts):
    """Every name of a namespace, save those excepted."""

    __slots__ = ("excepted", "namespace")

    def __init__(self, namespace: str, excepted: NameClass | None = None) -> None:
        self.namespace = namespace
        self.excepted = excepted

    def contains(self, name: str) -> bool:
        if namespace_of(name) != self.namespace:
            return False
        return self.excepted is None or not self.excepted.contains(name)

    def samples(self) -> Iterator[str]:
        yield clark(self.namespace, _OTHER_LOCAL)
        if self.excepted is not None:
            yield from self.excepted.samples()


class NameChoice(_ByParts):
    """The names of several classes."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[NameClass, ...]) -> None:
        self.parts = parts

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
