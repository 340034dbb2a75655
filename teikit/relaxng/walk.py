"""The quick walk: is this tree valid, yes or no, and what ids does it hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from teikit.relaxng.automaton import Content, Opening, Places
from teikit.relaxng.datatypes import Namespaces

Ids = list[tuple[str, str]]
_SPACE = " \t\r\n"
_ENTITY: object = etree.Entity
_NAMELESS: frozenset[object] = frozenset({etree.Comment, etree.PI, etree.Entity})


def is_valid(root: etree._Element, start: Content, ids: Ids) -> bool:
    """Whether the tree is what the start state allows; `ids` receives ids and references to them with their kind.

    One loop without calls save into lxml, and a stack of its own: depth costs nothing, and most of the time of
    validation goes here.
    """
    opening = start.opens[root.tag]
    state = _entered(root, opening, ids) if opening else None
    if opening is None or state is None:
        return False
    element, rest = root, iter(root)
    before: etree._Element | None = None
    stack: list[tuple[etree._Element, Iterator[etree._Element], Opening]] = []
    while True:
        for child in rest:
            if not state.passive:
                if child.tag in _NAMELESS:
                    before = child
                    continue
                text = element.text if before is None else before.tail
                if before is not None and before.tag in _NAMELESS:
                    text = text_before(child)
                if text is not None and text.strip(_SPACE):
                    state = state.texted(text, _names(element))
                    if state is None:
                        return False
            before = child
            found = state.opens[child.tag]
            if found is None:
                if child.tag in _NAMELESS:
                    continue
                return False
            plan = found.tag.plans[tuple(child.keys())]
            inner = plan.usual
            if plan.checks:
                values = child.values()
                for at, verdicts in plan.checks:
                    if not verdicts[values[at]]:
                        inner = plan.state(values, _names(child))
                        break
                if plan.ids:
                    ids.extend([(kind, values[at]) for at, kind in plan.ids])
            elif plan.contextual:
                inner = _entered(child, found, ids)
            if inner is None:
                return False
            if len(child):
                stack.append((element, rest, found))
                element, rest, before, state = child, iter(child), None, inner
                break
            ends = inner.ends if inner.passive else inner.only(child.text or "", _names(child))
            state = found.next if ends and found.next else found.after(ends)
            if state is None:
                return False
        else:
            ends = state.ends if state.passive else _ended(element, state)
            if not stack:
                return bool(opening.after(ends))
            before = element
            element, rest, found = stack.pop()
            state = found.next if ends and found.next else found.after(ends)
            if state is None:
                return False


def are_sound(uses: Iterable[tuple[str, str]]) -> bool:
    """Whether ids, as (kind, value), are unique and references have an aim."""
    ids: set[str] = set()
    references: set[str] = set()
    for kind, value in uses:
        if kind != "ID":
            references.update(value.split())
            continue
        name = value.strip(" \t\r\n")
        if name in ids:
            return False
        ids.add(name)
    return references <= ids


def _entered(element: etree._Element, opening: Opening, ids: Ids) -> Content | None:
    plan = opening.tag.plans[keys(element)]
    values = [str(value) for value in element.values()]
    ids.extend((kind, values[at]) for at, kind in plan.ids)
    return plan.state(values, _names(element))


def _ended(element: etree._Element, state: Content) -> Places:
    """The patterns complete at the end tag of an element that has children of some kind."""
    last = next(element.iterchildren(etree.Element, reversed=True), None)
    text = text_after(element, last)
    if last is None:
        return state.only(text, _names(element))
    if not text.strip(_SPACE):
        return state.ends
    after = state.texted(text, _names(element))
    return after.ends if after else ()


def keys(element: etree._Element) -> tuple[str, ...]:
    """The names of an element's attributes; lxml gives them as text."""
    return tuple(element.keys())


def text_before(child: etree._Element) -> str:
    """The text between a child and the element before it; comments do not divide it."""
    parent = child.getparent()
    before = next(child.itersiblings(etree.Element, preceding=True), None)
    return "" if parent is None else text_after(parent, before, child)


def text_after(parent: etree._Element, before: etree._Element | None, end: etree._Element | None = None) -> str:
    """The text of an element from behind one child (from its start) to another (its end)."""
    parts = [parent.text if before is None else before.tail]
    for node in parent if before is None else before.itersiblings():
        if node is end:
            break
        # an entity that was left alone stands for some text
        parts.append(("&" if node.tag is _ENTITY else "") + (node.tail or ""))
    return "".join(part or "" for part in parts)


def _names(element: etree._Element) -> Callable[[], Namespaces]:
    return lambda: element.nsmap
