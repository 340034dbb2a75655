"""The text of a book in files of a size that reading devices like, each with its notes; links lead from one to another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from teikit.exporters.html.blocks import endnotes
from teikit.exporters.html.frame import notes_section
from teikit.exporters.html.writer import Heading, Page, Turn, texts
from teikit.exporters.html.xhtml import xhtml
from teikit.exporters.walking import Element, name, names
from teikit.expressions import expression

# characters in a file; a reading device lays out a file at a time
LARGE = 120_000
# what may be cut between its children, and how deep that is looked for
_CUT = names("TEI teiCorpus text front body back group div div0 div1 div2 div3 div4 div5 div6 div7")
_DEEP = 12
_ID = expression(r' id="([^"]*)"')
_LINK = expression(r'<a\b[^>]* href="([^"]*)"[^>]*>')
_HREF = expression(r' href="([^"]*)"')
_WEB = ("http://", "https://", "mailto:", "ftp://")
_TURN = expression(r'<span class="pb([^>]*?) title="([^"]*)"><span class="sign">\[([^<]*)\]</span></span>')


class Chapter(NamedTuple):
    """A file of the text: its name, its markup, the headings and the page turns that are in it."""

    file: str
    body: str
    headings: list[Heading]
    turns: list[Turn]


class Stretch(NamedTuple):
    """What a file holds: elements and loose text that follow each other, and the elements around them."""

    around: tuple[Element, ...]
    content: list[str | Element]


def chapters(page: Page, root: Element) -> Iterator[Chapter]:
    """The files in reading order. Notes stand in the file that calls them, whichever file refers to them besides."""
    written = list(_written(page, root))
    files = [f"text-{number:03}.xhtml" for number in range(1, len(written) + 1)]
    bodies = [
        body + notes_section(list(endnotes(page, page.notes[notes.start : notes.stop]))) for body, _, notes in written
    ]
    homes = places(zip(files, bodies, strict=True))
    for file, body, (_, headings, _) in zip(files, bodies, written, strict=True):
        marked = led(body, file, homes)
        turns = [turn for turn in page.turns if homes.get(turn.anchor) == file]
        yield Chapter(file, _said(xhtml(marked)), page.headings[headings.start : headings.stop], turns)


def _written(page: Page, root: Element) -> Iterator[tuple[str, range, range]]:
    """Markup, headings and notes of each file."""
    opened: dict[Element, tuple[str, str]] = {}
    for stretch in stretches(root):
        headings, notes = len(page.headings), len(page.notes)
        tags = [_tags(page, element, opened) for element in stretch.around]
        inside = page.written(piece if not isinstance(piece, str) else page.text(piece) for piece in stretch.content)
        before, after = "".join(tag for tag, _ in tags), "".join(tag for _, tag in reversed(tags))
        yield (
            f'<div class="document">{before}{inside}{after}</div>',
            range(headings, len(page.headings)),
            range(notes, len(page.notes)),
        )


def _tags(page: Page, element: Element, opened: dict[Element, tuple[str, str]]) -> tuple[str, str]:
    """The tags of an element that is cut; its id and title stand in the first file alone."""
    if element in opened:
        return opened[element]
    shape = page.form(element)
    before, after = shape if isinstance(shape, tuple) else ("<div>", "</div>")
    opened[element] = _ID.sub("", f"{before.partition('>')[0]}>"), after
    return before, after


def stretches(root: Element) -> list[Stretch]:
    """The text in pieces of at most LARGE characters where its markup allows that; at least one."""
    found: list[Stretch] = []
    above = () if name(root) in ("TEI", "TEI.2", "teiCorpus") else (root,)
    _cut(above, texts(root) if not above else list(root), "" if not above else root.text or "", found)
    return found or [Stretch((), list(texts(root)))]


def _cut(around: tuple[Element, ...], children: Sequence[Element], loose: str, found: list[Stretch]) -> None:
    content: list[str | Element] = [loose] if loose.strip() else []
    size = len(loose)
    for child in children:
        if name(child) == "teiHeader":
            continue
        weight = _weight(child)
        if content and size + weight > LARGE and not _is_head(content[-1]):
            found.append(Stretch(around, content))
            content, size = [], 0
        if weight > LARGE and name(child) in _CUT and len(around) < _DEEP:
            if content:
                found.append(Stretch(around, content))
                content, size = [], 0
            _cut((*around, child), list(child), child.text or "", found)
        else:
            content.append(child)
            size += weight
        if child.tail and child.tail.strip():
            content.append(child.tail)
    if content:
        found.append(Stretch(around, content))


def _weight(element: Element) -> int:
    return sum(map(len, element.itertext())) if name(element) else 0


def _is_head(piece: str | Element) -> bool:
    return not isinstance(piece, str) and name(piece) in ("head", "pb", "")


def places(files: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The file of each id."""
    return {anchor: file for file, body in files for anchor in _ID.findall(body)}


def led(markup: str, file: str, homes: Mapping[str, str]) -> str:
    """The markup of a file with its links leading to the files of their aims."""
    return _LINK.sub(lambda link: _led(link, file, homes), markup)


def _led(link: re.Match[str], file: str, homes: Mapping[str, str]) -> str:
    """A link to the file that holds its aim; a file beside the TEI is not in the book, so nothing can lead there."""
    tag, target = link[0], link[1]
    if target.startswith("#"):
        home = homes.get(target[1:])
        if home == file:
            return tag
        return _HREF.sub(f' href="{home}{target}"' if home else "", tag)
    return tag if target.lower().startswith(_WEB) else _HREF.sub("", tag)


def _said(markup: str) -> str:
    """Calls, notes and page turns, in the words that reading systems look for."""
    markup = markup.replace('role="doc-noteref"', 'role="doc-noteref" epub:type="noteref"')
    markup = markup.replace('role="doc-endnotes"', 'role="doc-endnotes" epub:type="endnotes"')
    return _TURN.sub(
        r'<span class="pb\1 epub:type="pagebreak" role="doc-pagebreak" aria-label="\3" title="\2">[\3]</span>', markup
    )
