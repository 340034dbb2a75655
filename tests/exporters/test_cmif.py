"""CMIF: one list for a collection, as correspSearch takes it."""

from __future__ import annotations

from functools import cache

import pytest
from exporters.invented import FOLDER, document, tei
from exporters.ours import editions
from lxml import etree
from referees import reference

from teikit.diagnostics import TeikitError
from teikit.exporters import export, export_collection, export_with_findings
from teikit.relaxng import Schema
from teikit.schematron import Schematron
from teikit.tei import TeiDocument

CC_BY = (
    '<availability><licence target="https://creativecommons.org/licenses/by/4.0/deed.de">CC BY</licence></availability>'
)


def letter(
    sent: str = "<persName>A</persName>", received: str = "", rest: str = "", publication: str = "", text: str = "<p/>"
) -> TeiDocument:
    actions = "".join(
        f'<correspAction type="{kind}">{said}</correspAction>'
        for kind, said in (("sent", sent), ("received", received))
        if said
    )
    return tei(
        text,
        f"<fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt>{publication}</publicationStmt></fileDesc>"
        f"<profileDesc><correspDesc>{actions}</correspDesc>{rest}</profileDesc>",
    )


@cache
def referees() -> tuple[Schema, Schematron]:
    return Schema.load(reference("cmif/cmi-customization.rng")), Schematron.load(reference("cmif/cmif.sch"))


def faults(data: bytes) -> list[str]:
    schema, rules = referees()
    return [*map(str, schema.validate(data)), *map(str, rules.validate(etree.fromstring(data)))]


def described(data: bytes) -> list[str]:
    """The letters of a list, without line ends."""
    found = etree.fromstring(data).iterfind("{*}teiHeader/{*}profileDesc/{*}correspDesc")
    return [
        "".join(line.strip() for line in etree.tostring(each, encoding="unicode").splitlines()).replace(
            ' xmlns="http://www.tei-c.org/ns/1.0"', ""
        )
        for each in found
    ]


def test_a_letter_is_listed_with_all_that_it_says() -> None:
    assert export(document("translated"), "cmif").decode() == (FOLDER / "translated.cmif.xml").read_text(
        encoding="utf-8"
    )


def test_every_list_is_valid_by_schema_and_rules() -> None:
    for found in (*editions(), *map(document, ("letter", "talk", "print", "translated")), tei("<p/>")):
        assert faults(export(found, "cmif")) == []


def test_a_collection_is_one_valid_list_of_its_letters() -> None:
    data, findings = export_collection(editions(), "cmif")
    letters = len(described(data))
    assert faults(data) == []
    assert letters == len(editions()) - [finding.code for finding in findings].count("TK431") > 5


def test_letters_of_one_edition_share_its_id_and_those_of_another_do_not() -> None:
    one, other = "<publisher>Orm</publisher>", "<publisher>Vellin</publisher>"
    data, _ = export_collection([letter(publication=one), letter(publication=one), letter(publication=other)], "cmif")
    sources = [each.get("source") for each in etree.fromstring(data).iter("{*}correspDesc")]
    assert sources[0] == sources[1] != sources[2]
    assert faults(data) == []


def test_who_is_not_known_is_unknown_and_only_addresses_of_the_header_are_given() -> None:
    (made,) = described(export(letter('<persName ref="#p1">A</persName><date>May</date>'), "cmif"))
    assert '<correspAction type="sent"><persName>A</persName></correspAction>' in made
    assert '<correspAction type="received"><persName>Unknown</persName></correspAction>' in made


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ('when="1955-01-31T10:00:00"', '<date when="1955-01-31"/>'),
        ('from="1955" to="1956"', '<date from="1955" to="1956">winter</date>'),
        ('notBefore="1955"', '<date notBefore="1955">winter</date>'),
        ('when="1955" cert="medium"', '<date when="1955" cert="low">winter</date>'),
        ('when="-0050"', ""),
    ],
)
def test_dates_are_as_cmif_knows_them(date: str, expected: str) -> None:
    data = export(letter(f"<persName>A</persName><date {date}>winter</date>"), "cmif")
    (made,) = described(data)
    assert f'<correspAction type="sent"><persName>A</persName>{expected}</correspAction>' in made
    assert faults(data) == []


def test_a_mention_needs_an_address_and_stands_once() -> None:
    text = (
        '<p><rs type="person" ref="https://d-nb.info/gnd/1 https://d-nb.info/gnd/2">both</rs>'
        ' <persName ref="https://d-nb.info/gnd/1">one</persName> <persName>nobody</persName>'
        ' <title ref="https://example.org/w">Book</title></p>'
    )
    (made,) = described(export(letter(text=text), "cmif"))
    assert made.partition("<note>")[2].partition("<ref type=\"cmif:is")[0] == (
        '<ref type="cmif:mentionsPerson" target="https://d-nb.info/gnd/1">both</ref>'
        '<ref type="cmif:mentionsPerson" target="https://d-nb.info/gnd/2">both</ref>'
        '<ref type="cmif:mentionsBibl" target="https://example.org/w">Book</ref>'
    )  # fmt: skip


def codes(*documents: TeiDocument, **options: str) -> list[str]:
    return [finding.code for finding in export_collection(documents, "cmif", **options)[1]]


def test_what_keeps_a_list_from_the_harvest_is_said() -> None:
    assert codes(letter()) == ["TK432", "TK433"]
    assert codes(letter(publication=CC_BY), url="https://example.org/cmif.xml") == []
    assert codes(letter(publication=CC_BY), letter(), url="https://example.org/cmif.xml") == ["TK433"]


def test_the_address_of_the_list_is_the_one_given() -> None:
    data, _ = export_with_findings(letter(), "cmif", url="https://example.org/cmif.xml")
    assert b'<idno type="url">https://example.org/cmif.xml</idno>' in data


def test_an_address_with_blanks_is_refused() -> None:
    with pytest.raises(TeikitError, match=r"TK434.*“our list” is no address"):
        export(letter(), "cmif", url="our list")


def test_what_is_no_letter_is_left_out_and_named() -> None:
    data, findings = export_with_findings(tei("<p/>"), "cmif")
    assert (described(data), [finding.code for finding in findings]) == ([], ["TK431"])
    assert faults(data) == []


def test_a_list_is_as_old_as_the_latest_change_that_a_header_tells() -> None:
    found = letter("<persName>A</persName><date when='1887-10-14'/>")
    assert b'<date notBefore="1887-10-14"/>' in export(found, "cmif")
    assert b'<date when="2023-01-02"/>' in export(letter(publication="<date>2023-01-02</date>"), "cmif")


def test_a_header_that_describes_many_letters_lists_each_with_its_address_and_mentions() -> None:
    one = (
        '<correspDesc ref="https://example.org/{0}"><correspAction type="sent"><persName>{0}</persName></correspAction>'
        '<note><ref type="cmif:mentionsOrg" target="https://example.org/o">Office</ref></note></correspDesc>'
    )
    found = tei("<p/>", f"<fileDesc/><profileDesc>{one.format('A')}{one.format('B')}</profileDesc>")
    data = export(found, "cmif")
    assert [each.get("ref") for each in etree.fromstring(data).iter("{*}correspDesc")] == [
        "https://example.org/A",
        "https://example.org/B",
    ]
    assert data.count(b'<ref type="cmif:mentionsOrg" target="https://example.org/o">Office</ref>') == 2
    assert faults(data) == []


def test_other_formats_say_that_they_hold_the_first_letter() -> None:
    one = '<correspDesc><correspAction type="sent"><persName>A</persName></correspAction></correspDesc>'
    found = tei("<p/>", f"<fileDesc/><profileDesc>{one}{one.replace('A', 'B')}</profileDesc>")
    (finding,) = export_with_findings(found, "ris")[1]
    assert finding.message == "RIS has no field for what the header says of: further letters"
