"""Many documents: past those that fail, whole or not at all, in order."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from teikit.corpus import Conversion, Outcome, Settings, Summary, Task, convert_many, metadata_for, planned
from teikit.coverage import Coverage
from teikit.delivery import Order
from teikit.diagnostics import Diagnostic, Severity, TeikitError, refusal
from teikit.metadata import Metadata
from teikit.source import Source
from teikit.tei import TeiDocument

NOTE = Diagnostic("TK103", Severity.WARNING, "two columns")
HALF = Coverage(2, 4, {"[x: …]": 1})


@dataclass(frozen=True)
class Ledger:
    source: Source

    def to_json(self) -> str:
        return "{}"


@dataclass(frozen=True)
class Edition:
    """What a conversion gives, as far as a corpus looks at it."""

    document: TeiDocument
    ledger: Ledger
    diagnostics: tuple[Diagnostic, ...] = (NOTE,)
    coverage: Coverage = HALF

    def to_bytes(self) -> bytes:
        return self.document.to_bytes()


def converted(path: Path, *, metadata: Metadata | None = None, **settings: Any) -> Edition:
    """A conversion that fails where the text says so."""
    text = path.read_text()
    if text == "refuse":
        raise refusal("TK001", "nothing here")
    if text == "bug":
        raise KeyError("a bug")
    if text == "die":
        os._exit(1)
    title = metadata.title if metadata else settings.get("profile") or ""
    return Edition(TeiDocument.parse(f"<TEI n='{title}'>{text}</TEI>".encode()), Ledger(Source(None, text, "")))


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def letters(folder: Path, *texts: str) -> list[Path]:
    paths = [folder / f"letter{number}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text)
    return paths


def run(paths: list[Path], out: Path, **options: Any) -> tuple[Summary, list[Outcome]]:
    heard: list[Outcome] = []
    summary = convert_many(paths, out, write=write, convert=converted, on_done=heard.append, **options)
    return summary, heard


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*")) if folder.exists() else []


@pytest.mark.parametrize("options", [{}, {"jobs": 2}, {"batch": 2}, {"executor": ThreadPoolExecutor(2), "jobs": 2}])
def test_documents_are_converted_in_order_past_those_that_fail(tmp_path: Path, options: dict[str, Any]) -> None:
    paths = letters(tmp_path, "one", "refuse", "three", "bug", "five")
    summary, heard = run(paths, tmp_path / "out", **options)
    assert [outcome.path for outcome in heard] == paths
    assert [outcome.ok for outcome in heard] == [True, False, True, False, True]
    assert names(tmp_path / "out") == ["letter0.xml", "letter2.xml", "letter4.xml"]
    assert (summary.documents, summary.ok, summary.failed, summary.characters) == (5, 3, 2, 12)
    assert summary.findings == {"TK103": 3, "TK001": 1, "TK099": 1}
    assert (summary.recognised, summary.covered, summary.unknown) == (6, 12, {"[x: …]": 3})


def test_a_bug_keeps_its_traceback(tmp_path: Path) -> None:
    _, (outcome,) = run(letters(tmp_path, "bug"), tmp_path / "out")
    assert "a bug in teikit: KeyError" in outcome.diagnostics[0].message
    assert "in converted" in outcome.trace


def test_a_process_that_dies_costs_one_document(tmp_path: Path) -> None:
    paths = letters(tmp_path, "one", "two", "die", "four", "five", "six")
    summary, heard = run(paths, tmp_path / "out", jobs=2, batch=2)
    assert [outcome.path.name for outcome in heard if not outcome.ok] == ["letter2.txt"]
    assert (summary.ok, len(names(tmp_path / "out"))) == (5, 5)


def test_an_outcome_does_not_hold_the_document(tmp_path: Path) -> None:
    _, (outcome,) = run(letters(tmp_path, "one"), tmp_path / "out")
    assert outcome == Outcome(tmp_path / "letter0.txt", True, 3, (NOTE,), coverage=HALF)


def test_formats_and_ledger_stand_side_by_side(tmp_path: Path) -> None:
    run(letters(tmp_path, "one"), tmp_path / "out", formats=["tei", "text"], ledger_dir=tmp_path / "out")
    assert names(tmp_path / "out") == ["letter0.ledger.json", "letter0.txt", "letter0.xml"]


def test_names_that_collide_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    paths = [*letters(tmp_path, "one", "two"), *letters(tmp_path / "a", "three")]
    with pytest.raises(TeikitError, match=r"TK010.*would both be written"):
        run(paths, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_output_never_takes_the_place_of_an_input(tmp_path: Path) -> None:
    with pytest.raises(TeikitError, match="TK010"):
        run(letters(tmp_path, "one"), tmp_path, formats=["text"])
    assert (tmp_path / "letter0.txt").read_text() == "one"


def test_a_document_named_twice_is_converted_once(tmp_path: Path) -> None:
    paths = letters(tmp_path, "one")
    assert len(planned([*paths, *paths], tmp_path / "out", Order(("tei",), {})).tasks) == 1


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TeikitError, match="TK401"):
        run(letters(tmp_path, "one"), tmp_path / "out", formats=["tei", "klingon"])


def test_a_document_that_cannot_be_written_in_all_formats_is_written_in_none(tmp_path: Path) -> None:
    (tmp_path / "out" / "letter0.txt").mkdir(parents=True)
    _, (outcome,) = run(letters(tmp_path, "one"), tmp_path / "out", formats=["tei", "text"])
    assert (outcome.ok, names(tmp_path / "out")) == (False, ["letter0.txt"])


def test_each_document_has_its_row_of_metadata(tmp_path: Path) -> None:
    facts = {"letter1.txt": Metadata(title="Second")}
    run(letters(tmp_path, "one", "two"), tmp_path / "out", metadata=facts, profile="ours")
    assert b"n='ours'" in (tmp_path / "out/letter0.xml").read_bytes().replace(b'"', b"'")
    assert b"n='Second'" in (tmp_path / "out/letter1.xml").read_bytes().replace(b'"', b"'")


def test_metadata_for_all_is_for_each() -> None:
    assert metadata_for(Path("a.txt"), Metadata(title="A")) == Metadata(title="A")
    assert metadata_for(Path("b/a.txt"), {"b/a.txt": Metadata(title="A")}) == Metadata(title="A")
    assert metadata_for(Path("c.txt"), {"a.txt": Metadata()}) is None


def test_nothing_to_do_is_no_error(tmp_path: Path) -> None:
    assert run([], tmp_path)[0] == Summary()


def test_real_conversion_is_the_default(tmp_path: Path) -> None:
    paths = letters(tmp_path, "Dear friend,\n\nwe sent the tea.\n")
    assert convert_many(paths, tmp_path / "out", write=write).ok == 1
    assert b"we sent the tea." in (tmp_path / "out/letter0.xml").read_bytes()


def test_the_settings_travel_to_a_worker() -> None:
    import pickle

    settings = Settings(write, Conversion(profile="generic"), Order(("html",), {"view": "diplomatic"}))
    task = Task(Path("a.txt"), (("tei", Path("a.xml")),), None, Metadata(title="A"))
    assert pickle.loads(pickle.dumps((settings, task))) == (settings, task)
