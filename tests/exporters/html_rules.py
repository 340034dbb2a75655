"""A strict reader of the HTML that teikit writes: end tags, content models, ids, headings; and the words it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "meta", "input", "link", "img"}
PHRASING = {
    "a",
    "abbr",
    "b",
    "br",
    "cite",
    "code",
    "del",
    "em",
    "i",
    "ins",
    "span",
    "sub",
    "sup",
    "strong",
    "time",
    "u",
    "label",
    "input",
}
ONLY_PHRASING = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "span",
    "em",
    "i",
    "b",
    "u",
    "code",
    "cite",
    "sub",
    "sup",
    "time",
    "pre",
    "dt-inline",
    "label",
    "legend",
    "summary",
}
TRANSPARENT = {"a", "ins", "del"}
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "tr", "tbody"},
    "tr": {"td", "th"},
}
HEADINGS = {f"h{level}" for level in range(1, 7)}
# br is not among them: words must be parted by white space, which a hidden br is not
BREAKING = {
    "div",
    "p",
    "li",
    "td",
    "th",
    "tr",
    "caption",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "dt",
    "dd",
    "blockquote",
    "figure",
    "pre",
    "hr",
    "section",
    "main",
}


@dataclass
class Open:
    tag: str
    classes: frozenset[str]
    text: list[str] = field(default_factory=list)


class Rules(HTMLParser):
    """Collects what a validator would report; `words` are those shown by either view, without the page's own signs."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.stack: list[Open] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.levels: list[int] = []
        self.shown: dict[str, list[str]] = {"rv": [], "dv": []}
        self.feed(html)
        self.close()
        self.faults += [f"not closed: {left.tag}" for left in self.stack]
        self.faults += [f"id twice: {one}" for one in {one for one in self.ids if self.ids.count(one) > 1}]

    @property
    def words(self) -> list[str]:
        return [word for view in self.shown.values() for word in re.findall(r"\w+", "".join(view))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        stated = dict(attrs)
        self._placed(tag)
        if stated.get("id"):
            self.ids.append(stated["id"] or "")
        if (stated.get("href") or "").startswith("#"):
            self.links.append((stated["href"] or "")[1:])
        if tag in HEADINGS or stated.get("role") == "heading":
            self._level(int(tag[1]) if tag in HEADINGS else int(stated["aria-level"] or 0))
        if tag in BREAKING:
            self._show(" ")
        if tag not in VOID:
            self.stack.append(Open(tag, frozenset((stated.get("class") or "").split())))

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack[-1].tag != tag:
            self.faults.append(f"end of {tag} within {self.stack[-1].tag if self.stack else 'nothing'}")
            return
        closed = self.stack.pop()
        if tag in HEADINGS and not "".join(closed.text).strip():
            self.faults.append("empty heading")
        if tag in BREAKING:
            self._show(" ")

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1].tag in CHILDREN and data.strip():
            self.faults.append(f"text in {self.stack[-1].tag}")
        for opened in self.stack:
            if opened.tag in HEADINGS:
                opened.text.append(data)
        self._show(data)

    def _show(self, data: str) -> None:
        classes = frozenset().union(*(opened.classes for opened in self.stack))
        if "sign" in classes or not any(opened.tag == "main" for opened in self.stack):
            return
        for view, other in (("rv", "dv"), ("dv", "rv")):
            if other not in classes:
                self.shown[view].append(data)

    def _placed(self, tag: str) -> None:
        parent = self.stack[-1].tag if self.stack else ""
        allowed = CHILDREN.get(parent)
        if allowed is not None and tag not in allowed:
            self.faults.append(f"{tag} in {parent}")
        if tag == "li" and parent not in ("ul", "ol"):
            self.faults.append(f"li in {parent}")
        if tag == "a" and any(opened.tag == "a" for opened in self.stack):
            self.faults.append("a in a")
        if tag not in PHRASING and self._model() in ONLY_PHRASING:
            self.faults.append(f"{tag} in {self._model()}")

    def _model(self) -> str:
        """The element whose content model holds here; a, ins and del take that of what is around them."""
        return next((opened.tag for opened in reversed(self.stack) if opened.tag not in TRANSPARENT), "")

    def _level(self, level: int) -> None:
        if self.levels and level > self.levels[-1] + 1:
            self.faults.append(f"heading {level} after {self.levels[-1]}")
        self.levels.append(level)
