"""What other programs read in the files that are written: the words, note by note, as each of them understands the markup."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from teikit.exporters.prose.blocks import Block, Box, Listing, Paragraph, Prose

BULLETS = frozenset("-–—•·*+ ") | {""}


Words = tuple[list[str], list[list[str]]]


def said(prose: Prose, typed: Callable[[Listing], bool] = lambda listing: True) -> Words:
    """The words of the text and those of each note, with the captions of callouts and the labels of lists that are typed."""
    return _said(prose.blocks, typed), [_said(note, typed) for note in prose.notes]


def _said(blocks: list[Block], typed: Callable[[Listing], bool]) -> list[str]:
    seen: set[Box] = set()
    text = "".join(f"{_labels(block, seen, typed)}{_text(block)}\n" for block in blocks)
    return text.split()


def _labels(block: Block, seen: set[Box], typed: Callable[[Listing], bool]) -> str:
    fresh = [box for box in block.within if box not in seen]
    seen.update(fresh)
    return "".join(_label(box) for box in fresh if box.listing is None or typed(box.listing))


def _label(box: Box) -> str:
    if box.kind == "callout":
        return f"{box.label}: " if box.label else ""
    if box.listing is not None and box.listing.numbered and not any(box.listing.labels):
        return f"{box.index + 1}. "
    return "" if box.label in BULLETS else f"{box.label} "


def _text(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text
    return "\n".join(part.text for row in block.rows for cell in row.cells for part in cell.paragraphs)


def of_pandoc(data: bytes, form: str) -> Words:
    """The words of the text and of each note, as pandoc reads the file; its own labels of lists only where it reads text."""
    import pypandoc

    found = json.loads(pypandoc.convert_text(data, "json", format=form))
    notes: list[list[str]] = []
    labels = form != "docx"
    text = "".join(_pandoc(_unlabelled(found["blocks"]) if not labels else found["blocks"], notes))
    return [word for word in text.split() if word != "[!NOTE]"], notes


def _unlabelled(node: Any) -> Any:
    """Ordered lists as plain ones."""
    if isinstance(node, list):
        return [_unlabelled(part) for part in node]
    if not isinstance(node, dict):
        return node
    if node["t"] == "OrderedList":
        return {"t": "BulletList", "c": _unlabelled(node["c"][1])}
    return {**node, "c": _unlabelled(node["c"])} if "c" in node else node


_BLOCKS = {"Para", "Plain", "Header", "CodeBlock", "HorizontalRule", "RawBlock"}


def _pandoc(node: Any, notes: list[list[str]]) -> Iterator[str]:
    if isinstance(node, list):
        for part in node:
            yield from _pandoc(part, notes)
        return
    if not isinstance(node, dict):
        return
    kind, content = node["t"], node.get("c")
    if kind == "Str":
        yield content
    elif kind in ("Space", "SoftBreak", "LineBreak"):
        yield "\n"
    elif kind == "Quoted":
        yield from ("QUOTED", *_pandoc(content[1], notes))
    elif kind in ("Code", "Math", "CodeBlock"):
        yield f"{kind}{content[-1]}"
    elif kind == "Note":
        number = len(notes)
        notes.append([])
        notes[number] = "".join(_pandoc(content, notes)).split()
    elif kind == "OrderedList":
        (start, _, delimiter), items = content
        for count, item in enumerate(items, start=start):
            yield f"{count}{')' if delimiter['t'] == 'OneParen' else '.'} "
            yield from _pandoc(item, notes)
    elif kind == "Div" and "title" in content[0][1]:
        yield ""  # the word that GitHub sets above a callout
    elif kind == "Table":
        yield from _cells(content, notes)
    elif kind in ("RawInline", "RawBlock"):
        yield ""
    elif kind == "DefinitionList":
        yield "DEFINITIONS"
    elif kind == "Cite":
        yield "CITED"
    else:
        yield from _pandoc(content, notes)
    if kind in _BLOCKS:
        yield "\n"


def _cells(table: Any, notes: list[list[str]]) -> Iterator[str]:
    _, caption, _, head, bodies, foot = table
    yield from _pandoc(caption[1], notes)
    for row in (*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]):
        for cell in row[1]:
            yield from (*_pandoc(cell[4], notes), "\n")


def of_markdown_it(data: bytes) -> Words:
    """The words of the text and of each note, as markdown-it reads the file."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin).use(front_matter_plugin)
    texts, notes, counters = [""], [], []
    current = texts
    for token in reader.parse(data.decode()):
        if token.type == "footnote_open":
            notes.append(current := [""])
        elif token.type == "footnote_close":
            current = texts
        elif token.type == "ordered_list_open":
            counters.append(int(token.attrs.get("start", 1)))
        elif token.type == "bullet_list_open":
            counters.append(-1)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            counters.pop()
        elif token.type == "list_item_open" and counters[-1] >= 0:
            current.append(f"{counters[-1]}{token.markup} ")
            counters[-1] += 1
        elif token.type == "inline":
            current.append("".join(map(_markdown_it, token.children or ())).removeprefix("[!NOTE]\n") + "\n")
        elif token.type in ("fence", "code_block", "html_block"):
            current.append("" if token.content.strip() == "<!-- -->" else f"CODE {token.content}")
    return "".join(texts).split(), ["".join(note).split() for note in notes]


def _markdown_it(token: Any) -> str:
    if token.type in ("text", "code_inline", "text_special"):
        return str(token.content)
    return "\n" if token.type in ("softbreak", "hardbreak") else ""
