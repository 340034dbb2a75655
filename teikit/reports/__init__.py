"""Reports: diagnostics to text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from teikit.diagnostics import Diagnostic
from teikit.reports.json import json_report
from teikit.reports.terminal import terminal_report

Report = Callable[[Sequence[Diagnostic]], str]

REPORTS: dict[str, Report] = {
    "terminal": terminal_report,
    "json": json_report,
}
