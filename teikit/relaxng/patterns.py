"""Patterns of the simple form of RELAX NG, each made only once, so that equal patterns are the same object."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar, cast

from teikit.relaxng.datatypes import Datatype
from teikit.relaxng.names import NameClass


class Pattern:
    """What content may be. `attributed`: an attribute can occur in it; `typed`: its text has a datatype."""

    __slots__ = ("attributed", "nullable", "opened", "typed", "uid")

    def __init__(self, uid: int, nullable: bool, attributed: bool = False, typed: bool = False) -> None:
        self.uid = uid
        self.nullable = nullable
        self.attributed = attributed
        self.typed = typed
        # derivatives by start tag, filled by teikit.relaxng.derivatives
        self.opened: dict[str, tuple[tuple[Element, Pattern], ...]] = {}


class Empty(Pattern):
    __slots__ = ()


class NotAllowed(Pattern):
    __slots__ = ()


class Text(Pattern):
    __slots__ = ()


class Data(Pattern):
    __slots__ = ("datatype", "excepted")
    datatype: Datatype
    excepted: Pattern | None


class Value(Pattern):
    """`key` is what is compared, `literal` what the schema wrote."""

    __slots__ = ("datatype", "key", "literal")
    datatype: Datatype
    key: object
    literal: str


class List(Pattern):
    __slots__ = ("inner",)
    inner: Pattern


class Attribute(Pattern):
    __slots__ = ("names", "value")
    names: NameClass
    value: Pattern


class Element(Pattern):
    """An element; its content is built when it is first asked for. Two elements are never the same pattern."""

    __slots__ = ("_content", "_load", "line", "names", "path")
    names: NameClass
    path: str
    line: int
    _load: Callable[[], Pattern] | None
    _content: Pattern

    def content(self) -> Pattern:
        if self._load is not None:
            self._content = self._load()
            self._load = None
        return self._content


class Choice(Pattern):
    __slots__ = ("parts",)
    parts: tuple[Pattern, ...]


class Group(Pattern):
    __slots__ = ("parts",)
    parts: tuple[Pattern, ...]


class Interleave(Pattern):
    __slots__ = ("parts",)
    parts: tuple[Pattern, ...]


class OneOrMore(Pattern):
    __slots__ = ("inner",)
    inner: Pattern


Made = TypeVar("Made", bound=Pattern)
Compound = TypeVar("Compound", Choice, Group, Interleave)


class Patterns:
    """The one maker of patterns of a schema; it applies the simplifications of sections 4.20 and 4.21 as it goes."""

    def __init__(self) -> None:
        self._made: dict[object, Pattern] = {}
        self._count = 0
        self.empty = self._new(Empty, nullable=True)
        self.not_allowed = self._new(NotAllowed, nullable=False)
        self.text = self._new(Text, nullable=True)

    def __len__(self) -> int:
        return self._count

    def data(self, datatype: Datatype, excepted: Pattern | None = None) -> Data:
        if excepted is self.not_allowed:
            excepted = None
        key = (Data, datatype, excepted)
        if (known := self._made.get(key)) is not None:
            return cast(Data, known)
        made = self._keep(key, self._new(Data, nullable=False, typed=True))
        made.datatype, made.excepted = datatype, excepted
        return made

    def value(self, datatype: Datatype, key: object, literal: str) -> Value:
        identity = (Value, datatype, key)
        if (known := self._made.get(identity)) is not None:
            return cast(Value, known)
        made = self._keep(identity, self._new(Value, nullable=False, typed=True))
        made.datatype, made.key, made.literal = datatype, key, literal
        return made

    def list(self, inner: Pattern) -> Pattern:
        if inner is self.not_allowed:
            return inner
        key = (List, inner)
        if (known := self._made.get(key)) is not None:
            return known
        made = self._keep(key, self._new(List, nullable=False, typed=True))
        made.inner = inner
        return made

    def attribute(self, names: NameClass, value: Pattern) -> Pattern:
        if value is self.not_allowed:
            return value
        key = (Attribute, names, value)
        if (known := self._made.get(key)) is not None:
            return known
        made = self._keep(key, self._new(Attribute, nullable=False, attributed=True))
        made.names, made.value = names, value
        return made

    def element(self, names: NameClass, load: Callable[[], Pattern], path: str = "", line: int = 0) -> Element:
        made = self._new(Element, nullable=False)
        made.names, made.path, made.line, made._load = names, path, line, load
        return made

    def one_or_more(self, inner: Pattern) -> Pattern:
        if inner is self.empty or inner is self.not_allowed or isinstance(inner, OneOrMore):
            return inner
        key = (OneOrMore, inner)
        if (known := self._made.get(key)) is not None:
            return known
        made = self._keep(key, self._new(OneOrMore, inner.nullable, inner.attributed, inner.typed))
        made.inner = inner
        return made

    def optional(self, inner: Pattern) -> Pattern:
        return inner if inner.nullable else self.choice((inner, self.empty))

    def choice(self, patterns: Iterable[Pattern]) -> Pattern:
        parts = dict.fromkeys(_flat(Choice, patterns))
        parts.pop(self.not_allowed, None)
        if self.empty in parts and any(part.nullable for part in parts if part is not self.empty):
            del parts[self.empty]
        if len(parts) <= 1:
            return next(iter(parts), self.not_allowed)
        return self._compound(Choice, (Choice, frozenset(parts)), tuple(parts), any)

    def group(self, patterns: Iterable[Pattern]) -> Pattern:
        parts = tuple(part for part in _flat(Group, patterns) if part is not self.empty)
        if self.not_allowed in parts:
            return self.not_allowed
        if len(parts) <= 1:
            return parts[0] if parts else self.empty
        return self._compound(Group, (Group, parts), parts, all)

    def interleave(self, patterns: Iterable[Pattern]) -> Pattern:
        parts = tuple(part for part in _flat(Interleave, patterns) if part is not self.empty)
        if self.not_allowed in parts:
            return self.not_allowed
        if len(parts) <= 1:
            return parts[0] if parts else self.empty
        key = (Interleave, tuple(sorted(part.uid for part in parts)))
        return self._compound(Interleave, key, parts, all)

    def _compound(
        self,
        shape: type[Compound],
        key: object,
        parts: tuple[Pattern, ...],
        nullable: Callable[[Iterable[bool]], bool],
    ) -> Pattern:
        if (known := self._made.get(key)) is not None:
            return known
        made = self._new(
            shape,
            nullable(part.nullable for part in parts),
            any(part.attributed for part in parts),
            any(part.typed for part in parts),
        )
        made.parts = parts
        return self._keep(key, made)

    def _new(self, shape: type[Made], nullable: bool, attributed: bool = False, typed: bool = False) -> Made:
        self._count += 1
        return shape(self._count, nullable, attributed, typed)

    def _keep(self, key: object, made: Made) -> Made:
        self._made[key] = made
        return made


def elements_of(pattern: Pattern, met: set[Pattern] | None = None) -> Iterator[Element]:
    """The elements a pattern speaks of itself, not those within others; patterns in `met` are passed over."""
    met = set() if met is None else met
    waiting = [pattern]
    while waiting:
        here = waiting.pop()
        if here in met:
            continue
        met.add(here)
        if isinstance(here, Element):
            yield here
        elif isinstance(here, OneOrMore):
            waiting.append(here.inner)
        elif isinstance(here, (Choice, Group, Interleave)):
            waiting.extend(part for part in here.parts if part not in met)


def reached(start: Pattern) -> Iterator[Element]:
    """Every element that a document can have."""
    met: set[Pattern] = set()
    waiting = list(elements_of(start, met))
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(elements_of(element.content(), met))


def _flat(shape: type[Choice] | type[Group] | type[Interleave], patterns: Iterable[Pattern]) -> Iterable[Pattern]:
    for pattern in patterns:
        if isinstance(pattern, shape):
            yield from pattern.parts
        else:
            yield pattern
