"""What a header has to say before publication."""

from __future__ import annotations

import pytest
from examined import found
from invented import LETTER

from teikit.checks.examination import Examination
from teikit.checks.header import header_findings
from teikit.convert import convert
from teikit.tei import TeiDocument

FULL = """<fileDesc><titleStmt><title>Of Ropes</title><author>A. Quill</author></titleStmt>
<publicationStmt><publisher>Rope Museum</publisher><date when="2026"/><availability><licence target="https://example.org/l"/></availability></publicationStmt>
<sourceDesc><p>A typescript.</p></sourceDesc></fileDesc><profileDesc><langUsage><language ident="en"/></langUsage></profileDesc>"""


def test_a_full_header_is_passed():
    assert found(header_findings, "", FULL) == []


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("Of Ropes", "Untitled transcript", "what it is called"),
        ("Of Ropes", "Transcript of ropes.txt", "what it is called"),
        ("Of Ropes", "…", "what it is called"),
        ("<author>A. Quill</author>", "<respStmt><resp>by</resp><name>not named</name></respStmt>", "who is responsible"),
        ("Rope Museum", "", "who publishes it"),
        ('<date when="2026"/>', "", "when"),
        ('<licence target="https://example.org/l"/>', "<p>No licence was given; ask the holder of the rights.</p>", "under which licence"),
        ("A typescript.", "Information about the source", "what its source is"),
        ("profileDesc", "encodingDesc", None),
        ('<language ident="en"/>', "", "in which language it is"),
    ],
)  # fmt: skip
def test_what_is_missing_or_a_placeholder_is_told(old, new, missing):
    messages = [each.message for each in found(header_findings, "", FULL.replace(old, new))]
    assert messages == ([f"for publication the header does not say {missing}"] if missing else [])


@pytest.mark.parametrize(
    ("prose", "missing"),
    [
        ("Published by the Rope Museum in 2026 under CC BY.", None),
        ("Rope Museum", "when and under which licence"),
        ("Publication Information", "who publishes it, when and under which licence"),
    ],
)
def test_a_publication_statement_may_be_prose(prose, missing):
    start, end = FULL.index("<publicationStmt>"), FULL.index("</publicationStmt>")
    header = f"{FULL[:start]}<publicationStmt><p>{prose}</p>{FULL[end:]}"
    messages = [each.message for each in found(header_findings, "", header)]
    assert messages == ([f"for publication the header does not say {missing}"] if missing else [])


def test_a_transcript_alone_lacks_all_that_only_the_archive_knows():
    (finding,) = header_findings(
        Examination(convert("Port Ellery, 2 March 1887\n\nThe mole is not finished.\n").document)
    )
    assert finding.message.startswith("for publication the header does not say what it is called, who is responsible,")
    assert finding.hint.startswith("fill in titleStmt/title, titleStmt/respStmt, publicationStmt/publisher,")


def test_what_a_corpus_says_holds_for_its_texts():
    letter = LETTER.partition("?>")[2]
    without = letter.replace("<publisher>Rope Museum</publisher>", "<publisher/>")
    outer = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{FULL}</teiHeader>{without}</teiCorpus>'
    assert header_findings(Examination(TeiDocument.parse(outer.encode()))) == []
