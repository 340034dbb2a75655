"""JUnit's XML: a file is a test case, a folder a suite."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from reports.findings import every_kind

from teikit.diagnostics import Severity
from teikit.reports import report
from teikit.reports.results import Results


@pytest.fixture
def suites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> etree._Element:
    monkeypatch.chdir(tmp_path)
    return etree.fromstring(report("junit", every_kind(Path())).encode())


def test_suites_are_folders_and_cases_files(suites: etree._Element) -> None:
    assert dict(suites.attrib) == {"name": "teikit validate", "tests": "4", "failures": "2", "errors": "0", "time": "0"}
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in suites] == [
        (".", "2", "1"),
        ("letters", "2", "1"),
    ]
    assert [(case.get("classname"), case.get("name"), case.get("file")) for case in suites.iter("testcase")] == [
        (".", "teikit", "teikit"),
        (".", "top.xml", "top.xml"),
        ("letters", "clean.xml", "letters/clean.xml"),
        ("letters", "ä b.xml", "letters/ä b.xml"),
    ]


def test_a_clean_file_is_an_empty_case(suites: etree._Element) -> None:
    assert [len(case) for case in suites.iter("testcase")] == [1, 2, 0, 1]


def test_what_makes_the_run_fail_is_the_failure_and_the_rest_output(suites: etree._Element) -> None:
    top = suites.findall(".//testcase")[1]
    assert [(part.tag, dict(part.attrib), part.text) for part in top] == [
        (
            "failure",
            {"type": "TK230", "message": "1 error; line 3: 100% twice: a, b"},
            "top.xml:3:6: error TK230: 100% twice: a, b",
        ),
        ("system-out", {}, "top.xml:5:1: warning TK203: line\nbroken ]]> \ufffd |"),
    ]


def test_a_warning_fails_where_it_should(tmp_path: Path) -> None:
    found = every_kind(tmp_path).diagnostics[3:4]
    assert "<failure" not in report("junit", Results(found))
    assert "<failure" in report("junit", Results(found, fail_on=Severity.WARNING))


def test_nothing_looked_at_is_no_suite() -> None:
    assert len(etree.fromstring(report("junit", Results([])).encode())) == 0
