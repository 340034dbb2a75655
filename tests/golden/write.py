"""Writes the expected files of golden cases anew, all or those named: `python tests/golden/write.py NAME…`; review the diff."""

from __future__ import annotations

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]

if __name__ == "__main__":
    sys.path[:0] = [str(TESTS), str(TESTS.parent)]
    from golden.cases import NAMES, write

    for name in sys.argv[1:] or NAMES:
        write(Path(name).stem)
