"""Jing as the referee: the same verdict on every document, and its lines met, on faults planted one at a time."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from lxml import etree
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


def plant_all(folder: Path, source: str, faults: int) -> list[Path]:
    chance = Random(1955 + faults)
    files = [folder / f"{number:03}.xml" for number in range(ROUNDS)]
    for file in files:
        text = source
        for _ in range(faults):
            text = planted(text, chance).decode()
        file.write_text(text, encoding="utf-8")
    return files


def errors_of(report: list[str], file: Path) -> set[tuple[int, int]]:
    """The places of Jing's errors in a file; the first of two equal ids is no error of its own."""
    found = (re.match(r"(.*?):(\d+):(\d+): error: (?!first occurrence)", message) for message in report)
    return {(int(match[2]), int(match[3])) for match in found if match and match[1] == str(file)}


class Tags:
    """Which tag ends where: Jing's places are ends of tags."""

    def __init__(self, data: bytes) -> None:
        self.positions = Positions(data)
        self.elements = list(etree.fromstring(data, etree.XMLParser(collect_ids=False)).iter(etree.Element))
        self.numbers = {element: number for number, element in enumerate(self.elements)}
        self.ending: dict[tuple[int, int], int] = {}
        for number in range(len(self.elements)):
            for span in (self.positions.start_tag(number), self.positions.end_tag(number)):
                self.ending.setdefault((span.end_line, span.end_column), number)

    def lines(self, finding: Finding) -> set[int]:
        """The lines of a finding, and those where its element's tags end; for a text that of the tag behind it, which is the
        first of which Jing can speak."""
        assert finding.node is not None and finding.end_line is not None
        own = set(range(finding.line, finding.end_line + 1))
        own |= {tag(finding.node).end_line for tag in (self.positions.start_tag, self.positions.end_tag)}
        if finding.kind == "text":
            end = (finding.end_line, finding.end_column or 0)
            own.add(min(place for place in self.ending if place > end)[0])
        return own

    def parents(self, number: int) -> set[int]:
        """An element and the one around it."""
        around = self.elements[number].getparent()
        return {number, *([] if around is None else [self.numbers[around]])}


def unmet(file: Path, findings: list[Finding], errors: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Jing's places of which no finding speaks, those apart that follow a finding in the same parent."""
    tags = Tags(file.read_bytes())
    lines = {line for finding in findings for line in tags.lines(finding)}
    missed = []
    for line, column in sorted(errors):
        parents = tags.parents(tags.ending[line, column]) if (line, column) in tags.ending else set()
        before = (finding.node for finding in findings if finding.line <= line and finding.node is not None)
        if line not in lines and not any(parents & tags.parents(node) for node in before):
            missed.append((line, column))
    return missed


Judged = list[tuple[Path, list[Finding], set[tuple[int, int]]]]


@pytest.fixture(scope="module", params=[("letter", 1), ("tei_all", 1), ("tei_all", 4)], ids=str)
def judged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    kind, faults = request.param
    folder = tmp_path_factory.mktemp(kind)
    path = written(folder, LETTER) if kind == "letter" else reference("tei_all.rng")
    files = plant_all(folder, LETTERS if kind == "letter" else TEI, faults)
    report = jing(path, *files)
    schema = Schema.load(path)
    return [(file, list(schema.validate(file)), errors_of(report, file)) for file in files]


def test_the_verdict_is_that_of_jing(judged: Judged) -> None:
    assert [file.read_text() for file, findings, errors in judged if bool(findings) != bool(errors)] == []
    assert any(findings for _, findings, _ in judged)


def test_the_lines_of_jing_are_met(judged: Judged) -> None:
    missed = [place for file, findings, errors in judged for place in unmet(file, findings, errors)]
    assert len(missed) <= 0.02 * sum(len(errors) for *_, errors in judged)


def test_few_faults_have_few_findings(judged: Judged, request: pytest.FixtureRequest) -> None:
    _, faults = request.node.callspec.params["judged"]
    counts = [len(findings) for _, findings, _ in judged if findings]
    assert sum(counts) <= 1.15 * faults * len(counts)
