"""What a header has to say before an edition is published (chapter 2 of the Guidelines)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from lxml import etree

from teikit import statements
from teikit.checks.examination import Examination
from teikit.diagnostics import Diagnostic, Severity
from teikit.expressions import expression
from teikit.tei import XML_LANG, q

# what templates put where a statement belongs; teikit's own stand in its table of sentences
_PLACEHOLDERS = frozenset(
    each.casefold()
    for each in (
        statements.UNTITLED,
        statements.UNPUBLISHED,
        statements.NO_LICENCE,
        statements.NO_SOURCE,
        statements.NOT_NAMED,
        "teikit",
        *(
            "title",
            "untitled",
            "title of the document",
            "document title",
            "your title",
            "author",
            "editor",
            "name",
            "publisher",
        ),
        *(
            "publication information",
            "information about the source",
            "publication statement",
            "source",
            "source description",
        ),
        *("todo", "to do", "tbd", "to be done", "n/a", "none", "xxx", "lorem ipsum", "unpublished", "not published"),
    )
)
# no letter or figure at all: …, ---, ???
_NOTHING = expression(r"[\W_]*")
_OF_A_FILE = expression(rf"{statements.TRANSCRIPT_OF.format(name='')}\S+\.\w+")
_RIGHTS = expression(
    r"(?i)licen[cs]|creative commons|\bCC\b|copyright|©|\brights?\b|public domain|Lizenz|Rechte|droits"
)
_A_YEAR = expression(r"\b1[0-9]{3}\b|\b20[0-9]{2}\b")
_AVAILABLE = ("free", "restricted")

Headers = Sequence[etree._Element]


def header_findings(examined: Examination) -> list[Diagnostic]:
    """One finding for each header: all that it does not say. What the header of a corpus says holds for its texts."""
    found = []
    for edition in examined.root.iter(q("TEI")):
        around = [edition, *edition.iterancestors(q("teiCorpus"))]
        headers = [header for each in around for header in each.iterchildren(q("teiHeader"))]
        missing = [(what, where) for what, is_said, where in _WANTED if not is_said(headers)]
        if headers and missing:
            message = f"for publication the header does not say {_listed([what for what, _ in missing])}"
            hint = f"fill in {_listed([where for _, where in missing])}"
            found.append(examined.finding("TK290", Severity.INFO, message, headers[0], None, hint))
    return found


def _title(headers: Headers) -> bool:
    return any(_is_said(each) for each in _under(headers, "titleStmt", "title"))


def _responsible(headers: Headers) -> bool:
    named = _under(headers, "titleStmt", "author", "editor", "principal")
    stated = (
        each
        for statement in _under(headers, "titleStmt", "respStmt")
        for each in statement.iterchildren(etree.Element)
        if each.tag != q("resp")
    )
    return any(map(_is_said, (*named, *stated)))


def _publisher(headers: Headers) -> bool:
    return any(map(_is_said, _under(headers, "publicationStmt", "publisher", "authority", "distributor", "p", "ab")))


def _licence(headers: Headers) -> bool:
    availability = list(_under(headers, "publicationStmt", "availability"))
    if any(each.get("status") in _AVAILABLE for each in availability):
        return True
    said = (each for one in availability for each in one.iter(etree.Element) if each is not one or not len(one))
    return any(each.get("target") or _is_said(each) for each in said) or _in_prose(headers, _RIGHTS.search)


def _date(headers: Headers) -> bool:
    dates = [*_under(headers, "publicationStmt", "date"), *_under(headers, "editionStmt", "date")]
    return any(_is_said(each) or each.get("when") for each in dates) or _in_prose(headers, _A_YEAR.search)


def _source(headers: Headers) -> bool:
    described = [
        each
        for description in _all(headers, "sourceDesc")
        for each in description.iter(etree.Element)
        if not len(each) or each.text
    ]
    return any(
        each.tag != q("sourceDesc") and (_is_said(each) or each.get("target") or each.get("ref")) for each in described
    )


def _language(headers: Headers) -> bool:
    tagged = [
        each
        for header in headers
        if (edition := header.getparent()) is not None
        for each in (edition, *edition.iterchildren(q("text")))
    ]
    bodies = [body for each in tagged for body in each.iterchildren(q("body"))]
    return any(each.get("ident") for each in _all(headers, "language")) or any(
        each.get(XML_LANG) for each in (*tagged, *bodies)
    )


# what is wanted, in words; how it is known; where it belongs
_WANTED: tuple[tuple[str, Callable[[Headers], bool], str], ...] = (
    ("what it is called", _title, "titleStmt/title"),
    ("who is responsible", _responsible, "titleStmt/respStmt"),
    ("who publishes it", _publisher, "publicationStmt/publisher"),
    ("when", _date, "publicationStmt/date"),
    ("under which licence", _licence, "publicationStmt/availability/licence"),
    ("what its source is", _source, "sourceDesc"),
    ("in which language it is", _language, "profileDesc/langUsage"),
)


def _all(headers: Headers, name: str) -> Iterator[etree._Element]:
    return (each for header in headers for each in header.iter(q(name)))


def _under(headers: Headers, place: str, *names: str) -> Iterator[etree._Element]:
    return (each for around in _all(headers, place) for name in names for each in around.iter(q(name)))


def _in_prose(headers: Headers, sign: Callable[[str], object]) -> bool:
    """Whether a publication statement written as paragraphs has a sign of what is looked for."""
    return any(sign(_text(each)) for each in _under(headers, "publicationStmt", "p", "ab") if _is_said(each))


def _is_said(element: etree._Element) -> bool:
    text = _text(element)
    return not (_NOTHING.fullmatch(text) or text.casefold() in _PLACEHOLDERS or _OF_A_FILE.fullmatch(text))


def _text(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split()).rstrip(":")


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
