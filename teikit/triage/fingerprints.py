"""What a finding is known by when the lines around it have moved."""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from teikit.diagnostics import Diagnostic
from teikit.excerpts import excerpt, legible

_LINE_NUMBER = re.compile(r"\b(lines?) \d+")


class Fingerprint(NamedTuple):
    """A finding without its line: the file, from the folder of the project, and what stands at the place."""

    path: str
    code: str
    element: str
    message: str
    excerpt: str

    def digest(self) -> str:
        return hashlib.sha256("\0".join(self).encode()).hexdigest()[:32]


def fingerprint(diagnostic: Diagnostic, base: Path) -> Fingerprint:
    """What this finding is known by; lines that its sentence names are left out."""
    place = diagnostic.location
    path = from_folder(place.path, base) if place and place.path else ""
    message = legible(_LINE_NUMBER.sub(r"\1 …", diagnostic.message))
    return Fingerprint(path, diagnostic.code, diagnostic.element or "", message, excerpt(place) if place else "")


def digests(diagnostics: Iterable[Diagnostic], base: Path) -> Iterator[str]:
    """A key for each finding that no other has: those that are alike are counted."""
    met: Counter[str] = Counter()
    for diagnostic in diagnostics:
        digest = fingerprint(diagnostic, base).digest()
        met[digest] += 1
        yield f"{digest}:{met[digest]}"


def from_folder(path: str | Path, folder: Path) -> str:
    """A path from a folder, with `/`."""
    return legible(Path(os.path.relpath(path, folder)).as_posix())


def relative(path: str, base: Path) -> str:
    """A path from a folder, with `/`; as it is where it is not below that."""
    found = from_folder(path, base)
    return legible(Path(path).as_posix()) if found.startswith("../") else found
