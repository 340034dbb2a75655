"""What recognition makes of a text, short enough to compare: without the header, line ends, @resp, and @cert of what is frequent."""

from __future__ import annotations

import re

from teikit import convert

PROSE = (
    "The harbour was built by the town in the years after the great flood, and it has been kept in good order by the "
    "masters of the guild ever since that time, as the books of the guild show."
)

_BODY = re.compile(r"<body>\s*(.*)</body>", re.S)
_BETWEEN_BLOCKS = re.compile(r">\s*\n\s*<")
_INDENT = re.compile(r"\s*\n\s*")
_RESP = re.compile(r' resp="#\w+"')
# how sure the frequent structures are is the yardstick's matter, not these tests'
_FREQUENT = re.compile(
    r'(<(?:opener|closer|dateline|head|item|div type="(?:section|document)"|list type="(?!unmarked)[^"]*")[^<>]*?) cert="medium"'
)
_ONLY_DIVISION = re.compile(r'<div type="document">((?:(?!<div type="(?!section|entry)).)*)</div>', re.S)


def body(text: str) -> str:
    """The body; its division is left out where it is the only one and of no kind."""
    edition = convert(text)
    found = _BODY.search(edition.to_bytes().decode())
    assert found
    line = _FREQUENT.sub(r"\1", _RESP.sub("", _INDENT.sub(" ", _BETWEEN_BLOCKS.sub("><", found[1].strip()))))
    only = _ONLY_DIVISION.fullmatch(line)
    return only[1] if only else line


def between(text: str) -> str:
    """What becomes of lines that stand between paragraphs of prose."""
    return _without(body(f"{PROSE}\n\n{text}\n\n{PROSE}"), f"<p>{PROSE}</p>", f"<p>{PROSE}</p>")


def below(text: str) -> str:
    """What becomes of lines that stand at the end, below a paragraph of prose."""
    return _without(body(f"{PROSE}\n\n{text}"), f"<p>{PROSE}</p>", "")


def above(text: str) -> str:
    """What becomes of lines that stand at the beginning, above a paragraph of prose."""
    return _without(body(f"{text}\n\n{PROSE}"), "", f"<p>{PROSE}</p>")


def _without(made: str, start: str, end: str) -> str:
    assert made.startswith(start), made
    assert made.endswith(end), made
    return made[len(start) : len(made) - len(end)]


def findings(text: str) -> list[tuple[str, int]]:
    """The diagnostics, each as code and line."""
    return [(found.code, found.location.line) for found in convert(text).diagnostics if found.location]
