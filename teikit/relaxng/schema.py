"""A schema: loaded once, then asked about any number of documents."""

from __future__ import annotations

import os
from collections.abc import Callable

from lxml import etree

from teikit.relaxng.automaton import Automaton, Content
from teikit.relaxng.derivatives import Derivatives
from teikit.relaxng.errors import SchemaError
from teikit.relaxng.grammar import Library
from teikit.relaxng.patterns import Patterns
from teikit.relaxng.restrictions import Restrictions
from teikit.relaxng.simplify import Simplifier
from teikit.relaxng.walk import Ids, is_valid


class Schema:
    """A RELAX NG schema; `path` is the file it was read from."""

    def __init__(self, path: str, simplifier: Simplifier, start: Content) -> None:
        self.path = path
        self._simplifier = simplifier
        self._start = start

    @classmethod
    def load(
        cls, path: str | os.PathLike[str], *, trusted: bool = False, locate: Callable[[str], str | None] | None = None
    ) -> Schema:
        """Read a schema in XML syntax. Raises SchemaError where it is not correct.

        A `trusted` schema is taken to be correct: it is read only as far as documents ask. `locate` gives the file for
        an address that is none; nothing is fetched from the network.
        """
        name = os.fspath(path)
        make = Patterns()
        simplifier = Simplifier(make, Library(locate, thorough=not trusted))
        try:
            start = simplifier.schema(name)
            if not trusted:
                simplifier.everything()
                Restrictions(simplifier.origins).check(start)
        except RecursionError:
            raise SchemaError("patterns are nested too deeply", name) from None
        except SchemaError as error:
            raise error if error.path else SchemaError(error.message, name, error.line or 1) from None
        automaton = Automaton(make, Derivatives(make))
        return cls(name, simplifier, Content(automaton, (start,)))

    def accepts(self, root: etree._Element) -> bool:
        ids: Ids = []
        return is_valid(root, self._start, ids)
