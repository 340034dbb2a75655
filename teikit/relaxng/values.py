"""Whether a text is what a pattern of values asks for, remembered by text."""

from __future__ import annotations

from collections.abc import Callable

from teikit.relaxng.datatypes import Datatype, Namespaces
from teikit.relaxng.derivatives import Derivatives
from teikit.relaxng.patterns import Attribute, Choice, Data, Group, Interleave, List, OneOrMore, Pattern, Value

_MOST = 20_000  # verdicts remembered for one pattern; a corpus has no more that come twice
_NO_NAMES: Namespaces = {}
_SPACE = " \t\r\n"
Accepts = Callable[[str], bool]


class Verdicts(dict[str, bool]):
    """Answers by text; what was not asked before is worked out and kept."""

    def __init__(self, accepts: Accepts) -> None:
        super().__init__()
        self._accepts = accepts

    def __missing__(self, text: str) -> bool:
        if len(self) >= _MOST:
            self.clear()
        found = self[text] = self._accepts(text)
        return found


class Values:
    """The verdicts of all value patterns of a schema."""

    def __init__(self, derivatives: Derivatives) -> None:
        self._derivatives = derivatives
        self._verdicts: dict[Pattern, Verdicts] = {}
        self._contextual: dict[Pattern, bool] = {}

    def verdicts(self, pattern: Pattern) -> Verdicts:
        """For a pattern whose values mean the same everywhere."""
        if pattern not in self._verdicts:
            self._verdicts[pattern] = Verdicts(self._test(pattern))
        return self._verdicts[pattern]

    def accepts(self, pattern: Pattern, text: str, namespaces: Callable[[], Namespaces]) -> bool:
        """For any pattern; the namespaces are asked for only where they count."""
        if not self.is_contextual(pattern):
            return self.verdicts(pattern)[text]
        return self._derivatives.content(pattern, text, namespaces()).nullable

    def is_contextual(self, pattern: Pattern) -> bool:
        """Whether prefixes count in the text."""
        if pattern not in self._contextual:
            self._contextual[pattern] = any(kind.contextual for kind in datatypes(pattern))
        return self._contextual[pattern]

    def _test(self, pattern: Pattern) -> Accepts:
        if isinstance(pattern, Data) and pattern.excepted is None:
            return lambda text: pattern.datatype.key(text, _NO_NAMES) is not None
        if isinstance(pattern, Choice) and not pattern.nullable:
            return self._choice_test(pattern)
        if isinstance(pattern, List) and isinstance(pattern.inner, OneOrMore):
            token = pattern.inner.inner
            return self._tokens_test(self.verdicts(token)) if _one_token(token) else self._any(pattern)
        return self._any(pattern)

    def _any(self, pattern: Pattern) -> Accepts:
        return lambda text: self._derivatives.content(pattern, text, _NO_NAMES).nullable

    def _choice_test(self, pattern: Choice) -> Accepts:
        wanted: dict[Datatype, set[object]] = {}
        for part in pattern.parts:
            if isinstance(part, Value):
                wanted.setdefault(part.datatype, set()).add(part.key)
        values = list(wanted.items())
        others = [self.verdicts(part) for part in pattern.parts if not isinstance(part, Value)]

        def accepts(text: str) -> bool:
            if any(kind.key(text, _NO_NAMES) in keys for kind, keys in values):
                return True
            return any(verdicts[text] for verdicts in others)

        return accepts

    def _tokens_test(self, verdicts: Verdicts) -> Accepts:
        def accepts(text: str) -> bool:
            tokens = text.split() if text.isascii() else text.translate({9: " ", 10: " ", 13: " "}).split(" ")
            found = [token for token in tokens if token]
            return bool(found) and all(verdicts[token] for token in found)

        return accepts


def _one_token(pattern: Pattern) -> bool:
    """Whether the pattern, in a list, takes exactly one token."""
    if isinstance(pattern, Choice):
        return all(map(_one_token, pattern.parts))
    return isinstance(pattern, (Data, Value))


def datatypes(pattern: Pattern) -> list[Datatype]:
    """The datatypes that occur in a pattern of values."""
    if isinstance(pattern, Data):
        return [pattern.datatype, *(datatypes(pattern.excepted) if pattern.excepted else ())]
    if isinstance(pattern, Value):
        return [pattern.datatype]
    if isinstance(pattern, (List, OneOrMore)):
        return datatypes(pattern.inner)
    if isinstance(pattern, (Choice, Group, Interleave)):
        return [kind for part in pattern.parts for kind in datatypes(part)]
    return datatypes(pattern.value) if isinstance(pattern, Attribute) else []
