"""The hook, installed through pre-commit in a repository of somebody else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from invented import LETTER
from pipelines.project import committed, editions, environment, git, repository_of_teikit
from referees import package_index

pytest.importorskip("pre_commit", reason="pre-commit is not installed")


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_a_commit_with_invalid_tei_is_refused_until_it_is_put_right(tmp_path: Path) -> None:
    package_index(tmp_path)
    ours = repository_of_teikit(tmp_path / "teikit")
    revision = git(ours, "rev-parse", "HEAD").stdout.strip()
    project = editions(tmp_path / "project")
    hook = {"repo": ours.as_uri(), "rev": revision, "hooks": [{"id": "teikit-validate"}]}
    (project / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [hook]}), encoding="utf-8")
    assert git(project, "init", "--quiet").returncode == 0
    install = [sys.executable, "-m", "pre_commit", "install"]
    subprocess.run(install, cwd=project, env=environment(), capture_output=True, check=True)

    git(project, "add", ".")
    refused = git(project, "commit", "--message", "letters", PRE_COMMIT_HOME=str(tmp_path / "cache"))
    said = refused.stdout + refused.stderr
    assert refused.returncode == 1, said
    assert "wrong.xml\n  19:26  error    TK210" in said
    assert [name in said for name in ("right.xml", "build.xml")] == [False, False]

    (project / "wrong.xml").write_text(LETTER, encoding="utf-8")
    git(project, "add", ".")
    done = git(project, "commit", "--message", "letters", PRE_COMMIT_HOME=str(tmp_path / "cache"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout + done.stderr


def test_the_hook_is_one_that_pre_commit_knows(tmp_path: Path) -> None:
    from pre_commit.clientlib import load_manifest

    (hook,) = load_manifest(Path(__file__).parents[2] / ".pre-commit-hooks.yaml")
    assert (hook["id"], hook["language"], hook["entry"]) == ("teikit-validate", "python", "teikit validate --tei-only")


def test_a_project_begins_with_a_commit(tmp_path: Path) -> None:
    assert git(committed(editions(tmp_path / "project")), "log", "--format=%s").stdout == "begin\n"
