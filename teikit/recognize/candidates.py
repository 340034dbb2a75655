"""Which rules are tried on a text: by what it begins with, and by words of which it has to hold one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from teikit.expressions import expression
from teikit.grammars.vocabulary import Vocabulary
from teikit.profile import Rule
from teikit.records import NamedTuple

_WORD = expression(r"[^\W\d_]+")
_MARKED = expression(r"\[[^\[\]]{1,20}\]\s*([^\W\d_]+)")  # [copy] Minutes


class Candidates:
    """Rules in order, of which a text is tried on those that it begins and holds the words for.

    To look at words is quicker than to try many patterns, and a pattern that is never tried is never compiled.
    """

    def __init__(self, rules: Iterable[Rule], words: Vocabulary) -> None:
        self.rules: list[tuple[Rule, frozenset[str], _Held | None]] = []
        for rule in rules:
            begins, held = _begins(rule.starts, words), _held(rule.holds, words)
            # a rule whose words are all of a vocabulary that holds none of them takes nothing
            if (begins or not rule.starts) and (held or not rule.holds):
                self.rules.append((rule, begins, held))
        self.words = frozenset(word for _, begins, _ in self.rules for word in begins)
        self.found: dict[tuple[str, str], _Entries] = {}

    def on(self, typed: str) -> Sequence[Rule]:
        """The rules for a text without white space around it."""
        word, kind = _beginning(typed)
        key = word if word in self.words else "", kind
        entries = self.found.get(key)
        if entries is None:
            entries = self.found[key] = _Entries(
                [(rule, held) for rule, begins, held in self.rules if not begins or not begins.isdisjoint(key)]
            )
        return entries.on(typed)


class _Entries:
    """The rules for texts that begin alike, with the words of which a text has to hold one; None for any text."""

    def __init__(self, found: list[tuple[Rule, _Held | None]]) -> None:
        self.found = found
        self.rules = [rule for rule, _ in found]
        self.free = [rule for rule, held in found if held is None]
        asked = [(rule.longest, held) for rule, held in found if held is not None]
        self.shortest = min((longest for longest, _ in asked), default=-1)
        self.longest = max((longest for longest, _ in asked), default=-1)
        self.words = frozenset(word for _, held in asked for word in held.words)
        self.parts = tuple(dict.fromkeys(part for _, held in asked for part in held.parts))

    def on(self, typed: str) -> Sequence[Rule]:
        length = len(typed)
        if length > self.longest:
            return self.rules
        folded = _folded(typed)
        words = self.words.intersection(_WORD.findall(folded))
        parts = [part for part in self.parts if part in folded]
        if not words and not parts and length <= self.shortest:
            return self.free
        return [
            rule
            for rule, held in self.found
            if held is None
            or length > rule.longest
            or not held.words.isdisjoint(words)
            or not held.parts.isdisjoint(parts)
        ]


class _Held(NamedTuple):
    """What a text has to hold: a whole word, or a part of it, folded."""

    words: frozenset[str]
    parts: frozenset[str]


def may_take(rule: Rule, text: str, words: Vocabulary) -> bool:
    """Whether a rule is tried on a text at all."""
    return bool(Candidates([rule], words).on(text.strip()))


def _beginning(typed: str) -> tuple[str, str]:
    """The word that a text begins with, in lower case, and what its first character is; of `[copy] Minutes` the word behind."""
    word = _WORD.match(typed)
    if word is not None:
        return word.group().lower(), "capital" if typed[0].isupper() else "small"
    marked = _MARKED.match(typed) if typed[:1] == "[" else None
    return marked.group(1).lower() if marked else "", "digit" if typed[:1].isdigit() else "sign"


@lru_cache(maxsize=256)
def _begins(starts: tuple[str, ...], words: Vocabulary) -> frozenset[str]:
    """What texts begin with that a rule is tried on: words and kinds of characters; empty for any text."""
    phrases = _phrases(starts, words)
    return frozenset(key for phrase in phrases for key in _beginning(phrase)[: 1 + (not phrase[0].isalpha())] if key)


@lru_cache(maxsize=256)
def _held(holds: tuple[str, ...], words: Vocabulary) -> _Held | None:
    """Of a phrase of the vocabulary, which stands in a text as whole words, the first; a word of the rule's own as it is."""
    given = _phrases([one for one in holds if one.startswith("{")], words)
    begun = {phrase: _WORD.match(_folded(phrase)) for phrase in given}
    parts = [_folded(one) for one in holds if not one.startswith("{")]
    parts += [_folded(phrase) for phrase, word in begun.items() if word is None]
    found = _Held(frozenset(word.group() for word in begun.values() if word is not None), frozenset(parts))
    return found if any(found) else None


def _phrases(given: Iterable[str], words: Vocabulary) -> list[str]:
    """Words, those of the vocabulary in place of `{field}`."""
    return [phrase for one in given for phrase in (getattr(words, one[1:-1]) if one.startswith("{") else (one,))]


def _folded(text: str) -> str:
    """A text for comparison, as alternations of the vocabulary's words compare: case, blanks and apostrophes are alike."""
    return " ".join(text.casefold().replace("’", "'").split())
