"""`teikit code`: the page of one code, or the list of all."""

from __future__ import annotations

from click.testing import CliRunner, Result

from teikit.cli import main
from teikit.codes import codes


def asked(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["code", *arguments])


def test_a_code_is_explained_with_example_and_remedy():
    assert asked("tk401").output == (
        "TK401  There is no such format  error · export\n\n"
        "There is no export format of this name.\n\n"
        "For example\n    $ teikit export letter.xml --to pfd\n\n"
        "Instead\n    $ teikit export letter.xml --to html\n\n"
        "What to do\nChoose one of those named.\n"
    )


def test_without_a_code_all_are_listed_with_their_titles():
    assert asked().output.splitlines() == [f"{each.code}  {each.title}" for each in codes().values()]


def test_a_code_that_is_none_is_refused():
    refused = asked("TK1")
    assert refused.exit_code == 2 and "TK013" in refused.output
