"""Fragments, style sheets and templates of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from exporters.html_rules import Rules
from exporters.invented import NAMES, document, tei

from teikit.diagnostics import TeikitError
from teikit.exporters import export

CHOICE = (
    "<p>See <choice><sic>teh</sic><corr>the</corr></choice> <del>old</del> mi<ex>ll</ex><fw>run</fw><cb n='2'/> now</p>"
)


def shown(view: str) -> str:
    marked = export(tei(CHOICE), "html", fragment=True, view=view).decode()
    return " ".join("".join(Rules(f"<main>{marked}</main>").shown["rv"]).split())


def fault(text: str, folder: Path) -> tuple[str, str]:
    (folder / "page.html").write_text(text, encoding="utf-8")
    with pytest.raises(TeikitError) as refused:
        export(tei("<p/>"), "html", template=folder / "page.html")
    return refused.value.diagnostic.code, refused.value.diagnostic.message


def test_a_fragment_is_the_text_and_its_notes_alone() -> None:
    assert export(tei("<p>One<note>Two</note></p>"), "html", fragment=True).decode() == (
        '<div class="tei">\n<div class="document"><div class="text"><div class="body"><p class="p">One<sup class="call'
        ' sign"><a role="doc-noteref" id="call-1" href="#note-1" aria-label="note 1">1</a></sup></p></div></div></div>\n'
        '<section class="endnotes" role="doc-endnotes" aria-labelledby="tk-notes"><h2 id="tk-notes" class="sign" lang="en">Notes'
        '</h2>\n<ol>\n<li id="note-1" class="endnote"><span class="sign label">1</span> <div>Two <a class="backlink'
        ' sign" role="doc-backlink" href="#call-1" aria-label="back to the text, note 1">↩</a></div></li>\n</ol>'
        "</section>\n</div>\n"
    )


def test_a_fragment_shows_one_view_without_any_style_sheet() -> None:
    assert shown("reading") == "See the mill now"
    assert shown("diplomatic") == "See teh old millrun now"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("view", ["reading", "diplomatic"])
def test_a_fragment_is_valid_and_its_links_lead_somewhere(name: str, view: str) -> None:
    marked = export(document(name), "html", fragment=True, view=view).decode()
    page = Rules(f"<main>{marked}</main>")
    assert page.faults == []
    assert set(page.links) <= set(page.ids)


def test_a_fragment_says_the_language_of_the_text() -> None:
    assert export(document("letter"), "html", fragment=True).startswith(b'<div class="tei" lang="en">')


def test_rules_of_ones_own_follow_those_of_the_page_and_cannot_end_the_sheet(tmp_path: Path) -> None:
    (tmp_path / "own.css").write_text("p { color: teal } </style><b>", encoding="utf-8")
    style = export(tei("<p/>"), "html", css=tmp_path / "own.css").decode().partition("<style>")[2].partition("</style>")
    assert style[0].endswith("p { color: teal } <\\/style><b>\n")


def test_a_template_puts_the_parts_where_it_names_them(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<title>$title$</title> 5 $ or $$6 $body$", encoding="utf-8")
    assert export(tei("<p>One</p>"), "html", template=tmp_path / "page.html").decode() == (
        '<title>A title</title> 5 $ or $6 <div class="document"><div class="text"><div class="body"><p class="p">One</p>'
        "</div></div></div>"
    )


def test_a_template_with_an_unknown_part_is_refused(tmp_path: Path) -> None:
    assert fault("<p>\n$body$ $colour$", tmp_path) == ("TK421", "the template asks for $colour$, which no page has")


def test_a_template_without_the_text_is_refused(tmp_path: Path) -> None:
    assert fault("$title$", tmp_path) == ("TK421", "the template has no place for the text")


@pytest.mark.parametrize("option", ["css", "template"])
def test_a_file_that_is_not_there_is_refused(option: str, tmp_path: Path) -> None:
    with pytest.raises(TeikitError) as refused:
        export(tei("<p/>"), "html", **{option: tmp_path / "none"})
    assert refused.value.diagnostic.code == "TK420"
