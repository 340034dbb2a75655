"""`python -m teikit`, and the command `teikit`."""

from __future__ import annotations

import gc
import sys

from teikit.plain import plain

# objects between two searches for garbage: a command that reads one document makes hardly any
_BETWEEN_COLLECTIONS = 50_000


def main() -> None:
    """Run the command line. What the process still holds at its end is left to the system, which is quicker."""
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    try:
        _run()
    finally:
        gc.freeze()


def _run() -> None:
    code = plain(sys.argv[1:])
    if code is not None:
        sys.exit(code)
    from teikit.cli import main as command

    command()


if __name__ == "__main__":
    main()
