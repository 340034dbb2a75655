"""Front matter: what the header says of a document, as YAML whose strings are JSON's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from teikit.exporters.naming import Agent
from teikit.exporters.record import Record

# YAML takes these for line ends or refuses them, JSON does not escape them
_CONTROLS = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff]")
Value = str | list[str]


def front_matter(known: Record, title: str) -> str:
    """The fields that are not empty, in the order in which a reader asks for them, under pandoc's names where it has one."""
    lines = [line for key, value in _fields(known, title) if value for line in _entry(key, value)]
    return "\n".join(["---", *lines, "---"])


def _fields(known: Record, title: str) -> Iterator[tuple[str, Value]]:
    yield "title", title
    yield "subtitle", "; ".join(known.subtitles)
    yield "author", [agent.name for agent in known.authors]
    yield "contributor", [_with_role(agent) for agent in known.contributors]
    date = known.date
    yield "date", (date.edtf or date.text) if date is not None else ""
    yield "from", [agent.name for agent in known.senders]
    yield "to", [agent.name for agent in known.recipients]
    yield "lang", known.language
    yield "original-language", [language.text or language.tag for language in known.original_languages]
    archive = known.archive
    yield "archive", archive.holder if archive is not None else ""
    yield "shelfmark", archive.shelfmark if archive is not None else ""
    yield "citation", known.citation
    yield "publisher", [agent.name for agent in known.publishers]
    yield "issued", known.issued.edtf if known.issued is not None else ""
    yield "url", known.url
    yield "rights", [right.url or right.text for right in known.rights]
    yield "keywords", [subject.text for subject in known.subjects]
    yield "abstract", "\n\n".join(known.abstract)


def _with_role(agent: Agent) -> str:
    return f"{agent.name} ({agent.role})" if agent.role else agent.name


def _entry(key: str, value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{key}: {_string(value)}"
        return
    yield f"{key}:"
    yield from (f"  - {_string(item)}" for item in dict.fromkeys(value))


def _string(value: str) -> str:
    return _CONTROLS.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(value, ensure_ascii=False))
