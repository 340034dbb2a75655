"""The engines' speed and memory, as ratios to Jing and libxml2 where there is one, in one run:
python tests/benchmarks/relaxng.py [FOLDER].

FOLDER may hold TEI files that tei_all allows; without it, invented letters of many sizes are taken.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from lxml import etree  # noqa: E402
from referees import _jar, java, reference  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from teikit.relaxng import Schema  # noqa: E402
from teikit.schematron import Schematron  # noqa: E402

COLD = "import sys; from teikit.relaxng import Schema; print(len(list(Schema.load(sys.argv[1]).validate(sys.argv[2]))))"
COLD_LXML = (
    "import sys; from lxml import etree; etree.RelaxNG(etree.parse(sys.argv[1])).validate(etree.parse(sys.argv[2]))"
)
# not ru_maxrss, which begins with what the parent had
MEMORY = COLD + "; print(int(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0]) // 1024)"
HEADER = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Letters</title></titleStmt>'
    "<publicationStmt><p>none</p></publicationStmt><sourceDesc><p>typed</p></sourceDesc></fileDesc></teiHeader><text><body>"
)
END = "</body></text></TEI>"
WORDS = [
    "harbour",
    "ships",
    "coal",
    "winter",
    "letter",
    "comrade",
    "report",
    "price",
    "salt",
    "north",
    "of",
    "the",
    "and",
]


def letters(size: int, chance: Random) -> str:
    """TEI of about this many characters: letters with what letters have."""
    parts = [HEADER]
    while sum(map(len, parts)) < size:
        parts.append(letter(chance))
    return "".join(parts) + END


def letter(chance: Random) -> str:
    paragraphs = "\n".join(paragraph(chance) for _ in range(chance.randint(3, 9)))
    number = chance.randint(1, 10**6)
    items = "".join(f'<item n="{at}">{words(chance, 4)}</item>' for at in range(1, chance.randint(2, 6)))
    return (
        f'<div type="letter" n="{number}"><head>{words(chance, 5)}</head><opener><dateline><placeName ref="#p{number}">'
        f'{words(chance, 1)}</placeName>, <date when="19{chance.randint(10, 99)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}">'
        f"then</date></dateline></opener>\n{paragraphs}<list>{items}</list><closer><signed>B</signed></closer></div>\n"
    )


def paragraph(chance: Random) -> str:
    name = f'<persName ref="https://example.org/{chance.randint(1, 10**6)}">{words(chance, 2)}</persName>'
    return f'<p n="{chance.randint(1, 99)}">{words(chance, 40)} {name} {words(chance, 20)} <hi rend="italic">x</hi><lb/>{words(chance, 9)}</p>'


def words(chance: Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))


def spoilt(text: str) -> str:
    """The same text with a fault in every paragraph and list, and in every date."""
    return text.replace("<lb/>", "<lineBreak/>").replace("<item n=", "<item m=").replace('when="19', 'when="x19')


def best(action: Callable[[], object], rounds: int = 5) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def run(*command: object) -> str:
    # an installed package has its bytecode beside it
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    line = [str(part) for part in command]
    return subprocess.run(line, cwd=ROOT, env=environment, capture_output=True, text=True, check=False).stdout


def cold(schema: Path, file: Path) -> list[tuple[str, float, str]]:
    own = best(lambda: run(sys.executable, "-c", COLD, schema, file), 7)
    jing = best(lambda: run(java(), "-jar", _jar("jing.jar"), schema, file), 7)
    lxml = best(lambda: run(sys.executable, "-c", COLD_LXML, schema, file), 1)
    return [
        (f"cold process, {file.stat().st_size // 1024} KB: teikit {own:.3f} s", own / jing, "≤ 0.35 of Jing"),
        (f"the same: Jing {jing:.3f} s, lxml {lxml:.1f} s", own / lxml, "≤ 0.05 of lxml"),
    ]


def warm(schema: Schema, path: Path, files: list[Path]) -> list[tuple[str, float, str]]:
    libxml2 = etree.RelaxNG(etree.parse(path))
    trees = [etree.parse(file, etree.XMLParser(collect_ids=False)) for file in files]
    own = [best(lambda tree=tree: list(schema.validate(tree))) for tree in trees]  # type: ignore[misc]
    other = [best(lambda tree=tree: libxml2.validate(tree)) for tree in trees]  # type: ignore[misc]
    large = [a / b for a, b, file in zip(own, other, files, strict=True) if file.stat().st_size > 100_000]
    rows = [(f"warm, {len(files)} valid documents, against libxml2", sum(own) / sum(other), "≤ 1.2")]
    return rows + ([("the median of those above 100 KB", statistics.median(large), "≤ 1.5")] if large else [])


def faulty(schema: Schema) -> list[tuple[str, float, str]]:
    text = letters(300_000, Random(3))
    clean, bad = text.encode(), spoilt(text).encode()
    count = len(list(schema.validate(bad)))
    ratio = best(lambda: list(schema.validate(bad)), 9) / best(lambda: list(schema.validate(clean)), 9)
    return [(f"300 KB with {count} faults, against the same without", ratio, "≤ 5")]


def memory(path: Path, folder: Path) -> list[tuple[str, float, str]]:
    rows = []
    for name, change in (("valid", str), ("full of faults", spoilt)):
        file = folder / "large.xml"
        file.write_text(change(letters(7_000_000, Random(2))), encoding="utf-8")
        rows.append(
            (f"a file of 7 MB, {name}: MiB", float(run(sys.executable, "-c", MEMORY, path, file).split()[-1]), "≤ 200")
        )
    return rows


def rules(path: Path) -> list[tuple[str, float, str]]:
    """The Schematron rules of the schema."""
    root = etree.fromstring(letters(100_000, Random(4)).encode())
    start = time.perf_counter()
    schematron = Schematron.load(path)
    loaded = time.perf_counter() - start
    return [
        ("its 103 Schematron tests, loaded with XPath: s", loaded, "≤ 0.5"),
        ("the same on 100 KB: s", best(lambda: schematron.validate(root)), "≤ 0.5"),
    ]


def hostile(schema: Schema) -> list[tuple[str, float, str]]:
    """Documents that mean harm, and how long it takes to say so."""
    levels = f"{HEADER}{'<div>' * 100_000}{'</div>' * 100_000}{END}"
    entities = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 20}">' for at in range(1, 10))
    bomb = f'<!DOCTYPE TEI [<!ENTITY e0 "{"x" * 40}">{entities}]>{HEADER}<p>&e9;</p>{END}'
    rows = []
    for what, text in (("100,000 levels", levels), ("entities that grow", bomb)):
        (finding,) = schema.validate(text.encode())
        assert finding.code == "TK201"
        rows.append((f"{what}, refused: s", best(lambda text=text: list(schema.validate(text.encode())), 2), "≤ 1"))  # type: ignore[misc]
    return rows


def main() -> None:
    path = reference("tei_all.rng")
    with TemporaryDirectory() as name:
        folder = Path(name)
        for number, size in enumerate((6_000, 3_000, 15_000, 40_000, 120_000, 150_000, 250_000)):
            (folder / f"{number}.xml").write_text(letters(size, Random(number)), encoding="utf-8")
        given = sorted(Path(sys.argv[1]).rglob("*.xml")) if sys.argv[1:] else sorted(folder.glob("*.xml"))
        schema = Schema.load(path)
        valid = [file for file in given if not list(schema.validate(file))]
        rows = [*cold(path, folder / "0.xml"), *warm(schema, path, valid), *faulty(schema), *memory(path, folder)]
        rows += [*hostile(schema), *rules(path)]
    table = Table("what", "measured", "aim")
    for what, measured, aim in rows:
        table.add_row(what, f"{measured:.3g}", aim)
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
