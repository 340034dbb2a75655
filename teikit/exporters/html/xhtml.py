"""HTML as well-formed XML, for formats that are made of XHTML."""

from __future__ import annotations

import re

from teikit.expressions import expression

# "<br class="lb">", "<span lang="de" id="x">"; within the text "<" is always written as "&lt;"
_VOID = expression(r"<((?:br|hr)\b[^>]*)>")
_TAG = expression(r'<[^/>][^>]* lang="[^>]*>')
_LANG = expression(r' lang="([^"]*)"')


def closed(markup: str) -> str:
    """The markup with its empty elements closed."""
    return _VOID.sub(r"<\1/>", markup)


def xhtml(markup: str) -> str:
    """The markup as XHTML 5: empty elements closed, languages said in both ways."""
    return _TAG.sub(_both, closed(markup))


def _both(tag: re.Match[str]) -> str:
    return _LANG.sub(r' lang="\1" xml:lang="\1"', tag[0])
