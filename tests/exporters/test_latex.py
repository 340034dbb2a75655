"""LaTeX: special characters, notes, boxes, tables; and what XeLaTeX makes of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from exporters.invented import FOLDER, NAMES, document, tei
from referees import ROOT

from teikit.diagnostics import TeikitError
from teikit.exporters import export
from teikit.tei import TeiDocument

# what other formats say in words and a box or a slant says here
_SIGNS = {"Stamp", "stamp", "Seal", "seal", "handwritten"}
SCRIPTS = """<head>1. Здравствуйте, "товарищ" 毛澤東</head>
<p xml:lang="ru">Москва, Ἀθῆναι ἐστί, <persName xml:lang="zh">毛澤東</persName>, <foreign xml:lang="he">שלום עולם</foreign>, 김일성, № 5.
It's -- ``so'' &amp; 50% of #3 {x} $5 ~ ^ \\ _ &lt;&gt; <hi rend="underline">under lined</hi> <hi rend="sup">up</hi></p>
<list><item n="(1)">[bracket]</item><item n="2">two<note>see <list><item>listed</item></list></note></item></list>
<table><row role="label"><cell>[a]</cell><cell cols="2">bee</cell></row>
<row><cell rows="2">*c</cell><cell>d</cell><cell>e<note>below the table</note></cell></row><row><cell>f</cell><cell>g</cell></row></table>
<ab type="stamp"><stamp>LINE ONE<lb/>LINE <date>TWO<note>beside the stamp</note></date></stamp></ab>"""


def body(marked: str, view: str = "reading") -> str:
    return export(tei(marked), "latex", fragment=True, view=view).decode().strip()


def compiled(source: TeiDocument, folder: Path, engine: str = "xelatex") -> tuple[str, str]:
    """The words on the pages, and what went wrong, in the words of TeX."""
    if not shutil.which(engine) or not shutil.which("pdftotext"):
        pytest.skip(f"{engine} (texlive) and pdftotext (poppler-utils) are not both installed")
    (folder / "page.tex").write_bytes(export(source, "latex"))
    subprocess.run([engine, "-interaction=nonstopmode", "page.tex"], cwd=folder, capture_output=True, timeout=300)
    log = (folder / "page.log").read_text(encoding="utf-8", errors="replace")
    faults = re.findall(r"^!.*$|^Missing character.*$", log, re.MULTILINE)
    said = subprocess.run(["pdftotext", "page.pdf", "-"], cwd=folder, capture_output=True, text=True, check=True)
    return said.stdout, "\n".join(faults)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        (r"50% of #3 &amp; {x} $5", r"50\% of \#3 \& \{x\} \$5"),
        (r"a_b ~ ^ \ end", r"a\_b \textasciitilde{} \textasciicircum{} \textbackslash{} end"),
        ("“x” 'y' ``z'' \"q\" -- ---", "“x” 'y' ``z'' \"q\" -- ---"),
        ("№ 5\u00a0km", "№ 5~km"),
        ("毛澤東 said", r"\han{毛澤東} said"),
        ("שלום עולם.", r"\rightward{\hebrew{שלום עולם}}."),
        ("за́мок", r"з\rare{а́}мок"),
        ("Ἀθῆναι ἐστί", r"\greek{Ἀθῆναι ἐστί}"),
    ],
)
def test_a_character_that_tex_would_read_as_a_command_is_escaped_and_no_other_is_touched(
    typed: str, written: str
) -> None:
    assert body(f"<p>{typed}</p>") == written


def test_a_break_parts_words_and_one_within_a_word_does_not() -> None:
    assert body("<p>one<lb/>two for-<lb break='no'/>ward</p>") == "one two for-ward"


def test_a_numbered_heading_stays_a_heading_with_its_number() -> None:
    assert body("<div><head>1. The mill</head><div><head>2<lb/>x</head></div></div>") == (
        "\\section[{1. The mill}]{1. The mill}\n\n\\subsection[{2 x}]{2\\\\\\relax{}\nx}"
    )


def test_a_note_stands_at_its_call() -> None:
    assert body("<p>One<note>Two <hi>three</hi></note>.</p>") == r"One\note{1}{Two \textit{three}}."


def test_a_note_in_a_heading_stands_behind_it() -> None:
    assert body("<div><head>One<note>Two</note></head><p>x</p></div>") == (
        "\\section[{One}]{One\\notemark{1}}\n\n\\notetext{1}{Two}\n\nx"
    )


def test_a_stamp_is_a_box_of_its_lines_and_its_note_stands_behind_it() -> None:
    assert body("<ab type='stamp'><stamp>TOP<lb/>SECRET <date>1950<note>faded</note></date></stamp></ab>") == (
        "\\begin{stamp}\nTOP\\\\\\relax{}\nSECRET 1950\\notemark{1}\n\n\\end{stamp}\n\n\\notetext{1}{faded}"
    )


def test_items_keep_their_labels_as_typed() -> None:
    assert body('<list rend="(1)"><item n="1">[a]</item><item n="2">b</item></list>') == (
        "\\begin{entry}{(1)}\n[a]\n\n\\end{entry}\n\n\\begin{entry}{(2)}\nb\n\n\\end{entry}"
    )


def test_a_cell_that_reaches_down_leaves_room_below() -> None:
    marked = "<table><row><cell rows='2'>a</cell><cell>b</cell></row><row><cell>c</cell></row></table>"
    assert re.findall(r"^.*\\tabularnewline$", body(marked), re.MULTILINE) == [
        r"{a} & {b} \tabularnewline",
        r" & {c} \tabularnewline",
    ]


def test_an_address_of_the_web_is_a_link_with_its_signs_escaped() -> None:
    marked = "<p><ref target='https://example.org/a%20b?c=d&amp;e#f'>x_y</ref></p>"
    assert body(marked) == r"\href{https://example.org/a\%20b?c=d\&e\#f}{x\_y}"


def test_the_fonts_and_languages_met_are_in_the_preamble_and_no_others() -> None:
    whole = export(tei("<p xml:lang='de'>a <foreign xml:lang='zh'>毛</foreign></p>"), "latex").decode()
    assert re.findall(r"^\\fontof\{(\w+)\}", whole, re.MULTILINE) == ["han"]
    assert re.findall(r"babelprovide\[import=([\w,-]+)\]", whole) == ["de", "zh"]


def test_a_template_of_ones_own_has_the_same_parts(tmp_path: Path) -> None:
    (tmp_path / "own.tex").write_text("\\title{$title$}\n$body$", encoding="utf-8")
    assert export(tei("<p>a</p>"), "latex", template=tmp_path / "own.tex") == b"\\title{A title}\na\n"
    (tmp_path / "own.tex").write_text("$body$ $masthead$", encoding="utf-8")
    with pytest.raises(TeikitError, match=r"asks for .masthead., which no page has"):
        export(tei("<p>a</p>"), "latex", template=tmp_path / "own.tex")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("view", ["reading", "diplomatic"])
def test_every_word_of_the_text_is_in_the_source(name: str, view: str) -> None:
    source = export(document(name), "latex", fragment=True, view=view).decode()
    plain = export(document(name), "markdown", view=view).decode().partition("\n---\n")[2]
    kept = "".join(re.findall(r"\w+", source))
    assert [
        word
        for word in re.findall(r"\w+", re.sub(r"<[^>]*>|NOTE", "", plain))
        if word not in kept and word not in _SIGNS
    ] == []


def test_xelatex_sets_letters_of_many_scripts_without_a_fault(tmp_path: Path) -> None:
    said, faults = compiled(tei(SCRIPTS), tmp_path)
    if "Missing character" in faults:
        pytest.skip("no font here has the Chinese, Korean or Hebrew letters of this test")
    assert faults == ""
    for words in (
        '1. Здравствуйте, "товарищ" 毛澤東',
        "Ἀθῆναι ἐστί, 毛澤東",
        "50% of #3 {x} $5 ~ ^ \\ _ <>",
        "It's -- ``so''",
        "[bracket]",
        "below the table",
        "beside the stamp",
        "LINE TWO",
    ):
        assert words in " ".join(said.split()), words


@pytest.mark.parametrize(
    "path", [*sorted(FOLDER.glob("*.xml")), *sorted((ROOT / "samples").glob("*.xml"))], ids=lambda path: path.stem
)
def test_xelatex_compiles_samples_and_their_words_are_on_the_pages(path: Path, tmp_path: Path) -> None:
    source = TeiDocument.read(path)
    said, faults = compiled(source, tmp_path)
    assert faults == ""
    shown = "".join(re.findall(r"\w+", said))
    plain = export(source, "text").decode().partition("\n\n")[2]
    missing = [word for word in re.findall(r"\w+", plain) if word not in shown and word not in _SIGNS]
    assert missing == []


def test_the_golden_documents_compile(tmp_path: Path) -> None:
    faults = {}
    for path in sorted((ROOT / "tests/golden").glob("*.xml"))[::8]:
        _, faults[path.stem] = compiled(TeiDocument.read(path), tmp_path)
    assert {stem: fault for stem, fault in faults.items() if fault} == {}
