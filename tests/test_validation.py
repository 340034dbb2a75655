"""All checks of a file, or of many, as one call."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from invented import LETTER, letter

import teikit
from teikit.checks import CHECKS, OPTIONAL
from teikit.config import Config, Standard
from teikit.diagnostics import Severity, TeikitError
from teikit.resources import schema_path
from teikit.tei import TeiDocument
from teikit.validation import Checked, validate, validate_many

TWO_FAULTS = letter('<div type="letter">\n<p>a <persname>B</persname></p>\n<p><add hand="#nobody">x</add></p></div>')


def test_the_public_function_is_this_one():
    assert teikit.validate is validate


def test_findings_of_all_checks_come_in_the_order_of_their_lines(tmp_path):
    path = tmp_path / "letter.xml"
    path.write_text(TWO_FAULTS, encoding="utf-8")
    assert [(each.code, each.location.line, each.location.path) for each in validate(path)] == [
        ("TK210", 20, str(path)),
        ("TK203", 21, str(path)),
    ]


def test_a_document_is_checked_as_well_as_a_file():
    assert [each.code for each in validate(TeiDocument.parse(TWO_FAULTS.encode()))] == ["TK210", "TK203"]


def test_a_schema_may_be_a_file(tmp_path):
    copy = tmp_path / "own.rng"
    copy.write_bytes(schema_path("teikit").read_bytes())
    assert validate(TeiDocument.parse(LETTER.encode()), str(copy)) == ()


@pytest.mark.parametrize(
    ("name", "schema", "code"),
    [("letter.xml", "latin", "TK206"), ("gone.xml", "teikit", "TK006"), ("torn.xml", "teikit", "TK201")],
)
def test_what_cannot_be_checked_is_refused(tmp_path, name, schema, code):
    (tmp_path / "letter.xml").write_text(LETTER, encoding="utf-8")
    (tmp_path / "torn.xml").write_text(LETTER[:-20], encoding="utf-8")
    with pytest.raises(TeikitError) as refused:
        validate(tmp_path / name, schema)
    assert refused.value.diagnostic.code == code


def test_a_check_that_is_off_finds_nothing(tmp_path):
    off = Config(Standard(checks={"schematron": False, "pointers": False}))
    assert [each.code for each in validate(TeiDocument.parse(TWO_FAULTS.encode()), config=off)] == ["TK210"]


def test_an_optional_check_is_tried_where_it_is_asked_for():
    on = Config(Standard(checks={"header": True}))
    assert CHECKS.keys() > OPTIONAL
    assert [each.code for each in validate(TeiDocument.parse(LETTER.encode()), config=on)] == ["TK290"]


def test_settings_change_the_severity_of_a_code_or_leave_it_out():
    weighed = Config(Standard(codes={"TK210": Severity.INFO, "TK203": None}))
    found = validate(TeiDocument.parse(TWO_FAULTS.encode()), config=weighed)
    assert [(each.code, each.severity) for each in found] == [("TK210", Severity.INFO)]


# many files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"bad": TWO_FAULTS, "good": LETTER, "other": "<project/>", "torn": LETTER[:-20]}.items():
        (tmp_path / f"{name}.xml").write_text(text, encoding="utf-8")
    return tmp_path


def outcomes(found: list[Checked]) -> list[tuple[str, list[str], bool]]:
    return [(each.path.stem, [one.code for one in each.diagnostics], each.is_tei) for each in found]


ALL = [
    ("bad", ["TK210", "TK203"], True),
    ("gone", ["TK006"], True),
    ("good", [], True),
    ("other", [], False),
    ("torn", ["TK201"], True),
]


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_files_are_checked_in_order_and_a_bad_one_keeps_no_other_from_it(folder, jobs):
    paths = sorted([*folder.iterdir(), folder / "gone.xml"])
    heard: list[Checked] = []
    found = validate_many(paths, unsure=paths, jobs=jobs, batch=2, on_done=heard.append)
    assert outcomes(found) == ALL
    assert heard == found


def test_any_executor_serves(folder):
    paths = sorted([*folder.iterdir(), folder / "gone.xml"])
    with ThreadPoolExecutor(2) as pool:
        assert outcomes(validate_many(paths, unsure=paths, executor=pool, jobs=2)) == ALL


def test_xml_that_is_named_is_checked_whatever_it_is(folder):
    found = validate_many([folder / "other.xml"])
    assert outcomes(found) == [("other", ["TK216"], True)]


def test_a_bug_is_a_finding_with_its_trace(folder, monkeypatch):
    monkeypatch.setitem(CHECKS, "schema", lambda examined: 1 / 0)
    (checked,) = validate_many([folder / "good.xml"])
    assert [each.code for each in checked.diagnostics] == ["TK099"]
    assert checked.trace.endswith("ZeroDivisionError: division by zero\n")
