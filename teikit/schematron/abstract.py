"""Abstract patterns made concrete: a copy for each pattern that is one of them, its parameters put in."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from teikit.schematron.errors import SchematronError
from teikit.schematron.reading import Files, kind


def concrete(patterns: list[etree._Element], files: Files) -> Iterator[etree._Element]:
    """The patterns without abstract ones. Raises SchematronError where one is an instance of none."""
    abstract = {each.get("id"): each for each in patterns if each.get("abstract") == "true"}
    for each in patterns:
        if each.get("abstract") == "true":
            continue
        name = each.get("is-a")
        if name is None:
            yield each
        elif name in abstract:
            yield _instance(each, abstract[name], files)
        else:
            raise SchematronError(f"there is no abstract pattern “{name}”", *files.origin(each))


def _instance(pattern: etree._Element, abstract: etree._Element, files: Files) -> etree._Element:
    """The abstract pattern with the parameters of this one in all attributes, under the id of this one."""
    made = copy.deepcopy(abstract)
    given = {each.get("name", ""): each.get("value", "") for each in (*made, *pattern) if kind(each) == "param"}
    for each in [one for one in made if kind(one) == "param"]:
        made.remove(each)  # its value is a default, and not a variable
    for element in made.iter(etree.Element):
        for name, value in element.items():
            element.set(name, _filled(value, given))
    for name in ("abstract", "id"):
        made.attrib.pop(name, None)
    for name, value in pattern.items():
        made.set(name, value)
    files.stands(made, abstract)
    return made


def _filled(text: str, given: Mapping[str, str]) -> str:
    if not given or "$" not in text:
        return text
    longest_first = sorted(map(re.escape, given), key=len, reverse=True)
    return re.sub(rf"\$({'|'.join(longest_first)})(?![\w-])", lambda found: given[found[1]], text)
