"""What there is to report: the findings of a run, and the files that were looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teikit.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Results:
    """The findings of a run; `files` are all that were looked at, the clean ones too, and `fail_on` is what makes it fail."""

    diagnostics: Sequence[Diagnostic]
    files: Sequence[str] = ()
    fail_on: Severity = Severity.ERROR
