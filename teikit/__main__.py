"""`python -m teikit`, and the command `teikit`."""

from __future__ import annotations

import gc

# objects between two searches for garbage: a command that reads one document makes hardly any
_BETWEEN_COLLECTIONS = 50_000


def main() -> None:
    """Run the command line. What the process still holds at its end is left to the system, which is quicker."""
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    from teikit.cli import main as command

    try:
        command()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
