"""Ids that stand twice or are no names, if nothing points at them; language tags that are nearly one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from teikit.checks.ids import is_ncname, ncname
from teikit.checks.language_tags import is_well_formed, proposed
from teikit.fixes.draft import Draft, Repair
from teikit.fixes.text import Edit
from teikit.tei import XML_ID, XML_LANG


def id_repairs(draft: Draft) -> Iterator[Repair]:
    """A new id for each element but the first that has it, and for those whose id is no name."""
    taken = set(draft.examined.targets.names)
    first = set[str]()
    for number, element in enumerate(draft.elements):
        name = element.get(XML_ID)
        if name is None:
            continue
        if name.strip() in first or not is_ncname(name.strip()):
            yield from _renamed(draft, number, name, taken)
        first.add(name.strip())


def _renamed(draft: Draft, number: int, name: str, taken: set[str]) -> Iterator[Repair]:
    start, end = draft.value(number, XML_ID)
    code = "TK230" if is_ncname(name.strip()) else "TK255"
    if not draft.is_told(start, code, "TK222") or _is_pointed_at(draft, name.strip()) or not ncname(name):
        return
    new = _free(ncname(name), taken, numbered=code == "TK230")
    taken.add(new)
    yield Repair(f'xml:id="{name}" is now "{new}"', (Edit(start, end, new),), code)


def _free(name: str, taken: set[str], numbered: bool) -> str:
    if not numbered and name not in taken:
        return name
    return next(f"{name}-{number}" for number in count(2) if f"{name}-{number}" not in taken)


def _is_pointed_at(draft: Draft, name: str) -> bool:
    """Whether the file has `#name` anywhere, or the name as a value of another attribute."""
    if re.search(rf"#{re.escape(name)}(?![\w.-])", draft.text.text):
        return True
    values = (value for each in draft.elements for key, value in each.attrib.items() if key != XML_ID)
    return any(name in str(value).split() for value in values)


def language_repairs(draft: Draft) -> Iterator[Repair]:
    """`en_US`, which has not the form of a tag, is `en-US`."""
    for number, element in enumerate(draft.elements):
        tag = element.get(XML_LANG)
        if tag is None or is_well_formed(tag) or not (meant := proposed(tag)):
            continue
        start, end = draft.value(number, XML_LANG)
        yield Repair(f"the language “{tag}” is “{meant}”", (Edit(start, end, meant),), "TK280")
