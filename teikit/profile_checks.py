"""What a profile may say: keys, types, names, patterns and schema values, refused with the line where one does not fit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from teikit.diagnostics import Location, TeikitError, refusal
from teikit.expressions import expression
from teikit.grammars.vocabulary import FIELDS, vocabulary
from teikit.resources import known_names

CERTAINTIES = ("high", "medium", "low")
SCOPES = ("inside", "before", "after", "point", "glued", "name", "pair", "caret")
SLOTS = ("opener", "closer", "either", "head", "part", "flow", "global")
# the kinds of metadata that a frame's field can hold; each has its place in the header
HELD = frozenset(
    """title date citation abstract original_language rights credits contents authors people places topics subjects related
    source repository collection shelfmark uploaded type language id url publisher classification donors responsible record edition
    text""".split()  # noqa: SIM905
)

TABLE = {
    "name": str, "title": str, "extends": str, "languages": list, "header": dict, "frame": dict, "brackets": list,
    "lines": list, "bracket": dict, "line": dict,
}  # fmt: skip
FRAME = {
    "detect": list, "fields": dict, "fields_below": dict, "above": list, "below": list, "values": dict, "furniture": list,
    "running": list, "repeated": int,
}  # fmt: skip
RULE = {
    "pattern": str, "element": str, "parts": dict, "inner": str, "slot": str, "scope": str, "block": bool, "longest": int,
    "sentence": bool, "starts": list, "holds": list, "certainty": str, "code": str, "why": str, "examples": list,
    "counter_examples": list, "attributes": dict, "signs": str,
}  # fmt: skip
CHOICES = {"certainty": CERTAINTIES, "scope": SCOPES, "slot": SLOTS}
PLACEHOLDER = expression(r"\{([a-z_]+)\}")
_KINDS = {str: "a text", list: "a list", dict: "a table", bool: "true or false", int: "a number"}


def check_table(path: str, text: str, table: Mapping[str, Any]) -> None:
    """Refuse a profile's table that cannot be worked with: TeikitError TK504 (keys), TK505 (types, values), TK506 (patterns,
    names that the schema does not know), TK510 (languages)."""
    _Check(path, text).table(table)


class _Check:
    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()

    def table(self, table: Mapping[str, Any]) -> None:
        self._keys(table, TABLE, "the profile")
        frame = table.get("frame", {})
        self._keys(frame, FRAME, "[frame]")
        self._frame(frame)
        vocabulary(*table.get("languages", ()))
        for kind in ("bracket", "line"):
            for name, rule in table.get(kind, {}).items():
                self._rule(name, rule)

    def _frame(self, frame: Mapping[str, Any]) -> None:
        for label, held in [*frame.get("fields", {}).items(), *frame.get("fields_below", {}).items()]:
            self._held(str(held), f"the field “{label}”")
        for kind, pattern in frame.get("values", {}).items():
            self._held(kind, "[frame.values]")
            self._pattern(kind, str(pattern))
        for key in ("above", "below", "furniture", "running"):
            for pattern in frame.get(key, ()):
                groups = self._pattern(key, str(pattern))
                if key in ("above", "below") and not groups:
                    raise self._refusal("TK505", f"a pattern of “{key}” has no group that says what it holds", key)
                for kind in groups:
                    self._held(kind, f"a pattern of “{key}”")

    def _held(self, kind: str, where: str) -> None:
        if kind not in HELD:
            raise self._refusal("TK505", f"{where} holds “{kind}”, which has no place in a header", kind)

    def _keys(self, table: Mapping[str, Any], known: Mapping[str, type], where: str) -> None:
        for key, value in table.items():
            if key not in known:
                raise self._refusal("TK504", f"{where} has an unknown key “{key}”", key)
            if not isinstance(value, known[key]) or (known[key] is int and isinstance(value, bool)):
                raise self._refusal("TK505", f"“{key}” of {where} must be {_KINDS[known[key]]}", key)

    def _rule(self, name: str, rule: Any) -> None:
        where = f"the rule “{name}”"
        if not isinstance(rule, dict):
            raise self._refusal("TK505", f"{where} must be a table", name)
        self._keys(rule, RULE, where)
        if not rule.get("code") and not (rule.get("pattern") and (rule.get("element") or rule.get("parts"))):
            raise self._refusal("TK505", f"{where} needs a pattern and an element, or code", name)
        for key, choices in CHOICES.items():
            if rule.get(key, choices[0]) not in choices:
                raise self._refusal("TK505", f"“{key}” of {where} must be one of {', '.join(choices)}", name)
        for word in (*rule.get("starts", ()), *rule.get("holds", ())):
            self._fields(name, str(word))
        groups = self._pattern(name, rule.get("pattern", ""))
        for group, part in rule.get("parts", {}).items():
            if group not in groups:
                raise self._refusal("TK506", f"the pattern of {where} has no group “{group}”", name)
            if not isinstance(part, dict) or "element" not in part:
                raise self._refusal("TK505", f"the part “{group}” of {where} needs an element", name)
            self._element(name, part["element"], {key: value for key, value in part.items() if key != "element"})
        if rule.get("element"):
            self._element(name, rule["element"], rule.get("attributes", {}))

    def _pattern(self, name: str, pattern: str) -> Mapping[str, int]:
        """The groups of a pattern that can be compiled and names only fields of the vocabulary."""
        self._fields(name, pattern)
        try:
            return re.compile(PLACEHOLDER.sub("x", pattern), re.VERBOSE if "\n" in pattern else 0).groupindex
        except re.error as error:
            raise self._refusal("TK506", f"the pattern of the rule “{name}” is broken: {error}", name) from None

    def _fields(self, name: str, text: str) -> None:
        for match in PLACEHOLDER.finditer(text):
            if match.group(1) not in FIELDS:
                message = f"the rule “{name}” names no field of the vocabulary: {match.group()}"
                raise self._refusal("TK506", message, name)

    def _element(self, name: str, element: str, attributes: Mapping[str, Any]) -> None:
        """An element and its attributes must be the schema's; a value that the text fills in is not known here."""
        schema = known_names()
        if not schema.allows(element):
            raise self._refusal(
                "TK506", f"the rule “{name}” makes an element that the schema does not know: {element}", name
            )
        for attribute, value in attributes.items():
            if not schema.allows(element, attribute):
                raise self._refusal("TK506", f"the rule “{name}”: the schema has no @{attribute} on {element}", name)
            if "{" not in str(value) and not schema.allows(element, attribute, str(value)):
                allowed = ", ".join(schema.values(element, attribute)) or "another form"
                message = f"the rule “{name}”: {element}/@{attribute} may not be “{value}” but {allowed}"
                raise self._refusal("TK506", message, name, "a value of your own begins with x-")

    def _refusal(self, code: str, message: str, word: str, hint: str | None = None) -> TeikitError:
        number = next((number for number, line in enumerate(self.lines, 1) if word in line), 1)
        return refusal(code, message, Location(self.path, number), hint)
