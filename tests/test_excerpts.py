"""What stands at a place of a file, however the file is encoded."""

from __future__ import annotations

from pathlib import Path

import pytest

from teikit.diagnostics import Location
from teikit.excerpts import excerpt, lines

TEXT = "<?xml version='1.0' encoding='{}'?>\r\n<p>Zoë  was <persname>B</persname>\r\nlate that\tday</p>\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_lines_are_read_as_the_file_says_it_is_encoded(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(TEXT.format(encoding.removesuffix("-sig")).encode(encoding))
    assert lines(str(path))[1:] == ["<p>Zoë  was <persname>B</persname>", "late that\tday</p>", ""]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ((2, 13, 2, 23), "<persname>"),
        ((2, 23, 3, 5), "B</persname> late"),
        ((2, 1), "<p>Zoë was <persname>B</persname>"),
        ((9, 1), ""),
        ((2, 900), ""),
    ],
)
def test_an_excerpt_is_one_line(tmp_path: Path, place: tuple[int, ...], text: str) -> None:
    path = tmp_path / "a.xml"
    path.write_text(TEXT.format("utf-8"), encoding="utf-8", newline="")
    assert excerpt(Location(str(path), *place)) == text


def test_a_file_that_cannot_be_read_has_none(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(b"\xff\xfe\xff")
    assert [lines(str(tmp_path / name)) for name in ("a.bin", "gone", ".")] == [[], [], []]
    assert excerpt(Location(None, 1)) == ""
