"""Whether the rules of a profile know their examples and leave their counter-examples alone."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from teikit.diagnostics import Diagnostic, Location, Severity
from teikit.grammars.vocabulary import Vocabulary
from teikit.profile import PROFILES, Profile, Rule, profile
from teikit.recognize.candidates import may_take
from teikit.shipped import shipped_path

READ_ALONE = frozenset(["inside", "point"])  # scopes that ask for nothing around the bracket


@dataclass(frozen=True, slots=True)
class Tried:
    """What trying a profile's rules found: how many there are, how many examples of both kinds were tried, the findings."""

    rules: int
    examples: int
    findings: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def known(rule: Rule, text: str, words: Vocabulary) -> bool:
    """Whether a rule with a pattern takes a text."""
    return len(text) <= rule.longest and may_take(rule, text, words) and rule.regex(words).fullmatch(text) is not None


def tried(name_or_path: str | Path) -> Tried:
    """Try every rule of a profile, the inherited ones too. TK507 and TK508 are examples that fail, TK509 is a rule that
    cannot do what it is there for. Raises TeikitError for a profile that cannot be loaded."""
    chosen = profile(name_or_path)
    files = _files(name_or_path)
    findings = [finding for rule in chosen.rules for finding in _of_rule(rule, chosen, files)]
    findings += _unreachable(chosen, files[0])
    count = sum(len(rule.examples) + len(rule.counter_examples) for rule in chosen.rules if rule.pattern)
    return Tried(len(chosen.rules), count, tuple(findings))


@dataclass(frozen=True, slots=True)
class _File:
    """A profile's file, for the lines of its rules."""

    path: Path
    text: str
    table: dict[str, Any]

    def holds(self, name: str) -> bool:
        return any(name in self.table.get(kind, {}) for kind in ("bracket", "line"))

    def place(self, rule: str, example: str = "") -> Location:
        """The line that holds an example of a rule, or the one where the rule begins."""
        lines = self.text.splitlines()
        headings = [f"[{kind}.{name}]" for kind in ("bracket", "line") for name in (rule, f'"{rule}"', f"'{rule}'")]
        first = next((index for index, line in enumerate(lines) if line.strip().startswith(tuple(headings))), 0)
        if example:
            written = (example, json.dumps(example, ensure_ascii=False)[1:-1], example.replace("\\", "\\\\"))
            for index in range(first + 1, len(lines)):
                if lines[index].startswith("["):
                    break
                if any(f'"{form}"' in lines[index] or f"'{form}'" in lines[index] for form in written):
                    return Location(str(self.path), index + 1)
        return Location(str(self.path), first + 1)


def _files(name_or_path: str | Path) -> list[_File]:
    """The file of a profile and those of the profiles that it extends, its own first."""
    found: list[_File] = []
    following: str | Path | None = name_or_path
    while following is not None:
        given = str(following)
        own = isinstance(following, Path) or given.endswith(".toml") or "/" in given
        path = Path(given) if own else Path(shipped_path(PROFILES, given))
        text = path.read_text(encoding="utf-8")
        found.append(_File(path, text, tomllib.loads(text)))
        following = found[-1].table.get("extends")
    return found


def _of_rule(rule: Rule, chosen: Profile, files: list[_File]) -> Iterator[Diagnostic]:
    file = next((file for file in files if file.holds(rule.name)), files[0])
    if not rule.pattern:
        return
    if not rule.examples and file is files[0]:
        message = f"the rule “{rule.name}” has no example"
        yield Diagnostic("TK509", Severity.WARNING, message, file.place(rule.name), hint="add one from your documents")
    for example in rule.examples:
        why = _why_not(rule, example, chosen.words)
        if why:
            message = f"the rule “{rule.name}” does not know its example “{example}”: {why}"
            yield Diagnostic("TK507", Severity.ERROR, message, file.place(rule.name, example))
        elif (first := _taken_before(rule, example, chosen)) and file is files[0]:
            message = f"“{example}” is taken by the rule “{first}”, which stands before “{rule.name}”"
            hint = "put the rule before it in the list of the order, or narrow the other one"
            yield Diagnostic("TK509", Severity.WARNING, message, file.place(rule.name, example), hint=hint)
    for counter in rule.counter_examples:
        if known(rule, counter, chosen.words):
            message = f"the rule “{rule.name}” takes its counter-example “{counter}”"
            hint = "narrow the pattern so that it leaves this text alone"
            yield Diagnostic("TK508", Severity.ERROR, message, file.place(rule.name, counter), hint=hint)


def _why_not(rule: Rule, example: str, words: Vocabulary) -> str:
    """How far the pattern comes with an example; empty where it takes the whole."""
    if len(example) > rule.longest:
        return f"it has {len(example)} characters, and the rule's longest is {rule.longest}"
    regex = rule.regex(words)
    if regex.fullmatch(example):
        return "" if may_take(rule, example, words) else "it has nothing of what `starts` and `holds` ask for"
    begun = regex.match(example)
    if begun and begun.end():
        return f"the pattern ends behind “{example[: begun.end()]}” and has to reach the end"
    inside = regex.search(example)
    if inside and inside.group():
        return f"the pattern only knows “{inside.group()}” in it and has to take the whole"
    other = example.swapcase()
    if any(regex.fullmatch(form) for form in (example.lower(), example.upper(), example.capitalize(), other)):
        return "capitals differ; (?i:…) in a pattern makes them equal"
    return "the pattern does not match it"


def _taken_before(rule: Rule, example: str, chosen: Profile) -> str:
    """The rule of the same kind that takes an example first; looked at where rules only read what they are given."""
    if rule not in chosen.brackets or rule.scope not in READ_ALONE:
        return ""
    before = chosen.brackets[: chosen.brackets.index(rule)]
    takers = (each for each in before if each.pattern and each.scope in READ_ALONE and each.signs == rule.signs)
    return next((each.name for each in takers if known(each, example, chosen.words)), "")


def _unreachable(chosen: Profile, file: _File) -> Iterator[Diagnostic]:
    """Rules of the profile's own that its list of the order leaves out."""
    for kind, rules in (("bracket", chosen.brackets), ("line", chosen.lines)):
        names = {rule.name for rule in rules}
        for name in file.table.get(kind, {}):
            if name not in names:
                message = f"the rule “{name}” is never tried: the list `{kind}s` leaves it out"
                hint = f"add it to {kind}s, where it is to be tried"
                yield Diagnostic("TK509", Severity.WARNING, message, file.place(name), hint=hint)
