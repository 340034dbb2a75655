"""The datatypes of XML Schema, and what params make of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace as changed
from typing import cast

from teikit.relaxng.datatypes import dates, lexical, numbers
from teikit.relaxng.datatypes.datatype import Datatype, DatatypeError, Namespaces, Order, preserve, replace
from teikit.relaxng.datatypes.regex import Expression

Test = Callable[[str, object], bool]


def _length(value: object) -> int:
    return len(cast(str, value))


def _string(
    name: str, parse: Callable[[str, Namespaces], object], example: str, id_type: str | None = None
) -> Datatype:
    return Datatype(name, parse, length=_length, example=example, id_type=id_type)


def _integer(name: str, low: int | None, high: int | None, example: str) -> Datatype:
    return Datatype(name, numbers.integer(low, high), order=numbers.order, digits=True, example=example)


def _moment(name: str, example: str) -> Datatype:
    return Datatype(name, dates.moment(name), order=dates.order_moments, example=example)


_ALL = (
    Datatype("string", lexical.string, preserve, length=_length, example="any text"),
    Datatype("normalizedString", lexical.string, replace, length=_length, example="any text"),
    _string("token", lexical.string, "any text"),
    _string("language", lexical.language, "en or zh-Hant"),
    _string("NMTOKEN", lexical.nmtoken, "a-1"),
    _string("NMTOKENS", lexical.nmtokens, "a-1 b-2"),
    _string("Name", lexical.name, "a1"),
    _string("NCName", lexical.ncname, "a1"),
    _string("ID", lexical.ncname, "a1", "ID"),
    _string("IDREF", lexical.ncname, "a1", "IDREF"),
    _string("IDREFS", lexical.ncnames, "a1 b2", "IDREFS"),
    _string("ENTITY", lexical.ncname, "a1"),
    _string("ENTITIES", lexical.ncnames, "a1 b2"),
    _string("anyURI", lexical.any_uri, "https://example.org/a or #a1"),
    Datatype("QName", lexical.qname, contextual=True, example="tei:p"),
    Datatype("NOTATION", lexical.qname, contextual=True, example="tei:p"),
    Datatype("boolean", lexical.boolean, example="true or false"),
    Datatype("hexBinary", lexical.hex_binary, length=_length, example="0FB7"),
    Datatype("base64Binary", lexical.base64_binary, length=_length, example="TWFu"),
    Datatype("decimal", numbers.decimal, order=numbers.order, digits=True, example="12.5"),
    Datatype("float", numbers.single, order=numbers.order, example="12.5 or 1.2E3"),
    Datatype("double", numbers.double, order=numbers.order, example="12.5 or 1.2E3"),
    _integer("integer", None, None, "12 or -3"),
    _integer("nonPositiveInteger", None, 0, "0 or -3"),
    _integer("negativeInteger", None, -1, "-3"),
    _integer("nonNegativeInteger", 0, None, "0 or 12"),
    _integer("positiveInteger", 1, None, "1 or 12"),
    _integer("long", -(2**63), 2**63 - 1, "12"),
    _integer("int", -(2**31), 2**31 - 1, "12"),
    _integer("short", -(2**15), 2**15 - 1, "12"),
    _integer("byte", -(2**7), 2**7 - 1, "12"),
    _integer("unsignedLong", 0, 2**64 - 1, "12"),
    _integer("unsignedInt", 0, 2**32 - 1, "12"),
    _integer("unsignedShort", 0, 2**16 - 1, "12"),
    _integer("unsignedByte", 0, 2**8 - 1, "12"),
    _moment("dateTime", "1955-05-13T12:30:00"),
    _moment("date", "1955-05-13"),
    _moment("time", "12:30:00"),
    _moment("gYearMonth", "1955-05"),
    _moment("gYear", "1955"),
    _moment("gMonthDay", "--05-13"),
    _moment("gMonth", "--05"),
    _moment("gDay", "---13"),
    Datatype("duration", dates.duration, order=dates.order_durations, example="P1Y2M3D"),
)
TYPES = {kind.name: kind for kind in _ALL}


def restricted(kind: Datatype, params: Sequence[tuple[str, str]], namespaces: Namespaces) -> Datatype:
    """The type with the facets of its params. Raises DatatypeError where a facet makes no sense for it."""
    names = [name for name, _ in params if name != "pattern"]
    for name in names:
        if names.count(name) > 1:
            raise DatatypeError(f"the param {name} is given twice")
    tests = tuple(_facet(kind, name, value, namespaces) for name, value in params)
    return changed(kind, tests=tests, facets=tuple(params))


def _facet(kind: Datatype, name: str, value: str, namespaces: Namespaces) -> Test:
    if name == "pattern":
        expression = Expression(value)
        return lambda text, _: expression.matches(text)
    if name in _LENGTHS and kind.length:
        return _length_test(kind.length, _LENGTHS[name], _number(name, value, 0))
    if name in _BOUNDS and kind.order:
        bound = kind.key(value, namespaces)
        if bound is None:
            raise DatatypeError(f"the param {name} has the value {value!r}, which is not of the type {kind.name}")
        return _bound_test(kind.order, bound, _BOUNDS[name])
    if name == "totalDigits" and kind.digits:
        return numbers.total_digits(_number(name, value, 1))
    if name == "fractionDigits" and kind.digits:
        return numbers.fraction_digits(_number(name, value, 0))
    raise DatatypeError(f"the type {kind.name} has no param {name!r}")


def _number(name: str, value: str, least: int) -> int:
    number = numbers.integer(least)(value.strip(), {})
    if number is None:
        raise DatatypeError(f"the param {name} needs a whole number from {least}, not {value!r}")
    return int(cast(int, number))


_LENGTHS: dict[str, Callable[[int, int], bool]] = {
    "length": lambda found, limit: found == limit,
    "minLength": lambda found, limit: found >= limit,
    "maxLength": lambda found, limit: found <= limit,
}
_BOUNDS: dict[str, tuple[int, ...]] = {
    "minInclusive": (0, 1),
    "minExclusive": (1,),
    "maxInclusive": (0, -1),
    "maxExclusive": (-1,),
}


def _length_test(measure: Callable[[object], int], fits: Callable[[int, int], bool], limit: int) -> Test:
    return lambda _, value: fits(measure(value), limit)


def _bound_test(order: Order, bound: object, wanted: tuple[int, ...]) -> Test:
    return lambda _, value: order(value, bound) in wanted
