"""Names and comparisons as XPath defines them, where elementpath 5.1 does otherwise."""

from __future__ import annotations

from abc import ABCMeta
from collections.abc import Iterator, MutableMapping
from copy import copy
from itertools import product
from math import nan
from typing import Any, cast

from elementpath.datatypes import UntypedAtomic
from elementpath.xpath_tokens import PrefixedNameToken, XPathToken

_RELATIONS = ("<", "<=", ">", ">=")
_COMPARISONS = ("=", "!=", *_RELATIONS)


def correct(symbols: MutableMapping[str, type[XPathToken]]) -> None:
    """Put the corrected tokens into the table of a parser."""
    symbols[":"] = _PrefixedName
    for symbol in _COMPARISONS:
        symbols[symbol] = with_members(symbols[symbol], iter_comparison_data=_pairs)


def with_members(token_class: type[XPathToken], **members: object) -> type[XPathToken]:
    """The same kind of token with other methods; elementpath's own stays what it is for others."""
    return cast(type[XPathToken], ABCMeta(token_class.__name__, (token_class,), {"__module__": __name__, **members}))


def element_name(step: XPathToken) -> str | None:
    """The name of the elements that a step without predicates selects; None where it may be any."""
    if step.symbol not in (":", "(name)") or "*" in str(step.value):
        return None
    # the token's own name is empty where it is also the name of a function
    prefix, _, name = str(step.value).rpartition(":")
    namespace = step.parser.namespaces.get(prefix, "") if prefix else ""
    return f"{{{namespace}}}{name}" if namespace else name


class _PrefixedName(PrefixedNameToken):
    """A name such as `tei:head`, which selects nothing otherwise, since array:head is a function."""

    def led(self, left: XPathToken) -> XPathToken:
        found = super().led(left)
        if found is self and self[1].symbol == "(name)" and not self.name:
            self.name = self[1].name = f"{{{self.parser.namespaces[str(left.value)]}}}{self[1].value}"
        return found


def _pairs(self: XPathToken, context: Any) -> Iterator[tuple[Any, Any]]:
    if self.parser.compatibility_mode:
        yield from _pairs_of_xpath_1(self, context)
        return
    for left, right in XPathToken.iter_comparison_data(self, context):
        if isinstance(left, UntypedAtomic) and isinstance(right, UntypedAtomic):
            yield left.value, right.value  # two values without a type are compared as strings (XPath 2.0, 3.5.2)
        else:
            yield left, right


def _pairs_of_xpath_1(self: XPathToken, context: Any) -> Iterator[tuple[Any, Any]]:
    """XPath 1.0, 3.4: truth before numbers, numbers before strings; what is no number is NaN and not an error."""
    sides = [list(side.select(copy(context))) for side in self]
    if any(len(side) == 1 and isinstance(side[0], bool) for side in sides):
        left, right = map(self.boolean_value, sides)
        yield (left, right) if self.symbol not in _RELATIONS else (int(left), int(right))
        return
    values = [[item for one in side for item in _atoms(self, one)] for side in sides]
    for left, right in product(*values):
        if self.symbol in _RELATIONS or not (_is_text(left) and _is_text(right)):
            yield _number(left), _number(right)
        else:
            yield str(left), str(right)


def _atoms(token: XPathToken, item: Any) -> list[Any]:
    return [token.string_value(item)] if hasattr(item, "string_value") else [item]


def _is_text(value: Any) -> bool:
    return isinstance(value, (str, UntypedAtomic))


def _number(value: Any) -> float:
    try:
        return float(str(value).strip())
    except ValueError:
        return nan
