"""The action for GitHub: its steps read from the file and run as a runner runs them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from pipelines.project import ROOT, committed, editions, environment, repository_of_teikit
from referees import package_index

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
EXPRESSION = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")

needs_bash = pytest.mark.skipif(
    shutil.which("bash") is None or shutil.which("git") is None, reason="bash or git is not installed"
)


class Runner:
    """Runs the action's own steps in a checkout: expressions filled in, variables handed from step to step."""

    def __init__(self, checkout: Path, action: Path, temporary: Path) -> None:
        self.checkout, self.action, self.temporary = checkout, action, temporary
        self.summary, self.variables = temporary / "summary.md", temporary / "variables"
        temporary.mkdir()

    def run(self, step: dict[str, Any], *, schemas: str = "", **inputs: str) -> subprocess.CompletedProcess[str]:
        self.summary.write_text("", encoding="utf-8")
        variables = self.variables.read_text(encoding="utf-8") if self.variables.exists() else ""
        given = {
            name: EXPRESSION.sub(lambda found: self.value(found[1], inputs), value)
            for name, value in step["env"].items()
        }
        around = {
            "RUNNER_TEMP": str(self.temporary),
            "GITHUB_ENV": str(self.variables),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            **dict(line.split("=", 1) for line in variables.splitlines()),
            **given,
            "TEIKIT_SCHEMAS": schemas,
        }
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
            cwd=self.checkout,
            env=environment(**around),
            capture_output=True,
            text=True,
            check=False,
        )

    def value(self, expression: str, inputs: dict[str, str]) -> str:
        if expression.startswith("inputs."):
            name = expression.removeprefix("inputs.")
            return inputs.get(name.replace("-", "_"), str(ACTION["inputs"][name].get("default", "")))
        return {"github.action_path": str(self.action), "steps.python.outputs.python-path": sys.executable}[expression]


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    folder = tmp_path_factory.mktemp("action")
    package_index(folder)
    checkout = committed(editions(folder / "project"))
    made = Runner(checkout, repository_of_teikit(folder / "teikit"), folder / "temporary")
    installed = made.run(step("Install teikit"))
    assert installed.returncode == 0, installed.stderr
    return made


def step(name: str) -> dict[str, Any]:
    return next(each for each in STEPS if each.get("name") == name)


@needs_bash
def test_findings_become_annotations_a_summary_and_sarif(runner: Runner) -> None:
    done = runner.run(step("Validate"), sarif="out/teikit.sarif", junit="out/teikit.xml")
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=wrong.xml,line=19,col=26,endColumn=36,title=teikit TK210::")
    assert runner.summary.read_text(encoding="utf-8").startswith("## teikit: 1 error in 1 file\n\n2 files checked.\n")
    log = json.loads((runner.checkout / "out/teikit.sarif").read_text(encoding="utf-8"))
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["TK210"]
    assert (runner.checkout / "out/teikit.xml").exists()


@needs_bash
def test_every_input_reaches_the_command(runner: Runner) -> None:
    assert runner.run(step("Validate"), paths="right.xml\n\n").returncode == 0
    assert runner.run(step("Validate"), paths="right.xml\nwrong.xml").returncode == 1
    assert runner.run(step("Validate"), changed_since="HEAD").returncode == 0
    assert runner.run(step("Validate"), schema="klingon").returncode == 2
    assert runner.run(step("Validate"), config="gone.toml").returncode == 2
    assert runner.run(step("Validate"), baseline="gone.json").returncode == 2
    assert runner.run(step("Validate"), fail_on="never").returncode == 2


@needs_bash
def test_schemas_are_fetched_where_they_are_asked_for(runner: Runner) -> None:
    kept = runner.temporary / "schemas"
    (runner.checkout / "own.rng").write_bytes((ROOT / "schemas/teikit.rng").read_bytes())
    assert runner.run(step("Fetch schemas"), schemas=str(kept)).returncode == 0
    assert not kept.exists()
    done = runner.run(step("Fetch schemas"), fetch="own.rng\n", schemas=str(kept))
    assert done.returncode == 0, done.stderr
    assert list(kept.rglob("*.rng"))
    assert runner.run(step("Fetch schemas"), fetch="gone.rng", schemas=str(kept)).returncode == 2


@needs_bash
def test_an_input_is_never_run_by_the_shell(runner: Runner) -> None:
    assert runner.run(step("Validate"), paths='$(touch hacked)"; touch hacked #').returncode == 2
    assert not (runner.checkout / "hacked").exists()


def test_the_python_of_the_job_stays_what_it_is() -> None:
    (setup,) = [each for each in STEPS if "uses" in each]
    assert setup["uses"].partition("@")[0] == "actions/setup-python"
    assert setup["with"]["update-environment"] is False


def test_expressions_stand_in_the_environment_only() -> None:
    assert ACTION["runs"]["using"] == "composite"
    for each in STEPS:
        assert "${{" not in each.get("run", "")
    named = {found for each in STEPS for found in EXPRESSION.findall(str(each)) if found.startswith("inputs.")}
    assert named == {f"inputs.{name}" for name in ACTION["inputs"]}
