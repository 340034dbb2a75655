"""From a transcript to its TEI edition: the whole way as one function."""

from __future__ import annotations

import os
from functools import cached_property

from teikit.diagnostics import Diagnostic, Severity
from teikit.encode import document_element, encoded
from teikit.fitting import fitted
from teikit.header import header
from teikit.inventory import Entry, inventory
from teikit.ledger import Ledger, ledger, prove
from teikit.metadata import Metadata
from teikit.nodes import Dropped, Node
from teikit.profile import Profile, profile
from teikit.readers import read
from teikit.recognize import Recognized, recognize
from teikit.records import TYPE_CHECKING
from teikit.source import Source
from teikit.tei import TeiDocument

if TYPE_CHECKING:
    from pathlib import Path

    from teikit.coverage import Coverage

MOST_MARKS = 0.1  # a body with a greater share of marks and dropped matter is warned about


class Edition:
    """A converted document: its TEI, what there is to say about it, the account of its source, and what was recognised.

    `data` is the file as it was proved, `document` what it is as a tree.
    """

    def __init__(
        self,
        document: TeiDocument,
        diagnostics: tuple[Diagnostic, ...],
        ledger: Ledger,
        tree: Node,
        profile: str,
        recognized: Recognized,
        data: bytes,
    ) -> None:
        self.document = document
        self.diagnostics = diagnostics
        self.ledger = ledger
        self.tree = tree
        self.profile = profile
        self.recognized = recognized
        self.data = data

    @cached_property
    def coverage(self) -> Coverage:
        """How much of the text stands in recognised structures, and what no rule knows; worked out when it is asked for."""
        from teikit.coverage import coverage

        return coverage(self.recognized)

    def to_bytes(self) -> bytes:
        """The TEI file."""
        return self.data


def convert(
    text_or_path: str | bytes | os.PathLike[str] | Source,
    *,
    profile: str | Path | Profile | None = None,
    metadata: Metadata | None = None,
    encoding: str | None = None,
) -> Edition:
    """A transcript as a TEI edition.

    A `str` is text, unless it names an existing file; `profile` is a shipped profile's name, a file or a Profile, and is
    detected from the page where it is not given. `metadata` wins over what the profile and the page say. The bytes
    that the edition writes are read back and compared with the source before it is returned. Raises TeikitError where
    the input or a setting cannot be used.
    """
    source = text_or_path if isinstance(text_or_path, Source) else read(text_or_path, encoding)
    recognized = recognize(source, _profile(profile))
    repairs = fitted(recognized.body)
    tree = document_element(header(recognized, metadata or Metadata()), _text(recognized))
    leaves = inventory(tree, source.text)
    account = ledger(leaves, source)
    data, origins = encoded(tree, leaves, source)
    prove(data, leaves)
    document = TeiDocument(data, source.path, origins)
    found = _diagnostics(recognized, repairs, account)
    return Edition(document, found, account, tree, recognized.frame.profile.name, recognized, data)


def _profile(given: str | Path | Profile | None) -> Profile | None:
    return given if given is None or isinstance(given, Profile) else profile(given)


def _text(recognized: Recognized) -> Node:
    """The text element; furniture of the page that was dropped is accounted for here."""
    dropped: list[Dropped] = list(recognized.frame.dropped)
    return Node("text", {"xml:lang": recognized.language}, [*dropped, recognized.body])


def _diagnostics(recognized: Recognized, repairs: list[str], account: Ledger) -> tuple[Diagnostic, ...]:
    found = [*account.source.diagnostics, *recognized.context.findings]
    found.extend(Diagnostic("TK110", Severity.INFO, repair) for repair in repairs)
    found.extend(_share(recognized, account))
    return tuple(sorted(found, key=_line))


def _share(recognized: Recognized, account: Ledger) -> list[Diagnostic]:
    """A warning where too much of the text has become marks or was dropped."""
    text = account.source.text
    start = recognized.start
    converted = [entry for entry in account.entries if entry.home != "text" and entry.start >= start]
    if sum(entry.end - entry.start for entry in converted) <= MOST_MARKS * _ink_at_least(text[start:]):
        return []  # as nearly always; what follows takes five times as long
    frame = {leaf.start for leaf in recognized.frame.dropped} | {mark.start for _, mark in recognized.frame.labels}
    total = _ink(text[start:])
    gone = sum(
        _ink(text[entry.start : entry.end])
        for entry in converted
        if entry.start not in frame and not _is_sign(entry, text)
    )
    share = gone / total if total else 0
    if share <= MOST_MARKS or total < 200:
        return []
    message = f"{share:.0%} of the text became marks or was dropped, more than a tenth"
    place = account.source.place(start)
    return [
        Diagnostic(
            "TK111", Severity.WARNING, message, place, hint="look at the ledger (--ledger) or at `teikit explain`"
        )
    ]


def _is_sign(entry: Entry, text: str) -> bool:
    """The signs and labels of a bracket, the label of an item, strokes: a text full of them is none the less understood."""
    item = entry.became.partition("/")[0] == "item"
    typed = text[entry.start : entry.end].strip()
    return entry.home == "mark" and (item or typed[:1] == "[" or typed[-1:] == "]" or not any(map(str.isalnum, typed)))


def _ink(text: str) -> int:
    """How many characters are not white space."""
    return len("".join(text.split()))


# bytes that do not stand for a character of ink: white space, what continues a character, what may begin wide white space
_UNSURE = bytes([*(code for code in range(128) if chr(code).isspace()), *range(0x80, 0xC0), 0xC2, 0xE1, 0xE2, 0xE3])


def _ink_at_least(text: str) -> int:
    """A bound of `_ink` from below, in a tenth of its time."""
    return len(text.encode(errors="replace").translate(None, _UNSURE))


def _line(diagnostic: Diagnostic) -> int:
    return diagnostic.location.line if diagnostic.location else 0
