"""Elements that should hold text and hold none."""

from __future__ import annotations

import pytest
from examined import found, told

from teikit.checks.empty import empty_findings


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("<p/>", ["p"]),
        ("<p> \n </p>", ["p"]),
        ("<p><!-- to do --></p>", ["p"]),
        ("<p>x <persName/></p>", ["persName"]),
        ("<p><hi/></p>", ["hi"]),
        ("<p><!-- a -->x</p>", []),
        ("<p><gap/></p>", []),
        ("<p><?print rule?></p>", []),
        ('<persName ref="#x"/>', []),
        ('<date when="1961"/>', []),
        ("<pb/><gap/><space/><lb/><cell/><add/><ptr/>", []),
        ('<p xmlns="http://www.w3.org/1999/xhtml"/>', []),
    ],
)
def test_what_is_empty(text, names):
    assert told(empty_findings, f"<body><head>x</head>{text}</body>") == [
        ("TK270", f"the <{name}> is empty") for name in names
    ]


def test_the_one_paragraph_of_a_file_that_is_all_header_may_be_empty():
    assert told(empty_findings, "<body><p/></body>") == []


def test_a_header_that_was_never_filled_in_is_one_finding():
    header = "<author/>\n<editor/>\n<title/>\n<author/>"
    (finding,) = found(empty_findings, "", header)
    assert finding.message == "4 elements of the header are empty: <author>, <editor>, <title>"
    assert [(place.line, word) for place, word in finding.related] == [(2, "this too"), (3, "this too")]
    assert len(found(empty_findings, "<p/>", "<author/><editor/><title/>")) == 4
