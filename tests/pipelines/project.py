"""A project of somebody who keeps editions, and a copy of teikit as its repository has it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from invented import LETTER, letter

ROOT = Path(__file__).parents[2]
WRONG = letter('<div type="letter"><p>by <persname>B. Reed</persname></p></div>')

_OURS = ("teikit", "schemas", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "action.yml")
_IDENTITY = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def environment(**more: str) -> dict[str, str]:
    """The environment without the virtual environment and the repository that the tests run in."""
    around = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "GITHUB_", "VIRTUAL_ENV", "PYTHONPATH", "PRE_COMMIT"))
    }
    return around | _IDENTITY | {"GIT_CONFIG_GLOBAL": os.devnull} | more


def git(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", *words], cwd=folder, env=environment(**more), capture_output=True, text=True, check=False
    )


def committed(folder: Path) -> Path:
    """The folder as a repository with one commit."""
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "begin"]):
        done = git(folder, *words)
        assert done.returncode == 0, done.stderr
    return folder


def repository_of_teikit(folder: Path) -> Path:
    folder.mkdir()
    for name in _OURS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    return committed(folder)


def editions(folder: Path) -> Path:
    """A repository with a letter that is right, one that is wrong, and XML that is not TEI."""
    folder.mkdir()
    for name, text in {"right": LETTER, "wrong": WRONG, "build": "<project/>"}.items():
        (folder / f"{name}.xml").write_text(text, encoding="utf-8")
    return folder
