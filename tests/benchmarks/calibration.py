"""Whether certainty keeps its word: of the elements that teikit makes, how many does the scholars' markup bear out, by @cert.

    python tests/benchmarks/calibration.py SCORE.PY SET/dev/archival PREDICTIONS

SCORE.PY is the yardstick's scorer, which decides what counts as borne out; this script only notes its verdict on each
element together with the certainty written on it.
"""

from __future__ import annotations

import collections
import json
import sys
from pathlib import Path
from typing import Any

# what is added to the scorer's own lines: the certainty of an element, and the verdict on it
ADDED = (
    ("__slots__ = ('tag',", "__slots__ = ('cert', 'tag',"),
    (
        "        x.tag, x.st, x.parent = tag, st, parent",
        "        x.tag, x.st, x.parent = tag, st, parent\n"
        "        x.cert = (e.get('cert') or 'high') if e.get('resp') in (None, '#teikit') else ''",
    ),
    (
        "            res[t][4] += 1\n    R['tags']",
        "            res[t][4] += 1\n"
        "        NOTED.append((t, x.cert, bool(ok)))\n"
        "    for x, _ in matched_g.values():\n"
        "        NOTED.append((x.tag, x.cert, True))\n"
        "    R['tags']",
    ),
)


def scorer(path: Path) -> dict[str, Any]:
    """The scorer's names, with a list NOTED of (element, certainty, borne out)."""
    source = path.read_text(encoding="utf-8").split("\ndef main():")[0]
    for line, more in ADDED:
        if line not in source:
            sys.exit(f"{path} is not the scorer that this script knows: it has no line {line!r}")
        source = source.replace(line, more)
    sys.path.insert(0, str(path.parent))
    names: dict[str, Any] = {"NOTED": [], "__name__": "score", "__file__": str(path)}
    exec(compile(source, str(path), "exec"), names)
    return names


def main(score: Path, folder: Path, predictions: Path) -> None:
    names = scorer(score)
    scored = json.loads((folder.parent.parent / "scored.json").read_text(encoding="utf-8"))
    for path in sorted(folder.glob("*.txt")):
        gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
        made = (predictions / f"{path.stem}.xml").read_bytes()
        names["score_doc"](path.read_text(encoding="utf-8"), gold, made, set(scored[gold["corpus"]]))
    table = collections.defaultdict(lambda: [0, 0])
    for element, certainty, right in names["NOTED"]:
        if element != "p" and certainty:
            table[certainty][0] += right
            table[certainty][1] += 1
    print("| certainty | decisions | borne out |\n|---|---|---|")
    for certainty in ("high", "medium", "low"):
        right, made = table[certainty]
        print(f"| {certainty} | {made} | {right / made:.3f} |" if made else f"| {certainty} | 0 | |")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
