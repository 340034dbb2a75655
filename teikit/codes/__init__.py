"""The codes of diagnostics: what each means, an example and what to do, one table for the pages, the terminal and SARIF."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from teikit.diagnostics import refusal

_FOLDER = Path(__file__).parent


class Code(NamedTuple):
    """One code. `severity` is in words, since some findings are an error here and a warning there.

    `example` is what is at fault, `instead` the same put right; what stands above a line `---` in an example is the
    source of what stands below it. Both may be empty.
    """

    code: str
    matter: str
    title: str
    severity: str
    meaning: str
    todo: str
    example: str = ""
    instead: str = ""


@cache
def codes() -> Mapping[str, Code]:
    """All codes in their order."""
    tables = (tomllib.loads(path.read_text(encoding="utf-8")) for path in _FOLDER.glob("*.toml"))
    found = [Code(code, table["matter"], **about) for table in tables for code, about in _tables(table)]
    return {each.code: each for each in sorted(found)}


def code(name: str) -> Code:
    """The code of this name, in capitals or not. Raises TeikitError TK013 where there is none."""
    found = codes().get(name.strip().upper())
    if found is None:
        raise refusal("TK013", f"there is no code “{name}”", hint="`teikit code` lists those that there are")
    return found


def page(about: Code) -> str:
    """The page of a code, as Markdown."""
    return "\n".join(_page(about))


def _page(about: Code) -> Iterator[str]:
    yield f"# {about.code}: {about.title}\n"
    yield f"*{about.severity}* · {about.matter}\n"
    yield f"{about.meaning}\n"
    if about.example:
        yield f"## Example\n\n{_fenced(about.example)}"
    if about.instead:
        yield f"Instead:\n\n{_fenced(about.instead)}"
    yield f"## What to do\n\n{about.todo}\n"


def _fenced(example: str) -> str:
    parts = example.split("---\n")
    return "\n".join(f"```{_language(part)}\n{part}```\n" for part in parts)


def _language(example: str) -> str:
    starts = {"<": "xml", "$": "sh", ">": "python"}
    return starts.get(example.lstrip()[:1], "text")


def _tables(table: Mapping[str, object]) -> Iterator[tuple[str, dict[str, str]]]:
    return ((name, about) for name, about in table.items() if isinstance(about, dict))
