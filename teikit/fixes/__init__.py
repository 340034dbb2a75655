"""The safe repairs: what is certainly meant is written, and nothing else of a file changes."""

from __future__ import annotations

from bisect import bisect, insort
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from difflib import unified_diff
from functools import partial
from pathlib import Path
from typing import NamedTuple

from teikit.batches import BATCH, in_batches
from teikit.checks import held_against
from teikit.checks.examination import Examination
from teikit.config import Config, Standard
from teikit.diagnostics import Diagnostic, Severity, TeikitError
from teikit.fixes.dates import undated_repairs, unreadable_repairs
from teikit.fixes.draft import Draft, Repair
from teikit.fixes.identifiers import id_repairs, language_repairs
from teikit.fixes.names import attribute_repairs, element_repairs, value_repairs
from teikit.fixes.text import Edit, EditableText, overlap
from teikit.tei import TeiDocument
from teikit.validation import is_tei, judged

Repairer = Callable[[Draft], Iterable[Repair]]

# each with the check that its user may have turned off
REPAIRS: dict[str, tuple[Repairer, str]] = {
    "elements": (element_repairs, "schema"),
    "attributes": (attribute_repairs, "schema"),
    "values": (value_repairs, "schema"),
    "whens": (unreadable_repairs, "schema"),
    "ids": (id_repairs, "ids"),
    "languages": (language_repairs, "languages"),
    "undated": (undated_repairs, "dates"),
}
# what adds to a document comes when the rest is repaired: a misspelt @when is no missing one
_LAST = "undated"
_ROUNDS = 4  # a repair may show what it hid: an attribute of an element that had the wrong name


class Mended(NamedTuple):
    """A file before and after, and what was repaired; nothing, if nothing could be repaired with certainty."""

    before: bytes = b""
    after: bytes = b""
    repairs: tuple[Repair, ...] = ()

    def difference(self, path: str) -> str:
        """A unified diff, empty where nothing was repaired."""
        before, after = EditableText.of(self.before), EditableText.of(self.after)
        if before is None or after is None or not self.repairs:
            return ""
        old, new = (each.text.removeprefix("\ufeff").splitlines() for each in (before, after))
        return "".join(f"{line}\n" for line in unified_diff(old, new, path, f"{path} (repaired)", n=1, lineterm=""))


def mended(document: TeiDocument, standard: Standard | None = None) -> Mended:
    """What a file is like when all repairs are made that leave it no worse: after each round it is validated again.

    The document has to have been read from bytes. Nothing is written. Raises TeikitError where a schema cannot be used.
    """
    standard = standard or Standard()
    if document.data is None:
        return Mended()
    before, repairs = document.data, list[Repair]()
    for _ in range(_ROUNDS):
        made, document = _round(document, standard)
        if not made:
            break
        repairs += made
    return Mended(before, document.data or before, tuple(repairs))


def mended_files(
    paths: Sequence[Path], config: Config, jobs: int = 1, on_done: Callable[[], None] | None = None
) -> list[Mended]:
    """What each of these files is like with its repairs, in their order; without any for what cannot be read."""
    done = []
    for each in in_batches(list(paths), partial(_all_mended, config), _lost, jobs=jobs, batch=BATCH):
        done.append(each)
        if on_done:
            on_done()
    return done


def _lost(_path: Path) -> Mended:
    return Mended()


def _all_mended(config: Config, paths: list[Path]) -> list[Mended]:
    """Runs in a worker."""
    return [_mended(config, path) for path in paths]


def _mended(config: Config, path: Path) -> Mended:
    try:
        document = TeiDocument.read(path)
        return mended(document, config.standard_for(path)) if is_tei(document) else Mended()
    except TeikitError:  # the validation that follows says it
        return Mended()


def _round(document: TeiDocument, standard: Standard) -> tuple[list[Repair], TeiDocument]:
    """The repairs that can be made side by side, and the document with them."""
    told = judged(document, standard)
    rulesets, _ = held_against(document, standard.schemas)
    draft = Draft.of(Examination(document, rulesets), told)
    if draft is None:
        return [], document
    wanted = {name: repairer for name, (repairer, check) in REPAIRS.items() if standard.checks.get(check, True)}
    last = wanted.pop(_LAST, None)
    made, document = _made(
        draft, _apart(repair for repairer in wanted.values() for repair in repairer(draft)), standard
    )
    if made or last is None:
        return made, document
    return _made(draft, _apart(last(draft)), standard)


def _made(draft: Draft, repairs: list[Repair], standard: Standard) -> tuple[list[Repair], TeiDocument]:
    """All repairs if that makes the document no worse, else those that do not."""
    document, weight = draft.examined.document, _weight(draft.told)
    trials = [repairs] if repairs else []
    made: list[Repair] = []
    while trials:
        trial = trials.pop(0)
        tried = _tried(draft, [*made, *trial], standard)
        if tried is not None and _is_better(tried[1], weight, trial):
            made, (document, weight) = [*made, *trial], tried
        elif len(trial) > 1:
            middle = len(trial) // 2
            trials = [trial[:middle], trial[middle:], *trials]
    return made, document


def _tried(draft: Draft, repairs: Sequence[Repair], standard: Standard) -> tuple[TeiDocument, Counter[Severity]] | None:
    """The document with these repairs, and how many findings it has then; None where it is no XML any more."""
    try:
        data = draft.text.edited(edit for repair in repairs for edit in repair.edits)
        document = TeiDocument.parse(data, draft.examined.document.path)
    except (UnicodeEncodeError, TeikitError):
        return None
    return document, _weight(judged(document, standard))


def _is_better(after: Counter[Severity], before: Counter[Severity], repairs: Sequence[Repair]) -> bool:
    """Whether there are fewer errors and warnings; if no repair mends a finding, whether there are no more."""
    fewer = any(repair.code for repair in repairs)
    counts = [(each[Severity.ERROR], each[Severity.ERROR] + each[Severity.WARNING]) for each in (after, before)]
    return counts[0][0] <= counts[1][0] and counts[0][1] <= counts[1][1] - fewer


def _weight(told: Iterable[Diagnostic]) -> Counter[Severity]:
    return Counter(each.severity for each in told)


def _apart(repairs: Iterable[Repair]) -> list[Repair]:
    """The repairs that are not about the same letters; the others have their turn in the next round."""
    kept, edits = list[Repair](), list[Edit]()
    for repair in repairs:
        places = [bisect(edits, edit) for edit in repair.edits]
        beside = zip(repair.edits, places, strict=True)
        if not any(overlap(edit, other) for edit, at in beside for other in edits[max(at - 1, 0) : at + 1]):
            kept.append(repair)
            for edit in repair.edits:
                insort(edits, edit)
    return kept


__all__ = ["REPAIRS", "Mended", "Repair", "mended", "mended_files"]
