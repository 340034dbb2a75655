"""The forms of what stands on its own: divisions, headings, paragraphs, stamps, notes, lists, tables, talk, verse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from teikit.exporters import reading
from teikit.exporters.html.phrases import plain, sign
from teikit.exporters.html.writer import DIVISIONS, PARAGRAPHS, TITLED, Form, Heading, Note, Page, quoted
from teikit.exporters.walking import Element, Shape, name, names
from teikit.tei import XML_ID

_PLACES = {"marginLeft": "left margin", "marginRight": "right margin", "left": "left margin", "right": "right margin"}


def division(page: Page, element: Element) -> Shape:
    return f"<div{page.attributes(element, name(element))}>", "</div>"


def titled(page: Page, element: Element) -> Shape:
    """A division; where it has no head, its type stands in the contents list."""
    attributes = page.attributes(element, "div")
    if element.get("type") and element not in page.headed:
        anchor, attributes = page.anchored(attributes, f"part-{len(page.headings) + 1}")
        page.headings.append(Heading(page.level(element), anchor, element))
    return f"<div{attributes}>", "</div>"


def box(page: Page, element: Element) -> Shape:
    tag = page.box(element)
    return f"<{tag}{page.attributes(element, name(element))}>", f"</{tag}>"


def paragraph(page: Page, element: Element) -> Shape:
    """A p of HTML, which cannot hold blocks; a p of TEI can."""
    tag = "div" if element in page.holders else "p"
    return f"<{tag}{page.attributes(element, name(element))}>", f"</{tag}>"


def quotation(page: Page, element: Element) -> Shape:
    if not reading.among_blocks(element):
        return plain(page, element)
    return f"<blockquote{page.attributes(element, name(element))}>", "</blockquote>"


def heading(page: Page, element: Element) -> Shape:
    parent = element.getparent()
    if parent is None or parent not in page.headed or reading.says_nothing(element):
        return paragraph(page, element)
    level = page.level(parent)
    anchor, attributes = page.anchored(page.attributes(element, "head"), f"head-{len(page.headings) + 1}")
    previous = element.getprevious()
    if previous is None or name(previous) != "head":
        page.headings.append(Heading(level, anchor, element))
    if element in page.holders:
        return f'<div role="heading" aria-level="{level}"{attributes}>', "</div>"
    tag = f"h{min(level, 6)}"
    return f"<{tag}{attributes}>", f"</{tag}>"


def document(page: Page, element: Element) -> Shape:
    """One document of a corpus, under the title its own header gives it."""
    if element.getparent() is None:
        return division(page, element)
    title = element.find("{*}teiHeader/{*}fileDesc/{*}titleStmt/{*}title")
    known = title is not None and not reading.says_nothing(title)
    said = page.text(" ".join("".join(title.itertext()).split())) if title is not None and known else "A document"
    level = min(page.level(element), 6)
    return f'<div{page.attributes(element, "TEI")}><h{level} class="sign title">{said}</h{level}>', "</div>"


def omitted(page: Page, element: Element) -> Shape:
    return ""


def parted(page: Page, element: Element) -> Shape:
    """A record: its parts get a space between them."""
    tag = page.box(element)
    opening = f"<{tag}{page.attributes(element, name(element))}>{page.text(element.text or '')}"
    return [opening, *(piece for child in element for piece in (child, f" {page.text(child.tail or '')}")), f"</{tag}>"]


def stamp(page: Page, element: Element) -> Shape:
    page.signs.add("stamp")
    kind = "Seal" if element.get("type") == "seal" else "Stamp"
    label = f'<span class="sign unseen">{kind}: </span>'
    anchor, attributes = page.anchored(page.attributes(element, "stamp"), f"stamp-{len(page.stamps) + 1}")
    page.stamps.append((anchor, element))
    if element in page.holders:
        return f"<div{attributes}>{label}", "</div>"
    return f'<span{attributes} title="{kind.lower()}">{label}', "</span>"


def address(page: Page, element: Element) -> Shape:
    tag = page.box(element)
    pieces: list[str | Element] = [f"<{tag}{page.attributes(element, 'address')}>", page.text(element.text or "")]
    for count, child in enumerate(element):
        if count and name(child):
            pieces.append("\n<br>")
        tail = child.tail or ""
        pieces += [child, page.text(tail) if tail.strip() else ""]
    return [*pieces, f"</{tag}>"]


def note(page: Page, element: Element) -> Shape:
    place = reading.note_place(element)
    if place == "end":
        return call(page, element)
    if place == "inline":
        return inline_note(page, element)
    tag = page.box(element)
    kind = "marginal" if place == "margin" else "note"
    caption = _caption(page, element, place)
    label = f'<span class="sign caption">{caption} </span>' if caption else ""
    # a note set apart by the style sheet alone would join its words to those around it
    before, after = (" ", " " if (element.tail or "")[:1].isalnum() else "") if tag == "span" else ("", "")
    opening = f"{before}<{tag}{page.by_hand(element, page.attributes(element, kind))}>{label}"
    return opening, f"{_pointers(page, element)}</{tag}>{after}"


def inline_note(page: Page, element: Element) -> Shape:
    kind = element.get("type", "")
    page.signs.add(kind)
    tag = "div" if element in page.holders else "span"
    opening = f"<{tag}{page.attributes(element, 'note')}>"
    if kind == "label":
        return opening, f"</{tag}>"
    if reading.says_nothing(element) and not len(element):
        return f"{opening}{sign(f'[{page.text(kind)}]')}</{tag}>"
    return f"{opening}{sign('[')}", f"{sign(']')}</{tag}>"


def call(page: Page, element: Element) -> Shape:
    """The call of a note that is read at the end; where references call it already, the note is only put there."""
    own = element.get(XML_ID, "")
    typed = element.get("n", "").strip()
    if page.foot and own not in page.callers:
        return footnote(page, element)
    anchor = own if page.identity(own) else page.fresh(f"note-{len(page.notes) + 1}")
    found = Note(element, anchor, typed or str(len(page.notes) + 1), [])
    page.notes.append(found)
    if own in page.callers:
        return ""
    found.calls.append(page.fresh(f"call-{len(page.notes)}"))
    number = page.text(found.number)
    within = next(element.iterancestors("{*}ref"), None) is not None
    if within:
        return f'<sup class="call sign">{number}</sup>'
    return (
        f'<sup class="call sign"><a role="doc-noteref" id="{found.calls[0]}" href="#{quoted(anchor)}"'
        f' aria-label="note {quoted(found.number)}">{number}</a></sup>'
    )


def footnote(page: Page, element: Element) -> Shape:
    """A note at its call, which the style sheet moves to the foot of the page; one within another stays in brackets."""
    tag = "div" if element in page.holders else "span"
    if any(name(around) == "note" for around in element.iterancestors()):
        return f"<{tag}{page.attributes(element, 'note')}>{sign(' [')}", f"{sign(']')}</{tag}>"
    page.calls += 1
    number = quoted(element.get("n", "").strip() or str(page.calls))
    return f'<{tag}{page.attributes(element, "footnote")} data-n="{number}">', f"</{tag}>"


def endnotes(page: Page, wanted: Iterable[Note]) -> Iterator[str]:
    """The items of a list of notes; a note met in a note joins the end of it."""
    waiting = list(wanted)
    for found in waiting:
        known = len(page.notes)
        content = page.written(_inside(page, found.element))
        waiting += page.notes[known:]
        calls = list(found.calls) or page.callers.get(found.element.get(XML_ID, ""), [])
        back = "".join(
            f' <a class="backlink sign" role="doc-backlink" href="#{quoted(anchor)}"'
            f' aria-label="back to the text, note {quoted(found.number)}">↩</a>'
            for anchor in calls
        )
        label = f'<span class="sign label">{page.text(found.number)}</span> '
        lang = page.attributes(found.element, "endnote").replace(f' id="{quoted(found.anchor)}"', "")
        yield f'<li id="{quoted(found.anchor)}"{lang}>{label}<div>{content}{back}</div></li>'


def _inside(page: Page, element: Element) -> Iterator[str | Element]:
    yield page.text(element.text or "")
    for child in element:
        yield child
        yield page.text(child.tail or "")


def _caption(page: Page, element: Element, place: str) -> str:
    kind = element.get("type", "")
    if kind == "handwritten" or kind == "resolution" or (element.get("hand") and kind not in ("distribution",)):
        page.signs.add("handwritten")
        return page.text(_hand_caption(page, element, kind))
    if kind == "editorial":
        who = page.who(element.get("resp"))
        return page.text(f"Note by {who}" if who else "Editor’s note")
    return "In the margin" if place == "margin" else ""


def _hand_caption(page: Page, element: Element, kind: str) -> str:
    where = element.get("place", "")
    who = page.who(element.get("hand"))
    said = who if len(who) <= 60 else ""
    what = "Resolution" if kind == "resolution" else "" if said.lower().startswith("handwritten") else "Handwritten"
    return " · ".join(filter(None, (what, said, _PLACES.get(where, where))))


def _pointers(page: Page, element: Element) -> str:
    """The way back from a note that references in the text point at, or that points at its own place."""
    anchors = page.callers.get(element.get(XML_ID, ""), [])
    pointers = element.get("target", "").split()
    targets = [pointer[1:] for pointer in pointers if pointer.startswith("#") and page.known(pointer[1:])]
    return "".join(
        f' <a class="backlink sign" href="#{quoted(anchor)}" aria-label="back to the text">↩</a>'
        for anchor in (*anchors, *targets)
    )


def floating(page: Page, element: Element) -> Shape:
    return f"<div{page.attributes(element, 'floatingText')}>", "</div>"


def figure(page: Page, element: Element) -> Shape:
    return f"<figure{page.attributes(element, 'figure')}>", "</figure>"


def preformatted(page: Page, element: Element) -> Shape:
    tag = "div" if element in page.holders else "pre"
    return f"<{tag}{page.attributes(element, name(element))}>", f"</{tag}>"


def aside(page: Page, element: Element) -> Shape:
    """A stage remark: in brackets as typed, on its own line between speeches."""
    if not reading.among_blocks(element):
        return plain(page, element)
    return paragraph(page, element)


_BOXES = names("titlePart docAuthor docDate docEdition imprimatur bibl role actor line zone figDesc label respons")

BLOCK_FORMS: dict[str, Form] = {
    **dict.fromkeys(reading.PARTED, parted),
    **dict.fromkeys(DIVISIONS, division),
    **dict.fromkeys(TITLED, titled),
    **dict.fromkeys(PARAGRAPHS, paragraph),
    **dict.fromkeys(_BOXES, box),
    **dict.fromkeys(("quote", "q", "said", "cit"), quotation),
    "TEI": document,
    "teiHeader": omitted,
    "head": heading,
    "stamp": stamp,
    "address": address,
    "addrLine": plain,
    "note": note,
    "floatingText": floating,
    "figure": figure,
    "eg": preformatted,
    "speaker": paragraph,
    "stage": aside,
}
