"""The pages of archives: what they say of a document goes into the header, whatever the layout and its blank lines."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from teikit import Edition, convert
from teikit.profile import profile_names, signs
from teikit.resources import schema_path
from teikit.tei import TEI

FOLDER = Path(__file__).parent / "frames"
PAGES = sorted(path.stem for path in FOLDER.glob("*.txt"))
SPACED = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "a blank line after every line": lambda text: text.replace("\n", "\n\n"),
    "no blank lines": lambda text: re.sub(r"\n+", "\n", text),
}
# what no body may hold
CHROME = re.compile(
    r"(?i)skip to content|search filter|get citation|share document|VIEW DOCUMENT IN|document information|uploaded date|"
    r"associated places|release decision|declassified in part|page count|© the|case number|=====|historical documents"
)


@cache
def page(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


@cache
def edition(name: str) -> Edition:
    return convert(page(name))


@cache
def root(name: str) -> etree._Element:
    return etree.fromstring(edition(name).to_bytes())


def found(name: str, path: str) -> list[str]:
    """The texts of these elements of the header, white space made even; `@x` at the end asks for an attribute."""
    way, _, attribute = path.partition("/@")
    steps = "/".join(f"{{{TEI}}}{step}" for step in way.split("/"))
    met = root(name).findall(f"{{{TEI}}}teiHeader//{steps}")
    return [
        element.get(attribute, "") if attribute else " ".join("".join(element.itertext()).split()) for element in met
    ]


def body(made: Edition) -> str:
    text = etree.fromstring(made.to_bytes()).find(f"{{{TEI}}}text")
    assert text is not None
    return "".join("".join(text.itertext()).split())


def facts(made: Edition) -> str:
    """All that the header takes from the page, white space aside."""
    header = etree.fromstring(made.to_bytes())[0]
    for name in ("encodingDesc", "correspDesc"):
        for element in header.findall(f".//{{{TEI}}}{name}"):
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)
    return "".join("".join(header.itertext()).split())


# ---- every page -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_known_by_its_frame_and_gives_a_valid_file(name: str) -> None:
    expected = next(known for known in sorted(profile_names(), key=len, reverse=True) if name.startswith(known))
    assert edition(name).profile == expected
    schema = etree.RelaxNG(etree.parse(str(schema_path("teikit"))))
    assert schema.validate(root(name)), schema.error_log


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_the_page_is_in_the_body_and_no_letter_is_lost(name: str) -> None:
    ledger = edition(name).ledger
    assert not CHROME.search(" ".join(root(name)[1].itertext()))
    spread = sorted("".join(ledger.source.text[entry.start : entry.end] for entry in ledger.entries if entry.end))
    assert [letter for letter in spread if not letter.isspace()] == sorted("".join(page(name).split()))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("spacing", SPACED)
def test_the_same_page_with_other_blank_lines_says_the_same(name: str, spacing: str) -> None:
    other = convert(SPACED[spacing](page(name)))
    assert other.profile == edition(name).profile
    assert sorted(body(other)) == sorted(body(edition(name)))
    assert facts(other) == facts(edition(name))


def test_the_signs_that_are_read_alone_are_those_of_the_profile() -> None:
    for name in ("leiden", "smithsonian", "fromthepage", "generic", "letters", "minutes"):
        assert signs(name) == ()
    assert "\nCitation:" in signs("wilson-center")


# ---- the Wilson Center, in four layouts -------------------------------------------------------------------------------


def test_a_print_export_has_its_fields_above_the_text() -> None:
    name = "wilson-center-print"
    assert found(name, "titleStmt/title") == ["Letter of the Harbour Office in Tura to the Ministry of Fisheries"]
    assert found(name, "titleStmt/funder") == ["Aldby Foundation"]
    assert found(name, "respStmt/persName") == ["Mara Lind", "Piet Oster"]
    assert found(name, "abstract/p")[1] == "A second letter is mentioned but has not been found."
    assert found(name, "textLang/@mainLang") == ["ru"]
    assert found(name, "msIdentifier/repository") == ["Tura State Archive"]
    assert body(edition(name)).startswith("SECRETThenets")


def test_a_printed_page_of_old_glues_date_to_title_and_contents_to_text() -> None:
    name = "wilson-center-2015"
    assert found(name, "titleStmt/title") == ["Report of the Tura Net Works on the Second Quarter"]
    assert found(name, "creation/date") == ["March 02, 1958"]
    assert found(name, "notesStmt/note")[1] == "English Translation"
    assert body(edition(name)).startswith("ComradeDirector")


def test_the_old_site_has_its_summary_above_the_citation() -> None:
    name = "wilson-center-old-site"
    assert found(name, "titleStmt/title") == ["TELEGRAM FROM THE CONSULATE IN TURA ON THE LIGHTHOUSE"]
    assert found(name, "abstract/p") == [
        "The consul informs the ministry that the lighthouse went dark for two nights."
    ]
    assert found(name, "publicationStmt/idno") == ["http://archive.example.org/document/119333"]
    assert found(name, "bibl/idno") == ["Aldby Foreign Office Archive, box 14, folder 3"]
    assert body(edition(name)).startswith("CipheredtelegramFromTura")


def test_a_page_that_lost_its_capitals_takes_its_title_from_the_citation() -> None:
    name = "wilson-center-old-site-lost-capitals"
    assert found(name, "titleStmt/title") == ["Telegram from the Consulate in Tura on the Lighthouse"]
    assert found(name, "abstract/p") == [
        "The consul informs the ministry that the lighthouse went dark for two nights."
    ]
    assert body(edition(name)).startswith("CipheredtelegramFromTura")


def test_the_site_has_its_fields_below_the_text_and_the_summary_between() -> None:
    name = "wilson-center-site"
    assert found(name, "titleStmt/title") == ["Conversation Between the Consul of Aldby and the Mayor of Tura"]
    assert found(name, "titleStmt/author") == ["Vesk, Edvard"]
    assert found(name, "titleStmt/funder") == ["Aldby Foundation", "Society of Tura"]
    assert found(name, "respStmt/persName") == ["Ilse Rand", "Mara Lind"]
    assert found(name, "publicationStmt/idno") == ["120471"]
    assert found(name, "publicationStmt/date/@when") == ["2014-03-21"]
    assert len(found(name, "availability/p")) == 2
    assert found(name, "abstract/p/@cert") == ["medium"]
    assert body(edition(name)).endswith("E.Vesk")


def test_people_places_subjects_kind_and_grade_are_keywords() -> None:
    terms = found("wilson-center-site", "keywords/term")
    kinds = found("wilson-center-site", "keywords/term/@type")
    assert list(zip(kinds, terms, strict=True)) == [
        ("person", "Orlin, Tomas"),
        ("organization", "Ministry of Bridges (Tura)"),
        ("place", "Tura"),
        ("subject", "Bridges--Tura"),
        ("subject", "Tolls"),
        ("subject", "Customs duties"),
        ("document", "Memorandum of Conversation"),
        ("classification", "Confidential"),
    ]


def test_a_reader_view_has_the_summary_above_the_date_and_fields_left_empty() -> None:
    name = "wilson-center-reader"
    assert found(name, "titleStmt/title") == ["Notice of the Harbour Master of Aldby"]
    assert found(name, "abstract/p")[0].startswith("The harbour master of Aldby explains")
    assert found(name, "titleStmt/author") == []
    assert found(name, "publicationStmt/idno") == ["harbour-notice-1964"]
    assert body(edition(name)).endswith("withintheweek.")


def test_labels_may_be_bold_and_have_their_values_on_their_line() -> None:
    text = re.sub(
        r"(Citation|Summary|Credits|Original Language|Contents):\n\n", r"**\1:** ", page("wilson-center-print")
    )
    assert facts(convert(text)) == facts(edition("wilson-center-print"))
    assert body(convert(text)) == body(edition("wilson-center-print"))


def test_a_page_cut_off_below_its_text_is_known_by_what_stands_above() -> None:
    made = convert(page("wilson-center-site").partition("The consul of Aldby and the mayor of Tura discuss")[0])
    assert (made.profile, body(made)) == ("wilson-center", body(edition("wilson-center-site")))


def test_lines_of_the_text_that_look_like_labels_stay_in_it() -> None:
    lines = "Source: a talk with the boatmen.\n\nType: letter\n\nThe nets"
    made = convert(page("wilson-center-print").replace("The nets", lines))
    assert "Source:atalkwiththeboatmen.Type:letterThenets" in body(made)
    made = convert(page("wilson-center-site").replace("I asked", "Source: hearsay\n\nRights: none\n\nI asked"))
    assert "Source:hearsayRights:noneIasked" in body(made)
    made = convert(page("wilson-center-print").replace("The nets", "Contents: of the box were lost.\n\nThe nets"))
    assert "Contents:oftheboxwerelost.Thenets" in body(made)


def test_a_profile_chosen_for_a_bare_text_takes_nothing_from_it() -> None:
    text = "May 4, 1950\n\nThis report describes the nets in detail. It is long.\n\nMore prose follows here.\n\nA. Vesk"
    for name in ("wilson-center", "cia-reading-room", "bukovsky", "national-security-archive", "letters"):
        assert body(convert(text, profile=name)) == "".join(text.split())


# ---- other archives ---------------------------------------------------------------------------------------------------


def test_a_printed_edition_names_the_file_above_the_title() -> None:
    assert found("frus", "titleStmt/title") == ["The Ambassador in Aldby (Quill) to the Secretary of State"]
    assert found("frus", "bibl") == [
        "Foreign Relations of the United States, 1950, Northern Islands, Volume IX",
        "611.41/3–550: Telegram",
    ]
    assert found("frus", "msIdentifier/idno") == ["611.41/3–550"]
    assert '<pb n="636"/>' in edition("frus").to_bytes().decode()


def test_a_note_that_states_the_source_is_copied_into_the_header() -> None:
    assert found("frus-1998", "titleStmt/title") == [
        "29. Telegram From the Embassy in Aldby to the Department of State"
    ]
    assert found("frus-1998", "bibl")[0].startswith("Source: Department of State, Central Files")
    assert "Source:DepartmentofState" in body(edition("frus-1998"))


@pytest.mark.parametrize("name", ["cwihp-bulletin", "cwihp-bulletin-numbered"])
def test_the_source_at_the_end_is_the_headers(name: str) -> None:
    assert found(name, "titleStmt/title") == ["3 July 1951, ciphered telegram, Orlin to Vesk"]
    assert found(name, "creation/date/@when") == ["1951-07-03"]
    assert found(name, "respStmt/persName") == ["Mara Lind"]
    assert found(name, "msIdentifier/repository") == ["Tura State Archive"]
    assert "Source" not in body(edition(name))


def test_a_block_of_labels_is_read_up_to_the_text() -> None:
    name = "cia-reading-room"
    assert found(name, "titleStmt/title") == ["THE FISHERIES OF THE NORTHERN COAST"]
    assert found(name, "msIdentifier/collection") == ["General Records"]
    assert found(name, "msIdentifier/idno") == ["CIA-RDP00X00000A000100020003-4"]
    assert found(name, "creation/date/@when") == ["1953-05-04"]
    assert found(name, "keywords/term") == ["CREST", "REPORT", "C"]
    assert "Sequence Number: 3" in found(name, "notesStmt/note")
    made = edition(name).to_bytes().decode()
    assert '<gap reason="redacted" n="25X1"/>' in made
    assert '<gap reason="redacted" unit="page" quantity="3"/>' in made
    dropped = [entry.became for entry in edition(name).ledger.entries if entry.home == "dropped"]
    assert dropped == ["page furniture", "running head", "running head"]


def test_a_running_head_is_dropped_and_the_title_kept() -> None:
    name = "national-security-archive"
    assert found(name, "titleStmt/title") == ["The Diary of Edvard Vesk, 1985"]
    assert found(name, "respStmt/persName") == ["E. T. Vesk", "Mara Lind", "Ilse Rand"]
    assert found(name, "publicationStmt/idno") == ["http://www.nsarchive.example.org"]
    assert found(name, "availability/p") == ["Translation © The National Security Archive, 2006"]
    assert body(edition(name)).startswith("January4th,1985.")
    assert "TheDiary" not in body(edition(name))


def test_a_translating_office_gives_number_and_language() -> None:
    name = "state-department"
    assert found(name, "publicationStmt/publisher") == ["DEPARTMENT OF STATE"]
    assert found(name, "publicationStmt/idno") == ["45989"]
    assert found(name, "textLang") == ["Russian"]
    assert body(edition(name)).startswith("receivedMay4,1962")


def test_one_line_may_hold_date_number_and_keyword() -> None:
    assert found("bukovsky", "creation/date/@when") == ["1980-01-04"]
    assert found("bukovsky", "publicationStmt/p/idno") == ["1036-A"]
    assert found("bukovsky", "keywords/term") == ["Fisheries"]
    assert found("bukovsky", "abstract/p")[0].startswith("Report of the council")
    assert found("bukovsky", "msIdentifier/idno") == ["4 January 1980, 1036-A"]
    assert found("bukovsky", "respStmt/persName") == ["Mara Lind"]


def test_a_paragraph_goes_on_below_a_running_head_with_its_page_number() -> None:
    head = "Edvard Vesk, 1985"
    first, second = "The council met again about the boats that never", "came back in the winter of the great ice."
    above = f"{head}\n\nTranslated by Mara Lind\n\nThe National Security Archive\n\n"
    made = convert(f"{above}{first}\n{head}  12\n{second}\n\n{head}  13\n\nThe ice is on the river now.")
    text = made.to_bytes().decode()
    assert f"<p>{first} {second}</p>" in text
    assert text.count(head) == 1


def test_a_source_note_below_a_running_head_is_whole() -> None:
    banner = "Approved For Release 2001/05/04 : CIA-RDP00X0"
    text = f"Document Type:\n\nCREST\n\nBody:\n\nIt rained.[1]\n\n[1] See the\n{banner}\nother file."
    assert "<note" in (made := convert(text).to_bytes().decode())
    assert banner not in made
