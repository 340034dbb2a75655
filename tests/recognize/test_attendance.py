"""Who was there, what was on the agenda, time and place, how each voted; and labels that are no such lists."""

from __future__ import annotations

import pytest
from lxml import etree
from recognize.recognized import PROSE

from teikit import convert
from teikit.tei import TEI

T = f"{{{TEI}}}"


def lists(text: str) -> list[tuple[str, list[str]]]:
    """Each list by its type, with its head or labels and its items in order."""
    root = etree.fromstring(convert(f"{text}\n\n{PROSE}").to_bytes())
    return [
        (found.get("type"), [" ".join("".join(child.itertext()).split()) for child in found if child.tag != f"{T}pb"])
        for found in root.iter(f"{T}list")
    ]


def test_a_surname_and_its_initials_are_one_person() -> None:
    assert lists("Present: Orel, N.S., Pell, B.V., Chaid.") == [
        ("participants", ["Present:", "Orel, N.S.,", "Pell, B.V.,", "Chaid."])
    ]


def test_the_last_two_persons_are_parted_by_and() -> None:
    assert lists("Present: Mr. Orel, Mr. Pell and Mrs. Chaid.") == [
        ("participants", ["Present:", "Mr. Orel,", "Mr. Pell", "and Mrs. Chaid."])
    ]


def test_an_agenda_on_one_line_is_parted_by_semicolons() -> None:
    assert lists("Agenda: the lamps; the buoys.") == [("agenda", ["Agenda:", "the lamps;", "the buoys."])]


def test_semicolons_part_persons_before_commas_do() -> None:
    assert lists("Participants: Orel, pilot; Pell, smith") == [
        ("participants", ["Participants:", "Orel, pilot;", "Pell, smith"])
    ]


def test_a_name_and_what_its_bearer_is_are_one_person() -> None:
    assert lists("Participants: Orel, the pilot of the harbour") == [
        ("participants", ["Participants:", "Orel, the pilot of the harbour"])
    ]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_values_on_the_lines_or_in_the_group_behind_the_label(gap: str) -> None:
    assert lists(f"PARTICIPANTS{gap}Mr. N. Orel\nMr. B. Pell") == [
        ("participants", ["PARTICIPANTS", "Mr. N. Orel", "Mr. B. Pell"])
    ]


def test_sides_stand_in_lists_of_their_own() -> None:
    assert lists("Our side: Cde. Orel; Cde. Pell\nForeign guests: J. Chaid\nInterpreter: R. Sand") == [
        ("participants", ["Our side:", "Cde. Orel;", "Cde. Pell"]),
        ("participants", ["Foreign guests:", "J. Chaid"]),
        ("gloss", ["Interpreter:", "R. Sand"]),
    ]


def test_time_and_place_are_one_list() -> None:
    assert lists("Time: 11.00-12.30\nPlace: the mill") == [("gloss", ["Time:", "11.00-12.30", "Place:", "the mill"])]


def test_an_agenda_is_the_list_behind_its_label() -> None:
    assert lists("MINUTES OF THE BOARD\n\nAgenda:\n\n1. The lamps.\n\n2. The buoys.") == [
        ("agenda", ["Agenda:", "The lamps.", "The buoys."])
    ]


def test_votes_one_a_line() -> None:
    assert lists(f"{PROSE}\n\nOrel – for\nPell – against\nChaid – on vacation") == [
        ("vote", ["Orel –", "for", "Pell –", "against", "Chaid –", "on vacation"])
    ]


def test_votes_behind_their_label() -> None:
    assert lists(f"{PROSE}\n\nVoting: Orel - for, Pell - abstained.") == [
        ("vote", ["Voting:", "Orel -", "for,", "Pell -", "abstained."])
    ]


NO_LISTS = {
    "one vote": "Orel – for",
    "a field alone": "Place: the mill",
    "present as a verb": "Present the lamps to Orel, Pell and Chaid.",
    "a label within the text": f"{PROSE}\n\n{PROSE}\n\nTime: it flies, and we with it.",
    "an addressee": "For Stalin: a telegram",
}


@pytest.mark.parametrize("text", NO_LISTS.values(), ids=NO_LISTS)
def test_what_looks_like_such_a_list_and_is_none(text: str) -> None:
    assert lists(text) == []


def test_what_a_person_is_stays_with_the_name_where_each_has_a_line() -> None:
    text = "PARTICIPANTS\n\nMr. Alder\nAmb. Koren, INR\nMiss Fenn, Recorder"
    assert lists(text) == [("participants", ["PARTICIPANTS", "Mr. Alder", "Amb. Koren, INR", "Miss Fenn, Recorder"])]
