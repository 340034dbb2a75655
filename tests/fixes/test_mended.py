"""What is certainly meant is written; everything else of a file stays byte for byte."""

from __future__ import annotations

import random

import pytest
from invented import BODY, LETTER, letter

from teikit.config import Standard
from teikit.fixes import Mended, mended
from teikit.fixes.names import is_misspelt
from teikit.tei import TeiDocument
from teikit.validation import validate


def repaired(text: str, standard: Standard | None = None) -> Mended:
    return mended(TeiDocument.parse(text.encode(), "letter.xml"), standard)


def changed(body: str, standard: Standard | None = None) -> str:
    """A paragraph of the letter after the repairs."""
    before, after = letter("{}").split("{}")
    made = repaired(letter(f'<div type="letter"><p>{body}</p></div>'), standard).after.decode()
    assert made.startswith(before) and made.endswith(after)
    return made.removeprefix(f'{before}<div type="letter"><p>').removesuffix(f"</p></div>{after}")


def test_a_file_without_faults_is_the_same_bytes():
    assert repaired(LETTER) == (LETTER.encode(), LETTER.encode(), ())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<persname>A</persname>", "<persName>A</persName>"),
        ("<persname\n >A</persname >", "<persName\n >A</persName >"),
        ('x<pB n="2"/>', 'x<pb n="2"/>'),
        ('x <gap reason="illegible" unit="word" Quantity = "2"/>', 'x <gap reason="illegible" unit="word" quantity = "2"/>'),
        ('<date wen="1961-05-02">2 May</date>', '<date when="1961-05-02">2 May</date>'),
        ('<unclear cert="High">x</unclear>', '<unclear cert="high">x</unclear>'),
        ("<unclear cert='High' >x</unclear>", "<unclear cert='high' >x</unclear>"),
        ("<date>2 May 1961</date>", '<date when="1961-05-02">2 May 1961</date>'),
        ("<date >2 to 4 May 1961</date>", '<date from="1961-05-02" to="1961-05-04" >2 to 4 May 1961</date>'),
        ('<date cert="low">May 1961</date>', '<date cert="low" when="1961-05">May 1961</date>'),
        ('<date when="2 May 1961">2 May 1961</date>', '<date when="1961-05-02">2 May 1961</date>'),
        ('<date when="1961-5-2">then</date>', '<date when="1961-05-02">then</date>'),
        ('<foreign xml:lang="en_GB">x</foreign>', '<foreign xml:lang="en-GB">x</foreign>'),
        ('<seg xml:id="1">x</seg>', '<seg xml:id="id-1">x</seg>'),
        ('<seg xml:id="a">x</seg><seg xml:id="a">y</seg>', '<seg xml:id="a">x</seg><seg xml:id="a-2">y</seg>'),
        ('<persname Cert="high">A</persname>', '<persName cert="high">A</persName>'),
    ],
)  # fmt: skip
def test_what_is_certain_is_repaired(before, after):
    assert changed(before) == after


@pytest.mark.parametrize(
    "body",
    [
        "<foo>x</foo>",
        "<names>x</names>",
        "<date>10/11/1961</date>",
        "<date>from 2 May 1961</date>",
        "<date>2 May</date>",
        "<date>2 May 1700</date>",
        "<date>2 May 1961 or later</date>",
        '<date xml:lang="ru">2 May 1961</date>',
        '<date notAfter="1962">2 May 1961</date>',
        '<date when="the day of the fair">some day</date>',
        '<date when="1961-5-2">3 May 1961</date>',
        '<seg xml:id="a">x</seg><seg xml:id="a">y</seg><ref target="#a">z</ref>',
        '<seg xml:id="1">x</seg><ref target="#1">z</ref>',
        '<date wen="1961" when="1961-05-02">2 May 1961</date>',
        '<unclear cert="rather high">x</unclear>',
    ],
)
def test_what_is_not_certain_is_left(body):
    assert changed(body) == body


def test_what_is_repaired_is_told_in_order():
    made = repaired(letter('<div type="letter"><p><persname>A</persname> <date>2 May 1961</date></p></div>'))
    assert [repair.message for repair in made.repairs] == [
        "<persname> is <persName>",
        'the date gets when="1961-05-02"',
    ]


def test_a_check_that_is_off_repairs_nothing():
    off = Standard(checks={"dates": False, "schema": False})
    assert (
        changed("<persname>A</persname> <date>2 May 1961</date>", off)
        == "<persname>A</persname> <date>2 May 1961</date>"
    )


def test_what_a_suppression_leaves_out_is_left():
    body = '<?teikit-ignore TK210 "as printed"?><persname>A</persname>'
    assert changed(body) == body


def test_a_repair_that_makes_it_worse_is_not_made(monkeypatch):
    def harmful(draft):
        from teikit.fixes import Repair
        from teikit.fixes.text import Edit

        at = draft.text.text.index("<head>")
        yield Repair("worse", (Edit(at, at, "stray text"),))
        at = draft.text.text.index("Of Ropes</head>")
        yield Repair("not XML", (Edit(at, at, "<"),))
        yield Repair("harmless", (Edit(at + 3, at + 3, "Old "),))

    monkeypatch.setattr("teikit.fixes.REPAIRS", {"harmful": (harmful, "schema")})
    monkeypatch.setattr("teikit.fixes._ROUNDS", 1)
    made = repaired(LETTER)
    assert [repair.message for repair in made.repairs] == ["harmless"]
    assert made.after.decode() == LETTER.replace("<head>Of Ropes", "<head>Of Old Ropes")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encoding_mark_and_line_ends_stay(encoding, line_end):
    text = letter('<div type="letter"><p>Gruß <persname>É. Quill</persname></p></div>').replace("№", "No.")
    declared = text.replace("UTF-8", {"utf-8-sig": "UTF-8"}.get(encoding, encoding.upper())).replace("\n", line_end)
    made = mended(TeiDocument.parse(declared.encode(encoding)))
    assert made.after == declared.replace("persname", "persName").encode(encoding)


def test_a_document_with_entities_of_its_own_is_left():
    text = LETTER.replace("<TEI", '<!DOCTYPE TEI [<!ENTITY q "<persname>Q</persname>">]><TEI').replace(
        "the</supplied>", "&q;</supplied>"
    )
    assert repaired(text).repairs == ()


@pytest.mark.parametrize(
    ("written", "meant", "certain"),
    [
        ("persname", "persName", True),
        ("titel", "title", True),
        ("placeNam", "placeName", True),
        ("plaaceName", "placeName", True),
        ("plaseName", "placeName", True),
        ("names", "name", False),
        ("meeting", "title", False),
        ("lb", "pb", False),
        ("p", "P", True),
        ("date", "date", False),
        ("settlment", "settlement", True),
    ],
)
def test_misspellings(written, meant, certain):
    assert is_misspelt(written, meant) is certain


@pytest.mark.parametrize("seed", range(25))
def test_a_planted_misspelling_is_undone_or_left(seed):
    """Never a third thing: the file is what it was before the fault, or what it was with it."""
    chance = random.Random(seed)
    tags = ["persName", "orgName", "addrLine", "handNote", "supplied", "foreign", "distribution", "receipt", "signed"]
    name = chance.choice([tag for tag in tags if tag in LETTER])
    at = chance.randrange(1, len(name))
    wrong = chance.choice([name.lower(), name.upper(), name[:at] + name[at + 1 :], name[:at] + name[at] + name[at:]])
    faulty = LETTER.replace(name, wrong)
    assert repaired(faulty).after.decode() in (LETTER, faulty)


def test_after_the_repairs_there_is_less_to_tell():
    faulty = letter(BODY.replace("persName", "persname").replace('cert="medium"', 'cert="Medium"'))
    made = repaired(faulty)
    assert len(validate(TeiDocument.parse(faulty.encode()))) >= 2
    assert validate(TeiDocument.parse(made.after)) == ()


def test_the_difference_is_a_unified_diff():
    made = repaired(letter('<div type="letter"><p>\n<persname>A</persname>\n</p></div>'))
    assert made.difference("letter.xml").splitlines() == [
        "--- letter.xml",
        "+++ letter.xml (repaired)",
        "@@ -19,3 +19,3 @@",
        ' <div type="letter"><p>',
        "-<persname>A</persname>",
        "+<persName>A</persName>",
        " </p></div>",
    ]
    assert repaired(LETTER).difference("letter.xml") == ""
