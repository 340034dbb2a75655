"""Reports: the findings of a run as text, for people and for programs."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from teikit.reports.results import Results


class Report(NamedTuple):
    """A way to write findings; `module` has a function `report` and is imported when it is asked for."""

    name: str
    about: str
    module: str


REPORTS: dict[str, Report] = {
    each.name: each
    for each in (
        Report("terminal", "for people: file by file, each finding with the line concerned", "teikit.reports.terminal"),
        Report("json", "for programs: an array with a row a finding", "teikit.reports.json"),
    )
}


def report(name: str, results: Results) -> str:
    """The results in one of the formats."""
    text: str = import_module(REPORTS[name].module).report(results)
    return text
