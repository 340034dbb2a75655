"""`teikit convert FILE [-o FILE]`, the plainest of commands, without what its other forms need: a quarter of a cold start."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from teikit.diagnostics import Severity, TeikitError
from teikit.output import write_out, write_whole
from teikit.records import NamedTuple

_COMPLETION = "_TEIKIT_COMPLETE"  # a shell asks click what might come next


def plain(arguments: Sequence[str]) -> int | None:
    """Convert a file to TEI, and give the exit code; None, and nothing done, where anything else is asked for.

    The command line proper does just the same when it is given these arguments; a test compares the two.
    """
    asked = _asked(arguments)
    if asked is None:
        return None
    try:
        return _converted(asked)
    except BrokenPipeError:  # the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("\nAborted!", file=sys.stderr)
        return 1


class _Asked(NamedTuple):
    source: str
    target: str | None


def _asked(arguments: Sequence[str]) -> _Asked | None:
    match arguments:
        case ["convert", source]:
            target = None
        case ["convert", source, "-o", target] | ["convert", "-o", target, source]:
            if not _is_path(target) or os.path.isdir(target) or os.path.realpath(target) == os.path.realpath(source):
                return None
        case _:
            return None
    plain = _is_path(source) and os.path.isfile(source) and _COMPLETION not in os.environ
    return _Asked(source, target) if plain else None


def _is_path(typed: str) -> bool:
    """Whether this is no option, and written as a path is written in messages: without ./ and // and / at the end."""
    folders = typed.split(os.sep)
    told = "." not in folders and "" not in folders[1:] and (os.altsep or "\\") not in typed
    return told and typed[:1] not in ("", "-")


def _converted(asked: _Asked) -> int:
    from teikit.convert import convert
    from teikit.readers import source_of_file
    from teikit.saying import say

    try:
        edition = convert(source_of_file(asked.source))
        if asked.target is None:
            write_out(edition.to_bytes())
        else:
            write_whole(asked.target, edition.to_bytes())
    except TeikitError as error:
        say([error.diagnostic])
        return 2
    say(edition.diagnostics)
    return int(any(diagnostic.severity >= Severity.ERROR for diagnostic in edition.diagnostics))
