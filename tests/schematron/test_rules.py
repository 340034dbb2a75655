"""What each part of Schematron does: a small file of rules, a small document, and what is found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from teikit.schematron import DEFAULT, Finding, Schematron, SchematronError

SCHEMA = """<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
 xmlns:f="urn:f" queryBinding="{}" {}><sch:ns prefix="f" uri="urn:f"/>{}</sch:schema>"""
LETTER = '<letter id="a"><p n="1">x<name ref="#b">B</name></p><p n="2"/><note/></letter>'


def written(folder: Path, rules: str, binding: str = "xslt2", attributes: str = "") -> Path:
    path = folder / "rules.sch"
    path.write_text(SCHEMA.format(binding, attributes, rules), encoding="utf-8")
    return path


@pytest.fixture
def found(tmp_path):
    def run(rules: str, document: str = LETTER, phase: str = DEFAULT, **more: str) -> list[Finding]:
        schema = Schematron.load(written(tmp_path, rules, **more), phase)
        assert schema.untried == ()
        return schema.validate(etree.fromstring(document), str(tmp_path / "letter.xml"))

    return run


@pytest.fixture
def said(found):
    return lambda *given, **more: [finding.message for finding in found(*given, **more)]


def rule(context: str, *inside: str) -> str:
    return f'<sch:pattern><sch:rule context="{context}">{"".join(inside)}</sch:rule></sch:pattern>'


def report(words: str, test: str = "true()") -> str:
    return f'<sch:report test="{test}">{words}</sch:report>'


# what speaks, and of which nodes


def test_an_assert_speaks_where_its_test_fails_and_a_report_where_it_holds(said):
    assert said(rule("p", "<sch:assert test=\"@n eq '1'\">not first</sch:assert>", report("first", "@n eq '1'"))) == [
        "first",
        "not first",
    ]


def test_of_a_pattern_the_first_rule_that_fits_a_node_speaks(said):
    rules = f'<sch:rule context="p[1]">{report("one")}</sch:rule><sch:rule context="p">{report("other")}</sch:rule>'
    assert said(f"<sch:pattern>{rules}</sch:pattern>") == ["one", "other"]


def test_in_a_group_every_rule_speaks(said):
    rules = f'<sch:rule context="p[1]">{report("one")}</sch:rule><sch:rule context="p">{report("other")}</sch:rule>'
    assert said(f"<sch:group>{rules}</sch:group>") == ["one", "other", "other"]


@pytest.mark.parametrize(
    ("context", "names"),
    [
        ("*", "letter p name p note"),
        ("p", "p p"),
        ("letter/p", "p p"),
        ("letter//name", "name"),
        ("/letter", "letter"),
        ("/*/note", "note"),
        ("//name", "name"),
        ("p[2]", "p"),
        ("p[last()]", "p"),
        ("p[@n]", "p p"),
        ("*[@ref or @id]", "letter name"),
        ("*[starts-with(@ref, '#')]", "name"),
        ("*[@n = ('1', '7')]", "p"),
        ("(p | note)[not(@n)]", "note"),
        ("(p | note)/name", "name"),
        ("p | note | p", "p p note"),
        ("name/@ref", "ref"),
        ("@n", "n n"),
        ("@*", "id n ref n"),
        ("p/text()", ""),
        ("/", ""),
        ("child::note", "note"),
        ("*:note", "note"),
        ("element(note)", "note"),
        (".[self::note]", "note"),
        ("p[name]/name[../@n = '1']", "name"),
        ("nothing", None),
        ("nothing/p", None),
        ("*[@nothing]", None),
        ("*[@n and @nothing]", None),
    ],
)
def test_a_context_is_a_pattern_of_xslt(said, context, names):
    expected = [] if names is None else names.split(" ")
    assert said(rule(context, report('<sch:value-of select="name()"/>'))) == expected


def test_of_a_text_the_element_around_it_is_the_place(found):
    assert [(each.element.tag, each.attribute) for each in found(rule("name/text() | name/@ref", report("x")))] == [
        ("name", "ref"),
        ("name", None),
    ]


def test_a_subject_is_the_place(found):
    subject = '<sch:report test="name" subject="name/@ref">x</sch:report>'
    assert [(each.element.tag, each.attribute) for each in found(rule("p", subject))] == [("name", "ref")]


@pytest.mark.parametrize("subject", ["doc('gone.xml')", "doc('other.xml')/*", "nothing", "1"])
def test_a_subject_that_is_no_node_of_the_document_leaves_the_place_as_it_is(tmp_path, found, subject):
    (tmp_path / "other.xml").write_text("<other/>")
    (finding,) = found(rule("note", f'<sch:report test="true()" subject="{subject}">x</sch:report>'))
    assert (finding.kind, finding.element.tag) == ("broken", "note")


# variables


def test_variables_hold_in_the_schema_the_pattern_and_the_rule(said):
    lets = '<sch:let name="a" value="count(//p)"/>'
    inner = '<sch:let name="c" value="$b + @n"/><sch:let name="c" value="$c * 10"/>'
    pattern = f'<sch:pattern><sch:let name="b" value="$a + 1"/><sch:rule context="p">{inner}{report(value("$a, $b, $c"))}</sch:rule></sch:pattern>'
    assert said(lets + pattern) == ["2 3 40", "2 3 50"]


def test_variables_of_xslt_and_of_other_patterns_count_too(said):
    other = '<sch:pattern><sch:let name="theirs" value="3"/></sch:pattern><xsl:variable name="xsl" select="4"/>'
    assert said(rule("letter", report(value("$theirs, $xsl"))) + other) == ["3 4"]


def test_a_variable_of_the_pattern_goes_before_that_of_another(said):
    other = '<sch:pattern><sch:let name="a" value="1"/></sch:pattern>'
    own = f'<sch:pattern><sch:let name="a" value="2"/>{rule("letter", report(value("$a")))[13:]}'
    assert said(other + own) == ["2"]


def test_a_variable_may_hold_elements(said):
    table = '<sch:let name="known"><item>a</item><item>b</item></sch:let>'
    assert said(table + rule("letter", report(value("$known/item[. = 'b']"), "@id = $known/item"))) == ["b"]


def test_a_variable_of_an_expression_is_its_own(said):
    assert said(
        rule("letter", report(value("for $p in p return concat($p/@n, ';')"), "some $p in p satisfies $p/@n = '2'"))
    ) == ["1; 2;"]


def test_an_error_in_a_variable_that_nobody_asks_for_harms_nobody(said):
    assert said(rule("p", '<sch:let name="x" value="xs:integer(\'no\')"/>', report("fine"))) == ["fine", "fine"]


def test_a_variable_behind_a_condition_that_fails_is_not_come_to(said):
    gone = '<sch:let name="x" value="doc(\'gone.xml\')"/>'
    assert said(rule("p", gone, report("fine", "not(@n = '7' and $x)"))) == ["fine", "fine"]


def test_variables_hold_inside_of_loops(said):
    assert said(rule("letter", '<sch:let name="x" value="10"/>', report(value("for $p in p return $p/@n + $x")))) == [
        "11 12"
    ]


# what the sentence says


def value(select: str) -> str:
    return f'<sch:value-of select="{select}"/>'


def test_a_sentence_has_names_values_and_emphasis(said):
    words = f'The <sch:name/> in\n   <sch:name path=".."/> is <sch:emph>{value("@n")}</sch:emph> of {value("1 to 3")}.'
    assert said(rule("p[1]", report(words))) == ["The p in letter is 1 of 1 2 3."]


def test_in_xslt_1_a_value_is_the_first(said):
    assert said(rule("letter", report(value("p/@n"))), binding="xslt") == ["1"]


def test_diagnostics_and_properties_go_with_the_finding(found):
    rules = '<sch:pattern><sch:rule context="p[1]"><sch:report test="true()" diagnostics="d e" properties="q">x</sch:report></sch:rule></sch:pattern>'
    rules += '<sch:diagnostics><sch:diagnostic id="d">see <sch:name/></sch:diagnostic><sch:diagnostic id="e">and this</sch:diagnostic></sch:diagnostics>'
    rules += '<sch:properties><sch:property id="q"><sch:value-of select="@n"/></sch:property></sch:properties>'
    (finding,) = found(rules)
    assert (finding.diagnostics, finding.properties) == (("see p", "and this"), (("q", "1"),))


def test_the_nearest_word_says_how_grave_it_is(found):
    inside = '<sch:report test="true()" role="info">a</sch:report><sch:report test="true()" flag="F">b</sch:report>'
    rules = f'<sch:pattern role="x"><sch:rule context="note" role="warning">{inside}</sch:rule></sch:pattern>'
    assert [each.roles for each in found(rules)] == [("info", "warning", "x"), ("F", "warning", "x")]


# phases


PHASES = '<sch:phase id="early"><sch:active pattern="a"/><sch:let name="word" value="\'early\'"/></sch:phase><sch:phase id="late"><sch:active pattern="b"/></sch:phase>'
TWO = f'<sch:pattern id="a"><sch:rule context="note">{report("a")}</sch:rule></sch:pattern><sch:pattern id="b"><sch:rule context="note">{report("b")}</sch:rule></sch:pattern>'


@pytest.mark.parametrize(
    ("phase", "words"), [("early", ["a"]), ("late", ["b"]), ("#ALL", ["a", "b"]), (DEFAULT, ["b"])]
)
def test_a_phase_chooses_patterns(said, phase, words):
    assert said(PHASES + TWO, phase=phase, attributes='defaultPhase="late"') == words


def test_a_phase_may_have_variables(said):
    assert said(
        PHASES + f'<sch:pattern id="a"><sch:rule context="note">{report(value("$word"))}</sch:rule></sch:pattern>',
        phase="early",
    ) == ["early"]


def test_a_phase_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SchematronError, match="no phase “final”; the rules have early, late") as error:
        Schematron.load(written(tmp_path, PHASES + TWO), "final")
    assert error.value.kind == "phase"


# what is abstract, extended and included


def test_an_abstract_pattern_is_filled_in(said):
    abstract = f'<sch:pattern abstract="true" id="t"><sch:rule context="$row"><sch:assert test="count($rows) = 3">{value("$rows/@n")}</sch:assert></sch:rule></sch:pattern>'
    instance = (
        '<sch:pattern is-a="t"><sch:param name="row" value="letter"/><sch:param name="rows" value="p"/></sch:pattern>'
    )
    assert said(abstract + instance) == ["1 2"]


def test_an_abstract_pattern_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SchematronError, match="no abstract pattern “t”"):
        Schematron.load(written(tmp_path, '<sch:pattern is-a="t"/>'))


def test_a_rule_takes_assertions_and_variables_from_an_abstract_one(said):
    abstract = f'<sch:rule abstract="true" id="r"><sch:let name="x" value="@n"/>{report(value("$x"))}</sch:rule>'
    assert said(f'<sch:pattern>{abstract}<sch:rule context="p"><sch:extends rule="r"/></sch:rule></sch:pattern>') == [
        "1",
        "2",
    ]


def test_files_and_parts_of_files_are_included(tmp_path, said):
    other = '<sch:pattern xmlns:sch="http://purl.oclc.org/dsdl/schematron" id="{}"><sch:rule context="{}" id="r"><sch:report test="true()">{}</sch:report></sch:rule></sch:pattern>'
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "one.sch").write_text(other.format("one", "note", "whole"))
    (tmp_path / "two.sch").write_text(other.format("two", "note", "part"))
    include = '<sch:include href="deep/one.sch"/><sch:pattern><sch:include href="two.sch#r"/></sch:pattern>'
    extends = '<sch:pattern><sch:rule context="p[1]"><sch:extends href="two.sch#r"/></sch:rule></sch:pattern>'
    assert said(include + extends) == ["whole", "part", "part"]


@pytest.mark.parametrize(
    ("href", "words"),
    [
        ("gone.sch", "cannot read"),
        ("https://example.org/x.sch", "on the network"),
        ("torn.sch", "not well-formed"),
        ("rules.sch", "includes itself"),
        ("fine.sch#gone", "nothing with the id “gone”"),
    ],
)
def test_an_include_that_cannot_be_had_is_refused_with_its_place(tmp_path, href, words):
    (tmp_path / "torn.sch").write_text("<a><b></a>")
    (tmp_path / "fine.sch").write_text("<a/>")
    with pytest.raises(SchematronError, match=words) as error:
        Schematron.load(written(tmp_path, f'\n<sch:include href="{href}"/>'))
    assert error.value.line in (1, 3)


def test_a_file_for_an_address_may_be_given(tmp_path):
    part = tmp_path / "kept.sch"
    part.write_text(
        f'<sch:pattern xmlns:sch="http://purl.oclc.org/dsdl/schematron">{rule("note", report("kept"))[13:-14]}</sch:pattern>'
    )
    rules = written(tmp_path, '<sch:include href="https://example.org/x.sch"/>')
    schema = Schematron.load(rules, locate={"https://example.org/x.sch": str(part)}.get)
    assert [each.message for each in schema.validate(etree.fromstring(LETTER))] == ["kept"]


# functions


@pytest.mark.parametrize(
    ("test", "value"),
    [
        ("count(id('a b')) = 1", "true"),
        ("//p[@n = current()/p[2]/@n]/@n", "2"),
        ("key('by', '2')/name()", "p"),
        ("count(key('by', ('1', '2', '3')))", "2"),
        ("document('other.xml')/list/item[2]", "two"),
        ("doc('other.xml')//item[1]", "one"),
        ("doc(resolve-uri('other.xml', base-uri(.)))//item[1]", "one"),
        ("doc-available('gone.xml')", "false"),
        ("f:twice(4)", "8"),
        ("f:factorial(5)", "120"),
        ("matches('№ 7', '\\d')", "true"),
        ("tokenize('a b')[2]", "b"),
        ("string-join(for $p in p return $p/@n, '-')", "1-2"),
        ("if (p) then 'yes' else 'no'", "yes"),
        ("let $x := 3 return $x * 2", "6"),
        ("map{'k': 'v'}?k", "v"),
        ("p[1] << p[2]", "true"),
        ("xs:date('1961-02-01') lt xs:date('1961-02-02')", "true"),
        ("deep-equal(p[1], p[2])", "false"),
        ("'B' < 'a'", "true"),
    ],
)
def test_functions_of_xpath_and_xslt(tmp_path, said, test, value):
    (tmp_path / "other.xml").write_text("<list><item>one</item><item>two</item></list>")
    own = '<xsl:key name="by" match="p" use="@n"/>'
    own += '<xsl:function name="f:twice"><xsl:param name="n"/><xsl:variable name="m" select="2"/><xsl:sequence select="$n * $m"/></xsl:function>'
    own += '<xsl:function name="f:factorial"><xsl:param name="n"/><xsl:sequence select="if ($n le 1) then 1 else $n * f:factorial($n - 1)"/></xsl:function>'
    document = LETTER.replace(' id="a"', ' xml:id="a"')
    words = f'<sch:value-of select="{test.replace("<", "&lt;")}"/>'
    assert said(own + rule("letter", report(words)), document, binding="xslt3") == [value]


def test_without_a_binding_values_are_compared_as_in_xpath_1(said):
    numbers = '<a n="10" m="9"/>'
    assert said(rule("a", report("more", "@n > @m")), numbers, binding="xslt") == ["more"]
    assert said(rule("a", report("more", "@n > @m")), numbers, binding="xslt2") == []


@pytest.mark.parametrize(
    ("test", "holds"),
    [
        ("@x = false()", True),
        ("@n = true()", True),
        ("@t > 1", False),
        ("@t = 0", False),
        ("@n = '10.0'", False),
        ("@n = 10.0", True),
        ("b > 5", True),
        ("not(b > 9)", True),
        ("string(b) = '7'", True),
        ("true() > false()", True),
    ],
)
def test_comparisons_of_xpath_1(said, test, holds):
    document = '<a n="10" t="ten"><b>7</b><b>8</b></a>'
    assert said(rule("a", report("x", test.replace(">", "&gt;"))), document, binding="xslt") == ["x"] * holds


def test_another_language_is_refused(tmp_path):
    with pytest.raises(SchematronError, match="its query binding is xquery"):
        Schematron.load(written(tmp_path, "", "xquery"))


# what cannot be run


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        (rule("p", report("x", "@n =")), "the report @n ="),
        (rule("p[", report("x")), "the rule for p["),
        (rule("p", report("x", "$gone")), "$gone is not declared"),
        (rule("p", report("x", "g:unknown(.)")), "the report g:unknown(.)"),
        (rule("p", '<sch:let name="v" value="("/>'), "the variable $v"),
        (
            '<xsl:function name="f:x"><xsl:choose/></xsl:function>' + rule("p", report("x")),
            "<xsl:choose> is not understood",
        ),
        ('<xsl:template match="p"/>' + rule("p", report("x")), "only keys, functions and variables of XSLT"),
        (rule("p", '<sch:extends rule="gone"/>'), "abstract rule “gone”: there is no such rule"),
        (rule("p", '<sch:report test="true()" diagnostics="gone">x</sch:report>'), "the reference to “gone”"),
    ],
)
def test_what_cannot_be_run_is_said_with_its_reason(tmp_path, rules, reason):
    (finding,) = Schematron.load(written(tmp_path, "\n" + rules)).untried
    assert (finding.kind, finding.origin.line, reason in finding.message) == ("untried", 3, True), finding.message


def test_the_other_rules_are_run(tmp_path):
    schema = Schematron.load(written(tmp_path, rule("p", report("bad", "("), report("good"))))
    assert [each.message for each in schema.validate(etree.fromstring(LETTER))] == ["good", "good"]


def test_an_expression_that_fails_is_said_once_with_the_number_of_places(found):
    (finding,) = found(rule("p", report("x", "@n cast as xs:date gt current-date()")))
    assert (finding.kind, finding.element.get("n"), "in another place" in finding.message) == ("failed", "1", True), (
        finding.message
    )


@pytest.mark.parametrize(
    "test",
    [
        "doc('https://example.org/x.xml')",
        "document('gone.xml')",
        "unparsed-text('rules.sch')",
        "json-doc('file:///etc/x')",
    ],
)
def test_nothing_is_read_from_the_network_and_what_is_missing_is_said(found, test):
    (finding,) = found(rule("letter", report("x", test)))
    assert finding.kind == "failed"


def test_the_environment_cannot_be_read(said):
    assert said(rule("letter", report(value("count(available-environment-variables())")))) == ["0"]


# documents


def test_a_pattern_may_be_about_other_documents(tmp_path, found):
    (tmp_path / "other.xml").write_text("<letter><p/></letter>")
    rules = f'<sch:pattern documents="/letter/@id">{rule("p", report("here"))[13:-14]}</sch:pattern>'
    (finding,) = found(rules, LETTER.replace('"a"', '"other.xml"'))
    assert (finding.message, Path(finding.document).name) == ("here", "other.xml")


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE letter [<!ENTITY x "y">]><letter><p>&x;</p></letter>',
        "<?pi x?><!-- c --><letter><!-- d --><p><?q r?></p></letter><!-- e -->",
        "<letter><![CDATA[<p>]]><p/></letter>",
        "<a>" * 200 + "<p/>" + "</a>" * 200,
    ],
)
def test_documents_of_every_kind_are_read(said, document):
    assert said(rule("p", report("p"))) == ["p", "p"]


def test_a_schema_without_rules_needs_no_xpath(tmp_path):
    path = tmp_path / "a.rng"
    path.write_text('<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>')
    assert Schematron.load(path).validate(etree.fromstring("<a/>")) == []
    code = f"import sys; from teikit.schematron import Schematron; Schematron.load({str(path)!r}); print('elementpath' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"


# rules in RELAX NG


def test_rules_of_included_modules_count(tmp_path):
    head = '<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron">'
    (tmp_path / "module.rng").write_text(f"{head}{rule('note', report('module'))}</grammar>")
    main = tmp_path / "main.rng"
    main.write_text(
        f'{head}<include href="module.rng"/><define name="p">{rule("p", report("main"))}</define></grammar>'
    )
    assert [each.message for each in Schematron.load(main).validate(etree.fromstring(LETTER))] == [
        "main",
        "main",
        "module",
    ]


def test_rules_of_the_time_before_the_standard_count(tmp_path):
    path = tmp_path / "old.rng"
    pattern = '<s:pattern name="x"><s:rule context="note"><s:assert test="@n">number it</s:assert></s:rule></s:pattern>'
    path.write_text(
        f'<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:s="http://www.ascc.net/xml/schematron">{pattern}</grammar>'
    )
    assert [each.message for each in Schematron.load(path).validate(etree.fromstring(LETTER))] == ["number it"]
