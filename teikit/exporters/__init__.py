"""The formats a TEI document is written in: one table, one module a format, each imported when it is first used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

from teikit.diagnostics import Diagnostic, refusal
from teikit.tei import TeiDocument

Written = tuple[bytes, tuple[Diagnostic, ...]]
# What each exporter's module offers as `write`: same bytes for the same document and options.
Write = Callable[..., Written]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: the name on the command line, the suffix of its files, and what it is, in a few words."""

    name: str
    suffix: str
    title: str
    module: str

    @property
    def write(self) -> Write:
        return cast(Write, import_module(self.module).write)


EXPORTERS: dict[str, Exporter] = {
    exporter.name: exporter
    for exporter in (
        Exporter("html", ".html", "a page to read, with a reading and a diplomatic view", "teikit.exporters.html"),
        Exporter("text", ".txt", "plain text, one paragraph a line, notes at the end", "teikit.exporters.text"),
    )
}


def exporter(name: str) -> Exporter:
    """The exporter of this name. Raises TeikitError (TK401) where there is none."""
    if name not in EXPORTERS:
        raise refusal("TK401", f"there is no export format “{name}”", hint=f"choose one of: {', '.join(EXPORTERS)}")
    return EXPORTERS[name]


def export(document: TeiDocument, name: str, **options: Any) -> bytes:
    """The document in this format. Raises TeikitError where format or option is unknown."""
    return export_with_findings(document, name, **options)[0]


def export_with_findings(document: TeiDocument, name: str, **options: Any) -> Written:
    """The document in this format, and what the format could not express (TK402, once for each element name)."""
    return exporter(name).write(document, **options)
