"""The TOML of the files that teikit ships, read quickly, since they use little of what TOML can say."""

from __future__ import annotations

import os
from functools import cache

from teikit.expressions import expression
from teikit.records import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

_TEXT = r""" "[^"\\\n]*(?:\\.[^"\\\n]*)*" | '[^'\n]*' """  # "Sept", '\d{4}'
_ENTRY = expression(
    rf"""(?mx)^(?:
    \[ (?P<heading>[\w.-]+) \]                                     # [bracket.sic]
  | (?P<key>[\w-]+|"[^"\n]+") [ ] = [ ] (?P<value>                 # longest = 60
        \[ [^"'\]]* (?: (?:{_TEXT}) [^"'\]]* )* \] | '''[^']*(?:'[^']+)*''' | .+ )
  | \#.*
    )$\n*"""
)
_ITEM = expression(rf"(?x) {_TEXT}")
_PAIR = expression(rf"(?x) ([\w-]+) [ ] = [ ] ( {_TEXT} | \{{[^{{}}]*\}} )")  # element = "reg"
_BETWEEN = str.maketrans("", "", " ,\n")
_HERE = os.path.dirname(__file__)


@cache
def shipped_names(folder: str) -> tuple[str, ...]:
    """The names of the files in a folder of the package (`profiles`, `vocabulary`), in alphabetical order."""
    files = os.listdir(os.path.join(_HERE, folder))
    return tuple(sorted(file.removesuffix(".toml") for file in files if file.endswith(".toml")))


def shipped_path(folder: str, name: str) -> str:
    """Where the file of this name stands, if there is one."""
    return os.path.join(_HERE, folder, f"{name}.toml")


def shipped_text(folder: str, name: str) -> str:
    """What the file of this name says."""
    with open(shipped_path(folder, name), "rb") as file:  # a file of text takes twice as long to open
        return file.read().decode().replace("\r\n", "\n")


def table_of(text: str) -> dict[str, Any]:
    """What tomllib reads in a file, which is asked where an entry is written in a way that is not known here.

    Known are entries that begin a line: a text, a figure, a list of texts, a table of texts.
    """
    try:
        return _table(text)
    except ValueError:
        import tomllib

        return tomllib.loads(text)


def entry_of(text: str, key: str) -> Any:
    """What such a file says under a key that it has at most once; None without it."""
    start = text.find(f"\n{key} = ") + 1
    found = _ENTRY.match(text, start) if start else None
    try:
        return _value(found["value"]) if found else None
    except ValueError:
        import tomllib

        return tomllib.loads(found.group())[key] if found else None


def _table(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    table, reached = found, len(text) - len(text.lstrip("\n"))
    for entry in _ENTRY.finditer(text):
        if entry.start() != reached:
            break
        reached = entry.end()
        heading, key, value = entry.groups()
        if heading:
            table = found
            for part in heading.split("."):
                table = table.setdefault(part, {})
        elif key:
            table[key.strip('"')] = _value(value)
    if reached != len(text):
        raise ValueError(f"unknown: {text[reached : reached + 40]!r}")
    return found


def _value(typed: str) -> Any:
    sign = typed[0]
    if sign == '"':
        return _basic(typed)
    if sign == "'":
        return typed[3:-3].removeprefix("\n") if typed[:3] == "'''" == typed[-3:] else _only(typed, "'")
    if sign == "[":
        return _list(typed)
    if sign == "{":
        _known(_PAIR.sub("", typed), "{}")
        return {key: _value(value) for key, value in _PAIR.findall(typed)}
    return typed == "true" if typed in ("true", "false") else int(typed)


def _basic(typed: str) -> str:
    if "\\" not in typed:
        return _only(typed, '"')
    text = typed[1:-1].replace("\\n", "\n").replace('\\"', '"')
    return text if typed[-1] == '"' and "\\" not in text else _known(typed)


def _list(typed: str) -> list[Any]:
    if "'" in typed or "\\" in typed:
        _known(_ITEM.sub("", typed), "[]")
        return [_value(item) for item in _ITEM.findall(typed)]
    parts = typed.split('"')
    _known("".join(parts[::2]), "[]")
    return parts[1::2]


def _only(typed: str, sign: str) -> str:
    """What stands between two signs, which are the only ones."""
    return typed[1:-1] if typed.count(sign) == 2 and typed[-1] == sign else _known(typed)


def _known(rest: str, expected: str = "") -> str:
    if rest.translate(_BETWEEN) != expected:
        raise ValueError(f"unknown: {rest!r}")
    return ""
