"""The fixtures for other projects, in a run of pytest of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from invented import LETTER, letter

ROOT = Path(__file__).parents[1]
TYPED = "Dear Sir,\n\nThe maps come on Monday, and the surveyor with them.\n\nYours truly,\nE. Hollis\n"
TESTS = """\
from pathlib import Path

import pytest
import teikit

def test_right(tei_valid):
    tei_valid("right.xml")
    tei_valid(Path("right.xml"), "teikit")
    tei_valid(Path("right.xml").read_text())
    tei_valid(Path("right.xml").read_bytes())
    tei_valid(teikit.TeiDocument.read("right.xml"))

def test_wrong(tei_valid):
    tei_valid("wrong.xml")

def test_torn(tei_valid):
    tei_valid("<TEI>")

def test_config(tei_valid):
    tei_valid("lenient/wrong.xml")
    tei_valid("wrong.xml", config=teikit.Config.read("lenient/teikit.toml"))

def test_kept(text_preserved):
    text_preserved("typed.txt", teikit.convert(Path("typed.txt")).document)
    text_preserved(Path("typed.txt"), "typed.xml", profile="generic")

def test_lost(text_preserved):
    text_preserved("typed.txt", Path("typed.xml").read_text().replace("surveyor", "survivor"))

def test_empty(text_preserved):
    text_preserved("typed.txt", "<TEI/>")
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest prints for those tests."""
    import teikit

    folder = tmp_path_factory.mktemp("project")
    wrong = letter('<div type="letter"><p>by <persname>B. Reed</persname></p></div>')
    (folder / "lenient").mkdir()
    for name, text in {
        "right.xml": LETTER,
        "wrong.xml": wrong,
        "lenient/wrong.xml": wrong,
        "lenient/teikit.toml": 'codes = { TK210 = "warning" }',
        "typed.txt": TYPED,
        "typed.xml": teikit.convert(TYPED).to_bytes().decode(),
        "test_editions.py": TESTS,
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    # an installed teikit says itself that it has the plugin; a bare checkout has to be told
    installed = any(each.name == "teikit" for each in entry_points(group="pytest11"))
    options = [] if installed else ["-p", "teikit.pytest_plugin"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-v", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "120"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def test_what_is_right_passes_and_what_is_wrong_fails(printed: str) -> None:
    lines = [line.split()[:2] for line in printed.splitlines() if line.startswith("test_editions.py::")]
    assert [(name.partition("::")[2], outcome) for name, outcome in lines] == [
        ("test_right", "PASSED"),
        ("test_wrong", "FAILED"),
        ("test_torn", "FAILED"),
        ("test_config", "PASSED"),
        ("test_kept", "PASSED"),
        ("test_lost", "FAILED"),
        ("test_empty", "FAILED"),
    ]


def test_a_failure_shows_the_finding_and_nothing_of_teikit_inside(printed: str) -> None:
    shown = printed.partition("_ test_wrong _")[2].partition("_ test_torn _")[0]
    assert '>       tei_valid("wrong.xml")\n' in shown
    assert (
        "E       AssertionError: wrong.xml is not valid TEI\nE       wrong.xml\nE         19:26  error    TK210  "
        in shown
    )
    assert '│ <div type="letter"><p>by <persname>B. Reed</persname></p></div>\n' in shown
    assert "pytest_plugin.py" not in shown


def test_a_lost_letter_is_shown_at_its_place(printed: str) -> None:
    shown = printed.partition("_ test_lost _")[2].partition("_ test_empty _")[0]
    assert "E       AssertionError: this does not keep the text of typed.txt\nE       typed.txt\n" in shown
    assert "TK303" in shown and "surveyor" in shown


def test_what_cannot_be_compared_says_so(printed: str) -> None:
    assert "AssertionError: this cannot be compared with typed.txt\n" in printed


def test_pytest_finds_the_plugin_by_its_entry_point() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"]["pytest11"] == {"teikit": "teikit.pytest_plugin"}


def test_a_run_of_pytest_that_uses_no_fixture_loads_nothing_of_teikit() -> None:
    code = "import pytest, sys; before = set(sys.modules); import teikit.pytest_plugin; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() in ("['teikit', 'teikit.pytest_plugin']", "['teikit.pytest_plugin']")
