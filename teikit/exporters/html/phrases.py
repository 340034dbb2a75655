"""The forms of what stands within a sentence: names, doubt and loss, changes, breaks, references."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote

from teikit.exporters import reading
from teikit.exporters.html.writer import Form, Page, Turn, quoted
from teikit.exporters.rends import rends
from teikit.exporters.text import phrase
from teikit.exporters.walking import Element, Shape, name
from teikit.tei import XML_ID

_PLAIN_TAGS = {"emph": "em", "foreign": "i", **dict.fromkeys(("code", "ident", "gi", "att", "val"), "code")}
_REND_TAGS = {"italic": "i", "bold": "b", "sup": "sup", "sub": "sub", "underline": "u"}
_WHEN = re.compile(r"(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(\d\d))?)?")
_SCHEMES = ("http://", "https://", "mailto:", "ftp://")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")


def plain(page: Page, element: Element) -> tuple[str, str]:
    """A phrase that reads as its surroundings do."""
    kind = name(element)
    if element in page.holders:
        return f"<div{page.attributes(element, f'{kind} wraps')}>", "</div>"
    tag = _PLAIN_TAGS.get(kind, "span")
    return f"<{tag}{page.attributes(element, kind)}>", f"</{tag}>"


def nothing(page: Page, element: Element) -> Shape:
    # an entity that no one expanded is text; a comment and an instruction are not
    said = element.text or ""
    return page.text(said) if said.startswith("&") and said.endswith(";") else ""


def unknown(page: Page, element: Element) -> Shape:
    tag = page.box(element)
    if example := reading.example(element):
        return f"<{tag}>{sign(page.text(f'<{example}>'))}", f"{sign(page.text(f'</{example}>'))}</{tag}>"
    page.unknown.met(element)
    return f"<{tag}{page.attributes(element, 'unknown')}>", f"</{tag}>"


def sign(text: str, side: str = "") -> str:
    """A word of the page's own, which is not in the document; nothing for none."""
    return f'<span class="sign{side}">{text}</span>' if text else ""


def highlighted(page: Page, element: Element) -> Shape:
    looks = list(rends(f"{element.get('rend', '')} {element.get('rendition', '')}"))
    if element in page.holders:
        return plain(page, element)
    tag = _REND_TAGS.get(looks[0], "span") if looks else "i"
    return f"<{tag}{page.attributes(element, 'hi')}>", f"</{tag}>"


def title(page: Page, element: Element) -> Shape:
    if element.get("level") not in ("m", "j", "s") or element in page.holders:
        return plain(page, element)
    return f"<cite{page.attributes(element, 'title')}>", "</cite>"


def dated(page: Page, element: Element) -> Shape:
    when = element.get("when", "")
    if element in page.holders or not _is_date(when):
        return plain(page, element)
    return f'<time{page.attributes(element, name(element))} datetime="{when}">', "</time>"


def _is_date(when: str) -> bool:
    found = _WHEN.fullmatch(when)
    if not found:
        return False
    try:
        date.fromisoformat(when if found[1] else f"{when[:4]}-01-01")
    except ValueError:
        return False
    return True


def supplied(page: Page, element: Element) -> Shape:
    page.signs.add("supplied")
    who = page.who(element.get("resp"))
    return _signed(page, element, f"supplied by {who}" if who else "supplied", "[", "]")


def unclear(page: Page, element: Element) -> Shape:
    page.signs.add("unclear")
    cause = element.get("reason", "")
    return _signed(page, element, f"reading uncertain{f' ({cause})' if cause else ''}", "", "[?]")


def sic(page: Page, element: Element) -> Shape:
    parent = element.getparent()
    if parent is not None and name(parent) == "choice":
        return plain(page, element)
    page.signs.add("sic")
    return _signed(page, element, "so in the document", "", " [sic]")


def surplus(page: Page, element: Element) -> Shape:
    if absent(page, element):
        return ""
    page.signs.add("surplus")
    return _signed(page, element, "superfluous, in the editor’s view", "{", "}", diplomatic(page, element))


def expansion(page: Page, element: Element) -> Shape:
    page.signs.add("ex")
    if page.view == "reading":
        return plain(page, element)
    return _signed(page, element, "written out by the editor", "(", ")", "", "" if page.view else " dv")


def _signed(
    page: Page, element: Element, why: str, before: str, after: str, side: str = "", side_of_signs: str = ""
) -> tuple[str, str]:
    tag = "div" if element in page.holders else "span"
    opening = f'<{tag}{page.attributes(element, name(element) + side)} title="{quoted(why)}">'
    return opening + sign(before, side_of_signs), f"{sign(after, side_of_signs)}</{tag}>"


def loss(page: Page, element: Element) -> Shape:
    page.signs.add(name(element))
    tag = "div" if element in page.holders else "span"
    opening = f"<{tag}{page.attributes(element, name(element))}>"
    if reading.says_nothing(element):
        return f"{opening}{sign(f'[{page.text(reading.loss(element))}]')}</{tag}>"
    return opening + sign("["), f"{sign(']')}</{tag}>"


def choice(page: Page, element: Element) -> Shape:
    pieces: list[str | Element] = [page.text(reading.loose(element))]
    tag = "div" if element in page.holders else "span"
    known = list(reading.sides(element))
    last = None
    for side, child in known:
        if side and page.view not in ("", side):
            continue
        if last == side:
            pieces.append(f" {sign('/')} ")
        last = side
        classes = "alt" if page.view else {"reading": "rv", "diplomatic": "dv"}.get(side, "alt")
        why = f' title="{quoted(_other(known, side))}"' if side else ""
        pieces += [f'<{tag} class="{classes}"{why}>', child, f"</{tag}>"]
    return pieces


def _other(known: list[tuple[str, Element]], side: str) -> str:
    other = " / ".join(phrase(child) for shown, child in known if shown and shown != side)
    return f"the document has “{other}”" if side == "reading" else f"read as “{other}”"


def diplomatic(page: Page, element: Element) -> str:
    """The class of what the diplomatic view alone shows; none where only one view is written."""
    return "" if page.view or reading.beside(element) else " dv"


def absent(page: Page, element: Element) -> bool:
    """Whether only the reading view is written, and this belongs to the other."""
    return page.view == "reading" and not reading.beside(element)


def deleted(page: Page, element: Element) -> Shape:
    if absent(page, element):
        return ""
    page.signs.add("del")
    return f"<del{page.attributes(element, f'del{diplomatic(page, element)}')}>", "</del>"


def added(page: Page, element: Element) -> Shape:
    page.signs.add("add")
    where = element.get("place", "")
    who = page.who(element.get("hand"))
    why = " ".join(filter(None, ("added", f"by {who}" if who else "", f"({where})" if where else "")))
    level = " above" if where in ("above", "superlinear", "supralinear") else ""
    attributes = page.by_hand(element, page.attributes(element, f"add{level}"))
    return f'<ins{attributes} title="{quoted(why)}">', "</ins>"


def reading_variant(page: Page, element: Element) -> Shape:
    parent = element.getparent()
    if parent is not None and parent.find("{*}lem") is None and element.getprevious() is None:
        return plain(page, element)
    if absent(page, element):
        return ""
    witness = page.text(" ".join(token.removeprefix("#") for token in element.get("wit", "").split()))
    label = sign(f" [variant{f' {witness}' if witness else ''}: ")
    tag = "div" if element in page.holders else "span"
    return f"<{tag}{page.attributes(element, f'rdg{diplomatic(page, element)}')}>{label}", f"{sign(']')}</{tag}>"


# Breaks are empty in TEI; what an invalid file puts into one is written after it.


def line_break(page: Page, element: Element) -> Shape:
    # the space before the break parts the words even where the style sheet hides it, or where only text is copied
    space = "" if reading.hyphenated(element) else "\n"
    return f"{space}<br{page.attributes(element, 'lb')}>", ""


def page_break(page: Page, element: Element) -> Shape:
    page.signs.add("pb")
    inferred = " inferred" if element.get("resp") or element.get("cert") else ""
    why = "page turn, inferred" if inferred else "page break"
    attributes = page.attributes(element, f"pb{inferred}")
    if number := element.get("n", "").strip():
        anchor, attributes = page.anchored(attributes, f"page-{len(page.turns) + 1}")
        page.turns.append(Turn(anchor, number))
    return f'<span{attributes} title="{why}">{sign(f"[{page.text(reading.page(element))}]")}</span>', ""


def small_break(page: Page, element: Element) -> Shape:
    if page.view == "reading":
        return "", ""
    kind = {"cb": "column", "gb": "gathering"}.get(name(element), element.get("unit", "break"))
    said = page.text(f"{kind} {element.get('n', '')}".strip())
    return f"<span{page.attributes(element, f'break{diplomatic(page, element)}')}>{sign(f'[{said}]')}</span>", ""


def milestone(page: Page, element: Element) -> Shape:
    parent = element.getparent()
    if parent is not None and name(parent) in reading.CONTAINERS - {"list", "table", "row"}:
        return f"<hr{page.attributes(element, 'milestone')}>", ""
    return small_break(page, element)


def hand_shift(page: Page, element: Element) -> Shape:
    if page.view == "reading":
        return "", ""
    who = page.who(element.get("new")) or element.get("new", "").removeprefix("#")
    classes = f"break{diplomatic(page, element)}"
    return f"<span{page.attributes(element, classes)}>{sign(f'[hand: {page.text(who)}]')}</span>", ""


def hidden(page: Page, element: Element) -> Shape:
    """Running heads and the like: matter of the page, shown by the diplomatic view."""
    if absent(page, element):
        return ""
    tag = page.box(element)
    return f"<{tag}{page.attributes(element, f'{name(element)}{diplomatic(page, element)}')}>", f"</{tag}>"


def reference(page: Page, element: Element) -> Shape:
    target = element.get("target", "").split()
    address = href(target[0], page) if target else ""
    empty = reading.says_nothing(element) and not len(element)
    said = sign(page.text(target[0].removeprefix("#"))) if target and empty else ""
    nested = next(element.iterdescendants("{*}ref", "{*}ptr", "{*}note", "{*}graphic"), None) is not None
    if not address or nested or element in page.holders or _within_link(element):
        opening, closing = plain(page, element)
        return opening + said, closing
    attributes = page.attributes(element, name(element)) + _caller(page, element, address)
    return f'<a{attributes} href="{address}">{said}', "</a>"


def _caller(page: Page, element: Element, address: str) -> str:
    """The id by which the place that is pointed at leads back here."""
    calls = page.callers.get(element.get("target", "").split()[0][1:]) if address.startswith("#") else None
    if calls is None:
        return ""
    own = element.get(XML_ID)
    calls.append(own or page.fresh(f"ref-{address[1:]}"))
    return "" if own else f' id="{quoted(calls[-1])}"'


def _within_link(element: Element) -> bool:
    return next(element.iterancestors("{*}ref"), None) is not None


def href(target: str, page: Page) -> str:
    """A link that is safe to follow: within the page, to the web, or to a neighbouring file; else none."""
    if target.startswith("#"):
        return f"#{quoted(target[1:])}" if page.known(target[1:]) else ""
    if _SCHEME.match(target) and not target.lower().startswith(_SCHEMES):
        return ""
    return quoted(quote(target, safe="/:?#&=%+~.,;@!$'()*-_"))


def graphic(page: Page, element: Element) -> Shape:
    address = element.get("url", "")
    said = sign(f"[image: {page.text(address.rpartition('/')[2] or 'not named')}]")
    link = href(address, page) if address and not _within_link(element) else ""
    tag = "div" if element in page.holders else "span"
    shown = f'<a href="{link}">{said}</a>' if link else said
    return f"<{tag}{page.attributes(element, 'graphic')}>{shown}", f"</{tag}>"


PHRASE_FORMS: dict[str, Form] = {
    **dict.fromkeys(reading.PHRASES, plain),
    "": nothing,
    "*": unknown,
    "hi": highlighted,
    "title": title,
    "date": dated,
    "time": dated,
    "supplied": supplied,
    "unclear": unclear,
    "sic": sic,
    "surplus": surplus,
    "ex": expansion,
    "am": hidden,
    "gap": loss,
    "space": loss,
    "choice": choice,
    "del": deleted,
    "add": added,
    "rdg": reading_variant,
    "lb": line_break,
    "pb": page_break,
    "cb": small_break,
    "gb": small_break,
    "milestone": milestone,
    "handShift": hand_shift,
    "fw": hidden,
    "metamark": hidden,
    "ref": reference,
    "ptr": reference,
    "graphic": graphic,
    "media": graphic,
}
