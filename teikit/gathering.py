"""Which files are meant: those that are named, and those in the folders that are named."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from teikit.diagnostics import refusal

# nobody keeps an edition there, and each may hold thousands of files
_NOT_ENTERED = frozenset({"node_modules", "__pycache__"})


def gathered(
    inputs: Sequence[str | os.PathLike[str]],
    suffixes: tuple[str, ...],
    left_out: Callable[[Path], bool] | None = None,
) -> list[Path]:
    """The files named as they are, and of each folder named those with one of the suffixes, in alphabetical order, each once.

    Folders that are hidden, by a dot before their name, are not entered, nor are links to folders; `left_out` says of a
    file or folder found there that it is not meant. Raises TeikitError TK006 where a folder has no such file at all.
    """
    found: dict[Path, None] = {}
    for given in map(Path, inputs):
        if not is_folder(given):
            found[given] = None
            continue
        inside = sorted(_files(given, suffixes))
        if not inside:
            raise refusal(
                "TK006", f"there is no {suffixes[0]} file in the folder {given}", hint="name the files one by one"
            )
        found |= dict.fromkeys(path for path in inside if left_out is None or not left_out(path))
    return list(found)


def is_folder(path: Path) -> bool:
    """Whether this is a folder, as far as one may look; where one may not, reading it will say why."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _files(folder: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _NOT_ENTERED]
        yield from (Path(place, name) for name in names if name.lower().endswith(suffixes))
