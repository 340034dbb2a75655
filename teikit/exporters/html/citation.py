"""What programs read in a page's head: citation tags, Dublin Core, COinS, and schema.org as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import urlencode

from teikit.exporters.html.writer import quoted
from teikit.exporters.items import Item
from teikit.exporters.json_ld import CONTEXT, described
from teikit.exporters.record import Agent

# what Zotero, and whoever else reads DC.type or rft.type, calls an item of this kind
_TYPES = {"letter": "letter", "manuscript": "manuscript", "print": "document", "text": "document"}

Fields = list[tuple[str, str]]


def metadata(item: Item, title: str) -> str:
    """The tags for the head: Highwire Press for scholars' search engines, DC for catalogues, JSON-LD for all."""
    core = _core(item, title)
    tags = [*_highwire(item, title), *((f"DC.{name}", value) for name, value in core)]
    marked = [f'<meta name="{name}" content="{quoted(value)}">' for name, value in tags]
    data = json.dumps({"@context": CONTEXT} | described(item), ensure_ascii=False)
    # "</script" and "<!--" would end or hide what follows
    linked = data.replace("<", "\\u003c").replace("&", "\\u0026")
    return "\n".join((*marked, f'<script type="application/ld+json">{linked}</script>'))


def coins(item: Item, title: str) -> str:
    """The item as OpenURL in a span without text (COinS), as Zotero finds it in a page."""
    fields = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc")]
    fields += [(f"rft.{name}", value) for name, value in _core(item, title) if name not in ("description", "rights")]
    return f'<span class="Z3988" title="{quoted(urlencode(fields))}"></span>'


def _highwire(item: Item, title: str) -> Iterator[tuple[str, str]]:
    """The tags that Google Scholar describes in its guidelines for webmasters; those without a value are left out."""
    known = item.record
    dated = known.issued or item.made
    stated = [
        ("citation_title", title),
        *(("citation_author", name) for name in _names(item.creators)),
        ("citation_publication_date", dated.bounds[0].replace("-", "/") if dated is not None else ""),
        *(("citation_publisher", name) for name in _names(known.publishers)),
        ("citation_language", known.language),
        ("citation_public_url", known.url),
        *(("citation_keywords", subject.text) for subject in dict.fromkeys(known.subjects)),
    ]
    return ((name, value) for name, value in stated if value)


def _core(item: Item, title: str) -> Fields:
    """The fifteen elements of Dublin Core, ISO 15836, without refinements."""
    known = item.record
    held = known.archive
    kept = ", ".join(filter(None, (held.holder, held.location))) if held is not None else ""
    stated = [
        ("title", title),
        *(("creator", name) for name in _names(item.creators)),
        *(("contributor", name) for name in _names(known.contributors)),
        ("date", item.made.bounds[0] if item.made is not None else ""),
        ("type", _TYPES[item.kind]),
        *(("publisher", name) for name in _names(known.publishers)),
        ("language", known.language),
        ("identifier", known.url),
        ("source", kept or known.citation),
        ("description", " ".join(known.abstract)),
        *(("subject", subject.text) for subject in dict.fromkeys(known.subjects)),
        *(("rights", right.url or right.text) for right in dict.fromkeys(known.rights)),
    ]
    return [(name, value) for name, value in stated if value]


def _names(agents: tuple[Agent, ...]) -> list[str]:
    return list(dict.fromkeys(agent.inverted for agent in agents if agent.name))
