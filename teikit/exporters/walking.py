"""A tree written out with a table of forms, one for each element name, without recursion."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Protocol

from lxml import etree

from teikit.diagnostics import Diagnostic, Location, Severity
from teikit.tei import TEI

Element = etree._Element
# Markup around the content; markup instead of it; or pieces of markup and elements in the order in which they are to
# be written. The text that follows an element of the pieces is written only where the pieces name it.
Shape = tuple[str, str] | str | Iterable["str | Element"]


class Writer(Protocol):
    """Who knows the form of each element, and how text is written."""

    def form(self, element: Element) -> Shape: ...

    def text(self, text: str) -> str: ...


def written(writer: Writer, top: Iterable[str | Element]) -> str:
    """The pieces written out, however deep they are: an explicit stack, since TEI from elsewhere has no limit."""
    out: list[str] = []
    append, form, text = out.append, writer.form, writer.text
    waiting: list[tuple[Iterator[str | Element], str, bool]] = []
    steps, closing, tails = iter(top), "", False
    while True:
        for step in steps:
            tail = ""
            # the children of an element are never strings, and what follows them is theirs
            if tails:
                if found := step.tail:  # type: ignore[union-attr]
                    tail = text(found)
            elif isinstance(step, str):
                append(step)
                continue
            shape = form(step)  # type: ignore[arg-type]
            if isinstance(shape, tuple):
                before, after = shape
                inner = step.text  # type: ignore[union-attr]
                if not len(step):
                    append(f"{before}{text(inner)}{after}{tail}" if inner else before + after + tail)
                    continue
                append(before + text(inner) if inner else before)
                waiting.append((steps, closing, tails))
                steps, closing, tails = iter(step), after + tail, True
                break
            if isinstance(shape, str):
                append(shape + tail)
                continue
            waiting.append((steps, closing, tails))
            steps, closing, tails = iter(shape), tail, False
            break
        else:
            append(closing)
            if not waiting:
                return "".join(out)
            steps, closing, tails = waiting.pop()


def name(element: Element) -> str:
    """The name of a TEI element, with or without its namespace; another vocabulary's in braces; none for a comment."""
    return _name(element.tag)  # type: ignore[arg-type]  # every kind of tag lxml has can be hashed


@lru_cache(maxsize=2048)
def _name(tag: object) -> str:
    if not isinstance(tag, str):
        return ""
    return tag.removeprefix(f"{{{TEI}}}")


def names(said: str) -> frozenset[str]:
    """Element names, written as one would say them."""
    return frozenset(said.split())


class Unknown:
    """The elements a format has no form for, each said once."""

    def __init__(self, title: str, path: str | None) -> None:
        self.title, self.path = title, path
        self.findings: dict[str, Diagnostic] = {}

    def met(self, element: Element) -> None:
        found = name(element)
        if found in self.findings:
            return
        label = found.rpartition("}")[2]
        line = element.sourceline
        self.findings[found] = Diagnostic(
            "TK402",
            Severity.INFO,
            f"{self.title} has no form of its own for <{label}>; its text is kept, without the markup",
            Location(self.path, line) if line else None,
            element=label,
        )
