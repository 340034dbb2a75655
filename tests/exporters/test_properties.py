"""Whatever the TEI, valid or not: all its words are kept, none are joined, and the page is valid HTML."""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import quoteattr

import pytest
from exporters.html_rules import Rules
from exporters.invented import NAMES, document, tei
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from teikit.exporters import export
from teikit.tei import TeiDocument

BLOCKS = [
    "p",
    "ab",
    "div",
    "head",
    "list",
    "item",
    "label",
    "table",
    "row",
    "cell",
    "lg",
    "l",
    "sp",
    "speaker",
    "stage",
    "opener",
    "closer",
    "dateline",
    "salute",
    "signed",
    "byline",
    "postscript",
    "quote",
    "cit",
    "floatingText",
    "figure",
    "figDesc",
    "epigraph",
    "note",
    "address",
    "addrLine",
    "bibl",
    "titlePage",
    "docTitle",
    "titlePart",
    "listBibl",
    "trailer",
    "castList",
    "castItem",
    "person",
    "listPerson",
    "own",
]
PHRASES = [
    "persName",
    "date",
    "hi",
    "emph",
    "foreign",
    "title",
    "supplied",
    "unclear",
    "sic",
    "corr",
    "orig",
    "reg",
    "abbr",
    "expan",
    "ex",
    "am",
    "del",
    "add",
    "surplus",
    "choice",
    "seg",
    "ref",
    "stamp",
    "idno",
    "gap",
    "space",
    "fw",
    "app",
    "lem",
    "rdg",
    "q",
    "said",
    "term",
    "code",
    "graphic",
    "desc",
    "mine",
]
EMPTY = ["lb", "pb", "cb", "milestone", "anchor", "ptr", "handShift", "gap"]
ATTRIBUTES = st.dictionaries(
    st.sampled_from(("type", "rend", "place", "n", "hand", "cert", "target", "role", "cols", "rows", "when", "resp")),
    st.sampled_from(
        (
            "",
            "handwritten",
            "italic",
            "bold",
            "foot",
            "margin",
            "1",
            "2",
            "(a)",
            "#x",
            "low",
            "label",
            "gloss",
            "end",
            "signature",
            "http://example.org/<a>",
            "1957-02-30",
            "1957-05",
            "editorial",
            "a b",
            'x"y',
            "above",
        )
    ),
    max_size=3,
)


@st.composite
def element(draw: st.DrawFn, inside: st.SearchStrategy[str]) -> str:
    name = draw(st.sampled_from(BLOCKS + PHRASES))
    stated = "".join(f" {key}={quoteattr(value)}" for key, value in draw(ATTRIBUTES).items())
    return f"<{name}{stated}>{''.join(draw(st.lists(inside, max_size=4)))}</{name}>"


@st.composite
def break_(draw: st.DrawFn) -> str:
    return f"<{draw(st.sampled_from(EMPTY))}/>"


LEAF = st.one_of(
    st.just(" WORD "), st.just(" WORD<lb/>WORD "), break_(), st.just(" <!-- remark --> "), st.just(" &lt;&amp; ")
)
TREES = st.recursive(LEAF, lambda inside: element(inside), max_leaves=25)


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """A body whose words are all different, so that each can be looked for."""
    marked = "".join(draw(st.lists(TREES, min_size=1, max_size=5)))
    count = iter(range(10**6))
    return re.sub("WORD", lambda _: f"w{next(count)}x", marked)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(bodies())
def test_a_page_is_valid_html_with_every_word_once_or_more_and_none_joined(body: str) -> None:
    page = Rules(export(tei(body), "html").decode())
    assert page.faults == []
    assert set(planted(body)) - set(page.words) == set()


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(bodies())
def test_plain_text_keeps_every_word_in_one_view_or_the_other(body: str) -> None:
    views = [export(tei(body), "text", view=view).decode() for view in ("reading", "diplomatic")]
    assert set(planted(body)) - set(re.findall(r"\w+", " ".join(views))) == set()


def planted(body: str) -> list[str]:
    return re.findall(r"w\d+x", body)


@pytest.mark.parametrize("name", NAMES)
def test_the_invented_documents_lose_and_join_nothing(name: str) -> None:
    source = document(name)
    page = Rules(export(source, "html").decode())
    assert page.faults == []
    assert set(_words(source)) - set(page.words) == set()
    assert set(page.links) <= set(page.ids)


INLINE = (
    "persName|date|ex|hi|unclear|idno|choice|g|subst|roleName|surplus|foreign|measure|custom|ref|add|del|orig|sic|abbr"
    "|reg|corr|expan"
)


def _words(source: TeiDocument) -> list[str]:
    """The words of both views, read without any of teikit's code: an lb or the edge of a block parts words."""
    text = source.root.find("{*}text")
    assert text is not None
    whole = re.sub(r"<!--.*?-->|<\?.*?\?>|<lb break=\"no\"/>", "", etree.tostring(text, encoding="unicode"))
    reading = re.sub(r"<(sic|orig|abbr|del|surplus)\b[^>]*>.*?</\1>", "", whole)
    diplomatic = re.sub(r"<(corr|reg|expan)\b[^>]*>.*?</\1>", "", whole)
    return [word for view in (reading, diplomatic) for word in _tokens(view)]


def _tokens(marked: str) -> list[str]:
    joined = re.sub(rf"</?(?:{INLINE})(?: [^>]*)?>", "", marked)
    return re.findall(
        r"\w+", re.sub(r"<[^>]*>", " ", joined).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    )


@pytest.mark.parametrize("format", ["html", "text", "markdown", "docx"])
def test_elements_nested_far_deeper_than_a_call_stack_are_written(format: str) -> None:
    root = etree.Element("p")
    inner = root
    for _ in range(20_000):
        inner = etree.SubElement(inner, "hi")
    inner.text = "deep"
    data = export(TeiDocument(root), format)
    if format == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            data = file.read("word/document.xml")
    assert b"deep" in data


@pytest.mark.parametrize("format", ["html", "text", "markdown", "docx"])
def test_the_same_document_gives_the_same_bytes(format: str) -> None:
    assert export(document("letter"), format) == export(document("letter"), format)
