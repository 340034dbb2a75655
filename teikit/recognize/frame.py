"""The frame: what the page says about the document above and below its text, told apart from the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from teikit.nodes import Dropped, Mark, Run
from teikit.profile import Profile, Surround, profile, profile_names, signs
from teikit.recognize.layout import Group
from teikit.recognize.page import FIRST_LINES, LAST_LINES, Page
from teikit.recognize.page_lines import AROUND
from teikit.source import Line


class Frame:
    """The metadata of a page by kind, each a list of runs in source order; labels as marks; furniture.

    `inferred` are the kinds that nothing but their wording tells.
    """

    __slots__ = ("dropped", "inferred", "labels", "metadata", "profile")

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self.metadata: dict[str, list[Run]] = {}
        self.labels: list[tuple[str, Mark]] = []
        self.dropped: list[Dropped] = []
        self.inferred: set[str] = set()

    def first(self, kind: str) -> Run | None:
        """The first run of this kind, if the page has one."""
        runs = self.metadata.get(kind)
        return runs[0] if runs else None

    def hold(self, kind: str, run: Run) -> None:
        self.metadata.setdefault(kind, []).append(run)


def detected(lines: Iterable[Line], text: str) -> Profile:
    """The shipped profile whose frame the first and last lines show, by the most of its signs (two at least); else generic."""
    typed = [line for line in lines if line.start < line.end]
    ends = typed if len(typed) <= FIRST_LINES + LAST_LINES else typed[:FIRST_LINES] + typed[-LAST_LINES:]
    bare = [text[line.start : line.end].lstrip(AROUND) for line in ends]
    # most signs stand where a line begins: those few lines that begin so are looked through instead of all
    begun = "\n".join(["", *(line for line in bare if line.startswith(_beginnings())), ""])
    seen = "\n".join(["", *bare, ""])
    best, most = "generic", 1
    for name in profile_names():
        found = sum(sign in (begun if sign[0] == "\n" else seen) for sign in signs(name))
        if found > most:
            best, most = name, found
    return profile(best)


@cache
def _beginnings() -> tuple[str, ...]:
    """What the signs of all shipped profiles begin a line with."""
    return tuple(sign[1:].partition("\n")[0] for name in profile_names() for sign in signs(name) if sign[0] == "\n")


def frame(groups: Sequence[Group], text: str, chosen: Profile) -> tuple[Frame, list[Group]]:
    """The frame that stands around the text, and the groups of lines that remain as text."""
    found = Frame(chosen)
    if chosen.frame == Surround():
        return found, list(groups)
    page = Page(groups, text, chosen, found)
    below = page.below()
    page.above(sure=below)
    return found, page.groups()
