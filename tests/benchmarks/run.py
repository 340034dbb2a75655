"""Speed and memory of a conversion as ratios in one run: python tests/benchmarks/run.py [--documents N] [--rounds N].

Needs pandoc, from PATH or from the package pypandoc_binary. Nothing else should run on the machine.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from lxml import etree  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402
from variants import SAMPLE, variant, written  # noqa: E402

from teikit import convert  # noqa: E402

TEIKIT = [sys.executable, "-c", "from teikit.__main__ import main; main()", "convert"]
# the highest resident size of the process itself: that of its children would count this process too, which starts them
PEAK = """
import atexit, pathlib, re
atexit.register(lambda: print(re.search(r"VmHWM:\\s*(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]))
from teikit.__main__ import main
main()
"""
COUNT = "sum(range(10_000_000))"
PANDOC_SAMPLE = 40  # starts of pandoc that the time of all is reckoned from
FEW = 200


class Row(NamedTuple):
    """A line of the table: what was measured, the ratio or figure, what it should be, and what it was made from."""

    measure: str
    figure: float
    wanted: str
    met: bool
    made_of: str


class Bench:
    """The measures, in the order of the table."""

    def __init__(self, folder: Path, documents: int, rounds: int) -> None:
        self.folder = folder
        self.documents = documents
        self.rounds = rounds
        self.pandoc = [_pandoc(), "-f", "markdown", "-t", "tei", "-s"]
        self.environment = _environment(folder)

    def rows(self) -> Iterator[Row]:
        yield self.cold()
        yield self.in_memory()
        yield self.ten_times()
        yield self.one_document()
        yield from self.many()

    def cold(self) -> Row:
        ours = [*TEIKIT, str(SAMPLE), "-o", str(self.folder / "sample.xml")]
        theirs = [*self.pandoc, str(SAMPLE), "-o", str(self.folder / "pandoc.xml")]
        spent, reference = self._alternating(ours, theirs)
        made_of = f"{_ms(spent)} to {_ms(reference)}, medians of {self.rounds} starts in turn"
        return _at_most("cold start on 10 KB, to pandoc", spent / reference, 1.5, made_of)

    def in_memory(self) -> Row:
        text = SAMPLE.read_text(encoding="utf-8")
        data = convert(text).to_bytes()
        spent = _best(lambda: convert(text).to_bytes(), self.rounds)
        reference = _best(lambda: etree.tostring(etree.fromstring(data), encoding="UTF-8"), 10 * self.rounds)
        made_of = f"{_ms(spent)} to {_ms(reference)}, the best of {self.rounds} and {10 * self.rounds}"
        return _at_most("text to TEI in memory, to lxml's parse and serialise", spent / reference, 20, made_of)

    def ten_times(self) -> Row:
        texts = [variant(1, bodies) for bodies in (3, 31)]  # what stands before the text counts for one body in ten
        short, long = (_best(lambda text=text: convert(text).to_bytes(), self.rounds // 2) for text in texts)
        times = len(texts[1]) / len(texts[0])
        made_of = f"{_ms(long)} for {len(texts[1]):,} characters, {_ms(short)} for {len(texts[0]):,}"
        return _at_most("time for ten times the text", long / short / times * 10, 11, made_of)

    def one_document(self) -> Row:
        peak = self._peak([str(SAMPLE), "-o", str(self.folder / "sample.xml")])
        return _at_most("peak memory for one document, MiB", peak, 40, "VmHWM of a fresh process")

    def many(self) -> Iterator[Row]:
        inputs = self.folder / "in"
        inputs.mkdir()
        paths = written(inputs, self.documents)
        pandoc = self._pandoc_for(paths[:: max(1, len(paths) // PANDOC_SAMPLE)]) * len(paths)
        one, two = (self._converted(inputs, jobs) for jobs in (1, 2))
        made_of = f"{one:.1f} s to {pandoc:.0f} s, reckoned from {PANDOC_SAMPLE} starts of pandoc"
        yield _at_least(
            f"{len(paths):,} variants in one process, to pandoc started for each", pandoc / one, 20, made_of
        )
        made_of = f"{one:.1f} s to {two:.1f} s; the machine does {self._both():.2f} times as much with two processes"
        yield _at_least("two workers, to one", one / two, 1.5, made_of)
        few, all_of_them = (self._peak_of_many(paths[:count]) for count in (FEW, len(paths)))
        made_of = f"{few:.1f} MiB for {FEW}, {all_of_them:.1f} MiB for {len(paths):,}"
        yield _at_most(f"peak memory for {len(paths):,} documents, to that for {FEW}", all_of_them / few, 1.2, made_of)

    def _both(self) -> float:
        """How much more two processes count in the same time than one: 2 where nothing else runs."""
        command = [sys.executable, "-c", COUNT]
        alone = min(self._run(command) for _ in range(3))
        start = time.perf_counter()
        for process in [subprocess.Popen(command) for _ in range(2)]:
            process.wait()
        return 2 * alone / (time.perf_counter() - start)

    def _alternating(self, *commands: Sequence[str]) -> list[float]:
        """The median time of each, started in turn so that a slow moment of the machine meets all of them."""
        times: list[list[float]] = [[] for _ in commands]
        for _ in range(self.rounds + 2):
            for command, spent in zip(commands, times, strict=True):
                spent.append(self._run(command))
        return [
            statistics.median(spent[2:]) for spent in times
        ]  # the first two wake the disk's cache and write bytecode

    def _pandoc_for(self, paths: Sequence[Path]) -> float:
        target = str(self.folder / "pandoc.xml")
        return statistics.mean(self._run([*self.pandoc, str(path), "-o", target]) for path in paths)

    def _converted(self, inputs: Path, jobs: int) -> float:
        return self._run([*TEIKIT, str(inputs), "-o", str(self.folder / f"out{jobs}"), "--jobs", str(jobs)])

    def _peak_of_many(self, paths: Sequence[Path]) -> float:
        return self._peak([*map(str, paths), "-o", str(self.folder / "out"), "--jobs", "1"])

    def _peak(self, arguments: Sequence[str]) -> float:
        command = [sys.executable, "-c", PEAK, "convert", *arguments]
        printed = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True).stdout
        return int(printed.split()[-1]) / 1024

    def _run(self, command: Sequence[str]) -> float:
        start = time.perf_counter()
        subprocess.run(command, env=self.environment, stderr=subprocess.DEVNULL, check=True)
        return time.perf_counter() - start


def _environment(folder: Path) -> dict[str, str]:
    """That of an installed teikit, whose bytecode is written; here beside the results."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}


def _pandoc() -> str:
    found = shutil.which("pandoc")
    if found:
        return found
    try:
        import pypandoc
    except ImportError:
        sys.exit("there is no pandoc: pip install pypandoc_binary")
    return str(pypandoc.get_pandoc_path())


def _best(work: Callable[[], object], rounds: int) -> float:
    """The shortest of so many runs, after one that compiles what is compiled once."""
    work()
    work()
    return min(_timed(work) for _ in range(rounds))


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _at_most(measure: str, figure: float, limit: float, made_of: str) -> Row:
    return Row(measure, figure, f"at most {limit:g}", figure <= limit, made_of)


def _at_least(measure: str, figure: float, limit: float, made_of: str) -> Row:
    return Row(measure, figure, f"at least {limit:g}", figure >= limit, made_of)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def main() -> None:
    """Measure and print; the exit code is 1 where a figure is not what it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2000, help="how many variants (2000)")
    parser.add_argument("--rounds", type=int, default=20, help="how often what is short is measured (20)")
    asked = parser.parse_args()
    table = Table("measure", "figure", "should be", "", "made of")
    with TemporaryDirectory() as folder:
        rows = list(Bench(Path(folder), asked.documents, asked.rounds).rows())
    for row in rows:
        table.add_row(row.measure, f"{row.figure:.2f}", row.wanted, "" if row.met else "missed", row.made_of)
    Console(width=160).print(table)
    sys.exit(not all(row.met for row in rows))


if __name__ == "__main__":
    main()
