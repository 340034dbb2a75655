"""Random documents that a RELAX NG grammar allows, made by walking it; the same for the same seed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
FAR = 10**6
TIMES = {"optional": (0, 1), "zeroOrMore": (0, 4), "oneOrMore": (1, 3)}

# what the datatypes allow, the common and the odd
DATA = {
    "date": ["1955-01-31", "2000-02-29Z", "-0044-03-15", "1955-03-12+09:00"],
    "gYear": ["1955", "-0100", "12000"],
    "gMonth": ["--02", "--11Z"],
    "gDay": ["---31", "---01"],
    "gYearMonth": ["1955-01", "1955-12Z"],
    "gMonthDay": ["--02-29", "--12-31"],
    "time": ["13:30:00", "00:00:00.5Z"],
    "dateTime": ["1950-10-14T13:30:00", "1950-10-14T13:30:00.25+03:00"],
    "language": ["en", "ru", "zh-Hant", "x-klingon", " ko "],
    "nonNegativeInteger": ["0", "7", "007", "+12", "-0", " 3 "],
    "decimal": ["3", "-3.50", "+.5", "1000000000000000000000"],
    "Name": ["teikit", "_a.b-c", "a:b", "имя"],
    r"[^\p{C}\p{Z}]+": ["1.", "(a)", "№", "§-1", "한자"],
    r"x-[^\p{C}\p{Z}]+": ["x-own", "x-опись", "x--", "x-1/2"],
    r"\S+": ["#a1", "https://example.org/a?b=c#d", "urn:x:y", "файл.xml", "../a%20b"],
    r"#[^\s#]+": ["#teikit", "#hand.1", "#ж"],
    r"[0-9]+(\.[0-9]+){0,3}": ["0.1.0", "1", "10.20.30.40"],
}
WORDS = ["", " ", "Secret", "№ 440/dv\n", "to the ", "한국어", "a & b < c", "“x”"]


@dataclass(eq=False, slots=True)
class Pattern:
    """A pattern of the grammar; `name` is an element's, an attribute's, a reference's, a datatype's or the value."""

    kind: str
    name: str
    parts: list[Pattern]
    distance: int = FAR


class Site(NamedTuple):
    """Something of the schema that a document can make use of: an element, its attribute, the attribute's value."""

    element: str
    attribute: str = ""
    value: str = ""


@dataclass
class RandomDocuments:
    """Documents of a grammar file. `visits` counts what they used; of several ways, the least used is liked best."""

    grammar: Path
    depth: int = 10
    size: int = 250
    visits: Counter[Site] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        root = etree.parse(self.grammar).getroot()
        self.namespace = root.get("ns", "")
        self.defines = {define.get("name"): _pattern(define) for define in root.findall(RNG + "define")}
        self.start = _pattern(root.find(RNG + "start"))
        while sum(map(self._nearer, self.defines.values())):
            pass
        self._nearer(self.start)

    def document(self, seed: int) -> etree._Element:
        self.random = Random(seed)
        self.ids = self.elements = 0
        holder = etree.Element("holder")
        self._grow(self.start, holder, 0)
        return holder[0]

    def _nearer(self, pattern: Pattern) -> bool:
        """Bring the distance to the shallowest tree of each part up to date; True if one became shorter."""
        shorter = sum(map(self._nearer, pattern.parts)) > 0
        parts = [part.distance for part in pattern.parts] or [0]
        distance = max(parts) + (pattern.kind == "element")
        if pattern.kind == "ref":
            distance = self.defines[pattern.name].distance
        elif pattern.kind == "choice":
            distance = min(parts)
        elif pattern.kind in ("optional", "zeroOrMore", "attribute"):
            distance = 0
        shorter |= distance < pattern.distance
        pattern.distance = distance
        return shorter

    def _grow(self, pattern: Pattern, parent: etree._Element, level: int) -> None:
        if pattern.kind == "element":
            self._element(pattern, parent, level)
        elif pattern.kind == "attribute":
            self._attribute(pattern, parent)
        elif pattern.kind == "ref":
            self._grow(self.defines[pattern.name], parent, level)
        elif pattern.kind == "choice":
            self._grow(self._chosen(pattern, level), parent, level)
        elif pattern.kind == "text":
            _append(parent, self.random.choice(WORDS))
        else:
            for _ in range(self._times(pattern, parent, level)):
                for part in pattern.parts:
                    self._grow(part, parent, level)

    def _times(self, pattern: Pattern, parent: etree._Element, level: int) -> int:
        least, most = TIMES.get(pattern.kind, (1, 1))
        attribute = self._only_attribute(pattern)
        if attribute is not None:
            fresh = not self.visits[Site(etree.QName(parent).localname, attribute.name)]
            return most if fresh else self.random.randint(least, most)
        if most > least and any(self._unseen(part, level) for part in pattern.parts):
            return most
        if self._room(level) <= max((part.distance for part in pattern.parts), default=0):
            return least
        return self.random.randint(least, most)

    def _only_attribute(self, pattern: Pattern) -> Pattern | None:
        """The attribute that this pattern makes optional, itself or by the name of its group."""
        parts = pattern.parts
        if parts and parts[0].kind == "ref":
            parts = self.defines[parts[0].name].parts
        return parts[0] if parts and parts[0].kind == "attribute" else None

    def _unseen(self, part: Pattern, level: int) -> bool:
        """Whether an element that no document has used so far could stand here."""
        if part.kind != "ref":
            return part.kind != "element" and any(self._unseen(each, level) for each in part.parts)
        is_element = self.defines[part.name].parts[0].kind == "element"
        return is_element and not self.visits[Site(part.name)] and level + part.distance <= self.depth

    def _room(self, level: int) -> int:
        return self.depth - level if self.elements < self.size else 0

    def _chosen(self, pattern: Pattern, level: int) -> Pattern:
        room = max(self._room(level), pattern.distance)
        parts = [part for part in pattern.parts if part.distance <= room or self._unseen(part, level)]
        fresh = [part for part in parts if self._unseen(part, level)]
        if fresh or self.random.random() < 0.5:
            return self.random.choice(fresh or parts)
        return min(parts, key=lambda part: (self.visits[Site(part.name)], self.random.random()))

    def _element(self, pattern: Pattern, parent: etree._Element, level: int) -> None:
        self.visits[Site(pattern.name)] += 1
        self.elements += 1
        element = etree.SubElement(parent, f"{{{self.namespace}}}{pattern.name}")
        for part in pattern.parts:
            self._grow(part, element, level + 1)

    def _attribute(self, pattern: Pattern, parent: etree._Element) -> None:
        site = Site(etree.QName(parent).localname, pattern.name)
        self.visits[site] += 1
        value = self._value(pattern.parts[0], site) if pattern.parts else self.random.choice(WORDS)
        parent.set(pattern.name.replace("xml:", XML), value)

    def _value(self, pattern: Pattern, site: Site) -> str:
        if pattern.kind == "ref":
            return self._value(self.defines[pattern.name].parts[0], site)
        if pattern.kind == "choice":
            counts = {part.name: self.visits[site._replace(value=part.name)] for part in pattern.parts}
            rare = min(pattern.parts, key=lambda part: (counts[part.name], self.random.random()))
            return self._value(rare, site)
        if pattern.kind in ("list", "oneOrMore"):
            return " ".join(self._value(pattern.parts[0], site) for _ in range(self.random.randint(1, 2)))
        self.visits[site._replace(value=pattern.name)] += 1
        if pattern.name == "ID":
            self.ids += 1
            return f"id.{self.ids}"
        return pattern.name if pattern.kind == "value" else self.random.choice(DATA[pattern.name])


def _pattern(element: etree._Element) -> Pattern:
    kind = etree.QName(element).localname
    parts = [_pattern(child) for child in element if isinstance(child.tag, str) and child.tag.startswith(RNG)]
    if kind == "data":
        return Pattern(kind, element.findtext(RNG + "param") or element.get("type"), [])
    return Pattern(kind, element.get("name") or (element.text or "").strip(), parts)


def _append(parent: etree._Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
