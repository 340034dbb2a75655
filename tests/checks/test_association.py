"""A file is held against the schemas that it names."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import LETTER

from teikit.catalogue.fetching import fetch
from teikit.checks.association import Association, associated
from teikit.diagnostics import Severity, TeikitError
from teikit.resources import schema_path
from teikit.tei import TeiDocument
from teikit.validation import validate

TYPE = 'type="application/xml"'
RNG = 'schematypens="http://relaxng.org/ns/structure/1.0"'
SCH = 'schematypens="http://purl.oclc.org/dsdl/schematron"'
RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron"><ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>
<phase id="drafts"><active pattern="second"/></phase>
<pattern id="first"><rule context="t:TEI"><report test="true()">first</report></rule></pattern>
<pattern id="second"><rule context="t:TEI"><report test="true()">second</report></rule></pattern></schema>"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEIKIT_SCHEMAS", str(tmp_path / "cache"))
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas/our own.rng").write_bytes(
        schema_path("teikit").read_bytes().replace(b'"persName"', b'"persname"')
    )
    (tmp_path / "schemas/rules.sch").write_text(RULES, encoding="utf-8")
    (tmp_path / "letters").mkdir()
    return tmp_path


def naming(folder: Path, *instructions: str) -> Path:
    """The letter, with instructions in its second line and those that follow."""
    declaration, _, rest = LETTER.partition("?>")
    path = folder / "letters/letter.xml"
    path.write_text("\n".join([f"{declaration}?>", *instructions]) + rest, encoding="utf-8")
    return path


def codes(path: Path, schema: str | None = None) -> set[str]:
    return {finding.code for finding in validate(path, schema)}


def test_the_schema_is_relative_to_the_file(folder):
    assert "TK210" in codes(naming(folder, f'<?xml-model href="../schemas/our%20own.rng" {TYPE} {RNG}?>'))


def test_a_schema_that_is_asked_for_comes_before_those_that_the_file_names(folder):
    path = naming(folder, f'<?xml-model href="../schemas/our%20own.rng" {TYPE} {RNG}?>')
    assert codes(path, "teikit") == set()


def test_a_file_that_names_none_is_held_against_teikit(folder):
    assert codes(naming(folder)) == set()


def test_all_schemas_that_a_file_names_are_used(folder):
    path = naming(
        folder,
        f'<?xml-model href="../schemas/our%20own.rng" {RNG}?>',
        f'<?xml-model href="../schemas/rules.sch" {SCH}?>',
    )
    assert codes(path) == {"TK203", "TK210"}


@pytest.mark.parametrize(
    ("phase", "expected"),
    [("", ["first", "second"]), ('phase="drafts"', ["second"]), ('phase="#ALL"', ["first", "second"])],
)
def test_the_phase_of_an_instruction_is_the_rules(folder, phase, expected):
    path = naming(folder, f'<?xml-model href="../schemas/rules.sch" {SCH} {phase}?>')
    assert [finding.message for finding in validate(path)] == expected


def test_one_schema_named_as_both_languages_is_tried_once(folder):
    schema = "../schemas/our%20own.rng"
    both = naming(folder, f'<?xml-model href="{schema}" {RNG}?>', f'<?xml-model href="{schema}" {SCH}?>')
    twice = validate(both)
    once = validate(naming(folder, f'<?xml-model href="{schema}" {RNG}?>', "<?other?>"))
    assert twice == once


@pytest.mark.parametrize(
    ("instruction", "language"),
    [
        ('<?xml-model href="letter.rnc"?>', "RELAX NG in compact syntax"),
        ('<?xml-model href="letter" type="application/relax-ng-compact-syntax"?>', "RELAX NG in compact syntax"),
        ('<?xml-model href="letter.dtd" type="application/xml-dtd"?>', "a DTD"),
        ('<?xml-model href="letter.xsd" schematypens="http://www.w3.org/2001/XMLSchema"?>', "W3C XML Schema"),
        ('<?oxygen RNGSchema="letter.rnc" type="compact"?>', "RELAX NG in compact syntax"),
        ('<!DOCTYPE TEI SYSTEM "letter.dtd">', "a DTD"),
    ],
)
def test_what_cannot_be_read_is_said_once_and_the_other_checks_go_on(folder, instruction, language):
    (finding,) = validate(naming(folder, instruction, *[instruction] * ("DOCTYPE" not in instruction)))
    assert (finding.code, finding.severity, finding.location.line) == ("TK209", Severity.WARNING, 2)
    assert language in finding.message


def test_beside_a_schema_that_is_read_it_is_a_remark(folder):
    path = naming(folder, '<?xml-model href="x.rnc"?>', f'<?xml-model href="../schemas/our%20own.rng" {RNG}?>')
    assert ("TK209", Severity.INFO) in [(each.code, each.severity) for each in validate(path)]


def test_a_schema_that_is_not_there_is_refused_at_the_instruction(folder):
    with pytest.raises(TeikitError) as error:
        validate(naming(folder, "<?first?>", f'<?xml-model href="gone.rng" {RNG}?>'))
    found = error.value.diagnostic
    assert (found.code, found.location.line) == ("TK206", 3)
    assert found.message.startswith("the file names the schema gone.rng, and there is no ")


def test_a_schema_of_the_network_is_read_from_the_cache_or_refused_with_the_command(folder):
    address = "https://example.org/schemas/letter.rng"
    path = naming(folder, f'<?xml-model href="{address}" {TYPE} {RNG}?>')
    with pytest.raises(TeikitError) as error:
        validate(path)
    assert (error.value.diagnostic.code, error.value.diagnostic.hint) == (
        "TK207",
        f"fetch it once: teikit schema fetch {address}",
    )
    fetch(str(folder / "schemas/our own.rng"), address)
    assert "TK210" in codes(path)


def test_a_local_schema_may_include_one_of_the_network_that_is_in_the_cache(folder):
    address = "https://example.org/base.rng"
    own = folder / "schemas/wrapper.rng"
    own.write_text(
        f'<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="{address}"/></grammar>', encoding="utf-8"
    )
    path = naming(folder, f'<?xml-model href="../schemas/wrapper.rng" {RNG}?>')
    with pytest.raises(TeikitError, match=f"teikit|{address}"):
        validate(path)
    fetch(str(schema_path("teikit")), address)
    assert codes(path) == set()


def test_instructions_of_oxygen_are_read_too():
    data = b'<?oxygen RNGSchema="a.rng" type="xml"?><?oxygen SCHSchema="b.sch"?><!-- x --><?xml-model phase="x"?><TEI/>'
    assert associated(TeiDocument.parse(data)) == [Association("a.rng", 1), Association("b.sch", 1)]
