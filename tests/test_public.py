"""The public names of the package, whatever was imported before them."""

from __future__ import annotations

import subprocess
import sys

import pytest

import teikit


@pytest.mark.parametrize("name", ["convert", "verify"])
def test_a_function_stays_a_function_when_its_module_is_imported_first(name: str) -> None:
    code = f"import teikit.{name}, teikit; assert callable(teikit.{name}), teikit.{name}; assert teikit.{name} is teikit.{name}"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False).stderr == ""


def test_every_public_name_is_there() -> None:
    assert [name for name in teikit.__all__ if getattr(teikit, name, None) is None] == []
