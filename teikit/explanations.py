"""Why a sign of the source need not stand in the text: it was a convention, and the TEI has what it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from teikit.grammars.vocabulary import Vocabulary
from teikit.profile import Profile, Rule, profile


class Context(NamedTuple):
    """Where something missing from the text stands in the source, and what the TEI has at this place.

    `elements` are the names of those that begin or end here, `around` of those that hold the text on either side;
    `text` is the whole source, `start` and `end` are offsets into it. `is_frame` says that no text stands before it (or
    none after it), and that the header has its neighbours.
    """

    text: str
    start: int
    end: int
    elements: frozenset[str]
    around: frozenset[str]
    is_frame: bool

    @property
    def before(self) -> str:
        """What stands before it on its line."""
        return self.text[self.text.rfind("\n", 0, self.start) + 1 : self.start]

    @property
    def after(self) -> str:
        """What stands after it on its line."""
        end = self.text.find("\n", self.end)
        return self.text[self.end : end if end >= 0 else len(self.text)]


Explain = Callable[[str, Context], str | None]
"""From a piece of one line to what it became, or None where no convention explains it."""


class Convention(NamedTuple):
    """A literal sign, and the elements of which one must stand at this place."""

    became: str
    pattern: str
    elements: frozenset[str]
    begins_line: bool = False


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BRACKETED = _names(
    "stamp note add supplied unclear gap sic gloss ex expan del surplus space pb seg stage ref hi choice signed head"
)
_LABEL = (
    r"\(?(?:\d{1,3}(?:\s?[-–]\s?\d{1,3})?|[^\W\d_]|[ivxlc]{1,6}|[IVXLC]{1,6})\s?[-–—.):/]{1,2}"
    r"|\d{1,2}(?:st|nd|rd|th|d)[.,:]?|[-–—•*·]"
)
_PAGE_WORD = r"(?:pp?|page|pg|S|Seite)\.?\s?"
# a bare number is no mark: it must stand in an attribute
_PAGE = rf"[\[(–—-]\s?\d{{1,3}}\s?[\])–—-]|[\[(]?\s?{_PAGE_WORD}\d{{1,4}}\s?[\])]?"

CONVENTIONS = (
    Convention("a bracket", r"[\[\]⟦⟧⟨⟩{}]+[?!.]?", _BRACKETED),
    Convention("a round bracket", r"[()]+", _names("pb signed stage note gap sic")),
    Convention("a slash around a name", "/+", _names("signed note ref")),
    Convention("emphasis", r"\*{1,3}|_{1,3}|`+|~~", _names("hi emph head title del")),
    Convention("a mark of doubt", r"\[?\?+\]?", _names("unclear sic")),
    Convention("quotation marks", "[\"“”„‟«»‘’']+", _names("quote q said title cit note stamp")),
    Convention("a list label", _LABEL, _names("item list label row"), True),
    Convention("the number of a note", _LABEL, _names("note"), True),
    Convention("a page mark", _PAGE, _names("pb fw")),
    Convention("a note call", r"(?:[\[(/](?:\d{1,3}|[a-z]|\*{1,3})[\])/]\s?)+|\*{1,3}", _names("note ref ptr")),
    Convention("a sign after a speaker", r"[:.–—-]+", _names("speaker label stage")),
    Convention("a rule of a table", r"[|+=\s-]+", _names("table row cell")),
    Convention("a ruled line", r"[_=–—*.\s-]{2,}", _names("milestone pb space"), True),
    Convention("an omission", r"\[?\s?(?:…|\.{3,5})\s?\]?", _names("gap")),
)

_FRAME_LABEL = re.compile(r"\W*\w[^:\n]{0,40}:\W*")
_FRAME_SIGNS = re.compile(r"[\W_]+")
_OPENING, _CLOSING = "[", "]"
_LONGEST_BRACKET = 2_000


def conventions(text: str, context: Context) -> str | None:
    """What the literal conventions of typed transcripts say, whoever typed them."""
    if context.is_frame and (_FRAME_SIGNS.fullmatch(text) or _is_label(text, context)):
        return "a sign or label of the page's frame"
    for convention, sign in _compiled():
        if convention.elements.isdisjoint(context.elements) or (convention.begins_line and context.before.strip()):
            continue
        if sign.fullmatch(text):
            return convention.became
    return None


def explanation(chosen: Profile | None = None, words: Vocabulary | None = None) -> Explain:
    """The conventions, and after them the rules of a profile (the generic one where none is given) with the words of the
    source's language (the profile's where none are given)."""
    chosen = chosen or profile("generic")
    return _Explanation(chosen, words or chosen.words)


@cache
def _compiled() -> tuple[tuple[Convention, re.Pattern[str]], ...]:
    return tuple((convention, re.compile(convention.pattern, re.IGNORECASE)) for convention in CONVENTIONS)


def _is_label(text: str, context: Context) -> bool:
    return not context.before.strip() and _FRAME_LABEL.fullmatch(text) is not None


class _Explanation:
    """Finds the rule of a profile whose mark this is: what its pattern matches outside of its text groups."""

    def __init__(self, chosen: Profile, words: Vocabulary) -> None:
        self.profile = chosen
        self.words = words

    def __call__(self, text: str, context: Context) -> str | None:
        return conventions(text, context) or self.by_rule(context) or self.by_furniture(context)

    def by_furniture(self, context: Context) -> str | None:
        """Words of the page that are not the document's: the link to a scan, the name of a site."""
        line = (context.before + context.text[context.start : context.end] + context.after).strip()
        around = self.profile.frame
        if any(re.fullmatch(words, line) for words in around.running):
            return "a running head"
        if context.is_frame and any(re.search(words, line) for words in around.furniture):
            return "furniture of the page"
        return None

    def by_rule(self, context: Context) -> str | None:
        for rules, start, end in self.units(context):
            for rule in rules:
                if rule.pattern and end - start <= rule.longest and self.is_mark_of(rule, context, start, end):
                    return f"{rule.element or 'a part'} ({rule.name})"
        return None

    def units(self, context: Context) -> Iterator[tuple[tuple[Rule, ...], int, int]]:
        """The brackets around this place and its line, each with the rules that apply."""
        inner = _bracket(context)
        if inner:
            yield self.profile.brackets, *inner
        start = context.start - len(context.before)
        line = context.text[start : context.end + len(context.after)]
        yield self.profile.lines, start + len(line) - len(line.lstrip()), start + len(line.rstrip())

    def is_mark_of(self, rule: Rule, context: Context, start: int, end: int) -> bool:
        if context.start < start - 1 or context.end > end + 1:  # the brackets themselves belong to it
            return False
        names = {rule.element, *(part.element for part in rule.parts.values())} - {""}
        if names.isdisjoint(context.elements | context.around):
            return False
        found = rule.regex(self.words).fullmatch(context.text, start, end)
        if found is None:
            return False
        kept = [found.span(group) for group in ("text", "label", *rule.parts) if group in found.re.groupindex]
        return all(context.end <= first or context.start >= last for first, last in kept)


def _bracket(context: Context) -> tuple[int, int] | None:
    """The inside of the bracket that holds this place, or that this place opens or closes."""
    text = context.text
    start = text.rfind(_OPENING, max(context.start - _LONGEST_BRACKET, 0), context.end)
    if start < 0:
        return None
    end = text.find(_CLOSING, max(start, context.end - 1), start + _LONGEST_BRACKET)
    return (start + 1, end) if end > start else None
