"""Functions that rules declare with xsl:function: those that are parameters, variables and one expression."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lxml import etree

from teikit.schematron.errors import Finding
from teikit.schematron.parser import Fault
from teikit.schematron.reading import Files, xsl_kind
from teikit.schematron.xpath import Expression, Language

_RESULTS = ("sequence", "value-of")
_OTHERS = ("template", "import", "include", "accumulator")


def declare(tops: Sequence[etree._Element], files: Files, language: Language) -> list[Finding]:
    """Make the functions callable; what cannot be run is said."""
    found = []
    for each in tops:
        name = each.get("name", "")
        if xsl_kind(each) == "function":
            try:
                _declare(each, language)
            except Fault as fault:
                found.append(Finding("untried", f"the function {name}: {fault}", files.origin(each)))
        elif xsl_kind(each) in _OTHERS:
            reason = "only keys, functions and variables of XSLT are understood among rules"
            found.append(Finding("untried", f"<xsl:{xsl_kind(each)}> {name}: {reason}", files.origin(each)))
    return found


def _declare(function: etree._Element, language: Language) -> None:
    prefix, _, name = function.get("name", "").rpartition(":")
    parameters = [each.get("name", "") for each in function if xsl_kind(each) == "param"]
    steps = list(_steps(function))
    body: list[tuple[str, Expression]] = []
    language.declare(
        prefix, function.nsmap.get(prefix, ""), name, len(parameters), _callable(parameters, body, language)
    )
    # only now, since a function may call itself
    body += [(step, language.expression(select)) for step, select in steps]


def _steps(function: etree._Element) -> Iterator[tuple[str, str]]:
    """The variables with their expressions, and at the end, without a name, the result."""
    inside = [each for each in function if xsl_kind(each) not in ("", "param")]
    for at, each in enumerate(inside):
        is_last = at == len(inside) - 1
        known = xsl_kind(each) in _RESULTS if is_last else xsl_kind(each) == "variable"
        if not known or each.get("select") is None or len(each):
            raise Fault(
                f"<xsl:{xsl_kind(each)}> is not understood here; give the result with one <xsl:sequence select>"
            )
        yield (each.get("name", "") if not is_last else "", each.get("select", ""))
    if not inside:
        raise Fault("it has no result")


def _callable(
    parameters: Sequence[str], body: Sequence[tuple[str, Expression]], language: Language
) -> Callable[..., Any]:
    def call(*given: Any) -> Any:
        values = dict(zip(parameters, given, strict=True))
        for name, expression in body:
            items = expression.items(language.context(values))
            values[name] = items[0] if len(items) == 1 else items
        return values[""]

    return call
