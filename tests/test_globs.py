"""Patterns of paths mean what they mean in `.gitignore`."""

from __future__ import annotations

import pytest

from teikit.globs import matches

PATHS = ["a.xml", "drafts/a.xml", "letters/drafts/b.xml", "letters/1910/c.xml", "letters/c.old.xml"]


@pytest.mark.parametrize(
    ("pattern", "taken"),
    [
        ("drafts/", ["drafts/a.xml", "letters/drafts/b.xml"]),
        ("/drafts", ["drafts/a.xml"]),
        ("./drafts/*", ["drafts/a.xml"]),
        ("a.xml", ["a.xml", "drafts/a.xml"]),
        ("letters/*.xml", ["letters/c.old.xml"]),
        ("letters/**/*.xml", ["letters/drafts/b.xml", "letters/1910/c.xml", "letters/c.old.xml"]),
        ("letters/**", ["letters/drafts/b.xml", "letters/1910/c.xml", "letters/c.old.xml"]),
        ("letters", ["letters/drafts/b.xml", "letters/1910/c.xml", "letters/c.old.xml"]),
        ("**/drafts/?.xml", ["drafts/a.xml", "letters/drafts/b.xml"]),
        ("letters/19?0/", ["letters/1910/c.xml"]),
        ("*.old.xml", ["letters/c.old.xml"]),
        ("letter", []),
        ("axml", []),
    ],
)
def test_a_pattern_takes_these_and_no_other(pattern: str, taken: list[str]) -> None:
    assert [path for path in PATHS if matches(path, [pattern])] == taken


def test_one_of_several_is_enough_and_none_takes_nothing() -> None:
    assert matches("a.xml", ["b.xml", "a.xml"])
    assert not matches("a.xml", [])


def test_a_pattern_of_many_stars_takes_linear_time() -> None:
    assert not matches("a" * 200, ["*a" * 8 + "b"])
