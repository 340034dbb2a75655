"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import stat
import sys

from teikit.diagnostics import refusal


def write_whole(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file by way of another in the same folder, which takes its name when all is there.

    Folders on the way are made. A device or a pipe is written to as it is. Raises TeikitError (TK007).
    """
    wanted = os.fspath(path)
    try:
        if os.path.exists(wanted) and not os.path.isfile(wanted):
            _write_through(wanted, data)
        else:
            place = os.path.realpath(wanted)
            os.makedirs(os.path.dirname(place), exist_ok=True)
            _replace(place, data)
    except OSError as error:
        why = error.strerror or str(error)
        raise refusal(
            "TK007", f"cannot write {wanted}: {why}", hint="choose another place with -o, or free this one"
        ) from None


def write_out(data: bytes) -> None:
    """Write to standard output. Raises TeikitError (TK007), and BrokenPipeError where the reader has seen enough."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # what is left in the buffer would fail once more at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        message = f"cannot write to standard output: {error.strerror}"
        raise refusal("TK007", message, hint="choose another place with -o") from None


def _write_through(path: str, data: bytes) -> None:
    with open(path, "wb") as file:
        file.write(data)


def _replace(path: str, data: bytes) -> None:
    mode = stat.S_IMODE(os.stat(path).st_mode) if os.path.exists(path) else None
    folder, name = os.path.split(path)
    waiting = os.path.join(folder, f".{name[:100]}.{os.getpid()}.part")
    try:
        with open(waiting, "xb") as file:
            file.write(data)
        if mode is not None:
            os.chmod(waiting, mode)
        os.replace(waiting, path)
    finally:
        _remove(waiting)


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:  # it has taken its name, or was never there
        return
