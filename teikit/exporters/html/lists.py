"""The forms of lists and tables, where HTML allows only items and rows and TEI allows breaks and notes between them."""

from __future__ import annotations

from collections.abc import Iterator

from teikit.exporters import reading
from teikit.exporters.html.writer import Form, Page
from teikit.exporters.walking import Element, Shape, name

Pieces = Iterator[str | Element]
_NUMBERED = ("numbered", "ordered")
_BARE = ("none", "unmarked", "unlabelled", "unlabeled", "plain", "simple", "inline")


def listing(page: Page, element: Element) -> Shape:
    return _glossary(page, element) if element.find("{*}label") is not None else _items(page, element)


def _items(page: Page, element: Element) -> Pieces:
    heads, rest = _parts(element)
    children = [child for child in rest if name(child)]
    labelled = any(child.get("n") or reading.label(child) for child in children if name(child) == "item")
    stated = f"{element.get('rend', '')} {element.get('type', '')}".lower().split()
    tag = "ol" if any(child.get("n") for child in children) or set(stated) & set(_NUMBERED) else "ul"
    style = "labelled" if labelled else "bare" if set(stated) & set(_BARE) else ""
    yield f"<div{page.attributes(element, 'list')}>{page.text((element.text or '').strip())}"
    yield from _with_tails(page, heads)
    if children or any((child.tail or "").strip() for child in rest):
        yield f'<{tag} class="{style}">' if style else f"<{tag}>"
        for child in rest:
            yield from _item(page, child)
        yield f"</{tag}>"
    yield "</div>"


def _item(page: Page, child: Element) -> Pieces:
    loose = page.text((child.tail or "").strip())
    if not name(child):
        yield from _bare(child, loose)
    elif name(child) == "item":
        label = reading.label(child)
        yield f"<li{page.attributes(child, 'item')}>"
        yield f'<span class="sign label">{page.text(label)}</span> ' if label else ""
        yield from _content(page, child)
        yield f"</li>{f'<li>{loose}</li>' if loose else ''}"
    else:
        yield from ('<li class="between">', child, f"{loose}</li>")


def _bare(child: Element, loose: str) -> Pieces:
    # a comment has no form, yet the walk must see an entity, and text may follow either
    yield from ('<li class="between">', child, f"{loose}</li>") if loose or (child.text or "").startswith("&") else ()


def _glossary(page: Page, element: Element) -> Pieces:
    heads, rest = _parts(element)
    yield f"<div{page.attributes(element, 'list gloss')}>{page.text((element.text or '').strip())}"
    yield from _with_tails(page, heads)
    opened = ""
    yield "<dl>"
    for child in rest:
        tag = "dt" if name(child) in ("label", "headLabel") else "dd"
        yield from _missing(opened, tag)
        opened = tag
        loose = page.text((child.tail or "").strip())
        if name(child) in ("label", "item"):
            yield f"<{tag}{page.attributes(child, name(child))}>"
            yield from _content(page, child)
            yield f" {loose}</{tag}>" if loose else f"</{tag}>"
        else:
            yield from (f"<{tag}>", child, f"{loose}</{tag}>")
    yield "<dd></dd></dl></div>" if opened == "dt" else "</dl></div>"


def _missing(opened: str, tag: str) -> Pieces:
    # HTML wants a dt before the first dd
    if tag == "dd" and not opened:
        yield "<dt></dt>"


def table(page: Page, element: Element) -> Shape:
    return _rows(page, element)


def _rows(page: Page, element: Element) -> Pieces:
    heads, rest = _parts(element)
    rows = [child for child in rest if name(child) == "row"]
    width = max((sum(_span(cell, "cols") for cell in row.iterchildren("{*}cell")) for row in rows), default=1) or 1
    yield f'<div class="scroll" role="group" aria-label="table" tabindex="0"><table{page.attributes(element, "table")}>'
    if heads:
        yield "<caption>"
        for head in heads:
            yield from _content(page, head)
            yield " "
        yield "</caption>"
    stray = page.text((element.text or "").strip())
    yield f'<tr><td colspan="{width}">{stray}</td></tr>' if stray else ""
    for child in rest:
        loose = page.text((child.tail or "").strip())
        if name(child) == "row":
            yield from _row(page, child, rows, width)
        elif name(child):
            yield from (f'<tr class="between"><td colspan="{width}">', child, "</td></tr>")
        yield f'<tr><td colspan="{width}">{loose}</td></tr>' if loose else ""
    yield "</table></div>"


def _row(page: Page, row: Element, rows: list[Element], width: int) -> Pieces:
    below = len(rows) - rows.index(row) if any(cell.get("rows") for cell in row) else 1
    taken = 0
    stray = page.text((row.text or "").strip())
    yield f"<tr{page.attributes(row, 'row')}>{f'<td>{stray}</td>' if stray else ''}"
    for child in row:
        loose = page.text((child.tail or "").strip())
        if name(child) != "cell":
            yield from ('<td class="between">', child, f"{loose}</td>") if name(child) or loose else ()
            continue
        label = "label" in (row.get("role"), child.get("role"))
        tag = "th" if label else "td"
        scope = ' scope="col"' if row.get("role") == "label" else ' scope="row"' if label else ""
        across, down = _span(child, "cols"), min(_span(child, "rows"), below)
        taken += across
        spans = (f' colspan="{across}"' if across > 1 else "") + (f' rowspan="{down}"' if down > 1 else "")
        yield f"<{tag}{page.attributes(child, 'cell')}{spans}{scope}>"
        yield from _content(page, child)
        yield f"{loose}</{tag}>"
    yield "</tr>"


def _span(cell: Element, attribute: str) -> int:
    stated = cell.get(attribute, "1").strip()
    return min(max(int(stated), 1), 1000) if stated.isascii() and stated.isdigit() else 1


def _parts(element: Element) -> tuple[list[Element], list[Element]]:
    """The heads at the top, and what follows them."""
    children = list(element)
    count = 0
    while count < len(children) and name(children[count]) in ("head", ""):
        count += 1
    heads = [child for child in children[:count] if name(child)]
    return heads, [child for child in children if child not in heads]


def _with_tails(page: Page, elements: list[Element]) -> Pieces:
    for element in elements:
        yield element
        yield page.text((element.tail or "").strip())


def _content(page: Page, element: Element) -> Pieces:
    yield page.text(element.text or "")
    for child in element:
        yield child
        yield page.text(child.tail or "")


LIST_FORMS: dict[str, Form] = {"list": listing, "table": table}
