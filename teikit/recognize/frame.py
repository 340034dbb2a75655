"""The frame: what the page says about the document before (and around) its text, told apart from the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from teikit.grammars.dates import whole_date
from teikit.nodes import Dropped, Mark, Run, Slice
from teikit.profile import Profile, profile, profile_names
from teikit.recognize.layout import Group
from teikit.source import Line

FIRST_LINES = 80  # a frame's labels stand within these
# a frame's value that is one line at most
SHORT = frozenset(
    [
        "original_language",
        "contents",
        "language",
        "id",
        "type",
        "classification",
        "uploaded",
        "repository",
        "source",
        "donors",
    ]
)
BOLD = re.compile(r"\*\*")


@dataclass(slots=True)
class Frame:
    """The metadata of a page by kind, each a list of runs in source order; labels as marks; furniture; where the text begins."""

    profile: Profile
    metadata: dict[str, list[Run]] = field(default_factory=dict)
    labels: list[tuple[str, Mark]] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)

    def first(self, kind: str) -> Run | None:
        """The first run of this kind, if the page has one."""
        runs = self.metadata.get(kind)
        return runs[0] if runs else None


def detected(lines: Iterable[Line], text: str) -> Profile:
    """The shipped profile whose frame the first lines show, by the most of its signs (two at least); else generic."""
    first = islice((line for line in lines if line.start < line.end), FIRST_LINES)
    typed = "".join(f"\n{text[line.start : line.end]}" for line in first)
    best, most = "generic", 1
    for name in profile_names():
        signs = profile(name).detect
        found = sum(sign in typed for sign in signs)
        if found > most:
            best, most = name, found
    return profile(best)


def frame(groups: Sequence[Group], text: str, chosen: Profile) -> tuple[Frame, list[Group]]:
    """The frame that stands before the text, and the groups of lines that remain as text."""
    found = Frame(chosen)
    groups = _at_labels(groups, text, chosen)
    labels = _labels(groups, text, chosen)
    if not labels:
        return found, list(groups)
    first = labels[0][0]
    for group in groups[:first]:
        _read_before(found, group, text)
    for number, (index, kind, mark, rest) in enumerate(labels):
        found.labels.append((kind, mark))
        last = number + 1 == len(labels)
        end = len(groups) if last else labels[number + 1][0]
        used = _read_value(found, kind, rest, groups, index + 1, end, last, text)
        if last:
            return found, list(groups[used:])
    return found, []


def _at_labels(groups: Sequence[Group], text: str, chosen: Profile) -> list[Group]:
    """Groups that begin anew at each label, behind the value of a short field, and behind the date above the title."""
    kinds = {f"{f.label.lower()}:": f.holds for f in chosen.fields}
    found: list[Group] = []
    seen = 0
    for group in groups:
        kind = ""
        fresh = True
        for line in group:
            typed = text[line.start : line.end]
            label = kinds.get(typed.lower(), "") if seen < FIRST_LINES else ""
            if (
                label
                or fresh
                or kind in SHORT
                or (seen == 1 and whole_date(text[slice(*found[0][0][:2])], chosen.words))
            ):
                found.append([line])
            else:
                found[-1].append(line)
            fresh, kind = False, label or (kind if kind == "contents" and _CONTENTS.fullmatch(typed) else "")
            fresh = bool(label)
            seen += 1
    return found


_Label = tuple[int, str, Mark, Group]


def _labels(groups: Sequence[Group], text: str, chosen: Profile) -> list[_Label]:
    """The groups that begin with a label: index, the kind it holds, the label's range, the lines of the group behind it."""
    kinds = {f.label.lower(): f.holds for f in chosen.fields}
    found: list[_Label] = []
    seen = 0
    for index, group in enumerate(groups):
        if seen > FIRST_LINES:
            break
        seen += len(group)
        typed = text[group[0].start : group[0].end]
        label, colon, rest = typed.partition(":")
        kind = kinds.get(label.strip("• ").lower())
        if kind is None or (not colon and rest) or (not colon and len(group) > 1):
            continue
        end = group[0].start + len(label) + len(colon)
        lines = list(group[1:])
        if rest.strip():
            start = end + len(rest) - len(rest.lstrip())
            lines.insert(0, Line(start, group[0].end))
        found.append((index, kind, Mark(group[0].start, end, kind), lines))
    return found


def _read_before(found: Frame, group: Group, text: str) -> None:
    """What stands above the first label: the date, the site's own lines, the title."""
    typed = text[group[0].start : group[-1].end]
    if len(group) == 1 and any(re.fullmatch(sign, typed) for sign in found.profile.furniture):
        found.dropped.append(Dropped(group[0].start, group[0].end, "page furniture"))
    elif len(group) == 1 and whole_date(typed, found.profile.words):
        found.metadata.setdefault("date", []).append(_run(group, text))
    else:
        _read_title(found, group, text)


def _read_title(found: Frame, group: Group, text: str) -> None:
    start, end = group[0].start, group[-1].end
    pieces: list[Slice] = []
    position = start
    for sign in BOLD.finditer(text, start, end):
        found.labels.append(("title", Mark(sign.start(), sign.end(), "title")))
        if sign.start() > position:
            pieces.append(Slice(position, sign.start()))
        position = sign.end()
    if position < end:
        pieces.append(Slice(position, end))
    if pieces:
        found.metadata.setdefault("title", []).append(Run(text, pieces))


def _read_value(
    found: Frame, kind: str, rest: Group, groups: Sequence[Group], start: int, end: int, last: bool, text: str
) -> int:
    """Put the value of a label into the frame; the index of the first group that does not belong to it."""
    if rest:
        found.metadata.setdefault(kind, []).append(_run(rest, text))
        if last:
            return start
    if last:
        end = min(end, start + (0 if rest else 1))
        if kind == "contents":
            end = _contents_end(groups, start, text)
    for group in groups[start:end]:
        found.metadata.setdefault(kind, []).append(_run(group, text))
    return end


_CONTENTS = re.compile(
    r"(?:Translation - \w+|\w+ Translation|Scan of Original Document|Original Scan|Transcript - \w+)", re.I
)


def _contents_end(groups: Sequence[Group], start: int, text: str) -> int:
    """A list of what the page offers ends with the first line that names no offer."""
    while start < len(groups) and all(_CONTENTS.fullmatch(text[line.start : line.end]) for line in groups[start]):
        start += 1
    return start


def _run(group: Group, text: str) -> Run:
    return Run(text, [Slice(group[0].start, group[-1].end)])
