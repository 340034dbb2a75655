"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from teikit.diagnostics import TeikitError, refusal


def write_whole(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file by way of another in the same folder, which takes its name when all is there.

    Folders on the way are made. A device or a pipe is written to as it is. Raises TeikitError (TK007).
    """
    wanted = Path(path)
    try:
        place = wanted.resolve()
        if wanted.exists() and not wanted.is_file():
            _write_through(wanted, data)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            _replace(place, data)
    except (OSError, RuntimeError) as error:
        raise _unwritable(wanted, error) from None


def _write_through(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)


def _replace(path: Path, data: bytes) -> None:
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else None
    waiting = path.with_name(f".{path.name[:100]}.{os.getpid()}.part")
    try:
        with waiting.open("xb") as file:
            file.write(data)
        if mode is not None:
            waiting.chmod(mode)
        waiting.replace(path)
    finally:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError | RuntimeError) -> TeikitError:
    why = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return refusal("TK007", f"cannot write {path}: {why}", hint="choose another place with -o, or free this one")
