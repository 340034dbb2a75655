"""The inline pass: brackets, dates, names and numbers within the runs that the block pass left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from teikit.expressions import expression
from teikit.grammars.brackets import Bracket, scan
from teikit.grammars.names import names
from teikit.grammars.numbers import numbers
from teikit.grammars.vocabulary import alternation
from teikit.nodes import Child, Node, Run
from teikit.profile import compiled
from teikit.recognize.bracketing import pairs, reading, responsible, spans_of
from teikit.recognize.context import PAGE_END, Context
from teikit.recognize.datelines import TIME
from teikit.recognize.footnotes import Footnote
from teikit.recognize.spans import Span, nested

# brackets that a date or a name may run through: "20 August [1955]", "I. ?Kurdyukov?]"
TRANSPARENT = frozenset(["supplied", "unclear", "ex", "expan", "sic"])

Grammar = Callable[[str, Context], Iterator[Span]]


def resolve(node: Node, context: Context) -> None:
    """Replace every run below this node by the children that its text makes, in place."""
    children: list[Child] = []
    for child in node.children:
        if isinstance(child, Run):
            children.extend(_children(child, node, context))
        else:
            if isinstance(child, Node):
                resolve(child, context)
            children.append(child)
    node.children = children


def settle_numbers(body: Node) -> None:
    """idno holds text only: a blank, a doubt or a gap in a number makes it a seg."""
    for node in body.walk():
        if node.element == "idno" and any(child.element != "idno" for child in node.nodes):
            node.element, node.attributes = "seg", {"type": "idno", "subtype": node.attributes.get("type", "document")}


def _children(run: Run, node: Node, context: Context) -> list[Child]:
    text = run.text
    called = _called(run, context) if context.calls else []
    if called:
        return _with_notes(run, called, node, context)
    signs = pairs(context.profile)
    if not _tells(text, signs) and _kind(node) in ("prose", "dates"):
        return list(run.slices(0, len(text)))
    spans: list[Span] = []
    masked = text
    if any(sign in text for pair in signs for sign in pair):
        spans, masked = _brackets(run, context)
    bracketed = list(spans)
    edges = _edges(bracketed)
    for grammar in GRAMMARS.get(_kind(node), ()):
        spans.extend(_widened(span, edges) for span in grammar(masked, context))
    for span in bracketed:
        spans.extend(_within(span, masked, _kind(node), context))
    if not spans:
        return list(run.slices(0, len(text)))
    return nested(run, spans)


def _within(outer: Span, masked: str, around: str, context: Context) -> Iterator[Span]:
    """What the grammars of a stamp or a note by hand find in one that stands within a line."""
    kind = _kind(Node(outer.element, outer.attributes))
    if kind in ("plain", "prose", around):
        return
    text = "\x00" * outer.start + masked[outer.start : outer.end] + "\x00" * (len(masked) - outer.end)
    for grammar in GRAMMARS[kind]:
        yield from grammar(text, context)


def _called(run: Run, context: Context) -> list[tuple[int, int, Footnote]]:
    """The calls for footnotes in a run, as ranges of its text."""
    found = []
    position = 0
    for start, end in run.pieces:
        for note in context.calls.within(start, end):
            found.append((position + note.call[0] - start, position + note.call[1] - start, note))
        position += end - start + len(run.joint)
    return found


def _with_notes(run: Run, called: list[tuple[int, int, Footnote]], node: Node, context: Context) -> list[Child]:
    """A run with its notes at their calls; what stands between calls is read by itself."""
    children: list[Child] = []
    position = 0
    for start, end, note in called:
        children.extend(_children(run.part(position, start), node, context))
        children.append(note.node(context.text))
        position = end
    children.extend(_children(run.part(position, len(run.text)), node, context))
    return children


def _tells(text: str, signs: tuple[str, ...]) -> bool:
    """Running text without a bracket or a figure holds nothing for this pass; told from its bytes in a tenth of the time."""
    data = text.encode(errors="replace")
    return len(data.translate(None, _telling(signs))) < len(data)


@cache
def _telling(signs: tuple[str, ...]) -> bytes:
    return "".join(["0123456789", *signs]).encode()


def _edges(bracketed: list[Span]) -> dict[int, tuple[Span, int]]:
    """Where the signs stand that end a bracket, by their start, and those that begin one, by their end: with the bracket
    and its outer edge."""
    edges = {}
    for span in bracketed:
        for start, end, _ in span.marks:
            if end == span.end:
                edges[start] = (span, end)
            if start == span.start:
                edges[end] = (span, start)
    return edges


def _widened(span: Span, edges: dict[int, tuple[Span, int]]) -> Span:
    """A span that ends within a bracket takes in the signs of it, when they are all that is left of the bracket."""
    bracket, edge = edges.get(span.end, (span, span.end))
    if span.start < bracket.start < span.end < edge:
        span.end = edge
    bracket, edge = edges.get(span.start, (span, span.start))
    if edge < span.start and bracket.end < span.end:
        span.start = edge
    return span


def _kind(node: Node) -> str:
    """Which grammars a node's text is read with."""
    if node.element == "note":
        return _NOTES.get(node.attributes.get("type", ""), "prose")
    return _ELEMENTS.get(node.element, "plain")


_ELEMENTS = {
    "p": "prose",
    "item": "prose",
    "cell": "prose",
    "head": "prose",
    "quote": "prose",
    "stage": "prose",
    "stamp": "stamp",
    "addrLine": "address",
    "ab": "office",
    "signed": "office",
    "dateline": "dates",
    "date": "prose",
    "persName": "plain",
    "seg": "plain",
}
_NOTES = {
    "handwritten": "hand",
    "production": "office",
    "registration": "office",
    "distribution": "office",
    "label": "plain",
    "signature": "plain",
    "gloss": "plain",
}


def _brackets(run: Run, context: Context) -> tuple[list[Span], str]:
    """The spans of a run's brackets, and its text with the signs blanked out so that grammars keep their positions."""
    text = run.text
    found = scan(text)
    spans: list[Span] = []
    masked = list(text)
    for bracket in found.brackets:
        _read(bracket, run, context, spans, masked)
    for pair in pairs(context.profile)[1:]:
        for bracket in scan(text, pair).brackets:
            if bracket.closed:
                _read(bracket, run, context, spans, masked)
    for position in found.strays:
        context.note(
            "TK102",
            "a bracket closes here that was never opened; it was kept as text",
            run.offset(position),
            hint="add the missing [ to the transcript where the remark begins",
        )
    if found.too_deep:
        context.note("TK108", "brackets nested deeper than 16 levels were kept as text", run.offset(found.too_deep[0]))
    return spans, "".join(masked)


def _read(bracket: Bracket, run: Run, context: Context, spans: list[Span], masked: list[str]) -> None:
    text = run.text
    known = reading(bracket, text, context)
    if not bracket.closed and (known is None or not known.rule.block):
        context.note(
            "TK101",
            "this bracket is never closed; it was kept as text",
            run.offset(bracket.start),
            hint="add the missing ] to the transcript where the remark ends",
        )
        known = None
    if known is not None:
        made = list(spans_of(known, text, context))
        if made[0].attributes.get("type") == "handwritten" or (
            made[0].element == "add" and known.rule.name != "insertion"
        ):
            made[0].attributes["hand"] = context.new_hand("handwritten")
        spans.extend(made)
        opaque = made[0].element not in TRANSPARENT
        for span in made:
            for start, end, _ in span.marks:
                masked[start:end] = (" " if text[i].isspace() or not opaque else "\x00" for i in range(start, end))
        if made[0].element == "unclear" and not bracket.opened:
            context.note(
                "TK102",
                "a bracket closes here that was never opened; the word between question marks was taken as doubtful",
                run.offset(bracket.end - 1),
            )
    for inner in bracket.inner:
        _read(inner, run, context, spans, masked)


# ---- grammars: text in, spans out ------------------------------------------------------------------------------


def _dates(text: str, context: Context) -> Iterator[Span]:
    """Every date; one without a day only where a year or a place of dating vouches for it."""
    for match in context.dates(text):
        yield Span(match.start, match.end, "date", dict(match.attributes), "date", match.certainty)


def _times(text: str, context: Context) -> Iterator[Span]:
    """In a dateline the time of day belongs to the date."""
    for span in _dates(text, context):
        time = TIME.match(text, span.end) if span.end < len(text) else None
        if time is not None:
            span.end = time.end()
        yield span


def _full_dates(text: str, context: Context) -> Iterator[Span]:
    """In running text only dates with a month, and with a year of their own or the document's."""
    for match in context.dates(text):
        if match.certainty != "low" and match.attributes:
            yield Span(match.start, match.end, "date", dict(match.attributes), "date", match.certainty)


def _page_ends(text: str, context: Context) -> Iterator[Span]:
    """The number of a page at its end opens the next one."""
    for match in PAGE_END.finditer(text) if context.page_ends else ():
        if int(match["n"]) in context.page_ends:
            following = str(int(match["n"]) + 1)
            yield Span(*match.span(), "pb", {"n": following}, "page-end", "medium", [(*match.span(), "pb")])


def _persons(text: str, context: Context) -> Iterator[Span]:
    for name in names(text, context.words):
        yield Span(name.start, name.end, "persName", {}, "name", name.certainty)


def _numbers(text: str, context: Context) -> Iterator[Span]:
    for number in numbers(text, context.words):
        yield Span(number.start, number.end, "idno", {"type": number.kind}, "number")


def _levels(text: str, context: Context) -> Iterator[Span]:
    """Words of classification in a stamp."""
    for match in compiled("(?i:{classification})", context.words).finditer(text):
        yield Span(match.start(), match.end(), "seg", {"type": "classification"}, "classification")


def _bodies(text: str, context: Context) -> Iterator[Span]:
    """Well-known short names of bodies in an address: the CPSU CC."""
    for match in compiled("{abbreviations}", context.words).finditer(text):
        if len(match.group()) > 1:
            yield Span(match.start(), match.end(), "orgName", {}, "body")


_QUOTED = expression(r'["“„][^"“”„]*["”]')


def _hand(text: str, context: Context) -> Iterator[Span]:
    """A note that quotes the hand: what stands outside the quotation marks is the transcriber speaking.

    A later quotation that the transcriber calls a signature was written by a hand of its own.
    """
    quoted = list(_QUOTED.finditer(text))
    start = len(text) - len(text.lstrip("\x00 \n"))
    if not quoted or quoted[0].start() > start + 2:
        return
    signs = re.compile(f"(?i:{alternation(context.words.signature)})")
    signed = False
    for number, match in enumerate(quoted):
        if number and signed:
            attributes = {"type": "signature", "hand": context.new_hand("signature")}
            yield Span(match.start(), match.end(), "seg", attributes, "handwriting", "medium")
        end = quoted[number + 1].start() if number + 1 < len(quoted) else len(text)
        between = text[match.end() : end]
        words = _WORDS.search(between)
        if words and not _AND.fullmatch(words.group()):
            signed = bool(signs.search(between))
            first = match.end() + words.start()
            yield Span(
                first,
                match.end() + words.end(),
                "note",
                {"type": "editorial", "resp": responsible(context)},
                "handwriting",
                "medium",
            )


_WORDS = expression(r"\w[\s\S]*[\w:]")
_AND = expression(r"and|or|und|et")

GRAMMARS: dict[str, tuple[Grammar, ...]] = {
    "prose": (_full_dates, _page_ends),
    "dates": (_times,),
    "stamp": (_dates, _numbers, _levels, _persons),
    "office": (_dates, _persons, _numbers),
    "hand": (_hand, _dates, _persons, _numbers),
    "address": (_persons, _bodies),
}
