"""What `teikit formats` and the documentation's table say of the formats is what they do."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

from teikit.cli import main
from teikit.exporters import EXPORTERS
from teikit.exporters.expressed import FILE, expressed

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/reference/formats.md"
SOME = slice(3, None, 12)  # of the elements, so that all formats are measured in a few seconds


def measuring() -> ModuleType:
    spec = importlib.util.spec_from_file_location("formats", ROOT / "docs/formats.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def formats(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["formats", *arguments])


@pytest.mark.parametrize("name", [name for name in EXPORTERS if name != "pdf"])
def test_a_part_of_the_elements_measured_again_gives_what_the_file_says(name: str) -> None:
    if missing := EXPORTERS[name].missing:
        pytest.skip(f"{', '.join(missing)} is not installed")
    said = {key: kind for kind, keys in expressed(name)._asdict().items() for key in keys}
    found = measuring().measured(EXPORTERS[name], SOME)
    assert found == {key: said.get(key) for key in found}, "run python docs/formats.py"


def test_the_page_is_made_from_the_file_and_the_table_of_formats() -> None:
    table = json.loads(FILE.read_text(encoding="utf-8"))
    module = measuring()
    assert list(table) == list(EXPORTERS), "run python docs/formats.py"
    assert PAGE.read_text(encoding="utf-8") == "\n".join(module.page(module.unpacked(table))), (
        "run python docs/formats.py"
    )


def test_what_is_measured_tells_markup_from_text() -> None:
    assert {"persName", "stamp", "note"} <= set(expressed("html").own)
    assert "persName" in expressed("text").text
    assert "teiHeader/repository" in expressed("mods").header
    assert "persName" in expressed("ris").absent


def test_the_formats_are_listed_with_what_they_need() -> None:
    result = formats()
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.splitlines()[1:] if line[:1].strip()] == list(EXPORTERS)


def test_a_format_is_shown_with_its_elements() -> None:
    result = formats("ris", "text")
    assert [line for line in result.stdout.splitlines() if line[:1].strip()] == [
        "ris  .ris  references for reference managers (one file for many documents)",
        "text  .txt  plain text, one paragraph a line, notes at the end",
    ]
    assert "  options:\n    --view\n" in result.stdout
    assert "  text only:\n    surface front" in result.stdout


def test_programs_read_the_formats_as_json() -> None:
    found = {each["name"]: each for each in json.loads(formats("--format", "json").stdout)}
    assert list(found) == list(EXPORTERS)
    assert {key: value for key, value in found["docx"].items() if key != "expresses"} == {
        "name": "docx",
        "suffix": ".docx",
        "title": EXPORTERS["docx"].title,
        "options": ["view"],
        "collects": False,
        "extra": "docx",
        "installed": not EXPORTERS["docx"].missing,
    }
    assert "persName" in found["html"]["expresses"]["own"]


def test_a_format_that_there_is_not_is_refused() -> None:
    result = formats("papyrus")
    assert (result.exit_code, "TK401" in result.stderr) == (2, True)
