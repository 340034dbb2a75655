"""Which large schemas have been found correct on this computer, so that they are checked whole only once.

Kept as one small file for each schema, named by what the schema contains; where none can be written, every load checks.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable
from pathlib import Path

_RULES = b"teikit relaxng 1\n"  # to be raised when the check of schemas becomes stricter
_LARGE = 200_000  # bytes; what is smaller is checked in a few milliseconds


def is_known(path: str) -> bool:
    """Whether this schema, with all the files it refers to, has been found correct before."""
    try:
        note = _note(path).read_text(encoding="utf-8")
        return all(_digest(other) == digest for digest, _, other in (line.partition(" ") for line in note.splitlines()))
    except (OSError, ValueError):
        return False


def remember(path: str, files: Iterable[str]) -> None:
    """Notes that a schema that is read from these files is correct."""
    try:
        note = _note(path)
        others = [str(Path(file).absolute()) for file in files if file != path]
        lines = [f"{_digest(other)} {other}\n" for other in others]
        note.parent.mkdir(parents=True, exist_ok=True)
        # another process may read at the same time: a note appears whole or not at all
        draft = note.with_name(f"{note.name}.{os.getpid()}")
        draft.write_text("".join(lines), encoding="utf-8")
        draft.replace(note)
    except (OSError, ValueError):
        return


def _note(path: str) -> Path:
    if Path(path).stat().st_size < _LARGE:
        raise ValueError("small schemas are not remembered")
    cache = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    return Path(cache) / "teikit" / "checked" / _digest(path)


def _digest(path: str) -> str:
    # this has to tell an edited file, not a forged one: a check sum does, and loads four times faster than hashlib
    data = Path(path).read_bytes()
    return f"{zlib.crc32(data, zlib.crc32(_RULES)):08x}{len(data):08x}"
