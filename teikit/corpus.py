"""Many documents: converted in batches by any executor, past those that fail, each file whole or not at all."""

from __future__ import annotations

import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from teikit.convert import convert
from teikit.coverage import Coverage
from teikit.diagnostics import Diagnostic, Location, Severity, TeikitError, refusal
from teikit.exporters import EXPORTERS, export, exporter
from teikit.metadata import Metadata
from teikit.output import write_whole

Convert = Callable[..., Any]
Write = Callable[[Path, bytes], None]

TEI_FORMAT = "tei"
LEDGER_SUFFIX = ".ledger.json"
BATCH = 50

_AHEAD = 2  # batches waiting for each worker, so that none is idle and none piles up


@dataclass(frozen=True, slots=True)
class Task:
    """A document to convert, and the file for each format."""

    path: Path
    targets: tuple[tuple[str, Path], ...]
    ledger: Path | None = None
    metadata: Metadata | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What all documents of a run share; it travels to the workers."""

    write: Write
    convert: Convert = convert
    profile: Any = None
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a document; `trace` is the traceback of a bug. The document itself stays with the worker."""

    path: Path
    ok: bool
    characters: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    trace: str = ""
    coverage: Coverage | None = None


@dataclass(slots=True)
class Summary:
    """A run in figures: documents, those that failed, their characters, how often each code was found, and what was recognised.

    `unknown` counts the conventions that no rule knows; `recognised` of the `covered` characters of the texts (white
    space apart) stand in anything but a plain paragraph.
    """

    documents: int = 0
    failed: int = 0
    characters: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)
    recognised: int = 0
    covered: int = 0
    unknown: Counter[str] = field(default_factory=Counter)

    @property
    def ok(self) -> int:
        return self.documents - self.failed

    def add(self, outcome: Outcome) -> None:
        self.documents += 1
        self.failed += not outcome.ok
        self.characters += outcome.characters
        self.findings.update(diagnostic.code for diagnostic in outcome.diagnostics)
        self.severities.update(diagnostic.severity for diagnostic in outcome.diagnostics)
        if outcome.coverage is not None:
            self.recognised += outcome.coverage.recognised
            self.covered += outcome.coverage.characters
            self.unknown.update(outcome.coverage.unknown)


def convert_many(
    paths: Iterable[Path],
    out_dir: Path,
    formats: Sequence[str] = (TEI_FORMAT,),
    *,
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
) -> Summary:
    """Convert transcripts into NAME.xml and so on in `out_dir`.

    Runs in batches through `executor`, which has `jobs` workers (`dask.distributed`'s `client.get_executor()` serves as
    well as a pool), or without one in a pool of `jobs` processes, or here if that is 1. `on_done` hears of each
    document, in the order of `paths`; a document that fails is an outcome, not an error. `metadata` may be a table by
    file name. Raises TeikitError TK010 before anything is written if two outputs would be one file, or if an output is
    one of the inputs.
    """
    tasks = planned(paths, out_dir, formats, metadata, ledger_dir)
    size = max(1, min(batch, -(-len(tasks) // (max(jobs, 1) * 2))))
    work = partial(_outcomes, Settings(write, convert, profile, encoding))
    summary = Summary()
    for outcome in _run(list(_batches(tasks, size)), work, executor, jobs):
        summary.add(outcome)
        if on_done:
            on_done(outcome)
    return summary


def planned(
    paths: Iterable[Path],
    out_dir: Path,
    formats: Sequence[str],
    metadata: Metadata | Mapping[str, Metadata] | None = None,
    ledger_dir: Path | None = None,
) -> list[Task]:
    """What is to be done, a document once. Raises TeikitError TK010 or, for an unknown format, TK401."""
    suffixes = {name: suffix_of(name) for name in formats}
    inputs = {path.resolve(): path for path in paths}
    taken: dict[Path, Path] = {}
    tasks = []
    for path in inputs.values():
        targets = tuple((name, out_dir / f"{path.stem}{suffix}") for name, suffix in suffixes.items())
        ledger = ledger_dir / f"{path.stem}{LEDGER_SUFFIX}" if ledger_dir else None
        for target in [target for _, target in targets] + ([ledger] if ledger else []):
            _claim(target, path, inputs, taken)
        tasks.append(Task(path, targets, ledger, metadata_for(path, metadata)))
    return tasks


def suffix_of(name: str) -> str:
    """The suffix of a format's files. Raises TeikitError TK401 for an unknown one."""
    if name == TEI_FORMAT:
        return ".xml"
    if name not in EXPORTERS:
        hint = f"choose one of: {', '.join((TEI_FORMAT, *EXPORTERS))}"
        raise refusal("TK401", f"there is no format “{name}”", hint=hint)
    return exporter(name).suffix


def metadata_for(path: Path, metadata: Metadata | Mapping[str, Metadata] | None) -> Metadata | None:
    """A document's facts: its row of a table, by its path or its name, or what holds for all."""
    if metadata is None or isinstance(metadata, Metadata):
        return metadata
    return metadata.get(str(path)) or metadata.get(path.name)


def in_format(document: Any, name: str) -> bytes:
    """A converted document in one of the formats."""
    data: bytes = document.to_bytes() if name == TEI_FORMAT else export(document, name)
    return data


def _claim(target: Path, path: Path, inputs: Mapping[Path, Path], taken: dict[Path, Path]) -> None:
    place = target.resolve()
    if place in inputs:
        raise refusal("TK010", f"{target} is one of the files that are read", hint="choose another folder with -o")
    if place in taken:
        message = f"{taken[place]} and {path} would both be written to {target}"
        raise refusal("TK010", message, hint="rename one of them, or convert them into different folders")
    taken[place] = path


def _batches(tasks: Iterable[Task], size: int) -> Iterator[list[Task]]:
    rest = iter(tasks)
    while batch := list(islice(rest, size)):
        yield batch


Work = Callable[[list[Task]], list[Outcome]]


def _run(batches: list[list[Task]], work: Work, executor: Executor | None, jobs: int) -> Iterator[Outcome]:
    if executor is not None:
        yield from _through(executor, deque(batches), work, jobs * _AHEAD)
    elif jobs > 1:
        yield from _pooled(deque(batches), work, jobs)
    else:
        for batch in batches:
            yield from work(batch)


def _through(executor: Executor, batches: deque[list[Task]], work: Work, window: int) -> Iterator[Outcome]:
    """The outcomes in order, while no more than `window` batches are under way; what is done leaves `batches`."""
    running: deque[Future[list[Outcome]]] = deque()
    try:
        while batches:
            while len(running) < min(window, len(batches)):
                running.append(executor.submit(work, batches[len(running)]))
            outcomes = running.popleft().result()
            batches.popleft()
            yield from outcomes
    finally:
        for future in running:
            future.cancel()


def _pooled(batches: deque[list[Task]], work: Work, jobs: int) -> Iterator[Outcome]:
    """A pool of processes; where one is killed, the next documents are tried one by one in pools of their own."""
    from concurrent.futures import ProcessPoolExecutor  # multiprocessing costs a tenth of a cold start

    while batches:
        try:
            with ProcessPoolExecutor(jobs) as pool:
                yield from _through(pool, batches, work, jobs * _AHEAD)
        except BrokenExecutor:
            for task in batches.popleft():
                yield _alone(task, work)


def _alone(task: Task, work: Work) -> Outcome:
    from concurrent.futures import ProcessPoolExecutor

    try:
        with ProcessPoolExecutor(1) as pool:
            return pool.submit(work, [task]).result()[0]
    except BrokenExecutor:
        message = "the process that converted this document was ended from outside, most likely for want of memory"
        hint = "convert it alone, or on a machine with more memory"
        return _failed(task, Diagnostic("TK099", Severity.ERROR, message, Location(str(task.path), 1), hint=hint))


def _outcomes(settings: Settings, tasks: list[Task]) -> list[Outcome]:
    """Runs in a worker."""
    return [_outcome(settings, task) for task in tasks]


def _outcome(settings: Settings, task: Task) -> Outcome:
    try:
        return _converted(settings, task)
    except TeikitError as error:
        return _failed(task, error.diagnostic)
    except Exception as error:
        message = f"a bug in teikit: {type(error).__name__}: {error}"
        hint = "please report it with this document"
        bug = Diagnostic("TK099", Severity.ERROR, message, Location(str(task.path), 1), hint=hint)
        return _failed(task, bug, traceback.format_exc())


def _failed(task: Task, diagnostic: Diagnostic, trace: str = "") -> Outcome:
    return Outcome(task.path, False, 0, (diagnostic,), trace)


def _converted(settings: Settings, task: Task) -> Outcome:
    edition = settings.convert(task.path, profile=settings.profile, metadata=task.metadata, encoding=settings.encoding)
    # all formats are made before any is written: a document is there in all of them or in none
    files = {target: in_format(edition.document, name) for name, target in task.targets}
    if task.ledger:
        files[task.ledger] = edition.ledger.to_json().encode()
    write_all(settings.write, files)
    return Outcome(task.path, True, len(edition.ledger.source.text), edition.diagnostics, coverage=edition.coverage)


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
