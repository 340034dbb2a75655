"""Variables in force at a node, worked out when an expression comes to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from elementpath.tree_builders import get_node_tree

from teikit.schematron.rules import Let
from teikit.schematron.xpath import Expression

Worth = Callable[[Expression, "Values"], list[Any]]


class Scope:
    """The variables of a schema, a pattern or a rule, and around them those of the next.

    `worth` works an expression out at the node for which these variables hold. A variable that nothing comes to costs
    nothing, and its errors harm nobody, as in XSLT.
    """

    def __init__(self, lets: Sequence[Let], worth: Worth, around: Scope | None = None) -> None:
        self._lets = lets
        self._worth = worth
        self._around = around
        self._values: dict[int, Any] = {}

    def values(self) -> Values:
        return Values(self, len(self._lets))

    def value(self, name: str, before: int) -> Any:
        """The last of this name among the first so many. Raises KeyError where there is none, and Fault."""
        at = next((at for at in reversed(range(before)) if self._lets[at].name == name), None)
        if at is not None:
            if at not in self._values:
                self._values[at] = self._worked_out(self._lets[at], at)
            return self._values[at]
        if self._around is None:
            raise KeyError(name)
        return self._around.value(name, len(self._around._lets))

    def _worked_out(self, let: Let, at: int) -> Any:
        if let.value is None:
            return get_node_tree(cast(Any, let.content))
        items = self._worth(let.value, Values(self, at))
        return items[0] if len(items) == 1 else items


class Values(dict[str, Any]):
    """What elementpath looks variables up in; those of an expression's own are added to a copy."""

    def __init__(self, scope: Scope, before: int) -> None:
        super().__init__()
        self._scope = scope
        self._before = before

    def __missing__(self, name: str) -> Any:
        return self._scope.value(name, self._before)

    def copy(self) -> Values:
        same = Values(self._scope, self._before)
        same.update(self)
        return same
