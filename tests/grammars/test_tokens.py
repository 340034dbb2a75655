"""Tokens: what is parted, what stays together, which words are written together."""

from __future__ import annotations

from itertools import pairwise

import pytest

from teikit.grammars.tokens import tokens


def parted(text: str, language: str = "en") -> str:
    """The tokens with blanks between them, syntactic words with plus signs."""
    return " ".join("+".join(each.words) or text[each.start : each.end] for each in tokens(text, language))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Mr. Bell's ship doesn't sail.", "Mr. Bell+'s ship does+n't sail ."),
        ("en", "I'm sure they can’t, we'll see; it cannot.", "I+'m sure they ca+n’t , we+'ll see ; it can+not ."),
        ("en", "The workers' rights and 'my books'", "The workers+' rights and ' my books '"),
        ("en", "No. 5, pp. 3–5 (U.S. Army, etc.)", "No. 5 , pp. 3 – 5 ( U.S. Army , etc. )"),
        ("en", "He said no.", "He said no ."),
        (
            "en",
            "10.10.55, 24.III.50, 12:00 and 1,250.75 on the 5th.",
            "10.10.55 , 24.III.50 , 12:00 and 1,250.75 on the 5th .",
        ),
        (
            "en",
            "№ 440/dv... “Why?!” -- see https://example.org/a?b=c.",
            "№ 440 / dv ... “ Why ? ! ” -- see https://example.org/a?b=c .",
        ),
        ("en", "Kim Il-sung wrote to a.bell@example.org", "Kim Il-sung wrote to a.bell@example.org"),
        ("de", "Er ging zum Haus, d.h. ins Amt.", "Er ging zu+dem Haus , d.h. in+das Amt ."),
        ("de", "Im Mai, am 3. Mai; am schönsten", "In+dem Mai , an+dem 3. Mai ; am schönsten"),
        ("de", "Wie geht's? ZUR ZEIT Franz II. war", "Wie geht+'s ? ZU+DER ZEIT Franz II. war"),
        ("fr", "L'homme d'aujourd'hui n'a qu'une clef.", "L' homme d' aujourd'hui n' a qu' une clef ."),
        (
            "fr",
            "A-t-il parlé aux gens ? Donnez-moi l'arc-en-ciel !",
            "A -t-il parlé à+les gens ? Donnez -moi l' arc-en-ciel !",
        ),
        (
            "fr",
            "Au rendez-vous du ministre, c.-à-d. ici, celui-ci vint.",
            "À+le rendez-vous du ministre , c.-à-d. ici , celui -ci vint .",
        ),
        ("ru", "Ленин, 24 мая 1955 г.", "Ленин , 24 мая 1955 г ."),
        ("hi", "नमस्ते दुनिया", "नमस्ते दुनिया"),
        ("zh", "你好。", "你 好 。"),
    ],
)
def test_a_sentence_falls_into_its_tokens(language: str, text: str, expected: str) -> None:
    assert parted(text, language) == expected


@pytest.mark.parametrize("language", ["en", "de", "fr", ""])
def test_every_character_but_white_space_is_in_one_token(language: str) -> None:
    text = "'' d'' l' ’s n't c' -il- a_b ___ e\u0301 =\u0338 \ufeff 3.-4. zum' aux- qu’ ..–.. 'S S' \u00a0 $5 5$"
    found = tokens(text, language)
    assert "".join(text[each.start : each.end] for each in found) == "".join(text.split())
    assert all(before.end <= after.start for before, after in pairwise(found))
