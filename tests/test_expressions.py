"""Expressions compile late, and all of them do compile."""

import re
import sys

import pytest

from teikit.expressions import _Expression, expression


def test_an_expression_does_what_a_compiled_one_does() -> None:
    number = expression(r"(?P<digits>[0-9]+)", re.ASCII)
    found = number.search("no. 12")
    assert found is not None and found["digits"] == "12"
    assert number.sub("x", "1 and 2") == "x and x"
    assert (number.pattern, list(number.groupindex)) == (r"(?P<digits>[0-9]+)", ["digits"])


def test_it_compiles_when_it_is_first_used() -> None:
    broken = expression("(")
    with pytest.raises(re.error):
        broken.match("x")


def test_every_expression_of_the_house_compiles() -> None:
    import teikit.corpus  # noqa: F401  brings in all that a conversion needs

    houses = [module for name, module in sys.modules.items() if name.startswith("teikit.")]
    found = [value for module in houses for value in vars(module).values() if isinstance(value, _Expression)]
    assert len({value.pattern for value in found}) > 20
