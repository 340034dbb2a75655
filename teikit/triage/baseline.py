"""A baseline: the findings that a project had when it began, so that it fails only on new ones."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from teikit.diagnostics import Diagnostic, Location, Severity, TeikitError, refusal
from teikit.output import write_whole
from teikit.triage.fingerprints import Fingerprint, fingerprint, from_folder

_VERSION = 1
_KIND = "teikit-baseline"

Key = Callable[[Fingerprint], tuple[str, ...]]

# a finding is known if the baseline has it word for word; else if its sentence alone has changed, as it may from one
# version of teikit to the next
_KEYS: tuple[Key, ...] = (tuple, lambda known: (known.path, known.code, known.element, known.excerpt))


class Entry(NamedTuple):
    """A finding of the baseline, how often it is there, and its line in the file."""

    finding: Fingerprint
    times: int
    line: int = 0


class Baseline(NamedTuple):
    """The findings that are known. Paths are relative to `folder`, in which the file stands."""

    path: Path
    entries: tuple[Entry, ...]

    @property
    def folder(self) -> Path:
        return self.path.parent


class Sorted(NamedTuple):
    """Findings held against a baseline; `stale` are entries of which there are fewer now, with how many are gone."""

    new: list[Diagnostic]
    known: int
    stale: list[tuple[Entry, int]]


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file. Raises TeikitError TK706 where it is not there or is none."""
    try:
        text = path.read_text(encoding="utf-8")
        table = json.loads(text)
        if table[_KIND] != _VERSION:
            raise ValueError(f"it is of version {table[_KIND]}, and this teikit knows {_VERSION}")
        entries = [_entry(row) for row in table["findings"]]
    except FileNotFoundError:
        hint = "write it with --update-baseline, and commit it"
        raise refusal("TK706", f"there is no baseline {path}", Location(str(path), 1), hint) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _no_baseline(path, error) from None
    first = _HEAD.count("\n") + 1  # one entry a line, as they are written
    return Baseline(path, tuple(entry._replace(line=first + number) for number, entry in enumerate(entries)))


def held_against(baseline: Baseline, found: Sequence[Diagnostic], checked: Collection[Path]) -> Sorted:
    """Which findings are new, and which entries of the files `checked`, or of files that are gone, are stale.

    A finding is known by its file, code, element, sentence and the text at its place, not by its line; of those that are
    alike as many are known as the baseline has. The entries of a file that is gone serve for the same findings in
    another, which may be that file under a new name.
    """
    prints = [fingerprint(diagnostic, baseline.folder) for diagnostic in found]
    rest = {number: entry.times for number, entry in enumerate(baseline.entries)}
    unknown = list(range(len(found)))
    for key in _KEYS:
        unknown = _unmatched(unknown, prints, baseline, rest, key)
    gone = {
        number for number, entry in enumerate(baseline.entries) if not (baseline.folder / entry.finding.path).exists()
    }
    moved = {number: rest[number] for number in gone}
    unknown = _unmatched(unknown, prints, baseline, moved, lambda known: known[1:])
    rest |= moved
    looked_at = {from_folder(path, baseline.folder) for path in checked}
    stale = [
        (entry, rest[number])
        for number, entry in enumerate(baseline.entries)
        if rest[number] and (number in gone or entry.finding.path in looked_at)
    ]
    return Sorted([found[number] for number in unknown], len(found) - len(unknown), stale)


def stale_findings(baseline: Baseline, stale: Iterable[tuple[Entry, int]]) -> Iterator[Diagnostic]:
    """A warning for each entry that is no longer needed, at its line of the baseline."""
    for entry, gone in stale:
        times = f" ({gone} times)" if gone > 1 else ""
        message = f"{entry.finding.code} in {entry.finding.path or 'no file'} is no longer found{times}"
        place = Location(str(baseline.path), entry.line)
        yield Diagnostic(
            "TK707", Severity.WARNING, message, place, hint="bring the baseline up to date with --update-baseline"
        )


def update(path: Path, found: Sequence[Diagnostic], checked: Collection[Path]) -> tuple[int, int]:
    """Write the findings as the baseline; entries of files that were not looked at stay, if those are still there.

    Returns how many findings there were and are. Raises TeikitError TK706 where the file is another kind of file, TK007
    where it cannot be written.
    """
    before = read_baseline(path).entries if path.exists() else ()
    looked_at = {from_folder(file, path.parent) for file in checked}
    counts: Counter[Fingerprint] = Counter(fingerprint(diagnostic, path.parent) for diagnostic in found)
    for entry in before:
        name = entry.finding.path
        if name and name not in looked_at and (path.parent / name).exists():
            counts[entry.finding] += entry.times
    write_whole(path, _text(counts).encode("utf-8"))
    return sum(entry.times for entry in before), counts.total()


def _unmatched(
    unknown: Sequence[int], prints: Sequence[Fingerprint], baseline: Baseline, rest: dict[int, int], key: Key
) -> list[int]:
    """The findings that no entry with something left takes; what is taken is taken off `rest`."""
    places: dict[tuple[str, ...], list[int]] = {}
    for number in rest:
        places.setdefault(key(baseline.entries[number].finding), []).append(number)
    left = []
    for each in unknown:
        entry = next((number for number in places.get(key(prints[each]), ()) if rest[number]), None)
        if entry is None:
            left.append(each)
        else:
            rest[entry] -= 1
    return left


def _entry(row: Mapping[str, Any]) -> Entry:
    values = [row[name] for name in Fingerprint._fields]
    if not all(isinstance(value, str) for value in values) or not isinstance(row["count"], int):
        raise TypeError("an entry is incomplete")
    return Entry(Fingerprint(*values), row["count"])


_HEAD = f'{{\n "{_KIND}": {_VERSION},\n "findings": [\n'


def _text(counts: Counter[Fingerprint]) -> str:
    """One entry a line and in order, so that differences are small and merge well."""
    rows = (finding._asdict() | {"count": count} for finding, count in sorted(counts.items()))
    lines = [f"  {json.dumps(row, ensure_ascii=False)}" for row in rows]
    return _HEAD + ",\n".join(lines) + ("\n" if lines else "") + " ]\n}\n"


def _no_baseline(path: Path, error: Exception) -> TeikitError:
    why = error.strerror if isinstance(error, OSError) else str(error) if type(error) is ValueError else None
    if isinstance(error, json.JSONDecodeError):
        why = "it is no JSON"
    message = f"{path} is no baseline of teikit" + (f": {why}" if why else "")
    line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
    hint = "name another file, or write it anew with --update-baseline after you have deleted it"
    return refusal("TK706", message, Location(str(path), line), hint)
