"""Languages: tags as BCP 47 has them, and langUsage against the @xml:lang of the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from teikit.checks.examination import Examination
from teikit.checks.language_tags import SPECIAL, covers, is_well_formed, proposed, registered
from teikit.diagnostics import Diagnostic, Severity
from teikit.tei import TEI, XML_LANG, q

_WHOLE = (q("TEI"), q("text"), q("body"))
_USES = etree.XPath(
    "//t:*/@xml:lang | //t:language/@ident | //t:textLang/@mainLang | //t:textLang/@otherLangs", namespaces={"t": TEI}
)


class _Use(NamedTuple):
    tag: str
    element: etree._Element
    attribute: str

    @property
    def in_text(self) -> bool:
        around = (self.element, *self.element.iterancestors())
        return self.attribute == XML_LANG and any(each.tag == q("text") for each in around)

    @property
    def is_declared(self) -> bool:
        return self.element.tag == q("language")

    @property
    def of_whole(self) -> bool:
        """Whether this says what language the text as a whole is in."""
        return self.attribute == XML_LANG and self.element.tag in _WHOLE


def language_findings(examined: Examination) -> list[Diagnostic]:
    """One finding for each tag, where it first stands."""
    first: dict[tuple[str, bool, bool], _Use] = {}
    for use in _uses(examined):
        first.setdefault((use.tag, use.in_text, use.is_declared), use)
    uses = list(first.values())
    return [*_wrong_tags(examined, uses), *_undeclared(examined, uses), *_unused(examined, uses)]


def _uses(examined: Examination) -> Iterator[_Use]:
    for value in _USES(examined.root):
        tags = value.split() if value.attrname == "otherLangs" else [str(value)]
        yield from (_Use(tag, value.getparent(), value.attrname) for tag in tags)


def _wrong_tags(examined: Examination, uses: list[_Use]) -> Iterator[Diagnostic]:
    told = set[str]()
    for use in uses:
        if use.tag not in told:
            told.add(use.tag)
            yield from _wrong_tag(examined, use)


def _wrong_tag(examined: Examination, use: _Use) -> Iterator[Diagnostic]:
    if not is_well_formed(use.tag):
        severity, meant = Severity.ERROR, proposed(use.tag)
        message = f"“{use.tag}” has not the form of a language tag"
    else:
        severity, meant = Severity.WARNING, registered(use.tag)
        message = f"“{use.tag}” is no language that BCP 47 registers"
        if meant == use.tag:
            return
    hint = (
        f"write “{meant}”"
        if meant
        else "a tag is like de, grc or zh-Hant: https://www.w3.org/International/questions/qa-choosing-language-tags"
    )
    yield examined.finding("TK280", severity, message, use.element, use.attribute, hint)


def _undeclared(examined: Examination, uses: list[_Use]) -> Iterator[Diagnostic]:
    declared = _declared(examined)
    for use in uses:
        if (
            declared
            and use.in_text
            and use.tag not in SPECIAL
            and not any(covers(each.tag, use.tag) for each in declared)
        ):
            message = f"the language “{use.tag}” is used in the text, but langUsage does not name it"
            hint = f'add <language ident="{use.tag}">…</language> to langUsage'
            yield examined.finding("TK281", Severity.WARNING, message, use.element, use.attribute, hint)


def _unused(examined: Examination, uses: list[_Use]) -> Iterator[Diagnostic]:
    """Only where the text says what language it is in, and its parts; a single language needs no saying."""
    declared = _declared(examined)
    used = [use.tag for use in uses if not use.is_declared]
    if len(declared) < 2 or not any(use.of_whole for use in _uses(examined)):
        return
    unmarked = [
        each for each in declared if each.element.get("usage") != "0" and not any(covers(each.tag, tag) for tag in used)
    ]
    if unmarked:
        first = unmarked[0]
        message = f"langUsage names {_listed(unmarked)}, but no @xml:lang of this file does"
        hint = "mark the passages in this language with @xml:lang, or take it out of langUsage"
        yield examined.finding("TK282", Severity.INFO, message, first.element, first.attribute, hint)


def _listed(uses: list[_Use]) -> str:
    tags = [f"“{use.tag}”" for use in uses]
    return tags[0] if len(tags) == 1 else f"{', '.join(tags[:-1])} and {tags[-1]}"


def _declared(examined: Examination) -> list[_Use]:
    languages = examined.targets.named(q("language"))
    return [_Use(tag, each, "ident") for each in languages if (tag := each.get("ident", "")) not in SPECIAL]
