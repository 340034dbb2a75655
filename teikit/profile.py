"""A profile: the conventions of an archive, read from one TOML file and checked."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from teikit.diagnostics import Location, refusal
from teikit.expressions import expression
from teikit.grammars.vocabulary import Vocabulary, alternation, vocabulary
from teikit.records import TYPE_CHECKING, NamedTuple
from teikit.shipped import entry_of, shipped_names, shipped_path, shipped_text, table_of

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

PROFILES = "profiles"  # their folder

_PLACEHOLDER = expression(r"\{([a-z_]+)\}")


class Part(NamedTuple):
    """What a named group of a pattern becomes: an element with attributes."""

    element: str
    attributes: Mapping[str, str]


_NONE: Mapping[str, Any] = MappingProxyType({})


class Rule(NamedTuple):
    """One rule of a profile: a pattern with named groups, what it becomes, why, and the examples that prove it.

    A line rule's pattern is matched against a whole line or paragraph, a bracket rule's against what stands in the
    bracket. The group `text` goes on as content, `label` becomes a note[@type="label"], a group named in `parts` its
    element, any other group is there for attributes; all the rest is mark. A rule with `code` is a function of
    `teikit.recognize.RULES` instead. `signs` are the pairs of signs that a bracket rule is for, `[]` where it says
    nothing; `[[]]` means these doubled, a single sign any run of it. `starts` says what a line, or what
    stands in the bracket, must begin with for the rule to be tried at all: words in lower case, vocabulary fields in
    braces, `digit`, `capital`, `small` or `sign`; `holds` names words and fields of which it must hold one, in any case.
    """

    name: str
    pattern: str = ""
    element: str = ""
    attributes: Mapping[str, str] = _NONE
    parts: Mapping[str, Part] = _NONE
    inner: str = ""
    starts: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    slot: str = "flow"
    scope: str = "inside"
    block: bool = False
    sentence: bool = False
    longest: int = 400
    certainty: str = "high"
    code: str = ""
    signs: str = ""
    why: str = ""
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()

    def regex(self, words: Vocabulary) -> re.Pattern[str]:
        """The pattern with the vocabulary's words in place of `{field}`."""
        return compiled(self.pattern, words)


class Field(NamedTuple):
    """A field of a frame: its label as typed, and the metadata it holds."""

    label: str
    holds: str


class Surround(NamedTuple):
    """What a page says around its text, above it and below it.

    `fields` are labels with what they hold; `above` and `below` patterns of lines or paragraphs without a label, whose
    named groups say what they hold; `values` what the value of a field looks like, so that a text that begins on the
    same line is told from it. `furniture` are patterns of lines that are the site's, `running` of those that recur within
    the text, at the turn of its pages; `repeated` is how often a line of any wording must stand to be one of these, 0
    for never.
    """

    fields: tuple[Field, ...] = ()
    fields_below: tuple[Field, ...] = ()
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    values: Mapping[str, str] = _NONE
    furniture: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
    repeated: int = 0


class Profile:
    """The conventions of an archive; also the settings object of a conversion.

    `header` is what the profile says of all its documents, `frame` what its pages look like around a text, `brackets`
    and `lines` are rules in order of precedence.
    """

    __slots__ = ("brackets", "frame", "header", "languages", "lines", "name", "parent", "title")

    def __init__(
        self,
        name: str,
        title: str,
        languages: tuple[str, ...],
        header: Mapping[str, Any],
        frame: Surround,
        brackets: tuple[Rule, ...],
        lines: tuple[Rule, ...],
        parent: Profile | None = None,
    ) -> None:
        self.name = name
        self.title = title
        self.languages = languages
        self.header = header
        self.frame = frame
        self.brackets = brackets
        self.lines = lines
        self.parent = parent

    @property
    def words(self) -> Vocabulary:
        return vocabulary(*self.languages)

    @property
    def rules(self) -> tuple[Rule, ...]:
        return self.brackets + self.lines

    def without(self, name: str) -> Profile:
        """This profile without the rules of a name."""
        brackets, lines = (tuple(rule for rule in kind if rule.name != name) for kind in (self.brackets, self.lines))
        return Profile(self.name, self.title, self.languages, self.header, self.frame, brackets, lines, self.parent)


def profile(name_or_path: str | Path) -> Profile:
    """A shipped profile by name, or one from a file. Raises TeikitError TK502 to TK506 for a broken one."""
    text = str(name_or_path)
    if not isinstance(name_or_path, str) or text.endswith(".toml") or "/" in text:
        return _read(text)
    if text not in profile_names():
        raise refusal(
            "TK502",
            f"there is no profile “{text}”",
            hint=f"shipped are {', '.join(profile_names())}; a profile of your own is given as a path that ends in .toml",
        )
    return _shipped(text)


def profile_names() -> tuple[str, ...]:
    """The names of the shipped profiles, in alphabetical order."""
    return shipped_names(PROFILES)


@cache
def signs(name: str) -> tuple[str, ...]:
    """What tells the pages of a shipped profile from others, read without the rest of the profile."""
    return tuple(entry_of(shipped_text(PROFILES, name), "detect") or ())


@lru_cache(maxsize=2048)
def compiled(pattern: str, words: Vocabulary) -> re.Pattern[str]:
    """A rule's pattern as a regular expression over this vocabulary."""

    def placed(match: re.Match[str]) -> str:
        found = getattr(words, match.group(1))
        return alternation(tuple(found))

    return expression(_PLACEHOLDER.sub(placed, pattern), re.VERBOSE if "\n" in pattern else 0)


@cache
def _shipped(name: str) -> Profile:
    # that its patterns are right is a test's to see: compiling them all takes longer than a conversion
    return _made(shipped_path(PROFILES, name), table_of(shipped_text(PROFILES, name)))


def _read(path: str) -> Profile:
    import tomllib

    from teikit.profile_checks import check_table

    text = _text_of(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        place = Location(path, int(line.group(1)) if line else 1)
        raise refusal("TK503", f"the profile is not TOML: {error}", place) from None
    check_table(path, text, table)
    return _made(path, table)


def _text_of(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError as error:
        raise refusal("TK502", f"cannot read the profile {path}: {error.strerror}", Location(path, 1)) from None
    except UnicodeDecodeError as error:
        raise refusal("TK503", f"the profile {path} is not UTF-8: {error.reason}", Location(path, 1)) from None


def _made(path: str, table: dict[str, Any]) -> Profile:
    parent = profile(table["extends"]) if table.get("extends") else None
    stem = os.path.splitext(os.path.basename(path))[0]
    return Profile(
        name=table.get("name", stem),
        title=table.get("title", stem),
        languages=tuple(table.get("languages", parent.languages if parent else ("en",))),
        header={**(parent.header if parent else {}), **table.get("header", {})},
        frame=_surround(table.get("frame", {}), parent.frame if parent else Surround()),
        brackets=_rules(path, table, "bracket", parent.brackets if parent else ()),
        lines=_rules(path, table, "line", parent.lines if parent else ()),
        parent=parent,
    )


def _surround(frame: dict[str, Any], inherited: Surround) -> Surround:
    """A page's own frame before the inherited one."""
    made: dict[str, Any] = {}
    for name in ("fields", "fields_below"):
        own = tuple(Field(label, holds) for label, holds in frame.get(name, {}).items())
        labels = {field.label for field in own}
        made[name] = own + tuple(field for field in getattr(inherited, name) if field.label not in labels)
    for name in ("above", "below", "furniture", "running"):
        made[name] = (*frame.get(name, ()), *getattr(inherited, name))
    values = {**inherited.values, **frame.get("values", {})}
    return Surround(**made, values=values, repeated=frame.get("repeated", inherited.repeated))


def _rules(path: str, table: dict[str, Any], kind: str, inherited: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Own rules in the order of the list `KINDs`, which may name inherited ones; without it, own before inherited."""
    own = {name: _rule(name, rule) for name, rule in table.get(kind, {}).items()}
    known = {rule.name: rule for rule in inherited} | own
    order = table.get(f"{kind}s") or [*own, *(rule.name for rule in inherited if rule.name not in own)]
    missing = next((name for name in order if name not in known), None)
    if missing is not None:
        raise refusal("TK504", f"the order names a rule that is nowhere: “{missing}”", Location(path, 1))
    return tuple(known[name] for name in order)


def _rule(name: str, table: dict[str, Any]) -> Rule:
    parts = {
        group: Part(part["element"], {key: value for key, value in part.items() if key != "element"})
        for group, part in table.get("parts", {}).items()
    }
    plain = {key: value for key, value in table.items() if key != "parts"}
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in plain.items()}
    return Rule(name=name, parts=parts, **given)
