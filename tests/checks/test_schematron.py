"""The rules that a grammar cannot state."""

from __future__ import annotations

import pytest
from invented import LETTER, letter
from referees import reference

from teikit.checks.schematron import schematron_findings
from teikit.diagnostics import Location, Severity, TeikitError
from teikit.resources import schema_path
from teikit.tei import TeiDocument

RULE = """\
<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron">
<sch:ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
<sch:pattern>{}</sch:pattern></grammar>"""


def findings(text: str, schema=None):
    return schematron_findings(TeiDocument.parse(text.encode(), "letter.xml"), schema or schema_path("teikit"))


def test_a_good_letter_keeps_every_rule():
    assert findings(LETTER) == []


@pytest.mark.parametrize(
    ("paragraph", "word"),
    [
        ('<add hand="#nobody">x</add>', "handNote"),
        ('<add hand="#translator">x</add>', "handNote"),
        ('<supplied resp="#nobody">x</supplied>', "@resp"),
        ('<supplied resp="#translator #nobody">x</supplied>', "@resp"),
        ('<seg type="column" xml:id="a" next="#b">x</seg> <seg type="column" xml:id="b">y</seg>', "@next"),
        ('<seg type="column" prev="#gone">x</seg>', "@prev"),
        ('<ref target="#gone">1</ref>', "@target"),
        ('<date when="1961" notAfter="1962">1961</date>', "@when"),
        ('<date from="1961" notBefore="1960">1961</date>', "@from"),
        ('<date calendar="#juche">Juche 50</date>', "calendar"),
        ('<gap reason="lost" quantity="2"/>', "@unit"),
        ('<gap reason="lost" unit="line" quantity="2" atMost="3"/>', "@quantity"),
        ('<gap reason="lost" unit="line" atLeast="10" atMost="9"/>', "@atLeast"),
        ('<stamp subtype="faded">x</stamp>', "@subtype"),
        ("<persName/>", "empty"),
        ('<list type="gloss"><item>x</item></list>', "label"),
    ],
)
def test_a_broken_rule_is_found_once(paragraph, word):
    (finding,) = findings(letter(f'<div type="letter"><p>{paragraph}</p></div>'))
    assert (finding.code, finding.severity, word in finding.message) == ("TK203", Severity.ERROR, True)


@pytest.mark.parametrize(
    "paragraph",
    [
        '<supplied resp="#translator #teikit">x</supplied>',
        '<seg type="column" xml:id="a" next="#b">x</seg> <seg type="column" xml:id="b" prev="#a">y</seg>',
        '<ref target="https://example.org/#part">1</ref> <ref target="#hand-1">2</ref>',
        '<date from="1961" to="1962">1961 and 1962</date> <date notBefore="1961" notAfter="1962">about then</date>',
        '<gap reason="lost" unit="line" atLeast="9" atMost="10"/> <gap reason="lost"/>',
    ],
)
def test_what_keeps_the_rules_is_left_alone(paragraph):
    assert findings(letter(f'<div type="letter"><p>{paragraph}</p></div>')) == []


def test_a_turn_needs_a_speaker_and_a_known_one():
    spoken = letter(
        '<div type="conversation"><sp><p>Yes.</p></sp><sp who="#nobody"><speaker>X:</speaker><p>No.</p></sp></div>'
    )
    assert ["speaker" in finding.message or "person" in finding.message for finding in findings(spoken)] == [True, True]


def test_the_place_is_the_start_tag():
    (finding,) = findings(letter('<div type="letter">\n<p>on <add hand="#nobody">top</add></p></div>'))
    assert (str(finding.location), finding.location.end_column) == ("letter.xml:20:7", 27)


def test_of_one_pattern_only_the_first_rule_that_fits_speaks(tmp_path):
    rules = '<sch:rule context="tei:p"><sch:assert test="true()">first</sch:assert></sch:rule>'
    rules += '<sch:rule context="tei:*"><sch:report test="self::tei:p or self::tei:row">second</sch:report></sch:rule>'
    body = '<div type="letter"><p>x</p><table><row><cell>y</cell></row></table></div>'
    assert [finding.element for finding in findings(letter(body), written(tmp_path, rules))] == ["row"]


def test_the_sentence_names_element_and_value_and_the_role_gives_the_severity(tmp_path):
    rules = '<sch:rule context="tei:p/tei:idno | tei:bibl"><sch:report role="warning" test="@type = \'URI\'">the <sch:name/> is\n'
    rules += '  <sch:value-of select="."/></sch:report></sch:rule>'
    (finding,) = findings(
        letter('<div type="letter"><p><idno type="URI">a|b</idno></p></div>'), written(tmp_path, rules)
    )
    assert (finding.message, finding.severity) == ("the idno is a|b", Severity.WARNING)


def test_rules_of_xpath_3_are_tried(tmp_path):
    rules = '<sch:rule context="tei:p"><sch:assert test="every $x in * satisfies $x/@type = \'x\'">a</sch:assert>'
    rules += "<sch:assert test=\"matches(., '\\d')\">b</sch:assert></sch:rule>"
    found = findings(letter('<div type="letter"><p><idno type="URI">a</idno></p></div>'), written(tmp_path, rules))
    assert [(each.code, each.message) for each in found if each.location.line > 15] == [("TK203", "a"), ("TK203", "b")]


def test_a_rule_that_cannot_be_tried_is_said_at_its_place_in_the_schema(tmp_path):
    path = written(tmp_path, '<sch:rule context="tei:p"><sch:assert test="f:own(.)">a</sch:assert></sch:rule>')
    (finding,) = findings(LETTER, path)
    assert (finding.code, finding.severity, finding.location) == ("TK204", Severity.WARNING, Location(str(path), 3))
    assert finding.message.startswith("not tried: the assert f:own(.): ")


def test_a_rule_that_fails_on_a_value_is_said_once(tmp_path):
    rules = '<sch:rule context="tei:p/tei:idno"><sch:report test="xs:integer(.) gt 3">a</sch:report></sch:rule>'
    found = findings(
        letter('<div type="letter"><p><idno type="URI">a</idno> <idno type="URI">b</idno></p></div>'),
        written(tmp_path, rules),
    )
    assert [(each.code, each.severity, each.element) for each in found] == [("TK242", Severity.WARNING, "idno")]
    assert "in line 3 of rules.rng" in found[0].hint


def test_an_attribute_is_the_place_where_the_rule_is_about_one(tmp_path):
    rules = '<sch:rule context="tei:p/tei:idno/@type"><sch:report test="true()">a</sch:report></sch:rule>'
    (finding,) = findings(
        letter('<div type="letter">\n<p><idno xml:id="i" type="URI">a</idno></p></div>'), written(tmp_path, rules)
    )
    assert (str(finding.location), finding.location.end_column, finding.element) == ("letter.xml:20:27", 30, "idno")


def test_diagnostics_and_properties_are_the_hint(tmp_path):
    rules = '<sch:rule context="tei:p/tei:idno"><sch:report test="true()" diagnostics="d" properties="p">a</sch:report></sch:rule></sch:pattern>'
    rules += (
        '<sch:diagnostics><sch:diagnostic id="d">see <sch:value-of select="@type"/></sch:diagnostic></sch:diagnostics>'
    )
    rules += '<sch:properties><sch:property id="p">7</sch:property></sch:properties><sch:pattern>'
    (finding,) = findings(letter('<div type="letter"><p><idno type="URI">a</idno></p></div>'), written(tmp_path, rules))
    assert finding.hint == "see URI; p: 7"


@pytest.mark.parametrize(
    ("role", "flag", "severity"),
    [
        ("fatal", "", Severity.ERROR),
        ("info", "", Severity.INFO),
        ("x", "warn", Severity.WARNING),
        ("", "", Severity.ERROR),
    ],
)
def test_role_and_flag_say_how_grave_it_is(tmp_path, role, flag, severity):
    rules = f'<sch:rule context="tei:p/tei:idno" flag="{flag}"><sch:report role="{role}" test="true()">a</sch:report></sch:rule>'
    (finding,) = findings(letter('<div type="letter"><p><idno type="URI">a</idno></p></div>'), written(tmp_path, rules))
    assert finding.severity is severity


@pytest.mark.parametrize(
    ("inside", "phase", "code"), [('<sch:pattern is-a="gone"/>', "#DEFAULT", "TK240"), ("", "final", "TK241")]
)
def test_rules_that_cannot_be_used_are_an_error(tmp_path, inside, phase, code):
    path = tmp_path / "rules.sch"
    path.write_text(
        f'<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt2">{inside}</sch:schema>'
    )
    with pytest.raises(TeikitError) as error:
        schematron_findings(TeiDocument.parse(LETTER.encode()), path, phase)
    assert error.value.diagnostic.code == code


def test_the_rules_of_tei_all_can_be_run():
    found = findings(
        letter('<div type="letter"><p><list type="gloss"><item>x</item></list></p></div>'), reference("tei_all.rng")
    )
    assert [each.code for each in found if each.element == "list"] == ["TK203"]


def written(folder, rules: str):
    path = folder / "rules.rng"
    path.write_text(RULE.format(rules), encoding="utf-8")
    return path
