"""Datelines: a date with what stands beside it, on one line or below the lines of a letterhead."""

from __future__ import annotations

from teikit.expressions import expression
from teikit.grammars.numbers import Number, numbers
from teikit.grammars.vocabulary import Vocabulary
from teikit.nodes import Child, Node, Run, Slice
from teikit.profile import Rule, compiled
from teikit.recognize.blocks import Claim, Cursor
from teikit.recognize.grouping import run_of
from teikit.source import Line

LONGEST = 90
MOST_LINES = 6
MOST_WORDS = 14
MASK = "\x00"

# "—8:44 p.m.", ", 2118Z.", "p m": a time of day behind the date
TIME = expression(
    r"[\s,;—–-]*(?:\d{1,4}(?:[:.h]\d{2})?\s?(?:Z\b|GMT|h\b|Uhr|hours|o['’]clock|[ap]\s?\.?\s?m\b\.?)|[ap]\.?\s?m\b\.?|noon|midnight)\.?"
)
_WORD = expression(r"[^\s,;:()\[\]]+")
# small words within the name of a place or an address
_SMALL = frozenset(
    [
        "of",
        "the",
        "de",
        "la",
        "le",
        "du",
        "des",
        "d'",
        "sur",
        "en",
        "à",
        "a",
        "am",
        "an",
        "der",
        "den",
        "die",
        "das",
        "im",
        "in",
        "bei",
        "b.",
        "b",
        "ob",
        "und",
        "and",
        "&",
        "near",
        "on",
        "upon",
        "at",
        "to",
        "apt",
        "nr",
        "c/o",
        "str",
        "von",
        "van",
        "p",
        "m",
        "no.",
        "st",
    ]
)
_PLACE = expression(
    r"[\[(\s]*(?P<place>[^\W\d_][\w’'.-]*(?:[\s-][^\W\d_][\w’'.-]*){0,2}?)(?:,?\s(?:den|the|le|am))?[\s,.\])—–-]*$"
)


def dateline(ahead: Cursor, rule: Rule) -> Claim | None:
    """Lines that hold a date, and beside it nothing but place, address, number and time of day."""
    most = MOST_LINES if ahead.zone == "top" else 1
    lines = _short_lines(ahead)[:most]
    if not any(_SIGN.search(ahead.context.text, line.start, line.end) for line in lines):
        return None
    for count in range(len(lines), 0, -1):
        node = _dateline(ahead, lines[:count])
        if node is not None:
            if ahead.zone != "top" or not node.nodes:
                node.certainty = "medium"
            return Claim(count, node, "either")
    return None


def _short_lines(ahead: Cursor) -> list[Line]:
    """The lines from here that may belong to a dateline: short, and no greeting."""
    greeting = compiled("(?i:{salutations})(?=[\\s,!:]|$)", ahead.context.words)
    found: list[Line] = []
    for line in ahead.ahead:
        if line.end - line.start > LONGEST or (found and greeting.match(ahead.context.text, line.start, line.end)):
            break
        found.append(line)
    return found


def _dateline(ahead: Cursor, lines: list[Line]) -> Node | None:
    context = ahead.context
    run = run_of(lines, context.text)
    text = run.text
    if _VENUE.search(text) and ahead.zone != "body" and _is_place(_VENUE.sub("", text)):
        return Node("dateline", {}, [Node("placeName", {}, run.slices(0, len(text)), "dateline")])
    if not _FIGURE.search(text):
        return None
    found = context.dates(text)
    if not found or not any(date.attributes for date in found):
        return None
    taken = [(date.start, date.end) for date in found]
    idnos = [number for number in numbers(text, context.words) if not _meets(number, taken)]
    rest = _blanked(text, [*taken, *((number.start, number.end) for number in idnos)])
    rest = _BRACKETED.sub(lambda words: MASK * len(words.group()), rest)
    rest = TIME.sub(lambda time: MASK * len(time.group()), rest)
    if not _is_place(rest) or (len(lines) > 1 and (_FIELD.search(rest) or idnos)):
        return None
    placed = len(lines) == 2 and context.is_opening(lines[0].start)
    if len(lines) > 1 and not (placed or _is_address(lines, context.text)):
        return None
    # the date stands in the last line, or the lines below it say no more than a date does
    last = text.rfind("\n") + 1
    if len(lines) > 1 and all(end <= last for _, end in taken):
        return None
    return Node("dateline", {}, _children(run, rest, idnos, lines, min(taken)[0], context.words))


_BRACKETED = expression(r"\[[^\[\]]*\]")
_FIELD = expression(r"\w:(?=\s)")
# "Washington County, ss.": scilicet, the venue of an oath
_VENUE = expression(r"[,\s](?:ss|sct|to wit)[.:,]*$")
_FIGURE = expression(r"\d")
# without a figure or the venue of an oath no line is a dateline
_SIGN = expression(r"\d|ss|sct|to wit")


def _meets(number: Number, taken: list[tuple[int, int]]) -> bool:
    return any(start < number.end and number.start < end for start, end in taken)


def _blanked(text: str, ranges: list[tuple[int, int]]) -> str:
    signs = list(text)
    for start, end in ranges:
        signs[start:end] = MASK * (end - start)
    return "".join(signs)


def _is_place(rest: str) -> bool:
    """Whether what stands beside a date can be a place or an address: names, figures and a few small words."""
    found = [word for word in _WORD.findall(rest.replace(MASK, " ")) if any(sign.isalnum() for sign in word)]
    if len(found) > MOST_WORDS or any(word.endswith(("!", "?")) for word in found):
        return False
    return all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in found)


def _is_address(lines: list[Line], text: str) -> bool:
    """Lines above a date belong to it as an address does: a figure in one of them, or a comma at its end."""
    above = [text[line.start : line.end] for line in lines[:-1]]
    return any(_FIGURE.search(line) or line.endswith(",") for line in above)


def _names_place(place: str, words: Vocabulary) -> bool:
    """One to three words with capitals, of which the first is no day of the week."""
    first, *others = place.split()
    if compiled("(?i:{production}|received|issued|signed|dated|approved|released)", words).match(place):
        return False
    if not first[0].isupper() or first.rstrip(".,") in words.weekdays:
        return False
    return all(
        word[0].isupper() or word.lower() in ("am", "an", "der", "de", "la", "sur", "on", "upon") for word in others
    )


def _children(
    run: Run, rest: str, idnos: list[Number], lines: list[Line], first: int, words: Vocabulary
) -> list[Child]:
    """Address above, place before the date, numbers; the inline pass finds the dates."""
    above = run.text.rfind("\n", 0, first) + 1
    children: list[Child] = []
    number = sum(line.end <= run.offset(above) for line in lines) if above else 0
    if number > 1:
        parts = [
            Node("addrLine", {}, [Run(run.source, [Slice(line.start, line.end)])], "address") for line in lines[:number]
        ]
        children.append(Node("address", {}, [*parts], "address"))
    else:
        above = 0
    parts_found: list[tuple[int, int, Node]] = []
    place = _PLACE.match(rest[:first], above) if above < first else None
    if place is not None and MASK not in place["place"] and _names_place(place["place"], words):
        name = place["place"].rstrip(".")
        parts_found.append(
            (place.start("place"), place.start("place") + len(name), Node("placeName", {}, (), "dateline"))
        )
    parts_found += [(idno.start, idno.end, Node("idno", {"type": idno.kind}, (), "number")) for idno in idnos]
    for start, end, node in sorted(parts_found, key=lambda part: part[0]):
        if start < above:
            continue
        if run.text[above:start].strip():
            children.append(run.part(above, start))
        node.children = [*run.slices(start, end)]
        children.append(node)
        above = end
    if run.text[above:].strip():
        children.append(run.part(above, len(run.text)))
    return children
