"""The rules of the house that a machine can check: which way imports run, names of modules, shipped profiles, a quick import."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from teikit.diagnostics import Severity
from teikit.examples import tried
from teikit.profile import profile, profile_names
from teikit.recognize import RULES
from teikit.shipped import shipped_path

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "teikit").rglob("*.py"))

# The floors of the house from the ground up; a module imports from its own floor and those below. What is new is
# entered on the lowest floor that holds all it needs.
FLOORS = (
    "diagnostics expressions records shipped",
    "source nodes tei relaxng schematron resources statements output saying codes catalogue batches gathering globs excerpts triage",
    "grammars",
    "profile profile_checks",
    "metadata readers recognize citing keywords header fitting encode inventory ledger "
    "alignment flow differences asides explanations missing verdict verify checks exporters delivery reports idioms coverage examples",
    "convert config validation",
    "fixes corpus runners_up questions explain survey proposals starting",
    "plain cli pytest_plugin",
    "__main__",
)
FLOOR = {room: height for height, rooms in enumerate(FLOORS) for room in rooms.split()}
ROOMS = sorted({path.relative_to(ROOT / "teikit").parts[0].removesuffix(".py") for path in MODULES} - {"__init__"})


def rooms_entered(room: str) -> set[str]:
    """What the modules of a room import from elsewhere in the package."""
    inside = [path for path in MODULES if path.relative_to(ROOT / "teikit").parts[0].removesuffix(".py") == room]
    names = {name for path in inside for name in imported(ast.parse(path.read_text(encoding="utf-8")))}
    return {name.split(".")[1] for name in names if name.startswith("teikit.")} - {room}


def imported(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports name their module in full"
            yield node.module if node.module != "teikit" else f"teikit.{node.names[0].name}"


@pytest.mark.parametrize("room", ROOMS)
def test_imports_run_downwards(room: str) -> None:
    assert room in FLOOR, f"enter teikit/{room} in FLOORS"
    above = {name for name in rooms_entered(room) & FLOOR.keys() if FLOOR[name] > FLOOR[room]}
    assert not above, f"{room} imports from above: {above}"


def test_no_two_rooms_import_each_other() -> None:
    # prepare raises CycleError, with the circle
    assert TopologicalSorter({room: rooms_entered(room) for room in ROOMS}).prepare() is None  # type: ignore[func-returns-value]


def test_the_relaxng_engine_knows_nothing_of_the_rest() -> None:
    assert rooms_entered("relaxng") == set()


def test_the_schematron_engine_knows_nothing_of_the_rest() -> None:
    assert rooms_entered("schematron") == set()


def test_names_of_modules_say_what_is_in_them() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "misc"}
    assert [path for path in MODULES if path.stem in vague or path.parent.name in vague] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_opens_with_one_sentence_and_ends_in_time(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    first = (ast.get_docstring(ast.parse(text)) or "").partition("\n\n")[0]
    assert not text or first.endswith("."), "the module's docstring opens with a sentence"
    assert text.count("\n") <= 500


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_function_is_above_sixty_lines(path: Path) -> None:
    functions = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, FUNCTIONS)]
    long = {f"{path.stem}.{node.name}" for node in functions if (node.end_lineno or 0) - node.lineno >= 60}
    assert long <= HOT_LOOPS


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
HOT_LOOPS = {"walk.is_valid"}  # in one piece, since a call for each element would double its time

# The rules of the shipped profiles


@pytest.mark.parametrize("name", profile_names())
def test_a_shipped_profile_is_without_fault(name: str) -> None:
    assert profile(Path(shipped_path("profiles", name))).name == name


@pytest.mark.parametrize("name", profile_names())
def test_every_rule_says_why_and_has_an_example_or_code(name: str) -> None:
    for rule in profile(name).rules:
        assert rule.why, rule.name
        assert rule.examples or rule.code in RULES, rule.name


@pytest.mark.parametrize("name", profile_names())
def test_rules_know_their_examples_and_not_their_counter_examples(name: str) -> None:
    assert [str(finding) for finding in tried(name).findings if finding.severity is Severity.ERROR] == []


def imported_by(statement: str, names: set[str]) -> list[str]:
    """Which of these modules a fresh process has imported after a statement."""
    # what the environment brings along does not count
    code = f"import sys; before = set(sys.modules); {statement}; print(*sorted({names} & (set(sys.modules) - before)))"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()


def test_importing_teikit_imports_nothing_heavy() -> None:
    assert imported_by("import teikit", {"lxml", "click", "rich", "teikit.convert"}) == []


def test_a_conversion_imports_nothing_that_it_can_do_without() -> None:
    assert imported_by("import teikit.__main__; teikit.convert('Dear friend')", NEEDLESS) == []


def test_no_module_of_a_conversion_compiles_an_expression_when_it_is_imported() -> None:
    assert (
        subprocess.run(
            [sys.executable, "-c", COMPILED_AT_IMPORT], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.splitlines()
        == []
    )


COMPILED_AT_IMPORT = """
import re, sys
compile = re.compile
def told(pattern, flags=0):
    caller = sys._getframe(1).f_globals["__name__"]
    if caller.startswith("teikit"):
        print(caller, pattern)
    return compile(pattern, flags)
re.compile = told
import teikit.convert, teikit.output
"""

# each costs a cold start a millisecond or more
NEEDLESS = {
    "calendar",
    "click",
    "contextlib",
    "dataclasses",
    "datetime",
    "hashlib",
    "inspect",
    "json",
    "lxml",
    "pathlib",
    "rich",
    "tomllib",
    "typing",
}
