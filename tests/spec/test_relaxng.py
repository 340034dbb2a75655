"""James Clark's test suite for RELAX NG: every schema and every instance is one check."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from teikit.relaxng import Schema, SchemaError

_REFERENCE = Path(os.environ.get("TEIKIT_REFERENCE", Path(__file__).parents[3] / "shared" / "reference"))
_SUITE = _REFERENCE / "spectest.xml"

pytestmark = pytest.mark.skipif(not _SUITE.exists(), reason=f"no test suite at {_SUITE}; set TEIKIT_REFERENCE")


def _cases() -> Iterator[etree._Element]:
    if _SUITE.exists():
        yield from etree.parse(_SUITE).iter("testCase")


CASES = list(_cases())


def _written(folder: Path, case: etree._Element) -> Path:
    """The files of a case; the schema is the first."""
    for part in case:
        if part.tag == "resource":
            (folder / str(part.get("name"))).write_bytes(_inner(part))
        elif part.tag == "dir":
            inner = folder / str(part.get("name"))
            inner.mkdir()
            _written(inner, part)
        elif part.tag in ("correct", "incorrect"):
            (folder / "schema.rng").write_bytes(_inner(part))
    return folder / "schema.rng"


def _inner(part: etree._Element) -> bytes:
    return b"".join(
        etree.tostring(child, encoding="utf-8", with_tail=False) for child in part.iterchildren(etree.Element)
    )


def _number(case: etree._Element) -> str:
    return f"line {case.sourceline}"


@pytest.mark.parametrize("case", [case for case in CASES if case.find("incorrect") is not None], ids=_number)
def test_an_incorrect_schema_is_refused_with_its_line(case: etree._Element, tmp_path: Path) -> None:
    with pytest.raises(SchemaError) as refused:
        Schema.load(_written(tmp_path, case))
    assert refused.value.message
    assert refused.value.line


@pytest.mark.parametrize("case", [case for case in CASES if case.find("correct") is not None], ids=_number)
def test_a_correct_schema_tells_valid_from_invalid(case: etree._Element, tmp_path: Path) -> None:
    schema = Schema.load(_written(tmp_path, case))
    for instance in case.findall("valid"):
        assert list(schema.validate(_inner(instance))) == []
    for instance in case.findall("invalid"):
        assert list(schema.validate(_inner(instance))) != []


def test_the_suite_is_whole() -> None:
    counted = sum(len(case.findall(kind)) for case in CASES for kind in ("correct", "incorrect", "valid", "invalid"))
    assert counted == 965
