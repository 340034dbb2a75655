"""What git says has changed, and what is said where it cannot tell."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from teikit.diagnostics import TeikitError
from teikit.triage.checkout import changed_since, top

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(folder: Path, *words: str) -> None:
    settings = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *settings, *words], cwd=folder, check=True, capture_output=True)


def write(folder: Path, *names: str, text: str = "one") -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{text}\n" * 20, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a branch that has left main, which has gone on since."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    place = tmp_path / "checkout"
    write(place, "same.xml", "old.xml", "edited.xml", "gone.xml", "only-main.xml")
    write(place, ".gitignore", text="ignored.xml")
    git(place, "init")
    git(place, "add", ".")
    git(place, "commit", "-m", "one")
    git(place, "checkout", "-b", "work")
    git(place, "mv", "old.xml", "letters-é.xml")
    git(place, "rm", "gone.xml")
    git(place, "commit", "-m", "two")
    git(place, "checkout", "main")
    write(place, "only-main.xml", text="two")
    git(place, "commit", "-am", "three")
    git(place, "checkout", "work")
    write(place, "edited.xml", "new/a b.xml", "ignored.xml", text="three")
    return place


def names(revision: str, folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in changed_since(revision, folder))


def refused(revision: str, folder: Path) -> tuple[str, str | None]:
    with pytest.raises(TeikitError) as error:
        changed_since(revision, folder)
    assert error.value.diagnostic.code == "TK708"
    return error.value.diagnostic.message, error.value.diagnostic.hint


def test_what_changed_since_the_branch_left_is_edited_renamed_or_new(folder: Path) -> None:
    assert names("main", folder) == ["edited.xml", "letters-é.xml", "new/a b.xml"]
    assert names("HEAD", folder) == ["edited.xml", "new/a b.xml"]


def test_a_folder_within_the_checkout_serves_as_well(folder: Path) -> None:
    assert sorted(changed_since("HEAD", folder / "new")) == [folder / "edited.xml", folder / "new/a b.xml"]


def test_a_revision_that_is_not_there_is_refused(folder: Path) -> None:
    message = "there is no revision “trunk” in this repository"
    hint = "name a branch, a tag or a commit that `git log` knows; git fetch brings those of others"
    assert refused("trunk", folder) == (message, hint)


@pytest.mark.parametrize("revision", ["--output=x", "-h", ""])
def test_a_revision_is_never_an_option(folder: Path, revision: str) -> None:
    assert refused(revision, folder)[0] == f"there is no revision “{revision}” in this repository"
    assert not (folder / "x").exists()


def test_a_shallow_clone_is_told_to_fetch_more(folder: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--depth=1", "--no-single-branch", folder.as_uri(), "shallow")
    message, hint = refused("origin/main", tmp_path / "shallow")
    assert message == "this branch and “origin/main” have no history in common"
    assert hint == "fetch more of the history first: git fetch --unshallow, or fetch-depth: 0 in actions/checkout"


def test_branches_without_a_common_history_are_refused(folder: Path) -> None:
    git(folder, "checkout", "--orphan", "island")
    git(folder, "commit", "-m", "alone")
    assert refused("main", folder)[0] == "this branch and “main” have no history in common"


def test_outside_a_repository_there_is_nothing_to_ask(tmp_path: Path) -> None:
    assert refused("main", tmp_path) == (f"{tmp_path} is in no repository of git", "leave out --changed-since")


def test_a_checkout_of_somebody_else_is_not_read_unasked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    hint = f"if you trust it: git config --global --add safe.directory {folder}"
    assert refused("main", folder / "new") == (f"git does not read {folder}, which belongs to somebody else", hint)


def test_without_git_nothing_can_be_asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert refused("main", folder)[0] == "git cannot be started: No such file or directory"


def test_the_top_of_a_checkout_is_found_without_git(folder: Path, tmp_path: Path) -> None:
    assert top(folder / "new") == folder
    assert top(tmp_path) == tmp_path
