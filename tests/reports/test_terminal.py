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


def shown(tmp_path, line, column, end, width=None):
    path = tmp_path / "a.xml"
    path.write_text(line, encoding="utf-8")
    found = [Diagnostic("TK210", ERROR, "bad", Location(str(path), 1, column, 1, end))]
    return [each.partition("│ ")[2] for each in terminal_report(found, width=width).splitlines()[2:4]]


def test_the_caret_stands_below_letters_of_any_width(tmp_path):
    assert shown(tmp_path, "<p>漢字<b>x</b></p>", 6, 9) == ["<p>漢字<b>x</b></p>", "       ^^^"]
    assert shown(tmp_path, "<p>e\u0301e\u0301<b>x</b></p>", 8, 11) == ["<p>e\u0301e\u0301<b>x</b></p>", "     ^^^"]
    assert shown(tmp_path, "<p><b>漢</b></p>", 7, 8)[1] == "      ^^"


def test_on_a_narrow_terminal_a_line_is_cut_on_both_sides(tmp_path):
    line = f"    <p>{'word ' * 20}<b>x</b>{' word' * 20}</p>"
    text, carets = shown(tmp_path, line, 108, 111, width=60)
    assert (text[0], text[-1], text[text.index("<b>") : text.index("<b>") + 3]) == ("…", "…", "<b>")
    assert text.index("<b>") == carets.index("^^^")
    assert len(text) <= 60 - 11


def test_what_cannot_be_seen_is_shown_as_such(tmp_path):
    assert shown(tmp_path, "a\u202eb\x1b[31m<b>", 9, 12) == ["a\ufffdb\ufffd[31m<b>", "        ^^^"]


def test_sentences_are_broken_at_the_width_of_the_terminal():
    found = [
        Diagnostic("TK210", ERROR, "a sentence of many words " * 4, Location("a.xml", 1, 1), hint="and a hint " * 8)
    ]
    assert terminal_report(found, width=60) == (
        "a.xml\n"
        "  1:1  error    TK210  a sentence of many words a sentence\n"
        "                       of many words a sentence of many\n"
        "                       words a sentence of many words\n"
        "       → and a hint and a hint and a hint and a hint and a\n"
        "         hint and a hint and a hint and a hint\n"
        "1 error in 1 file\n"
    )
    assert terminal_report(found, width=30).splitlines()[1:4] == [
        "  1:1  error    TK210  ",
        "    a sentence of many words a",
        "    sentence of many words a",
    ]


def test_of_many_findings_the_most_frequent_are_named():
    found = [Diagnostic(f"TK21{number % 3}", ERROR, "x", Location("a.xml", number)) for number in range(1, 60)]
    assert terminal_report(found).splitlines()[-2:] == [
        "59 errors in 1 file",
        "most often: TK211 20×, TK212 20×, TK210 19×",
    ]
