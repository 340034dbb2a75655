"""Every page, in the judgement of the Nu Html Checker of the W3C."""

from __future__ import annotations

from pathlib import Path

from exporters.invented import FOLDER
from referees import ROOT, nu

from teikit.exporters import export
from teikit.tei import TeiDocument


def test_every_golden_document_and_sample_is_a_valid_page(tmp_path: Path) -> None:
    pages = []
    for file in sorted(
        (*(ROOT / "tests/golden").glob("*.xml"), *(ROOT / "samples").glob("*.xml"), *FOLDER.glob("*.xml"))
    ):
        pages.append(tmp_path / f"{file.stem}.html")
        pages[-1].write_bytes(export(TeiDocument.read(file), "html"))
    assert nu(*pages) == []


def test_the_checker_sees_a_fault(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!DOCTYPE html><title>A</title><p>One</p></p>", encoding="utf-8")
    assert [line.partition(" error: ")[2] for line in nu(tmp_path / "page.html")] == [
        "No “p” element in scope but a “p” end tag seen."
    ]
