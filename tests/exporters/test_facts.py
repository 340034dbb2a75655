"""What the header says."""

from __future__ import annotations

from exporters.invented import document, tei
from lxml import etree

from teikit.exporters.facts import facts
from teikit.exporters.header import words


def test_a_citation_is_read_in_the_order_of_its_text() -> None:
    said = {fact.label: fact.values[0].text for fact in facts(document("letter").root).facts}
    assert said["Citation"].endswith("StAV fond 12, opis 4, delo 88. Translated by Ida Quill.")


def test_the_digest_of_the_source_is_found_wherever_appinfo_has_it() -> None:
    digest = "a" * 64
    known = facts(tei("", f"<encodingDesc><appInfo><p n='{digest}'>x</p></appInfo></encodingDesc>").root)
    assert [(fact.label, fact.values[0].text) for fact in known.facts] == [("Digest of the source (SHA-256)", digest)]


def test_the_parts_of_a_name_are_parted_by_spaces_and_those_of_a_record_by_commas() -> None:
    assert (
        words(etree.fromstring("<persName><forename>Ida</forename><surname>Quill</surname></persName>")) == "Ida Quill"
    )
    assert words(etree.fromstring("<imprint><pubPlace>Orm</pubPlace><date>1790</date></imprint>")) == "Orm, 1790"


def test_a_title_over_two_lines_is_one_line() -> None:
    assert words(etree.fromstring("<title>The Ferry<lb/>and the Fog</title>")) == "The Ferry and the Fog"


def test_a_file_without_a_header_has_no_facts() -> None:
    known = facts(etree.fromstring("<TEI><text><body/></text></TEI>"))
    assert (known.title, known.facts) == ("", ())
