"""Every code says what it means, in whole sentences; its page is made of that."""

from __future__ import annotations

import pytest
from lxml import etree

from teikit.codes import Code, code, codes, page
from teikit.diagnostics import Severity, TeikitError

SEVERITIES = {str(severity) for severity in Severity}


@pytest.mark.parametrize("about", codes().values(), ids=lambda about: about.code)
def test_a_code_has_a_title_sentences_and_an_example(about):
    assert about.title and not about.title.endswith(".")
    assert about.meaning.endswith(".") and about.todo.endswith(".")
    assert about.example
    assert set(about.severity.replace(",", "").replace(" or", "").split()) <= SEVERITIES


def test_codes_stand_in_their_order():
    assert list(codes()) == sorted(codes())


@pytest.mark.parametrize(
    "about", [each for each in codes().values() if each.instead.startswith("<")], ids=lambda each: each.code
)
def test_what_is_put_right_is_well_formed(about):
    assert len(etree.fromstring(f"<examples>{about.instead}</examples>"))


def test_a_page_shows_source_and_text_one_below_the_other():
    about = Code("TK999", "matter", "Title", "error", "Meaning.", "Do this.", "a\n---\n<p>b</p>\n", "<p>a</p>\n")
    assert page(about) == (
        "# TK999: Title\n\n*error* · matter\n\nMeaning.\n\n## Example\n\n```text\na\n```\n\n```xml\n<p>b</p>\n```\n\n"
        "Instead:\n\n```xml\n<p>a</p>\n```\n\n## What to do\n\nDo this.\n"
    )


def test_a_code_is_found_in_small_letters_too_and_refused_where_there_is_none():
    assert code(" tk212 ").code == "TK212"
    with pytest.raises(TeikitError, match="TK013: there is no code “TK1”"):
        code("TK1")
