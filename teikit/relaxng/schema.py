"""A schema: loaded once, then asked about any number of documents."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from teikit.relaxng.automaton import Automaton, Content
from teikit.relaxng.derivatives import Derivatives
from teikit.relaxng.documents import Document, Source
from teikit.relaxng.errors import Finding, SchemaError
from teikit.relaxng.grammar import Library
from teikit.relaxng.identity import are_sound
from teikit.relaxng.patterns import Pattern, Patterns
from teikit.relaxng.recovery import Inspection
from teikit.relaxng.restrictions import Restrictions
from teikit.relaxng.simplify import Simplifier
from teikit.relaxng.vocabulary import Vocabulary
from teikit.relaxng.walk import Ids, is_valid


class Schema:
    """A RELAX NG schema; `path` is the file it was read from."""

    def __init__(self, path: str, simplifier: Simplifier, automaton: Automaton, start: Pattern) -> None:
        self.path = path
        self._automaton = automaton
        self._vocabulary = Vocabulary(simplifier, start)
        self._start = Content(automaton, (start,))

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
        return cls(name, simplifier, automaton, start)

    def validate(self, document: Document) -> Iterator[Finding]:
        """The faults of a document in its order, nothing where it is valid.

        A path or the bytes of a file are read here, without network and with no entities but its own; a tree is taken
        as it is, and has columns only if it was read from a file that still is what it was.
        """
        source = Source.of(document)
        if source.fault is not None:
            yield source.fault
            return
        ids: Ids = []
        if is_valid(source.root, self._start, ids) and are_sound(ids):
            return
        inspection = Inspection(self._automaton, self._vocabulary, self._start, source.positions())
        yield from inspection.findings(source.root)
