"""Reports: the findings of a run as text, for people and for programs."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from teikit.excerpts import legible
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
        Report("sarif", "SARIF 2.1.0: GitHub's code scanning, Azure DevOps, editors", "teikit.reports.sarif"),
        Report("junit", "JUnit's XML: Jenkins, GitLab, most other pipelines", "teikit.reports.junit"),
        Report("github", "annotations of GitHub Actions, and the summary of the step", "teikit.reports.github"),
        Report("gitlab", "GitLab's Code Quality", "teikit.reports.gitlab"),
    )
}


def report(name: str, results: Results) -> str:
    """The results in one of the formats."""
    text: str = import_module(REPORTS[name].module).report(results)
    return legible(text)
