"""From the XML of a schema to patterns: the simplification of section 4, define by define as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress

from teikit.relaxng.datatypes import Datatype, DatatypeError, datatype
from teikit.relaxng.datatypes.lexical import is_ncname
from teikit.relaxng.errors import SchemaError
from teikit.relaxng.grammar import START, Component, Context, Library, Scope, address, scope_of
from teikit.relaxng.names import XML, AnyName, Name, NameChoice, NameClass, NsName, clark, namespace_of
from teikit.relaxng.patterns import Element as ElementPattern
from teikit.relaxng.patterns import Pattern, Patterns
from teikit.relaxng.syntax import Element, children, tag

_XMLNS = "http://www.w3.org/2000/xmlns"


class EndlessReference(SchemaError):
    """A define that would have to stand within itself."""


class Simplifier:
    """Builds patterns. `origins` says where a pattern was first written, `defines` what pattern a define became."""

    def __init__(self, make: Patterns, library: Library) -> None:
        self.make = make
        self.library = library
        self.origins: dict[Pattern, tuple[str, int]] = {}
        self.defines: dict[tuple[int, str], Pattern] = {}
        self.scopes: list[Scope] = []
        self.elements: list[ElementPattern] = []
        self._open: set[tuple[int, str]] = set()
        self._types: dict[object, Datatype] = {}

    def schema(self, path: str) -> Pattern:
        """The start pattern of a schema file."""
        root = self.library.root(path)
        context = Context(path, address(path), within=(path,))
        return self.pattern(root, context)

    def pattern(self, element: Element, context: Context) -> Pattern:
        context = context.inside(element)
        made = _BUILDERS[tag(element)](self, element, context)
        self.origins.setdefault(made, (context.path, element.sourceline or 0))
        return made

    def defined(self, scope: Scope, name: str) -> Pattern:
        """What a define stands for, its parts combined (4.17)."""
        key = (id(scope), name)
        if key in self.defines:
            return self.defines[key]
        parts = scope.components[name]
        if key in self._open:
            where = parts[0].element.sourceline
            what = f"{name or 'start'} refers to itself without an element between"
            raise EndlessReference(what, parts[0].context.path, where)
        self._open.add(key)
        try:
            patterns = [self._component(part) for part in parts]
        finally:
            self._open.discard(key)
        self.defines[key] = self._combined(parts, patterns)
        return self.defines[key]

    def everything(self) -> None:
        """Builds every define of every grammar, also those that nothing refers to."""
        elements = iter(self.elements)
        for element in elements:
            element.content()
        for scope in self.scopes:
            for name in scope.components:
                # a define that nothing refers to may refer to itself: it is dropped (4.19)
                with suppress(EndlessReference):
                    self.defined(scope, name)
                    for element in elements:
                        element.content()

    def _component(self, part: Component) -> Pattern:
        if part.combine not in (None, "choice", "interleave"):
            raise part.context.error(part.element, f"combine is choice or interleave, not {part.combine!r}")
        if tag(part.element) == "define":
            _ncname(part.element, part.context)
        return self.group(part.element, part.context)

    def _combined(self, parts: list[Component], patterns: list[Pattern]) -> Pattern:
        if len(patterns) == 1:
            return patterns[0]
        method = next(part.combine for part in parts if part.combine is not None)
        return self.make.choice(patterns) if method == "choice" else self.make.interleave(patterns)

    def parts(self, element: Element, context: Context) -> Iterator[Pattern]:
        for child in children(element):
            yield self.pattern(child, context)

    def group(self, element: Element, context: Context) -> Pattern:
        return self.make.group(self.parts(element, context))

    def choice(self, element: Element, context: Context) -> Pattern:
        return self.make.choice(self.parts(element, context))

    def interleave(self, element: Element, context: Context) -> Pattern:
        return self.make.interleave(self.parts(element, context))

    def mixed(self, element: Element, context: Context) -> Pattern:
        return self.make.interleave((self.group(element, context), self.make.text))

    def optional(self, element: Element, context: Context) -> Pattern:
        return self.make.optional(self.group(element, context))

    def one_or_more(self, element: Element, context: Context) -> Pattern:
        return self.make.one_or_more(self.group(element, context))

    def zero_or_more(self, element: Element, context: Context) -> Pattern:
        return self.make.optional(self.one_or_more(element, context))

    def tokens(self, element: Element, context: Context) -> Pattern:
        return self.make.list(self.group(element, context))

    def element(self, element: Element, context: Context) -> Pattern:
        names, patterns = self._named(element, context)

        def load() -> Pattern:
            return self.make.group(self.pattern(child, context) for child in patterns)

        made = self.make.element(names, load, context.path, element.sourceline or 0)
        self.elements.append(made)
        return made

    def attribute(self, element: Element, context: Context) -> Pattern:
        # an attribute named by @name takes no namespace from around it (4.8)
        own = context._replace(namespace=element.get("ns", "")) if "name" in element.attrib else context
        names, patterns = self._named(element, own)
        if any(_is_declaration(part) for part in _mentioned(names)):
            raise context.error(element, "xmlns and its namespace are no names for an attribute")
        value = self.make.group(self.pattern(child, context) for child in patterns) if patterns else self.make.text
        return self.make.attribute(names, value)

    def ref(self, element: Element, context: Context) -> Pattern:
        return self._referred(element, context, context.scope)

    def parent_ref(self, element: Element, context: Context) -> Pattern:
        if context.scope is None or context.scope.parent is None:
            raise context.error(element, "parentRef in a grammar that stands in no other")
        return self._referred(element, context, context.scope.parent)

    def external(self, element: Element, context: Context) -> Pattern:
        root, inner = self.library.referred(element, context)
        return self.pattern(root, inner)

    def grammar(self, element: Element, context: Context) -> Pattern:
        scope = scope_of(element, context, self.library)
        self.scopes.append(scope)
        return self.defined(scope, START)

    def data(self, element: Element, context: Context) -> Pattern:
        inner = children(element)
        params = tuple([(_ncname(param, context), param.text or "") for param in inner if tag(param) == "param"])
        excepted = [self.choice(child, context.inside(child)) for child in inner if tag(child) == "except"]
        kind = self._type(element, context, context.library, _ncname(element, context, "type"), params)
        return self.make.data(kind, excepted[0] if excepted else None)

    def value(self, element: Element, context: Context) -> Pattern:
        if "type" in element.attrib:
            kind = self._type(element, context, context.library, _ncname(element, context, "type"))
        else:
            kind = self._type(element, context, "", "token")
        literal = element.text or ""
        key = kind.key(literal, {**element.nsmap, None: context.namespace} if kind.contextual else {})
        if key is None:
            raise context.error(element, f"{literal!r} is not of the type {kind.name}")
        return self.make.value(kind, key, literal.strip())

    def _type(
        self, element: Element, context: Context, library: str, name: str, params: tuple[tuple[str, str], ...] = ()
    ) -> Datatype:
        key = (library, name, params)
        if key not in self._types:
            try:
                self._types[key] = datatype(library, name, params)
            except DatatypeError as error:
                raise context.error(element, str(error)) from None
        return self._types[key]

    def _referred(self, element: Element, context: Context, scope: Scope | None) -> Pattern:
        name = _ncname(element, context)
        if scope is None or name not in scope.components:
            raise context.error(element, f"there is no define named {name}")
        return self.defined(scope, name)

    def _named(self, element: Element, context: Context) -> tuple[NameClass, list[Element]]:
        inner = children(element)
        if "name" in element.attrib:
            return _name(element, element.get("name", ""), context), inner
        return _name_class(inner[0], context), inner[1:]


Build = Callable[[Simplifier, Element, Context], Pattern]
_BUILDERS: dict[str, Build] = {
    "element": Simplifier.element,
    "attribute": Simplifier.attribute,
    "group": Simplifier.group,
    "interleave": Simplifier.interleave,
    "choice": Simplifier.choice,
    "optional": Simplifier.optional,
    "zeroOrMore": Simplifier.zero_or_more,
    "oneOrMore": Simplifier.one_or_more,
    "list": Simplifier.tokens,
    "mixed": Simplifier.mixed,
    "ref": Simplifier.ref,
    "parentRef": Simplifier.parent_ref,
    "empty": lambda build, element, context: build.make.empty,
    "text": lambda build, element, context: build.make.text,
    "notAllowed": lambda build, element, context: build.make.not_allowed,
    "data": Simplifier.data,
    "value": Simplifier.value,
    "externalRef": Simplifier.external,
    "grammar": Simplifier.grammar,
}


def _ncname(element: Element, context: Context, key: str = "name") -> str:
    name = element.get(key, "").strip()
    if not is_ncname(name):
        raise context.error(element, f"{name!r} is no name without a prefix, as {key} needs it")
    return name


def _name(element: Element, text: str, context: Context) -> Name:
    prefix, colon, local = text.strip().rpartition(":")
    if not is_ncname(local) or (colon and not is_ncname(prefix)):
        raise context.error(element, f"{text.strip()!r} is no name")
    if not colon:
        return Name(clark(context.namespace, local))
    namespace = XML if prefix == "xml" else element.nsmap.get(prefix)
    if namespace is None:
        raise context.error(element, f"the prefix {prefix} is not declared")
    return Name(clark(namespace, local))


def _name_class(element: Element, context: Context, beneath: tuple[str, ...] = ()) -> NameClass:
    """`beneath` holds the name classes whose except this stands in: an except may not take away everything (4.16)."""
    context = context.inside(element)
    kind = tag(element)
    if kind == "name":
        return _name(element, element.text or "", context)
    if kind == "choice":
        parts = [_name_class(child, context, beneath) for child in children(element)]
        return parts[0] if len(parts) == 1 else NameChoice(tuple(parts))
    if (kind == "anyName" and beneath) or "nsName" in beneath:
        raise context.error(element, f"{kind} is not allowed in the except of {beneath[-1]}")
    excepted = _excepted(element, context, (*beneath, kind))
    return AnyName(excepted) if kind == "anyName" else NsName(context.namespace, excepted)


def _excepted(element: Element, context: Context, beneath: tuple[str, ...]) -> NameClass | None:
    for child in children(element):
        inner = context.inside(child)
        parts = tuple(_name_class(part, inner, beneath) for part in children(child))
        return parts[0] if len(parts) == 1 else NameChoice(parts)
    return None


def _mentioned(names: NameClass) -> Iterator[Name | NsName]:
    if isinstance(names, NameChoice):
        for part in names.parts:
            yield from _mentioned(part)
        return
    if not isinstance(names, AnyName):
        yield names
    if not isinstance(names, Name) and names.excepted is not None:
        yield from _mentioned(names.excepted)


def _is_declaration(names: Name | NsName) -> bool:
    if isinstance(names, NsName):
        return names.namespace == _XMLNS
    return names.name == "xmlns" or namespace_of(names.name) == _XMLNS
