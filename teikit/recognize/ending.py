"""What stands below a text: signatures and the list of those who got copies."""

from __future__ import annotations

import re

from teikit.expressions import expression
from teikit.grammars.brackets import scan
from teikit.grammars.labels import recipient
from teikit.grammars.names import signature_name
from teikit.nodes import Child, Mark, Node, Run, Slice
from teikit.profile import Rule, compiled
from teikit.recognize.blocks import Claim, Cursor
from teikit.recognize.bracketing import Reading, reading
from teikit.source import Line

LONGEST = 90
MOST_LINES = 6


def signature(ahead: Cursor, rule: Rule) -> Claim | None:
    """A name, its role and the mark of a signature on one line or on lines that follow each other."""
    if ahead.zone == "top":
        return None
    count, sure = _extent(ahead)
    if not count:
        return None
    children: list[Child] = []
    for line in ahead.ahead[:count]:
        named = any(isinstance(child, Node) and child.element == "persName" for child in children)
        if named and _kind(ahead, line) == "name":
            # a second bare line may be an office as well as a name: it stays as typed
            children.append(Slice(line.start, line.end))
        else:
            children.extend(_line(ahead, line))
    signed = Node("signed", {}, children, certainty="high" if sure else "medium")
    return Claim(count, _after_label(ahead, signed), "closer")


def _after_label(ahead: Cursor, signed: Node) -> Node:
    """`(Signed by)` on a line above the name says that what follows is a signature, and is no part of it."""
    first = signed.children[0]
    if isinstance(first, Run) and _SIGNED_BY.fullmatch(first.text) and len(signed.children) > 1:
        signed.children = signed.children[1:]
        return Node("", {}, [first, signed])
    return signed


_SIGNED_BY = expression(r"[(/\[]?(?:[Ss]igned|SIGNED|[Ss]gd\.?|[Gg]ez(?:eichnet|\.)|[Ss]igné)(?: by)?[)/\]]?[:,]?")


def _extent(ahead: Cursor) -> tuple[int, bool]:
    """How many lines belong to one signature, and whether a mark, brackets or initials make it sure; 0 lines for none."""
    named = marked = sure = False
    count, expected = 0, ""
    for line in ahead.ahead[:MOST_LINES]:
        typed = ahead.context.text[line.start : line.end]
        kind = _kind(ahead, line) or (expected if _is_short(typed) else "")
        expected = "role" if "name" in kind and typed.endswith(",") else "name" if _SIGNED_BY.fullmatch(typed) else ""
        if (kind == "initials" and named) or (kind == "mark+name" and (named or marked)) or kind == "":
            break
        named = named or "name" in kind or kind == "initials"
        marked = marked or "mark" in kind
        sure = sure or "mark" in kind or kind == "initials"
        count += 1
    if not named and not marked:
        return 0, False
    if sure and not marked and _prose_follows(ahead, count):
        return 0, False
    if not sure and not (_under_close(ahead) or _ends_here(ahead, count) or _leads_to_name(ahead, count)):
        return 0, False
    return count, sure


def _prose_follows(ahead: Cursor, count: int) -> bool:
    """A long paragraph right behind a name that no mark or bracket makes a signature: the text goes on."""
    if ahead.index + count < len(ahead.group) or not ahead.after or ahead.typed[0] in "(/":
        return False
    following = ahead.after[0]
    return len(following) == 1 and following[0].end - following[0].start > 2 * LONGEST


def _under_close(ahead: Cursor) -> bool:
    """Right below a complimentary close."""
    if ahead.zone != "end" or not ahead.before:
        return False
    last = ahead.before[-1].node
    part = last if last.element or not last.nodes else last.nodes[-1]
    return part.element == "salute"


def _leads_to_name(ahead: Cursor, count: int) -> bool:
    """The text before breaks off with a comma, as "your obedient servant," does above the name."""
    last = ahead.before[-1] if ahead.before else None
    alone = ahead.index == 0 and count == len(ahead.ahead)
    return alone and last is not None and ahead.context.text[last.lines[-1].end - 1] == ","


def _ends_here(ahead: Cursor, count: int) -> bool:
    """Nothing but short lines follows: the text is over."""
    rest = ahead.group[ahead.index + count :]
    following = [line for group in ([rest] if rest else []) + list(ahead.after) for line in group]
    return len(following) <= 12 and all(line.end - line.start <= LONGEST for line in following)


def _kind(ahead: Cursor, line: Line) -> str:
    """What a line is in a signature: name, initials (a sure name), role, mark, mark+name; empty for none of these."""
    typed = ahead.context.text[line.start : line.end]
    if len(typed) > LONGEST or typed.endswith((":", ";", "!", "?")):
        return ""
    mark = _mark(ahead, typed)
    if mark is not None:
        beside = f"{typed[: mark[0]]} {typed[mark[1] :]}".strip()
        return "mark+name" if beside else "mark"
    name = signature_name(_unbracketed(typed), ahead.context.words)
    if name is not None:
        sure = name.certainty == "high" or typed[0] in "(/"
        return "initials" if sure else "name"
    if _role(ahead, typed):
        return "role"
    return ""


def _is_short(typed: str) -> bool:
    """What may be an office below a name that ends with a comma, or a name of any shape below `(Signed by)`."""
    return len(typed) <= LONGEST_NAME and typed[:1].isupper() and not any(map(str.isdigit, typed))


def _unbracketed(typed: str) -> str:
    """`[Johnson]`: a name that the editor supplied."""
    return typed[1:-1] if typed[:1] == "[" and typed[-1:] == "]" and typed.count("[") == 1 else typed


def _mark(ahead: Cursor, typed: str) -> tuple[int, int] | None:
    """Where a line reports a signature in brackets, or between strokes."""
    for bracket in scan(typed).brackets:
        found = reading(bracket, typed, ahead.context)
        if found is not None and _reports_signature(found):
            return bracket.start, bracket.end
    strokes = _STROKES.search(typed)
    return strokes.span() if strokes else None


def _reports_signature(found: Reading) -> bool:
    """`[signature]`, or `[illegible signature]`, which becomes a gap."""
    unit = found.match.groupdict().get("unit") or ""
    return found.rule.attributes.get("type") == "signature" or unit.lower() == "signature"


_STROKES = expression(
    r"/(?:s|signed|sgd\.?)/|\((?:[Ss]igned(?: by)?|[Ss]gd\.?|signature|[Ss]eal|SEAL|L\. ?S\.)\)"
    r"|^(?:[Ss]igned|SIGNED|gez\.|Gez\.|[Ss]igné)(?=[:\s])"
)


def _role(ahead: Cursor, typed: str) -> bool:
    words = ahead.context.words
    starts = compiled(
        "(?i:the\\s+|acting\\s+|deputy\\s+|for\\s+the\\s+|l[ea]\\s+|der\\s+|die\\s+)*"
        "(?:{abbreviations}\\s+)?(?i:{roles}|{ranks})(?!\\w)",
        words,
    ).match(typed)
    length = len(typed.split())
    return starts is not None and length <= (4 if typed.endswith(".") else 12)


def _line(ahead: Cursor, line: Line) -> list[Child]:
    """A line of a signature: the name as persName, a role as roleName, a mark left to the inline pass."""
    text = ahead.context.text
    typed = text[line.start : line.end]
    mark = _mark(ahead, typed)
    if mark is None:
        return _words(ahead, line.start, line.end, typed)
    children: list[Child] = []
    children += _words(ahead, line.start, line.start + mark[0], typed[: mark[0]])
    children.append(Run(text, [Slice(line.start + mark[0], line.start + mark[1])]))
    children += _words(ahead, line.start + mark[1], line.end, typed[mark[1] :])
    return children


def _words(ahead: Cursor, start: int, end: int, typed: str) -> list[Child]:
    if not typed.strip():
        return []
    text = ahead.context.text
    name = signature_name(typed, ahead.context.words)
    if name is not None:
        found: list[Child] = [Node("persName", {}, [Slice(start + name.start, start + name.end)], "signature")]
        if typed[: name.start].strip():
            found.insert(0, Slice(start, start + name.start))
        if typed[name.end :].strip():
            found.append(Slice(start + name.end, end))
        return found
    run = Run(text, [Slice(start, end)])
    return [Node("roleName", {}, [run], "signature")] if _role(ahead, typed.strip()) else [run]


def closing(ahead: Cursor, rule: Rule) -> Claim | None:
    """A complimentary close over one to three short lines, with the name below it: "I am, Sir," / "your obedient servant,"."""
    lines = ahead.ahead[:MOST_LINES]
    if any(line.end - line.start > LONGEST for line in lines[:3]):
        return None
    pattern = compiled(_CLOSE, ahead.context.words)
    known = [number for number in range(min(3, len(lines))) if pattern.fullmatch(_typed(ahead, number))]
    if known and not any(_typed(ahead, number).endswith((".", ":", "?")) for number in range(known[0])):
        count = known[0] + 1
        while count < len(lines) and pattern.fullmatch(_typed(ahead, count)):
            count += 1
        return _closed(ahead, count)
    count = _last_words(ahead)
    return _closed(ahead, count) if count else None


_CLOSE = (
    r"(?i:(?:(?:and|from|(?:i|we)\s(?:am|are|remain|have\sthe\shonou?r\sto\sremain)),?\s+)?{closings})"
    r"(?:\s[^.;:]{0,60})?[.,!;]?"
)


def _last_words(ahead: Cursor) -> int:
    """How many short lines stand above a name where the document ends; 0 where it does not end so."""
    lines = ahead.ahead
    if ahead.zone == "top" or not 2 <= len(lines) <= 5 or not _ends_here(ahead, len(lines)):
        return 0
    kinds = [_kind(ahead, line) for line in lines]
    names = [number for number, kind in enumerate(kinds) if kind and kind != "role"]
    if not names or names[0] == 0 or names != list(range(names[0], len(lines))) or "role" in kinds:
        return 0
    first = _typed(ahead, 0)
    short = all(len(_typed(ahead, number)) <= LONGEST_NAME for number in range(names[0]))
    return names[0] if short and "to" not in first.lower().split()[:1] and not any(map(str.isdigit, first)) else 0


def _closed(ahead: Cursor, count: int) -> Claim:
    """A close with the name below it in the same group; a close that ends in a name is itself the signature."""
    below = ahead.ahead[count : count + 3]
    only_marks = all(_kind(ahead, line) == "mark" for line in below)
    own = _OWN_NAME.fullmatch(_typed(ahead, count - 1)) is not None and only_marks and len(ahead.ahead) <= count + 3
    first = count - 1 if own else count
    parts = [Node("salute", {}, [ahead.run(first)], "closing")] if first else []
    below = _names_below(ahead, first)
    if not below or (len(below) == 1 and own and first == count):
        return Claim(count, Node("", {}, [*parts]), "closer")
    signed = Node("signed", {}, [], "signature", "medium")
    for line in below:
        plain = own and line is below[0]
        named = any(isinstance(child, Node) and child.element == "persName" for child in signed.children)
        if plain or (named and _kind(ahead, line) not in ("mark", "role")):
            signed.children.append(Slice(line.start, line.end))
        else:
            signed.children.extend(_line(ahead, line))
    return Claim(first + len(below), Node("", {}, [*parts, signed]), "closer")


def _names_below(ahead: Cursor, first: int) -> list[Line]:
    """The lines of a signature under a close: names, offices and marks, or what little is left of the group."""
    rest = ahead.ahead[first : first + 4]
    known: list[Line] = []
    for line in rest[:3]:
        if not _kind(ahead, line) and not (
            line is rest[0] and first < len(ahead.ahead) and _OWN_NAME.fullmatch(_of(ahead, line))
        ):
            break
        known.append(line)
    if known and any(_kind(ahead, line) not in ("", "mark", "role") for line in known):
        return known
    short = len(rest) <= 3 and all(line.end - line.start <= LONGEST_NAME for line in rest)
    return list(rest) if short else known


def _of(ahead: Cursor, line: Line) -> str:
    return ahead.context.text[line.start : line.end]


LONGEST_NAME = 60
# "Dein Emanuel.", "Deine Schwester J.", "Your Ann": the signature, not the close above one
_OWN_NAME = expression(
    r"(?:[Dd]er\s)?(?:D\.|[Dd]eine?|[Ii]hre?|[Ee]uer|[Ee]ure|[Vv]otre|[Tt]on|[Tt]a|[Yy]our)"
    r"(?:\s[a-zà-ÿß]+\.?){0,3}(?:\s[A-ZÀ-Þ][\w’'-]*\.?){1,3}"
)


def _typed(ahead: Cursor, index: int) -> str:
    line = ahead.ahead[index]
    return ahead.context.text[line.start : line.end]


_POSTSCRIPT = expression(r"(?:P\.?\s?){1,2}S\.?[:.]?\s|Post[- ]?script(?:um)?[:.]?\s|Nachschrift[:.]?\s")


def postscript(ahead: Cursor, rule: Rule) -> Claim | None:
    """A paragraph after the signature that calls itself a postscript."""
    if ahead.zone != "end" or _POSTSCRIPT.match(ahead.typed) is None:
        return None
    count = len(ahead.ahead)
    return Claim(count, Node("postscript", {}, [Node("p", {}, [ahead.run(count)], rule.name)]), "closer")


def distribution_list(ahead: Cursor, rule: Rule) -> Claim | None:
    """Lines that number the copies and say who got them."""
    items: list[Node] = []
    words, text = ahead.context.words, ahead.context.text
    sure = False
    for line in ahead.ahead:
        typed = text[line.start : line.end]
        found = recipient(typed, words)
        known = found is not None and len(typed) - found.end <= 40
        start, n = (
            (found.text, found.n)
            if found is not None and known
            else _numbered(typed, bool(items) or ahead.zone == "end")
        )
        if not start:
            break
        sure = sure or known
        mark = Mark(line.start, line.start + start, "item/@n")
        items.append(Node("item", {"n": n}, [mark, Run(text, [Slice(line.start + start, line.end)])], rule.name))
    if not sure or ahead.zone == "top" or (ahead.zone == "body" and len(items) < 2):
        return None
    listed = Node("list", {"type": "distribution", "rend": _shape(ahead)}, items, rule.name)
    return Claim(len(items), Node("note", {"type": "distribution"}, [listed]), "closer")


def _numbered(typed: str, expected: bool) -> tuple[int, str]:
    """Where a short line goes on behind the numbers of copies and a dash, and the numbers; for lines where copies are listed."""
    match = _COPIES.match(typed)
    if match is None or not expected or len(typed) > LONGEST_RECIPIENT:
        return 0, ""
    return match.end(), re.sub(r"\s", "", match["n"])


LONGEST_RECIPIENT = LONGEST
# "3-4 - to the 10th department", "4 - CPSU CC": known by the lines around it
_COPIES = expression(r"(?P<n>\d{1,2}(?:\s?[-–]\s?\d{1,2})?)(?:st|nd|rd|th)?\s+[-–—]\s+(?=[^\W\d_])")


def _shape(ahead: Cursor) -> str:
    """How the label of the first item was typed, with 1 for its number: `1 -`."""
    found = recipient(ahead.typed, ahead.context.words)
    label = ahead.typed[: found.text if found else _numbered(ahead.typed, True)[0]]
    return re.sub(r"\d+(?:\s?[-–,]\s?\d+(?=\s*[-–—]))?", "1", label, count=1).strip()
