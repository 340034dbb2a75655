"""An element as the bracket that a profile's rules read it from.

The forms come from the rules themselves: an example of a rule, with the element's content and attributes in the place
of its own. What is made so is read again by the very function that recognises brackets, and written only if the rule
knows it and gives the element with attributes that it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from teikit.grammars.brackets import SQUARE, scan
from teikit.grammars.vocabulary import Vocabulary, vocabulary
from teikit.profile import Profile, Rule
from teikit.readers.text import source_of_text
from teikit.recognize.bracketing import CARET, DOUBLED, attributes_of, pairs, reading
from teikit.recognize.context import Context
from teikit.records import NamedTuple

# what the recognition adds of its own, and what depends on the whole text
_ASIDE = frozenset({"resp", "cert", "hand"})
_FIELD = re.compile(r"\{([a-z]+(?:_[a-z]+)*)\}")


class Wanted(NamedTuple):
    """What an element is: its name and attributes, its content as typed, the label within it, the text before and behind it."""

    element: str
    attributes: Mapping[str, str]
    content: str
    label: str = ""
    before: str = ""
    behind: str = ""


class Brackets:
    """The brackets of a profile, in the words of a language."""

    def __init__(self, profile: Profile, words: Vocabulary) -> None:
        self.profile = profile
        self.words = words
        self.context = Context(source_of_text("-"), profile, words)
        self.rules: dict[str, list[Rule]] = {}
        for rule in profile.brackets:
            self.rules.setdefault(rule.element, []).append(rule)
        # a document is written in several layouts, its brackets are the same in each
        self._known: dict[tuple[object, ...], str | None] = {}
        self._words: dict[tuple[str, str], str] = {}

    def typed(self, wanted: Wanted) -> str | None:
        """The element as typed; None where no rule of the profile reads it from a bracket."""
        key = (wanted.element, *wanted.attributes.items(), *wanted[2:])
        if key not in self._known:
            self._known[key] = self._best(wanted)
        return self._known[key]

    def _best(self, wanted: Wanted) -> str | None:
        best: tuple[tuple[int, ...], str] | None = None
        for rule in self.rules.get(wanted.element, ()):
            for form in self._forms(rule, wanted):
                said = self._said(rule, form, wanted)
                if said is None:
                    continue
                worth = (len(said), rule.certainty == wanted.attributes.get("cert", "high"), rule.scope != "before")
                if best is None or worth > best[0]:
                    best = worth, form
        return best[1] if best is not None else None

    def _forms(self, rule: Rule, wanted: Wanted) -> Iterator[str]:
        opening, closing = _signs(rule)
        if rule.scope == "before":
            # the word itself, then what is said of it: of the whole word
            part = wanted.before[-1:].isalnum() or wanted.behind[:1].isalnum()
            if wanted.content and not part and not re.search(r"\s", wanted.content):
                yield from (f"{wanted.content} {opening}{example}{closing}" for example in rule.examples[:1])
            return
        if rule.scope == "pair":
            for example in rule.examples:
                yield f"{opening}{example}{closing}{wanted.content}{opening}/{example}{closing}"
            return
        caret = CARET if rule.scope == "caret" else ""
        for inner in dict.fromkeys(self._inner(rule, wanted)):
            yield f"{caret}{opening}{inner}{closing}"

    def _inner(self, rule: Rule, wanted: Wanted) -> Iterator[str]:
        """What might stand in the bracket: the examples, each with this content, these numbers, this place."""
        pattern = rule.regex(vocabulary(*self.profile.languages))
        for example in rule.examples or ((wanted.content,) if wanted.content else ()):
            match = pattern.fullmatch(example)
            if match is None:
                continue
            for changes in self._changes(rule, match, wanted):
                yield self._translated(rule, match, changes)
        if wanted.content and "text" in pattern.groupindex:
            yield wanted.content  # where the words themselves tell, as "signature" does

    def _changes(self, rule: Rule, match: re.Match[str], wanted: Wanted) -> Iterator[dict[str, str]]:
        groups = {name for name, said in match.groupdict().items() if said is not None}
        changes = {name: value for name, value in self._values(rule, wanted) if name in groups}
        if not all(changes.values()):
            return  # an example that says more than the element does
        if "text" in groups:
            changes["text"] = wanted.content
        labels = groups & {"label", "label_after"}
        if bool(wanted.label) != bool(labels):
            return
        changes |= dict.fromkeys(labels, wanted.label if "label" in labels else f" {wanted.label}")
        yield changes
        if place := wanted.attributes.get("place", ""):
            # the place is said at the end of the label
            for phrase in (phrase for phrase, said in self.words.places.items() if said == place):
                yield {**changes, "": f" {phrase}"}

    def _values(self, rule: Rule, wanted: Wanted) -> Iterator[tuple[str, str]]:
        """The groups that serve attributes, with what this element's say."""
        stated = wanted.attributes
        for name, template in rule.attributes.items():
            for group in _FIELD.findall(template):
                yield group, stated.get(name, "")
        if rule.element == "gap":
            low, high = stated.get("quantity") or stated.get("atLeast", ""), stated.get("atMost", "")
            unit = stated.get("unit", "")
            known = [word for word, value in self.words.units.items() if value == unit]
            several = [word for word in known if word.endswith("s")] if low not in ("", "1") else []
            said = next(iter(several or known), unit)
            yield from (("low", low), ("high", high), ("unit", said), ("unit_first", said))

    def _translated(self, rule: Rule, match: re.Match[str], changes: Mapping[str, str]) -> str:
        """The example with the changes made; its words of the vocabulary in the language of the text."""
        spans = sorted((match.span(name), said) for name, said in changes.items() if name)
        out, position = "", 0
        first = spans[0][0][0] if spans else len(match.string)
        for (start, end), said in spans:
            out += self._in_language(rule, match.string[position:start], changes.get("", "") if start == first else "")
            out += said
            position = end
        return out + self._in_language(rule, match.string[position:], "")

    def _in_language(self, rule: Rule, literal: str, place: str) -> str:
        """What an example has around its content, in the language of the text; a place on the sheet at the end of the label."""
        key = rule.name, literal
        if key not in self._words:
            self._words[key] = self._own_words(rule, literal)
        own = self._words[key]
        return f"{own.rstrip().removesuffix(':')}{place}: " if place else own

    def _own_words(self, rule: Rule, literal: str) -> str:
        if self.words.languages[0] in self.profile.languages:
            return literal
        for field in _FIELD.findall(rule.pattern):
            own = next(iter(getattr(self.words, field, ())), "")
            known = sorted(getattr(vocabulary(*self.profile.languages), field, ()), key=len, reverse=True)
            spelt = literal.lower()
            word = next((word for word in known if own and word.lower() in spelt), "")
            if found := re.search(rf"(?i)\b{re.escape(word)}\b", literal) if word else None:
                literal = literal[: found.start()] + own + literal[found.end() :]
        return literal

    def _said(self, rule: Rule, form: str, wanted: Wanted) -> dict[str, str] | None:
        """The attributes that a form is read with; None where it is read as something else."""
        text = f"{wanted.before}{form}{wanted.behind}"
        start = len(wanted.before) + (len(wanted.content) + 1 if rule.scope == "before" else rule.scope == "caret")
        for pair in pairs(self.profile):
            for bracket in scan(text, pair).brackets:
                if bracket.start == start:
                    found = reading(bracket, text, self.context)
                    if found is None or found.rule is not rule:
                        return None
                    if rule.scope != "pair" and bracket.end != len(wanted.before) + len(form):
                        return None
                    if rule.scope not in ("before", "pair") and not _keeps(found.match, wanted):
                        return None
                    given = {
                        name: said for name, said in attributes_of(found, self.context).items() if name not in _ASIDE
                    }
                    return given if given.items() <= wanted.attributes.items() else None
        return None


def _keeps(match: re.Match[str], wanted: Wanted) -> bool:
    """Whether the content is what goes on as content."""
    if "text" not in match.re.groupindex or match.group("text") is None:
        return not wanted.content
    return match.group("text").strip() == wanted.content.strip()


def _signs(rule: Rule) -> tuple[str, str]:
    if rule.signs == DOUBLED:
        return "[[", "]]"
    signs = rule.signs or SQUARE
    return signs[0], signs[1] if len(signs) > 1 else ""
