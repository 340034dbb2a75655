"""The page on pipelines: what it shows of other programs' files names what is there."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from teikit.checks import CHECKS, OPTIONAL
from teikit.cli import main
from teikit.config import _KEYS, Config
from teikit.reports import REPORTS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/how-to/validate-in-ci.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
FILES: dict[str, Any] = {
    name: yaml.safe_load(text)
    for name, text in re.findall(r"^```yaml (\S+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
}


def steps() -> list[dict[str, Any]]:
    (job,) = FILES[".github/workflows/editions.yml"]["jobs"].values()
    found: list[dict[str, Any]] = job["steps"]
    return found


def commands() -> Iterator[str]:
    for text in (*FILES[".gitlab-ci.yml"]["editions"]["script"], *re.findall(r"`(teikit [^`]+)`", PAGE)):
        if text.startswith(("teikit validate ", "teikit code ", "teikit schema ")):
            yield text


def test_the_hook_is_one_of_ours() -> None:
    (repository,) = FILES[".pre-commit-config.yaml"]["repos"]
    ours = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in repository["hooks"]] == [hook["id"] for hook in ours]


def test_the_action_has_the_inputs_that_are_given() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    (step,) = [each for each in steps() if each["uses"].startswith("OWNER/teikit@")]
    assert set(step["with"]) <= set(action["inputs"])
    assert [name for name in action["inputs"] if f"`{name}`" not in PAGE] == ["python-version"]


def test_the_file_that_one_step_writes_is_the_one_the_next_reads() -> None:
    assert steps()[1]["with"]["sarif"] == steps()[2]["with"]["sarif_file"]
    reports = FILES[".gitlab-ci.yml"]["editions"]["artifacts"]["reports"]
    script = " ".join(FILES[".gitlab-ci.yml"]["editions"]["script"])
    assert all(f"={name}" in script for name in reports.values())


@pytest.mark.parametrize("line", list(commands()))
def test_a_command_has_the_options_that_it_is_given(line: str) -> None:
    name, *words = shlex.split(line)[1:]
    command = main.get_command(click.Context(main), name)
    assert command is not None
    command.make_context(name, words)


def test_the_settings_of_the_page_can_be_read(tmp_path: Path) -> None:
    (text,) = re.findall(r"^```toml teikit.toml\n(.*?)^```$", SETTINGS, re.MULTILINE | re.DOTALL)
    (tmp_path / "teikit.toml").write_text(text, encoding="utf-8")
    assert len(Config.read(tmp_path / "teikit.toml").overrides) == 1
    assert set(tomllib.loads(text)) == set(_KEYS)


def test_the_pages_name_every_setting_format_and_check() -> None:
    assert [name for name in (*_KEYS, *REPORTS) if f"\n| `{name}` |" not in SETTINGS] == []
    checks = (ROOT / "docs/reference/checks.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w-]+)` \| (.*) \| .* \|$", checks, re.MULTILINE))
    assert [name for name in CHECKS if name not in rows] == []
    assert {name for name in CHECKS if rows[name].endswith("**Only where asked for**")} == set(OPTIONAL)
