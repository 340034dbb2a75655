"""The table of formats."""

from __future__ import annotations

import inspect
import sys
from importlib import import_module

import pytest
from exporters.invented import tei

from teikit.diagnostics import TeikitError
from teikit.exporters import EXPORTERS, Exporter, export, export_collection


def test_every_format_is_listed_under_its_own_name_with_a_module_that_writes() -> None:
    assert [key for key, found in EXPORTERS.items() if key != found.name or not callable(found.write)] == []


def keywords(found: Exporter) -> list[str]:
    parameters = inspect.signature(import_module(found.module).write).parameters.values()
    return [each.name for each in parameters if each.kind is not inspect.Parameter.POSITIONAL_OR_KEYWORD]


def test_the_table_names_the_options_that_each_format_takes() -> None:
    assert {name: keywords(found) for name, found in EXPORTERS.items()} == {
        name: list(found.options) for name, found in EXPORTERS.items()
    }


def test_formats_that_collect_and_no_others_write_several_documents() -> None:
    several = [name for name, found in EXPORTERS.items() if hasattr(import_module(found.module), "write_many")]
    assert several == [name for name, found in EXPORTERS.items() if found.collects]


def test_an_option_that_the_format_does_not_take_is_refused() -> None:
    with pytest.raises(TeikitError, match=r"TK440.*“text” has no option “colour”") as refused:
        export(tei("<p/>"), "text", colour="blue")
    assert refused.value.diagnostic.hint == "it takes: view"


def test_a_library_that_is_missing_names_the_extra_that_installs_it() -> None:
    with pytest.raises(TeikitError, match=r"TK441.*“text” needs no_such_module") as refused:
        assert EXPORTERS["text"]._replace(extra="papyrus", needs=("sys", "no_such_module")).write
    assert refused.value.diagnostic.hint == "install it with: pip install 'teikit[papyrus]'"


def test_a_format_with_a_file_for_each_document_has_none_for_several() -> None:
    with pytest.raises(TeikitError, match="TK442"):
        export_collection([tei("<p/>")], "text")


def test_an_unknown_format_is_refused_with_the_choices() -> None:
    with pytest.raises(TeikitError) as refused:
        export(tei("<p/>"), "papyrus")
    assert refused.value.diagnostic.code == "TK401"
    assert refused.value.diagnostic.hint == f"choose one of: {', '.join(EXPORTERS)}"


@pytest.mark.parametrize("name", [name for name, found in EXPORTERS.items() if "view" in found.options])
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
