"""Jing as the referee: the same verdict on every document, and its lines met, on faults planted one at a time."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from referees import jing, reference
from relaxng_faults import LETTERS, planted
from relaxng_schemas import LETTER, written

from teikit.relaxng import Finding, Schema
from teikit.relaxng.positions import Positions

HEADER = """<teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt><publicationStmt><p>not published</p>
</publicationStmt><sourceDesc><p>typed</p></sourceDesc></fileDesc></teiHeader>"""
TEI = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}
<text xml:lang="en"><body><div type="letter"><opener><dateline>Harbour, <date when="1955-05-13">13 May</date></dateline>
<salute>Dear <persName ref="#a">Anna</persName>,</salute></opener>
<p n="1">The ships <hi rend="italic">have come</hi>.<pb n="2"/> They brought</p>
<list rend="bulleted"><head>Cargo</head><item n="1">coal</item><item>salt <note place="foot"><p>dear</p></note></item></list>
<table rows="1" cols="2"><row role="label"><cell>a</cell><cell>b</cell></row></table>
<quote><l>one line</l></quote>
<closer><signed>Your <name type="person" xml:id="b">B</name></signed></closer></div></body></text></TEI>"""
ROUNDS = 120


def plant_all(folder: Path, source: str) -> list[Path]:
    chance = Random(1955)
    files = [folder / f"{number:03}.xml" for number in range(ROUNDS)]
    for file in files:
        file.write_bytes(planted(source, chance))
    return files


def lines(report: list[str], file: Path) -> set[int]:
    """The lines of Jing's errors in a file; the first of two equal ids is no error of its own."""
    found = (re.match(r"(.*?):(\d+):\d+: error: (?!first occurrence)", message) for message in report)
    return {int(match[2]) for match in found if match and match[1] == str(file)}


def covered(finding: Finding, positions: Positions) -> range:
    """The lines of a finding: its own, and those of the element at fault, where Jing reports what follows from it."""
    assert finding.node is not None
    return range(finding.line, positions.end_tag(finding.node).end_line + 1)


Judged = list[tuple[Path, list[Finding], set[int]]]


@pytest.fixture(scope="module", params=["letter", "tei_all"])
def judged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    folder = tmp_path_factory.mktemp(request.param)
    path = written(folder, LETTER) if request.param == "letter" else reference("tei_all.rng")
    files = plant_all(folder, LETTERS if request.param == "letter" else TEI)
    report = jing(path, *files)
    schema = Schema.load(path)
    return [(file, list(schema.validate(file)), lines(report, file)) for file in files]


def test_the_verdict_is_that_of_jing(judged: Judged) -> None:
    assert [file.read_text() for file, findings, errors in judged if bool(findings) != bool(errors)] == []
    assert {bool(findings) for _, findings, _ in judged} == {True, False}


def test_the_lines_of_jing_are_met(judged: Judged) -> None:
    met = []
    for file, findings, errors in judged:
        positions = Positions(file.read_bytes())
        met += [any(line in covered(finding, positions) for finding in findings) for line in errors]
    assert sum(met) >= 0.95 * len(met)


def test_one_planted_fault_has_few_findings(judged: Judged) -> None:
    counts = [len(findings) for _, findings, _ in judged if findings]
    assert sum(counts) <= 1.3 * len(counts)
