"""CoNLL-U: accepted by the validator of Universal Dependencies, with the elements and entities at their words."""

from __future__ import annotations

import io
from typing import Any

import pytest
from exporters.invented import NAMES, document, tei
from golden.cases import NAMES as CASES
from golden.cases import transcript

import teikit
from teikit.exporters import export, export_with_findings
from teikit.exporters.standoff import standoff
from teikit.tei import TeiDocument


def rows(source: TeiDocument) -> list[list[str]]:
    lines = export(source, "conllu").decode().splitlines()
    return [line.split("\t") for line in lines if line[:1].isdigit()]


def words(marked: str) -> list[tuple[str, str, str]]:
    """Number, form and MISC of each row."""
    return [(row[0], row[1], row[9]) for row in rows(tei(marked))]


def comments(marked: str) -> list[str]:
    return [line for line in export(tei(marked), "conllu").decode().splitlines() if line.startswith("#")]


def faults(text: str, level: int) -> list[str]:
    from udtools import Validator

    found: Any = Validator(lang="ud", level=level, check_coref=level > 1, output=None, max_store=5)
    return [str(each) for each in found.validate_file_handle(io.StringIO(text, newline="\n")).error_tracker]


def with_a_tree(text: str) -> str:
    """Every word below the first one, as X: the validator looks at entities and SpaceAfter only where there is a tree."""
    lines = [line.split("\t") for line in text.split("\n")]
    for row in lines:
        if len(row) == 10 and row[0].isdigit():
            row[3], row[6], row[7] = "X", str(int(row[0] != "1")), "dep" if row[0] != "1" else "root"
    return "\n".join("\t".join(row) for row in lines)


@pytest.mark.parametrize("name", [*NAMES, *CASES])
def test_the_validator_has_no_fault_to_find(name: str) -> None:
    source = document(name) if name in NAMES else teikit.convert(transcript(name)).document
    text = export(source, "conllu").decode()
    assert faults(text, 1) == []
    assert faults(with_a_tree(text), 2) == []


def test_the_validator_finds_faults() -> None:
    text = export(document("letter"), "conllu").decode()
    assert faults(text.replace("# sent_id", "\n# sent_id", 1), 1) != []
    assert faults(with_a_tree(text).replace("Entity=e", "Entity=x", 1), 2) != []


@pytest.mark.parametrize("name", NAMES)
def test_the_forms_are_the_reading_text(name: str) -> None:
    source = document(name)
    forms, upto = "", 0
    for number, form, *_ in rows(source):
        if "-" in number:
            upto = int(number.partition("-")[2])
        elif int(number) <= upto:
            upto = 0 if int(number) == upto else upto
            continue
        forms += form
    assert forms == "".join(standoff(source).text.split())


def test_words_carry_their_elements_below_the_paragraph_and_their_entity() -> None:
    assert words('<p>To <persName ref="#a"><roleName>Dr.</roleName> Bell</persName>, <orgName>CC</orgName>.</p>') == [
        ("1", "To", "_"),
        ("2", "Dr.", "Entity=(e1-person-1|TeiId=e5/e6|TeiPath=persName/roleName"),
        ("3", "Bell", "Entity=e1)|SpaceAfter=No|TeiId=e5|TeiPath=persName"),
        ("4", ",", "_"),
        ("5", "CC", "Entity=(e2-organization-1)|SpaceAfter=No|TeiId=e7|TeiPath=orgName"),
        ("6", ".", "_"),
    ]


def test_mentions_of_one_reference_are_one_entity() -> None:
    found = words('<p><persName ref="#a">Bell</persName> <date>May</date> <name type="person" ref="#a">Bel</name></p>')
    assert [misc.partition("|")[0] for *_, misc in found] == [
        "Entity=(e1-person-1)",
        "Entity=(e2-time-1)",
        "Entity=(e1-person-1)",
    ]


def test_words_that_are_written_together_have_a_row_for_the_token() -> None:
    assert words('<p xml:lang="en">I don\'t.</p>')[1:4] == [
        ("2-3", "don't", "SpaceAfter=No"),
        ("2", "do", "_"),
        ("3", "n't", "_"),
    ]


def test_headings_items_and_notes_are_paragraphs_with_the_way_to_their_element() -> None:
    marked = "<div><head>A</head><list><item>b</item></list><p>c<note>d</note></p></div>"
    assert [each for each in comments(marked) if each.startswith(("# tei", "# newpar"))] == [
        "# newpar id = document-p1",
        "# tei = e5 TEI/text/body/div/head",
        "# newpar id = document-p2",
        "# tei = e7 TEI/text/body/div/list/item",
        "# newpar id = document-p3",
        "# tei = e8 TEI/text/body/div/p",
        "# newpar id = document-p4",
        "# tei = e9 TEI/text/body/div/p/note",
    ]


def test_the_rules_are_those_of_the_paragraphs_language_and_another_one_is_said() -> None:
    found = words('<p xml:lang="de">Er ging zum <foreign xml:lang="la">forum</foreign></p>')
    assert [(number, form) for number, form, _ in found[2:5]] == [("3-4", "zum"), ("3", "zu"), ("4", "dem")]
    assert found[-1] == ("5", "forum", "Lang=la|TeiId=e5|TeiPath=foreign")


def test_what_the_text_leaves_out_stands_in_a_comment() -> None:
    assert "# tei_aside = e5 del gone for good" in comments("<p>one <del>gone\n for good</del></p>")


def test_elements_without_words_are_reported_once() -> None:
    _, findings = export_with_findings(tei('<p>a <gap/> b <gap/><pb n="2"/></p>'), "conllu")
    assert [(each.code, each.element) for each in findings] == [("TK402", "gap"), ("TK402", "pb")]


def test_a_text_in_decomposed_letters_is_composed() -> None:
    assert words("<p>cafe\u0301</p>") == [("1", "café", "_")]
    assert export(tei("<gap/>"), "conllu") == b""
