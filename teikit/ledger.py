"""A document's account of its source: where every character that is not white space has its home."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from lxml import etree

from teikit.nodes import Copy, Dropped, Generated, Mark, Node, Slice
from teikit.source import FORBIDDEN, Source

HOMES = ("text", "mark", "dropped")

_INK = re.compile(r"\S")


class Entry(NamedTuple):
    """A range of the source and its home; `became` is a text's element path, what a mark turned into, or why it was dropped."""

    start: int
    end: int
    home: str
    became: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The partition of a source, in source order, with the copies in the header and the entries that were moved.

    `moved` holds entries that stand in the document after matter that follows them in the source.
    """

    source: Source
    entries: tuple[Entry, ...]
    copies: tuple[Entry, ...]
    moved: tuple[Entry, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Characters that are not white space, by home."""
        text = self.source.text
        counts = dict.fromkeys(HOMES, 0)
        for entry in self.entries:
            counts[entry.home] += len("".join(text[entry.start : entry.end].split()))
        return counts

    def to_dict(self) -> dict[str, Any]:
        """The ledger as plain data; offsets count characters of the source with its line ends read as LF."""
        counts = self.counts
        total = sum(counts.values()) or 1
        return {
            "source": {
                "path": self.source.path,
                "sha256": self.source.raw_sha256,
                "encoding": self.source.encoding,
                "characters": len(self.source.text),
            },
            "homes": counts,
            "shares": {home: round(count / total, 6) for home, count in counts.items()},
            "entries": [self._row(entry) for entry in self.entries],
            "copies": [self._row(entry) for entry in self.copies],
            "moves": [self._row(entry) for entry in self.moved],
        }

    def to_json(self) -> str:
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n"

    def _row(self, entry: Entry) -> dict[str, Any]:
        return {
            "start": entry.start,
            "end": entry.end,
            "line": self.source.line_number(entry.start),
            "home": entry.home,
            "became": entry.became,
            "text": self.source.text[entry.start : entry.end],
        }


def ledger(tree: Node, source: Source) -> Ledger:
    """The account of a whole document (header and text). A character without exactly one home is a bug: AssertionError."""
    entries: list[Entry] = []
    copies: list[Entry] = []
    _collect(tree, tree.element, entries, copies)
    if FORBIDDEN.search(source.text):
        entries = _without_forbidden(entries, source.text)
    moved = _moved(entries)
    entries.sort()
    _assert_partition(entries, source)
    return Ledger(source, tuple(entries), tuple(copies), tuple(moved))


def prove(tree: Node, source: Source, written: bytes) -> None:
    """Re-read the bytes about to be written: their text must be the tree's, letter for letter, white space aside."""
    root = etree.fromstring(written)
    found = "".join(str(etree.tostring(root, method="text", encoding="unicode")).split())
    meant = "".join("".join(_text(tree, source.text)).split())
    if found != meant:
        meant = FORBIDDEN.sub("", meant)
    if found != meant:
        at = next(
            (i for i, (a, b) in enumerate(zip(found, meant, strict=False)) if a != b), min(len(found), len(meant))
        )
        raise AssertionError(
            f"the written text differs from the tree: {found[at : at + 40]!r}, not {meant[at : at + 40]!r}"
        )


def _text(node: Node, text: str) -> list[str]:
    """All text that a tree writes, the generated with it."""
    found = []
    for leaf in node.leaves():
        if isinstance(leaf, Slice | Copy):
            found.append(text[leaf.start : leaf.end])
        elif isinstance(leaf, Generated):
            found.append(leaf.text)
    return found


def _collect(node: Node, path: str, entries: list[Entry], copies: list[Entry]) -> None:
    for child in node.children:
        if isinstance(child, Node):
            _collect(child, f"{path}/{child.element}", entries, copies)
        elif isinstance(child, Slice):
            entries.append(Entry(child.start, child.end, "text", path))
        elif isinstance(child, Mark):
            entries.append(Entry(child.start, child.end, "mark", child.became))
        elif isinstance(child, Dropped):
            entries.append(Entry(child.start, child.end, "dropped", child.reason))
        elif isinstance(child, Copy):
            copies.append(Entry(child.start, child.end, "copy", path))


def _without_forbidden(entries: list[Entry], text: str) -> list[Entry]:
    """Characters that XML forbids leave the text they stand in and are dropped."""
    found = []
    for entry in entries:
        position = entry.start
        if entry.home == "text":
            for sign in FORBIDDEN.finditer(text, entry.start, entry.end):
                if sign.start() > position:
                    found.append(entry._replace(start=position, end=sign.start()))
                found.append(Entry(sign.start(), sign.end(), "dropped", "a character that XML forbids"))
                position = sign.end()
        if position < entry.end:
            found.append(entry._replace(start=position))
    return found


def _moved(entries: list[Entry]) -> list[Entry]:
    found = []
    furthest = 0
    for entry in entries:
        if entry.end <= furthest:
            found.append(entry)
        furthest = max(furthest, entry.end)
    return found


def _assert_partition(entries: list[Entry], source: Source) -> None:
    text, position = source.text, 0
    for entry in entries:
        if entry.start < position:
            raise AssertionError(
                f"{text[entry.start : entry.end]!r} at {source.place(entry.start)} has two homes ({entry})"
            )
        if entry.start > position and _INK.search(text, position, entry.start):
            raise AssertionError(f"{text[position : entry.start]!r} at {source.place(position)} has no home")
        position = entry.end
    if _INK.search(text, position):
        raise AssertionError(f"{text[position:]!r} at {source.place(position)} has no home")
