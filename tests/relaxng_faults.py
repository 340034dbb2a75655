"""Faults planted in documents one at a time, by chance, the same for the same seed."""

from __future__ import annotations

import copy
from random import Random

from lxml import etree
from relaxng_schemas import letter

LETTERS = letter(
    '<head>To <hi>you</hi></head>\n<p n="1" xml:id="a">in <date when="1955"/> <persName ref="#a">x</persName></p>\n'
    '<list>\n<item>one</item>\n<item><p place="above">two</p></item>\n</list>\n<quote><p hand="a"/></quote>\n'
    "<p><pages>3</pages></p>\n<closer><signed>B</signed></closer>"
).decode()
NAMES = ["p", "hi", "head", "list", "item", "closer", "date", "persname", "nonsense"]
VALUES = ["", "1955-02-30", "two words", "%%", "a", "-1"]


def planted(source: str, chance: Random) -> bytes:
    """The document with one change; most are faults."""
    root = etree.fromstring(source, etree.XMLParser(collect_ids=False))
    element = chance.choice(list(root.iter(etree.Element))[1:])
    chance.choice(CHANGES)(element, chance)
    return etree.tostring(root)


def rename(element: etree._Element, chance: Random) -> None:
    element.tag = etree.QName(etree.QName(element).namespace, chance.choice(NAMES)).text


def remove(element: etree._Element, chance: Random) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def repeat(element: etree._Element, chance: Random) -> None:
    element.addnext(copy.deepcopy(element))


def insert(element: etree._Element, chance: Random) -> None:
    element.insert(
        chance.randint(0, len(element)),
        copy.deepcopy(chance.choice(list(element.getroottree().iter(etree.Element))[1:])),
    )


def word(element: etree._Element, chance: Random) -> None:
    element.text = "stray " + (element.text or "")


def attribute(element: etree._Element, chance: Random) -> None:
    element.set(chance.choice(["n", "place", "when", "foo", "hand"]), chance.choice(VALUES))


def value(element: etree._Element, chance: Random) -> None:
    for key in chance.sample(sorted(map(str, element.attrib)), min(len(element.attrib), 1)):
        element.set(key, chance.choice(VALUES))


def unset(element: etree._Element, chance: Random) -> None:
    element.attrib.clear()


CHANGES = [rename, remove, repeat, insert, word, attribute, value, unset]
