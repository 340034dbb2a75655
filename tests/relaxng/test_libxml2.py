"""libxml2's validator as a second referee where the two are known to agree."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from lxml import etree
from referees import reference
from relaxng_faults import LETTERS, planted
from relaxng_schemas import LETTER, letter_schema, written

from teikit.relaxng import Schema


def test_both_give_the_same_verdict_on_planted_faults(tmp_path: Path) -> None:
    chance = Random(1961)
    documents = [planted(LETTERS, chance) for _ in range(150)]
    libxml2 = etree.RelaxNG(etree.parse(written(tmp_path, LETTER)))
    schema, parser = letter_schema(tmp_path), etree.XMLParser(collect_ids=False)
    verdicts = []
    for document in documents:
        findings = list(schema.validate(document))
        # libxml2 judges ids in ways of its own
        if not any(finding.code.startswith("TK23") for finding in findings):
            verdicts.append((not findings, libxml2.validate(etree.fromstring(document, parser))))
    assert set(verdicts) == {(True, True), (False, False)}


@pytest.mark.parametrize("name", ["ead3/ead3.rng", "cmif/cmi-customization.rng", "tei_all.rng"])
def test_schemas_of_others_are_correct(name: str) -> None:
    path = reference(name)
    (finding,) = Schema.load(path, trusted=False).validate(b"<nothing/>")
    assert finding.kind == "root"
