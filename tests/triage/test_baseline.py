"""A legacy corpus fails only on new errors: what a baseline knows, however lines and files have moved."""

from __future__ import annotations

from pathlib import Path

import pytest

from teikit.diagnostics import Diagnostic, Location, Severity, TeikitError
from teikit.triage.baseline import Sorted, held_against, read_baseline, stale_findings, update

KNOWN = """\
{
 "teikit-baseline": 1,
 "findings": [
  {"path": "a.xml", "code": "TK210", "element": "x", "message": "bad", "excerpt": "<x>", "count": 2},
  {"path": "b.xml", "code": "TK210", "element": "x", "message": "bad", "excerpt": "<x>", "count": 1}
 ]
}
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("a.xml", "<a>", "<x>one</x>", "<x>two</x>")
    write("b.xml", "<x>three</x>")


def write(name: str, *texts: str) -> None:
    Path(name).write_text("\n".join(texts), encoding="utf-8")


def bad(name: str, line: int, message: str = "bad") -> Diagnostic:
    return Diagnostic("TK210", Severity.ERROR, message, Location(name, line, 1, line, 4), "x")


def found() -> list[Diagnostic]:
    """A finding for each line that begins with an x."""
    return [
        bad(path.name, number)
        for path in sorted(Path().glob("*.xml"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.startswith("<x")
    ]


def result(diagnostics: list[Diagnostic], *checked: str) -> Sorted:
    files = [Path(name) for name in checked] or list(Path().glob("*.xml"))
    return held_against(read_baseline(Path("known.json")), diagnostics, files)


def told(given: Sorted) -> tuple[list[str], int, list[str]]:
    stale = stale_findings(read_baseline(Path("known.json")), given.stale)
    return [str(each.location) for each in given.new], given.known, [str(each) for each in stale]


def test_the_file_has_a_line_for_each_finding_in_order() -> None:
    assert update(Path("known.json"), [*reversed(found())], [Path("a.xml"), Path("b.xml")]) == (0, 3)
    assert Path("known.json").read_text(encoding="utf-8") == KNOWN


def test_what_was_there_is_known_and_what_is_new_is_not() -> None:
    write("known.json", KNOWN)
    assert told(result(found())) == ([], 3, [])
    write("b.xml", "<x>three</x>", "<x>four</x>", "<xy/>")
    assert told(result(found())) == (["b.xml:2:1", "b.xml:3:1"], 3, [])


def test_lines_may_move() -> None:
    write("known.json", KNOWN)
    write("a.xml", "", "", "<a>", "<x>two</x>", "", "<x>one</x>")
    assert told(result(found())) == ([], 3, [])


def test_an_element_that_is_mended_leaves_a_stale_entry() -> None:
    write("known.json", KNOWN)
    write("a.xml", "<a>", "<x>one</x>")
    write("b.xml", "")
    assert told(result(found())) == (
        [],
        1,
        [
            "known.json:4:1: warning TK707: TK210 in a.xml is no longer found",
            "known.json:5:1: warning TK707: TK210 in b.xml is no longer found",
        ],
    )


def test_entries_of_files_that_were_not_looked_at_are_not_stale() -> None:
    write("known.json", KNOWN)
    assert told(result(found()[:2], "a.xml")) == ([], 2, [])


def test_a_renamed_file_keeps_its_entries() -> None:
    write("known.json", KNOWN)
    Path("a.xml").rename("c.xml")
    assert told(result(found())) == ([], 3, [])


def test_a_copied_file_does_not() -> None:
    write("known.json", KNOWN)
    write("c.xml", "<x>one</x>")
    assert told(result(found())) == (["c.xml:1:1"], 3, [])


def test_a_deleted_file_is_stale() -> None:
    write("known.json", KNOWN)
    Path("b.xml").unlink()
    assert told(result(found()))[2] == ["known.json:5:1: warning TK707: TK210 in b.xml is no longer found"]


def test_another_sentence_for_the_same_fault_is_known() -> None:
    write("known.json", KNOWN)
    assert told(result([bad("a.xml", 2, "not good"), bad("a.xml", 3, "bad"), bad("b.xml", 1)])) == ([], 3, [])


def test_another_code_at_the_same_place_is_new() -> None:
    write("known.json", KNOWN)
    other = bad("b.xml", 1)._replace(code="TK211")
    assert told(result([*found(), other])) == (["b.xml:1:1"], 3, [])


def test_line_numbers_in_a_sentence_do_not_count() -> None:
    update(Path("known.json"), [bad("b.xml", 1, "as in line 7")], [Path("b.xml")])
    assert told(result([bad("b.xml", 1, "as in line 9")])) == ([], 1, [])


def test_bringing_it_up_to_date_keeps_files_that_were_not_looked_at_and_drops_those_that_are_gone() -> None:
    write("known.json", KNOWN)
    write("a.xml", "<x>one</x>")
    assert update(Path("known.json"), found()[:1], [Path("a.xml")]) == (3, 2)
    assert told(result(found())) == ([], 2, [])
    Path("b.xml").unlink()
    assert update(Path("known.json"), found(), [Path("a.xml")]) == (2, 1)


def test_a_baseline_in_another_folder_knows_files_from_there() -> None:
    update(Path("settings/known.json"), found(), [Path("a.xml")])
    assert '"path": "../a.xml"' in Path("settings/known.json").read_text(encoding="utf-8")
    known = read_baseline(Path("settings/known.json"))
    assert held_against(known, found(), [Path("a.xml"), Path("b.xml")]) == ([], 3, [])


def test_an_empty_baseline_can_be_read() -> None:
    update(Path("known.json"), [], [])
    assert read_baseline(Path("known.json")).entries == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "known.json is no baseline of teikit: it is no JSON"),
        ("[]", "known.json is no baseline of teikit"),
        ('{"name": "package"}', "known.json is no baseline of teikit"),
        ('{"teikit-baseline": 2}', "known.json is no baseline of teikit: it is of version 2, and this teikit knows 1"),
        ('{"teikit-baseline": 1, "findings": [{"path": 1}]}', "known.json is no baseline of teikit"),
        (None, "there is no baseline known.json"),
    ],
)  # fmt: skip
def test_what_is_no_baseline_is_refused(text: str | None, message: str) -> None:
    if text is not None:
        write("known.json", text)
    with pytest.raises(TeikitError) as refused:
        read_baseline(Path("known.json"))
    assert (refused.value.diagnostic.code, refused.value.diagnostic.message) == ("TK706", message)


def test_another_kind_of_file_is_not_overwritten() -> None:
    write("known.json", "{}")
    with pytest.raises(TeikitError):
        update(Path("known.json"), found(), [])
    assert Path("known.json").read_text(encoding="utf-8") == "{}"
