"""teikit: typed archival transcripts to TEI P5, with proof that no letter was lost."""

from __future__ import annotations

import sys
from types import ModuleType

TYPE_CHECKING = False  # as a type checker knows it; to import typing takes two milliseconds of each start
if TYPE_CHECKING:
    from typing import Any

    from teikit.config import Config as Config
    from teikit.convert import Edition as Edition
    from teikit.convert import convert as convert
    from teikit.diagnostics import Diagnostic as Diagnostic
    from teikit.diagnostics import Location as Location
    from teikit.diagnostics import Severity as Severity
    from teikit.diagnostics import TeikitError as TeikitError
    from teikit.exporters import export as export
    from teikit.metadata import Metadata as Metadata
    from teikit.profile import Profile as Profile
    from teikit.readers import read as read
    from teikit.source import Source as Source
    from teikit.tei import TeiDocument as TeiDocument
    from teikit.validation import validate as validate
    from teikit.verify import verify as verify

__version__ = "0.1.0"

# public name -> the module it lives in; imported when first asked for, so that `import teikit` is quick
_PUBLIC = {
    "Config": "teikit.config",
    "Diagnostic": "teikit.diagnostics",
    "Edition": "teikit.convert",
    "Location": "teikit.diagnostics",
    "Metadata": "teikit.metadata",
    "Profile": "teikit.profile",
    "Severity": "teikit.diagnostics",
    "Source": "teikit.source",
    "TeiDocument": "teikit.tei",
    "TeikitError": "teikit.diagnostics",
    "convert": "teikit.convert",
    "export": "teikit.exporters",
    "read": "teikit.readers",
    "validate": "teikit.validation",
    "verify": "teikit.verify",
}
__all__ = [*_PUBLIC, "__version__"]


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'teikit' has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(_PUBLIC[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)


class _Package(ModuleType):
    """Keeps `teikit.convert` the function when the module of the same name is imported."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _PUBLIC and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
