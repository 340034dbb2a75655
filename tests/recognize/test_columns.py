"""Columns typed across each other: separated where the evidence suffices, else kept in order."""

from __future__ import annotations

from recognize.recognized import PROSE, above, body, findings

CROSSED = "№ 77/ts [Ministry of Ropes stamp: Secret\n00831 2 May 1961]"
ENDING = '2-kk/ab [handwritten: "Please reply\n1 - addressee at once\n2 - to file Zimin"].'


def test_a_stamp_beside_a_number_is_parted_from_it() -> None:
    assert above(CROSSED) == (
        '<opener><idno type="registration">№ 77/ts</idno> <stamp><note type="label">Ministry of Ropes</note> '
        '<seg type="classification">Secret</seg> <lb/><idno type="registration">00831</idno> '
        '<date when="1961-05-02">2 May 1961</date></stamp></opener>'
    )


def test_a_list_beside_a_note_by_hand_is_parted_from_it() -> None:
    made = body(f"{PROSE}\n\nN. Olm\n\n{ENDING}")
    assert '<item n="1">addressee</item><item n="2">to file</item>' in made
    assert '<note type="handwritten" hand="#hand1">"Please reply <lb/>at once <lb/>Zimin".</note>' in made


def test_separation_is_reported() -> None:
    assert findings(f"{PROSE}\n\nN. Olm\n\n{ENDING}") == [("TK103", 5)]


def test_columns_without_evidence_are_kept_in_order_and_reported() -> None:
    text = f"USSR EMBASSY [Ropes stamp: one [Nets stamp: two\nIN SELM of the three] and four]\n\n{PROSE}"
    assert findings(text)[0] == ("TK104", 1)
    assert "TK103" not in dict(findings(text))
