"""Source and profile to metadata and body, in passes that read top to bottom: frame, columns, blocks, structure, inline."""

from __future__ import annotations

from dataclasses import dataclass

from teikit.grammars.dates import order_of, whole_date
from teikit.grammars.languages import language
from teikit.nodes import Node
from teikit.profile import Profile
from teikit.recognize.blocks import LineRule, units
from teikit.recognize.bracket_blocks import bracket_block
from teikit.recognize.context import Context
from teikit.recognize.ending import distribution_list, signature
from teikit.recognize.frame import Frame, detected, frame
from teikit.recognize.inline import resolve
from teikit.recognize.layout import groups
from teikit.recognize.lists import numbered_list
from teikit.recognize.opening import address, dateline, folded, head, section_head
from teikit.recognize.structure import divisions, tree
from teikit.source import Source

RULES: dict[str, LineRule] = {
    "address": address,
    "bracket_block": bracket_block,
    "dateline": dateline,
    "distribution_list": distribution_list,
    "head": head,
    "numbered_list": numbered_list,
    "section_head": section_head,
    "signature": signature,
}


@dataclass(frozen=True, slots=True)
class Recognized:
    """What was found: the frame with its metadata, the body, and the state of the passes (hands, findings)."""

    frame: Frame
    body: Node
    context: Context

    @property
    def language(self) -> str:
        """The BCP 47 tag of the edition's language: what the page says it offers, else the profile's first."""
        contents = self.frame.metadata.get("contents", []) + self.frame.metadata.get("language", [])
        return next((tag for run in contents if (tag := language(run.text))), self.frame.profile.languages[0])


def recognize(source: Source, profile: Profile | None = None) -> Recognized:
    """The metadata and the body of a source; the profile is detected from the frame where none is given."""
    lines = source.lines
    chosen = profile or detected(lines, source.text)
    found, rest = frame(groups(lines, source.text), source.text, chosen)
    context = _context(source, chosen, found)
    text = divisions(units(rest, context, RULES), context)
    body = tree(text)
    resolve(body, context)
    return Recognized(found, body, context)


def _context(source: Source, profile: Profile, found: Frame) -> Context:
    titles = {folded(run.text) for run in found.metadata.get("title", ())}
    date = found.first("date")
    dated = whole_date(date.text, profile.words) if date else None
    year = int(dated.attributes["when"][:4]) if dated and "when" in dated.attributes else None
    return Context(
        source,
        profile,
        profile.words,
        titles=frozenset(titles),
        year=year,
        order=order_of(source.text, profile.words),
    )
