"""Every format over every golden case: no crash, the same bytes each time, options that the command line offers."""

from __future__ import annotations

from functools import cache

import click
import pytest
from golden.cases import NAMES as CASES
from golden.cases import transcript

import teikit
from teikit.cli.export import command
from teikit.exporters import EXPORTERS, export
from teikit.tei import TeiDocument

SLOW = {"pdf": 12}  # how many cases are passed over for each that is set in pages


@cache
def edition(name: str) -> bytes:
    return teikit.convert(transcript(name)).to_bytes()


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_golden_case_is_written_with_the_same_bytes_each_time(name: str) -> None:
    if missing := EXPORTERS[name].missing:
        pytest.skip(f"{', '.join(missing)} is not installed")
    cases = CASES[:: SLOW.get(name, 1)]
    first, second = ({case: export(TeiDocument.parse(edition(case)), name) for case in cases} for _ in range(2))
    assert first == second
    assert [case for case in cases if not first[case]] == []


def test_every_option_of_a_format_is_on_the_command_line() -> None:
    offered = {str(each.name) for each in command.params if isinstance(each, click.Option)}
    assert {
        name: set(found.options) - offered for name, found in EXPORTERS.items() if set(found.options) - offered
    } == {}
