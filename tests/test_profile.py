"""Profiles: the shipped ones fit the schema, an own one is refused with its line where it does not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from teikit import TeikitError, convert
from teikit.profile import profile, profile_names
from teikit.profile_checks import check_table
from teikit.shipped import shipped_path

RULE = '[line.motto]\npattern = "(?P<text>Motto: .+)"\nelement = "{}"\n{}'


def refused(folder: Path, text: str) -> tuple[str, int]:
    path = folder / "own.toml"
    path.write_text(f'extends = "generic"\n{text}', encoding="utf-8")
    with pytest.raises(TeikitError) as caught:
        profile(path)
    location = caught.value.diagnostic.location
    return caught.value.diagnostic.code, location.line if location else 0


@pytest.mark.parametrize("name", profile_names())
def test_a_shipped_profile_says_nothing_that_cannot_be(name: str) -> None:
    path = Path(shipped_path("profiles", name))
    text = path.read_text(encoding="utf-8")
    check_table(str(path), text, tomllib.loads(text))
    assert profile(name).name == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("colour = 3\n", ("TK504", 2)),
        ("lines = 3\n", ("TK505", 2)),
        ("[frame]\nfields = 3\n", ("TK505", 3)),
        ('[frame.fields]\n"Mood" = "temper"\n', ("TK505", 3)),
        ('languages = ["xx"]\n', ("TK510", 0)),
        (RULE.format("motto", ""), ("TK506", 2)),
        (RULE.format("ab", 'attributes = { type = "motto" }\n'), ("TK506", 2)),
        (RULE.format("ab", 'attributes = { colour = "red" }\n'), ("TK506", 2)),
        ('[line.motto]\npattern = "(Motto"\nelement = "ab"\n', ("TK506", 2)),
        ('[line.motto]\npattern = "{mottoes}"\nelement = "ab"\n', ("TK506", 2)),
        ('[line.motto]\nelement = "ab"\n', ("TK505", 2)),
        (RULE.format("ab", 'certainty = "sure"\n'), ("TK505", 2)),
        ('lines = ["nowhere"]\n', ("TK504", 1)),
        ("name = \n", ("TK503", 2)),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(tmp_path: Path, text: str, expected: tuple[str, int]) -> None:
    assert refused(tmp_path, text) == expected


def test_a_rule_of_ones_own_wins_over_the_inherited_ones(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    rule = RULE.format("ab", 'attributes = { type = "x-motto" }')
    path.write_text(f'extends = "generic"\n{rule}', encoding="utf-8")
    made = convert("Motto: onward\n\nThe boats went out at dawn and came home late.", profile=path).to_bytes().decode()
    assert '<ab type="x-motto">Motto: onward</ab>' in made
