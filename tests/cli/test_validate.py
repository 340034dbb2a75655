"""`teikit validate` on files: what it prints, and its exit code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invented import LETTER, letter

from teikit.checks import CHECKS
from teikit.cli import main
from teikit.diagnostics import Diagnostic, Severity
from teikit.reports import REPORTS

EMPTY_NAME = letter('<div type="letter"><p>by <persName/></p></div>')


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {"good": LETTER, "bad": EMPTY_NAME, "torn": LETTER[:-20]}.items():
        (tmp_path / f"{name}.xml").write_text(text, encoding="utf-8")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/one.xml").write_text(LETTER, encoding="utf-8")
    (tmp_path / "letters/build.xml").write_text("<project/>", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


def validated(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["validate", *arguments])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["good.xml"], 0),
        (["bad.xml"], 1),
        (["torn.xml"], 1),
        (["good.xml", "bad.xml"], 1),
        (["gone.xml", "bad.xml"], 2),
        (["--schema", "klingon", "good.xml"], 2),
        (["--schema", "good.xml", "good.xml"], 2),
        ([], 2),
        (["."], 1),
        (["letters"], 0),
        (["empty"], 2),
        (["--config", "none.toml", "good.xml"], 2),
    ],
)
def test_exit_codes(folder, arguments, code):
    assert validated(*arguments).exit_code == code


RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">
<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
<phase id="draft"><active pattern="a"/></phase><phase id="final"><active pattern="b"/></phase>
<pattern id="a"><rule context="tei:body"><report test="true()">a</report></rule></pattern>
<pattern id="b"><rule context="tei:body"><report test="true()">b</report></rule></pattern></schema>"""


@pytest.mark.parametrize(("phase", "words"), [([], ["a", "b"]), (["--phase", "final"], ["b"])])
def test_a_schematron_file_stands_beside_a_grammar_in_the_phase_that_is_asked_for(folder, phase, words):
    (folder / "rules.sch").write_text(RULES, encoding="utf-8")
    done = validated("good.xml", "--schema", "teikit", "--schema", "rules.sch", *phase, "--format", "json")
    assert [row["message"] for row in json.loads(done.output)] == words


def test_a_phase_that_is_not_there_ends_in_2(folder):
    (folder / "rules.sch").write_text(RULES, encoding="utf-8")
    done = validated("good.xml", "--schema", "rules.sch", "--phase", "last")
    assert (done.exit_code, "no phase “last”; the rules have draft, final" in done.output) == (2, True)


def test_a_clean_file_is_passed_in_silence(folder):
    assert validated("good.xml").output == ""


def test_one_file_that_cannot_be_read_does_not_keep_the_others_from_being_checked(folder):
    assert [word in validated("gone.xml", "bad.xml").output for word in ("TK006", "TK203")] == [True, True]


def test_json_is_one_array_for_all_files(folder):
    rows = json.loads(validated("--format", "json", "bad.xml", "torn.xml").output)
    assert [(row["code"], row["path"]) for row in rows] == [("TK203", "bad.xml"), ("TK201", "torn.xml")]


def test_warnings_fail_only_if_asked(folder):
    rule = '<sch:rule context="tei:p"><sch:report role="warning" test="true()">a paragraph</sch:report></sch:rule>'
    schema = (Path(__file__).parents[2] / "schemas/teikit.rng").read_text(encoding="utf-8")
    own = schema.replace("</grammar>", f'<sch:pattern id="own">{rule}</sch:pattern></grammar>')
    (folder / "own.rng").write_text(own, encoding="utf-8")
    assert validated("--schema", "own.rng", "good.xml").exit_code == 0
    assert validated("--schema", "own.rng", "--fail-on", "warning", "good.xml").exit_code == 1


def test_of_a_folder_xml_that_is_not_tei_is_passed_over_and_said(folder):
    assert validated("letters").output == "1 file checked, nothing found; 1 file of other XML passed over\n"
    assert validated("letters/build.xml").exit_code == 1
    assert validated("--tei-only", "letters/build.xml").exit_code == 0


def test_settings_are_found_above_the_files_and_the_command_line_wins(folder):
    (folder / "teikit.toml").write_text('format = "json"\ncodes = { TK203 = "warning" }\n', encoding="utf-8")
    assert json.loads(validated("bad.xml").output)[0]["severity"] == "warning"
    assert validated("bad.xml").exit_code == 0
    assert validated("--fail-on", "warning", "bad.xml").exit_code == 1
    assert validated("--format", "terminal", "bad.xml").output.startswith("bad.xml\n")


def test_a_file_that_the_settings_leave_out_is_left_out_even_if_named(folder):
    (folder / "teikit.toml").write_text('exclude = ["bad.xml", "torn.xml"]\n', encoding="utf-8")
    assert [validated(path).exit_code for path in ("bad.xml", ".")] == [0, 0]
    assert validated("bad.xml").output == "0 files checked, nothing found\n"


def test_a_report_goes_to_files_beside_the_one_that_is_printed(folder):
    done = validated("--report", "sarif=out/a.sarif", "--report", "junit=a.junit.xml", "bad.xml")
    assert done.stdout.startswith("bad.xml\n")
    assert json.loads(Path("out/a.sarif").read_text())["runs"][0]["results"][0]["ruleId"] == "TK203"
    assert "<testcase" in Path("a.junit.xml").read_text()


@pytest.mark.parametrize("spec", ["a.sarif", "sarif=", "pdf=a.pdf"])
def test_a_report_that_does_not_say_where_is_refused(folder, spec):
    done = validated("--report", spec, "good.xml")
    assert done.exit_code == 2
    assert f"TK709: “{spec}” does not say which report goes where" in done.output


def test_paths_for_a_platform_start_at_the_top_of_the_checkout(folder, monkeypatch):
    (folder / ".git").mkdir()
    monkeypatch.chdir(folder / "letters")
    (row,) = json.loads(validated("--format", "gitlab", "../bad.xml").stdout)
    assert row["location"]["path"] == "bad.xml"


def test_the_summary_of_a_step_is_written_where_github_wants_it(folder, monkeypatch):
    summary = folder / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert validated("--format", "github", "bad.xml").stdout.startswith("::error file=bad.xml,line=")
    assert summary.read_text(encoding="utf-8").startswith("before\n## teikit: 1 error in 1 file\n")


def test_a_summary_that_cannot_be_written_ends_in_2(folder, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder))
    done = validated("--format", "github", "good.xml")
    assert (done.exit_code, "TK007" in done.output) == (2, True)


def test_a_baseline_lets_a_project_fail_on_new_errors_only(folder):
    begun = validated("--baseline", "known.json", "--update-baseline", "bad.xml", "letters")
    assert (begun.exit_code, begun.output) == (0, "known.json: 1 finding, before 0\n")
    assert (
        validated("--baseline", "known.json", "bad.xml").output
        == "1 file checked, nothing new found; 1 finding known from known.json\n"
    )
    (folder / "letters/one.xml").write_text(EMPTY_NAME, encoding="utf-8")
    done = validated("--baseline", "known.json", "bad.xml", "letters")
    assert (done.exit_code, done.stdout.startswith("letters/one.xml\n")) == (1, True)
    (folder / "bad.xml").write_text(LETTER, encoding="utf-8")
    stale = validated("--baseline", "known.json", "bad.xml")
    assert (stale.exit_code, "TK707" in stale.output) == (0, True)


def test_a_file_that_is_not_well_formed_keeps_what_the_baseline_knows_of_it(folder):
    validated("--baseline", "known.json", "--update-baseline", "bad.xml")
    (folder / "bad.xml").write_text(EMPTY_NAME[:-20], encoding="utf-8")
    rows = json.loads(validated("--baseline", "known.json", "--format", "json", "bad.xml").stdout)
    assert [row["code"] for row in rows] == ["TK201"]
    validated("--baseline", "known.json", "--update-baseline", "bad.xml")
    (folder / "bad.xml").write_text(EMPTY_NAME, encoding="utf-8")
    rows = json.loads(validated("--baseline", "known.json", "--format", "json", "bad.xml").stdout)
    assert [row["code"] for row in rows] == ["TK707"]


def test_a_baseline_may_be_in_the_settings_but_must_be_there(folder):
    assert validated("--update-baseline", "bad.xml").exit_code == 2
    (folder / "teikit.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    missing = validated("bad.xml")
    assert (missing.exit_code, "TK706: there is no baseline known.json" in missing.output) == (2, True)
    assert validated("--update-baseline", "bad.xml").exit_code == 0
    assert validated("bad.xml").exit_code == 0


def test_a_run_that_cannot_read_a_file_makes_no_baseline(folder):
    done = validated("--baseline", "known.json", "--update-baseline", "bad.xml", "gone.xml")
    assert (done.exit_code, "TK006" in done.output, Path("known.json").exists()) == (2, True, False)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_only_what_has_changed_is_checked(folder, monkeypatch):
    for words in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "one"]):
        subprocess.run(["git", *words], check=True)
    assert validated("--changed-since", "HEAD", ".").exit_code == 0
    (folder / "letters/two.xml").write_text(EMPTY_NAME, encoding="utf-8")
    done = validated("--changed-since", "HEAD", ".")
    assert (done.exit_code, done.stdout.splitlines()[0]) == (1, "letters/two.xml")
    assert validated("--changed-since", "none", ".").exit_code == 2


def test_what_is_about_no_file_is_said_once(folder, monkeypatch):
    remark = Diagnostic("TK204", Severity.WARNING, "a rule was not tried")
    monkeypatch.setitem(CHECKS, "schematron", lambda *_: [remark])
    assert len(json.loads(validated("--format", "json", "good.xml", "letters/one.xml").stdout)) == 1


def test_a_file_that_cannot_be_read_is_no_clean_one(folder):
    done = validated("--format", "junit", "gone.xml")
    assert (done.exit_code, done.stdout.count("<testcase"), done.stdout.count("<failure")) == (2, 1, 1)


def test_files_that_wait_for_a_schema_are_no_clean_ones(folder):
    for name in ("a.xml", "b.xml"):
        instruction = '<?xml-model href="https://example.org/own.rng"?>\n<TEI '
        (folder / name).write_text(LETTER.replace("<TEI ", instruction, 1), encoding="utf-8")
    done = validated("--format", "junit", "a.xml", "b.xml", "good.xml")
    assert done.exit_code == 2
    assert [name in done.stdout for name in ("a.xml", "b.xml", "good.xml")] == [True, False, True]
    assert validated("a.xml", "b.xml", "good.xml").stderr == "1 file checked\n"


def test_a_bug_shows_its_trace_and_ends_with_2(folder, monkeypatch):
    monkeypatch.setitem(CHECKS, "schema", lambda *_: 1 / 0)
    done = validated("good.xml")
    assert (done.exit_code, "ZeroDivisionError" in done.stderr) == (2, True)


def test_who_names_no_schema_is_told_that_there_are_others(folder):
    (folder / "bad.xml").write_text(letter("<div><p>a</p></div>"), encoding="utf-8")
    advice = "1 file names no schema and went by `teikit`, a small part of TEI; --schema tei_all is all of it\n"
    assert validated("bad.xml").stderr == advice
    assert validated("--schema", "teikit", "bad.xml").stderr == ""
    assert validated("--format", "json", "bad.xml").stderr == ""


def test_what_is_wrong_with_a_schema_is_said_once_for_all_files(folder):
    (folder / "own.sch").write_text(RULES, encoding="utf-8")
    done = validated("--schema", "own.sch", "--phase", "last", "--format", "json", "good.xml", "letters/one.xml")
    assert (done.exit_code, len(json.loads(done.stdout))) == (2, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has names of files that are no text")
@pytest.mark.parametrize("form", REPORTS)
def test_a_file_whose_name_is_no_text_is_reported_all_the_same(folder, form):
    name = os.fsdecode(b"a\xffb.xml")
    Path(name).write_text(EMPTY_NAME, encoding="utf-8")
    done = validated("--format", form, "--report", f"{form}=out", name)
    assert done.exit_code == 1
    assert "a%EF%BF%BDb.xml" in done.stdout or "a\ufffdb.xml" in done.stdout
    assert validated("--baseline", "known.json", "--update-baseline", name).exit_code == 0
    assert validated("--baseline", "known.json", name).exit_code == 0
