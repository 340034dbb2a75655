"""Grammars: what start and define stand for, across includes and combinations (sections 4.6, 4.7, 4.17 and 4.18)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from teikit.relaxng.errors import SchemaError
from teikit.relaxng.syntax import Element, check, children, document, is_library, tag

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
START = ""  # no define can have an empty name

Locate = Callable[[str], str | None]


@dataclass(slots=True)
class Scope:
    """The components of one grammar by name, and the grammar it stands in."""

    parent: Scope | None = None
    components: dict[str, list[Component]] = field(default_factory=dict)


class Context(NamedTuple):
    """What an element of a schema inherits. `base` is what addresses are relative to, `within` the files around it."""

    path: str
    base: str
    namespace: str = ""
    library: str = ""
    scope: Scope | None = None
    within: tuple[str, ...] = ()

    def inside(self, element: Element) -> Context:
        """The context of an element's children, and of its own names."""
        if not ("ns" in element.keys() or "datatypeLibrary" in element.keys() or _XML_BASE in element.keys()):  # noqa: SIM118
            return self
        library = element.get("datatypeLibrary")
        if library is not None and not is_library(library):
            raise self.error(
                element, f"{library!r} names no datatype library: that is an absolute URI without fragment"
            )
        return self._replace(
            namespace=element.get("ns", self.namespace),
            library=self.library if library is None else library,
            base=_joined(self.base, element.get(_XML_BASE, "")),
        )

    def error(self, element: Element, message: str) -> SchemaError:
        return SchemaError(message, self.path, element.sourceline)


class Component(NamedTuple):
    """A start or define, with what it inherits."""

    element: Element
    context: Context

    @property
    def combine(self) -> str | None:
        value = self.element.get("combine")
        return None if value is None else value.strip()


@dataclass(slots=True)
class _Overrides:
    """The components of an include that replace those of the grammar it includes."""

    names: frozenset[str]
    met: set[str] = field(default_factory=set)


class Library:
    """The files of a schema, read once each. `locate` turns an address that is no file into one that is."""

    def __init__(self, locate: Locate | None = None, thorough: bool = True) -> None:
        self._locate = locate
        self._thorough = thorough
        self._roots: dict[str, Element] = {}

    @property
    def files(self) -> list[str]:
        """All files read so far."""
        return list(self._roots)

    def root(self, path: str) -> Element:
        if path not in self._roots:
            self._roots[path] = document(path)
            if self._thorough:
                check(self._roots[path], path)
        return self._roots[path]

    def referred(self, element: Element, context: Context) -> tuple[Element, Context]:
        """The root of the file an externalRef or include points to, with its context."""
        href = element.get("href", "")
        if "#" in href:
            raise context.error(element, f"the address {href!r} has a fragment; only whole files can be referred to")
        path = self._path(_joined(context.base, href), element, context)
        if path in context.within:
            raise context.error(element, f"{href!r} refers back to itself")
        try:
            root = self.root(path)
        except SchemaError as error:
            raise error if error.line else context.error(element, f"{href!r} {error.message}") from None
        inner = context._replace(path=path, base=address(path), library="", within=(*context.within, path))
        return root, inner

    def _path(self, url: str, element: Element, context: Context) -> str:
        from urllib.parse import unquote, urlsplit

        parts = urlsplit(url)
        if parts.scheme == "file":
            return os.path.normpath(unquote(parts.path))
        located = self._locate(url) if self._locate else None
        if located is None:
            raise context.error(element, f"{url} is not on this computer, and nothing is fetched from the network")
        return located


def _joined(base: str, relative: str) -> str:
    if not relative:
        return base
    from urllib.parse import urljoin  # most schemas are one file and need no addresses

    return urljoin(base, relative)


def address(path: str) -> str:
    return "file://" + str(Path(path).absolute()).replace("%", "%25").replace("#", "%23").replace("?", "%3F")


def scope_of(grammar: Element, context: Context, library: Library) -> Scope:
    """The components of a grammar, includes resolved, combinations checked."""
    scope = Scope(context.scope)
    context = context._replace(scope=scope)
    for name, component in _components(grammar, context, library, ()):
        scope.components.setdefault(name, []).append(component)
    for name, parts in scope.components.items():
        _check_combination(name, parts)
    if START not in scope.components:
        raise context.error(grammar, "this grammar has no start")
    return scope


def _components(
    parent: Element, context: Context, library: Library, overrides: tuple[_Overrides, ...]
) -> Iterator[tuple[str, Component]]:
    for element in children(parent):
        kind = tag(element)
        inner = context.inside(element)
        if kind == "div":
            yield from _components(element, inner, library, overrides)
        elif kind == "include":
            yield from _included(element, inner, library, overrides)
        elif not _is_replaced(name := _name(element), overrides):
            yield name, Component(element, inner)


def _included(
    include: Element, context: Context, library: Library, overrides: tuple[_Overrides, ...]
) -> Iterator[tuple[str, Component]]:
    root, inner = library.referred(include, context)
    if tag(root) != "grammar":
        raise context.error(include, f"{include.get('href')!r} is not a grammar but <{tag(root)}>")
    inner = inner.inside(root)
    own = list(_components(include, context, library, ()))
    replaced = _Overrides(frozenset(name for name, _ in own))
    yield from _components(root, inner, library, (*overrides, replaced))
    for name in sorted(replaced.names - replaced.met):
        what = f"define {name}" if name else "start"
        raise context.error(include, f"the {what} replaces nothing: {include.get('href')!r} has none")
    for name, component in own:
        if not _is_replaced(name, overrides):
            yield name, component


def _is_replaced(name: str, overrides: tuple[_Overrides, ...]) -> bool:
    for override in reversed(overrides):
        if name in override.names:
            override.met.add(name)
            return True
    return False


def _name(element: Element) -> str:
    return START if tag(element) == "start" else element.get("name", "").strip()


def _check_combination(name: str, parts: list[Component]) -> None:
    if len(parts) == 1:
        return
    what = f"define {name}" if name else "start"
    without = [part for part in parts if part.combine is None]
    if len(without) > 1:
        raise without[1].context.error(without[1].element, f"a second {what} without combine")
    methods = {part.combine for part in parts} - {None}
    if len(methods) > 1:
        raise parts[-1].context.error(parts[-1].element, f"the parts of {what} are combined in different ways")
