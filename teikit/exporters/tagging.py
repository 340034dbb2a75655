"""XML written from a record: elements as nested values, those that say nothing left out, indented when written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr


class Tag(NamedTuple):
    """An element: its name with its prefix, its attributes, and what is in it, texts and elements."""

    name: str
    attributes: dict[str, str]
    content: tuple[Tag | str, ...]

    def __bool__(self) -> bool:
        return bool(self.content)


def tag(name: str, *content: Tag | str | Iterable[Tag], **attributes: str) -> Tag:
    """An element of what says something: empty texts, empty attributes and elements without content fall away.

    A double underscore in an attribute's name is a colon, a single one at its end is dropped: `xml__lang`, `type_`.
    """
    named = {key.rstrip("_").replace("__", ":"): value for key, value in attributes.items() if value}
    return Tag(name, named, tuple(_kept(content)))


def point(name: str, **attributes: str) -> Tag:
    """An element whose attributes say all; false, and so left out by `tag`, where they are empty."""
    made = tag(name, **attributes)
    return made._replace(content=("",)) if made.attributes else made


def written(root: Tag) -> bytes:
    """The XML document, indented by one blank a level; an element with text in it stands on one line."""
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(_lines(root, ""))).encode()


def _kept(content: Iterable[Tag | str | Iterable[Tag]]) -> Iterator[Tag | str]:
    for each in content:
        if isinstance(each, Tag | str):
            if each:
                yield each
        else:
            yield from filter(None, each)


def _lines(element: Tag, indent: str) -> Iterator[str]:
    attributes = "".join(f" {key}={quoteattr(value)}" for key, value in element.attributes.items())
    if not any(element.content):
        yield f"{indent}<{element.name}{attributes}/>\n"
    elif any(isinstance(each, str) for each in element.content):
        yield f"{indent}<{element.name}{attributes}>{_run(element)}</{element.name}>\n"
    else:
        yield f"{indent}<{element.name}{attributes}>\n"
        for each in element.content:
            if isinstance(each, Tag):
                yield from _lines(each, indent + " ")
        yield f"{indent}</{element.name}>\n"


def _run(element: Tag) -> str:
    """Text with what stands in it."""
    return "".join(
        escape(each) if isinstance(each, str) else "".join(_lines(each, "")).rstrip("\n") for each in element.content
    )
