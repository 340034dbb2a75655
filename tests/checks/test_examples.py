"""The example of a code has the fault that the code is about, and what is put right has it no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from referees import reference

from teikit.checks import findings
from teikit.codes import Code, codes
from teikit.diagnostics import TeikitError
from teikit.tei import TeiDocument

_HEADER = (
    "<fileDesc><titleStmt><title>x</title></titleStmt><publicationStmt><p>x</p></publicationStmt>"
    "<sourceDesc><p>x</p></sourceDesc></fileDesc>"
)
_WHOLE = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{header}</teiHeader><text>{text}</text></TEI>'
# where an example may have been taken from
_PLACES = ("<body><p>{}</p></body>", "<body><div>{}</div></body>", "<body>{}</body>", "<body><p>x</p></body>{}")
_OF_HEADERS = ("TK263", "TK290")
_ONLY_A_PART = ("TK290",)  # of what is wanted
_OF_SCHEMAS = [f"TK2{number}" for number in (10, 11, 12, 14, 15, 16, 20, 21, 22, 24, 30)]


@pytest.mark.parametrize(
    "about", [each for code, each in codes().items() if "TK250" <= code < "TK300"], ids=lambda each: each.code
)
def test_the_examples_of_the_checks(about: Code, tmp_path: Path) -> None:
    (tmp_path / "people.xml").write_text('<listPerson><person xml:id="quill"/></listPerson>', encoding="utf-8")
    assert about.code in _found(_document(about, about.example), tmp_path)
    if about.instead and about.code not in _ONLY_A_PART:
        assert about.code not in _found(_document(about, about.instead), tmp_path)


def _document(about: Code, example: str) -> str:
    first, _, second = example.partition("\n…\n")
    header, text = (first, second) if second else (first, "") if about.code in _OF_HEADERS else ("", first)
    return _WHOLE.format(header=header, text=text)


def _found(document: str, folder: Path) -> set[str]:
    checks = {"schema": False, "schematron": False, "header": True, "files": True}
    parsed = TeiDocument.parse(document.encode(), str(folder / "letter.xml"))
    return {finding.code for finding in findings(parsed, wanted=checks)}


@pytest.mark.parametrize("code", _OF_SCHEMAS)
def test_the_examples_of_the_schema(code: str) -> None:
    about, schema = codes()[code], str(reference("tei_all.rng"))
    whole = [place for place in _wholes(about.example) if code in _judged(place, schema)]
    assert whole
    assert not about.instead or any(code not in _judged(place, schema) for place in _wholes(about.instead))


def _wholes(example: str) -> list[str]:
    """Files that an example may stand in; it may be one itself."""
    places = [_WHOLE.format(header=_HEADER, text=place.format(example)) for place in _PLACES]
    headers = [_WHOLE.format(header=example, text=_PLACES[0].format("x"))]
    return [*places, *headers, example]


def _judged(document: str, schema: str) -> set[str]:
    try:
        return {finding.code for finding in findings(TeiDocument.parse(document.encode()), [schema])}
    except TeikitError:
        return set()
