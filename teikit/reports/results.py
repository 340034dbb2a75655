"""What there is to report: the findings of a run, and the files that were looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from teikit.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Results:
    """The findings of a run. `files` are all that were looked at, the clean ones too; `fail_on` is what makes a run fail;
    `base` is the folder that a platform's paths start from, the top of the checkout."""

    diagnostics: Sequence[Diagnostic]
    files: Sequence[str] = ()
    fail_on: Severity = Severity.ERROR
    base: Path = Path()


def counted(number: int, noun: str) -> str:
    """`1 file`, `1,024 files`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """`2 errors, 1 warning in 3 files`."""
    files = len({path_of(diagnostic) for diagnostic in diagnostics} - {""})
    return severities(diagnostics) + (f" in {counted(files, 'file')}" if files else "")


def severities(diagnostics: Sequence[Diagnostic]) -> str:
    """`2 errors, 1 warning`."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    return ", ".join(counted(counts[severity], _noun(severity)) for severity in sorted(counts, reverse=True))


def path_of(diagnostic: Diagnostic) -> str:
    """The file that a finding is about; empty if it is about none."""
    return (diagnostic.location.path if diagnostic.location else None) or ""


def _noun(severity: Severity) -> str:
    return "remark" if severity is Severity.INFO else str(severity)
