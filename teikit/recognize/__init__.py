"""Source and profile to metadata and body, in passes that read top to bottom: frame, columns, blocks, structure, inline."""

from __future__ import annotations

from teikit.expressions import expression
from teikit.grammars.dates import order_of, whole_date
from teikit.grammars.languages import language, written_in
from teikit.grammars.vocabulary import Vocabulary, vocabulary
from teikit.nodes import Node, Run
from teikit.profile import Profile
from teikit.recognize.attendance import fields, vote
from teikit.recognize.blocks import LineRule, units
from teikit.recognize.bracket_blocks import bracket_block
from teikit.recognize.context import Context
from teikit.recognize.correspondence import Correspondence, correspondence
from teikit.recognize.datelines import dateline
from teikit.recognize.ending import closing, distribution_list, postscript, signature
from teikit.recognize.footnotes import footnotes
from teikit.recognize.frame import Frame, detected, frame
from teikit.recognize.inline import resolve, settle_numbers
from teikit.recognize.layout import groups
from teikit.recognize.lists import numbered_list
from teikit.recognize.opening import address, folded, head, inner_head, salutation, section_head
from teikit.recognize.speeches import speeches
from teikit.recognize.structure import divisions, tree
from teikit.recognize.tables import table
from teikit.recognize.talk import stage, turn
from teikit.records import NamedTuple
from teikit.source import Source

RULES: dict[str, LineRule] = {
    "address": address,
    "bracket_block": bracket_block,
    "closing": closing,
    "dateline": dateline,
    "distribution_list": distribution_list,
    "fields": fields,
    "head": head,
    "inner_head": inner_head,
    "numbered_list": numbered_list,
    "postscript": postscript,
    "salutation": salutation,
    "section_head": section_head,
    "signature": signature,
    "stage": stage,
    "table": table,
    "turn": turn,
    "vote": vote,
}


class Recognized(NamedTuple):
    """What was found: the frame with its metadata, the body and where it starts, the state of the passes (hands, findings)."""

    frame: Frame
    body: Node
    context: Context
    start: int
    correspondence: Correspondence | None = None

    @property
    def language(self) -> str:
        """The BCP 47 tag of the edition's language: what the page says it offers, else the profile's first."""
        contents = self.frame.metadata.get("contents", []) + self.frame.metadata.get("language", [])
        return next((tag for run in contents if (tag := language(run.text))), self.context.words.languages[0])


def recognize(source: Source, profile: Profile | None = None) -> Recognized:
    """The metadata and the body of a source; the profile is detected from the frame where none is given."""
    source = _with_plain_blanks(source)
    lines = source.lines
    chosen = profile or detected(lines, source.text)
    found, rest = frame(groups(lines, source.text), source.text, chosen)
    context = _context(source, chosen, found)
    context.calls, rest = footnotes(rest, source.text)
    context.talk = speeches(rest, source.text, context.words)
    text = divisions(units(rest, context, RULES), context)
    body = tree(text)
    context.year = context.year or _year(body, context)
    resolve(body, context)
    for note in context.calls.give_up():
        context.note("TK107", f"no call was found for note {note.n}; it stands at the end", *note.label)
        body.nodes[-1].children.append(note.node(source.text))
    settle_numbers(body)
    _number_hands(body)
    start = rest[0][0].start if rest else len(source.text)
    return Recognized(found, body, context, start, correspondence(body, source.text, context.words))


def _year(body: Node, context: Context) -> int | None:
    """The year of the first dateline that gives one; without it the only year that the text names."""
    for node in body.walk():
        if node.element == "dateline":
            text = "".join(child.text for child in node.children if isinstance(child, Run))
            for date in context.dates(text):
                when = date.attributes.get("when", "")
                if when[:4].isdigit():
                    return int(when[:4])
    named = set(_YEAR.findall(context.text))
    return int(named.pop()) if len(named) == 1 else None


_YEAR = expression(r"(?<![\w./-])(?:1[5-9]|20)\d\d(?!\w)")


# blanks of all widths but the line end and the tab; each is read as a plain blank, in its place
_BLANKS = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def _with_plain_blanks(source: Source) -> Source:
    text = source.text
    for blank in _BLANKS if not text.isascii() else ():
        text = text.replace(blank, " ")
    return source if text is source.text else source.with_text(text)


def _number_hands(body: Node) -> None:
    """The hands in the order in which a reader meets them."""
    order: dict[str, str] = {}
    for node in body.walk():
        if "hand" in node.attributes:
            hand = node.attributes["hand"]
            node.attributes["hand"] = order.setdefault(hand, f"#hand{len(order) + 1}")


def words_of(text: str, profile: Profile) -> Vocabulary:
    """The vocabulary of the language that the text is written in, where there is one; else the profile's."""
    tongue = written_in(text)
    words = profile.words if tongue is None or tongue in profile.languages else vocabulary(tongue)
    return words.within(text)


def _order(text: str, words: Vocabulary) -> str | None:
    """What comes first in a date of figures, as the document's plain dates tell, else as its language has it."""
    told = order_of(text, words) if _holds_figures(text) else None
    return told or ("dmy" if words.languages[0] in ("de", "fr") else None)


def _holds_figures(text: str) -> bool:
    """Whether a date of figures may stand in a text, 3/10/55 or 03.10.1955; told from its bytes in a tenth of the time."""
    signs = text.encode(errors="replace").translate(_FIGURES)
    return b"0.0.0" in signs or b"0.00.0" in signs


_FIGURES = bytes.maketrans(b"123456789/-", b"000000000..")
_TOLD_BY = ("citation", "contents", "source", "responsible")
_TRANSLATED = expression(r"(?i)translat|übersetz|traduct|traduit")


def _translated(found: Frame) -> bool:
    """Whether the page says that the text is a translation, so that words in brackets are a translator's."""
    runs = [run for kind in _TOLD_BY for run in found.metadata.get(kind, ())]
    return any(_TRANSLATED.search(run.text) for run in runs)


def _context(source: Source, profile: Profile, found: Frame) -> Context:
    words = words_of(source.text, profile)
    titles = {folded(run.text) for run in found.metadata.get("title", ())}
    date = found.first("date")
    dated = whole_date(date.text, words) if date else None
    year = int(dated.attributes["when"][:4]) if dated and "when" in dated.attributes else None
    return Context(
        source,
        profile,
        words,
        responsible="translator" if _translated(found) else "transcriber",
        titles=frozenset(titles),
        year=year,
        order=_order(source.text, words),
    )
