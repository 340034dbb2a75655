"""`teikit code`: the page of one code, or the list of all."""

from __future__ import annotations

from click.testing import CliRunner, Result

from teikit.cli import main
from teikit.codes import codes


def asked(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["code", *arguments])


def test_a_code_is_explained_with_example_and_remedy():
    assert asked("tk210").output == (
        "TK210  The schema has no such element  error · schema and rules\n\n"
        "The schema has no element of this name.\n\n"
        "For example\n    <persname>E. Hollis</persname>\n\n"
        "Instead\n    <persName>E. Hollis</persName>\n\n"
        "What to do\nRename it, as the sentence proposes, or take it out.\n"
    )


def test_without_a_code_all_are_listed_with_their_titles():
    assert asked().output.splitlines() == [f"{each.code}  {each.title}" for each in codes().values()]


def test_a_code_that_is_none_is_refused():
    refused = asked("TK1")
    assert refused.exit_code == 2 and "TK013" in refused.output
