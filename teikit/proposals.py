"""Rules proposed for what no rule of a profile knows, written as TOML to be read, corrected and pasted."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from teikit.idioms.remarks import meaning
from teikit.idioms.shapes import bracket_label, figures_as_n, normal
from teikit.profile import Profile, profile
from teikit.survey import Survey, Tally

OFTEN = 2  # a line's wording is a convention from here on
MOST_WORDINGS = 5  # of one shape
LONGEST_EXAMPLE = 120

# labels of a frame, by their words, and what they hold
_HELD = (
    (r"reference|ref|shelfmark|call number|archival reference|signatur|cote|aktenzeichen", "citation"),
    (r"summary|abstract|scope and content|description|regest|zusammenfassung|résumé", "abstract"),
    (r"title|titel|titre", "title"),
    (r"rights|copyright|rechte|droits", "rights"),
    (r"original language", "original_language"),
    (r"repository|archive|holding institution|held at|archiv", "repository"),
    (r"source|quelle", "source"),
    (r"record id|record number|identifier|id", "id"),
    (r"subjects|keywords|schlagworte|mots-clés", "subjects"),
    (r"credits?", "credits"),
)
_FIELDS = [(re.compile(rf"(?i)(?:{words})\.?"), held) for words, held in _HELD]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule (`kind` bracket or line) or a field of the frame, with what it was seen in."""

    kind: str
    name: str
    table: dict[str, Any]
    tally: Tally


def proposals(found: Survey, chosen: Profile | None = None) -> list[Proposal]:
    """What may be added to a profile: a rule takes its examples, none that the profile has is replaced."""
    taken = {rule.name for rule in (chosen or profile("generic")).rules}
    made: list[Proposal] = []
    for tally in found.unknown():
        for kind, name, table in _tables(tally):
            if kind == "field" or _holds(table):
                made.append(Proposal(kind, _free(name, taken) if kind != "field" else name, table, tally))
    return made


def as_toml(made: list[Proposal], given: str | Path | None = None) -> str:
    """The proposals as tables to paste at the end of a profile; `given` is the profile, if it is a file of one's own."""
    own = _own_table(given)
    lines = [
        "# Proposed by teikit survey. Read each rule, put right what it makes of the text, paste it at the end of your",
        "# profile, and run `teikit profile test` on that.",
    ]
    for kind in ("bracket", "line"):
        names = [proposal.name for proposal in made if proposal.kind == kind]
        if names and f"{kind}s" in own:
            lines.append(f"# Your profile has an order of its own: add {', '.join(map(_written, names))} to `{kind}s`.")
    fields = [proposal for proposal in made if proposal.kind == "field"]
    if fields:
        there = "fields" in own.get("frame", {})
        lines += ["", "# These lines belong under [frame.fields] of your profile:" if there else "[frame.fields]"]
        for field in fields:
            lines.append(
                f"{'# ' * there}{_written(field.name)} = {_written(field.table['holds'])}  # {_seen(field.tally)}"
            )
    for proposal in made:
        if proposal.kind != "field":
            lines += ["", f"# {proposal.tally.shape}  {_seen(proposal.tally)}", f"[{proposal.kind}.{proposal.name}]"]
            lines += [f"{key} = {_written(value)}" for key, value in proposal.table.items()]
    return "\n".join([*lines, ""])


# ---- what each convention may become ------------------------------------------------------------------------------

_Table = tuple[str, str, dict[str, Any]]


def _tables(tally: Tally) -> Iterator[_Table]:
    if tally.kind == "label":
        yield from _labelled_bracket(tally)
    elif tally.kind == "bracket":
        yield from _bracket(tally)
    elif tally.kind == "line":
        yield from _line(tally)


def _labelled_bracket(tally: Tally) -> Iterator[_Table]:
    """`[watermark: a lily]`: a note of a type of its own, unless the label says clearly what it is."""
    label = tally.shape.removeprefix("[").removesuffix(": …]")
    words = _words(label)
    if not words:
        return
    meant = meaning(label)
    table: dict[str, Any] = {"pattern": rf"(?i:{words})\s*:\s*(?P<text>\S[\s\S]*)"}
    if meant is None:
        table |= {"element": "note", "attributes": {"type": f"x-{slug(label)}"}}
    elif meant.element == "gap":
        table |= {"pattern": rf"(?P<text>(?i:{words})\s*:\s*\S[\s\S]*)", "element": "gap", "inner": "desc"}
        table["attributes"] = dict(meant.attributes)
    else:
        table |= {"element": meant.element, "attributes": dict(meant.attributes)}
    if tally.alone and table["element"] == "note":
        table["block"] = True
    bare = bracket_label(tally.examples[0]) if tally.examples else ""
    yield "bracket", slug(label), _finished(table, tally, [bare] if bare else [])


def _bracket(tally: Tally) -> Iterator[_Table]:
    """`[crossed out]`, `[+++]`: kept as the editor's remark; a gap where it says that text is missing."""
    shown = tally.shape.strip("[]")
    words = _words(shown) or (re.escape(shown) if not any(map(str.isalnum, shown)) and "…" not in shown else "")
    if not words:
        return
    meant = meaning(shown)
    table: dict[str, Any] = {"pattern": f"(?P<text>(?i:{words}))"}
    if meant is not None and meant.element == "gap":
        table |= {"element": "gap", "attributes": dict(meant.attributes), "inner": "desc"}
    else:
        table |= {"element": "note", "attributes": {"type": "editorial"}}
    yield "bracket", slug(shown) if any(map(str.isalnum, shown)) else "signs", _finished(table, tally, [])


def _line(tally: Tally) -> Iterator[_Table]:
    if tally.shape.endswith((": …", ":")) and tally.shape != "Name: …":
        yield from _labelled_line(tally)
    elif tally.shape in ("CAPITALS", "(…)", "/…/"):
        for wording, count in tally.wordings.most_common(MOST_WORDINGS):
            if count >= OFTEN and (tally.shape == "CAPITALS" or "Name" not in normal(wording)):
                yield from _formula(tally, wording)
    elif "N" in tally.shape and "…" not in tally.shape and tally.unknown >= OFTEN:
        table = {"pattern": f"(?P<text>{_literal(tally.shape)})", "element": "idno", "attributes": {"type": "x-number"}}
        yield "line", slug(tally.shape, "number"), _placed(table, tally, tally.examples)


def _labelled_line(tally: Tally) -> Iterator[_Table]:
    label = tally.shape.partition(":")[0]
    held = next((held for pattern, held in _FIELDS if pattern.fullmatch(label)), None)
    if held is not None and tally.zones["top"] * 2 > tally.count:
        yield "field", label, {"holds": held}
    elif tally.unknown >= OFTEN:
        rest = r"\s*:\s*\S.*" if tally.shape.endswith("…") else r"\s*:"
        table = {
            "pattern": f"(?P<text>{_literal(label)}{rest})",
            "element": "note",
            "attributes": {"type": f"x-{slug(label)}"},
        }
        yield "line", slug(label), _placed(table, tally, tally.examples)


def _formula(tally: Tally, wording: str) -> Iterator[_Table]:
    """The same words on a line of their own again and again."""
    table = {
        "pattern": f"(?P<text>{_literal(wording)})",
        "element": "note",
        "attributes": {"type": f"x-{slug(wording)}"},
    }
    examples = [text for text in tally.examples if figures_as_n(text) == wording]
    if not examples and "N" not in wording:
        examples = [wording]
    yield "line", slug(wording), _placed(table, tally, examples)


_SLOTS = {"top": "opener", "end": "closer", "body": "either"}


def _placed(table: dict[str, Any], tally: Tally, examples: list[str]) -> dict[str, Any]:
    """With the slot of where most of them stand, and a limit for what is no longer such a line."""
    zone, count = tally.zones.most_common(1)[0]
    table["slot"] = _SLOTS.get(zone, "either") if count == tally.count else "either"
    table["longest"] = min(300, max(40, tally.longest * 3 // 2))
    return _finished(table, tally, [], examples)


def _finished(
    table: dict[str, Any], tally: Tally, counter: list[str], examples: list[str] | None = None
) -> dict[str, Any]:
    """With certainty, reason and examples that the pattern takes."""
    pattern = re.compile(table["pattern"])
    fitting = [text for text in (tally.examples if examples is None else examples) if len(text) <= LONGEST_EXAMPLE]
    table["certainty"] = "medium"
    table["why"] = f"the collection writes {tally.shape} {_times(tally.unknown)}"
    table["examples"] = [text for text in fitting if pattern.fullmatch(text)][:3]
    table["counter_examples"] = [text for text in counter if not pattern.fullmatch(text)]
    if not table["attributes"]:
        del table["attributes"]
    return table


def _holds(table: dict[str, Any]) -> bool:
    return bool(table["examples"])


# ---- words and names ----------------------------------------------------------------------------------------------


def _words(shape: str) -> str:
    """The pattern of a shape's words; empty where it is made of names and figures only, which are everywhere."""
    words = shape.split()
    own = [
        word
        for word in words
        if any(map(str.isalpha, word)) and word not in ("N", "Name", "N-N") and "Name" not in word
    ]
    if not own or "[…]" in shape:
        return ""
    return r"\s+".join(_word(word) for word in words)


def _word(word: str) -> str:
    if word == "…":
        return r"[^\[\]]{0,200}"
    if "Name" in word:
        return r"[^\[\]:]{1,60}?"
    return re.escape(word).replace("’", "['’]") if "N" not in word else _literal(word)


def _literal(text: str) -> str:
    """The pattern of a line's words, with N for a number."""
    pieces = re.split(r"(?<![^\W\d_])N(?![^\W\d_])|(?<=\W)N(?=\w)", text)
    return r"\d{1,8}".join(r"\s+".join(map(re.escape, piece.split(" "))) for piece in pieces)


def slug(text: str, otherwise: str = "remark") -> str:
    """A name in small ASCII letters and hyphens.

    >>> slug("Trésor: No. N")
    'tresor-no'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().replace("Name", "")
    words = re.findall(r"[a-z]+", re.sub(r"\bN\b", "", plain).lower())
    return "-".join(words[:4]) or otherwise


def _free(name: str, taken: set[str]) -> str:
    free = next(each for each in _numbered(name) if each not in taken)
    taken.add(free)
    return free


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _seen(tally: Tally) -> str:
    documents = "1 document" if tally.documents == 1 else f"{tally.documents} documents"
    return f"{_times(tally.unknown)} in {documents}: {', '.join(tally.places)}"


# ---- TOML ---------------------------------------------------------------------------------------------------------


def _written(value: Any) -> str:
    """A value as TOML has it; a pattern stays readable between single quotes."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_written(each)}' for key, each in value.items())} }}"
    if "\\" in value and "'" not in value and value.isprintable():
        return f"'{value}'"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _own_table(given: str | Path | None) -> dict[str, Any]:
    if given is None or not str(given).endswith(".toml"):
        return {}
    return tomllib.loads(Path(given).read_text(encoding="utf-8"))
