"""Brackets that mean something else: Leiden, Smithsonian and FromThePage, chosen by name and never told from the page."""

from __future__ import annotations

import re

import pytest

from teikit import convert

LEAD = "The stone of Aldby was found in the wall of the old harbour, and its text reads as follows in the edition. "


def read(text: str, profile: str) -> str:
    """What becomes of these words at the end of a paragraph."""
    made = convert(LEAD + text, profile=profile).to_bytes().decode()
    found = re.search(r"<p>.*?edition\. (.*?)</p>", made, re.S)
    assert found
    return re.sub(' resp="#transcriber"', "", found[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dis [mani]bus", 'dis <supplied reason="lost">mani</supplied>bus'),
        ("[page 2] est", '<pb n="2"/>est'),
        ("[?abc] est", '<supplied reason="lost" cert="low">abc</supplied> est'),
        ("C(aius) vixit", "<expan>C<ex>aius</ex></expan> vixit"),
        ("(centurio) vixit", '<ex cert="medium">centurio</ex> vixit'),
        ("a{b}c", 'a<surplus reason="superfluous">b</surplus>c'),
        ("⟦Getae⟧ and [[Getae]]", "<del>Getae</del> and <del>Getae</del>"),
        ("⟨a⟩bc", '<supplied reason="omitted">a</supplied>bc'),
        ("[-3-] est", '<gap reason="lost" unit="char" quantity="3"/> est'),
        ("[...] est", '<gap reason="lost" unit="char" quantity="3"/> est'),
        ("[---] est", '<gap reason="lost"/> est'),
        ("+++ vir", '<gap reason="illegible" unit="char" quantity="3"/> vir'),
        ("[a(b)c]", '<supplied reason="lost"><expan>a<ex>b</ex>c</expan></supplied>'),
        ("(see the wall) 1) and a) b", "(see the wall) 1) and a) b"),
    ],
)
def test_leiden(text: str, expected: str) -> None:
    assert read(text, "leiden") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[barn?]] door", '<unclear cert="low">barn</unclear> door'),
        ("[[?]] door", '<gap reason="illegible"/> door'),
        ("[[strikethrough]]two cows[[/strikethrough]]", '<del rend="strikethrough">two cows</del>'),
        ("^[[so]] it was", '<add place="above" hand="#hand1">so</add> it was'),
        (
            "[[underlined]]a [[circled]]b[[/circled]][[/underlined]]",
            '<hi rend="underline">a <hi rend="circled">b</hi></hi>',
        ),
        ("[[image: a boat]] then", '<note type="description">image: a boat</note> then'),
        ("[[stamp]]REC 4 May 1950[[/stamp]]", '<stamp>REC <date when="1950-05-04">4 May 1950</date></stamp>'),
    ],
)
def test_smithsonian(text: str, expected: str) -> None:
    assert read(text, "smithsonian") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("met [[Hale, George|Mr. Hale]]", "met <choice><reg>Hale, George</reg><orig>Mr. Hale</orig></choice>"),
        ("at [[Tura]] town", "at <name>Tura</name> town"),
        (
            "<s>b</s> <u>c</u> <gap/> d",
            '<del rend="strikethrough">b</del> <hi rend="underline">c</hi> <gap reason="illegible"/> d',
        ),
        ("3 < 4 > 2", "3 &lt; 4 &gt; 2"),
    ],
)
def test_fromthepage(text: str, expected: str) -> None:
    assert read(text, "fromthepage") == expected


@pytest.mark.parametrize(
    "text", ["dis [mani]bus ⟦Getae⟧ {x} +++", "[[strikethrough]]a[[/strikethrough]]", "[[Hale|he]]"]
)
def test_they_are_never_guessed(text: str) -> None:
    assert convert(f"{LEAD}{text}\n\n{text}").profile == "generic"
