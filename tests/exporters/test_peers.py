"""What other converters are known to get wrong, asked of every format that is read as text."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from exporters.invented import tei

from teikit.exporters import export

FORMATS = ["html", "text", "markdown", "epub", "latex"]
BODY = """<div><head>1. The mill</head><p>The first<lb/>line and
 for-<lb break="no"/>ward to <persName>A. Morev</persName>, <placeName>Vellin</placeName>; he said: "It's a 'mill'" and “so” — ‘thus’.</p>
 <div><head>1.1. The wheel</head><p>It turns.</p></div></div>"""


def plain(name: str) -> str:
    """What the format shows, its markup taken off, a line for each block."""
    written = export(tei(BODY), name)
    if name == "epub":
        written = zipfile.ZipFile(BytesIO(written)).read("EPUB/text-001.xhtml")
    text = written.decode()
    if name in ("html", "epub"):
        text = re.sub(r"<(title|style|script|head)\b.*?</\1>|\s+", " ", text, flags=re.DOTALL)
        text = re.sub(r"</(?:p|h\d|div|li|dt|dd)>", "\n", text)
        return re.sub(r"<[^>]*>", "", text)
    return text.replace("\\", "") if name == "markdown" else text


@pytest.mark.parametrize("name", FORMATS)
def test_a_line_break_joins_no_words_and_a_broken_word_stays_one(name: str) -> None:
    assert re.search(r"The first\s+line and\s+for-ward to", plain(name))


@pytest.mark.parametrize("name", FORMATS)
def test_a_name_stays_in_its_line_with_its_punctuation(name: str) -> None:
    assert re.search(r"to A\. Morev, Vellin; he said", plain(name))


@pytest.mark.parametrize("name", FORMATS)
def test_quotation_marks_are_those_of_the_text(name: str) -> None:
    assert "\"It's a 'mill'\" and “so” — ‘thus’." in plain(name)


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("html", r"<h2[^>]*>1\. The mill</h2>", r"<h3[^>]*>1\.1\. The wheel</h3>"),
        ("markdown", r"^# 1\\?\. The mill$", r"^## 1\\?\.1\\?\. The wheel$"),
        ("latex", r"\\section\[.*\]\{1\. The mill\}", r"\\subsection\[.*\]\{1\.1\. The wheel\}"),
    ],
)
def test_a_numbered_heading_is_a_heading_with_its_number_and_no_list(name: str, first: str, second: str) -> None:
    written = export(tei(BODY), name).decode()
    assert re.search(first, written, re.MULTILINE)
    assert re.search(second, written, re.MULTILINE)
