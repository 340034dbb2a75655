"""The quick reading of TOML says what tomllib says, and leaves to it what it does not know."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from teikit.profile import signs
from teikit.shipped import _table, entry_of, shipped_names, shipped_text, table_of

FILES = [(folder, name) for folder in ("profiles", "vocabulary") for name in shipped_names(folder)]


@pytest.mark.parametrize(("folder", "name"), FILES)
def test_a_shipped_file_is_read_as_tomllib_reads_it(folder: str, name: str) -> None:
    text = shipped_text(folder, name)
    assert _table(text) == tomllib.loads(text)


@pytest.mark.parametrize("name", shipped_names("profiles"))
def test_the_signs_of_a_page_are_those_of_its_profile(name: str) -> None:
    table = tomllib.loads(shipped_text("profiles", name))
    assert signs(name) == tuple(table.get("frame", {}).get("detect", ()))


KNOWN: list[tuple[str, dict[str, Any]]] = [
    ("", {}),
    ('\n# A comment\n\na = "b"', {"a": "b"}),
    ("[a.b]\nc = 1_000\nd = true\n", {"a": {"b": {"c": 1000, "d": True}}}),
    ('"a b" = "say \\"c\\"\\n"\n', {"a b": 'say "c"\n'}),
    ('a = ["don\'t", \'\\d "x"\',\n  "]",\n]\n', {"a": ["don't", '\\d "x"', "]"]}),
    ("a = '''\nb's\n\nc'''\n", {"a": "b's\n\nc"}),
    ("a = { b = { c = \"d, e\" }, f = 'g' }\n", {"a": {"b": {"c": "d, e"}, "f": "g"}}),
]


@pytest.mark.parametrize(("text", "expected"), KNOWN)
def test_what_is_known_is_read_without_tomllib(text: str, expected: dict[str, Any]) -> None:
    assert _table(text) == expected == tomllib.loads(text)


UNKNOWN = (
    'a="b"\n',
    'a = "b" # c\n',
    "a = 'b' # don't\n",
    'a = "b\\tc"\n',
    'a = "b\\\\n"\n',
    "a = [1, 2]\n",
    'a = [["b"], ["c"]]\n',
    'a = [\n  "b",  # c\n]\n',
    "a = { b = 1 }\n",
    'a = """b\nc"""\n',
    "a = 1955-01-31\n",
    "a = 1.5\n",
    "a.b = 'c'\n",
    "  a = 'b'\n",
    "[[a]]\nb = 'c'\n",
    "['a']\nb = 'c'\n",
)


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_is_not_known_is_left_to_tomllib(text: str) -> None:
    with pytest.raises(ValueError, match=r"unknown|invalid literal"):
        _table(text)
    assert table_of(text) == tomllib.loads(text)


def test_an_entry_is_found_without_the_rest() -> None:
    text = "[frame]\nlong = 'detect'\ndetect = [\n  \"a\",\n]\nbroken\n"
    assert (entry_of(text, "detect"), entry_of(text, "running")) == (["a"], None)


def test_an_entry_that_is_not_known_is_left_to_tomllib() -> None:
    assert entry_of('[frame]\ndetect = [\n  "a", # b\n]\n', "detect") == ["a"]
