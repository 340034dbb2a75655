"""Files that a document points to."""

from __future__ import annotations

import pytest
from examined import found

from teikit.checks.files import file_findings


@pytest.fixture
def letter(tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "images/page 1.jpg").write_bytes(b"")
    (tmp_path / "people.xml").write_text('<listPerson><person xml:id="quill"/></listPerson>', encoding="utf-8")
    (tmp_path / "torn.xml").write_text("<listPerson>", encoding="utf-8")
    return tmp_path / "letter.xml"


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ('<graphic url="images/page%201.jpg"/>', []),
        ('<graphic url="images/page2.jpg"/><pb facs="images/page2.jpg"/>', ["there is no file images/page2.jpg"]),
        ('<persName ref="people.xml#quill">x</persName>', []),
        ('<persName ref="people.xml#reed">x</persName>', ["people.xml has no xml:id “reed”"]),
        ('<persName ref="persons.xml#quill">x</persName>', ["there is no file persons.xml"]),
        ('<persName ref="torn.xml#quill">x</persName>', []),
        ('<ref target="https://example.org/a.xml#b //example.org/c.xml #d.e mailto:a@b.org">x</ref>', []),
        ('<ref target="people.xml?view=1#quill people.xml#xpath(//person)">x</ref>', []),
        ('<date when="1961.05">x</date><hi rend="style.css">y</hi>', []),
        ('<div xml:base="https://example.org/"><graphic url="gone.jpg"/></div>', []),
    ],
)
def test_what_is_pointed_to_is_there(letter, text, messages):
    assert [(each.code, each.message) for each in found(file_findings, text, path=letter)] == [
        ("TK254", each) for each in messages
    ]
