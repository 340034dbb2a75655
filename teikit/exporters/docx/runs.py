"""Spans as runs of a Word paragraph: looks, languages, links, breaks, the calls of footnotes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import escape
from itertools import groupby
from urllib.parse import quote, urlsplit

from teikit.exporters.prose.blocks import Span

# in the order that the schema wants (ECMA-376 part 1, § 17.3.2.28)
_LOOKS = {
    "bold": "<w:b/><w:bCs/>",
    "italic": "<w:i/><w:iCs/>",
    "caps": "<w:caps/>",
    "smallcaps": "<w:smallCaps/>",
    "strike": "<w:strike/>",
    "spaced": '<w:spacing w:val="40"/>',
    "underline": '<w:u w:val="single"/>',
    "sup": '<w:vertAlign w:val="superscript"/>',
    "sub": '<w:vertAlign w:val="subscript"/>',
}
_STYLES = {"sign": "Sign", "page": "PageMark", "hand": "Handwritten", "code": "Code"}
_EAST = frozenset({"zh", "ja", "ko"})
LEFTWARDS = frozenset({"ar", "he", "fa", "ur", "syr", "yi", "arc", "ps", "ku-Arab", "ota", "syc"})
CALL = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{}</w:r>'


def runs(spans: Iterable[Span], language: str, relate: Callable[[str], str]) -> str:
    """The runs of a paragraph; `language` is the document's, `relate` gives the id of the relationship to an address."""
    parts = []
    for link, group in groupby(spans, lambda span: span.link):
        target = address(link)
        content = "".join(_run(span, language, bool(target)) for span in group)
        parts.append(f'<w:hyperlink r:id="{relate(target)}">{content}</w:hyperlink>' if target else content)
    return "".join(parts)


def address(link: str) -> str:
    """An address that Word opens a file with: it refuses the whole file for one that is malformed."""
    if not link:
        return ""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    known = parts.scheme == "mailto" or (parts.scheme in ("http", "https") and parts.netloc)
    return quote(link, safe=":/?#@!$&'()*+,;=%~") if known and link.count("#") < 2 else ""


def _run(span: Span, language: str, linked: bool) -> str:
    if span.kind == "call":
        return CALL.format(f'<w:footnoteReference w:id="{span.text}"/>')
    looks = _properties(span.marks, "" if span.lang == language else span.lang, linked)
    if span.kind == "break":
        return f"<w:r>{looks}<w:br/></w:r>"
    # TEI's own tabs are blanks by now
    text = escape(span.text, quote=False).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r>{looks}<w:t xml:space="preserve">{text}</w:t></w:r>'


@lru_cache(maxsize=512)
def _properties(marks: frozenset[str], language: str, linked: bool) -> str:
    return "".join(_parts(marks, language, linked)).join(("<w:rPr>", "</w:rPr>")) if marks or language or linked else ""


def _parts(marks: frozenset[str], language: str, linked: bool) -> Iterator[str]:
    style = "Hyperlink" if linked else next((style for mark, style in _STYLES.items() if mark in marks), "")
    yield f'<w:rStyle w:val="{style}"/>' if style else ""
    yield from (markup for mark, markup in _LOOKS.items() if mark in marks)
    if not language:
        return
    first = language.partition("-")[0]
    yield "<w:rtl/>" if first in LEFTWARDS else ""
    attribute = "eastAsia" if first in _EAST else "bidi" if first in LEFTWARDS else "val"
    yield f'<w:lang w:{attribute}="{escape(language)}"/>'
