"""What is delivered of a document: the formats asked for, their options, and the file that each goes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from teikit.diagnostics import Diagnostic, refusal
from teikit.exporters import EXPORTERS, export_with_findings, exporter
from teikit.records import NamedTuple
from teikit.tei import TeiDocument

Write = Callable[[Path, bytes], None]

TEI_FORMAT = "tei"  # what a conversion makes; an export has it already


class Order(NamedTuple):
    """The formats asked for, by name; each gets those of the options that it takes. It travels to workers."""

    formats: tuple[str, ...]
    options: Mapping[str, Any]

    @property
    def collecting(self) -> tuple[str, ...]:
        """The formats that have one file for several documents."""
        return tuple(name for name in self.formats if name != TEI_FORMAT and exporter(name).collects)

    def options_of(self, name: str) -> dict[str, Any]:
        taken = exporter(name).options
        return {option: value for option, value in self.options.items() if option in taken}


class Delivered(NamedTuple):
    """A document in each format, and what the formats could not express."""

    files: dict[str, bytes]
    findings: tuple[Diagnostic, ...]


def order(names: Iterable[str], options: Mapping[str, Any] | None = None, *, tei: bool = False) -> Order:
    """What these names ask for, each once; TEI itself where it is on offer.

    Raises TeikitError for a name that there is not (TK401), an option that none of the formats takes (TK440), and a
    format whose extra is not installed (TK441).
    """
    formats = tuple(dict.fromkeys(name for name in map(str.strip, names) if name))
    offered = (TEI_FORMAT, *EXPORTERS) if tei else tuple(EXPORTERS)
    for name in formats or [""]:
        if name not in offered:
            message = f"there is no format “{name}”" if name else "no format is named"
            raise refusal("TK401", message, hint=f"choose one of: {', '.join(offered)}")
    exporters = [EXPORTERS[name] for name in formats if name != TEI_FORMAT]
    for option in options or ():
        if not any(option in chosen.options for chosen in exporters):
            _refuse(option)
    for chosen in exporters:
        chosen.ready()
    return Order(formats, dict(options or {}))


def _refuse(option: str) -> None:
    takers = [name for name, chosen in EXPORTERS.items() if option in chosen.options]
    hint = f"formats that have it: {', '.join(takers)}" if takers else "leave it out"
    raise refusal("TK440", f"none of the formats asked for has the option “{option}”", hint=hint)


def delivered(document: TeiDocument, asked: Order, formats: Iterable[str], tei: bytes | None = None) -> Delivered:
    """The document in these of the formats asked for; `tei` is the file that was proved, where a conversion made it."""
    files: dict[str, bytes] = {}
    findings: list[Diagnostic] = []
    for name in formats:
        if name == TEI_FORMAT:
            files[name] = tei or document.to_bytes()
            continue
        files[name], found = export_with_findings(document, name, **asked.options_of(name))
        findings += found
    return Delivered(files, tuple(findings))


def suffix_of(name: str) -> str:
    """The suffix of a format's files. Raises TeikitError TK401 for an unknown one."""
    return ".xml" if name == TEI_FORMAT else exporter(name).suffix


class Places:
    """The files that a run writes, claimed one by one: none replaces an input or another output."""

    def __init__(self, inputs: Iterable[Path] = ()) -> None:
        self.inputs = {path.resolve() for path in inputs}
        self.taken: dict[Path, Path | str] = {}

    def claim(self, target: Path, source: Path | str) -> Path:
        """The target, from now on taken. Raises TeikitError TK010."""
        place = target.resolve()
        if place in self.inputs:
            raise refusal("TK010", f"{target} is a file that is read", hint="choose another place with -o")
        if place in self.taken:
            message = f"{self.taken[place]} and {source} would both be written to {target}"
            raise refusal("TK010", message, hint="rename one of them, or write them into different folders")
        self.taken[place] = source
        return target


def write_all(write: Write, files: Mapping[Path, bytes]) -> None:
    """Write all of the files, or leave none that was not there before."""
    new = [target for target in files if not target.exists()]
    try:
        for target, data in files.items():
            write(target, data)
    except BaseException:
        for target in new:
            with suppress(OSError):
                target.unlink(missing_ok=True)
        raise
