"""What a TEI document is as prose: the blocks that Markdown and Word are written from."""

from __future__ import annotations

from pathlib import Path

from teikit.exporters import reading
from teikit.exporters.prose.assembling import blocks
from teikit.exporters.prose.blocks import Paragraph, Prose
from teikit.exporters.prose.forms import Writer
from teikit.exporters.record import Record
from teikit.exporters.walking import name, written
from teikit.tei import TeiDocument


def prose(document: TeiDocument, view: str, title: str) -> Prose:
    """The document without its header; `title` names the format where it has no form for an element.

    Notes are numbered in the order of their calls; a note within a note stands in it, in brackets, as neither format
    knows notes to notes. Raises TeikitError (TK403) for an unknown view.
    """
    writer = Writer(document, reading.view(view), title)
    root = document.root
    whole = name(root) in ("TEI", "TEI.2", "teiCorpus")
    main = blocks(written(writer, [part for part in root if name(part) != "teiHeader"] if whole else [root]))
    notes = [blocks(written(writer, writer.inside(note))) for note in writer.called()]
    return Prose(main, notes, tuple(writer.unknown.findings.values()))


def title(document: TeiDocument, known: Record, text: Prose) -> str:
    """What the document is called: by its header, else by its first heading, else by its file."""
    heads = (
        " ".join(block.text.split()) for block in text.blocks if isinstance(block, Paragraph) and block.style == "head"
    )
    return known.title or next(heads, "") or Path(document.path or "A document").stem
