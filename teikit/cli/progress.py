"""A bar on standard error while many documents are worked on; on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(total: int, doing: str) -> Iterator[Callable[[], None]]:
    """What to call when a document is done. What is written to standard error meanwhile stands above the bar."""
    if not sys.stderr.isatty():
        yield _nothing
        return
    # rich costs a third of a cold start
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        row = bar.add_task("", total=total)
        yield lambda: bar.advance(row)


def _nothing() -> None:
    pass
