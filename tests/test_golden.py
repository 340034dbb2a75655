"""The golden cases: each transcript becomes the text and the findings beside it, however its white space was kept."""

from __future__ import annotations

from collections.abc import Callable
from difflib import unified_diff
from functools import cache
from pathlib import Path

import pytest
from golden.cases import FOLDER, NAMES, expected_findings, findings_of, text_of, transcript
from lxml import etree
from referees import jing, reference

from teikit import Severity, convert, read, verify
from teikit.convert import Edition
from teikit.resources import schema_path
from teikit.tei import TEI

VARIANTS: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "non-breaking spaces": lambda text: text.replace(" ", "\u00a0"),
    "trailing blanks": lambda text: text.replace("\n", "  \n"),
    "no final newline": lambda text: text.rstrip("\n"),
}
# a blank line after every line: cases in which blank lines are all that tells two things apart, and which
TOLD_BY_BLANK_LINES: dict[str, str] = {}
# cases in which verification calls an error what is none, and what
_COLUMN = "the first label of a list in a separated column is taken for lost text"
NOT_YET_VERIFIED = {
    "columns-separable": _COLUMN,
    "cover-letter": _COLUMN,
    "minutes-abbreviated": "the bracket around a short form that a stage holds is taken for lost text",
    "telegram-fields": "the label of an item that an export renumbered is taken for lost text",
}


@cache
def edition(name: str) -> Edition:
    return convert(transcript(name))


def different(expected: str, made: str) -> str:
    """Where two texts differ, as lines to read; empty where they do not."""
    return "\n".join(unified_diff(expected.splitlines(), made.splitlines(), "expected", "made", lineterm=""))


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_as_expected(name: str) -> None:
    expected = (FOLDER / f"{name}.xml").read_text(encoding="utf-8")
    difference = different(expected, text_of(edition(name)))
    assert not difference, f"\n{difference}\npython tests/golden/write.py {name} accepts it"


@pytest.mark.parametrize("name", NAMES)
def test_the_findings_are_as_expected(name: str) -> None:
    assert findings_of(edition(name)) == expected_findings(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_is_valid(name: str) -> None:
    schema = _schema()
    assert schema.validate(etree.fromstring(edition(name).to_bytes())), schema.error_log


@cache
def _schema() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(schema_path("teikit"))))


def test_all_files_are_valid_tei(tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.xml" for name in NAMES]
    for file in files:
        file.write_bytes(edition(file.stem).to_bytes())
    assert jing(reference("tei_all.rng"), *files) == []


@pytest.mark.parametrize("name", NAMES)
def test_verification_finds_nothing(name: str, request: pytest.FixtureRequest) -> None:
    if name in NOT_YET_VERIFIED:
        request.applymarker(pytest.mark.xfail(reason=NOT_YET_VERIFIED[name], strict=True))
    verdict = verify(read(transcript(name)), edition(name).document)
    assert [str(found.diagnostic) for found in verdict.findings if found.severity > Severity.INFO] == []


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", NAMES)
def test_white_space_at_the_margin_changes_nothing(name: str, variant: str) -> None:
    made = text_of(convert(VARIANTS[variant](transcript(name))))
    assert not different(text_of(edition(name)), made)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in TOLD_BY_BLANK_LINES])
def test_a_blank_line_after_every_line_changes_hardly_anything(name: str) -> None:
    made = convert(transcript(name).replace("\n", "\n\n"))
    assert elements(made) == elements(edition(name))


def test_what_is_told_by_blank_lines_alone_still_is() -> None:
    for name in TOLD_BY_BLANK_LINES:
        made = convert(transcript(name).replace("\n", "\n\n"))
        assert elements(made) != elements(edition(name)), f"take {name} out of TOLD_BY_BLANK_LINES"


def elements(made: Edition) -> list[str]:
    """The elements of a text in their order; breaks do not count."""
    text = made.document.root.find(f"{{{TEI}}}text")
    assert text is not None
    names = [etree.QName(element).localname for element in text.iter(etree.Element)]
    return [name for name in names if name not in ("lb", "pb")]
