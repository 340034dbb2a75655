"""The command line as a whole: what it knows, and how it speaks of errors."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from teikit import __version__
from teikit.cli import COMMANDS, main


def test_the_version_is_told() -> None:
    assert CliRunner().invoke(main, ["--version"]).stdout == f"teikit {__version__}\n"


def test_help_lists_every_command() -> None:
    shown = CliRunner().invoke(main, ["--help"]).stdout
    assert all(name in shown for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_help(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert (result.exit_code, f"Usage: teikit {name}" in result.stdout.replace("main", "teikit")) == (0, True)


@pytest.mark.parametrize("arguments", [["nonsense"], ["convert"], ["convert", "--nonsense", "a.txt"], ["verify", "a"]])
def test_wrong_usage_exits_with_two(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, arguments).exit_code == 2


def test_an_error_is_one_clear_line_without_a_traceback() -> None:
    result = CliRunner().invoke(main, ["convert", "no-such-file.txt"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "error TK006: there is no file no-such-file.txt\n  → check the path\n"


def test_help_imports_no_command() -> None:
    code = "import sys; from teikit.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    arguments = [sys.executable, "-c", code]
    shown = subprocess.run(arguments, capture_output=True, text=True, check=True, env=environment).stdout
    assert not {"lxml.etree", "rich", "teikit.convert", "teikit.cli.convert"} & set(shown.split())
