"""`teikit profile`: the shipped ones listed, one shown, its examples tried, a new one begun."""

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teikit.cli import main
from teikit.profile import profile, profile_names

RULE = """\
extends = "generic"

[bracket.watermark]
pattern = '{}'
element = "note"
attributes = {{ type = "x-watermark" }}
why = "the archive's transcribers report watermarks in this way"
examples = [
  "watermark: a lily",
  "Watermark: \\"AB\\"",
]
counter_examples = ["watermark"]
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["profile", *arguments])


def outcome_of(text: str) -> Result:
    Path("own.toml").write_text(text, encoding="utf-8")
    return run("test", "own.toml")


def test_the_list_names_every_shipped_profile() -> None:
    shown = run("list").stdout.splitlines()
    assert tuple(line.split()[0] for line in shown[1:]) == profile_names()
    assert str(len(profile("generic").rules)) in shown[1 + profile_names().index("generic")].split()


def test_show_gives_the_rules_in_their_order() -> None:
    shown = run("show", "generic").stdout
    names = re.findall(r"^ +\d+  (\S+)", shown, re.MULTILINE)
    assert names == [rule.name for rule in profile("generic").rules]
    assert "“?Varnov?”" in shown and "a question mark alone in brackets doubts the word before it" in shown


@pytest.mark.parametrize("name", profile_names())
def test_the_shipped_profiles_pass(name: str) -> None:
    assert run("test", name).exit_code == 0


def test_a_rule_that_knows_its_examples_passes() -> None:
    result = outcome_of(RULE.format(r"(?i:watermark):\s*(?P<text>.+)"))
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (r"watermark:\s*(?P<text>.+)", "own.toml:10:1: error TK507"),
        (r"(?i:watermark):\s*(?P<text>.)", "ends behind “watermark: a”"),
        (r"(?i:watermark)(?P<text>.*)", "own.toml:12:1: error TK508"),
        (r"(?P<text>a lily)", "own.toml:9:1: error TK507"),
    ],
)
def test_one_that_does_not_is_told_with_its_line(pattern: str, said: str) -> None:
    result = outcome_of(RULE.format(pattern))
    assert (result.exit_code, said in result.stderr) == (1, True), result.stderr


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ('brackets = ["supplied"]\n', "own.toml:4:1: warning TK509: the rule “watermark” is never tried"),
        ('brackets = ["supplied", "watermark"]\n', "is taken by the rule “supplied”, which stands before “watermark”"),
    ],
)
def test_a_rule_that_is_never_reached_is_a_warning(change: str, said: str) -> None:
    result = outcome_of(change + RULE.format(r"(?i:watermark):\s*(?P<text>.+)"))
    assert (result.exit_code, said in result.stderr) == (0, True), result.stderr


def test_a_rule_without_an_example_is_a_warning() -> None:
    result = outcome_of('[line.fee]\npattern = "(?P<text>Fee)"\nelement = "note"\nattributes = { type = "x-fee" }\n')
    assert (result.exit_code, "own.toml:1:1: warning TK509: the rule “fee” has no example" in result.stderr) == (
        0,
        True,
    )


def test_a_broken_profile_is_refused() -> None:
    assert outcome_of("name = \n").exit_code == 2


@pytest.mark.parametrize("extends", profile_names())
def test_a_new_profile_passes_and_changes_nothing(extends: str) -> None:
    assert run("new", "own", "--extends", extends).exit_code == 0
    assert run("test", "own.toml").exit_code == 0
    made = profile("own.toml")
    assert (made.name, made.rules) == ("own", profile(extends).rules)


def test_its_examples_in_force_pass_too() -> None:
    run("new", "town-archive", "-o", "own.toml")
    text = re.sub(r"(?m)^#: ", "", Path("own.toml").read_text(encoding="utf-8"))
    assert outcome_of(text).stderr == "" and outcome_of(text).exit_code == 0
    assert set(tomllib.loads(text)) == {"name", "title", "extends", "languages", "header", "frame", "bracket", "line"}


def test_standard_output_is_a_hyphen() -> None:
    assert tomllib.loads(run("new", "own", "-o", "-").stdout)["extends"] == "generic"
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["new", "own"], "TK010"),
        (["new", "My Archive"], "TK512"),
        (["new", "generic"], "TK512"),
        (["new", "other", "--extends", "klingon"], "TK502"),
        (["show", "klingon"], "TK502"),
        (["test", "none.toml"], "TK502"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(arguments: list[str], code: str) -> None:
    Path("own.toml").write_text("", encoding="utf-8")
    result = run(*arguments)
    assert (result.exit_code, f"error {code}" in result.stderr) == (2, True)
    assert [path.name for path in Path().iterdir()] == ["own.toml"]
