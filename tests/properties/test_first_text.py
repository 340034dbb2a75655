"""A process reads its first text with the words that occur in it: what comes out is what all words give."""

from pathlib import Path

import pytest

from teikit import convert
from teikit.grammars.vocabulary import _merged

ROOT = Path(__file__).parents[2]
TEXTS = sorted(
    [*ROOT.glob("samples/*.txt"), *ROOT.glob("tests/golden/**/*.txt"), *ROOT.glob("tests/recognize/**/*.txt")]
)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_first_text_is_read_like_any_other(path: Path) -> None:
    _merged.cache_clear()
    text = path.read_text(encoding="utf-8")
    first = convert(text)
    later = convert("".join([*text]))  # an equal text, but another one
    assert (first.to_bytes(), first.diagnostics) == (later.to_bytes(), later.diagnostics)
