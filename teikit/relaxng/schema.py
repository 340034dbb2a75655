"""A schema: loaded once, then asked about any number of documents."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from teikit.relaxng.automaton import Automaton, Content
from teikit.relaxng.derivatives import Derivatives
from teikit.relaxng.documents import Document, Source
from teikit.relaxng.errors import Finding, SchemaError
from teikit.relaxng.grammar import Library
from teikit.relaxng.patterns import Pattern, Patterns
from teikit.relaxng.remembered import is_known, remember
from teikit.relaxng.simplify import Simplifier
from teikit.relaxng.walk import Ids, are_sound, is_valid

if TYPE_CHECKING:
    from teikit.relaxng.vocabulary import Vocabulary


class Schema:
    """A RELAX NG schema; `path` is the file it was read from."""

    def __init__(self, path: str, simplifier: Simplifier, automaton: Automaton, start: Pattern) -> None:
        self.path = path
        self._automaton = automaton
        self._simplifier = simplifier
        self._pattern = start
        self._vocabulary: Vocabulary | None = None
        self._start = Content(automaton, (start,))

    @classmethod
    def load(
        cls,
        path: str | os.PathLike[str],
        *,
        trusted: bool | None = None,
        locate: Callable[[str], str | None] | None = None,
    ) -> Schema:
        """Read a schema in XML syntax. Raises SchemaError where it is not correct.

        A `trusted` schema is taken to be correct: it is read only as far as documents ask. Unless told, a schema is
        checked whole, a large one the first time that it is met. `locate` gives the file for an address that is none;
        nothing is fetched from the network.
        """
        name = os.fspath(path)
        trusted = is_known(name) if trusted is None else trusted
        make = Patterns()
        library = Library(locate, thorough=not trusted)
        simplifier = Simplifier(make, library)
        try:
            start = simplifier.schema(name)
            if not trusted:
                _check(simplifier, start)
                remember(name, library.files)
        except RecursionError:
            raise SchemaError("patterns are nested too deeply", name) from None
        except SchemaError as error:
            raise error if error.path else SchemaError(error.message, name, error.line or 1) from None
        return cls(name, simplifier, Automaton(make, Derivatives(make)), start)

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
        yield from self._findings(source)

    def _findings(self, source: Source) -> list[Finding]:
        # what only faults need is imported where there are some: most runs have none
        from teikit.relaxng.judgement import Judge
        from teikit.relaxng.recovery import Inspection
        from teikit.relaxng.vocabulary import Vocabulary

        if self._vocabulary is None:
            self._vocabulary = Vocabulary(self._simplifier, self._pattern)
        judge = Judge(self._automaton, self._vocabulary, source.root)
        return Inspection(source.root, judge, self._start, source.positions()).findings()


def _check(simplifier: Simplifier, start: Pattern) -> None:
    from teikit.relaxng.restrictions import Restrictions  # not needed by those who have trusted schemas

    simplifier.everything()
    Restrictions(simplifier.origins).check(start)
