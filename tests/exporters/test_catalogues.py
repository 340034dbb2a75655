"""Dublin Core, MODS and EAD3: valid by the schemas of those who keep them, and saying what the header says."""

from __future__ import annotations

import pytest
from exporters.invented import FOLDER, document, tei
from exporters.ours import editions
from lxml import etree
from referees import reference

from teikit.exporters import export, export_collection, export_with_findings
from teikit.exporters.language_codes import library_code
from teikit.exporters.tagging import point, tag, written
from teikit.relaxng import Schema
from teikit.schematron import Schematron
from teikit.tei import TEI, TeiDocument

CATALOGUES = (("dublin-core", ".dc.xml"), ("mods", ".mods.xml"), ("ead3", ".ead.xml"))
# DCMI leaves the root to each application; this is the one that it suggests
CONTAINER = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:dcterms="http://purl.org/dc/terms/">
<xs:import namespace="http://purl.org/dc/terms/" schemaLocation="{}"/>
<xs:element name="metadata" type="dcterms:elementOrRefinementContainer"/></xs:schema>"""


class _Here(etree.Resolver):
    """MODS imports its schemas from the web; here are they beside it."""

    def resolve(self, url: str, public: str, context: object) -> object:  # type: ignore[override]
        name = url.rpartition("/")[2]
        if not url.startswith("http"):
            return None
        return self.resolve_filename(str(reference(f"mods/{name}")), context)  # type: ignore[arg-type]


def schema(name: str) -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Here())
    if name == "mods":
        return etree.XMLSchema(etree.parse(reference("mods/mods-3-7.xsd"), parser))
    return etree.XMLSchema(etree.fromstring(CONTAINER.format(reference("dublin-core/dcterms.xsd").as_uri()), parser))


@pytest.mark.parametrize(("name", "suffix"), CATALOGUES)
def test_a_translated_letter_in_an_archive_is_written_whole(name: str, suffix: str) -> None:
    assert export(document("translated"), name).decode() == (FOLDER / f"translated{suffix}").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["dublin-core", "mods"])
def test_every_edition_is_valid_by_the_schema(name: str) -> None:
    judge = schema(name)
    for found in (*editions(), *map(document, ("letter", "talk", "print", "translated")), tei("<p/>")):
        judge.assertValid(etree.fromstring(export(found, name)))


def test_every_edition_is_a_valid_finding_aid() -> None:
    judge = Schema.load(reference("ead3/ead3.rng"))
    for found in (*editions(), *map(document, ("letter", "talk", "print", "translated")), tei("<p/>")):
        assert list(judge.validate(export(found, "ead3"))) == []


def test_a_finding_aid_keeps_the_rules_of_the_saa() -> None:
    rules = Schematron.load(reference("ead3/ead3.sch"))
    for found in (*editions()[:12], document("translated")):
        broken = rules.validate(etree.fromstring(export(found, "ead3")))
        # the lists of codes that a rule looks into are not among the references
        assert [finding for finding in broken if "codelist" not in finding.message] == []


def test_dublin_core_of_a_corpus_names_its_texts() -> None:
    one = "<TEI><teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt></fileDesc></teiHeader></TEI>"
    found = TeiDocument.parse(
        f'<teiCorpus xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>All</title></titleStmt></fileDesc></teiHeader>'
        f"{one.format('One')}{one.format('Two')}</teiCorpus>".encode()
    )
    root = etree.fromstring(export(found, "dublin-core"))
    assert [part.text for part in root.iter("{http://purl.org/dc/elements/1.1/}title")] == ["All"]
    assert [part.text for part in root.iter("{http://purl.org/dc/terms/}hasPart")] == ["One", "Two"]
    schema("dublin-core").assertValid(root)


def test_several_documents_are_one_collection_of_mods_and_one_finding_aid() -> None:
    mods = etree.fromstring(export_collection(editions(), "mods")[0])
    schema("mods").assertValid(mods)
    ead = export_collection(editions(), "ead3")[0]
    assert list(Schema.load(reference("ead3/ead3.rng")).validate(ead)) == []
    assert len(mods) == len(editions()) == ead.count(b'<c level="item">')


def test_dublin_core_says_what_it_cannot() -> None:
    (finding,) = export_with_findings(document("translated"), "dublin-core")[1]
    assert finding.code == "TK430"
    assert "what each contributor did, addresses of persons, original language" in finding.message


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ('when="1955-01-31"', '<dcterms:created xsi:type="dcterms:W3CDTF">1955-01-31</dcterms:created>'),
        (
            'from="1955" to="1956-02"',
            '<dcterms:created xsi:type="dcterms:Period">start=1955; end=1956-02; scheme=W3C-DTF;</dcterms:created>',
        ),
        ('notAfter="1956"', '<dcterms:created xsi:type="dcterms:Period">end=1956; scheme=W3C-DTF;</dcterms:created>'),
        ('when="1955" cert="low"', "<dcterms:created>1955?</dcterms:created>"),
        ("", "<dcterms:created>last winter</dcterms:created>"),
    ],
)
def test_dates_of_dublin_core_are_w3cdtf_or_periods(date: str, expected: str) -> None:
    header = f"<fileDesc/><profileDesc><creation><date {date}>last winter</date></creation></profileDesc>"
    assert expected in export(tei("<p/>", header), "dublin-core").decode()


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ('when="1955-01-31" cert="low"', '<datesingle standarddate="1955-01-31">winter</datesingle>'),
        ('from="1955" to="1956"', '<fromdate standarddate="1955">1955</fromdate>'),
        ('notBefore="1955" notAfter="1956"', '<datesingle notbefore="1955" notafter="1956">winter</datesingle>'),
        ("", "<unitdate>winter</unitdate>"),
    ],
)
def test_dates_of_a_finding_aid_are_structured_where_they_are_known(date: str, expected: str) -> None:
    header = f"<fileDesc/><profileDesc><creation><date {date}>winter</date></creation></profileDesc>"
    data = export(tei("<p/>", header), "ead3")
    assert expected in data.decode()
    assert list(Schema.load(reference("ead3/ead3.rng")).validate(data)) == []


def test_who_did_several_things_is_one_name_in_mods() -> None:
    header = (
        "<fileDesc><titleStmt><title>T</title><editor>Ann Orr</editor>"
        "<respStmt><resp>Translated by</resp><name>Ann Orr</name></respStmt></titleStmt></fileDesc>"
    )
    root = etree.fromstring(export(tei("<p/>", header), "mods"))
    names = root.findall("{*}name")
    assert [term.text for term in names[0].iter("{*}roleTerm")] == ["edt", "editor", "trl", "Translated by"]
    assert len(names) == 1


@pytest.mark.parametrize(
    ("tag", "code"), [("de-AT", "ger"), ("cs", "cze"), ("grc", "grc"), ("zxx", "zxx"), ("qqq", "")]
)
def test_libraries_have_three_letters_for_a_language(tag: str, code: str) -> None:
    assert library_code(tag) == code


def test_elements_that_say_nothing_are_left_out() -> None:
    made = tag("a", tag("b", ""), tag("c", [tag("d", "x & <y>", n='"1"'), point("e")], empty=""), point("f", n="2"))
    assert written(made).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<a>\n <c>\n'
        '  <d n=\'"1"\'>x &amp; &lt;y&gt;</d>\n </c>\n <f n="2"/>\n</a>\n'
    )
