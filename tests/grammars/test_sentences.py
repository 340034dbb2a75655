"""Sentences: hard cases in three languages, invented, each a sentence of its own when they are typed as one paragraph."""

from __future__ import annotations

import pytest

from teikit.grammars.sentences import sentences

PARAGRAPHS = {
    "en": [
        "Mr. A. B. Smith of the Harbour Office saw Nos. 3–5 and No. 12 on 10 May.",
        "He arrived at 10 a.m. and left for St. Agnes, approx. 4 miles away.",
        "The U.S. Embassy replied at once.",
        "Gen. K. Orlov and Col. Bell spoke with Messrs. Dahl & Co. about the ferry.",
        "“Is this the letter?” he asked.",
        "“No!”",
        "Then he was silent…",
        "The report (see pp. 4 ff., vol. 2. It is long.) was read aloud.",
        "Cde. Petrov said: “I will not go.”",
        "He went all the same!",
        "What else could he do?!",
        "Sugar, tea, flour, etc. were sent on Mon. and on Dec. 5.",
        "On 13.10.50 the price was 1.250.75 roubles.",
        "[Translator's note: sic.]",
        "The next page is lost.",
        "It was as she and I. Bell had feared.",
        "So did I.",
        "The year was 1955.",
        "In 1956 nothing changed.",
        "The company, Dahl Bros. Ltd., was sold.",
        "Dr. Ph. Moss, Jr., signed it […] and went home.",
        "She said no.",
        "That was all.",
        "The envoy came from Washington, D.C., by way of Aldby.",
        "Cf. art. 5, para. 2 and fig. 3 of the treaty.",
        "He wrote to Prof. Lund, Ph.D., in Sept. 1957.",
        "The ice held until March.",
        "We sailed in May.",
        "By June all was quiet.",
        'He wrote "Yes."',
        "She did not answer...",
    ],
    "de": [
        "Hr. Dr. A. Müller kam am 3. Mai 1955 nach Wien, z. B. mit dem Zug.",
        "Er sprach mit Frl. Lund, d. h. mit der Sekretärin, über Nr. 5 und Nr. 7.",
        "Die Lieferung enthielt Zucker, Mehl, Tee usw.",
        "Das war am 12. Januar.",
        "„Kommen Sie?“ fragte er.",
        "„Nein!“",
        "Vgl. dazu Bd. 2, S. 14 ff. und die Anm. 3.",
        "Kaiser Franz II. war nicht zugegen.",
        "Im Jahr 1955 wurde gebaut.",
        "Es war 1956.",
        "Der Bau ruhte bis ca. 15. März.",
        "Prof. Dr. h. c. K. Holm unterschrieb i. A. des Amtes.",
        "Gen. Petrow sagte: „Ich gehe nicht.“",
        "Dann ging er doch …",
        "Der Preis betrug 1.250,75 Mark bzw. 300 Rubel.",
        "Die Akte (siehe Bl. 4. Sie fehlt.) wurde gesucht.",
        "Man traf sich um 10.30 Uhr.",
        "Wie geht's?",
        "Die Firma Dahl & Co. wurde verkauft.",
        "Der Brief vom 3.10.50 kam nie an.",
        "Str. und Hausnummer sind unbekannt.",
        "Das ist keine Kunst.",
        "Die Kunst ist eine andere.",
        "Er wohnte u. a. in der Nähe von St. Pölten.",
        "Gez. A. Bauer, Hptm. der Reserve.",
    ],
    "fr": [
        "M. Dupont a vu MM. A. et B. Lund à l'hôtel.",
        "Mme. Curie et Mlle. Holm arrivèrent le 1er mai 1955, c.-à-d. avant l'hiver.",
        "« Venez-vous ? » dit-il.",
        "« Non ! »",
        "Cf. p. 5, vol. 2 et l'art. 3 du traité.",
        "Le sucre, le thé, la farine, etc. furent envoyés par le vapeur.",
        "S. Exc. l'ambassadeur n'a pas répondu…",
        "Il était 10 h. du matin.",
        "Le 12 janv. 1956, la glace tenait encore.",
        "C'était en 1955.",
        "L'année suivante, rien ne changea.",
        "Le prix était de 1 250,75 francs (voir p. 4. C'est beaucoup.) à Paris.",
        "N° 5 et n° 7 manquent.",
        "Mgr. Bell écrivit à l'abbé J.-B. Moss.",
        "Avant J.-C. on ne comptait pas ainsi.",
        "Qu'est-ce que c'est ?",
        "Rien.",
        "Le gén. K. Orlov parla avec le cne. Dahl […] et partit.",
        "Il vint en mars.",
        "Puis il repartit.",
        "La Cie. Dahl fut vendue à St. Malo.",
        "Il écrivit « Oui. »",
        "Elle se tut...",
    ],
}


def split(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, language)]


@pytest.mark.parametrize("language", PARAGRAPHS)
def test_a_paragraph_of_hard_cases_falls_into_its_sentences(language: str) -> None:
    assert split(" ".join(PARAGRAPHS[language]), language) == PARAGRAPHS[language]


@pytest.mark.parametrize("language", ["", "ru", "it", "zz"])
def test_another_language_has_initials_numbers_and_all_abbreviations(language: str) -> None:
    text = "Г. Орлов приехал. Dr. A. Bell è partito! Non è vero? Sì."
    assert split(text, language) == ["Г. Орлов приехал.", "Dr. A. Bell è partito!", "Non è vero?", "Sì."]


def test_the_label_of_an_item_stays_with_its_text() -> None:
    assert split("1. Sugar is sent. 2. Tea is not.", "en") == ["1. Sugar is sent.", "2. Tea is not."]
    assert split("(a) Sugar. B. Tea.", "en") == ["(a) Sugar.", "B. Tea."]


def test_no_sentence_ends_in_what_is_marked_as_a_name() -> None:
    text = "The ship Tsr. Peter came. It left."
    assert split(text, "en")[0] == "The ship Tsr."
    assert [text[start:end] for start, end in sentences(text, "en", [(9, 19)])] == [
        "The ship Tsr. Peter came.",
        "It left.",
    ]


def test_chinese_needs_no_space_behind_its_full_stop() -> None:
    assert split("你好。再见！", "zh") == ["你好。", "再见！"]


def test_all_but_white_space_is_in_a_sentence() -> None:
    text = " \n One.\tTwo?\u00a0Three "
    assert split(text, "en") == ["One.", "Two?", "Three"]
    assert split(" \n ", "en") == []
