"""The bar of progress: on a terminal only, and never in the way of what is said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from invented import LETTER

from teikit.cli.progress import progress

pty = pytest.importorskip("pty", reason="there are no terminals of POSIX here")


def seen(folder: Path, *, terminal: bool) -> str:
    """What standard error gets of a run over three files."""
    for name in "abc":
        (folder / f"{name}.xml").write_text(LETTER, encoding="utf-8")
    ours, theirs = pty.openpty()
    stream = theirs if terminal else subprocess.PIPE
    command = [sys.executable, "-m", "teikit", "validate", str(folder)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stream, env=environment) as process:
        printed, said = process.communicate(timeout=60)
    os.close(theirs)
    assert printed == b""
    text = os.read(ours, 100_000) if terminal else said
    os.close(ours)
    return text.decode()


def test_on_a_terminal_there_is_a_bar_which_is_gone_in_the_end(tmp_path: Path) -> None:
    text = seen(tmp_path, terminal=True)
    assert "validating" in text and "3/3" in text
    assert text.endswith("3 files checked, nothing found\r\n")
    assert "\x1b[2K" in text.partition("3/3")[2]


def test_elsewhere_there_is_none(tmp_path: Path) -> None:
    assert seen(tmp_path, terminal=False) == "3 files checked, nothing found\n"


def test_without_a_terminal_nothing_is_imported_for_it() -> None:
    code = "import sys; from teikit.cli.progress import progress\nwith progress(3, 'x') as done: done()\nprint('rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
    assert callable(progress)
