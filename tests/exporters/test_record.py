"""The typed record of a header."""

from __future__ import annotations

import pytest
from exporters.invented import document
from lxml import etree

from teikit.exporters.dating import Dating, day
from teikit.exporters.naming import Agent, relators_of
from teikit.exporters.record import (
    Action,
    Archive,
    Identifier,
    Language,
    Level,
    Place,
    Record,
    Relation,
    Rights,
    Source,
    Subject,
    Title,
    documents,
    record,
)
from teikit.tei import TEI, TeiDocument


def of(file: str = "", title: str = "", profile: str = "", source: str = "", encoding: str = "", **root: str) -> Record:
    """The record of a header of these parts."""
    attributes = "".join(f' {key.replace("_", ":")}="{value}"' for key, value in root.items())
    text = (
        f'<TEI xmlns="{TEI}"{attributes}><teiHeader><fileDesc><titleStmt>{title}</titleStmt>{file}'
        f"<sourceDesc>{source}</sourceDesc></fileDesc>{encoding}<profileDesc>{profile}</profileDesc></teiHeader><text/></TEI>"
    )
    return record(TeiDocument.parse(text.encode()).root)


def test_a_letter_is_read_whole() -> None:
    known = record(document("letter").root)
    assert known.title == "On the Repair of the Harbour at Vellin and the Tasks of the Port Office"
    assert known.authors == (Agent("A. Morev", kind="person", role="author", relators=("aut",)),)
    assert [(agent.name, agent.role, agent.relators) for agent in known.contributors] == [
        ("Coastal History Project", "sponsor", ("spn",)),
        ("Ministry of Canals", "funder", ("fnd",)),
        ("Ida Quill", "translated by", ("trl",)),
    ]
    levels = (Level("fond", "12"), Level("opis", "4"), Level("delo", "88"))
    assert known.archive == Archive(
        repository="State Archive of Vellin", shelfmark="fond 12, opis 4, delo 88", levels=levels
    )
    assert known.url == "https://archive.example.org/document/4711"


def test_a_file_without_a_header_has_an_empty_record() -> None:
    assert record(etree.fromstring("<TEI><text><body/></text></TEI>")) == Record()


def test_what_teikit_says_where_nothing_is_known_is_no_metadata() -> None:
    known = of(
        "<publicationStmt><p>No publisher was given for this transcript.</p></publicationStmt>",
        "<title>T</title><respStmt><resp>translator</resp><name>not named</name></respStmt>"
        '<respStmt><resp>encoding as TEI P5</resp><name xml:id="teikit">teikit</name></respStmt>',
        "<creation><date>undated</date></creation>",
        "<p>A transcript without a statement of its source.</p>",
    )
    assert known == Record(titles=(Title("T"),))


def test_the_title_is_the_documents_and_not_the_series_or_the_date() -> None:
    known = of(
        title='<title level="s">Letters of the Pells</title><title type="iso-date">1887-10-14</title>'
        '<title level="a">Pell to Quill</title><title type="sub">A draft</title><title xml:lang="de">Pell an Quill</title>'
    )
    assert (known.title, known.subtitles) == ("Pell to Quill", ("A draft",))
    assert known.alternatives == (Title("Pell an Quill", "main", "", "de"),)
    assert known.relations == (Relation("series", "Letters of the Pells"),)


def test_people_have_the_parts_that_are_marked_and_no_others() -> None:
    known = of(
        title="<author>Kim Il Sung</author><author>Pell, Edward</author>"
        "<author><persName ref='https://d-nb.info/gnd/1'><forename>Ida</forename> <nameLink>van</nameLink>"
        " <surname>Quill</surname></persName></author>"
    )
    assert known.authors == (
        Agent("Kim Il Sung", role="author", relators=("aut",)),
        Agent("Pell, Edward", "Pell", "Edward", role="author", relators=("aut",)),
        Agent(
            "Ida van Quill",
            "Quill",
            "Ida",
            "van",
            kind="person",
            role="author",
            relators=("aut",),
            ref="https://d-nb.info/gnd/1",
            key="https://d-nb.info/gnd/1",
        ),
    )
    assert [agent.inverted for agent in known.authors] == ["Kim Il Sung", "Pell, Edward", "Quill, Ida van"]


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("Translated and edited by", ("trl", "edt")),
        ("Transkription und Kommentierung", ("trc", "ann")),
        ("Traduction", ("trl",)),
        ("Herausgegeben von", ("edt",)),
        ("Prepared under the supervision of", ()),
        ("decoded", ()),
    ],
)
def test_a_role_has_a_code_where_its_words_are_certain(said: str, codes: tuple[str, ...]) -> None:
    assert relators_of(said) == codes


def test_a_role_may_point_to_its_relator() -> None:
    known = of(
        title='<respStmt><resp ref="http://id.loc.gov/vocabulary/relators/cre">made by</resp><name>A</name></respStmt>'
    )
    assert known.contributors == (Agent("A", role="made by", relators=("cre",)),)


def test_an_affiliation_beside_a_name_is_not_of_it() -> None:
    known = of(
        title="<principal><persName>Ida Quill</persName><affiliation><orgName>Orm College</orgName></affiliation></principal>"
    )
    assert [agent.name for agent in known.contributors] == ["Ida Quill"]


def test_a_letters_way_is_kept_step_by_step() -> None:
    known = of(
        profile='<correspDesc><correspAction type="sent"><persName ref="#p1">Pell</persName>'
        '<placeName ref="https://www.geonames.org/7">Orm</placeName><date notBefore="1887-10" notAfter="1888"/></correspAction>'
        '<correspAction type="received"><orgName>Harbour Office</orgName></correspAction></correspDesc>'
        '<particDesc><listPerson><person xml:id="p1"><persName>Edward Pell</persName><idno type="GND">118</idno></person>'
        "</listPerson></particDesc>"
    )
    sender = Agent("Pell", kind="person", ref="https://d-nb.info/gnd/118", key="p1")
    sent = Dating("sent", "", not_before="1887-10", not_after="1888")
    assert known.correspondence == (
        Action("sent", (sender,), (Place("Orm", "sent", "https://www.geonames.org/7"),), (sent,)),
        Action("received", (Agent("Harbour Office", kind="organisation", key=""),)),
    )
    assert known.participants == (
        Agent("Edward Pell", kind="person", ref="https://d-nb.info/gnd/118", key="p1"),
    )  # fmt: skip
    assert known.date == sent


def test_a_prefix_of_the_files_own_is_followed() -> None:
    definition = (
        '<prefixDef ident="gnd" matchPattern="([0-9X]+)" replacementPattern="https://d-nb.info/gnd/$1"/>'
        '<prefixDef ident="two" matchPattern="(a)(b)" replacementPattern="https://example.org/$1/$2"/>'
    )
    known = of(
        title='<author ref="gnd:12X">A</author><author ref="two:ab">B</author>',
        encoding=f"<encodingDesc><listPrefixDef>{definition}</listPrefixDef></encodingDesc>",
    )
    assert [agent.ref for agent in known.authors] == ["https://d-nb.info/gnd/12X", ""]


def test_a_shelfmark_is_whole_and_in_its_parts() -> None:
    known = of(
        source="<msDesc><msIdentifier><country>Orland</country><settlement>Vell</settlement>"
        "<institution>State Archive</institution><repository>Reading Room</repository><collection>Harbour</collection>"
        '<idno type="shelfmark">fond <idno type="fond">12</idno>, <idno type="x-record-group">4</idno></idno>'
        '<altIdentifier><idno type="old">HB 3</idno></altIdentifier></msIdentifier></msDesc>'
    )
    assert known.archive == Archive(
        "State Archive",
        "Reading Room",
        ("Harbour",),
        "fond 12, 4",
        (Level("fond", "12"), Level("record group", "4")),
        ("Vell", "Orland"),
        others=(Identifier("HB 3", "old"),),
    )
    assert (known.archive.holder, known.archive.location) == ("Reading Room, State Archive", "Harbour, fond 12, 4")


def test_a_printed_source_is_apart_from_the_edition() -> None:
    known = of(
        source="<biblStruct><analytic><author>Ida Quill</author><title level='a'>Fog</title></analytic><monogr>"
        "<title level='j'>Annals</title><imprint><pubPlace>Orm</pubPlace><publisher>Bell</publisher>"
        "<date when='1903'/><biblScope unit='page'>3–9</biblScope></imprint></monogr>"
        "<series><title>Old books</title></series></biblStruct>"
    )
    assert known.titles == ()
    assert known.sources == (
        Source(
            "biblStruct",
            "Ida Quill, Fog, Annals, Orm, Bell, 3–9, Old books, 1903",
            (Title("Fog", "main", "a"), Title("Annals", "main", "j")),
            (Agent("Ida Quill", role="author", relators=("aut",)),),
            (Dating("published", "", "1903"),),
            (Place("Orm", "published"),),
            ("Bell",),
            scopes=(Level("page", "3–9"),),
        ),
    )
    assert known.sources[0].printed


def test_manuscripts_of_witnesses_are_sources_and_their_parts_are_not() -> None:
    known = of(
        source="<listWit><witness><msDesc><msIdentifier><repository>R</repository><idno>MS 1</idno></msIdentifier>"
        "<msContents><summary>On fog.</summary><textLang mainLang='lat'>Latin</textLang></msContents>"
        "<physDesc><objectDesc form='codex'><supportDesc material='parch'>"
        "<extent><measure quantity='9' unit='leaf'/></extent></supportDesc></objectDesc></physDesc>"
        "<history><origin><origDate notBefore='1300' notAfter='1310'>early 14th c.</origDate><origPlace>Orm</origPlace></origin></history>"
        "<msPart><msIdentifier><idno>MS 1a</idno></msIdentifier><history><origin><origDate when='1200'/></origin></history></msPart>"
        "</msDesc></witness></listWit>"
    )
    assert known.sources == (
        Source(
            "msDesc",
            dates=(Dating("created", "early 14th c.", not_before="1300", not_after="1310"),),
            places=(Place("Orm", "created"),),
            archive=Archive(repository="R", shelfmark="MS 1"),
            languages=(Language("la", "Latin"),),
            summary=("On fog.",),
            extent=("9 leaf",),
            form="codex",
            material="parch",
            history=("early 14th c., Orm",),
        ),
    )
    assert known.date == known.sources[0].dates[0]


def test_an_edition_has_publisher_numbers_and_licence() -> None:
    known = of(
        '<publicationStmt><publisher>Orm Press</publisher><pubPlace>Orm</pubPlace><date when="2024-02">February 2024</date>'
        '<idno type="URI">https://example.org/7</idno><idno type="DOI">https://doi.org/10.1/7</idno><idno type="n">7</idno>'
        '<availability status="free"><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY</licence></availability>'
        "</publicationStmt><seriesStmt><title>Letters</title><biblScope>2</biblScope></seriesStmt>"
    )
    assert known.publishers == (Agent("Orm Press", kind="organisation", role="publisher", relators=("pbl",)),)
    assert (known.published_at, known.issued) == (
        (Place("Orm", "published"),),
        Dating("published", "February 2024", "2024-02"),
    )
    assert known.url == "https://doi.org/10.1/7"
    assert known.identifier("doi") == "https://doi.org/10.1/7"
    assert known.rights == (Rights("CC BY", "https://creativecommons.org/licenses/by/4.0/", "free"),)
    assert known.relations == (Relation("series", "Letters", number="2"),)


def test_keywords_have_kind_and_scheme_and_a_genre_is_apart() -> None:
    known = of(
        profile='<textClass><keywords scheme="http://id.loc.gov/subjects"><term type="person" ref="https://viaf.org/viaf/1">Pell</term>'
        '<term type="document">Telegram</term></keywords><catRef scheme="#s" target="#war #none"/>'
        '<classCode scheme="DDC">947</classCode></textClass>',
        encoding='<encodingDesc><classDecl><taxonomy><category xml:id="war"><catDesc>War</catDesc></category></taxonomy></classDecl></encodingDesc>',
    )
    scheme = "http://id.loc.gov/subjects"
    assert known.subjects == (
        Subject("Pell", "person", scheme, ref="https://viaf.org/viaf/1"),
        Subject("947", "class", "DDC", "947"),
        Subject("War", "class", "#s", "war"),
    )
    assert known.genres == (Subject("Telegram", "document", scheme),)


@pytest.mark.parametrize(
    ("root", "listed", "expected"),
    [
        ({}, ["en"], "en"),
        ({"xml_lang": "de"}, ["la"], "la"),
        ({"xml_lang": "en"}, ["ar", "en"], "en"),
        ({"xml_lang": "deu"}, [], "de"),
        ({}, ["und"], ""),
    ],
)
def test_the_language_is_the_texts(root: dict[str, str], listed: list[str], expected: str) -> None:
    usage = "".join(f'<language ident="{tag}"/>' for tag in listed)
    assert of(profile=f"<langUsage>{usage}</langUsage>", **root).language == expected


def test_a_text_of_a_corpus_takes_publisher_and_licence_from_the_corpus() -> None:
    one = "<TEI><teiHeader><fileDesc><titleStmt><title>One</title></titleStmt></fileDesc></teiHeader></TEI>"
    root = TeiDocument.parse(
        f'<teiCorpus xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>All</title></titleStmt><publicationStmt>'
        f"<publisher>Orm</publisher><date>1999</date><availability><p>Free.</p></availability></publicationStmt></fileDesc></teiHeader>"
        f"{one}<teiCorpus>{one.replace('One', 'Two')}</teiCorpus></teiCorpus>".encode()
    ).root
    first, second = map(record, documents(root))
    assert (first.title, first.publishers[0].name, first.rights) == ("One", "Orm", (Rights("Free."),))
    assert first.issued == Dating("published", "1999", "1999")
    assert first.relations == (Relation("corpus", "All"),)
    assert second.title == "Two"


@pytest.mark.parametrize(
    ("date", "edtf", "w3cdtf", "years"),
    [
        (Dating(when="1955-01-31"), "1955-01-31", "1955-01-31", "1955"),
        (Dating(when="1955", certainty="medium"), "1955?", "1955", "1955"),
        (Dating(start="1955-01", end="1956"), "1955-01/1956", "", "1955/1956"),
        (Dating(start="1955"), "1955/..", "", "1955"),
        (Dating(not_before="1955", not_after="1957-02"), "[1955..1957-02]", "", "1955/1957"),
        (Dating(not_after="1957"), "[..1957]", "", "1957"),
        (Dating(not_before="1955", not_after="1955"), "1955", "1955", "1955"),
        (Dating(when="-0043-03-15"), "-0043-03-15", "", "-0043"),
        (Dating(text="last summer"), "", "", ""),
    ],
)
def test_a_date_is_said_as_the_formats_say_it(date: Dating, edtf: str, w3cdtf: str, years: str) -> None:
    assert (date.edtf, date.w3cdtf, date.years) == (edtf, w3cdtf, years)


@pytest.mark.parametrize("stated", ["1955-13", "1955-02-30", "31 May", "--05-01", "0", "0000", "12345", ""])
def test_what_is_no_day_of_the_calendar_is_no_date(stated: str) -> None:
    assert day(stated) == ""


def test_a_span_that_ends_before_it_begins_keeps_its_words_alone() -> None:
    known = of(profile='<creation><date from="1956" to="1955-03">1956–5</date></creation>')
    assert known.created == (Dating("created", "1956–5"),)


@pytest.mark.parametrize("address", ["http://[broken", "https://example.org/{x}", "#here", "mailto:a@b.c"])
def test_what_no_browser_can_follow_is_no_address(address: str) -> None:
    known = of(f"<publicationStmt><idno>{address}</idno></publicationStmt>", f'<author ref="{address}">A</author>')
    assert (known.url, known.authors[0].ref) == ("", "")


@pytest.mark.parametrize(
    ("said", "expected"), [("Second", "Second"), ("<date>2013</date>", ""), ("<title>T</title>", "")]
)
def test_an_edition_that_is_called_a_date_or_as_the_document_has_no_name(said: str, expected: str) -> None:
    known = of(f"<editionStmt><edition>{said}</edition></editionStmt>", "<title>T</title>")
    assert known.edition == expected
