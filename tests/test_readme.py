"""The README does what it says: its first two blocks on a machine with only Python, its example, its program."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from referees import package_index

import teikit

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "out", "build", "dist", "*.egg-info")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the README's blocks are for a POSIX shell")


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's files as a fresh clone has them."""
    folder = tmp_path_factory.mktemp("clone") / "teikit"
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    return folder


@pytest.fixture(scope="module")
def online(tmp_path_factory: pytest.TempPathFactory) -> None:
    package_index(tmp_path_factory.mktemp("pip"))


def run(block: str, folder: Path, **environment: str) -> str:
    """What a block prints in a shell that stops at the first failure, with no virtual environment around it."""
    around = {key: value for key, value in os.environ.items() if key not in ("VIRTUAL_ENV", "PYTHONPATH")}
    done = subprocess.run(
        ["sh", "-euc", block], cwd=folder, env=around | environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_first_two_blocks_are_for_the_shell() -> None:
    assert [language for language, _ in BLOCKS[:2]] == ["sh", "sh"]


@pytest.mark.usefixtures("online")
def test_the_first_block_converts_the_sample(clone: Path) -> None:
    run(BLOCKS[0][1], clone)
    made = clone / "out/kwp-1955.xml"
    assert made.read_bytes() == teikit.convert(clone / "samples/kwp-1955.txt").to_bytes()
    assert made.with_suffix(".html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.usefixtures("online")
def test_the_second_block_finds_the_whole_suite(clone: Path) -> None:
    # the block runs pytest; the variable keeps that run from running this test, and so on without end
    found = run(BLOCKS[1][1], clone, PYTEST_ADDOPTS="--collect-only --quiet")
    assert "tests/test_readme.py::test_the_second_block_finds_the_whole_suite" in found


def test_the_example_is_what_a_run_gives() -> None:
    typed, made = (next(text for language, text in BLOCKS if language == kind) for kind in ("text", "xml"))
    sample = ROOT / "samples/telegram-1961.txt"
    assert typed in sample.read_text(encoding="utf-8")
    lines = [line.strip() for line in teikit.convert(sample).to_bytes().decode().splitlines()]
    assert "\n".join(line.strip() for line in made.splitlines()) in "\n".join(lines)


def test_the_program_runs(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    program = next(text for language, text in BLOCKS if language == "python")
    around = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=around, check=True, capture_output=True)
    assert (tmp_path / "telegram.xml").read_bytes().startswith(b"<?xml")
