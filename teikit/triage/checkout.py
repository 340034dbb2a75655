"""The checkout of git that files stand in: its top, and what has changed in it since a revision."""

from __future__ import annotations

import os
from pathlib import Path

from teikit.diagnostics import TeikitError, refusal

_UNKNOWN = "name a branch, a tag or a commit that `git log` knows; git fetch brings those of others"
_SHALLOW = "fetch more of the history first: git fetch --unshallow, or fetch-depth: 0 in actions/checkout"


def top(folder: Path) -> Path:
    """The top of the checkout that a folder is in; the folder itself outside of one. Asks no program."""
    start = folder.absolute()
    return next((place for place in (start, *start.parents) if (place / ".git").exists()), start)


def changed_since(revision: str, folder: Path) -> set[Path]:
    """The files of a checkout that differ from what they were where its branch left the revision, and new ones, git's
    ignored files apart; a renamed file under its new name, a deleted one not.

    Raises TeikitError TK708 where git cannot tell.
    """
    place = Path(_git(folder, revision, "rev-parse", "--show-toplevel").rstrip("\n"))
    start = _git(place, revision, "merge-base", _commit(revision, place), "HEAD").strip()
    changed = _git(place, revision, "diff", "--name-only", "--no-renames", "--diff-filter=d", "-z", start, "--")
    new = _git(place, revision, "ls-files", "--others", "--exclude-standard", "-z")
    return {place / name for name in f"{changed}{new}".split("\0") if name}


def _commit(revision: str, place: Path) -> str:
    return _git(
        place, revision, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    ).strip()


def _git(place: Path, revision: str, *words: str) -> str:
    import subprocess  # 5 ms, which only those pay who ask git

    try:
        done = subprocess.run(
            ["git", "-c", "core.quotePath=false", *words],
            cwd=place,
            env={**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
            capture_output=True,
            check=False,
        )
    except OSError as error:
        hint = "install git, or leave out --changed-since"
        raise refusal("TK708", f"git cannot be started: {error.strerror}", hint=hint) from None
    if done.returncode:
        raise _refusal(place, revision, words[0], done.stderr.decode(errors="replace").strip())
    return os.fsdecode(done.stdout)


def _refusal(place: Path, revision: str, asked: str, said: str) -> TeikitError:
    """What went wrong, in an archivist's words where git's are known."""
    if "not a git repository" in said:
        return refusal("TK708", f"{place} is in no repository of git", hint="leave out --changed-since")
    if "dubious ownership" in said:
        hint = f"if you trust it: git config --global --add safe.directory {top(place)}"
        return refusal("TK708", f"git does not read {top(place)}, which belongs to somebody else", hint=hint)
    shallow = (top(place) / ".git/shallow").exists()
    if asked == "rev-parse" and not said:
        hint = _SHALLOW if shallow else _UNKNOWN
        return refusal("TK708", f"there is no revision “{revision}” in this repository", hint=hint)
    if asked == "merge-base" and not said:
        hint = _SHALLOW if shallow else "name a revision that this branch has come from"
        return refusal("TK708", f"this branch and “{revision}” have no history in common", hint=hint)
    return refusal("TK708", f"git cannot tell what has changed: {said.splitlines()[0] if said else asked}")
