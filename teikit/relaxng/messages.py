"""The sentences of the engine, one for each kind of fault, and what an encoder may do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from teikit.relaxng.names import XML, local_of, namespace_of
from teikit.relaxng.value_words import listing

CODES = {
    "malformed": "TK201",
    "unknown-element": "TK210",
    "not-allowed": "TK211",
    "misplaced": "TK212",
    "too-early": "TK213",
    "missing-child": "TK214",
    "namespace": "TK215",
    "root": "TK216",
    "attribute": "TK220",
    "missing-attribute": "TK221",
    "attribute-value": "TK222",
    "value": "TK223",
    "text": "TK224",
    "attribute-conflict": "TK225",
    "duplicate-id": "TK230",
    "dangling-idref": "TK231",
}
_SHOWN = 40  # characters of a wrong value


class Wording(NamedTuple):
    """What is said of a fault; `expected` is the whole list behind the sentence."""

    kind: str
    message: str
    hint: str | None = None
    expected: tuple[str, ...] = ()


def tagged(name: str) -> str:
    return f"<{local_of(name)}>"


def attribute_name(element: etree._Element, name: str) -> str:
    """An attribute as it is written: `@n`, `@xml:id`."""
    namespace = namespace_of(name)
    prefixes = [prefix for prefix, uri in element.nsmap.items() if uri == namespace and prefix]
    prefix = "xml" if namespace == XML else prefixes[0] if namespace and prefixes else ""
    return f"@{prefix}:{local_of(name)}" if prefix else f"@{local_of(name)}"


def quoted(value: str) -> str:
    short = " ".join(value.split())
    return f"“{short[:_SHOWN]}…”" if len(short) > _SHOWN else f"“{short}”"


def in_words(names: Sequence[str], total: int) -> str:
    """Expected elements as they stand in a message."""
    more = "" if total <= len(names) or any(name.startswith("any ") for name in names) else " …"
    return listing(list(names)) + more


def wrong_namespace(name: str, right: str) -> Wording:
    found, wanted = namespace_of(name), namespace_of(right)
    where = f"in the namespace {found}" if found else "in no namespace"
    hint = f'declare xmlns="{wanted}" on it or around it' if wanted else "remove the declaration of the namespace"
    return Wording("namespace", f"{tagged(name)} is {where}; the schema has it in {wanted or 'none'}", hint, (right,))


def unknown(name: str, near: str | None, shown: str, expected: tuple[str, ...]) -> Wording:
    message = f"{tagged(name)} is not an element of the schema"
    if near:
        return Wording(
            "unknown-element", f"{message}; did you mean {tagged(near)}?", f"rename it to {local_of(near)}", (near,)
        )
    return Wording("unknown-element", message, f"allowed here: {shown}" if shown else "remove it", expected)


def duplicate(name: str, line: int) -> Wording:
    return Wording(
        "duplicate-id", f"the id {quoted(name)} is already used in line {line}", "give every element an id of its own"
    )


def dangling(name: str) -> Wording:
    return Wording("dangling-idref", f"no element has the id {quoted(name)}", "correct the reference, or add the id")
