"""Keywords: what a page says the document is about, of what kind it is and what grade it had."""

from __future__ import annotations

from teikit.expressions import expression
from teikit.grammars.vocabulary import Vocabulary
from teikit.nodes import Child, Mark, Node
from teikit.recognize.frame import Frame

# kinds of a frame's metadata that are keywords, and their term/@type
TERMS = {
    "people": "person",
    "places": "place",
    "topics": "subject",
    "subjects": "subject",
    "type": "document",
    "classification": "classification",
}
ITEM = expression(r"[^\s;](?:[^;\n]*[^\s;])?")  # what a line holds, or semicolons part

_SIGNS = expression(";+")


def keywords(frame: Frame, words: Vocabulary) -> tuple[list[Node], list[Child]]:
    """A term for each name and subject, and the signs between them; these are no longer the frame's."""
    terms: list[Node] = []
    signs: list[Child] = []
    for kind, kept in TERMS.items():
        for run in frame.metadata.pop(kind, ()):
            for item in ITEM.finditer(run.text):
                terms.append(Node("term", {"type": _kind(item.group(), kept, words)}, run.slices(*item.span())))
            for sign in _SIGNS.finditer(run.text):
                signs += [Mark(piece.start, piece.end, "term") for piece in run.slices(*sign.span())]
    return terms, signs


def _kind(name: str, kept: str, words: Vocabulary) -> str:
    """Whether a name is a person's or a body's."""
    if kept != "person":
        return kept
    typed = {word.casefold().strip(",.()") for word in name.split()}
    return kept if typed.isdisjoint(word.casefold() for word in words.organisations) else "organization"
