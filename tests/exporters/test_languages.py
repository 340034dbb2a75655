"""Language tags of TEI files as the web knows them."""

from __future__ import annotations

import pytest

from teikit.exporters.languages import web_language


@pytest.mark.parametrize(
    ("stated", "known"),
    [
        ("en", "en"),
        ("de-AT", "de-AT"),
        ("ru-Latn", "ru-Latn"),
        ("deu", "de"),
        ("lat", "la"),
        ("grc", "grc"),
        ("greek", "grc"),
        ("zh-archaic", "zh"),
        ("EN", "en"),
        ("ger", "de"),
        ("mlt", "mt"),
        ("sr-Cryl", "sr"),
        ("sr-Cyrl-RS", "sr-Cyrl-RS"),
        ("en-XX", "en"),
        ("qzz", ""),
        ("the language", ""),
        ("", ""),
    ],
)
def test_a_tag_is_one_that_the_web_knows_or_none(stated: str, known: str) -> None:
    assert web_language(stated) == known
