"""The table of formats."""

from __future__ import annotations

import sys
from importlib import import_module

import pytest
from exporters.invented import tei

from teikit.diagnostics import TeikitError
from teikit.exporters import EXPORTERS, export


def test_every_format_is_listed_under_its_own_name_with_a_module_that_writes() -> None:
    assert [key for key, found in EXPORTERS.items() if key != found.name or not callable(found.write)] == []


def test_an_unknown_format_is_refused_with_the_choices() -> None:
    with pytest.raises(TeikitError) as refused:
        export(tei("<p/>"), "papyrus")
    assert refused.value.diagnostic.code == "TK401"
    assert refused.value.diagnostic.hint == f"choose one of: {', '.join(EXPORTERS)}"


@pytest.mark.parametrize("name", EXPORTERS)
def test_an_unknown_view_is_refused(name: str) -> None:
    with pytest.raises(TeikitError) as refused:
        export(tei("<p/>"), name, view="sideways")
    assert refused.value.diagnostic.code == "TK403"


def test_a_format_is_imported_when_it_is_used() -> None:
    for name in [name for name in sys.modules if name.startswith("teikit.exporters.html")]:
        del sys.modules[name]
    import_module("teikit.exporters")
    assert "teikit.exporters.html" not in sys.modules
    assert EXPORTERS["html"].write
    assert "teikit.exporters.html" in sys.modules
