"""Web annotations: as the model asks, with selectors that lead to the same text both ways, and no term that is dropped."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from exporters.annotation_rules import CONTEXT, faults
from exporters.invented import NAMES, document, tei
from golden.cases import NAMES as CASES
from golden.cases import transcript
from pyld import jsonld

import teikit
from teikit.exporters import export
from teikit.tei import TeiDocument


def collection(source: TeiDocument) -> Any:
    return json.loads(export(source, "web-annotation"))


def items(marked: str, header: str = "") -> list[Any]:
    found: list[Any] = collection(tei(marked, header))["first"]["items"]
    return found


def bodies(marked: str, number: int = 4) -> list[tuple[str, str]]:
    return [(each["purpose"], each.get("value") or each["source"]) for each in items(marked)[number]["body"]]


def wrong(found: Any) -> Iterator[str]:
    """The annotations of which a selector leads to another text, or to more places than one."""
    first, *others = found["first"]["items"]
    text = first["body"][0]["value"]
    for each in others:
        position, quotation = each["target"]["selector"]
        around = quotation["prefix"] + quotation["exact"] + quotation["suffix"]
        at = text.find(around)
        start = at + len(quotation["prefix"])
        if (start, start + len(quotation["exact"])) != (position["start"], position["end"]):
            yield f"{each['id']} is quoted from elsewhere"
        if text.find(around, at + 1) >= 0 and around != text:
            yield f"{each['id']} is quoted from two places"


@pytest.mark.parametrize("name", [*NAMES, *CASES])
def test_annotations_are_as_the_model_asks_and_their_selectors_agree(name: str) -> None:
    source = document(name) if name in NAMES else teikit.convert(transcript(name)).document
    found = collection(source)
    assert faults(found) == []
    assert list(wrong(found)) == []


def test_every_feature_is_an_annotation() -> None:
    features = json.loads(export(document("letter"), "json"))["features"]
    found = collection(document("letter"))["first"]["items"]
    own = [each["id"].partition("#annotation-")[2] for each in found]
    assert [key for key in own if key != "text" and not key.endswith("-call")] == [each["id"] for each in features]


def test_a_person_is_classified_and_identified() -> None:
    address = items("<p/>")[0]["target"]
    assert bodies('<p><persName ref="https://d-nb.info/gnd/1 #bell" cert="low">Bell</persName></p>', 5) == [
        ("classifying", "https://www.tei-c.org/release/doc/tei-p5-doc/en/html/ref-persName.html"),
        ("tagging", "persName"),
        ("identifying", "https://d-nb.info/gnd/1"),
        ("identifying", f"{items('<p>Bell</p>')[0]['target']}#bell"),
        ("describing", "cert: low"),
    ]
    assert address.startswith("ni:///sha-256;")


def test_a_date_has_its_normal_form_and_a_note_its_kind() -> None:
    assert bodies('<p><date when="1957-05-03">3 May</date></p>', 5)[2:] == [("describing", "when: 1957-05-03")]
    assert bodies('<note type="handwritten" key="h1">x</note>')[2:] == [
        ("tagging", "handwritten"),
        ("identifying", "h1"),
    ]


def test_a_pointer_that_leads_nowhere_from_here_is_described() -> None:
    assert bodies('<p><rs ref="psn:bell">B</rs></p>', 5)[2:] == [("describing", "ref: psn:bell")]


def test_what_the_text_leaves_out_is_described() -> None:
    assert bodies("<p><del>gone</del></p>", 5)[2:] == [("describing", "aside: gone")]


def test_a_note_comments_on_the_place_that_calls_it() -> None:
    call = items("<p>one<note>Why?</note> two</p>")[-1]
    assert (call["motivation"], call["body"][0]["value"]) == ("commenting", "Why?")
    assert call["target"]["selector"] == [
        {"type": "TextPositionSelector", "start": 3, "end": 3},
        {"type": "TextQuoteSelector", "exact": "", "prefix": "one", "suffix": " two\n\nWhy?"},
    ]


def test_a_quotation_is_widened_until_it_is_found_once() -> None:
    marked = f"<p>{'so ' * 60}<hi>so</hi>{' so' * 60}</p>"
    found = items(marked)[-1]["target"]["selector"]
    assert found[0]["start"] == 180
    assert list(wrong(collection(tei(marked)))) == []


def test_the_target_is_the_editions_address_where_the_header_has_one() -> None:
    header = (
        "<fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt>"
        '<idno type="URI">https://example.org/letters/1</idno></publicationStmt></fileDesc>'
    )
    assert items("<p>x</p>", header)[1]["target"]["source"] == "https://example.org/letters/1"


def test_no_term_is_dropped_when_the_annotations_are_expanded() -> None:
    found = collection(document("letter"))
    expanded = jsonld.expand({**found, "@context": CONTEXT})
    named = {term: each["@id"] if isinstance(each, dict) else each for term, each in CONTEXT.items()}
    wanted = Counter(named[key] for key in _keys(found) if key != "@context")
    assert Counter(key for key in _keys(expanded) if key not in ("@value", "@list") and key != "@id") == Counter(
        {key: count for key, count in wanted.items() if key != "@id"}
    )


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not (key == "@type" and "@value" in value):
                yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for each in value:
            yield from _keys(each)


@pytest.mark.parametrize("key", ["target", "motivation", "body"])
def test_the_rules_notice_what_is_missing(key: str) -> None:
    found = collection(document("letter"))
    del found["first"]["items"][3][key]
    with pytest.raises((AssertionError, KeyError)):
        assert faults(found) == []
