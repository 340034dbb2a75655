"""Any transcript becomes a valid TEI file that holds every planted word whole, in order of reading, and only its words."""

from __future__ import annotations

import re
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from teikit import TeikitError, convert
from teikit.resources import schema_path
from teikit.tei import TEI

# the conventions of the catalogue, with room for a word at each {}
SHAPES = [
    "{}", "{} {}", "[stamp: {}", "[{} stamp: {} 12 March 1955]", "]", "[", "[[{}]]", "[{}", "[signature]",
    "(N. {})", "1. {}", "2) {}", "a) {};", "- {}", "to the {}", "Dear {},", "31 January 1955", "№ 440/dv", "TOP SECRET",
    "Copy No. 2", "[illegible]", "[?{}?]", "{} [?]", "{} [sic]", "[handwritten:] {}", '[handwritten note: "{}" by {}]',
    "{} {} {} {} {} {} {} {} {} {} {} {} {} {}.", "{}:", "{};", "ATTACHMENT: {} on two pages.", "Typed on 1 May 1950",
    "2-PP/vv", "1 - addressee", "2 - to file {}", "P.S. {}", "Respectfully,", "**{}**", "I. {}", "F[{}] M[inistry]",
    "Pak {} [{}]", "[page 2]", "[1955]", "___", "[…]", "[translator's note: {}]", "{} & <{}>", "{}-", "Citation:",
    "Summary:", "FROM: {}", "-7-", "{}] {}", "?{}?]", "/A. {}/", "{}\u00a0{}", "[{} omitted]", "[[{} [{}]]",
]  # fmt: skip
BREAKS = ["\n", "\n\n", "\n\n\n", " ", "\r\n", "\f"]

words = st.text("bcdfghjkmpqtwxz", min_size=5, max_size=8).map(lambda stem: f"{stem}e")


@st.composite
def transcripts(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A transcript of conventions in any order, and the words planted in it."""
    planted: list[str] = []
    parts: list[str] = []
    for _ in range(draw(st.integers(1, 14))):
        shape = draw(st.sampled_from(SHAPES))
        found = [draw(words) for _ in range(shape.count("{}"))]
        planted += found
        parts += [shape.format(*found), draw(st.sampled_from(BREAKS))]
    return "".join(parts), planted


@cache
def schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(schema_path("teikit"))))


quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(transcripts())
def test_every_planted_word_stands_whole_in_a_valid_file(made: tuple[str, list[str]]) -> None:
    transcript, planted = made
    try:
        edition = convert(transcript)
    except TeikitError:
        assert not transcript.strip()
        return
    root = etree.fromstring(edition.to_bytes())
    assert schema().validate(root), schema().error_log
    typed = re.findall(r"[a-z]{5,}", transcript)
    found = re.findall(r"[a-z]{5,}", " ".join("".join(text) for text in _homes(root)))
    assert [word for word in planted if found.count(word) < typed.count(word)] == []


def _homes(root: etree._Element) -> list[list[str]]:
    """The text of the header's homes and of the text, block by block."""
    return [list(element.itertext()) for element in root]


@quick
@given(transcripts())
def test_the_text_is_never_altered_and_the_bytes_are_the_same_twice(made: tuple[str, list[str]]) -> None:
    transcript, _ = made
    if not transcript.strip():
        return
    edition = convert(transcript)
    body = etree.fromstring(edition.to_bytes()).find(f"{{{TEI}}}text")
    assert body is not None
    source = "".join(edition.ledger.source.text.split())
    for piece in body.itertext():
        assert "".join(piece.split()) in source
    assert convert(transcript).to_bytes() == edition.to_bytes()


@quick
@given(st.text(max_size=400))
def test_no_input_raises_anything_but_an_error_for_the_archivist(text: str) -> None:
    try:
        edition = convert(text)
    except TeikitError:
        return
    assert schema().validate(etree.fromstring(edition.to_bytes()))


@quick
@given(transcripts())
def test_the_ledger_accounts_for_every_character_once(made: tuple[str, list[str]]) -> None:
    transcript, _ = made
    if not transcript.strip():
        return
    ledger = convert(transcript).ledger
    text = ledger.source.text
    spread = "".join(text[entry.start : entry.end] for entry in ledger.entries)
    assert sorted("".join(spread.split())) == sorted("".join(text.split()))
