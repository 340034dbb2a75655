"""A set of rules: loaded once, then asked about any number of documents."""

from __future__ import annotations

import copy
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from teikit.schematron.abstract import concrete
from teikit.schematron.errors import Finding, SchematronError
from teikit.schematron.reading import Files, Locate, kind

if TYPE_CHECKING:
    from teikit.schematron.keys import Key
    from teikit.schematron.rules import Let, Pattern, Texts
    from teikit.schematron.xpath import Language

ALL, DEFAULT = "#ALL", "#DEFAULT"
# the query bindings that are XPath; rules in RELAX NG do not say, those of TEI are written for XSLT 2 and 3
_FIRST = ("xslt", "xslt1", "xpath", "xpath1", "exslt")
_LATER = ("", "xslt2", "xslt3", "xpath2", "xpath3", "xpath31")


class Compiled(NamedTuple):
    """Rules that can be run."""

    language: Language
    lets: Sequence[Let]
    patterns: Sequence[Pattern]
    keys: Mapping[str, Sequence[Key]]


class Schematron:
    """The rules of a Schematron file, or those in a RELAX NG schema, in one phase.

    `untried` are the rules that cannot be run, each with its reason.
    """

    def __init__(self, compiled: Compiled | None, untried: Sequence[Finding] = ()) -> None:
        self.untried = tuple(untried)
        self._compiled = compiled

    @classmethod
    def load(cls, path: str | os.PathLike[str], phase: str = DEFAULT, *, locate: Locate | None = None) -> Schematron:
        """Read rules. Raises SchematronError where a file or the phase is missing, or the rules are in another language.

        `locate` gives the file for an address that is none; nothing is fetched from the network.
        """
        files = Files(os.fspath(path), locate)
        is_first = _is_first(files)
        tops = list(files.tops())
        active, own = _phase(files, tops, phase)
        patterns = [
            each for each in concrete(_patterns(tops, files), files) if active is None or each.get("id") in active
        ]
        if not patterns:
            return cls(None)
        # most schemas without rules are not to pay for XPath
        from teikit.schematron.functions import declare
        from teikit.schematron.keys import keys
        from teikit.schematron.rules import Compiler, names
        from teikit.schematron.xpath import Language

        namespaces = {each.get("prefix", ""): each.get("uri", "") for each in tops if kind(each) == "ns"}
        language = Language(namespaces, Path(files.path).resolve().as_uri(), is_first)
        compiler = Compiler(files, language, _texts(tops))
        compiler.untried += declare(tops, files, language)
        lets = compiler.lets(tops, frozenset())
        lets += compiler.lets(own, names(lets))
        lets += compiler.lets(_lent(patterns, names(lets)), names(lets))
        compiled = [compiler.pattern(each, names(lets)) for each in patterns]
        return cls(Compiled(language, lets, compiled, keys(tops, compiler)), list(dict.fromkeys(compiler.untried)))

    def validate(self, root: etree._Element, path: str | None = None) -> list[Finding]:
        """What the rules find in a document, pattern by pattern, and at the end what could not be worked out.

        `path` is where the document was read from, for rules that look into files beside it.
        """
        if self._compiled is None:
            return []
        from teikit.schematron.inspection import Inspection

        language, lets, patterns, keys = self._compiled
        return Inspection(root, path, lets, keys, language).findings(patterns)


def _is_first(files: Files) -> bool:
    """Whether values are compared as in XPath 1; so it is in a file that names no query binding."""
    binding = files.root.get("queryBinding", "" if files.embedded else "xslt").lower()
    if binding not in (*_FIRST, *_LATER):
        message = f"its query binding is {binding}, and teikit has xslt, xslt2 and xslt3"
        raise SchematronError(message, *files.origin(files.root))
    return binding in _FIRST


def _texts(tops: Sequence[etree._Element]) -> Texts:
    from teikit.schematron.rules import Texts

    inside = [each for top in tops for each in top.iter(etree.Element)]
    by_id = {
        name: {one.get("id", ""): one for one in inside if kind(one) == name} for name in ("diagnostic", "property")
    }
    return Texts(by_id["diagnostic"], by_id["property"])


def _patterns(tops: Sequence[etree._Element], files: Files) -> list[etree._Element]:
    """Patterns and groups; a rule that stands in a schema without a pattern is one of its own."""
    found = []
    for each in tops:
        if kind(each) in ("pattern", "group"):
            found.append(each)
        elif kind(each) == "rule":
            pattern = etree.Element(str(each.tag).replace("}rule", "}pattern"))
            files.stands(pattern, each)
            pattern.append(copy.deepcopy(each))
            found.append(pattern)
    return found


def _lent(patterns: Sequence[etree._Element], known: Collection[str]) -> Iterator[etree._Element]:
    """The variables of patterns: some processors make them hold for all, and there are rules that count on it."""
    seen = set(known)
    for each in (let for pattern in patterns for let in pattern if kind(let) == "let"):
        if (name := each.get("name", "")) not in seen:
            seen.add(name)
            yield each


def _phase(
    files: Files, tops: Sequence[etree._Element], phase: str
) -> tuple[set[str] | None, etree._Element | Sequence[etree._Element]]:
    """The ids of the patterns that are active in a phase, None for all, and the element with its variables."""
    name = files.root.get("defaultPhase", ALL) if phase == DEFAULT else phase
    if name == ALL:
        return None, ()
    phases = {each.get("id", ""): each for each in tops if kind(each) == "phase"}
    if files.embedded and not phases:
        return None, ()  # a phase is asked of all rules of a document, and those of a grammar hardly have any
    if name not in phases:
        known = ", ".join(sorted(phases)) or "none"
        raise SchematronError(
            f"there is no phase “{name}”; the rules have {known}", *files.origin(files.root), kind="phase"
        )
    return {each.get("pattern", "") for each in phases[name] if kind(each) == "active"}, phases[name]
