"""Many documents: converted or exported in batches by any executor, past those that fail, each file whole or not at all."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from teikit.batches import BATCH, bug, ended_from_outside, in_batches
from teikit.convert import convert
from teikit.coverage import Coverage
from teikit.delivery import TEI_FORMAT, Order, Places, Write, delivered, order, suffix_of, write_all
from teikit.diagnostics import Diagnostic, Severity, TeikitError
from teikit.exporters import export_collection
from teikit.metadata import Metadata
from teikit.output import write_whole
from teikit.tei import TeiDocument

Convert = Callable[..., Any]

LEDGER_SUFFIX = ".ledger.json"
COLLECTION = "collection"  # the name of a file for all documents


@dataclass(frozen=True, slots=True)
class Task:
    """A document to convert or to export, and the file for each format."""

    path: Path
    targets: tuple[tuple[str, Path], ...]
    ledger: Path | None = None
    metadata: Metadata | None = None


class Plan(NamedTuple):
    """What is to be done, and the files of the formats that have one for all documents."""

    tasks: list[Task]
    collections: dict[str, Path]


class Made(NamedTuple):
    """What a task's file gives; `tei` is the edition as it was proved, `beside` is written with its formats."""

    document: TeiDocument
    diagnostics: tuple[Diagnostic, ...] = ()
    characters: int = 0
    coverage: Coverage | None = None
    tei: bytes | None = None
    beside: tuple[tuple[Path, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Conversion:
    """Makes an edition of a task's transcript."""

    convert: Convert = convert
    profile: Any = None
    encoding: str | None = None

    def __call__(self, task: Task) -> Made:
        edition = self.convert(task.path, profile=self.profile, metadata=task.metadata, encoding=self.encoding)
        beside = ((task.ledger, edition.ledger.to_json().encode()),) if task.ledger else ()
        characters = len(edition.ledger.source.text)
        return Made(edition.document, edition.diagnostics, characters, edition.coverage, edition.to_bytes(), beside)


def opened(task: Task) -> Made:
    """A task's TEI file."""
    return Made(TeiDocument.read(task.path))


@dataclass(frozen=True, slots=True)
class Settings:
    """What all documents of a run share; it travels to the workers."""

    write: Write
    make: Callable[[Task], Made]
    order: Order


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document; `trace` is the traceback of a bug. The document itself stays with the worker.

    `tei` is its file where a format has one file for all documents.
    """

    path: Path
    ok: bool
    characters: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    trace: str = ""
    coverage: Coverage | None = None
    tei: bytes = field(default=b"", repr=False)


@dataclass(slots=True)
class Summary:
    """A run in figures: documents, those that failed, their characters, how often each code was found, and what was recognised.

    `unknown` counts the conventions that no rule knows; `recognised` of the `covered` characters of the texts (white
    space apart) stand in anything but a plain paragraph. `collected` is what was found in writing files for all.
    """

    documents: int = 0
    failed: int = 0
    characters: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)
    recognised: int = 0
    covered: int = 0
    unknown: Counter[str] = field(default_factory=Counter)
    collected: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> int:
        return self.documents - self.failed

    def add(self, outcome: Outcome) -> None:
        self.documents += 1
        self.failed += not outcome.ok
        self.characters += outcome.characters
        self.count(outcome.diagnostics)
        if outcome.coverage is not None:
            self.recognised += outcome.coverage.recognised
            self.covered += outcome.coverage.characters
            self.unknown.update(outcome.coverage.unknown)

    def count(self, found: Iterable[Diagnostic]) -> None:
        for diagnostic in found:
            self.findings[diagnostic.code] += 1
            self.severities[diagnostic.severity] += 1


def convert_many(
    paths: Iterable[Path],
    out_dir: Path,
    formats: Sequence[str] = (TEI_FORMAT,),
    *,
    options: Mapping[str, Any] | None = None,
    write: Write = write_whole,
    executor: Executor | None = None,
    jobs: int = 1,
    batch: int = BATCH,
    metadata: Metadata | Mapping[str, Metadata] | None = None,
    ledger_dir: Path | None = None,
    on_done: Callable[[Outcome], None] | None = None,
    profile: Any = None,
    encoding: str | None = None,
    convert: Convert = convert,
    collection: Path | None = None,
) -> Summary:
    """Convert transcripts into NAME.xml and so on in `out_dir`.

    Runs in batches through `executor`, which has `jobs` workers (`dask.distributed`'s `client.get_executor()` serves as
    well as a pool), or without one in a pool of `jobs` processes, or here if that is 1. `on_done` hears of each
    document, in the order of `paths`; a document that fails is an outcome, not an error. `metadata` may be a table by
    file name; `options` go to the formats that take them. A format that has one file for all documents writes
    `collection`, or a file of that name in `out_dir`. Raises TeikitError TK010 before anything is written if two
    outputs would be one file, or if an output is one of the inputs.
    """
    asked = order(formats, options, tei=True)
    plan = planned(paths, out_dir, asked, metadata, ledger_dir, collection)
    settings = Settings(write, Conversion(convert, profile, encoding), asked)
    return _summary(_delivered(plan.tasks, settings, executor, jobs, batch), settings, plan.collections, on_done)


def export_many(
    paths: Iterable[Path],
    out_dir: Path,
    formats: Sequence[str],
    *,
    options: Mapping[str, Any] | None = None,
    write: Write = write_whole,
    executor: Executor | None = None,
    jobs: int = 1,
    batch: int = BATCH,
    on_done: Callable[[Outcome], None] | None = None,
    collection: Path | None = None,
) -> Summary:
    """Write TEI files in other formats, each read once, as `convert_many` does with transcripts."""
    asked = order(formats, options)
    plan = planned(paths, out_dir, asked, collection=collection)
    settings = Settings(write, opened, asked)
    return _summary(_delivered(plan.tasks, settings, executor, jobs, batch), settings, plan.collections, on_done)


def planned(
    paths: Iterable[Path],
    out_dir: Path,
    asked: Order,
    metadata: Metadata | Mapping[str, Metadata] | None = None,
    ledger_dir: Path | None = None,
    collection: Path | None = None,
) -> Plan:
    """What is to be done, a document once. Raises TeikitError TK010."""
    suffixes = {name: suffix_of(name) for name in asked.formats if name not in asked.collecting}
    inputs = {path.resolve(): path for path in paths}
    places = Places(inputs)
    tasks = []
    for path in inputs.values():
        targets = {name: places.claim(out_dir / f"{path.stem}{end}", path) for name, end in suffixes.items()}
        ledger = places.claim(ledger_dir / f"{path.stem}{LEDGER_SUFFIX}", path) if ledger_dir else None
        tasks.append(Task(path, tuple(targets.items()), ledger, metadata_for(path, metadata)))
    files = {name: collection or out_dir / f"{COLLECTION}{suffix_of(name)}" for name in asked.collecting}
    return Plan(tasks, {name: places.claim(file, f"the {name} of all") for name, file in files.items()})


def metadata_for(path: Path, metadata: Metadata | Mapping[str, Metadata] | None) -> Metadata | None:
    """A document's facts: its row of a table, by its path or its name, or what holds for all."""
    if metadata is None or isinstance(metadata, Metadata):
        return metadata
    return metadata.get(str(path)) or metadata.get(path.name)


def _delivered(
    tasks: list[Task], settings: Settings, executor: Executor | None, jobs: int, batch: int
) -> Iterator[Outcome]:
    return in_batches(tasks, partial(_outcomes, settings), _lost, executor=executor, jobs=jobs, batch=batch)


def _summary(
    outcomes: Iterable[Outcome],
    settings: Settings,
    collections: Mapping[str, Path],
    on_done: Callable[[Outcome], None] | None,
) -> Summary:
    summary = Summary()
    kept: list[tuple[Path, bytes]] = []
    for outcome in outcomes:
        summary.add(outcome)
        if outcome.tei:
            kept.append((outcome.path, outcome.tei))
        if on_done:
            on_done(replace(outcome, tei=b""))
    if kept:
        summary.collected = _collect(kept, settings, collections)
        summary.count(summary.collected)
    return summary


def _collect(
    kept: Sequence[tuple[Path, bytes]], settings: Settings, collections: Mapping[str, Path]
) -> tuple[Diagnostic, ...]:
    """Write the files that hold all documents, which are read one after the other."""
    files: dict[Path, bytes] = {}
    found: list[Diagnostic] = []
    for name, target in collections.items():
        documents = (TeiDocument.parse(data, str(path)) for path, data in kept)
        files[target], findings = export_collection(documents, name, **settings.order.options_of(name))
        found += findings
    write_all(settings.write, files)
    return tuple(found)


def _outcomes(settings: Settings, tasks: list[Task]) -> list[Outcome]:
    """Runs in a worker."""
    return [_outcome(settings, task) for task in tasks]


def _outcome(settings: Settings, task: Task) -> Outcome:
    try:
        return _completed(settings, task)
    except TeikitError as error:
        return _failed(task, error.diagnostic)
    except Exception as error:
        return _failed(task, bug(task.path, error), traceback.format_exc())


def _lost(task: Task) -> Outcome:
    return _failed(task, ended_from_outside(task.path))


def _failed(task: Task, diagnostic: Diagnostic, trace: str = "") -> Outcome:
    return Outcome(task.path, False, 0, (diagnostic,), trace)


def _completed(settings: Settings, task: Task) -> Outcome:
    made = settings.make(task)
    # all formats are made before any is written: a document is there in all of them or in none
    done = delivered(made.document, settings.order, dict(task.targets), made.tei)
    write_all(settings.write, {target: done.files[name] for name, target in task.targets} | dict(made.beside))
    kept = (made.tei or made.document.to_bytes()) if settings.order.collecting else b""
    found = (*made.diagnostics, *done.findings)
    return Outcome(task.path, True, made.characters, found, coverage=made.coverage, tei=kept)
