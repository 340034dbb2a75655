"""The schemas that were fetched, in the user's cache folder: one folder for each, with all files it is made of."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from teikit.catalogue.addresses import address_of, same
from teikit.diagnostics import refusal

_NOTE = "teikit-schema.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """A schema of the cache. `address` is where it is known to stand, or empty; `sources` are its files' own addresses."""

    name: str
    path: Path
    address: str
    sources: tuple[str, ...]

    @property
    def size(self) -> int:
        """In bytes, with its parts."""
        return sum(file.stat().st_size for file in self.path.parent.iterdir() if file.name != _NOTE)


def cache_folder() -> Path:
    """Where schemas are kept: `TEIKIT_SCHEMAS`, or a folder in the user's cache."""
    own = os.environ.get("TEIKIT_SCHEMAS")
    if own:
        return Path(own)
    cache = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    return Path(cache) / "teikit" / "schemas"


def entries() -> Iterator[Entry]:
    """The schemas of the cache by name."""
    for note in sorted(cache_folder().glob(f"[!.]*/{_NOTE}")):
        with suppress(OSError, ValueError, KeyError, TypeError):  # a note that is broken is none
            said = json.loads(note.read_text(encoding="utf-8"))
            yield Entry(note.parent.name, note.parent / said["file"], said["address"], tuple(said["sources"]))


def entry(name: str) -> Entry | None:
    """The schema of this name or address."""
    folder = cache_folder()
    try:
        return _entry(folder, folder.stat().st_mtime_ns, name)
    except OSError:  # nothing was ever fetched
        return None


@lru_cache(maxsize=64)  # many files name one schema
def _entry(_folder: Path, _changed: int, name: str) -> Entry | None:
    address = address_of(name)
    found = (each for each in entries() if each.name == name or (address and same(each.address, address)))
    return next(found, None)


def cached(name: str) -> Path | None:
    """The file of a schema, if it is in the cache."""
    found = entry(name)
    return found.path if found and found.path.is_file() else None


def store(
    name: str, address: str, files: Mapping[str, bytes], sources: tuple[str, ...], check: Callable[[Path], None]
) -> Entry:
    """Keep a schema, whose first file is the one to begin with, in the place of one of the same name; whole or not at all.

    `check` is given that file where it stands with the others, and raises what keeps it from being kept. Raises
    TeikitError TK007 where nothing can be written.
    """
    first = next(iter(files))
    note = json.dumps({"address": address, "file": first, "sources": sources}, ensure_ascii=False, indent=1)
    folder = cache_folder() / name
    try:
        with _draft(folder) as draft:
            for file, data in {**files, _NOTE: f"{note}\n".encode()}.items():
                (draft / file).write_bytes(data)
            check(draft / first)
            _exchange(draft, folder)
    except OSError as error:
        raise refusal("TK007", f"cannot keep the schema in {folder.parent}: {error.strerror}") from None
    return Entry(name, folder / first, address, sources)


def remove(name: str) -> Entry:
    """Take a schema out of the cache. Raises TeikitError TK206 where it has none of this name or address."""
    found = entry(name)
    if found is None:
        known = ", ".join(each.name for each in entries())
        raise refusal(
            "TK206", f"no schema “{name}” was fetched", hint=f"there are: {known}" if known else "there is none"
        )
    shutil.rmtree(found.path.parent)
    return found


@contextmanager
def _draft(folder: Path) -> Iterator[Path]:
    """A folder beside the one that is meant, which is gone afterwards if it was not put in its place."""
    draft = folder.with_name(f".{folder.name}.{os.getpid()}")
    draft.mkdir(parents=True)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _exchange(draft: Path, folder: Path) -> None:
    old = draft.with_name(f"{draft.name}.old")
    if folder.exists():
        folder.replace(old)
    draft.replace(folder)
    shutil.rmtree(old, ignore_errors=True)
