"""Annotations of GitHub Actions: escaped, within GitHub's limits, and the rest where it can be read."""

from __future__ import annotations

from pathlib import Path

from reports.findings import every_kind

from teikit.diagnostics import Diagnostic, Location, Severity
from teikit.reports import report
from teikit.reports.github import step_summary
from teikit.reports.results import Results


def error(number: int, message: str = "bad") -> Diagnostic:
    return Diagnostic("TK210", Severity.ERROR, message, Location("a.xml", number))


def test_each_finding_is_a_command_the_gravest_first(tmp_path: Path) -> None:
    results = every_kind(tmp_path)
    assert report("github", Results(results.diagnostics[1:], base=tmp_path)).splitlines() == [
        "::error file=letters/ä b.xml,line=2,col=19,endColumn=29,title=teikit TK210::there is no <persname>%0A→ rename it",
        "::error file=top.xml,line=3,endLine=4,title=teikit TK230::100%25 twice: a, b",
        "::warning file=top.xml,line=5,col=1,title=teikit TK203::line%0Abroken ]]> \x1b |",
        "::notice title=teikit TK402::2 rules%0A→ nothing",
        "2 errors, 1 warning, 1 remark in 2 files",
    ]


def test_signs_that_end_a_property_are_escaped() -> None:
    found = [Diagnostic("TK210", Severity.ERROR, "x", Location("a,b:c%.xml", 1))]
    assert report("github", Results(found)).startswith("::error file=a%2Cb%3Ac%25.xml,line=1,")


def test_more_than_github_shows_stands_in_the_log() -> None:
    said = report("github", Results([error(number, "::error::x") for number in range(1, 14)])).splitlines()
    assert [line[:7] for line in said[:10]] == ["::error"] * 10
    assert said[10:] == [
        "::group::3 more findings",
        *(f"  a.xml:{number}:1: error TK210: ::error::x" for number in (11, 12, 13)),
        "::endgroup::",
        "13 errors in 1 file",
    ]


def test_nothing_found_is_nothing_said() -> None:
    assert report("github", Results([])) == ""


def test_the_summary_is_a_table(tmp_path: Path) -> None:
    results = every_kind(tmp_path)
    assert step_summary(Results(results.diagnostics[1:], results.files, base=tmp_path)) == (
        "## teikit: 2 errors, 1 warning, 1 remark in 2 files\n\n3 files checked.\n\n"
        "| place | severity | code | finding |\n|---|---|---|---|\n"
        "| `letters/ä b.xml:2` | error | TK210 | there is no &lt;persname&gt;<br>→ rename it |\n"
        "| `top.xml:3` | error | TK230 | 100% twice: a, b |\n"
        "| `top.xml:5` | warning | TK203 | line broken \\]\\]&gt; \x1b \\| |\n"
        "|  | info | TK402 | 2 rules<br>→ nothing |\n"
    )
    assert step_summary(Results([], ["a.xml"])) == "## teikit: nothing found\n\n1 file checked.\n"


def test_the_summary_stays_below_what_github_takes() -> None:
    text = step_summary(Results([error(number, "x" * 900) for number in range(2000)]))
    assert 900_000 < len(text.encode()) < 1024 * 1024
    assert text.endswith("more findings, which are in the log.\n")
