"""Findings for people."""

from __future__ import annotations

from teikit.diagnostics import Diagnostic, Location, Severity
from teikit.reports.terminal import terminal_report

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def test_nothing_found_is_nothing_said():
    assert terminal_report([]) == ""


def test_findings_are_grouped_by_file_and_aligned():
    found = [
        Diagnostic("TK202", ERROR, "first", Location("a.xml", 9, 1)),
        Diagnostic("TK203", WARNING, "other file", Location("b.xml", 1, 1)),
        Diagnostic("TK203", WARNING, "second", Location("a.xml", 12, 34), hint="do [this]"),
    ]
    assert terminal_report(found) == (
        "a.xml\n"
        "    9:1  error    TK202  first\n"
        "  12:34  warning  TK203  second\n"
        "         → do [this]\n"
        "b.xml\n"
        "  1:1  warning  TK203  other file\n"
        "1 error, 2 warnings in 2 files\n"
    )


def test_the_line_is_shown_with_a_caret_under_the_place(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text("<p>\n\ta <persname>B</persname>\n</p>\n", encoding="utf-8")
    found = [Diagnostic("TK210", ERROR, "no such element", Location(str(path), 2, 4, 2, 14))]
    assert terminal_report(found).splitlines()[2:4] == [
        "       │  a <persname>B</persname>",
        "       │    ^^^^^^^^^^",
    ]


def test_of_a_long_line_only_the_neighbourhood_is_shown(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text("x" * 3000 + "<bad/>" + "y" * 3000, encoding="utf-8")
    shown = terminal_report([Diagnostic("TK210", ERROR, "bad", Location(str(path), 1, 3001, 1, 3007))]).splitlines()
    assert max(map(len, shown[1:])) < 200
    assert shown[2].index("<bad/>") == shown[3].index("^^^^^^")


def test_a_finding_about_no_file_stands_alone():
    assert terminal_report([Diagnostic("TK204", INFO, "2 rules")]) == "    info     TK204  2 rules\n1 remark\n"


def test_related_places_follow():
    first = (Location("a.xml", 3, 1), "first used here")
    report = terminal_report([Diagnostic("TK230", ERROR, "twice", Location("a.xml", 8, 1), related=(first,))])
    assert report.splitlines()[2].split() == ["3:1", "first", "used", "here"]


def test_colours_are_for_terminals_only():
    found = [Diagnostic("TK202", ERROR, "first", Location("a.xml", 9, 1))]
    assert "\x1b[" in terminal_report(found, colour=True)
    assert "\x1b[" not in terminal_report(found)
