"""What stands above a text: addressee, place and date, titles and headings of sections."""

from __future__ import annotations

import re

from teikit.grammars.dates import dates
from teikit.grammars.labels import label
from teikit.grammars.numbers import numbers
from teikit.grammars.vocabulary import Vocabulary
from teikit.nodes import Child, Mark, Node, Run, Slice
from teikit.profile import Rule, compiled
from teikit.recognize.blocks import Claim, Cursor
from teikit.recognize.layout import FINAL

LONGEST_HEAD = 240
LONGEST_ADDRESS = 110
MOST_HEAD_LINES = 6

_PLACE = r"(?:[A-ZÀ-Þ][\w’'.-]*(?:[\s-](?:[A-ZÀ-Þ][\w’'.-]*|am|an|der|de|la|le|sur|del|upon|on)){0,3})"
_AROUND_DATE = re.compile(rf"[(\s]*(?P<place>{_PLACE})?[,.\s]*(?:\x00[\s,.]*)+(?P<place_after>{_PLACE})?[\s.)]*")


def dateline(ahead: Cursor, rule: Rule) -> Claim | None:
    """A date, or a place and a date, alone on a line; a registration number may stand with it."""
    typed = ahead.typed
    if len(typed) > 90 or not any(sign.isdigit() for sign in typed):
        return None
    context = ahead.context
    found = dates(typed, context.words, order=context.order, year=context.year)
    if not found:
        return None
    taken = [(match.start, match.end) for match in found]
    idnos = [
        number
        for number in numbers(typed, context.words)
        if not any(a < number.end and number.start < b for a, b in taken)
    ]
    rest = _blanked(typed, [*taken, *((number.start, number.end) for number in idnos)])
    match = _AROUND_DATE.fullmatch(rest.strip(" -–—"))
    if match is None or (match["place"] and match["place"].rstrip(".") in context.words.weekdays and False):
        return None
    if not any(date.attributes for date in found) and not match["place"]:
        return None
    node = Node("dateline", {}, _dateline_children(ahead, match, rest, idnos))
    return Claim(1, node, "either")


def _blanked(text: str, ranges: list[tuple[int, int]]) -> str:
    signs = list(text)
    for start, end in ranges:
        signs[start:end] = "\x00" * (end - start)
    return "".join(signs)


def _dateline_children(ahead: Cursor, match: re.Match[str], rest: str, idnos: list) -> list[Child]:  # type: ignore[type-arg]
    """The line with its place and its numbers as nodes; the inline pass finds the dates."""
    base, text = ahead.line.start, ahead.context.text
    shift = len(rest) - len(rest.lstrip(" -–—"))
    parts: list[tuple[int, int, Node]] = []
    for group in ("place", "place_after"):
        place = match[group]
        if place and place.rstrip(".") not in ahead.context.words.weekdays:
            start, end = match.start(group) + shift, match.start(group) + shift + len(place.rstrip("."))
            parts.append((start, end, Node("placeName", rule="dateline")))
    parts.extend((number.start, number.end, Node("idno", {"type": number.kind}, rule="number")) for number in idnos)
    children: list[Child] = []
    position = 0
    for start, end, node in sorted(parts, key=lambda part: part[0]):
        if text[base + position : base + start].strip():
            children.append(Run(text, [Slice(base + position, base + start)]))
        node.children = [Slice(base + start, base + end)]
        children.append(node)
        position = end
    if text[base + position : ahead.line.end].strip():
        children.append(Run(text, [Slice(base + position, ahead.line.end)]))
    return children


def address(ahead: Cursor, rule: Rule) -> Claim | None:
    """Lines above the text that begin with to or for, with the lines of the same group that go on with them."""
    if ahead.zone == "body" or not _addressed(ahead.typed, ahead.context.words):
        return None
    count = 1
    while count < len(ahead.ahead) and _continues(ahead, count):
        count += 1
    text = ahead.context.text
    lines = [
        Node("addrLine", {}, [Run(text, [Slice(line.start, line.end)])], rule.name) for line in ahead.ahead[:count]
    ]
    return Claim(count, Node("address", {}, lines), "opener")


def _addressed(typed: str, words: Vocabulary) -> bool:
    if len(typed) > LONGEST_ADDRESS or typed.endswith((".", ";", "?")) or len(typed.split()) < 2:
        return False
    match = compiled(r"(?i:{addressee}):?\s+(?P<who>\S)", words).match(typed)
    if match is None:
        return False
    who = typed[match.start("who") :]
    # "to the CPSU CC", "to Party cadre"; not "To achieve this we must"
    return (
        who[:1].isupper()
        or compiled("(?i:the\\s+)?(?:[A-ZÀ-Þ]|(?i:{honorifics}|{roles}|{organisations}|{distribution}))", words).match(
            who
        )
        is not None
    )


def _continues(ahead: Cursor, count: int) -> bool:
    line = ahead.ahead[count]
    typed = ahead.context.text[line.start : line.end]
    if _addressed(typed, ahead.context.words):
        return True
    goes_on = typed[:1].islower() or compiled("(?i:{roles}|{organisations}|{honorifics})", ahead.context.words).match(
        typed
    )
    return bool(goes_on) and len(typed) < LONGEST_ADDRESS and not typed.endswith((".", ":", "!", ","))


def section_head(ahead: Cursor, rule: Rule) -> Claim | None:
    """A numbered line without a final stop that prose follows: the number counts sections, not the items of a list."""
    found = label(ahead.typed)
    if found is None or found.kind == "dashed" or len(ahead.ahead) > 2:
        return None
    typed = ahead.whole
    if len(typed) > LONGEST_HEAD or typed.endswith(FINAL) or not typed[found.end :][:1].isupper():
        return None
    following = _following(ahead)
    if following is None or label(following) is not None or following[:1].islower():
        return None
    if len(following) <= len(typed) // 2 or not (following.endswith(FINAL) or len(following) > LONGEST_ADDRESS):
        return None
    run = ahead.run(len(ahead.ahead))
    node = Node("head", {"n": found.n}, [run])
    return Claim(len(ahead.ahead), node, "section")


def _following(ahead: Cursor) -> str | None:
    """The text of the group behind the one at hand."""
    if not ahead.after:
        return None
    group = ahead.after[0]
    return ahead.context.text[group[0].start : group[-1].end]


_BOLD = re.compile(r"\*\*(?P<text>[^*]+)\*\*")
_CONTINUES = re.compile(r"[a-zà-ÿ(]")


def head(ahead: Cursor, rule: Rule) -> Claim | None:
    """A title: the one the frame gives, bold or capitals throughout, or a short line above the text."""
    lines = ahead.ahead
    typed = ahead.whole
    if ahead.index or len(lines) > MOST_HEAD_LINES or len(typed) > LONGEST_HEAD + 120:
        return None
    if typed[:1].lower() in ahead.context.initials and folded(typed) in ahead.context.titles:
        return Claim(len(lines), Node("head", {}, [ahead.run(len(lines))]), "head")
    bold = _BOLD.fullmatch(typed)
    if bold:
        return Claim(len(lines), _bold_head(ahead, bold), "head")
    count = _capitals(ahead)
    if count and not _like_name(ahead):
        return Claim(count, Node("head", {}, [ahead.run(count)]), "head")
    if ahead.zone == "body" or len(lines) > 4 or len(typed) > 160 or typed.endswith((*FINAL, ",")):
        return None
    if not _heads_prose(ahead, typed):
        return None
    return Claim(len(lines), Node("head", {}, [ahead.run(len(lines))], certainty="medium"), "head")


def folded(title: str) -> str:
    """A title for comparison: letters and digits alone, in lower case."""
    return _NO_LETTER.sub("", title.lower())


_NO_LETTER = re.compile(r"[\W_]+")


def _bold_head(ahead: Cursor, bold: re.Match[str]) -> Node:
    base, end = ahead.line.start, ahead.group[-1].end
    children: list[Child] = [
        Mark(base, base + 2, "head"),
        Run(ahead.context.text, [Slice(base + 2, end - 2)]),
        Mark(end - 2, end, "head"),
    ]
    return Node("head", {}, children)


def _capitals(ahead: Cursor) -> int:
    """How many lines from here are capitals throughout, with the lower-case lines that go on with them."""
    count = 0
    for line in ahead.ahead:
        typed = ahead.context.text[line.start : line.end]
        capital = _is_capital(typed)
        if not capital and not (count and _CONTINUES.match(typed) and len(typed) < 80):
            break
        count += 1
    if count < len(ahead.ahead) or len(ahead.typed) < 4 or ahead.typed.endswith((",", ";")):
        return 0
    return count


def _is_capital(typed: str) -> bool:
    """Four letters or more, nine in ten of them capitals."""
    small = sum(map(str.islower, typed))
    return 9 * small <= sum(map(str.isupper, typed)) >= 4 if small < 12 else False


def _like_name(ahead: Cursor) -> bool:
    """A single line of capitals after the text that may be a name or a role under it."""
    return ahead.zone == "end" or (not ahead.after and ahead.zone == "body")


def _heads_prose(ahead: Cursor, typed: str) -> bool:
    """A short line with a capital, and prose not far behind it."""
    if not typed[:1].isupper() or len(typed.split()) < 2 or label(typed) is not None:
        return False
    for group in ahead.after[:4]:
        following = ahead.context.text[group[0].start : group[-1].end]
        if len(following) > 160 and following.rstrip().endswith(FINAL):
            return True
    return False
