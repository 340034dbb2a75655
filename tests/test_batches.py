"""Work in batches: in order, however it is spread, and past a process that dies."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from teikit.batches import bug, ended_from_outside, in_batches


def doubled(numbers: list[int]) -> list[int]:
    """Runs in a worker; 13 kills it."""
    if 13 in numbers:
        os._exit(1)
    return [2 * number for number in numbers]


def lost(number: int) -> int:
    return -number


@pytest.mark.parametrize("jobs", [1, 2, 5])
@pytest.mark.parametrize("batch", [1, 3, 50])
def test_results_come_in_the_order_of_the_items(jobs: int, batch: int) -> None:
    assert list(in_batches([*range(10)], doubled, lost, jobs=jobs, batch=batch)) == [*range(0, 20, 2)]


def test_any_executor_serves() -> None:
    with ThreadPoolExecutor(3) as pool:
        assert list(in_batches([*range(10)], doubled, lost, executor=pool, jobs=3)) == [*range(0, 20, 2)]


def test_an_item_whose_process_dies_is_lost_and_no_other() -> None:
    assert list(in_batches([*range(10, 16)], doubled, lost, jobs=2, batch=3)) == [20, 22, 24, -13, 28, 30]


def test_nothing_to_do_is_nothing_done() -> None:
    assert list(in_batches([], doubled, lost, jobs=2)) == []


def test_what_failed_is_a_finding_in_its_file() -> None:
    found = (ended_from_outside(Path("a.xml")), bug(Path("a.xml"), KeyError("x")))
    assert [str(each).partition(";")[0] for each in found] == [
        "a.xml:1:1: error TK099: the process that worked on this document was ended from outside, most likely for want of memory",
        "a.xml:1:1: error TK099: a bug in teikit: KeyError: 'x'",
    ]
