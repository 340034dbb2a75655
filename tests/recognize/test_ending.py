"""What stands below a text, in the order in which offices type it."""

from __future__ import annotations

import pytest
from recognize.recognized import below

NAME = "<signed><persName>N. Olm</persName></signed>"


@pytest.mark.parametrize(
    ("typed", "signed"),
    [
        ("N. Olm", "<persName>N. Olm</persName>"),
        ("/N. OLM/", "/<persName>N. OLM</persName>/"),
        ("/s/ N. Olm", "/s/ <persName>N. Olm</persName>"),
        ("[signature] (N. OLM)", '<note type="signature">signature</note> (<persName>N. OLM</persName>)'),
        ("(N. OLM)\n[signature]", '(<persName>N. OLM</persName>) <lb/><note type="signature">signature</note>'),
        ("CHIEF OF THE OFFICE\nN. Olm", "<roleName>CHIEF OF THE OFFICE</roleName> <lb/><persName>N. Olm</persName>"),
    ],
)
def test_a_signature_in_all_its_forms(typed: str, signed: str) -> None:
    assert below(typed) == f"<closer><signed>{signed}</signed></closer>"


def test_a_close_with_the_name_under_it() -> None:
    assert below("Respectfully,\nN. Olm") == (
        '<closer><salute>Respectfully,</salute><signed cert="medium"><persName>N. Olm</persName></signed></closer>'
    )


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("Typed by Ger", '<note type="production" cert="medium">Typed by Ger</note>'),
        ("2-kk/ab", '<idno type="typist" cert="medium">2-kk/ab</idno>'),
        ("Enclosure: one list.", '<note type="enclosure">Enclosure: one list.</note>'),
        (
            "3 May 1957\nNo. 44/k",
            '<note type="registration"><date when="1957-05-03">3 May 1957</date> <lb/>'
            '<idno type="registration">No. 44/k</idno></note>',
        ),
        (
            "1 - addressee\n2 - to file",
            '<note type="distribution"><list type="distribution" rend="1 -">'
            '<item n="1">addressee</item><item n="2">to file</item></list></note>',
        ),
    ],
)
def test_office_lines_go_on_with_the_closer(typed: str, made: str) -> None:
    assert below(f"N. Olm\n\n{typed}") == f"<closer>{NAME}{made}</closer>"


def test_a_postscript_stands_after_the_closer() -> None:
    assert (
        below("N. Olm\n\nP.S. Come soon.") == f"<closer>{NAME}</closer><postscript><p>P.S. Come soon.</p></postscript>"
    )


def test_a_note_by_hand_stands_after_the_closer() -> None:
    assert below("N. Olm\n\n[handwritten: seen]") == (
        f'<closer>{NAME}</closer><note type="handwritten" hand="#hand1">seen</note>'
    )


def test_lines_of_copies_are_known_by_those_around_them() -> None:
    made = below("N. OLM\n\n1-3 - MFA\n4 - the CC\n5 - to file")
    assert [item for item in ("MFA</item>", "the CC</item>", "to file</item>") if item not in made] == []


def test_an_illegible_signature_is_one() -> None:
    assert '<signed><roleName>Head of the Yard</roleName> <gap reason="illegible" unit="signature"/></signed>' in below(
        "Head of the Yard    [illegible signature]"
    )
