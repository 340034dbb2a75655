"""What a transcript cannot say: the elements that are not there when it is read again, each name once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from teikit.diagnostics import Diagnostic, Location, Severity
from teikit.exporters.transcript.returning import Feature, featured
from teikit.exporters.transcript.writing import Draft, Typed
from teikit.exporters.walking import Element, name, names
from teikit.statements import TRANSCRIPT_OF

_LONGEST = 50
# these are missed when anything in them is
_WHOLE = names(
    "text front body back group div fileDesc titleStmt editionStmt publicationStmt seriesStmt notesStmt sourceDesc"
    " profileDesc availability msDesc msIdentifier msContents msItem respStmt"
)

# the title that teikit gives where the page has none
_NAMED_AFTER_FILE = "".join(TRANSCRIPT_OF.partition("{")[0].split())


def losses(draft: Draft, found: Typed) -> Iterator[Diagnostic]:
    """The elements that the profile has no form for, those of the others that do not come back, and what the header says more."""
    yield from found.unknown.values()
    totals = Counter(kind for kind, _, _ in draft.wanted.elements())
    missed = _bare(draft.wanted) - _bare(found.read)
    lost = Counter(kind for kind, _, _ in missed.elements())
    for kind, element in _first(draft, missed).items():
        if kind in found.unknown or kind in _WHOLE:
            continue
        yield Diagnostic(
            "TK410",
            Severity.INFO,
            f"{lost[kind]} of {totals[kind]} <{kind}> would not be read as the same again by the profile {draft.profile.name}",
            Location(draft.document.path, element.sourceline) if element.sourceline else None,
            element=kind,
            hint=_hint(element),
        )
    yield from _of_header(draft, found)


def _bare(features: Counter[Feature]) -> Counter[Feature]:
    """The features without how certain teikit is of them."""
    bare: Counter[Feature] = Counter()
    for feature, number in features.items():
        bare[without_certainty(feature)] += number
    return bare


def _first(draft: Draft, missed: Counter[Feature]) -> dict[str, Element]:
    """The first element of each name that does not come back."""
    first: dict[str, Element] = {}
    for element, feature in featured(draft.document.root) if missed else ():
        if without_certainty(feature) in missed:
            first.setdefault(name(element), element)
    return first


def without_certainty(feature: Feature) -> Feature:
    kind, stated, words = feature
    return kind, tuple(pair for pair in stated if pair[0] != "cert"), words


def _hint(element: Element) -> str:
    said = " ".join("".join(map(str, element.itertext())).split())
    return (
        f"the first of them: “{said[:_LONGEST]}{'…' if len(said) > _LONGEST else ''}”" if said else "the first is empty"
    )


def _of_header(draft: Draft, found: Typed) -> Iterator[Diagnostic]:
    lost = {kind for kind, _, words in found.missed_of_header if words and not words.startswith(_NAMED_AFTER_FILE)}
    if listed := sorted(lost - _WHOLE):
        message = f"pages of the profile {draft.profile.name} have no place for all that the header says"
        yield Diagnostic(
            "TK411", Severity.INFO, message, hint=f"give it to `teikit convert` as metadata: {', '.join(listed)}"
        )
