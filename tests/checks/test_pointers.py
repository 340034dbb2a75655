"""Pointers lead to elements, of the kind that they mean."""

from __future__ import annotations

import pytest
from examined import found, told, whole

from teikit.checks.examination import Examination
from teikit.checks.pointers import pointer_findings
from teikit.checks.prefixes import prefix_findings
from teikit.diagnostics import Severity
from teikit.tei import TeiDocument

HAND = '<handNote xml:id="hand-1"/>'


def test_a_pointer_without_a_target_is_told_at_its_value_with_the_name_that_is_near():
    (finding,) = found(pointer_findings, '<add hand="#hand1">x</add>', HAND)
    place = finding.location
    assert (finding.code, finding.severity) == ("TK250", Severity.ERROR)
    assert (place.line, place.column, place.end_column) == (2, 18, 24)
    assert finding.message == "“#hand1” leads nowhere: no element has this xml:id"
    assert finding.hint == "did you mean #hand-1?"


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        ("#hand1", "did you mean #hand-1?"),
        ("#hand-2", "add the xml:id “hand-2” to what is meant, or correct the pointer"),
        ("#https://example.org/a", "if the address is meant, take the # out: https://example.org/a"),
        ("#", "correct the pointer, or take it out"),
        ("#a,b", "correct the pointer, or take it out"),
    ],
)
def test_the_hint_says_what_was_probably_meant(value, hint):
    assert [each.hint for each in found(pointer_findings, f'<ref target="{value}">x</ref>', HAND)] == [hint]


@pytest.mark.parametrize(
    "text",
    [
        '<add hand="#hand-1">x</add>',
        '<add hand=" #hand-1 ">x</add>',
        '<ref target="#hand%2D1">x</ref>',
        '<ref target="#xpath(//p[1])">x</ref>',
        '<ref target="other.xml#nobody">x</ref>',
        '<div xml:base="other.xml"><ref target="#nobody">x</ref></div>',
        '<hi rend="#ff0000">x</hi>',
        '<pb facs="#scan-1"/>',
        '<date from="#x">x</date>',
        '<egXML xmlns="http://www.tei-c.org/ns/Examples"><ref target="#nobody"/></egXML>',
    ],
)
def test_what_is_no_pointer_into_this_file_or_has_its_target_is_passed(text):
    assert found(pointer_findings, text, HAND) == []


def test_a_part_of_a_document_is_not_judged():
    part = TeiDocument.parse(b'<div xmlns="http://www.tei-c.org/ns/1.0"><ref target="#elsewhere">x</ref></div>')
    assert pointer_findings(Examination(part)) == []


def test_many_uses_of_one_missing_name_are_one_finding_with_some_of_the_places():
    text = '<add hand="#h">x</add>\n' * 9 + '<add hand="#hand-1">x</add>'
    (finding,) = found(pointer_findings, text, HAND)
    assert finding.message == "“#h” leads nowhere: no element has this xml:id (9 uses)"
    assert [(place.line, word) for place, word in finding.related] == [
        (3, "here too"),
        (4, "here too"),
        (5, "here too"),
    ]


def test_names_of_a_register_elsewhere_are_one_warning():
    (finding,) = found(pointer_findings, "".join(f'<persName ref="#pmb{n}">x</persName>' for n in range(7)))
    assert finding.severity is Severity.WARNING
    assert finding.message == "none of the 7 values of @ref that begin with # has a target in this file"


@pytest.mark.parametrize(("attribute", "severity"), [("ref", Severity.WARNING), ("target", Severity.ERROR)])
def test_a_single_name_may_be_of_a_register_but_the_target_of_a_reference_is_in_the_file(attribute, severity):
    (finding,) = found(pointer_findings, f'<name {attribute}="#x">x</name>')
    assert finding.severity is severity


def test_text_that_is_included_holds_no_target():
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="gone.txt" parse="text"/>'
    assert [code for code, _ in told(pointer_findings, '<ref target="#x">y</ref>', include)] == ["TK250"]


def test_what_is_included_is_looked_into_and_what_cannot_be_read_may_hold_the_target(tmp_path):
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="people.xml"/>'
    text = '<persName ref="#quill">x</persName><persName ref="#reed">x</persName>'
    letter = tmp_path / "letter.xml"
    assert found(pointer_findings, text, include, letter) == []
    (tmp_path / "people.xml").write_text('<listPerson><person xml:id="quill"/></listPerson>', encoding="utf-8")
    assert [each.message for each in found(pointer_findings, text, include, letter)] == [
        "“#reed” leads nowhere: no element has this xml:id"
    ]


@pytest.mark.parametrize(
    ("text", "header", "message"),
    [
        ('<add hand="#q">x</add>', '<author xml:id="q"/>', "@hand means a hand, which is a <handNote>, but “#q” is a <author>"),
        ('<sp who="#q"><p>x</p></sp>', '<p xml:id="q"/>', "@who means who speaks or acts: a person, a role or an organisation, but “#q” is a <p>"),
        ('<supplied resp="#q">x</supplied>', '<change xml:id="q"/>', None),
        ('<supplied resp="#q">x</supplied>', '<div xml:id="q"/>', "@resp means who is responsible: a person, an organisation or a <respStmt>, but “#q” is a <div>"),
        ('<persName ref="#q">x</persName>', '<place xml:id="q"/>', "@ref means a person, but “#q” is a <place>"),
        ('<orgName ref="#q">x</orgName>', '<place xml:id="q"/>', None),
        ('<rs ref="#q">x</rs>', '<place xml:id="q"/>', None),
        ('<catRef target="#q"/>', '<p xml:id="q"/>', "@target means a <category> of a taxonomy, but “#q” is a <p>"),
        ('<ref target="#q"/>', '<p xml:id="q"/>', None),
    ],
)  # fmt: skip
def test_a_target_is_of_the_kind_that_the_attribute_means(text, header, message):
    assert told(pointer_findings, text, header) == ([("TK251", message)] if message else [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('<add xml:id="a" next="#b"/><add xml:id="b" prev="#a"/>', None),
        ('<add xml:id="a" next="#b"/><add xml:id="b"/>', None),
        ('<add xml:id="a" next="#b"/><add xml:id="b" prev="#c"/><add xml:id="c"/>', "“#b” has @prev=“#c”, which does not lead back here"),
        ('<add xml:id="a" next="#a"/>', "@next points to its own element"),
    ],
)  # fmt: skip
def test_parts_of_one_whole_lead_to_each_other(text, message):
    assert told(pointer_findings, text) == ([("TK253", message)] if message else [])


PREFIX = '<prefixDef ident="psn" matchPattern="([a-z]+)" replacementPattern="{}"/>'


@pytest.mark.parametrize(
    ("header", "value", "told_of"),
    [
        ("", "psn:quill psn:reed", [("TK252", "no prefixDef says what the prefix “psn:” stands for")]),
        ("", "https://example.org/#x urn:isbn:1 mailto:a@b", []),
        (PREFIX.format("people.xml#$1"), "psn:quill", []),
        (PREFIX.format("people.xml#$1"), "psn:Quill1", [("TK252", "“psn:Quill1” does not fit the matchPattern of the prefix “psn:”")]),
        (PREFIX.format("#$1"), "psn:quill", [("TK250", "“psn:quill” means #quill, and no element has this xml:id")]),
        (PREFIX.format("#$1") + '<person xml:id="quill"/>', "psn:quill", []),
        (PREFIX.replace("([a-z]+)", "(?bad"), "psn:quill", []),
    ],
)  # fmt: skip
def test_a_prefix_is_declared_and_its_values_fit(header, value, told_of):
    assert told(prefix_findings, f'<persName ref="{value}">x</persName>', header) == told_of


def test_a_pointer_at_an_entity_s_text_is_not_judged():
    data = '<!DOCTYPE TEI [<!ENTITY rest SYSTEM "rest.xml">]>' + whole('<ref target="#x">y</ref>&rest;')
    assert pointer_findings(Examination(TeiDocument.parse(data.encode()))) == []
