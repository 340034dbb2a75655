"""Surveys: what a collection uses is counted, what no rule knows is told, and proposals are rules that work."""

from __future__ import annotations

import random
import time
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from teikit import convert
from teikit.examples import tried
from teikit.idioms import DEFAULT, KNOWN, UNKNOWN, idioms
from teikit.profile import profile
from teikit.profile_checks import check_table
from teikit.proposals import as_toml, proposals
from teikit.survey import Survey, survey

LETTER = """\
Marienbruck, 3 May 1921

Gentlemen,

The mill has stood still since the flood, and the loan [illegible] cannot be paid
back before [the] harvest. Our foreman, Mr. Wessel [Wessely], has seen the wheel.

[watermark: a {}]

We ask for time until the first of October, and not for a day longer than that.

Fee paid: {} crowns
"""


def collection(folder: Path, *texts: str) -> list[Path]:
    paths = [folder / f"letter{number}.txt" for number in range(1, len(texts) + 1)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def surveyed(folder: Path, *texts: str) -> Survey:
    return survey(collection(folder, *texts))


def used(text: str) -> dict[str, str]:
    """The shapes of a text that no profile is told of, with their status."""
    return {idiom.shape: idiom.status for idiom in idioms(convert(text, profile="generic").recognized)}


SENTENCE = "In that year the ice of the river held {} until the first week of March, and carts went over it."


@pytest.mark.parametrize(
    ("bracket", "shape", "status"),
    [
        ("[illegible]", "[illegible]", KNOWN),
        ("[3-4 illegible letters]", "[N-N illegible letters]", KNOWN),
        ("[the]", "[the]", DEFAULT),
        ("[in 1955]", "[in N]", DEFAULT),
        ("[watermark: a lily]", "[watermark: …]", UNKNOWN),
        ("[second scribe: no]", "[second scribe: …]", UNKNOWN),
        ("[+++]", "[+++]", UNKNOWN),
        ("[sketch of a bridge]", "[sketch of a bridge]", UNKNOWN),
    ],
)
def test_a_bracket_has_a_shape_and_a_status(bracket: str, shape: str, status: str) -> None:
    assert (shape, status) in used(SENTENCE.format(bracket)).items()


def test_a_bracket_alone_on_its_line_is_no_word_supplied() -> None:
    prose = SENTENCE.format("here")
    assert used(f"{prose}\n\n[crew of the barge]\n\n{prose}")["[crew of the barge]"] == UNKNOWN
    assert used(SENTENCE.format("[crew of the barge]"))["[crew of the barge]"] == DEFAULT


@pytest.mark.parametrize(
    ("bracket", "form"),
    [
        ("[[illegible]]", "[[ … ]]  doubled"),
        ("[the Minister [of Trade]]", "[ … [ … ] … ]  nested"),
        ("[and no end", "[ …  never closed"),
        ("no beginning]", "… ]  never opened"),
        ("?Varnov?]", "?…?]  opening lost"),
    ],
)
def test_brackets_out_of_order_are_counted(bracket: str, form: str) -> None:
    assert form in used(SENTENCE.format(bracket))


@pytest.mark.parametrize(
    ("line", "shape", "status"),
    [
        ("Fee paid: 3 crowns", "Fee paid: …", UNKNOWN),
        ("Kept by 7/B", "Kept by N/B", UNKNOWN),
        ("Drafted on 31 January 1955", "a short line", KNOWN),
    ],
)
def test_a_line_below_the_text_has_a_shape_and_a_status(line: str, shape: str, status: str) -> None:
    assert (shape, status) in used(f"{SENTENCE.format('on')}\n\n{SENTENCE.format('still')}\n\n{line}\n").items()


@pytest.mark.parametrize(("bracket", "shape"), [("{d}", "{d}"), ("⟦March⟧", "⟦march⟧"), ("+++", "+++")])
def test_brackets_of_other_signs_are_counted_where_the_profile_has_rules_for_them(bracket: str, shape: str) -> None:
    text = SENTENCE.format(bracket)
    known = {idiom.shape: idiom.status for idiom in idioms(convert(text, profile="leiden").recognized)}
    assert (known.get(shape), used(text).get(shape)) == (KNOWN, None)


def test_running_text_is_no_convention() -> None:
    assert used(f"{SENTENCE.format('on')}\n\n{SENTENCE.format('fast')}\n") == {}


@pytest.mark.parametrize("below", ["", "The Ice\n\n"])
def test_a_field_is_not_known_for_standing_in_an_opening(below: str) -> None:
    assert used(f"Shelf: HB 12\n\n{below}{SENTENCE.format('on')}\n")["Shelf: …"] == UNKNOWN


def test_labels_of_the_frame_are_counted() -> None:
    page = "Citation:\n\nHB 12\n\nSummary:\n\nOn the ice.\n\nContents:\n\nEnglish Translation\n\n" + SENTENCE.format(
        "on"
    )
    found = [(idiom.shape, idiom.rule) for idiom in idioms(convert(page).recognized) if idiom.kind == "frame"]
    assert found == [("Citation:", "citation"), ("Summary:", "abstract"), ("Contents:", "contents")]


def test_uses_documents_and_first_places_are_counted(tmp_path: Path) -> None:
    found = surveyed(tmp_path, LETTER.format("lily", 3), LETTER.format("crown", 4), SENTENCE)
    marks = found.tallies["label", "[watermark: …]"]
    assert (marks.count, marks.documents, marks.unknown, marks.status) == (2, 2, 2, UNKNOWN)
    assert [Path(place).name for place in marks.places] == ["letter1.txt:8", "letter2.txt:8"]
    assert marks.examples == ["watermark: a lily", "watermark: a crown"]
    assert (found.documents, found.profiles) == (3, Counter(generic=3))
    assert {"[watermark: …]", "Fee paid: …"} <= {tally.shape for tally in found.unknown()}


def test_a_document_that_cannot_be_read_is_told_and_the_others_are_counted(tmp_path: Path) -> None:
    found = surveyed(tmp_path, LETTER, "", LETTER)
    assert (found.documents, [finding.code for finding in found.diagnostics]) == (2, ["TK001"])


def test_several_processes_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teikit.survey.BATCH", 2)
    paths = collection(tmp_path, *(LETTER.format("lily", number) for number in range(5)))
    assert survey(paths, jobs=2).to_dict() == survey(paths).to_dict()


def test_a_proposal_makes_known_what_was_unknown(tmp_path: Path) -> None:
    texts = LETTER.format("lily", 3), LETTER.format("crown", 4)
    own = tmp_path / "own.toml"
    own.write_text(f'extends = "generic"\n{as_toml(proposals(surveyed(tmp_path, *texts)))}', encoding="utf-8")
    assert tried(own).findings == ()
    assert survey(collection(tmp_path, *texts), profile=own).unknown() == []
    made = convert(texts[0], profile=own).to_bytes().decode()
    assert '<note type="x-watermark" resp="#transcriber" cert="medium">a lily</note>' in made
    assert '<note type="x-fee-paid" cert="medium" resp="#teikit">Fee paid: 3 crowns</note>' in made


def test_a_proposal_takes_no_name_that_the_profile_has(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    rule = '[bracket.watermark]\npattern = "wm"\nelement = "note"\nwhy = "it is so"\nexamples = ["wm"]\n'
    own.write_text(f'extends = "generic"\nbrackets = ["watermark", "supplied"]\n{rule}', encoding="utf-8")
    found = survey(collection(tmp_path, LETTER), profile=own)
    text = as_toml(proposals(found, profile(own)), own)
    assert "[bracket.watermark-2]" in text
    assert '"watermark-2" to `brackets`' in text


def test_a_label_above_all_texts_is_proposed_for_the_frame(tmp_path: Path) -> None:
    found = surveyed(tmp_path, *(f"Shelfmark: HB {n}\n\n{SENTENCE}\n\n{SENTENCE}\n" for n in range(3)))
    assert tomllib.loads(as_toml(proposals(found)))["frame"]["fields"] == {"Shelfmark": "citation"}


ODD = [
    '[it\'s "odd" \\ d+: x]', "[ß—ü: y]", "[{stamp}: z]", "Ref\\. {n}: 7", "№ 7\\d", "[(: a]", "[++\\]", "[N: b]", "A.B 7/N",
    "[torn: three words]", "[Torn edge: one]", "[crossed out: no]", "[left blank]", "N: 4", "Name: 5", "BY NIGHT N 4", "(N 7)", "{x}: 2",
    "[Ministry of Trade remark: c]", "[three or four words which nobody can read, torn: d]", "[]", "[ : ]", "[a:]", "Übertrag: 7 M",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_proposals_for_any_text_can_be_pasted(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    typed = "\n\n".join([SENTENCE, *chance.sample(ODD, 8) * 2, SENTENCE])
    text = f'extends = "generic"\n{as_toml(proposals(surveyed(tmp_path, typed)))}'
    own = tmp_path / "own.toml"
    own.write_text(text, encoding="utf-8")
    check_table(str(own), text, tomllib.loads(text))
    assert [str(finding) for finding in tried(own).findings if finding.code != "TK509"] == []


def test_a_survey_takes_time_in_proportion(tmp_path: Path) -> None:
    def seconds(copies: int) -> float:
        found = convert(LETTER.format("lily", 3) * copies).recognized
        start = time.process_time()
        idioms(found)
        return time.process_time() - start

    seconds(20)
    assert min(seconds(400) for _ in range(3)) < 12 * min(seconds(100) for _ in range(3))
