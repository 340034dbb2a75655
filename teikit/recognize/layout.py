"""How the file uses white space: which lines belong together, whatever the export did with blank lines."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from teikit.source import Line

# characters after which a typed unit is complete
FINAL = tuple('.!?:;"”»]…)*')
WIDE = 100  # a longer line was not broken by a typist

Group = list[Line]


def groups(lines: Sequence[Line], text: str) -> list[Group]:
    """Lines in groups that a blank line parts, after taking out blank lines that an export put after every line.

    A file without any blank line gives a group a line where its lines are long, else groups that end with a short,
    complete line.
    """
    gaps = _gaps(lines)
    usual = _usual_gap(gaps, text)
    found: list[Group] = []
    for blanks, line in gaps:
        if not found or blanks > usual:
            found.append([line])
        else:
            found[-1].append(line)
    if usual == 0 and len(found) == 1 and (len(found[0]) > 8 or _are_long(found[0][:-1])):
        return _unspaced(found[0], text)
    return found


def _are_long(lines: Sequence[Line]) -> bool:
    return bool(lines) and all(line.end - line.start > WIDE for line in lines)


def _gaps(lines: Sequence[Line]) -> list[tuple[int, Line]]:
    """Every line that is not blank with the number of blank lines before it."""
    found = []
    blanks = 0
    for line in lines:
        if line.start == line.end:
            blanks += 1
        else:
            found.append((blanks, line))
            blanks = 0
    return found


def _usual_gap(gaps: list[tuple[int, Line]], text: str) -> int:
    """The number of blank lines that mean nothing: those between any two lines, where an export doubled the spacing."""
    if len(gaps) < 6:
        return 0
    counts = Counter(blanks for blanks, _ in gaps[1:])
    least = min(counts)
    if least == 0 or len(counts) == 1:
        return 0
    close = [earlier for (_, earlier), (blanks, _) in itertools.pairwise(gaps) if blanks == least]
    complete = sum(
        1
        for line in close
        if text[line.end - 1] in FINAL and (line.end - line.start > WIDE or text[line.end - 1] == ".")
    )
    return least if complete < 0.5 * len(close) else 0


def _unspaced(lines: Group, text: str) -> list[Group]:
    """Lines without any blank line between them: long ones are paragraphs, short ones belong together up to a full stop."""
    width = max(line.end - line.start for line in lines)
    found: list[Group] = []
    if width > WIDE:
        for line in lines:
            last = found[-1][-1] if found else None
            if last is None or max(line.end - line.start, last.end - last.start) > WIDE or text[last.end - 1] in ".!?":
                found.append([line])
            else:
                found[-1].append(line)
        return found
    complete = True
    for line in lines:
        if complete:
            found.append([line])
        else:
            found[-1].append(line)
        complete = line.end - line.start < 0.75 * width
    return found
