"""Variables in force at a node, worked out when an expression asks for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from elementpath.tree_builders import get_node_tree

from teikit.schematron.rules import Let
from teikit.schematron.xpath import Expression, Values

Worth = Callable[[Expression, Values], list[Any]]


class Scope:
    """The variables of a schema, a pattern or a rule, and around them those of the next.

    `worth` works an expression out at the node for which these variables hold. A variable that nothing asks for costs
    nothing, and its errors harm nobody, as in XSLT.
    """

    def __init__(self, lets: Sequence[Let], worth: Worth, around: Scope | None = None) -> None:
        self._lets = lets
        self._worth = worth
        self._around = around
        self._values: dict[int, Any] = {}

    def values(self, names: frozenset[str], before: int | None = None) -> Values:
        """The values of these names; `before` leaves out the variables declared from this number on. Raises Fault."""
        found = {name: self._value(name, len(self._lets) if before is None else before) for name in names}
        return {name: value for name, value in found.items() if value is not None}

    def _value(self, name: str, before: int) -> Any:
        at = next((at for at in reversed(range(before)) if self._lets[at].name == name), None)
        if at is None:
            return self._around.values(frozenset({name})).get(name) if self._around else None
        if at not in self._values:
            self._values[at] = self._worked_out(self._lets[at], at)
        return self._values[at]

    def _worked_out(self, let: Let, at: int) -> Any:
        if let.value is None:
            return get_node_tree(cast(Any, let.content))
        items = self._worth(let.value, self.values(let.value.variables, at))
        return items[0] if len(items) == 1 else items
