"""What the header says: the user's facts before the page's, teikit's own sentences, and copies of the text's own words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from teikit import Metadata, convert, read
from teikit.grammars.calendars import ERAS
from teikit.grammars.date_readings import OLD_AND_NEW
from teikit.statements import CALENDARS

PROSE = "The mill stands still, since the river is low and the wheel is broken in two places, as the miller wrote to the town."
LETTER = "Hull, 2 May 1961\n\nDear friend,\n\nThe sea is calm here [sic].\n\nYours,\n\nAda Quill\n"
_INDENT = re.compile(r"\n *")


def part(name: str, text: str = LETTER, **given: object) -> str:
    """An element of the header and what is in it, on one line; nothing where there is none."""
    header = _header(text, Metadata.from_mapping(given))
    found = re.search(rf"<{name}[ >].*?</{name}>", header)
    return found[0] if found else ""


@cache
def _header(text: str, given: Metadata) -> str:
    markup = convert(text, metadata=given).to_bytes().decode()
    return _INDENT.sub("", markup[: markup.index("<text ")])


# Calendars


def test_the_calendars_of_the_dates_are_declared_once_each() -> None:
    text = "Hull, 2 May 1961\n\nThe festival is on September 11 Juche 79 (1990), and was on September 12 Juche 78 (1989).\n"
    assert part("calendarDesc", text) == (
        '<calendarDesc><calendar xml:id="juche"><p>The Juche calendar of the Democratic People\'s Republic of Korea;'
        " its first year is 1912.</p></calendar></calendarDesc>"
    )
    assert part("calendarDesc") == ""


def test_every_calendar_of_a_grammar_has_its_sentence() -> None:
    named = {era.calendar for era in ERAS.values()} | set(OLD_AND_NEW.split())
    assert named == CALENDARS.keys()


# Titles and names


def test_a_title_that_is_given_wins() -> None:
    assert part("title", title="A Calm Sea") == '<title type="main">A Calm Sea</title>'


def test_without_a_title_the_first_heading_is_copied() -> None:
    report = (
        "REPORT ON THE MILL\n\nThe mill stands still, since the river is low and the wheel is broken in two places."
    )
    assert part("title", report) == '<title type="main">REPORT ON THE MILL</title>'


def test_without_a_heading_the_title_is_the_name_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "quill-4.txt"
    path.write_text(LETTER, encoding="utf-8")
    markup = convert(read(path)).to_bytes().decode()
    assert '<title type="main">Transcript of quill-4.txt</title>' in markup


def test_without_any_title_the_header_says_so() -> None:
    assert part("title") == '<title type="main">Untitled transcript</title>'


@pytest.mark.parametrize("role", ["author", "editor", "funder", "sponsor"])
def test_those_who_are_given_are_named_in_their_role(role: str) -> None:
    assert part("titleStmt", **{role: ["B. Reed", "C. Rush"]}).count(f"<{role}>") == 2


def test_the_first_translator_can_be_pointed_to() -> None:
    assert part("respStmt", translator=["B. Reed"]) == (
        '<respStmt><resp>translator</resp><persName xml:id="translator">B. Reed</persName></respStmt>'
    )


def test_whoever_put_words_in_brackets_is_declared_without_a_name() -> None:
    assert part("respStmt", "The sea [of the north] is calm, as Quill has written to us from Hull.") == (
        '<respStmt><resp>transcriber</resp><name xml:id="transcriber">not named</name></respStmt>'
    )


# Publication and source


def test_without_a_publisher_the_header_says_so() -> None:
    assert part("publicationStmt") == (
        "<publicationStmt><p>No publisher was given for this transcript.</p></publicationStmt>"
    )


def test_a_publisher_without_a_licence_leaves_the_rights_open() -> None:
    assert part("publicationStmt", publisher="Rope Museum", id="R 12", url="https://example.org/12") == (
        '<publicationStmt><publisher>Rope Museum</publisher><idno type="URI">https://example.org/12</idno>'
        '<idno type="record">R 12</idno><availability status="unknown">'
        "<p>No licence was given; ask the holder of the rights.</p></availability></publicationStmt>"
    )


def test_a_licence_leads_to_its_address() -> None:
    given = {"publisher": "Rope Museum", "licence": "CC0", "licence_url": "https://example.org/l?a=1&b=2"}
    assert part("availability", **given) == (
        '<availability><licence target="https://example.org/l?a=1&amp;b=2">CC0</licence></availability>'
    )


def test_the_shelfmark_and_where_the_original_is_kept() -> None:
    given = {"repository": "Rope Museum", "shelfmark": "R 12", "original_language": "ru"}
    assert part("msDesc", **given) == (
        '<msDesc><msIdentifier><repository>Rope Museum</repository><idno type="shelfmark">R 12</idno></msIdentifier>'
        '<msContents><msItem><textLang mainLang="ru">Russian</textLang></msItem></msContents></msDesc>'
    )


# Profile


@pytest.mark.parametrize(
    ("date", "attributes"), [("1961-05", 'when="1961-05"'), ("1961/1962-03", 'from="1961" to="1962-03"')]
)
def test_a_date_that_is_given_is_the_documents(date: str, attributes: str) -> None:
    assert part("creation", date=date) == f"<creation><date {attributes}>{date}</date></creation>"


def test_an_abstract_that_is_given_is_a_paragraph() -> None:
    assert part("abstract", abstract="A letter.") == "<abstract><p>A letter.</p></abstract>"


def test_who_wrote_from_where_and_when_is_copied_from_the_letter() -> None:
    found = re.sub(r' (cert|resp)="[^"]*"', "", part("correspDesc"))
    assert found == (
        '<correspDesc><correspAction type="sent"><persName>Ada Quill</persName><placeName>Hull</placeName>'
        '<date when="1961-05-02">2 May 1961</date></correspAction></correspDesc>'
    )


def test_a_hand_is_named_by_what_it_signed() -> None:
    text = 'The sea is calm here, and the boats are out.\n\n[handwritten: "Seen. B. Reed"]\n'
    assert part("handNotes", text) == (
        '<handNotes><handNote xml:id="hand1">Handwritten note of B. Reed</handNote></handNotes>'
    )


# What teikit did


def test_only_what_was_interpreted_is_declared() -> None:
    assert "The bracket [sic] was read as vouching for the word before it." in part("interpretation")
    assert "[sic]" not in part("interpretation", "The sea is calm here.")


def test_the_declaration_of_one_document_does_not_change_that_of_the_next() -> None:
    first = convert(LETTER).to_bytes()
    convert(LETTER + "\n[stamp: Hull Office]\n")
    assert convert(LETTER).to_bytes() == first


def test_the_transcript_is_named_by_its_digest() -> None:
    assert part("idno", "Dear friend") == (
        '<idno type="sha256">4b53ebb686a7a9814848d81c6eb83678645c4a2ca36ffbffb0a889b53f4e409c</idno>'
    )


@pytest.mark.parametrize(
    ("heading", "sent", "received"),
    [
        (
            "12. Telegram From the Embassy in Norland to the Department of State",
            "<orgName>Embassy in Norland</orgName>",
            "<orgName>Department of State</orgName>",
        ),
        (
            "The Consul at Ostrel (Vane) to the Secretary of State",
            "<roleName>Consul at Ostrel (Vane)</roleName>",
            "<roleName>Secretary of State</roleName>",
        ),
        ("Mr. Alder to Mr. Fenn.", "<persName>Mr. Alder</persName>", "<persName>Mr. Fenn</persName>"),
    ],
)
def test_a_heading_says_who_wrote_to_whom(heading: str, sent: str, received: str) -> None:
    text = f"{heading}\n\nHull, 2 May 1961\n\n{PROSE}"
    found = re.sub(r' (cert|resp|when)="[^"]*"', "", part("correspDesc", text))
    assert found == (
        f'<correspDesc><correspAction type="sent">{sent}<placeName>Hull</placeName><date>2 May 1961</date></correspAction>'
        f'<correspAction type="received">{received}</correspAction></correspDesc>'
    )


@pytest.mark.parametrize("heading", ["The Road to Peace", "Report to the Committee", "The Way to Hull"])
def test_a_title_is_no_correspondence(heading: str) -> None:
    assert part("correspDesc", f"{heading}\n\nHull, 2 May 1961\n\n{PROSE}") == ""
