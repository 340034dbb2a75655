"""Units become divisions: letter, attachment, sections."""

from __future__ import annotations

import re

from recognize.recognized import PROSE, body

LETTER = f"Dear Ann,\n\n{PROSE}\n\nN. Olm"
OPENED = f'<div type="letter"><opener><salute>Dear Ann,</salute></opener><p>{PROSE}</p>'
SIGNED = "<signed><persName>N. Olm</persName></signed>"


def test_a_letter_opens_and_closes() -> None:
    assert body(LETTER) == f"{OPENED}<closer>{SIGNED}</closer></div>"


def test_another_text_after_the_signature_is_a_document_of_its_own() -> None:
    assert body(f"{LETTER}\n\ntranslated from the Korean\n\nLIST OF ROPES\n\n{PROSE}") == (
        f'{OPENED}<closer>{SIGNED}</closer></div><div type="document"><opener><note type="translation">'
        f"translated from the Korean</note></opener><head>LIST OF ROPES</head><p>{PROSE}</p></div>"
    )


def test_a_text_that_the_letter_announced_is_its_attachment() -> None:
    announced = LETTER.replace("N. Olm", "Enclosure: a list of ropes.\n\nN. Olm")
    made = body(f"{announced}\n\ntranslated from the Korean\n\nLIST OF ROPES\n\n{PROSE}")
    assert '<div type="attachment"><opener><note type="translation">' in made


def test_numbered_heads_make_sections() -> None:
    assert body(f"1. The ropes\n\n{PROSE}\n\n2. The nets\n\n{PROSE}") == (
        f'<div type="section" n="1"><head>1. The ropes</head><p>{PROSE}</p></div>'
        f'<div type="section" n="2"><head>2. The nets</head><p>{PROSE}</p></div>'
    )


def test_the_first_title_is_the_documents_and_the_next_a_sections() -> None:
    assert body(f"THE ROPES\n\n{PROSE}\n\nTHE NETS\n\n{PROSE}") == (
        f'<head>THE ROPES</head><p>{PROSE}</p><div type="section"><head>THE NETS</head><p>{PROSE}</p></div>'
    )


def test_numbered_annexes_begin_attachments() -> None:
    made = body(f"{LETTER}\n\nTo item 4 of Protocol No. 9\nAnnex No. 1\n\n{PROSE}\n\nAnnex No. 2\n\n{PROSE}")
    assert made.endswith(
        '<div type="attachment"><head>To item 4 of Protocol No. 9</head><head>Annex No. 1</head>'
        f'<p>{PROSE}</p></div><div type="attachment"><head>Annex No. 2</head><p>{PROSE}</p></div>'
    )


def test_numbered_documents_are_divisions_side_by_side() -> None:
    made = body(f"DOCUMENT 1\n\n{LETTER}\n\nDOCUMENT 2\n\n{LETTER}")
    assert re.findall(r'<div type="(\w+)"><head>(.*?)</head>', made) == [
        ("letter", "DOCUMENT 1"),
        ("letter", "DOCUMENT 2"),
    ]


def test_the_label_of_an_annex_within_a_paragraph_begins_nothing() -> None:
    assert "attachment" not in body(f"{PROSE}\nAnnex No. 1\n{PROSE}")


def test_a_numeral_that_counts_on_is_no_initial() -> None:
    made = body(f"I. Ropes\n\n{PROSE}\n\nII. Nets\n\n{PROSE}")
    assert re.findall(r"<head>(.*?)</head>", made) == ["I. Ropes", "II. Nets"]


def test_sections_numbered_within_another_are_parts_of_it() -> None:
    made = body(
        f"1. The quays\n\n{PROSE}\n\n1.1. The north quay\n\n{PROSE}\n\n1.2 The south quay\n\n{PROSE}\n\n2. The mud\n\n{PROSE}"
    )
    shape = re.sub(r"<p>.*?</p>|<head.*?</head>", "", made)
    section = '<div type="section" n="{}">{}</div>'
    first = section.format("1", section.format("1.1", "") + section.format("1.2", ""))
    assert first + section.format("2", "") in shape
