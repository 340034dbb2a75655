"""Regular expressions of XML Schema (Part 2, appendix F), translated to those of Python."""

from __future__ import annotations

import re
from collections.abc import Callable

from teikit.relaxng.datatypes.characters import (
    EVERY,
    Ranges,
    category,
    clipped,
    complement,
    joined,
    name_characters,
    without,
)
from teikit.relaxng.datatypes.datatype import DatatypeError, compiled

# sets are worked out up to the highest character of the text in hand: \p{L} over all of Unicode costs some 50 ms
_LIMITS = (0x250, 0x3000, 0x110000)
_QUANTITY = r"\{([0-9]+)(,([0-9]*))?\}"  # {2,3}
_SINGLE = {"n": "\n", "r": "\r", "t": "\t", **{mark: mark for mark in r"\|.?*+(){}-[]^"}}
_LINE_ENDS: Ranges = ((0x0A, 0x0A), (0x0D, 0x0D))
_SPACE: Ranges = ((0x09, 0x0A), (0x0D, 0x0D), (0x20, 0x20))


class Expression:
    """A regular expression that has to match the whole text. Raises DatatypeError where it is not one."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._compiled: dict[int, re.Pattern[str]] = {}
        self._pattern(_LIMITS[0])

    def matches(self, text: str) -> bool:
        highest = ord(max(text, default="\0"))
        limit = next(limit for limit in _LIMITS if highest < limit)
        return self._pattern(limit).fullmatch(text) is not None

    def _pattern(self, limit: int) -> re.Pattern[str]:
        if limit not in self._compiled:
            try:
                self._compiled[limit] = re.compile(_Translation(self.source, limit).pattern())
            except (re.error, OverflowError, RecursionError) as error:
                raise DatatypeError(f"the pattern {self.source!r} is no regular expression: {error}") from None
        return self._compiled[limit]


class _Translation:
    """One reading of the source, from left to right; a set stays a set as long as it can be joined with others."""

    def __init__(self, source: str, limit: int) -> None:
        self.source = source
        self.limit = limit
        self.at = 0

    def pattern(self) -> str:
        found = _written(self._alternatives())
        if self.at < len(self.source):
            raise self._wrong("a closing bracket without an opening one")
        return found

    def _alternatives(self) -> Ranges | str:
        branches = [self._branch()]
        while self._takes("|"):
            branches.append(self._branch())
        if len(branches) == 1:
            return branches[0]
        sets = [branch for branch in branches if not isinstance(branch, str)]
        others = [branch for branch in branches if isinstance(branch, str)]
        # one set instead of (a|b|c): the same language, and no way back to try
        together = joined(*sets)
        return "|".join([_written(together), *others]) if others and sets else "|".join(others) if others else together

    def _branch(self) -> Ranges | str:
        pieces: list[Ranges | str] = []
        while self.at < len(self.source) and self.source[self.at] not in "|)":
            pieces.append(self._piece())
        if len(pieces) == 1:
            return pieces[0]
        return "".join(map(_written, pieces))

    def _piece(self) -> Ranges | str:
        atom = self._atom()
        quantifier = self._quantifier()
        if not quantifier:
            return atom if not isinstance(atom, str) else f"(?:{atom})"
        return (f"(?:{atom})" if isinstance(atom, str) else _written(atom)) + quantifier

    def _quantifier(self) -> str:
        mark = self.source[self.at : self.at + 1]
        if mark and mark in "?*+":
            self.at += 1
            return mark
        if mark != "{":
            return ""
        found = compiled(_QUANTITY).match(self.source, self.at)
        if not found:
            raise self._wrong("a brace that is no quantity")
        self.at = found.end()
        least, most = int(found[1]), found[3]
        if most and int(most) < least:
            raise self._wrong("a quantity whose end is before its start")
        return found[0]

    def _atom(self) -> Ranges | str:
        if self._takes("("):
            found = self._alternatives()
            if not self._takes(")"):
                raise self._wrong("an opening bracket without a closing one")
            return found
        if self._takes("["):
            return self._class()
        if self._takes("."):
            return clipped(complement(_LINE_ENDS), self.limit)
        if self._takes("\\"):
            return self._escape()
        mark = self.source[self.at]
        if mark in "?*+{}]":
            raise self._wrong(f"{mark} where a character is expected")
        self.at += 1
        return ((ord(mark), ord(mark)),)

    def _class(self) -> Ranges:
        """What follows a square bracket, up to and with the one that closes it."""
        negative = self._takes("^")
        found: list[Ranges] = []
        taken: Ranges = ()
        while not self._takes("]"):
            if found and self.source.startswith("-[", self.at):
                self.at += 2
                taken = self._class()
                if not self._takes("]"):
                    raise self._wrong("something after a subtraction")
                break
            found.append(self._range())
        if not found:
            raise self._wrong("an empty character class")
        base = joined(*found)
        return without(clipped(complement(base), self.limit) if negative else base, taken)

    def _range(self) -> Ranges:
        start = self._member()
        following = self.source[self.at + 1 : self.at + 2]
        if not self.source.startswith("-", self.at) or following in ("]", "["):
            return start
        self.at += 1
        end = self._member()
        if not (_is_single(start) and _is_single(end)) or end[0][0] < start[0][0]:
            raise self._wrong("a range that goes backwards or has no ends")
        return ((start[0][0], end[0][0]),)

    def _member(self) -> Ranges:
        if self.at >= len(self.source):
            raise self._wrong("a character class that is not closed")
        if self._takes("\\"):
            return self._escape()
        mark = self.source[self.at]
        if mark == "[":
            raise self._wrong("[ within a character class")
        self.at += 1
        return ((ord(mark), ord(mark)),)

    def _escape(self) -> Ranges:
        mark = self.source[self.at : self.at + 1]
        self.at += 1
        if mark in _SINGLE and mark:
            return ((ord(_SINGLE[mark]), ord(_SINGLE[mark])),)
        if mark in ("p", "P"):
            return self._property(mark == "P")
        made = _CLASSES.get(mark.lower())
        if not mark or made is None:
            raise self._wrong(f"the unknown escape \\{mark}")
        found = made(self.limit)
        return clipped(complement(found), self.limit) if mark.isupper() else found

    def _property(self, negative: bool) -> Ranges:
        end = self.source.find("}", self.at)
        if not self.source.startswith("{", self.at) or end < 0:
            raise self._wrong("\\p without a property in braces")
        name = self.source[self.at + 1 : end]
        self.at = end + 1
        found = category(name, self.limit)
        if found is None:
            raise self._wrong(f"the unknown property {name}")
        return clipped(complement(found), self.limit) if negative else found

    def _takes(self, mark: str) -> bool:
        if not self.source.startswith(mark, self.at):
            return False
        self.at += 1
        return True

    def _wrong(self, what: str) -> DatatypeError:
        return DatatypeError(f"the pattern {self.source!r} is no regular expression: {what} at character {self.at + 1}")


def _word(limit: int) -> Ranges:
    return without(clipped(EVERY, limit), joined(*(category(name, limit) or () for name in "PZC")))


_CLASSES: dict[str, Callable[[int], Ranges]] = {
    "s": lambda _: _SPACE,
    "i": lambda limit: name_characters(limit, start=True),
    "c": lambda limit: name_characters(limit, start=False),
    "d": lambda limit: category("Nd", limit) or (),
    "w": _word,
}


def _is_single(found: Ranges) -> bool:
    return len(found) == 1 and found[0][0] == found[0][1]


def _written(found: Ranges | str) -> str:
    """A set as Python writes it."""
    if isinstance(found, str):
        return found
    if not found:
        return "(?!)"
    if _is_single(found):
        return re.escape(chr(found[0][0]))
    return "[" + "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in found) + "]"
