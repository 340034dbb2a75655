"""What a page says of itself to programs: citation tags, Dublin Core, COinS, JSON-LD."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl

import lxml.html
from exporters.invented import document, tei

from teikit.exporters import export
from teikit.exporters.json_ld import linked_data


def page(source: object) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(export(source, "html").decode())  # type: ignore[arg-type]


def tags(name: str, prefix: str) -> list[tuple[str, str]]:
    found = page(document(name)).cssselect(f"meta[name^='{prefix}']")
    return [(tag.get("name", "").removeprefix(prefix), tag.get("content", "")) for tag in found]


def test_the_citation_tags_of_a_letter() -> None:
    assert tags("letter", "citation_") == [
        ("title", "On the Repair of the Harbour at Vellin and the Tasks of the Port Office"),
        ("author", "A. Morev"),
        ("publication_date", "1957/05/03"),
        ("publisher", "Harbour Document Archive"),
        ("language", "en"),
        ("public_url", "https://archive.example.org/document/4711"),
    ]


def test_the_dublin_core_of_a_letter_says_its_kind_in_a_word_that_zotero_knows() -> None:
    core = dict(tags("letter", "DC."))
    assert (core["type"], core["date"], core["source"]) == (
        "letter",
        "1957-05-03",
        "State Archive of Vellin, fond 12, opis 4, delo 88",
    )


def test_coins_holds_the_same_in_a_span_without_text() -> None:
    found = page(document("letter")).cssselect("span.Z3988")
    assert [span.text for span in found] == [None]
    fields = dict(parse_qsl(found[0].get("title", "")))
    assert (fields["ctx_ver"], fields["rft_val_fmt"]) == ("Z39.88-2004", "info:ofi/fmt:kev:mtx:dc")
    assert (fields["rft.type"], fields["rft.creator"]) == ("letter", "A. Morev")


def test_the_json_ld_in_the_page_is_that_of_its_own_format() -> None:
    script = page(document("letter")).cssselect("script[type='application/ld+json']")[0]
    assert json.loads(script.text) == linked_data(document("letter"))


def test_a_title_cannot_end_the_script() -> None:
    title = '<fileDesc><titleStmt><title>A &lt;/script>&lt;!-- "b" &amp; c</title></titleStmt></fileDesc>'
    found = page(tei("<p/>", title))
    assert (
        json.loads(found.cssselect("script[type='application/ld+json']")[0].text)["name"] == 'A </script><!-- "b" & c'
    )
    assert found.cssselect("meta[name='DC.title']")[0].get("content") == 'A </script><!-- "b" & c'


def test_a_document_without_a_header_has_a_title_and_a_kind_and_nothing_else() -> None:
    bare = export(tei("<p/>", "<fileDesc/>"), "html").decode()
    found = lxml.html.document_fromstring(bare).cssselect("meta[name^='DC.'], meta[name^='citation_']")
    assert {tag.get("name") for tag in found} == {"citation_title", "DC.title", "DC.type"}
