"""Fixtures for projects that test their TEI with pytest: `tei_valid` and `text_preserved`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeGuard, Union

import pytest

# nothing else of teikit is imported until a fixture is used: every run of pytest on this machine loads this module
if TYPE_CHECKING:
    from collections.abc import Sequence

    from teikit.config import Config
    from teikit.diagnostics import Diagnostic
    from teikit.profile import Profile
    from teikit.source import Source
    from teikit.tei import TeiDocument

Tei = Union["TeiDocument", bytes, str, "os.PathLike[str]"]
Transcript = Union["Source", bytes, str, "os.PathLike[str]"]


_LONGEST_NAME = 250  # letters; a longer text is no file's name


class TeiValid(Protocol):
    def __call__(self, tei: Tei, schema: str | None = None, *, config: Config | None = None) -> None: ...


class TextPreserved(Protocol):
    def __call__(
        self, source: Transcript, tei: Tei, *, strict: bool = False, profile: str | Profile | None = None
    ) -> None: ...


@pytest.fixture(scope="session")
def tei_valid() -> TeiValid:
    """Call it with a TEI file, its text or a document: it fails with the findings that `teikit validate` would fail for.

    The settings are those of `config`, else those found from the file's folder upwards, or from the current one.
    """

    def valid(tei: Tei, schema: str | None = None, *, config: Config | None = None) -> None:
        __tracebackhide__ = True
        from teikit.config import Config
        from teikit.diagnostics import TeikitError
        from teikit.validation import validate

        settings = config or (Config.found(tei) if _is_path(tei) else Config.found())
        try:
            found = validate(_document(tei), schema, config=settings)
        except TeikitError as error:
            found = (error.diagnostic,)
        if any(diagnostic.severity >= settings.fail_on for diagnostic in found):
            raise AssertionError(_told(f"{_name(tei)} is not valid TEI", found))

    return valid


@pytest.fixture(scope="session")
def text_preserved() -> TextPreserved:
    """Call it with a transcript and its TEI: it fails with what is lost, altered, moved or invented, as `teikit verify`."""

    def preserved(source: Transcript, tei: Tei, *, strict: bool = False, profile: str | Profile | None = None) -> None:
        __tracebackhide__ = True
        from teikit.diagnostics import Severity, TeikitError
        from teikit.readers import read
        from teikit.source import Source
        from teikit.verify import verify

        try:
            typed = source if isinstance(source, Source) else read(source)
            verdict = verify(typed, _document(tei), strict=strict, profile=_profile(profile))
        except TeikitError as error:
            raise AssertionError(
                _told(f"{_name(tei)} cannot be compared with {_name(source)}", [error.diagnostic])
            ) from None
        if not verdict.ok:
            found = [each.diagnostic for each in verdict.findings if each.severity > Severity.INFO]
            raise AssertionError(_told(f"{_name(tei)} does not keep the text of {_name(source)}", found))

    return preserved


def _told(what: str, diagnostics: Sequence[Diagnostic]) -> str:
    from teikit.reports.terminal import terminal_report

    return f"{what}\n{terminal_report(diagnostics)}".rstrip()


def _document(tei: Tei) -> TeiDocument:
    from teikit.tei import TeiDocument

    if isinstance(tei, TeiDocument):
        return tei
    if isinstance(tei, bytes):
        return TeiDocument.parse(tei)
    if _is_path(tei):
        return TeiDocument.read(tei)
    return TeiDocument.parse(str(tei).encode("utf-8"))


def _name(given: Tei | Transcript) -> str:
    """What a failure calls it in its first line, the only one that pytest's summary has."""
    path = getattr(given, "path", None)
    if path is None and _is_path(given) and len(os.fspath(given)) < _LONGEST_NAME and Path(given).is_file():
        path = given
    return os.fspath(path) if path else "this"


def _is_path(tei: Tei | Transcript) -> TypeGuard[str | os.PathLike[str]]:
    """A text that begins a tag is TEI; every other is the name of a file."""
    return isinstance(tei, os.PathLike) or (isinstance(tei, str) and not tei.lstrip("\ufeff \t\r\n").startswith("<"))


def _profile(given: str | Profile | None) -> Profile | None:
    from teikit.profile import profile

    return profile(given) if isinstance(given, str) else given
