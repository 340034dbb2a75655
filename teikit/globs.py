"""Patterns of paths as `.gitignore` has them: `drafts/`, `*.old.xml`, `letters/**/copy-?.xml`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

_ANY_DEPTH = "**"


def matches(path: str, patterns: Iterable[str]) -> bool:
    """Whether one of the patterns takes this path, which is relative and written with `/`.

    `*` and `?` stop at a `/`; `**` is any number of folders. A pattern without a `/` before its end is tried at every
    depth, and one that takes a folder takes all that is in it.
    """
    names = path.split("/")
    return any(_takes(_parts(pattern), names) for pattern in patterns)


def _parts(pattern: str) -> list[str]:
    bare = pattern.removeprefix("./").rstrip("/")
    anywhere = [] if "/" in bare else [_ANY_DEPTH]
    return [*anywhere, *bare.removeprefix("/").split("/"), _ANY_DEPTH]


def _takes(parts: Sequence[str], names: Sequence[str]) -> bool:
    """Whether the parts of a pattern take these names; what did not fit is tried again only from the last `**` on."""
    part, name, again = 0, 0, None
    while name < len(names):
        if part < len(parts) and parts[part] == _ANY_DEPTH:
            again, part = (part, name), part + 1
        elif part < len(parts) and fnmatchcase(names[name], parts[part]):
            part, name = part + 1, name + 1
        elif again is not None:
            again = (again[0], again[1] + 1)
            part, name = again[0] + 1, again[1]
        else:
            return False
    return all(rest == _ANY_DEPTH for rest in parts[part:])
