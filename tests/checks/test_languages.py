"""Tags of languages, and what the header says of them."""

from __future__ import annotations

import pytest
from examined import found, told

from teikit.checks.language_tags import covers, is_well_formed, proposed, registered
from teikit.checks.languages import language_findings
from teikit.diagnostics import Severity


@pytest.mark.parametrize(
    "tag",
    ["de", "grc", "zh-Hant", "de-AT-1901", "sl-rozaj-biske", "es-419", "en-GB-oed", "i-klingon", "x-own", "de-x-old", "zh-cmn-Hans-CN", "en-u-ca-julian", ""],
)  # fmt: skip
def test_tags(tag):
    assert is_well_formed(tag)
    assert registered(tag) == tag or not tag


@pytest.mark.parametrize(
    ("tag", "meant"),
    [("en_US", "en-US"), ("d", None), ("de AT", "de-AT"), ("de-", None), ("русский", None), ("ger_AT", "de-AT")],
)
def test_what_has_not_the_form_of_a_tag(tag, meant):
    assert not is_well_formed(tag)
    assert proposed(tag) == meant


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ("ger", "de"),
        ("eng-GB", "en-GB"),
        ("jp", "ja"),
        ("english", "en"),
        ("MP", None),
        ("qqqq", None),
        ("deu", "de"),
        ("en-UK", "en-GB"),
        ("en-x-uk", "en-x-uk"),
    ],
)
def test_what_has_the_form_but_is_not_registered(tag, meant):
    assert is_well_formed(tag)
    assert registered(tag) == meant


@pytest.mark.parametrize(
    ("declared", "used", "yes"),
    [("de", "de-AT", True), ("grc-Grek", "grc", True), ("de", "den", False), ("deu", "de", True)],
)
def test_a_language_covers_its_varieties(declared, used, yes):
    assert covers(declared, used) is yes


def usage(*tags: str) -> str:
    languages = "".join(f'<language ident="{tag}">x</language>' for tag in tags)
    return f"<langUsage>{languages}</langUsage>"


@pytest.mark.parametrize(
    ("text", "header", "expected"),
    [
        ('<p xml:lang="ger">x</p><p xml:lang="ger">y</p>', "", [("TK280", "“ger” is no language that BCP 47 registers")]),
        ('<p xml:lang="en_US">x</p>', "", [("TK280", "“en_US” has not the form of a language tag")]),
        ('<p xml:lang="la">x</p>', usage("en"), [("TK281", "the language “la” is used in the text, but langUsage does not name it")]),
        ('<p xml:lang="de-AT">x</p><p xml:lang="und">y</p>', usage("de"), []),
        ('<p xml:lang="la">x</p>', "", []),
        ('<p xml:lang="la">x</p>', usage("en", "la"), []),
        ('<body xml:lang="en">x</body>', usage("en", "la"), [("TK282", "langUsage names “la”, but no @xml:lang of this file does")]),
        ('<body xml:lang="en">x</body>', usage("la", "en", "fr"), [("TK282", "langUsage names “la” and “fr”, but no @xml:lang of this file does")]),
        ("<p>x</p>", usage("en", "la"), []),
        ('<body xml:lang="en">x</body>', f'{usage("en", "la")}<textLang mainLang="en" otherLangs="la"/>', []),
    ],
)  # fmt: skip
def test_languages_are_tagged_and_declared(text, header, expected):
    assert told(language_findings, text, header) == expected


def test_the_language_of_the_header_itself_needs_no_declaration():
    assert told(language_findings, '<p xml:lang="de">x</p>', f'<fileDesc xml:lang="en"/>{usage("de")}') == []


def test_a_tag_without_form_is_an_error_and_the_hint_mends_it():
    (finding,) = found(language_findings, '<p xml:lang="en_US">x</p>')
    assert (finding.severity, finding.hint) == (Severity.ERROR, "write “en-US”")
