"""The settings of a project: where they are found, what they say, and what they cannot say."""

from __future__ import annotations

from pathlib import Path

import pytest

from teikit.config import Config, Override, Standard
from teikit.diagnostics import Severity, TeikitError

WHOLE = """\
schema = "own.rng"
phase = "final"
exclude = ["drafts/", "*.old.xml"]
baseline = "known.json"
fail-on = "warning"
format = "json"

[checks]
schematron = false

[codes]
TK203 = "info"
TK230 = "off"

[[overrides]]
files = ["telegrams/"]
schema = "teikit"
checks = { schematron = true }

[[overrides]]
files = ["telegrams/1961/*"]
codes = { TK203 = "error" }
"""


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refused(path: Path) -> tuple[str, str, int, str | None]:
    with pytest.raises(TeikitError) as error:
        Config.read(path)
    found = error.value.diagnostic
    assert found.location is not None and found.location.path == str(path)
    return found.code, found.message, found.location.line, found.hint


def test_a_file_says_everything_that_can_be_set(tmp_path: Path) -> None:
    path = written(tmp_path / "teikit.toml", WHOLE)
    schema = written(tmp_path / "own.rng", "")
    assert Config.read(path) == Config(
        standard=Standard((str(schema),), {"schematron": False}, {"TK203": Severity.INFO, "TK230": None}, "final"),
        overrides=(
            Override(("telegrams/",), Standard(("teikit",), {"schematron": True})),
            Override(("telegrams/1961/*",), Standard(codes={"TK203": Severity.ERROR})),
        ),
        exclude=("drafts/", "*.old.xml"),
        baseline=tmp_path / "known.json",
        fail_on=Severity.WARNING,
        form="json",
        folder=tmp_path,
        path=path,
    )


def test_the_later_override_wins_and_what_it_does_not_say_stays(tmp_path: Path) -> None:
    config = Config.read(written(tmp_path / "teikit.toml", WHOLE))
    assert config.standard_for(tmp_path / "telegrams/1961/a.xml") == Standard(
        ("teikit",), {"schematron": True}, {"TK203": Severity.ERROR, "TK230": None}, "final"
    )
    assert config.standard_for(tmp_path / "letter.xml") == config.standard
    assert config.with_standard(Standard(("tei_all",))).standard_for(tmp_path / "telegrams/a.xml").schemas == (
        "tei_all",
    )


def test_several_schemas_are_a_list(tmp_path: Path) -> None:
    rules = written(tmp_path / "rules.sch", "")
    config = Config.read(written(tmp_path / "teikit.toml", 'schema = ["tei_all", "rules.sch"]'))
    assert config.standard.schemas == ("tei_all", str(rules))


def test_patterns_are_relative_to_the_folder_of_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config.read(written(tmp_path / "teikit.toml", 'exclude = ["/drafts/"]'))
    written(tmp_path / "drafts/a.xml", "")
    monkeypatch.chdir(tmp_path / "drafts")
    assert [config.excludes(path) for path in ("a.xml", "../a.xml", "../../drafts/a.xml")] == [True, False, False]


def test_the_nearest_settings_hold_and_teikit_toml_comes_first(tmp_path: Path) -> None:
    outer = written(tmp_path / "pyproject.toml", "[tool.teikit]\nfail-on = 'info'\n")
    file = written(tmp_path / "a/b/letter.xml", "")
    written(tmp_path / "a/pyproject.toml", "[tool.other]\nteikit = 1\n")
    assert Config.found(file).path == outer
    inner = written(tmp_path / "a/teikit.toml", "")
    written(tmp_path / "a/pyproject.toml", "[tool.teikit]\n")
    assert Config.found(file).path == inner
    assert Config.found(tmp_path / "a/b", tmp_path / "c").path == outer


def test_without_settings_all_is_as_it_is_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Config.found(tmp_path) == Config(folder=tmp_path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("schema = tei_all", ("TK701", "this is no TOML: Invalid value (at line 1, column 10)", 1, "mend it at this place")),
        ("\nfail_on = 'error'", ("TK702", "there is no setting “fail_on”", 2, "did you mean “fail-on”?")),
        ("[checks]\nschemotron = true", ("TK702", "there is no check “schemotron”", 2, "did you mean “schematron”?")),
        ("codes = { TK2033 = 'off' }", ("TK702", "there is no code “TK2033”", 1, "did you mean “TK203”?")),
        ("[[overrides]]\nfiles = ['a']\nfail-on = 'x'", ("TK702", "there is no setting of an override “fail-on”", 3, "there are: files, schema, phase, checks, codes")),
        ("exclude = 'drafts'", ("TK703", "exclude is a list of texts, not 'drafts'", 1, None)),
        ("exclude = [1]", ("TK703", "exclude is a list of texts", 1, 'write exclude = ["drafts/", "*.old.xml"]')),
        ("schema = ''", ("TK703", "schema is empty", 1, 'write schema = "…", or take it out')),
        ("schema = 3", ("TK703", "schema is a text, not 3", 1, None)),
        ("fail-on = 'never'", ("TK703", "fail-on cannot be “never”", 1, "choose one of: info, warning, error")),
        ("[checks]\nschema = 'off'", ("TK703", "schema is true or false, not 'off'", 2, None)),
        ("[codes]\nTK203 = 'none'", ("TK703", "TK203 cannot be “none”", 2, "choose one of: off, info, warning, error")),
        ("checks = true", ("TK703", "checks is a table, not True", 1, None)),
        ("overrides = [1]", ("TK703", "overrides are tables", 1, "write [[overrides]] above each")),
        ("[[overrides]]\nschema = 'a'", ("TK703", "an override does not say for which files it is", 1, 'add files = ["letters/"]')),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_line(
    tmp_path: Path, text: str, expected: tuple[str, str, int, str | None]
) -> None:
    assert refused(written(tmp_path / "teikit.toml", text)) == expected


def test_of_a_pyproject_only_our_own_part_is_looked_at(tmp_path: Path) -> None:
    text = "[tool.other]\nschema = 3\nfail_on = 1\n\n[tool.teikit]\n{}\n"
    assert refused(written(tmp_path / "pyproject.toml", text.format("schema = 3"))) == (
        "TK703",
        "schema is a text, not 3",
        6,
        None,
    )
    assert refused(written(tmp_path / "pyproject.toml", text.format("fail_on = 'x'")))[2:] == (
        6,
        "did you mean “fail-on”?",
    )
    assert Config.read(written(tmp_path / "pyproject.toml", text.format("fail-on = 'info'"))).fail_on is Severity.INFO


def test_a_file_that_is_not_there_or_not_utf_8_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "gone.toml")[:2] == (
        "TK701",
        f"cannot read {tmp_path / 'gone.toml'}: No such file or directory",
    )
    (tmp_path / "teikit.toml").write_bytes(b"schema = '\xe9'")
    assert refused(tmp_path / "teikit.toml")[1].endswith("it is not UTF-8")


def test_a_folder_that_nobody_may_look_into_holds_no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "is_file", forbidden)
    monkeypatch.setattr(Path, "is_dir", forbidden)
    assert Config.found(tmp_path / "letter.xml") == Config(folder=tmp_path)
