"""The conventions that one document uses, in shapes that can be counted, and which of them a rule of its profile knows."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from functools import lru_cache
from typing import NamedTuple

from teikit.grammars.brackets import SQUARE, Bracket, scan
from teikit.grammars.dates import whole_date
from teikit.grammars.vocabulary import Vocabulary
from teikit.idioms.lines import Lines, recognized_lines
from teikit.idioms.remarks import is_remark
from teikit.idioms.shapes import IN_BRACKETS, bracket_label, labelled, line_shape, normal
from teikit.nodes import Run
from teikit.profile import Profile
from teikit.recognize import Recognized
from teikit.recognize.bracketing import Reading, pairs, reading
from teikit.recognize.context import Context
from teikit.recognize.grouping import regrouped, run_of
from teikit.recognize.layout import groups

KNOWN, DEFAULT, UNKNOWN = "known", "default", "unknown"
KINDS = ("bracket", "label", "form", "line", "frame")


class Idiom(NamedTuple):
    """One use of a convention.

    `kind` is bracket (a shape of what stands between the signs), label (with a colon in the bracket), form (nested, doubled,
    unclosed …), line or frame. `status` says whether a rule made for it knows it, only the rule that takes every
    bracket, or none. `text` is what was typed, `alone` whether it had its lines to itself, `zone` where in the text.
    """

    kind: str
    shape: str
    status: str
    rule: str
    line: int
    text: str
    alone: bool = False
    zone: str = ""


def idioms(recognized: Recognized) -> list[Idiom]:
    """Every convention that a document uses, in the order of its kinds and lines."""
    lines = recognized_lines(recognized)
    found = [*_brackets(recognized, lines), *_unclaimed(recognized, lines), *_claimed(recognized, lines)]
    return [*found, *_frame(recognized)]


def unknown(recognized: Recognized) -> list[Idiom]:
    """The conventions of a document that no rule knows."""
    lines = recognized_lines(recognized)
    found = [*_brackets(recognized, lines), *_unclaimed(recognized, lines)]
    return [idiom for idiom in found if idiom.status == UNKNOWN]


# ---- brackets ---------------------------------------------------------------------------------------------------


def _brackets(recognized: Recognized, lines: Lines) -> Iterator[Idiom]:
    text, signs = recognized.context.text, pairs(recognized.context.profile)
    if not any(sign in text for pair in signs for sign in pair):
        return
    context = copy(recognized.context)
    context.findings = []  # what grouping finds out has been said already
    for group in regrouped(groups(context.source.lines, text), context):
        if group[-1].end <= recognized.start:
            continue
        run = run_of(group, text)
        for pair in signs:
            if any(sign in run.text for sign in pair):
                yield from _of_pair(pair, run, context, lines)


def _of_pair(pair: str, run: Run, context: Context, lines: Lines) -> Iterator[Idiom]:
    found = scan(run.text, pair)
    for bracket in found.brackets:
        yield from _bracket(bracket, run, context, lines, pair == SQUARE)
    for position in found.strays if pair == SQUARE else ():
        offset = run.offset(position)
        number = context.source.line_number(offset)
        yield Idiom("form", "… ]  never opened", UNKNOWN, "", number, _around(context.text, offset))


def _bracket(bracket: Bracket, run: Run, context: Context, lines: Lines, square: bool) -> Iterator[Idiom]:
    """A bracket and those in it; of other signs than square ones only what a rule knows is a convention."""
    known = reading(bracket, run.text, context)
    offset = run.offset(bracket.start)
    line = context.source.line_number(offset)
    shown = run.text[bracket.start : bracket.end]
    for form, there in _forms(bracket) if square else ():
        if there:
            unread = not bracket.closed and (known is None or not known.rule.block)
            yield Idiom("form", form, UNKNOWN if unread else KNOWN, "", line, _short(shown))
    if bracket.closed and (square or known is not None):
        yield _read(bracket, run, context, known, line, lines.zone(line))
    for inner in bracket.inner:
        yield from _bracket(inner, run, context, lines, square)


def _forms(bracket: Bracket) -> tuple[tuple[str, bool], ...]:
    return (
        ("[ …  never closed", not bracket.closed),
        ("?…?]  opening lost", not bracket.opened),
        ("[[ … ]]  doubled", bracket.doubled),
        ("[ … [ … ] … ]  nested", bool(bracket.inner)),
    )


def _read(bracket: Bracket, run: Run, context: Context, known: Reading | None, line: int, zone: str) -> Idiom:
    inner = " ".join(_without_inner(bracket, run.text).split())
    alone = _alone(bracket, run.text)
    label = bracket_label(inner)
    made = known is not None and known.rule.name not in defaults(context.profile, context.words)
    shape = _shape(inner, label, _signs(bracket, run.text, known), known if made else None)
    kind = "label" if label else "bracket"
    if known is not None and made:
        return Idiom(kind, shape, KNOWN, known.rule.name, line, inner, alone, zone)
    strange = known is None or _strange(inner, label, alone, context.words)
    return Idiom(
        kind, shape, UNKNOWN if strange else DEFAULT, known.rule.name if known else "", line, inner, alone, zone
    )


def _signs(bracket: Bracket, text: str, known: Reading | None) -> tuple[str, str]:
    """The signs of a bracket; doubled ones count as one where that means nothing to the rule."""
    opening, closing = text[bracket.start : bracket.inner_start], text[bracket.inner_end : bracket.end]
    if bracket.doubled and not (known and known.rule.signs):
        return opening[:1], closing[:1]
    return (opening or "[", closing) if closing else ("", "")


def _shape(inner: str, label: str, signs: tuple[str, str], known: Reading | None) -> str:
    opening, closing = signs
    if label:
        return f"{opening}{normal(label, True)}: …{closing}"
    scope = known.rule.scope if known else ""
    if scope == "glued":
        return f"ab{opening}cde{closing}"
    shape = f"{opening}{normal(inner, known is not None and scope != 'name' and '?' not in inner)}{closing}"
    return f"Name {shape}" if scope == "name" else shape


def _strange(inner: str, label: str, alone: bool, words: Vocabulary) -> bool:
    """Whether a bracket that only the rule for every bracket takes looks like a convention and not like a word supplied."""
    if label or is_remark(inner):
        return True
    if inner.isdigit() or whole_date(inner, words):
        return False
    return alone or not any(sign.isalnum() for sign in inner)


def _without_inner(bracket: Bracket, text: str) -> str:
    pieces, position = [], bracket.inner_start
    for inner in bracket.inner:
        pieces += [text[position : inner.start], "[…]"]
        position = inner.end
    return "".join([*pieces, text[position : bracket.inner_end]])


def _alone(bracket: Bracket, text: str) -> bool:
    """Whether a bracket, a full stop apart, is all that its lines hold."""
    before = text[max(0, bracket.start - _MARGIN) : bracket.start].rpartition("\n")[2]
    after = text[bracket.end : bracket.end + _MARGIN].partition("\n")[0]
    return not before.strip() and not after.strip(" .,;")


_MARGIN = 80  # characters; more blanks than that make no line

# a text that no translator's word is like: a rule that takes it takes everything
_ANYTHING = ("qz 8; (xv) qz!", "Qz, qz — 7/8 qz")


@lru_cache(maxsize=64)
def defaults(profile: Profile, words: Vocabulary) -> frozenset[str]:
    """The bracket rules of a profile that take every bracket."""
    return frozenset(
        rule.name
        for rule in profile.brackets
        if rule.scope == "inside" and not rule.signs and all(rule.regex(words).fullmatch(probe) for probe in _ANYTHING)
    )


# ---- lines ------------------------------------------------------------------------------------------------------


def _unclaimed(recognized: Recognized, lines: Lines) -> Iterator[Idiom]:
    """Lines that do not look like running text, though no rule made for such a line took them."""
    by_layout = _by_layout(recognized.context.profile)
    for line in lines:
        if line.telling:
            shape = line_shape(line.text, recognized.context.words)
            if shape.telling:
                yield Idiom("line", shape.name, UNKNOWN, "", line.number, line.text, True, lines.zone(line.number))
        elif line.first and line.rule in by_layout and (field := labelled(line.text)):
            yield Idiom("line", field, UNKNOWN, line.rule, line.number, line.text, True, lines.zone(line.number))


def _claimed(recognized: Recognized, lines: Lines) -> Iterator[Idiom]:
    by_layout = _by_layout(recognized.context.profile)
    for line in lines:
        if not line.first or line.plain or (line.rule in by_layout and labelled(line.text)):
            continue
        shape = line_shape(line.text, recognized.context.words).name
        if shape != IN_BRACKETS:
            yield Idiom("line", shape, KNOWN, line.rule, line.number, line.text, True, lines.zone(line.number))


@lru_cache(maxsize=64)
def _by_layout(profile: Profile) -> frozenset[str]:
    """The line rules that take a line for its place and length, whatever it says: a field is no heading."""
    heads = (rule.name for rule in profile.lines if rule.code in ("head", "inner_head"))
    # text that stands loose in an opening has the opening's rule
    return frozenset(["structure", *heads])


# ---- the frame --------------------------------------------------------------------------------------------------


def _frame(recognized: Recognized) -> Iterator[Idiom]:
    source = recognized.context.source
    for kind, mark in recognized.frame.labels:
        typed = source.text[mark.start : mark.end]
        shape = f"{typed.rstrip(' :')}:" if typed[:1].isalpha() else typed
        yield Idiom("frame", shape, KNOWN, kind, source.line_number(mark.start), typed)


def _around(text: str, offset: int) -> str:
    return " ".join(text[max(0, offset - 30) : offset + 1].split())


def _short(text: str) -> str:
    bare = " ".join(text.split())
    return bare if len(bare) <= 60 else f"{bare[:58]} …"
