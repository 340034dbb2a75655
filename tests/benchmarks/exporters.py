"""Speed and memory of exports as ratios in one run: python tests/benchmarks/exporters.py [--rounds N].

To lxml, which parses and serialises the same file, and to a process that imports click and lxml and parses it. Processor
time is measured, not that of the clock, so that other work on the machine counts less.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from lxml import etree  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402
from variants import variant  # noqa: E402

from teikit import convert  # noqa: E402
from teikit.exporters import export  # noqa: E402
from teikit.tei import TeiDocument  # noqa: E402

SAMPLE = ROOT / "samples" / "kwp-1955.xml"
TEIKIT = "from teikit.__main__ import main; main()"
BARE = "import sys, click\nfrom lxml import etree\nclick.command()(lambda: etree.parse(sys.argv[1]))(args=[])"
PEAK = """
import pathlib, re, sys
from teikit.exporters import export
from teikit.tei import TeiDocument
export(TeiDocument.read(sys.argv[1]), "html")
print(re.search(r"VmHWM:\\s*(\\d+)", pathlib.Path("/proc/self/status").read_text())[1])
"""
# a body of the sample is about 10 KB of text
MIDDLE, LARGE = 20, 170
COLD = {"html": 3.0, "epub": 2.5, "docx": 5.0}


class Row(NamedTuple):
    """A line of the table: what was measured, the figure, what it should be at most, what it was made from."""

    measure: str
    figure: float
    limit: float
    made_of: str


def rows(folder: Path, rounds: int) -> Iterator[Row]:
    sizes = {"sample": SAMPLE.read_bytes()}
    sizes |= {name: convert(variant(1, bodies)).to_bytes() for name, bodies in (("middle", MIDDLE), ("large", LARGE))}
    for name, limit in (("sample", 8.0), ("middle", 8.0), ("large", 6.0)):
        yield warm(sizes[name], limit, rounds if name == "sample" else max(rounds // 4, 3))
    (folder / "large.xml").write_bytes(sizes["large"])
    yield peak(folder / "large.xml")
    yield from cold(folder, rounds)


def warm(data: bytes, limit: float, rounds: int) -> Row:
    """TEI in memory to HTML in memory."""
    floor = _least(lambda: etree.tostring(etree.fromstring(data), encoding="UTF-8"), 3 * rounds)
    spent = _least(lambda: export(TeiDocument.parse(data), "html"), rounds)
    measure = f"TEI of {_size(len(data))} to HTML, to lxml's parse and serialise"
    return Row(measure, spent / floor, limit, f"{_ms(spent)} to {_ms(floor)}, the least of {rounds} and {3 * rounds}")


def peak(large: Path) -> Row:
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(large)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return Row(
        f"peak memory for the {_size(large.stat().st_size)}, MiB",
        int(done.stdout) / 1024,
        100.0,
        "VmHWM of a fresh process",
    )


def cold(folder: Path, rounds: int) -> Iterator[Row]:
    """A process for one file: what the parent is told that it has used."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    floor = _used([sys.executable, "-c", BARE, str(SAMPLE)], environment, rounds)
    for name, limit in COLD.items():
        target = str(folder / f"sample.{name}")
        spent = _used(
            [sys.executable, "-c", TEIKIT, "export", str(SAMPLE), "--to", name, "-o", target], environment, rounds
        )
        made_of = f"{_ms(spent)} to {_ms(floor)}, the least of {rounds} starts"
        yield Row(
            f"cold {name.upper()}, to a process with click and lxml that parses the file", spent / floor, limit, made_of
        )


def _used(command: list[str], environment: dict[str, str], rounds: int) -> float:
    def run() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    run()  # writes the bytecode
    return min(run() for _ in range(rounds))


def _least(work: Callable[[], object], rounds: int) -> float:
    def run() -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    run()
    return min(run() for _ in range(rounds))


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.2f} ms"


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{count / 1000:.0f} KB"


def main() -> None:
    """Measure and print; the exit code is 1 where a figure is not what it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20, help="how often what is short is measured (20)")
    asked = parser.parse_args()
    table = Table("measure", "figure", "at most", "", "made of")
    with TemporaryDirectory() as folder:
        measured = list(rows(Path(folder), asked.rounds))
    for row in measured:
        missed = "missed" if row.figure > row.limit else ""
        table.add_row(row.measure, f"{row.figure:.2f}", f"{row.limit:g}", missed, row.made_of)
    Console(width=160).print(table)
    sys.exit(any(row.figure > row.limit for row in measured))


if __name__ == "__main__":
    main()
