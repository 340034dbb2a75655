"""Turns of talk with their speakers and remarks, and all that looks like a turn and is none."""

from __future__ import annotations

import re

import pytest
from lxml import etree
from recognize.recognized import PROSE, body

from teikit import convert
from teikit.resources import schema_path
from teikit.tei import TEI

NS = {"t": TEI}
WHITE_SPACE = {
    "a blank line after every line": lambda text: text.replace("\n", "\n\n"),
    "no blank lines": lambda text: re.sub(r"\n+", "\n", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
}


def spoken(text: str) -> list[str]:
    """Each turn as `who speaker|what is held`, in order; the words of remarks stand in their place."""
    root = etree.fromstring(convert(text).to_bytes())
    found = []
    for turn in root.iterfind(".//t:sp", NS):
        speaker, *held = ["".join(child.itertext()) for child in turn]
        found.append(
            f"{turn.get('who', '-').removeprefix('#person')} {speaker}|{'|'.join(' '.join(part.split()) for part in held)}"
        )
    return found


def stages(text: str) -> list[tuple[str | None, str]]:
    root = etree.fromstring(convert(text).to_bytes())
    return [(stage.get("type"), "".join(stage.itertext())) for stage in root.iterfind(".//t:stage", NS)]


def persons(text: str) -> list[str]:
    root = etree.fromstring(convert(text).to_bytes())
    assert len(
        {person.get("{http://www.w3.org/XML/1998/namespace}id") for person in root.iterfind(".//t:person", NS)}
    ) == len(list(root.iterfind(".//t:person", NS)))
    return ["".join(name.itertext()) for name in root.iterfind(".//t:particDesc/t:listPerson/t:person/t:persName", NS)]


# ---- the shapes of a turn ---------------------------------------------------------------------------------------

SHAPES = {
    "OREL. {}": "OREL.",
    "OREL: {}": "OREL:",
    "OREL - {}": "OREL -",
    "OREL – {}": "OREL –",
    "N. S. OREL. {}": "N. S. OREL.",
    "Cde. Orel: {}": "Cde. Orel:",
    "Comrade OREL. {}": "Comrade OREL.",
    "Mr. Orel. {}": "Mr. Orel.",
    "J. Orel – {}": "J. Orel –",
    "Premier Orel: {}": "Premier Orel:",
    "Orel: {}": "Orel:",
    "Orel Vak-chin: {}": "Orel Vak-chin:",
    "The CHAIRMAN. {}": "The CHAIRMAN.",
    "Mr. OREL.—{}": "Mr. OREL.—",
}


@pytest.mark.parametrize(("shape", "label"), SHAPES.items())
def test_a_turn_in_every_shape_of_its_label(shape: str, label: str) -> None:
    talk = "\n\n".join(
        [shape.format("I ask you: where are the lamps?"), "B. Pell: We have none.", shape.format("Then buy some!")]
    )
    assert spoken(talk) == [
        f"1 {label}|I ask you: where are the lamps?",
        "2 B. Pell:|We have none.",
        f"1 {label}|Then buy some!",
    ]


def test_a_label_alone_takes_the_speech_from_the_next_paragraph() -> None:
    talk = "Comrade Orel:\n\nI ask you to speak.\n\nComrade Pell:\n\nWe have no lamps.\n\nComrade Orel:\n\nWhy?"
    assert spoken(talk) == [
        "1 Comrade Orel:|I ask you to speak.",
        "2 Comrade Pell:|We have no lamps.",
        "1 Comrade Orel:|Why?",
    ]


def test_a_paragraph_without_a_label_goes_on_with_the_turn() -> None:
    talk = "OREL: I see the lamps.\n\nThey are old.\n\nPELL: We know it.\n\nOREL: Then buy new ones!"
    assert spoken(talk) == [
        "1 OREL:|I see the lamps.|They are old.",
        "2 PELL:|We know it.",
        "1 OREL:|Then buy new ones!",
    ]


def test_a_list_in_a_turn_is_a_list() -> None:
    talk = "OREL: I see two things:\n1. lamps;\n2. buoys.\nPELL: We know it.\nOREL: Do you?"
    assert spoken(talk) == ["1 OREL:|I see two things:|lamps; buoys.", "2 PELL:|We know it.", "1 OREL:|Do you?"]
    assert re.search("<sp [^>]*><speaker>OREL:</speaker><p>[^<]*</p><list ", body(talk))


def test_questions_and_answers() -> None:
    talk = "Question: Where are the lamps?\n\nAnswer: In the mill.\n\nQuestion: Whose are they?\n\nAnswer: Ours."
    assert spoken(talk) == [
        "- Question:|Where are the lamps?",
        "- Answer:|In the mill.",
        "- Question:|Whose are they?",
        "- Answer:|Ours.",
    ]


def test_questions_and_answers_by_their_letters() -> None:
    talk = "Q. Where were you?\nA. At the mill.\nQ. With whom?\nA. Nobody."
    assert spoken(talk) == ["- Q.|Where were you?", "- A.|At the mill.", "- Q.|With whom?", "- A.|Nobody."]


def test_voices_from_the_hall_are_nobody_in_particular() -> None:
    talk = "OREL: I say so.\n\nVoices: Right!\n\nPELL: We do not.\n\nVoice from the floor: Why not?\n\nOREL: Silence!"
    assert [turn[0] for turn in spoken(talk)] == ["1", "-", "2", "-", "1"]


TALK = "OREL: I ask you about the lamps.\n\nPELL: We have none.\n\nOREL: Why?\n\nPELL: They were sold."


@pytest.mark.parametrize("spaced", WHITE_SPACE.values(), ids=WHITE_SPACE)
def test_talk_is_the_same_however_its_white_space_was_kept(spaced) -> None:  # type: ignore[no-untyped-def]
    assert spoken(spaced(TALK)) == spoken(TALK) != []


def test_talk_in_german() -> None:
    talk = "Herr Orel: Ich frage Sie nach den Lampen.\n\nHerr Pell: Wir haben keine.\n\n(Heiterkeit.)\n\nHerr Orel: Warum nicht?"
    assert [turn.split("|")[0] for turn in spoken(talk)] == ["1 Herr Orel:", "2 Herr Pell:", "1 Herr Orel:"]


# ---- who speaks --------------------------------------------------------------------------------------------------


def test_a_person_in_several_forms_is_one_by_the_first_full_form() -> None:
    talk = "OREL. I begin.\n\nB. V. PELL. We listen.\n\nN. S. OREL. Do you?\n\nCde. Pell: Yes.\n\nCde. Orel: Good."
    assert [turn[0] for turn in spoken(talk)] == ["1", "2", "1", "2", "1"]
    assert persons(talk) == ["N. S. OREL", "B. V. PELL"]


@pytest.mark.parametrize(
    "short", ["[henceforth referred to as Orel]", "(hereafter abbreviated Orel)", "(to be abbreviated as Orel)"]
)
def test_a_name_that_the_text_says_it_writes_short(short: str) -> None:
    talk = f"Premier Orel Vak {short} received the pilots.\n\nOrel: Did you see the lamps?\n\nMr. Pell: We did.\n\nOrel: I am glad."
    assert persons(talk)[0] == "Orel Vak"


def test_initials_that_contradict_each_other_tell_two_persons_apart() -> None:
    talk = "N. OREL. I begin.\n\nB. OREL. We listen.\n\nN. OREL. Do you?\n\nB. OREL. Yes."
    assert persons(talk) == ["N. OREL", "B. OREL"]


def test_a_surname_that_fits_two_persons_stands_for_itself() -> None:
    talk = "N. OREL. I begin.\n\nB. OREL. We listen.\n\nOREL. Do you?\n\nB. OREL. Yes."
    assert [turn[0] for turn in spoken(talk)] == ["1", "2", "3", "2"]


# ---- remarks -----------------------------------------------------------------------------------------------------


def test_a_remark_between_name_and_colon() -> None:
    talk = "OREL (laughs): I see.\n\nPELL: We have none.\n\nOREL (to the pilot): Do you?"
    assert stages(talk) == [("laughter", "(laughs):"), ("delivery", "(to the pilot):")]
    assert spoken(talk)[0] == "1 OREL|(laughs):|I see."


def test_a_remark_within_what_is_said() -> None:
    talk = "OREL: I see. (Laughter in the hall.) And you?\n\nPELL: We (eventually two of us) have none. [Applause]\n\nOREL: Why?"
    assert stages(talk) == [("laughter", "(Laughter in the hall.)"), ("applause", "Applause")]


def test_a_paragraph_in_brackets_between_turns() -> None:
    talk = "OREL: I see.\n\n(The pilots come in with the lamps.)\n\nPELL: We have none.\n\n[Reads:]\n\nOREL: Why?"
    assert stages(talk) == [(None, "(The pilots come in with the lamps.)"), ("reading", "Reads:")]


def test_a_remark_before_a_paragraph_that_goes_on_stands_in_the_turn() -> None:
    talk = "OREL: I see.\n\n(Tea is served.)\n\nIt is good tea.\n\nPELL: We have none.\n\nOREL: Why?"
    assert body(talk).startswith(
        '<sp who="#person1" cert="medium"><speaker>OREL:</speaker><p>I see.</p>'
        '<stage type="business">(Tea is served.)</stage><p>It is good tea.</p></sp>'
    )


def test_what_the_recorder_tells_of_the_meeting_is_nobodys_turn() -> None:
    talk = f"The meeting began at 11.10.\n\n{TALK}\n\nThe meeting ended at 14.00."
    assert body(talk).startswith("<p>The meeting began at 11.10.</p><sp")
    assert body(talk).endswith("</sp><p>The meeting ended at 14.00.</p>")


# ---- what is no talk ---------------------------------------------------------------------------------------------

NO_TALK = {
    "a note in a letter": f"Dear Orel,\n\nNote: we have no lamps.\n\n{PROSE}\n\nYours sincerely,\nB. Pell",
    "a subject": f"Subject: The lamps.\n\n{PROSE}\n\nSubject: The buoys.\n\n{PROSE}",
    "articles": "Article 1. We buy the lamps.\n\nArticle 2. We sell the buoys.\n\nArticle 1. We buy them again.",
    "a single name": f"{PROSE}\n\nOREL. I see the lamps.\n\n{PROSE}",
    "one who speaks alone": f"OREL: I see.\n\n{PROSE}\n\nOREL: I saw.\n\nOREL: I shall see.",
    "two who speak once": f"{PROSE}\n\nOREL: I see.\n\nPELL: You do.\n\n{PROSE}",
    "talk quoted in a paragraph": f"{PROSE} Orel: I see. Pell: You do. Orel: And you?\n\n{PROSE}",
    "fields": "Time: We met at 11.\n\nPlace: Our mill.\n\nTime: We met at 12.\n\nPlace: Your mill.",
    "headings in capitals": "SUMMARY: We met.\n\nCOMMENT: I was glad.\n\nSUMMARY: We parted.\n\nCOMMENT: You know why.",
    "common nouns": "Lamps: We have ten lamps.\n\nBuoys: We have no buoys.\n\nLamps: You have some.\n\nBuoys: I do not.",
    "places in a digest": "ALDBY. The mill burnt down.\n\nMORWICK. The lamps were sold.\n\nALDBY. The mill was built again.",
    "an index": "Adlam: see the mill, we think.\n\nBarlow: Our pilot.\n\nBarlow: You know him.\n\nCole: Mine.\n\nDale: Yours.",
    "lives": "A. Orel – pilot, born in Aldby.\n\nB. Pell – smith, born in Morwick.\n\nA. Orel – his son.",
    "names below letters": "We agree.\n\nJ. OREL.\n\nWM. L. PELL.\n\nWe do not agree.\n\nJ. OREL.\n\nWM. L. PELL.",
    "letters that greet with a colon": (
        f"Comrade Orel:\n\n{PROSE}\n\nWith greetings,\nPell\n\nComrade Pell:\n\n{PROSE}\n\nWith greetings,\nOrel\n\n"
        f"Comrade Orel:\n\n{PROSE}\n\nWith greetings,\nPell"
    ),
    "months": "May: We met. June: I left.\n\nMay: You wrote.\n\nJune: I answered.",
    "numbered points": "1. Orel. I see.\n\n2. Pell. You do.\n\n3. Orel. And you?",
    "lettered points": "A. We buy lamps.\n\nB. We sell them.\n\nA. I keep one.",
    "questions without answers": "Question: Who are we?\n\nQuestion: Where are you?\n\nQuestion: Why?",
}


@pytest.mark.parametrize("text", NO_TALK.values(), ids=NO_TALK)
def test_what_looks_like_turns_and_is_none(text: str) -> None:
    assert spoken(text) == []
    assert persons(text) == []


def test_what_follows_talk_that_a_report_quotes_is_not_the_last_speakers() -> None:
    report = "\n\n".join([PROSE] * 6 + [TALK] + [PROSE] * 6)
    assert spoken(report)[-1] == "2 PELL:|They were sold."
    assert body(report).endswith(f"</sp>{f'<p>{PROSE}</p>' * 6}")


# ---- the file ----------------------------------------------------------------------------------------------------


def test_talk_of_every_kind_makes_a_valid_file() -> None:
    record = (
        "RECORD OF A CONVERSATION\n\nAldby, 4 May 1956\n\nPresent: Orel, N.S., Pell, B.V.\n\nAgenda:\n\n1. Lamps.\n\n2. Buoys.\n\n"
        f"{TALK}\n\n[page 2]\n\nI add this:\n- lamps\n- buoys\n\n(Applause.)\n\nOREL:\n\n[stamp: Received 5 May 1956]\n\nPELL (rising): Yes!\n\n"
        "Orel – for\nPell – against\n\nThe meeting ended at 14.00.\n\n[signature] B. PELL\n"
    )
    schema = etree.RelaxNG(etree.parse(str(schema_path("teikit"))))
    assert schema.validate(etree.fromstring(convert(record).to_bytes())), schema.error_log


def test_what_is_less_than_plain_carries_its_certainty() -> None:
    few = body(TALK)
    many = body("\n\n".join([TALK] * 2))
    assert '<sp who="#person1" cert="medium">' in few and '<sp who="#person1">' in many
