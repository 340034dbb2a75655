"""What stands above a text: addressee, titles and headings of sections."""

from __future__ import annotations

import itertools
import re

from teikit.expressions import expression
from teikit.grammars.dates import whole_date
from teikit.grammars.labels import label, section_label
from teikit.grammars.names import signature_name
from teikit.grammars.vocabulary import Vocabulary
from teikit.nodes import Child, Mark, Node, Run, Slice
from teikit.profile import Rule, compiled
from teikit.recognize.blocks import Claim, Cursor, pattern_claim
from teikit.recognize.context import Context
from teikit.recognize.layout import FINAL
from teikit.recognize.letters import is_addressed

LONGEST_HEAD = 240
LONGEST_ADDRESS = 110
MOST_HEAD_LINES = 6


def address(ahead: Cursor, rule: Rule) -> Claim | None:
    """Lines above the text that begin with to or for, with the lines of the same group that go on with them."""
    if ahead.zone == "body":
        return None
    block = _letterhead(ahead)
    if block:
        text = ahead.context.text
        parts = [
            Node("addrLine", {}, [Run(text, [Slice(line.start, line.end)])], rule.name) for line in ahead.ahead[:block]
        ]
        sure = _addressed(ahead.typed, ahead.context.words)
        return Claim(block, Node("address", {}, parts, certainty="high" if sure else "medium"), "opener")
    if not (_addressed(ahead.typed, ahead.context.words) or _below(ahead)):
        return None
    count = 1
    while count < len(ahead.ahead) and _continues(ahead, count):
        count += 1
    text = ahead.context.text
    lines = [
        Node("addrLine", {}, [Run(text, [Slice(line.start, line.end)])], rule.name) for line in ahead.ahead[:count]
    ]
    return Claim(count, Node("address", {}, lines), "closer" if _below(ahead) else "opener")


def salutation(ahead: Cursor, rule: Rule) -> Claim | None:
    """The greeting of a letter; below a letter it begins another one only if that goes on behind it."""
    if ahead.zone == "end" and not ahead.context.is_opening(ahead.line.start):
        following = [*ahead.ahead[1:], *(ahead.after[0] if ahead.after else ())]
        if all(line.end - line.start <= LONGEST_ADDRESS for line in following):
            return None
    return pattern_claim(ahead, rule)


def _letterhead(ahead: Cursor) -> int:
    """How many short lines above a greeting are an address, the writer's or below the date the addressee's."""
    context = ahead.context
    greeting = context.greeting(ahead.line.start)
    below = any(unit.node.element == "dateline" for unit in ahead.before[-MOST_PLACES:])
    if greeting < 0 and not (ahead.zone == "top" and below and is_addressed(ahead.typed, context.words)):
        return 0
    lines = [context.text[line.start : line.end] for line in ahead.ahead if greeting < 0 or line.start < greeting]
    places = list(itertools.takewhile(lambda line: not _is_dated_or_numbered(line, context), lines))
    if not 1 <= len(places) <= MOST_PLACES or not all(map(_is_place, places)) or places[0][0].islower():
        return 0
    if below or is_addressed(places[0], context.words):
        return len(places)
    return len(places) if len(lines) == len(places) > 1 and any(map(_HOUSE.search, lines)) else 0


def _is_place(typed: str) -> bool:
    """A line as addresses have them; one that begins with a small letter is shorter still: `à Bellinzona`."""
    return len(typed) <= (SHORT_PLACE if typed[0].islower() else LONGEST_PLACE) and not _is_titled(typed)


def _is_dated_or_numbered(typed: str, context: Context) -> bool:
    numbered = compiled(r"(?i:{number_signs})\s?[\w./-]*\d", context.words).match(typed) is not None
    return numbered or _DATED.search(typed) is not None or any(date.complete for date in context.dates(typed))


def _is_titled(typed: str) -> bool:
    """A line that ends as a sentence or a label does, or tells what follows: `Letter to Mr. Orde`, `Mr. Fenn to Mr. Orde.`"""
    return typed.endswith(("!", "?", ":")) or _TELLS.match(typed) is not None


_TELLS = expression(
    r"(?i:letters?|brief|lettre|telegram|telegramm|copy|abschrift|copie|translation)\b|.+\sto\s(?:the\s)?[A-ZÀ-Þ]"
)


LONGEST_PLACE, SHORT_PLACE = 50, 30  # that begins with a small letter: `à Bellinzona`
MOST_PLACES = 8
_HOUSE = expression(r"\b\d{1,4}[a-z]?\b(?!\.)|\b\d{4,6}\b|\b[A-Z]-\d{4}")
_DATED = expression(r"\b1[5-9]\d\d\b|\b20\d\d\b|^\W*\w+day\W*$|\d(?:st|nd|rd|th)\b")


def _below(ahead: Cursor) -> bool:
    """The addressee's name under a letter: an honorific after the signature, on lines that nothing but short ones follow."""
    if ahead.zone != "end" or not any(unit.node.element in ("signed", "") for unit in ahead.before[-4:]):
        return False
    starts = compiled(r"(?:(?:[Tt]o|[Àà]|An|Hon\.|Herrn?)\s+)?(?:{honorifics})\s+\S", ahead.context.words).match(
        ahead.typed
    )
    short = all(line.end - line.start <= LONGEST_ADDRESS for line in ahead.ahead)
    return starts is not None and short and len(ahead.ahead) <= 4


def _addressed(typed: str, words: Vocabulary) -> bool:
    if len(typed) > LONGEST_ADDRESS or typed.endswith((".", ";", "?")) or len(typed.split()) < 2:
        return False
    match = compiled(r"(?i:{addressee}):?\s+(?P<who>\S)", words).match(typed)
    if match is None:
        return False
    if _ARTICLE.search(typed):
        return len(typed.split()) == 2
    who = typed[match.start("who") :]
    if compiled("{months}", words).match(who):
        return False  # "for June 1956"
    # "to the CPSU CC", "to Party cadre"; not "To achieve this we must"
    return who[:1].isupper() or compiled(_ADDRESSEE, words).match(who) is not None


_ADDRESSEE = (
    r"(?:(?i:the|de[nmr]|die|das|le|la|les)\s+|[Ll]['’])?"
    r"(?:[A-ZÀ-Þ]|(?i:{honorifics}|{roles}|{organisations}|{distribution}))"
)


# an addressee's line that breaks off behind the article
_ARTICLE = expression(r"(?i)^\S+\s(?:the|das|die|den|dem|la|le)$")


def _continues(ahead: Cursor, count: int) -> bool:
    line = ahead.ahead[count]
    typed = ahead.context.text[line.start : line.end]
    words = ahead.context.words
    if _addressed(typed, words):
        return True
    if len(typed) >= LONGEST_ADDRESS or typed.endswith((".", ":", "!", ",")):
        return False
    if typed[:1].islower() or compiled("(?i:{roles}|{organisations}|{honorifics})", words).match(typed):
        return True
    # "An das" / "Auswärtige Amt" / "Berlin"
    broken = _ARTICLE.search(ahead.typed) is not None
    return broken and count <= 3 and len(typed) <= LONGEST_PLACE and not _DATED.search(typed)


def section_head(ahead: Cursor, rule: Rule) -> Claim | None:
    """A numbered line without a final stop that prose follows: the number counts sections, not the items of a list."""
    found = section_label(ahead.typed)
    if found is None or found.kind == "dashed" or len(ahead.ahead) > 2:
        return None
    if signature_name(ahead.typed, ahead.context.words) is not None and not _counts_on(found.n, ahead.context.text):
        return None
    if any(
        label(ahead.context.text[line.start : line.end]) for line in (*ahead.group[: ahead.index], *ahead.ahead[1:])
    ):
        return None
    typed = ahead.whole
    if len(typed) > LONGEST_HEAD or typed.endswith(FINAL) or not typed[found.end :][:1].isupper():
        return None
    following = _following(ahead)
    if following is None or label(following) is not None or following[:1].islower():
        return None
    if len(following) <= LONGEST_ADDRESS and (ahead.zone != "body" or not following.endswith(FINAL)):
        return None
    run = ahead.run(len(ahead.ahead))
    node = Node("head", {"n": found.n}, [run])
    return Claim(len(ahead.ahead), node, "section")


def _counts_on(numeral: str, text: str) -> bool:
    """Whether a line begins with the next numeral, so that `I. Introduction` is no name with its initial."""
    following = {"I": "II", "V": "VI", "X": "XI"}.get(numeral)
    return following is not None and f"\n{following}. " in text


def _following(ahead: Cursor) -> str | None:
    """The text of the group behind the one at hand."""
    if not ahead.after:
        return None
    group = ahead.after[0]
    return ahead.context.text[group[0].start : group[-1].end]


_BOLD = expression(r"\*\*(?P<text>[^*]+)\*\*")
_CONTINUES = expression(r"[a-zà-ÿ(]")


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
        return Claim(count, Node("head", {}, [ahead.run(count)], certainty="medium"), "head")
    if any(label(ahead.context.text[line.start : line.end]) for line in lines[1:]):
        return None
    lines = lines[: _title_lines(ahead)]
    typed = ahead.context.text[lines[0].start : lines[-1].end] if lines else ""
    if (
        not lines
        or ahead.zone == "body"
        or len(lines) > 4
        or _greeted(ahead)
        or not (_heads_document(ahead, typed) or _heads_prose(ahead, typed))
    ):
        return None
    return Claim(len(lines), Node("head", {}, [ahead.run(len(lines))], certainty="medium"), "head")


def _greeted(ahead: Cursor) -> bool:
    """Whether a greeting stands right before: what follows it is the letter."""
    last = next((unit for unit in reversed(ahead.before) if unit.slot != "global"), None)
    return last is not None and last.node.element == "salute" and ahead.zone == "top"


def inner_head(ahead: Cursor, rule: Rule) -> Claim | None:
    """A title between paragraphs: short, alone, in the capitals of a title or of few words, with prose behind it."""
    typed = ahead.typed
    if ahead.zone != "body" or len(ahead.group) != 1 or typed.rstrip('”»"').endswith(NO_TITLE):
        return None
    words = _LONG_WORD.findall(typed)
    capitals = sum(word[0].isupper() for word in words)
    if not _OPENS_PAGE.sub("", typed)[:1].isupper() or not words or capitals < 0.6 * len(words) or '"' in typed:
        return None
    last, following = ahead.before[-1], _following(ahead)
    if (
        following is None
        or len(following) < LONGEST_ADDRESS
        or not following[:1].isupper()
        or last.slot not in ("prose", "item")
    ):
        return None
    if ahead.context.text[last.lines[-1].end - 1] not in '.?!”"])' or not following.endswith((*FINAL, ",")):
        return None
    return Claim(1, Node("head", {}, [ahead.run()]), "section")


NO_TITLE = (".", ",", ";", "!", "?", "-", "–", "—")  # what no title ends with
_OPENS_PAGE = expression(r"^\[[^\[\]]{1,20}\]\s*")


def folded(title: str) -> str:
    """A title for comparison: letters and digits alone, in lower case."""
    return _NO_LETTER.sub("", title.lower())


_NO_LETTER = expression(r"[\W_]+")


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
    announced = any(unit.node.attributes.get("type") == "enclosure" for unit in ahead.before)
    return (ahead.zone == "end" and not (announced and ahead.after)) or (not ahead.after and ahead.zone == "body")


def _title_lines(ahead: Cursor) -> int:
    """How many lines from here may be a title: those above the first that is a field, a grade, a number or a date."""
    words, text = ahead.context.words, ahead.context.text
    field = compiled(r"\w[\w ]{0,20}\.?:\s|(?i:{classification})(?:\W|$)|(?i:{number_signs})\s?\d", words)
    for count, line in enumerate(ahead.ahead):
        typed = text[line.start : line.end]
        if count and (field.match(typed) or whole_date(typed, words) is not None):
            return count
    return len(ahead.ahead)


def _heads_document(ahead: Cursor, typed: str) -> bool:
    """The first lines of all, with a short line behind them: place and date, a greeting, a remark in brackets."""
    if len(ahead.before) > 3 or any(unit.slot == "head" for unit in ahead.before) or not ahead.after:
        return False
    if len(_LONG_WORD.findall(typed)) < 2 or typed.endswith((",", ":", ";", "!", "?")):
        return False
    if not (typed[:1].isupper() or typed[:1].isdigit()) or _SENTENCE.search(typed):
        return False
    if typed.endswith(".") and not all(
        word[0].isupper() or word.lower() in _BETWEEN for word in _LONG_WORD.findall(typed)
    ):
        return False
    following = ahead.after[0]
    return all(line.end - line.start <= LONGEST_ADDRESS for line in following) and len(following) <= 4


_LONG_WORD = expression(r"[^\W\d_]{3,}")
_BETWEEN = frozenset(["the", "and", "for", "from", "with", "der", "die", "des", "und", "von", "les", "aux", "par"])
# a sentence ends and another begins: prose, unless what ends is an abbreviation
_SENTENCE = expression(r"[a-zà-ÿ]{4,}[.!?]\s+[A-ZÀ-Þ]")


def _heads_prose(ahead: Cursor, typed: str) -> bool:
    """A short line with a capital, and prose not far behind it."""
    if len(typed) > 160 or typed.endswith((*FINAL, ",")):
        return False
    if not typed[:1].isupper() or len(typed.split()) < 2 or label(typed) is not None:
        return False
    for group in ahead.after[:4]:
        following = ahead.context.text[group[0].start : group[-1].end]
        if len(following) > 160 and following.rstrip().endswith(FINAL):
            return True
    return False
