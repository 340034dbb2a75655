"""Many documents in batches: through any executor, in a pool of processes or here; in order, and past a process that dies."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from itertools import islice
from pathlib import Path
from typing import TypeVar

from teikit.diagnostics import Diagnostic, Location, Severity

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[list[Item]], list[Result]]

BATCH = 50

_AHEAD = 2  # batches waiting for each worker, so that none is idle and none piles up


def in_batches(
    items: list[Item],
    work: Work[Item, Result],
    lost: Callable[[Item], Result],
    *,
    executor: Executor | None = None,
    jobs: int = 1,
    batch: int = BATCH,
) -> Iterator[Result]:
    """What `work` makes of the items, in their order.

    Runs through `executor`, which has `jobs` workers, or without one in a pool of `jobs` processes, or here if that is
    1; `work` travels to the workers. `lost` says what becomes of an item whose process was ended from outside.
    """
    size = max(1, min(batch, -(-len(items) // (max(jobs, 1) * 2))))
    batches = deque(_parts(items, size))
    if executor is not None:
        yield from _through(executor, batches, work, jobs * _AHEAD)
    elif jobs > 1:
        yield from _pooled(batches, work, lost, jobs)
    else:
        for part in batches:
            yield from work(part)


def ended_from_outside(path: Path) -> Diagnostic:
    """The finding for a document whose process was killed."""
    message = "the process that worked on this document was ended from outside, most likely for want of memory"
    hint = "try it alone, or on a machine with more memory"
    return Diagnostic("TK099", Severity.ERROR, message, Location(str(path), 1), hint=hint)


def bug(path: Path, error: Exception) -> Diagnostic:
    """The finding for a document on which teikit itself failed."""
    message = f"a bug in teikit: {type(error).__name__}: {error}"
    hint = "please report it with this document"
    return Diagnostic("TK099", Severity.ERROR, message, Location(str(path), 1), hint=hint)


def _parts(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part


def _through(executor: Executor, batches: deque[list[Item]], work: Work[Item, Result], window: int) -> Iterator[Result]:
    """The results in order, while no more than `window` batches are under way; what is done leaves `batches`."""
    running: deque[Future[list[Result]]] = deque()
    try:
        while batches:
            while len(running) < min(window, len(batches)):
                running.append(executor.submit(work, batches[len(running)]))
            results = running.popleft().result()
            batches.popleft()
            yield from results
    finally:
        for future in running:
            future.cancel()


def _pooled(
    batches: deque[list[Item]], work: Work[Item, Result], lost: Callable[[Item], Result], jobs: int
) -> Iterator[Result]:
    """A pool of processes; where one is killed, the next documents are tried one by one in pools of their own."""
    from concurrent.futures import ProcessPoolExecutor  # multiprocessing costs a tenth of a cold start

    while batches:
        try:
            with ProcessPoolExecutor(jobs) as pool:
                yield from _through(pool, batches, work, jobs * _AHEAD)
        except BrokenExecutor:
            for item in batches.popleft():
                yield _alone(item, work, lost)


def _alone(item: Item, work: Work[Item, Result], lost: Callable[[Item], Result]) -> Result:
    from concurrent.futures import ProcessPoolExecutor

    try:
        with ProcessPoolExecutor(1) as pool:
            return pool.submit(work, [item]).result()[0]
    except BrokenExecutor:
        return lost(item)
