"""A survey: which conventions a collection uses, how often, where first, and which of them no rule knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from teikit.coverage import share_of
from teikit.diagnostics import Diagnostic, TeikitError
from teikit.idioms import DEFAULT, KNOWN, UNKNOWN, Idiom, idioms
from teikit.idioms.shapes import figures_as_n
from teikit.profile import profile as loaded
from teikit.readers import read
from teikit.recognize import recognize

BATCH = 50
PLACES = 3  # the first places that are kept
EXAMPLES = 5
WORDINGS = 200  # of one shape; a collection's own formulas are soon among them


@dataclass(slots=True)
class Tally:
    """A convention in figures: how often, in how many documents, which rules read it, where first, what was typed.

    `unknown` and `default` count the times when no rule, or only the rule for every bracket, took it. `wordings` counts
    what lines that no rule knows say, with figures as N.
    """

    kind: str
    shape: str
    count: int = 0
    documents: int = 0
    unknown: int = 0
    default: int = 0
    alone: int = 0
    longest: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    zones: Counter[str] = field(default_factory=Counter)
    places: list[str] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)
    wordings: Counter[str] = field(default_factory=Counter)

    @property
    def status(self) -> str:
        """The weakest of its uses."""
        return UNKNOWN if self.unknown else DEFAULT if self.default else KNOWN

    def add(self, idiom: Idiom, place: str) -> None:
        self.count += 1
        self.unknown += idiom.status == UNKNOWN
        self.default += idiom.status == DEFAULT
        self.alone += idiom.alone
        self.longest = max(self.longest, len(idiom.text))
        self.rules[idiom.rule] += 1
        self.zones[idiom.zone] += 1
        self._keep([place], [idiom.text] if len(self.examples) < EXAMPLES or idiom.status == UNKNOWN else [])
        if idiom.kind == "line" and idiom.status == UNKNOWN:
            self._count({figures_as_n(idiom.text): 1})

    def merge(self, other: Tally) -> None:
        for name in ("count", "documents", "unknown", "default", "alone"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.longest = max(self.longest, other.longest)
        self.rules += other.rules
        self.zones += other.zones
        self._keep(other.places, other.examples)
        self._count(other.wordings)

    def _keep(self, places: list[str], examples: list[str]) -> None:
        self.places += places[: PLACES - len(self.places)]
        for example in examples:
            if len(self.examples) < EXAMPLES and example not in self.examples:
                self.examples.append(example)

    def _count(self, wordings: dict[str, int]) -> None:
        for wording, count in wordings.items():
            if wording in self.wordings or len(self.wordings) < WORDINGS:
                self.wordings[wording] += count

    def to_dict(self) -> dict[str, Any]:
        names = ("kind", "shape", "status", "count", "documents", "unknown", "places", "examples")
        return {name: getattr(self, name) for name in names} | {"rules": dict(self.rules.most_common())}


@dataclass(slots=True)
class Survey:
    """What a collection uses, by kind and shape; `profiles` counts the profiles its documents were read by."""

    documents: int = 0
    characters: int = 0
    recognised: int = 0
    profiles: Counter[str] = field(default_factory=Counter)
    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of the characters of the texts in recognised structures."""
        return self.recognised / self.characters if self.characters else 1.0

    def of_kind(self, *kinds: str) -> list[Tally]:
        """The conventions of these kinds, the most frequent first."""
        found = (tally for tally in self.tallies.values() if tally.kind in kinds)
        return sorted(found, key=lambda tally: (-tally.count, tally.shape))

    def unknown(self) -> list[Tally]:
        """The conventions that no rule knows, those used most often first."""
        found = (tally for tally in self.tallies.values() if tally.unknown)
        return sorted(found, key=lambda tally: (-tally.unknown, tally.shape))

    def add(self, name: str, found: Iterable[Idiom]) -> None:
        """Count what one document uses."""
        seen: set[tuple[str, str]] = set()
        for idiom in found:
            key = idiom.kind, idiom.shape
            tally = self.tallies.setdefault(key, Tally(*key))
            tally.add(idiom, f"{name}:{idiom.line}")
            tally.documents += key not in seen
            seen.add(key)

    def merge(self, other: Survey) -> None:
        """Take in the survey of further documents."""
        self.documents += other.documents
        self.characters += other.characters
        self.recognised += other.recognised
        self.profiles += other.profiles
        self.diagnostics += other.diagnostics
        for key, tally in other.tallies.items():
            self.tallies.setdefault(key, Tally(*key)).merge(tally)

    def to_dict(self) -> dict[str, Any]:
        return {
            "documents": self.documents,
            "characters": self.characters,
            "recognised": self.recognised,
            "share": round(self.share, 4),
            "profiles": dict(self.profiles.most_common()),
            "idioms": [tally.to_dict() for tally in sorted(self.tallies.values(), key=_in_order)],
        }


_KINDS = ("label", "bracket", "form", "line", "frame")


def _in_order(tally: Tally) -> tuple[int, int, str]:
    return _KINDS.index(tally.kind), -tally.count, tally.shape


def survey(
    paths: Sequence[Path],
    *,
    profile: str | Path | None = None,
    encoding: str | None = None,
    jobs: int = 1,
    executor: Executor | None = None,
) -> Survey:
    """Survey transcripts; a document that cannot be read is a diagnostic, and the others are counted.

    The profile is told from each page where none is given. Runs in batches through `executor`, or in a pool of `jobs`
    processes, or here if that is 1. Raises TeikitError for a profile that cannot be loaded.
    """
    if profile is not None:
        loaded(profile)
    work = partial(_surveyed, profile, encoding)
    whole = Survey()
    for part in _parts(list(_batches(paths)), work, jobs, executor):
        whole.merge(part)
    return whole


def _batches(paths: Sequence[Path]) -> Iterator[list[Path]]:
    rest = iter(paths)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _parts(batches: list[list[Path]], work: Any, jobs: int, executor: Executor | None) -> Iterator[Survey]:
    if executor is not None:
        yield from executor.map(work, batches)
    elif jobs > 1 and len(batches) > 1:
        from concurrent.futures import ProcessPoolExecutor  # multiprocessing costs a tenth of a cold start

        with ProcessPoolExecutor(jobs) as pool:
            yield from pool.map(work, batches)
    else:
        yield from map(work, batches)


def _surveyed(profile: str | Path | None, encoding: str | None, paths: list[Path]) -> Survey:
    """Runs in a worker."""
    found = Survey()
    for path in paths:
        try:
            _take_in(found, path, profile, encoding)
        except TeikitError as error:
            found.diagnostics.append(error.diagnostic)
    return found


def _take_in(found: Survey, path: Path, profile: str | Path | None, encoding: str | None) -> None:
    source = read(path, encoding)
    recognized = recognize(source, None if profile is None else loaded(profile))
    recognised, characters = share_of(recognized.body, source.text)
    found.add(path.as_posix(), idioms(recognized))
    found.documents += 1
    found.recognised += recognised
    found.characters += characters
    found.profiles[recognized.frame.profile.name] += 1
