"""Files named, and files in folders named."""

from __future__ import annotations

from pathlib import Path

import pytest

from teikit.diagnostics import TeikitError
from teikit.gathering import gathered


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b.xml", "a/2.XML", "a/1.xml", "a/notes.txt", ".git/x.xml", "node_modules/y.xml", "empty/readme"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("", encoding="utf-8")
    return tmp_path


def names(*inputs: str, **options: object) -> list[str]:
    return [path.as_posix() for path in gathered(inputs, (".xml",), **options)]  # type: ignore[arg-type]


def test_a_folder_gives_its_files_in_order_and_no_hidden_ones(folder: Path) -> None:
    assert names(".") == ["a/1.xml", "a/2.XML", "b.xml"]


def test_a_file_that_is_named_is_taken_as_it_is_and_once(folder: Path) -> None:
    assert names("gone.xml", "a/notes.txt", "a/1.xml", "a") == ["gone.xml", "a/notes.txt", "a/1.xml", "a/2.XML"]


def test_what_is_left_out_is_left_out_of_folders(folder: Path) -> None:
    assert names(".", left_out=lambda path: path.parts[0] == "a") == ["b.xml"]


def test_a_folder_without_such_a_file_is_refused(folder: Path) -> None:
    with pytest.raises(TeikitError) as refused:
        gathered(["empty"], (".xml", ".tei"))
    assert refused.value.diagnostic.message == "there is no .xml file in the folder empty"


def test_a_link_to_the_folder_above_is_not_followed(folder: Path) -> None:
    Path("a/up").symlink_to(folder)
    assert names("a") == ["a/1.xml", "a/2.XML"]
