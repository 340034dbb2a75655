"""The documentation says what is so: its commands print that, its examples run, its tables are complete, its links lead on."""

from __future__ import annotations

import ast
import doctest
import importlib.util
import re
import shutil
from pathlib import Path

import pytest
from played import PLAYED, fits, played

import teikit
from teikit.checks import CHECKS
from teikit.codes import codes
from teikit.fixes import REPAIRS
from teikit.profile import Rule

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "samples/README.md", *sorted(DOCS.rglob("*.md"))]
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))


@pytest.mark.parametrize("name", PLAYED)
def test_a_page_prints_what_it_says(name: str, tmp_path: Path) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    assert played(page, tmp_path / "folder", PLAYED[name]) == page, "run python tests/played.py"


def test_lines_left_out_of_a_page_may_be_any() -> None:
    assert fits("first\n…\nlast\n", "first\nsecond\nthird\nlast\n")
    assert not fits("first\n…\nlast\n", "first\nsecond\n")


def test_the_examples_of_the_library_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "editions").mkdir()
    page = DOCS / "reference/library.md"
    run = doctest.testfile(str(page), module_relative=False, globs={"write": Path.write_bytes}, encoding="utf-8")
    assert run.attempted > 20
    assert run.failed == 0


def test_the_library_page_names_everything_public() -> None:
    page = (DOCS / "reference/library.md").read_text(encoding="utf-8")
    assert [name for name in teikit.__all__ if name not in page] == []


def test_the_generated_pages_are_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None and spec.loader is not None
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    made: dict[str, str] = generate.pages()
    there = {name for name in made if (DOCS / "reference" / name).exists()}
    there |= {f"diagnostics/{path.name}" for path in (DOCS / "reference/diagnostics").glob("*.md")}
    assert sorted(there) == sorted(made), "run python docs/generate.py"
    stale = [name for name in made if (DOCS / "reference" / name).read_text(encoding="utf-8") != made[name]]
    assert stale == [], "run python docs/generate.py"


def test_every_diagnostic_is_explained_and_none_that_is_not_there() -> None:
    modules = (ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "teikit").rglob("*.py"))
    words = {node.value for module in modules for node in ast.walk(module) if isinstance(node, ast.Constant)}
    used = {word for word in words if isinstance(word, str) and re.fullmatch(r"TK\d{3}", word)}
    assert list(codes()) == sorted(used), "each code has a table in teikit/codes"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_the_index_leads_to_every_page() -> None:
    links = re.findall(r"\]\(([^)#]+)", (DOCS / "index.md").read_text(encoding="utf-8"))
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")} - {"index.md"}
    pages -= {f"reference/diagnostics/{code}.md" for code in codes()}  # diagnostics.md leads to them
    assert pages <= set(links)


def test_the_architecture_names_every_room() -> None:
    page = (DOCS / "architecture.md").read_text(encoding="utf-8")
    rooms = {
        path.name for path in (ROOT / "teikit").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert sorted(name for name in rooms - {"__init__.py"} if name not in page) == []


def test_the_page_of_checks_names_every_check_and_repair() -> None:
    page = (DOCS / "reference/checks.md").read_text(encoding="utf-8")
    assert [name for name in (*CHECKS, *REPAIRS) if f"| `{name}`" not in page] == []


def test_the_recipe_for_a_rule_names_every_key() -> None:
    page = (DOCS / "contributing.md").read_text(encoding="utf-8")
    assert [field for field in Rule._fields if f"`{field}`" not in page] == []


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_stands_beside_its_tei(sample: Path) -> None:
    made = teikit.convert(sample).to_bytes()
    assert sample.with_suffix(".xml").read_bytes() == made, "run teikit convert samples -o samples"
    assert [finding.message for finding in teikit.validate(teikit.TeiDocument.parse(made))] == []


def test_the_version_is_the_same_everywhere() -> None:
    citation, changes = ((ROOT / name).read_text(encoding="utf-8") for name in ("CITATION.cff", "docs/changelog.md"))
    project = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert project is not None and project.group(1) == teikit.__version__
    assert f"\nversion: {teikit.__version__}\n" in citation
    assert re.findall(r"^## (\d\S*)", changes, re.MULTILINE)[0] == teikit.__version__
