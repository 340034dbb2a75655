"""What a bracket says: the first bracket rule of the profile that knows it, and the spans it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from teikit.expressions import expression
from teikit.grammars.brackets import SQUARE, Bracket
from teikit.grammars.vocabulary import Vocabulary
from teikit.profile import Profile, Rule
from teikit.recognize.candidates import Candidates
from teikit.recognize.context import Context
from teikit.recognize.spans import Span
from teikit.records import NamedTuple

DOUBLED = "[[]]"
CARET = "^"
NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
# elements of a translator's or transcriber's own, which name them in @resp
OWN_WORDS = frozenset({"supplied", "note", "ex"})

_WORD_BEFORE = expression(r"(?:\[[^\[\]\n]{1,40}\]|[^\s\[\](){}“”\"]+)\s?$")
_CAPITAL_BEFORE = expression(r"(?:^|[\s(“\"])([A-ZÀ-Þ][\w’'-]*\.?|[A-ZÀ-Þ]{2,})[”\"’]?\s$")


# two words with capitals, or a word all in capitals: FENG XI, Kim Il
_TWO_CAPITALS = expression(r"[A-ZÀ-Þ][\w’'-]*\s[A-ZÀ-Þ][\w’'-]*\s$")


class Reading(NamedTuple):
    """A bracket with the rule that knows it and the match over what stands in the bracket."""

    bracket: Bracket
    rule: Rule
    match: re.Match[str]


def reading(bracket: Bracket, text: str, context: Context) -> Reading | None:
    """The first rule of the profile that knows this bracket where it stands; None for none."""
    inner = text[bracket.inner_start : bracket.inner_end].rstrip()
    if not inner.strip():
        return None
    lead = len(inner) - len(inner.lstrip())
    sign = text[bracket.start] if bracket.opened else ""
    for rule in _tried(context.profile, context.words, sign, bracket.doubled).on(inner.lstrip()):
        if len(inner) > rule.longest:
            continue
        if rule.scope in _FITS and not _FITS[rule.scope](bracket, text, inner, context.words):
            continue
        match = rule.regex(context.words).fullmatch(text, bracket.inner_start + lead, bracket.inner_start + len(inner))
        if match is not None:
            return Reading(bracket, rule, match)
    return None


@lru_cache(maxsize=256)
def _tried(profile: Profile, words: Vocabulary, sign: str, doubled: bool) -> Candidates:
    """The rules of a profile for brackets that open with this sign; no sign where the opening one was lost."""
    return Candidates((rule for rule in profile.brackets if _is_for(rule, sign, doubled)), words)


def _is_for(rule: Rule, sign: str, doubled: bool) -> bool:
    if rule.signs == DOUBLED:
        return doubled and sign == SQUARE[0]
    if not rule.signs or not sign:
        return sign in ("", SQUARE[0])
    return sign in rule.signs[::2]


@cache
def pairs(profile: Profile) -> tuple[str, ...]:
    """The pairs of signs that the rules of a profile are for, square brackets first."""
    found = [SQUARE]
    for rule in profile.brackets:
        if rule.signs != DOUBLED:
            found += [rule.signs[at : at + 2] for at in range(0, len(rule.signs), 2)]
    return tuple(dict.fromkeys(found))


def _glued(bracket: Bracket, text: str, inner: str, words: Vocabulary) -> bool:
    """Letters before the bracket, and a lower-case rest of the word in it: F[oreign]."""
    return bracket.start > 0 and text[bracket.start - 1].isalpha() and inner[:1].islower()


def _after_word(bracket: Bracket, text: str, inner: str, words: Vocabulary) -> bool:
    return _WORD_BEFORE.search(text, max(0, bracket.start - 60), bracket.start) is not None


def _after_name(bracket: Bracket, text: str, inner: str, words: Vocabulary) -> bool:
    """A word with a capital before the bracket that does not begin the sentence, or two of them."""
    before = _CAPITAL_BEFORE.search(text, max(0, bracket.start - 60), bracket.start)
    if before is None or not inner[:1].isupper() or before.group(1).strip(".").lower() in _JOINTS:
        return False
    following = text[bracket.end : bracket.end + 2].strip()
    continues = following[:1].isupper() and len(inner.split()) == 1
    several = _TWO_CAPITALS.search(text, max(0, bracket.start - 60), bracket.start) is not None
    return not continues and (len(inner.split()) > 1 or len(before.group(1)) > 3 or several)


def _closing(bracket: Bracket, text: str) -> int:
    """Where the bracket begins that ends what this one begins, or -1."""
    opening = text[bracket.start : bracket.inner_start]
    return text.find(f"{opening}/{text[bracket.inner_start : bracket.end]}", bracket.end)


def _inserted(bracket: Bracket, text: str, inner: str, words: Vocabulary) -> bool:
    """A caret before the bracket: ^[[so]]."""
    return text[max(0, bracket.start - 1) : bracket.start] == CARET


def _paired(bracket: Bracket, text: str, inner: str, words: Vocabulary) -> bool:
    return _closing(bracket, text) >= 0


# words that begin a sentence more often than they end a name
_JOINTS = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "of",
        "to",
        "for",
        "from",
        "by",
        "with",
        "and",
        "but",
        "or",
        "if",
        "as",
        "when",
        "this",
        "that",
        "he",
        "she",
        "we",
        "they",
        "it",
        "i",
        "no",
        "yes",
    ]
)
_FITS = {"glued": _glued, "before": _after_word, "name": _after_name, "pair": _paired, "caret": _inserted}


def spans_of(found: Reading, text: str, context: Context) -> Iterator[Span]:
    """The span that a bracket becomes, then those of what stands in it, the outer before the inner."""
    bracket, rule, match = found
    start, end = bracket.start, bracket.end
    attributes = attributes_of(found, context)
    if rule.scope == "before":
        before = _WORD_BEFORE.search(text, max(0, start - 60), start)
        word = before.start() if before else start
        mark = (len(text[:start].rstrip()), end, rule.element)
        yield Span(word, end, rule.element, attributes, rule.name, rule.certainty, [mark])
        return
    if rule.scope == "glued":
        yield from _expansion(bracket, text, rule, context)
        return
    if rule.scope == "pair":
        yield from _pair(bracket, text, rule, attributes)
        return
    start -= rule.scope == "caret"
    content = match.span("text") if "text" in match.re.groupindex and match.group("text") is not None else None
    label = next((match.span(name) for name in ("label", "label_after") if _has(match, name)), None)
    span = Span(start, end, rule.element, attributes, rule.name, rule.certainty)
    inner = [part for part in (label, content) if part is not None]
    inner += [match.span(group) for group in rule.parts if _has(match, group)]
    position = start
    for part in sorted(inner):
        span.marks.append((position, _skip(text, position, part[0]), rule.element))
        position = part[1]
    span.marks.append((position, end, rule.element))
    span.marks = [mark for mark in span.marks if mark[0] < mark[1]]
    yield span
    if label is not None:
        first = label[0] + len(text[slice(*label)]) - len(text[slice(*label)].lstrip())
        yield Span(first, label[1], "note", {"type": "label", "resp": responsible(context)}, rule.name, "high")
    if content is not None and rule.inner:
        yield Span(*content, rule.inner, {}, rule.name)
    for group, made in rule.parts.items():
        if _has(match, group):
            yield Span(*match.span(group), made.element, dict(made.attributes), rule.name)


def _pair(bracket: Bracket, text: str, rule: Rule, attributes: dict[str, str]) -> Iterator[Span]:
    """`[[underline]]so[[/underline]]`: the element around what stands between the two."""
    closing = _closing(bracket, text)
    if closing >= 0:
        end = closing + bracket.end - bracket.start + 1
        marks = [(bracket.start, bracket.end, rule.element), (closing, end, rule.element)]
        yield Span(bracket.start, end, rule.element, attributes, rule.name, rule.certainty, marks)


def _has(match: re.Match[str], group: str) -> bool:
    return group in match.re.groupindex and bool((match.group(group) or "").strip())


def _skip(text: str, start: int, end: int) -> int:
    """The end of a mark: with the white space that belongs to the convention."""
    while start < end and end < len(text) and text[end].isspace():
        end += 1
    return end


def responsible(context: Context) -> str:
    return f"#{context.responsible}"


def attributes_of(found: Reading, context: Context) -> dict[str, str]:
    """The attributes a reading gives: the rule's, filled from the groups, with place, extent and who is responsible."""
    _, rule, match = found
    groups = {name: value or "" for name, value in match.groupdict().items()}
    attributes = {name: filled(value, groups) for name, value in rule.attributes.items()}
    if rule.element == "gap":
        attributes |= _extent(groups, context.words)
    place = _place(found, context.words)
    if place:
        attributes["place"] = place
    if rule.element in OWN_WORDS and attributes.get("type") not in ("handwritten", "stamp"):
        attributes["resp"] = responsible(context)
    return attributes


_GROUP = expression(r"\{(\w+)\}")


def filled(value: str, groups: dict[str, str]) -> str:
    """A rule's attribute with the texts of the groups it names in braces; a number word becomes its digits."""
    if "{" not in value:
        return value
    text = _GROUP.sub(lambda match: groups.get(match.group(1), ""), value)
    return NUMBER_WORDS.get(text.lower(), text)


def _extent(groups: dict[str, str], words: Vocabulary) -> dict[str, str]:
    unit = groups.get("unit") or groups.get("unit_first") or ""
    if groups.get("each"):
        return {"quantity": str(len("".join(groups["each"].split())))}
    low, high = (NUMBER_WORDS.get(groups.get(name, "").lower(), groups.get(name, "")) for name in ("low", "high"))
    found = {}
    if unit:
        found["unit"] = next(value for word, value in words.units.items() if word.lower() == unit.lower())
    if high:
        found |= {"atLeast": low, "atMost": high}
    elif low:
        found["quantity"] = low
    return found


def _place(found: Reading, words: Vocabulary) -> str:
    """A place on the sheet named within the label: "Handwriting in the left margin:"."""
    if not found.rule.block:
        return ""
    match = found.match
    end = match.start("text") if match.group("text") else match.end()
    label = match.string[match.start() : end].lower()
    phrases = sorted((phrase for phrase in words.places if phrase.lower() in label), key=len)
    return words.places[phrases[-1]] if phrases else ""


_LETTERS_BEFORE = expression(r"[^\W\d_]+$")


def _expansion(bracket: Bracket, text: str, rule: Rule, context: Context) -> Iterator[Span]:
    """`F[oreign]`: expan around the word, ex around what completes it."""
    before = _LETTERS_BEFORE.search(text, max(0, bracket.start - 40), bracket.start)
    start = before.start() if before else bracket.start
    after = re.compile(r"[^\W\d_]*").match(text, bracket.end)
    end = after.end() if after else bracket.end
    yield Span(start, end, "expan", {}, rule.name, rule.certainty)
    marks = [(bracket.start, bracket.inner_start, "ex"), (bracket.inner_end, bracket.end, "ex")]
    yield Span(bracket.start, bracket.end, "ex", {"resp": responsible(context)}, rule.name, rule.certainty, marks)
