"""The crosswalk of the metadata formats: each cell from a real run, and no silence where a format has no place."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest
from referees import ROOT

from teikit.exporters import export_with_findings


def loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("crosswalk", ROOT / "docs/crosswalk.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


crosswalk = loaded()
# a list of letters is not a description of them, and what a text mentions is not of its header
DESCRIBING = [name for name in crosswalk.FORMATS if name != "cmif"]
ROWS = [row for row in crosswalk.ROWS if not row.name.startswith("text:")]


@pytest.mark.parametrize("name", DESCRIBING)
def test_what_a_format_has_no_place_for_is_said(name: str) -> None:
    silent = [row.name for row in ROWS if not crosswalk.fields(row, name) and not said(row, name)]
    assert silent == []


def said(row: object, name: str) -> bool:
    findings = export_with_findings(crosswalk.document(row, name), name)[1]
    return [finding.code for finding in findings] == ["TK430"]


def test_mods_and_ead_have_a_place_for_all_of_a_header() -> None:
    assert [row.name for row in ROWS for name in ("mods", "ead3") if not crosswalk.fields(row, name)] == []


def test_nothing_is_found_that_was_not_put_in() -> None:
    row = crosswalk.Row("nothing", title="<title>T</title>")
    assert [crosswalk.fields(row, name) for name in crosswalk.FORMATS] == [[]] * len(crosswalk.FORMATS)
