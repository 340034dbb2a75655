"""Transcripts like the sample of 10 KB that differ from it and from each other in every paragraph, name, number and date."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

SAMPLE = Path(__file__).parents[2] / "samples" / "kwp-1955.txt"
PROSE = 80  # characters of a line that is a paragraph

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_BEGIN = re.compile(r"Translation - English\n")
_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}} )?(?P<month>{'|'.join(MONTHS)})(?P<day_after> \d{{1,2}},)?(?P<year> 19\d\d)?\b"
)
_NUMBER = re.compile(r"\b(?!19\d\d\b)\d{3,}\b")
_SURNAME = re.compile(r"(?:\b[A-Z]\.\s|\[signature\] |\?)([A-Z]\w+)")
_WORD = re.compile(r"(?<![/.:-])\b[a-z]{6,}\b(?![/:-]|\.\w)")  # not in an address
_SYLLABLES = ["bal", "dor", "fen", "gar", "hol", "jun", "kel", "lam", "mir", "nov", "pol", "rud", "sel", "tam", "var"]


def variant(seed: int, bodies: int = 1, sample: str | None = None) -> str:
    """The sample with other words, names, numbers and dates; with so many bodies, each other than the one before."""
    text = sample if sample is not None else SAMPLE.read_text(encoding="utf-8")
    begin = _BEGIN.search(text)
    start = begin.end() if begin else 0
    chance = Random(seed)
    found = [_varied(text[start:], text, chance) for _ in range(bodies)]
    return "\n\n".join(part.strip("\n") for part in (_varied(text[:start], text, chance), *found)) + "\n"


def written(folder: Path, count: int) -> list[Path]:
    """So many variants as files."""
    text = SAMPLE.read_text(encoding="utf-8")
    paths = [folder / f"{number:05}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(variant(number, sample=text), encoding="utf-8")
    return paths


def _varied(part: str, text: str, chance: Random) -> str:
    surnames = {name: _surname(name, chance) for name in sorted(set(_SURNAME.findall(text)))}
    part = re.sub(r"\b(?:" + "|".join(surnames) + r")\b", lambda match: surnames[match.group()], part)
    part = _NUMBER.sub(lambda match: "".join(chance.choice("123456789") for _ in match.group()), part)
    part = _DATE.sub(lambda match: _date(match, chance), part)
    words = sorted(set(_WORD.findall(text)))
    return "\n".join(_reworded(line, words, chance) if len(line) >= PROSE else line for line in part.split("\n"))


def _surname(name: str, chance: Random) -> str:
    made = "".join(chance.sample(_SYLLABLES, 3))
    return made.upper() if name.isupper() else made.capitalize()


def _date(match: re.Match[str], chance: Random) -> str:
    day = chance.randint(1, 28)
    month = chance.choice(MONTHS)
    before = f"{day} " if match["day"] else ""
    after = f" {day}," if match["day_after"] else ""
    return f"{before}{month}{after}{f' {chance.randint(1946, 1964)}' if match['year'] else ''}"


def _reworded(line: str, words: list[str], chance: Random) -> str:
    """One long word in three is another one, and one at least."""
    places = list(_WORD.finditer(line))
    changed = {place.start() for place in places if chance.random() < 1 / 3} or {place.start() for place in places[:1]}
    return _WORD.sub(lambda match: chance.choice(words) if match.start() in changed else match.group(), line)
