"""The frame of the page: its head, the masthead with the choice of view, contents, facts, signs, notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path

from teikit.exporters.facts import Fact, Facts, Value
from teikit.exporters.html.writer import HANDS, Heading, Page, quoted
from teikit.exporters.languages import web_language
from teikit.exporters.text import phrase
from teikit.exporters.walking import Element, name, names

_GROUPS = {"document": "The document", "source": "Where it is", "edition": "This edition"}
# what is longer than this waits behind a click
_LONG = 600
_STAMP = 60

_SIGNS = {
    "supplied": ("[supplied]", "by the translator or editor"),
    "gloss": ("[explained]", "by the translator or editor"),
    "unclear": ("word[?]", "reading uncertain"),
    "gap": ("[…]", "illegible, lost or left out, as the words say"),
    "space": ("[blank]", "left empty in the document"),
    "sic": ("word [sic]", "so in the document"),
    "ex": ("w(ord)", "abbreviation written out; brackets in the diplomatic view"),
    "add": ("<ins>added</ins>", "added in the document"),
    "del": ("<del>struck out</del>", "in the document; diplomatic view only"),
    "surplus": ("{word}", "superfluous; diplomatic view only"),
    "stamp": ('<span class="stamp">stamp</span>', "a stamp, its lines as they stand"),
    "handwritten": ('<span class="hand hand-1">hand</span>', "written by hand, a tint for each hand"),
    "signature": ('<span class="note t-signature">[signature]</span>', "a signature the transcript reports"),
    "pb": ("[p. 2]", "a page of the document begins here"),
    "doubt": ('<span class="doubt">doubtful</span>', "the encoding of this is not certain; diplomatic view only"),
}


PARTS = names("title lang meta coins style script masthead views contents body notes facts")


def parts(page: Page, known: Facts, title: str, body: str, notes: str, view: str) -> dict[str, str]:
    """What a template may ask for but what programs read (`citation.py`).

    Every generated word stands outside the text or carries the class "sign".
    """
    return {
        "title": escape(title, quote=False),
        "lang": web_language(known.language) or "en",
        "style": asset("page.css"),
        "script": asset("page.js"),
        "masthead": f'<header class="masthead">\n{opening(known, title)}\n</header>',
        "views": _views(view),
        "contents": _contents(page.headings),
        "body": f'<div class="document">{body}</div>',
        "notes": notes,
        "facts": _side(page, known),
    }


@cache
def asset(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def named(page: Page, known: Facts) -> str:
    """The title of the page: the header's, else the first heading, else the name of the file."""
    heading = phrase(page.headings[0].element) if page.headings and not known.title else ""
    return known.title or heading or Path(page.path or "A document").stem


def opening(known: Facts, title: str) -> str:
    """What stands above the text: title, subtitles, date and shelfmark, abstract."""
    line = [escape(part, quote=False) for part in (known.date, known.shelfmark) if part]
    subtitles = "".join(f'<p class="subtitle">{escape(part, quote=False)}</p>' for part in known.subtitles)
    about = f'<p class="imprint">{" · ".join(line)}</p>' if line else ""
    abstract = "".join(f"<p>{escape(part, quote=False)}</p>" for part in known.abstract)
    lead = f'<div class="abstract">{abstract}</div>' if abstract else ""
    return f"<h1>{escape(title, quote=False)}</h1>{subtitles}{about}{lead}"


def _views(view: str) -> str:
    options = "".join(
        f'<label><input type="radio" name="view" id="tk-{name}" value="{name}"{" checked" if name == view else ""}>'
        f"<span>{label}</span></label>"
        for name, label in (("reading", "Reading"), ("diplomatic", "Diplomatic"))
    )
    return (
        f'<form class="views" lang="en" aria-label="View of the text"><fieldset><legend>View</legend>{options}</fieldset>'
        '<p class="rv">The text as it is meant to be read.</p>'
        '<p class="dv">The text as it stands: its lines, deletions and own spelling.</p></form>'
    )


def _contents(headings: Sequence[Heading]) -> str:
    """The list of divisions; none where there is only one."""
    if len(headings) < 2:
        return ""
    lowest = min(heading.level for heading in headings)
    items = "".join(
        f'<li class="depth-{min(heading.level - lowest, 3)}"><a href="#{quoted(heading.anchor)}">'
        f"{escape(entry(heading.element), quote=False)}</a></li>"
        for heading in headings
    )
    heading = '<h2 id="tk-contents" lang="en">Contents</h2>'
    return f'<nav class="contents" aria-labelledby="tk-contents">{heading}<ol>{items}</ol></nav>'


def entry(element: Element) -> str:
    """What the contents list says of a heading, or of a division without one."""
    if name(element) == "head":
        return phrase(element)
    kind = element.get("type", "").removeprefix("x-").replace("-", " ").replace("_", " ")
    return f"{kind[:1].upper()}{kind[1:]} {element.get('n', '')}".strip()


def notes_section(notes: Sequence[str]) -> str:
    if not notes:
        return ""
    items = "\n".join(notes)
    return (
        '<section class="endnotes" role="doc-endnotes" aria-labelledby="tk-notes">'
        f'<h2 id="tk-notes" class="sign" lang="en">Notes</h2>\n<ol>\n{items}\n</ol></section>'
    )


def _side(page: Page, known: Facts) -> str:
    return f'<aside class="facts" lang="en" aria-labelledby="tk-facts">{about(page, known)}</aside>'


def about(page: Page, known: Facts) -> str:
    """What the header says, where hands and stamps are, and the signs met; the text must be written before."""
    groups = "\n".join(filter(None, (_group(page, known, key, label) for key, label in _GROUPS.items())))
    return f'<h2 id="tk-facts">About this document</h2>\n{groups}\n{_signs(page)}'


def _group(page: Page, known: Facts, key: str, label: str) -> str:
    chosen = [_fact(page, fact) for fact in known.facts if fact.group == key]
    chosen += [_stamps(page)] if key == "document" and page.stamps else []
    return f"<h3>{label}</h3>\n<dl>{''.join(chosen)}</dl>" if chosen else ""


def _stamps(page: Page) -> str:
    """The stamps in their order, each by its first words, with the way there."""
    entries = "".join(
        f'<dd><a href="#{anchor}">{escape(_first_words(phrase(stamp)), quote=False)}</a></dd>'
        for anchor, stamp in page.stamps
    )
    return f"<div><dt>Stamps</dt>{entries}</div>"


def _first_words(said: str) -> str:
    said = said.removeprefix("[stamp: ").removeprefix("[seal: ").removesuffix("]") or "without words"
    return said if len(said) <= _STAMP else f"{said[:_STAMP].rpartition(' ')[0] or said[:_STAMP]} …"


def _fact(page: Page, fact: Fact) -> str:
    values = "".join(_value(page, value) for value in fact.values)
    if sum(len(value.text) for value in fact.values) <= _LONG:
        return f"<div><dt>{escape(fact.label, quote=False)}</dt>{values}</div>"
    label = escape(fact.label, quote=False)
    long = "".join(f"<p>{escape(value.text, quote=False)}</p>" for value in fact.values)
    return f"<div><dt>{label}</dt><dd><details><summary>Show</summary>{long}</details></dd></div>"


def _value(page: Page, value: Value) -> str:
    said = escape(value.text, quote=False)
    if value.key:
        tint = page.hands.get(value.key, 0) % HANDS + 1
        places = "".join(
            f' <a href="#{anchor}" aria-label="{number}, to the place in the text">{number}</a>'
            for number, anchor in enumerate(page.places.get(value.key, ()), start=1)
        )
        return f'<dd><span class="swatch hand-{tint}" aria-hidden="true">a</span> {said}{places}</dd>'
    if value.link:
        return f'<dd><a href="{quoted(value.link)}">{said}</a></dd>'
    return f'<dd class="digest">{said}</dd>' if len(said) == 64 and said.isalnum() else f"<dd>{said}</dd>"


def _signs(page: Page) -> str:
    met: Iterator[tuple[str, str]] = (said for sign, said in _SIGNS.items() if sign in page.signs)
    items = "".join(f"<div><dt>{shown}</dt><dd>{why}</dd></div>" for shown, why in met)
    return f'<h3>Signs in the text</h3>\n<dl class="signs">{items}</dl>\n' if items else ""
