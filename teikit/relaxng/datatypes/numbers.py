"""The numbers of XML Schema."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable
from decimal import Decimal
from typing import cast

from teikit.relaxng.datatypes.datatype import Namespaces, Parse, compiled

_DECIMAL = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"  # -12.50
_INTEGER = r"[+-]?[0-9]+"  # +07
_DOUBLE = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"  # 1.5E-3
_SPECIAL = {"INF": math.inf, "-INF": -math.inf, "NaN": math.nan}
_NOT_A_NUMBER = "NaN"


def decimal(text: str, _: Namespaces) -> object:
    return Decimal(text) if compiled(_DECIMAL).fullmatch(text) else None


def integer(low: int | None = None, high: int | None = None) -> Parse:
    """The parser of whole numbers between two bounds, both included."""

    def parse(text: str, _: Namespaces) -> object:
        if not compiled(_INTEGER).fullmatch(text):
            return None
        number = Decimal(text)
        inside = (low is None or number >= low) and (high is None or number <= high)
        return number if inside else None

    return parse


def double(text: str, _: Namespaces) -> object:
    if text in _SPECIAL:
        # NaN equals itself in XML Schema, and nothing is greater or less
        return _NOT_A_NUMBER if text == "NaN" else _SPECIAL[text]
    return float(text) if compiled(_DOUBLE).fullmatch(text) else None


def single(text: str, namespaces: Namespaces) -> object:
    number = double(text, namespaces)
    if not isinstance(number, float):
        return number
    try:
        return cast(float, struct.unpack("f", struct.pack("f", number))[0])
    except OverflowError:
        return math.copysign(math.inf, number)


def order(one: object, other: object) -> int | None:
    if isinstance(one, str) or isinstance(other, str):
        return 0 if one == other else None
    left, right = cast(Decimal, one), cast(Decimal, other)
    return (left > right) - (left < right)


def total_digits(limit: int) -> Callable[[str, object], bool]:
    return lambda _, value: _digits(value)[0] <= limit


def fraction_digits(limit: int) -> Callable[[str, object], bool]:
    return lambda _, value: _digits(value)[1] <= limit


def _digits(value: object) -> tuple[int, int]:
    """How many digits a number needs, and how many of them after the point."""
    _, figures, exponent = cast(Decimal, value).as_tuple()
    digits = "".join(map(str, figures)).lstrip("0")
    point = len(digits) + int(exponent)
    after = len(digits.rstrip("0")) - point
    return max(point, 0) + max(after, 0), max(after, 0)
