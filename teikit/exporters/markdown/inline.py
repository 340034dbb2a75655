"""Spans as Markdown within a line: every sign that a reader would take for markup is escaped.

What is escaped is what CommonMark 0.31 (§ 2.4, 6), GitHub's and pandoc's Markdown take as markup; straight quotation
marks, points and hyphens too, since pandoc would set typographic ones in their place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from teikit.exporters.prose.blocks import Span

# "snake_case" stays: neither dialect reads emphasis within a word
_SIGNS = re.compile(
    r"""
      [\\`*\[\]<^~$|{}"']
    | (?<![^\W_]) _ | _ (?![^\W_])
    | & (?=\#?\w{1,31};)
    | (?<![^\W_]) @
    | (?<=-) - | (?<=\.) \.
    | : (?=[a-zA-Z0-9_+-]{1,40}:)
    | \# (?=\#*$)
    """,
    re.VERBOSE,
)
_AT_START = re.compile(
    r"""
      (?P<sign> [#>=:%+~-] )
    | (?P<open> \( (?= (?: \d{1,9} | [a-zA-Z] | [ivxlcdmIVXLCDM]{1,12} ) \) ) )
    | (?P<label> \d{1,9} | [a-zA-Z] | [ivxlcdmIVXLCDM]{1,12} ) (?P<end> [.)] ) (?= \s | $ )
    """,
    re.VERBOSE,
)
_ESCAPE = r"\\\g<0>"
# "J. Smith" is no item of a list, not even to pandoc
_INITIAL = re.compile(r"[A-Z]\. \S")
_ADDRESS = re.compile(r"\b(?:(?P<scheme>https?|ftp)(?=://)|www(?=\.))[^\s<>\[\]\\`|\"{}^]*", re.IGNORECASE)
# readers show these decoded
_REWRITTEN = re.compile(r"[%&]|xn--")
_TAGS = {"underline": "u", "sup": "sup", "sub": "sub", "code": "code"}
_DELIMITERS = {"strike": ("~~", "s"), "bold": ("**", "strong"), "italic": ("*", "em")}
_UNFIT = re.compile(r"[\s<>\\`\[\]\x00-\x1f]")


class _Piece(NamedTuple):
    """Spans of one look and address, their text escaped."""

    text: str
    tags: tuple[str, ...] = ()
    link: str = ""
    is_reference: bool = False


def line(spans: Sequence[Span], joint: str = "\\\n") -> str:
    """Spans as one paragraph, or as a heading or a cell where `joint`, which stands for a line break, begins no new line."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        if span.kind == "break":
            lines.append([])
        else:
            lines[-1].append(span)
    fresh = joint.endswith("\n")
    return joint.join(_written(spans, fresh) for spans in lines)


def escaped(text: str) -> str:
    """Text with a backslash before each sign that might be markup; addresses on the web become links."""
    if "://" not in text and "www." not in text.lower():
        return _SIGNS.sub(_ESCAPE, text)
    parts, end = [], 0
    for found in _ADDRESS.finditer(text):
        parts += [_SIGNS.sub(_ESCAPE, text[end : found.start()]), _address(found)]
        end = found.end()
    return "".join([*parts, _SIGNS.sub(_ESCAPE, text[end:])])


def _address(found: re.Match[str]) -> str:
    """An address as a link of its own; one whose letters a reader might write otherwise is no link at all."""
    whole = found.group()
    if found["scheme"] and whole.isascii() and not _REWRITTEN.search(whole):
        return f"<{whole}>"
    first, sign, rest = whole.partition(":" if found["scheme"] else ".")
    return f"{first}\\{sign}{_SIGNS.sub(_ESCAPE, rest)}"


def started(text: str) -> str:
    """Escaped text that begins a line."""
    return _started(escaped(text))


def _started(text: str) -> str:
    found = _AT_START.match(text)
    if found is None or _INITIAL.match(text):
        return text
    at = found.start("end") if found["end"] else 0
    return f"{text[:at]}\\{text[at:]}"


def _written(spans: Iterable[Span], fresh: bool) -> str:
    pieces = list(_pieces(spans))
    if fresh and pieces and not pieces[0].tags and not pieces[0].link:
        pieces[0] = pieces[0]._replace(text=_started(pieces[0].text))
    out = ""
    for index, piece in enumerate(pieces):
        after = pieces[index + 1].text if index + 1 < len(pieces) else ""
        out = _joined(out, _marked(piece, out, after), index > 0 and pieces[index - 1].is_reference)
    return out


def _joined(before: str, after: str, behind_reference: bool) -> str:
    """Two pieces side by side: "!" before a link is no image, a sign behind a link or a call no address or definition."""
    if before.endswith("!") and after.startswith("["):
        before = f"{before[:-1]}\\!"
    return f"{before}\\{after}" if behind_reference and after[:1] in ("(", ":") else before + after


def _pieces(spans: Iterable[Span]) -> Iterator[_Piece]:
    """Neighbours of one look together; blanks at the edges of a look stand outside it."""
    for (tags, link, kind), group in groupby(spans, lambda span: (_tags(span), span.link, span.kind)):
        if kind == "call":
            yield from (_Piece(f"[^{span.text}]", is_reference=True) for span in group)
            continue
        text = "".join(span.text for span in group)
        bare = text.strip(" ")
        if not (tags or link) or not bare:
            yield _Piece(escaped(text))
            continue
        before, _, after = text.partition(bare)
        yield from (_Piece(before),) if before else ()
        # a link within a link is none
        inner = _SIGNS.sub(_ESCAPE, bare).replace("://", r"\://") if link else escaped(bare)
        yield _Piece(inner, tags, link, bool(link))
        yield from (_Piece(after),) if after else ()


def _tags(span: Span) -> tuple[str, ...]:
    if not span.marks:
        return ()
    return tuple(mark for mark in (*_TAGS, *_DELIMITERS) if mark in span.marks)


def _marked(piece: _Piece, before: str, after: str) -> str:
    text = piece.text
    free = _edge(before[-1:]) and _edge(after[:1])
    for mark in reversed(piece.tags):
        delimiter, tag = _DELIMITERS.get(mark) or ("", _TAGS[mark])
        text = f"{delimiter}{text}{delimiter}" if delimiter and free else f"<{tag}>{text}</{tag}>"
    return f"[{text}](<{_UNFIT.sub(_percent, piece.link)}>)" if piece.link else text


def _edge(sign: str) -> bool:
    """Whether emphasis may begin or end beside this sign: CommonMark § 6.2, and not beside other markup."""
    return sign not in ("*", "~", "<", ">") and (not sign or sign.isspace() or unicodedata.category(sign)[0] in "PS")


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode())
