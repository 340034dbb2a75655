"""Pointers: what they name has to be there, and to be of the kind that the Guidelines say (chapter 17, 1.3.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from teikit.checks.examination import Examination
from teikit.checks.ids import is_ncname
from teikit.checks.pointer_kinds import KINDS, POINTERS, WITHIN, clash, points
from teikit.diagnostics import Diagnostic, Location, Severity
from teikit.tei import TEI, XML_ID, local

# attributes that hold a pointer: a fragment, or a scheme such as `psn:`
_CANDIDATES = etree.XPath("//t:*/@*[contains(., '#') or contains(., ':')]", namespaces={"t": TEI})
_ONE_BY_ONE = 3  # so many uses of one name are told one by one
_SHOWN = 3  # further places that are named
_REGISTER = 5  # from so many uses on, none of which leads anywhere, an attribute means another file


class Pointer(NamedTuple):
    """One of the values of an attribute: `#hand-1`."""

    element: etree._Element
    attribute: str
    token: str

    @property
    def name(self) -> str | None:
        """The xml:id, if it points into this document; None for other pointers and for XPointer's schemes."""
        if not self.token.startswith("#") or "(" in self.token:
            return None
        return unquote(self.token[1:])


def pointer_findings(examined: Examination) -> list[Diagnostic]:
    """Pointers that lead nowhere, and those that lead to what they cannot mean."""
    found = pointers(examined)
    return [*_dangling(examined, found), *_mistyped(examined, found), *_unanswered(examined, found)]


def pointers(examined: Examination) -> list[Pointer]:
    """All pointers of the document that are no plain address of another file, in its order."""
    return [
        Pointer(element, name, token)
        for value in _CANDIDATES(examined.root)
        if (name := value.attrname) in POINTERS and points(element := value.getparent(), name)
        for token in value.split()
    ]


# Pointers without a target


def _dangling(examined: Examination, found: Sequence[Pointer]) -> Iterator[Diagnostic]:
    if not examined.targets.complete:
        return
    missing: dict[str, dict[str, list[Pointer]]] = {}
    for pointer in found:
        name = pointer.name
        if name is not None and not examined.targets[name] and examined.targets.is_here(pointer.element):
            missing.setdefault(pointer.attribute, {}).setdefault(name, []).append(pointer)
    for attribute, by_name in missing.items():
        uses = [pointer for pointers in by_name.values() for pointer in pointers]
        inside = attribute in WITHIN or _leads_anywhere(examined, found, attribute)
        if len(uses) >= _REGISTER and not inside:
            yield _elsewhere(examined, uses)
        else:
            severity = Severity.ERROR if inside else Severity.WARNING
            yield from (each for pointers in by_name.values() for each in _missing(examined, pointers, severity))


def _leads_anywhere(examined: Examination, found: Sequence[Pointer], attribute: str) -> bool:
    names = (pointer.name for pointer in found if pointer.attribute == attribute)
    return any(name is not None and examined.targets[name] for name in names)


def _elsewhere(examined: Examination, uses: Sequence[Pointer]) -> Diagnostic:
    first = uses[0]
    return examined.finding(
        "TK250",
        Severity.WARNING,
        f"none of the {len(uses)} values of @{first.attribute} that begin with # has a target in this file",
        first.element,
        first.attribute,
        f"# means this file; if a register holds them, name it: register.xml{first.token}, or a prefix that prefixDef declares",
    )


def _missing(examined: Examination, uses: Sequence[Pointer], severity: Severity) -> Iterator[Diagnostic]:
    name = uses[0].name or ""
    message = f"“#{name}” leads nowhere: no element has this xml:id" if name else "“#” names no element"
    hint = _mended(examined, name) or "correct the pointer, or take it out"
    yield from _each(examined, "TK250", severity, message, uses, hint)


def _mended(examined: Examination, name: str) -> str | None:
    """What to do about a pointer to a name that is nowhere."""
    if "://" in name:
        return f"if the address is meant, take the # out: {name}"
    if close := examined.targets.near(name):
        return f"did you mean #{close}?"
    return f"add the xml:id “{name}” to what is meant, or correct the pointer" if is_ncname(name) else None


def _each(
    examined: Examination,
    code: str,
    severity: Severity,
    message: str,
    uses: Sequence[Pointer],
    hint: str,
    related: Sequence[tuple[Location, str]] = (),
) -> Iterator[Diagnostic]:
    """A finding for each use of one pointer, or one for all if there are many: they are mended in one place."""
    told, left = (uses, ()) if len(uses) <= _ONE_BY_ONE else (uses[:1], uses[1:])
    others = [(examined.places.of(use.element, use.attribute), "here too") for use in left[:_SHOWN]]
    if len(left) > _SHOWN:
        message = f"{message} ({len(uses)} uses)"
    for use in told:
        yield examined.finding(code, severity, message, use.element, use.attribute, hint, (*related, *others))


# Pointers at the wrong kind of element


def _mistyped(examined: Examination, found: Sequence[Pointer]) -> Iterator[Diagnostic]:
    wrong: dict[tuple[str, str, str], list[Pointer]] = {}
    for pointer in found:
        name = pointer.name
        targets = examined.targets[name] if name is not None and examined.targets.is_here(pointer.element) else []
        if len(targets) == 1 and (wanted := _contradicted(pointer, local(targets[0]))):
            wrong.setdefault((pointer.attribute, str(name), wanted), []).append(pointer)
    for (attribute, name, wanted), uses in wrong.items():
        target = examined.targets[name][0]
        message = f"@{attribute} means {wanted}, but “#{name}” is a <{local(target)}>"
        hint = "correct the pointer, or give the xml:id to the element that is meant"
        place = (examined.places.of(target), f"the <{local(target)}>")
        yield from _each(examined, "TK251", Severity.WARNING, message, uses, hint, (place,))


def _contradicted(pointer: Pointer, target: str) -> str | None:
    """What an attribute means, in words, if an element of this name is nothing of the kind."""
    if pointer.attribute == "ref":
        return clash(local(pointer.element), target)
    kind = KINDS.get(pointer.attribute)
    return kind.wanted if kind and kind.concerns(pointer.element) and target not in kind.elements else None


# Parts of one whole


_BACK = {"next": "prev", "prev": "next"}


def _unanswered(examined: Examination, found: Sequence[Pointer]) -> Iterator[Diagnostic]:
    """@next and @prev that contradict each other; one alone is enough (att.global.linking)."""
    for pointer in found:
        back = _BACK.get(pointer.attribute)
        targets = examined.targets[pointer.name] if back and pointer.name else []
        if len(targets) != 1:
            continue
        (target,) = targets
        own = pointer.element.get(XML_ID)
        if target is pointer.element:
            message = f"@{pointer.attribute} points to its own element"
            yield examined.finding(
                "TK253", Severity.ERROR, message, pointer.element, pointer.attribute, "name the other part"
            )
        elif (answer := target.get(str(back))) and answer.startswith("#") and answer != f"#{own}":
            message = f"“{pointer.token}” has @{back}=“{answer}”, which does not lead back here"
            hint = f"@next and @prev of two parts name each other: @{back}=“#{own or '…'}”"
            yield examined.finding("TK253", Severity.WARNING, message, pointer.element, pointer.attribute, hint)
