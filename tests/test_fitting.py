"""What may not stand where it was found is wrapped, split or demoted, never moved; what comes out is valid."""

from __future__ import annotations

import re
from functools import cache

import pytest
from invented import letter
from lxml import etree
from typed import Typed, element

from teikit.fitting import fitted
from teikit.nodes import Node
from teikit.resources import schema_path

P = "<p>We sail.</p>"
_INDENT = re.compile(r"\n *")
CONTINUED = "text after the end of this letter was put into a division of its own"


def p() -> Node:
    return element("p", "We sail.")


def fit(*children: Node) -> tuple[str, list[str]]:
    """A letter's content and what follows it, on one line, with the repairs; the file around them is valid."""
    body = element("body", element("div", *children, type="letter"))
    repairs = fitted(body)
    markup = Typed("").markup(body)
    assert valid(markup) == []
    content = _INDENT.sub("", markup)
    return content.removeprefix('<body><div type="letter">').removesuffix("</div></body>"), repairs


def valid(body: str) -> list[str]:
    """What the schema has against a file with this body."""
    content = body.removeprefix("<body>").removesuffix("</body>")
    schema().validate(etree.fromstring(letter(content).encode()))
    return [error.message for error in schema().error_log]


@cache
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(schema_path("teikit"))))


def test_what_is_in_order_stays_as_it_is() -> None:
    opener = element("opener", element("salute", "Dear friend"))
    closer = element("closer", element("signed", "Quill"))
    assert fit(element("head", "Of Ropes"), opener, p(), closer, element("postscript", p())) == (
        f"<head>Of Ropes</head><opener><salute>Dear friend</salute></opener>{P}"
        f"<closer><signed>Quill</signed></closer><postscript>{P}</postscript>",
        [],
    )


def test_a_body_without_anything_gets_an_empty_paragraph() -> None:
    body = Node("body")
    assert (fitted(body), Typed("").markup(body)) == (
        [], '<body>\n <div type="document">\n  <p/>\n </div>\n</body>'
    )  # fmt: skip


def test_a_division_without_anything_gets_an_empty_paragraph() -> None:
    assert fit() == ("<p/>", [])


def test_an_opener_below_the_text_becomes_blocks_of_its_parts() -> None:
    opener = element(
        "opener",
        element("address", element("addrLine", "to the Office")),
        element("dateline", "Hull"),
        element("salute", "Dear friend"),
    )
    assert fit(p(), opener) == (
        f'{P}<ab type="address"><address><addrLine>to the Office</addrLine></address></ab>'
        '<ab type="dateline">Hull</ab><ab type="salute">Dear friend</ab>',
        ["the parts of an opener stand as blocks, since it may not stand here"],
    )


def test_a_closer_above_the_text_becomes_blocks_of_its_parts() -> None:
    assert fit(element("closer", element("signed", "Quill")), p()) == (
        f'<ab type="signed">Quill</ab>{P}',
        ["the parts of a closer stand as blocks, since it may not stand here"],
    )


def test_loose_text_of_a_closer_gathers_between_its_parts() -> None:
    closer = element("closer", "Yours, ", element("signed", "Quill"), "of Hull", element("note", p(), type="enclosure"))
    assert fit(closer, p())[0] == (
        '<ab type="closer">Yours, </ab><ab type="signed">Quill</ab><ab type="closer">of Hull</ab>'
        f'<note type="enclosure">{P}</note>{P}'
    )


@pytest.mark.parametrize(
    ("found", "becomes"),
    [
        (element("stamp", "Secret"), '<ab type="stamp"><stamp>Secret</stamp></ab>'),
        (element("idno", "440", type="copy"), '<ab type="idno"><idno type="copy">440</idno></ab>'),
        (element("date", "1961"), '<ab type="date"><date>1961</date></ab>'),
        (element("persName", "Quill"), '<ab type="block"><persName>Quill</persName></ab>'),
        (
            element("seg", "Secret", type="classification"),
            '<ab type="classification"><seg type="classification">Secret</seg></ab>',
        ),
        (element("trailer", "The End"), '<ab type="trailer">The End</ab>'),
    ],
    ids=lambda value: value.element if isinstance(value, Node) else "",
)
def test_a_phrase_between_blocks_gets_a_block_of_its_own(found: Node, becomes: str) -> None:
    assert fit(found, p()) == (f"{becomes}{P}", [])


def test_a_head_below_the_text_becomes_a_block() -> None:
    assert fit(p(), element("head", "Of Ropes")) == (f'{P}<ab type="head">Of Ropes</ab>', [])


def test_a_postscript_without_text_before_it_becomes_its_paragraphs() -> None:
    assert fit(element("postscript", element("p", "P.S. Write.")), p())[0] == f"<p>P.S. Write.</p>{P}"


def test_a_postscript_of_a_head_alone_is_none() -> None:
    fitted_text, _ = fit(p(), element("postscript", element("head", "Of Ropes")))
    assert fitted_text == f'{P}<ab type="head">Of Ropes</ab>'


def continued(content: str) -> str:
    return f'</div><div type="continuation">{content}'


def test_a_paragraph_after_a_closer_begins_a_continuation() -> None:
    closer = element("closer", element("signed", "Quill"))
    assert fit(p(), closer, p()) == (f"{P}<closer><signed>Quill</signed></closer>{continued(P)}", [CONTINUED])


def test_a_paragraph_after_sections_begins_a_continuation() -> None:
    assert fit(element("div", p(), type="section"), p()) == (
        f'<div type="section">{P}</div>{continued(P)}', [CONTINUED]
    )  # fmt: skip


def test_a_section_after_a_closer_begins_a_continuation() -> None:
    closer, section = element("closer", element("signed", "Quill")), element("div", p(), type="section")
    assert fit(p(), closer, section) == (
        f"{P}<closer><signed>Quill</signed></closer>" + continued(f'<div type="section">{P}</div>'), [CONTINUED]
    )  # fmt: skip


def test_notes_and_page_breaks_may_follow_a_closer() -> None:
    closer = element("closer", element("signed", "Quill"))
    assert fit(p(), closer, element("note", p(), type="enclosure"), element("pb", n="2")) == (
        f'{P}<closer><signed>Quill</signed></closer><note type="enclosure">{P}</note><pb n="2"/>', []
    )  # fmt: skip


def test_sections_are_repaired_within_their_division() -> None:
    section = element("div", p(), element("closer", element("signed", "Quill")), p(), type="section")
    assert fit(section)[0] == (
        f'<div type="section">{P}<closer><signed>Quill</signed></closer></div><div type="continuation">{P}</div>'
    )
