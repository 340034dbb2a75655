"""Files a second that `teikit validate` checks: python tests/benchmarks/validating.py [--files N] [--schema NAME|FILE].

Letters that differ from each other, of some 5 KB each, in processes as a user starts them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
LETTER = ROOT / "samples/harbour-letter.xml"
TEIKIT = [sys.executable, "-c", "from teikit.__main__ import main; main()", "validate"]


def letters(folder: Path, number: int, faulty: bool) -> None:
    """Letters with a name of their own each, one of whose elements is misspelt in every one if they are `faulty`."""
    text = LETTER.read_text(encoding="utf-8")
    for each in range(number):
        made = text.replace("diving bell", f"diving bell of make {each}")
        made = made.replace("persName", "persname", 2) if faulty else made
        (folder / f"letter-{each:05}.xml").write_text(made, encoding="utf-8")


def seconds(folder: Path, *options: str) -> tuple[float, float]:
    """What a run takes, on the clock and of the processors; the second is the same however busy the machine is."""
    start, before = time.perf_counter(), os.times()
    subprocess.run([*TEIKIT, str(folder), *options], cwd=ROOT, capture_output=True, check=False)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - start, used


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--schema", default="teikit")
    asked = parser.parse_args()
    for faulty in (False, True):
        with TemporaryDirectory() as place:
            letters(Path(place), asked.files, faulty)
            for jobs in (1, 2):
                runs = [seconds(Path(place), "--jobs", str(jobs), "--schema", asked.schema) for _ in range(2)]
                clock, used = (min(each) for each in zip(*runs, strict=True))
                what = "with two faults" if faulty else "without fault"
                rates = (
                    f"{asked.files / clock:,.0f} files a second, {asked.files / used:,.0f} a second of one processor"
                )
                print(f"{asked.files} letters {what}, {jobs} process(es): {rates}")


if __name__ == "__main__":
    main()
