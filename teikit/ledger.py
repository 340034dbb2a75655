"""A document's account of its source: where every character that is not white space has its home."""

from __future__ import annotations

from xml.parsers.expat import ParserCreate

from teikit.inventory import Entry, Inventory
from teikit.records import TYPE_CHECKING, NamedTuple
from teikit.source import FORBIDDEN, Source, holds_forbidden

if TYPE_CHECKING:
    from typing import Any

HOMES = ("text", "mark", "dropped")


class Ledger(NamedTuple):
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
        import json

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


def ledger(leaves: Inventory, source: Source) -> Ledger:
    """The account of a whole document (header and text). A character without exactly one home is a bug: AssertionError."""
    entries = _without_forbidden(leaves.entries, source.text) if holds_forbidden(source.text) else leaves.entries
    moved = _moved(entries)
    ordered = sorted(entries)
    _assert_partition(ordered, source)
    return Ledger(source, tuple(ordered), tuple(leaves.copies), tuple(moved))


def prove(written: bytes, leaves: Inventory) -> None:
    """Read a file back. Its text must be what the leaves say, letter for letter, white space aside: else AssertionError.

    Raises ExpatError where it is not well-formed, which is a bug as well.
    """
    found, meant = _text_of(written), "".join(leaves.said)
    # white space of one byte is taken out quickly, and there is seldom other
    if found.encode().translate(None, _BLANKS) != meant.encode(errors="replace").translate(None, _BLANKS):
        _compare("".join(found.split()), "".join(FORBIDDEN.sub("", meant).split()))


def _text_of(written: bytes) -> str:
    """All text of an XML file. Expat of the standard library reads it: it is loaded in a tenth of the time of lxml."""
    found: list[str] = []
    parser = ParserCreate()
    parser.buffer_text = True
    parser.CharacterDataHandler = found.append
    parser.Parse(written, True)
    return "".join(found)


_BLANKS = bytes(number for number in range(128) if chr(number).isspace())


def _compare(found: str, meant: str) -> None:
    if found != meant:
        pairs = enumerate(zip(found, meant, strict=False))
        at = next((number for number, (one, other) in pairs if one != other), min(len(found), len(meant)))
        raise AssertionError(
            f"the written text differs from the tree: {found[at : at + 40]!r}, not {meant[at : at + 40]!r}"
        )


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
        else:
            furthest = entry.end
    return found


def _assert_partition(entries: list[Entry], source: Source) -> None:
    text, position = source.text, 0
    for start, end, home, became in entries:
        if start < position:
            raise AssertionError(f"{text[start:end]!r} at {source.place(start)} has two homes ({home}, {became})")
        if start > position and not text[position:start].isspace():
            raise AssertionError(f"{text[position:start]!r} at {source.place(position)} has no home")
        position = end
    if text[position:].strip():
        raise AssertionError(f"{text[position:]!r} at {source.place(position)} has no home")
