"""What an editor has to ask about a decision in doubt, in words that need no knowledge of TEI."""

from __future__ import annotations

from teikit.nodes import Node
from teikit.runners_up import RunnerUp

# element, or element and type, as an archivist calls it
NOUNS = {
    "supplied": "a word of the translator's or editor's own",
    "note gloss": "another form of what stands before it, or its explanation",
    "note editorial": "a remark of the editor",
    "note handwritten": "a note written by hand",
    "note signature": "the report of a signature",
    "note status": "a statement of what kind of text this is",
    "note production": "a line about who drafted, typed or printed the paper",
    "note distribution": "a list of those who got a copy",
    "note enclosure": "a line about what is enclosed",
    "note registration": "an entry of the registry",
    "note translation": "a statement that this is a translation",
    "note footnote": "a footnote",
    "note label": "a label",
    "note": "a note",
    "stamp": "a stamp",
    "gap": "a place where text is missing",
    "unclear": "a doubtful reading",
    "sic": "an error of the original, left as it is",
    "add": "an addition by hand",
    "del": "a deletion",
    "hi": "highlighted text",
    "ex": "the rest of an abbreviated word",
    "expan": "an abbreviated word, completed",
    "ref": "the call of a note",
    "pb": "the turn of a page",
    "head": "a heading",
    "p": "running text",
    "list": "a list",
    "item": "an item of a list",
    "table": "a table",
    "address": "an address",
    "addrLine": "a line of an address",
    "salute": "a greeting or a complimentary close",
    "dateline": "a place and date of writing",
    "signed": "a signature",
    "postscript": "a postscript",
    "persName": "the name of a person",
    "orgName": "the name of a body",
    "placeName": "the name of a place",
    "roleName": "an office or rank",
    "idno typist": "the mark of the typist",
    "idno copy": "the number of this copy",
    "idno": "a number of the document",
    "seg classification": "a grade of secrecy",
    "seg letterhead": "a part of the letterhead",
    "seg subject": "the subject of the letter",
    "seg from": "the sender",
    "seg signature": "a signature",
    "ab separator": "a line that parts the text",
    "ab": "a block of its own",
    "sp": "a speech",
    "speaker": "the name of a speaker",
    "stage": "a remark on what happened",
    "quote": "a quotation",
    "foreign": "words in another language",
    "space": "a place left blank",
}
LONGEST = 60


def question(node: Node, text: str, other: RunnerUp | None) -> str:
    """One question with a yes or a choice.

    >>> question(Node("date", {"when": "1921-04-19"}), "19 April", None)
    'Does “19 April” mean 1921-04-19?'
    """
    quoted = f"“{text if len(text) <= LONGEST else text[: LONGEST - 2].rstrip() + ' …'}”"
    if node.element == "date":
        meant = _meant(node)
        return f"Does {quoted} mean {meant}?" if meant else f"Which day does {quoted} mean?"
    if node.element == "pb" and not node.attributes.get("n"):
        return "Does a page end here, in the middle of a paragraph?"
    chosen = noun(node.element, node.attributes.get("type", ""))
    instead = "simply text" if other and not other.element else noun(other.element, other.type) if other else ""
    return f"Is {quoted} {chosen}, or {instead}?" if instead and instead != chosen else f"Is {quoted} {chosen}?"


def noun(element: str, kind: str = "") -> str:
    """What an archivist calls an element.

    >>> noun("note", "gloss"), noun("head")
    ('another form of what stands before it, or its explanation', 'a heading')
    """
    own = f" of the kind “{kind[2:]}”" if kind.startswith("x-") else ""
    return NOUNS.get(f"{element} {kind}") or NOUNS.get(element, f"what TEI calls {element}") + own


def _meant(node: Node) -> str:
    """The day or days of a date, as its attributes have them."""
    when = node.attributes.get("when")
    if when:
        return when
    for first, last, words in (("from", "to", "{} to {}"), ("notBefore", "notAfter", "some day from {} to {}")):
        ends = [node.attributes.get(name) for name in (first, last)]
        if any(ends):
            return words.format(*(end or "…" for end in ends))
    return ""
