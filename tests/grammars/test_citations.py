"""The grammar of citations: shelfmarks, whole citations, statements of responsibility."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teikit.grammars.citations import Citation, Span, citation, shelfmark
from teikit.grammars.responsibility import statements
from teikit.grammars.vocabulary import vocabulary

ENGLISH = vocabulary("en")
ALL = vocabulary("en", "de", "fr")


def parts(text: str) -> str:
    return " | ".join(f"{part.kind} {text[part.start : part.end]}" for part in shelfmark(text, ALL))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RGANI fond 5, opis 28, delo 314", "repository RGANI | fond 5 | opis 28 | delo 314"),
        ("GARF, F. R-5446, Op. 2, D. 10", "repository GARF | fond R-5446 | opis 2 | delo 10"),
        ("F. 17. Op. 3. D. 99. L. 4.", "fond 17 | opis 3 | delo 99 | list 4"),
        ("Ф. 17. Оп. 3. Д. 99. Лл. 4-6", "fond 17 | opis 3 | delo 99 | list 4-6"),
        ("AVPRF, fond 059a, opis 5a, papka 11, delo 4", "repository AVPRF | fond 059a | opis 5a | papka 11 | delo 4"),
        (
            "AVPRF, f. 0102, op. 1, p. 9, d. 5, l. 2",
            "repository AVPRF | fond 0102 | opis 1 | papka 9 | delo 5 | list 2",
        ),
        ("f.558,op.11,d.7,ll.2-8, 20 and 25-27", "fond 558 | opis 11 | delo 7 | list 2-8, 20 and 25-27"),
        ("RGASPI, fond 558, opis No. 11", "repository RGASPI | fond 558 | opis 11"),
        ("RGANI, f. 2; GARF, f. 3, p. 4", "repository RGANI | fond 2 | repository GARF | fond 3 | papka 4"),
        ("PRC FMA 102-00077-03, 4-9", "repository PRC FMA | number 102-00077-03 | page 4-9"),
        ("AAN, KC PZPR, XI A/122", "repository AAN | collection KC PZPR | number XI A/122"),
        ("PA AA, MfAA, A 5631, Bl. 1-5", "repository PA AA | collection MfAA | number A 5631 | page 1-5"),
        ("SAPMO-BA, DY 30, IV 2/20/136", "repository SAPMO-BA | number DY 30 | number IV 2/20/136"),
        ("Bundesarchiv, R 58/1234, Bl. 5", "repository Bundesarchiv | number R 58/1234 | page 5"),
        ("National Archives, RG 59, Box 12", "repository National Archives | record-group 59 | box 12"),
        ("National Archives, Omsk, MD, RG 84, Entry 3", "repository National Archives | record-group 84 | entry 3"),
        ("AMAE, Fond Telegrams, Folder 12", "repository AMAE | fond Telegrams | folder 12"),
        ("AMAE, Série Asie, carton 7, dossier 3", "repository AMAE | series Asie | carton 7 | dossier 3"),
        (
            "HHStA, Kabinettsarchiv, Karton 12, fol. 3r-6v",
            "repository HHStA | collection Kabinettsarchiv | carton 12 | page 3r-6v",
        ),
        ("Anna Holm Papers, Box 5, Folder “Tura, 1950”", "collection Anna Holm Papers | box 5 | folder “Tura, 1950”"),
        ("Tura State Archive (TSA), fond 5", "repository Tura State Archive (TSA) | fond 5"),
        ("Archive of the Senate, Tura (hereafter AST), Fond 4", "repository Archive of the Senate | fond 4"),
        ("Tura Film Library, Reel 14, frames 3-9", "repository Tura Film Library | reel 14 | frame 3-9"),
        ("XYZA 102-33", "repository XYZA | number 102-33"),
        ("RGANI", "repository RGANI"),
        ("Microfilm, vol. XII, p. 3", "repository Microfilm | volume XII | page 3"),
    ],
)
def test_a_shelfmark_falls_into_its_levels(text: str, expected: str) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "Washington, D.C.", "In the beginning, there was light", "a collection of essays", "fond", ", ; .", "12-18"],
)
def test_what_names_no_archive_and_no_level_is_no_shelfmark(text: str) -> None:
    assert shelfmark(text) == []


ANA = ("translated", None, ["Ana Ene"])


def told(text: str) -> list[tuple[str, str | None, list[str]]]:
    """verbs, for whom, by whom"""
    return [
        (
            "+".join(verb.kind for verb in one.verbs),
            text[one.sponsor.start : one.sponsor.end] if one.sponsor else None,
            [text[name.start : name.end] for name in one.names],
        )
        for one in statements(text, ALL)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Translated by Ute Zell.", [("translated", None, ["Ute Zell"])]),
        ("Translated for TURA by Ute Zell.", [("translated", "TURA", ["Ute Zell"])]),
        ("Translated by Ute Zell for the Tura Institute.", [("translated", "the Tura Institute", ["Ute Zell"])]),
        ("Obtained and translated for TURA by U. B. Zell", [("obtained+translated", "TURA", ["U. B. Zell"])]),
        ("Obtained by Ion Pop and translated by Ana Ene", [("obtained", None, ["Ion Pop"]), ANA]),
        ("Obtained by Ion Pop, translated by Ana Ene", [("obtained", None, ["Ion Pop"]), ANA]),
        ("Contributed by Ion Pop; edited by A. B.", [("provided", None, ["Ion Pop"]), ("edited", None, ["A. B."])]),
        ("Translated by Ana Ene and Ute Zell. Next", [("translated", None, ["Ana Ene", "Ute Zell"])]),
        ("Translated by A. Ene, B. Zell, and C. Li.", [("translated", None, ["A. Ene", "B. Zell", "C. Li"])]),
        ("Translated by Dr. A. Bell, Jr. and Yu. Orlova", [("translated", None, ["Dr. A. Bell, Jr.", "Yu. Orlova"])]),
        ("Provided by Karl Maas, University of Tura.", [("provided", None, ["Karl Maas"])]),
        ("Provided by the Institute for Soil and Water.", [("provided", None, ["the Institute for Soil and Water"])]),
        ("Translated from Russian by Jan van der Meer", [("translated", None, ["Jan van der Meer"])]),
        ("Translated by Ute Zell and others", [("translated", None, ["Ute Zell"])]),
        ("Translated for TURA.", [("translated", "TURA", [])]),
        ("Translation: Ute Zell", [("translated", None, ["Ute Zell"])]),
        ("Übersetzt von Ute Zell", [("translated", None, ["Ute Zell"])]),
        ("Traduit du russe par Ève Roy et Luc Bel.", [("translated", None, ["Ève Roy", "Luc Bel"])]),
        ("[translated by\nUte Zell]", [("translated", None, ["Ute Zell"])]),
        ("Translated by <https://a.example>", []),
        ("Translated by nobody", []),
        ("The text was translated in haste.", []),
    ],
)
def test_who_did_what_for_whom(text: str, expected: list[tuple[str, str | None, list[str]]]) -> None:
    assert told(text) == expected


def test_a_statement_reaches_from_its_verb_to_its_last_name() -> None:
    text = "x. Obtained and translated for TURA by Ute Zell. y"
    (one,) = statements(text, ENGLISH)
    assert text[one.start : one.end] == "Obtained and translated for TURA by Ute Zell"
    assert text[one.phrase.start : one.phrase.end] == "Obtained and translated"


def summary(text: str) -> dict[str, str]:
    """The parts of a citation that were found, as they stand in it."""
    found = citation(text, ALL)
    ranges = {name: getattr(found, name) for name in ("title", "date", "publisher", "shelfmark", "url")}
    return {name: text[part.start : part.end] for name, part in ranges.items() if part}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"On Rye", May 3, 1955, Tura Digital Archive, RGANI fond 5, delo 3. Translated by Ute Zell. <https://a.example/7>',
            {
                "title": "On Rye",
                "date": "May 3, 1955",
                "publisher": "Tura Digital Archive",
                "shelfmark": "RGANI fond 5, delo 3",
                "url": "https://a.example/7",
            },
        ),
        (
            "“On “Good” Rye,” May 03, 1955, Soil and Air Project Digital Archive, AAN, KC PZPR, XI A/9. http://a.example/7.",
            {
                "title": "On “Good” Rye",
                "date": "May 03, 1955",
                "publisher": "Soil and Air Project Digital Archive",
                "shelfmark": "AAN, KC PZPR, XI A/9",
                "url": "http://a.example/7",
            },
        ),
        (
            '"Orlov, "Urgent", to Petrov, 1 May 1955", 3 May 1955, PA AA, MfAA, A 5631.',
            {
                "title": 'Orlov, "Urgent", to Petrov, 1 May 1955',
                "date": "3 May 1955",
                "shelfmark": "PA AA, MfAA, A 5631",
            },
        ),
        (
            "Orlov to Petrov, 3 May 1955, National Archives, RG 59, Box 12.",
            {"title": "Orlov to Petrov", "date": "3 May 1955", "shelfmark": "National Archives, RG 59, Box 12"},
        ),
        ('"On Rye", 1955, GARF, f. 3', {"title": "On Rye", "date": "1955", "shelfmark": "GARF, f. 3"}),
        ('"On Rye," in Tura Bulletin, May 1955', {"title": "On Rye", "date": "May 1955", "publisher": "Tura Bulletin"}),
        ("[Source: AAN, KC PZPR, XI A/9; translated by Jan Nowak.]", {"shelfmark": "AAN, KC PZPR, XI A/9"}),
        ("GARF, f. 3, d. 4. “On Rye”, 3 May 1955", {"shelfmark": "GARF, f. 3, d. 4", "date": "3 May 1955"}),
        ("Translated by Ute Zell. GARF, f. 3, d. 4", {"shelfmark": "GARF, f. 3, d. 4"}),
        ("„Roggen“, 3. Mai 1955, HHStA, K. 4", {"title": "Roggen", "date": "3. Mai 1955", "shelfmark": "HHStA, K. 4"}),
        (
            "« Seigle », 3 mai 1955, AMAE, vol. 7",
            {"title": "Seigle", "date": "3 mai 1955", "shelfmark": "AMAE, vol. 7"},
        ),
        ('"On Rye, May 3, 1955, GARF, f. 3', {"title": "On Rye", "date": "May 3, 1955", "shelfmark": "GARF, f. 3"}),
        ('"On Rye"', {"title": "On Rye"}),
        ("https://a.example/2011/12/05", {"url": "https://a.example/2011/12/05"}),
        ("nothing of the kind", {}),
        ('""', {}),
        ("", {}),
    ],
)
def test_a_citation_falls_into_its_parts(text: str, expected: dict[str, str]) -> None:
    assert summary(text) == expected


def test_lines_may_break_anywhere_between_words() -> None:
    text = '"On\nRye", May\n3, 1955, Tura Digital\nArchive, RGANI fond\n5, opis 28. Translated\nby Ute\nZell.'
    found = citation(text, ENGLISH)
    assert found.date and found.date.attributes == {"when": "1955-05-03"}
    assert [text[part.start : part.end] for part in found.parts] == ["RGANI", "5", "28"]
    assert [text[name.start : name.end] for name in found.statements[0].names] == ["Ute\nZell"]


def test_a_verb_within_the_title_is_no_statement() -> None:
    assert citation('"Poems translated by Ute Zell", 3 May 1955', ENGLISH).statements == ()


WORD = st.sampled_from(["Orlov", "harvest", "of", "Tura", "rye", "Zell", "Nim", "on", "the", "Ost"])
FIRST, LAST = st.sampled_from(["Ute", "Jan", "Chen", "A."]), st.sampled_from(["Zell", "Nowak", "Li", "Orlova"])
PERSON = st.tuples(FIRST, LAST).map(" ".join)


@given(
    st.lists(WORD, min_size=1, max_size=8).map(" ".join),
    st.sampled_from(['"{}"', "“{}”", "“{},”"]),
    st.lists(PERSON, min_size=1, max_size=3, unique=True),
    st.sampled_from(["", " for TURA"]),
    st.integers(1, 999),
    st.booleans(),
)
def test_a_citation_of_the_common_form_is_read_back(
    title: str, quotes: str, names: list[str], sponsor: str, number: int, published: bool
) -> None:
    archive = "Tura Digital Archive, " if published else ""
    text = f"{quotes.format(title)}, May 3, 1955, {archive}RGANI fond {number}, opis 28. "
    text += f"Translated{sponsor} by {' and '.join(names)}. <https://a.example/1>"
    found = citation(text, ENGLISH)
    assert found.title and text[found.title.start : found.title.end] == title
    assert [text[part.start : part.end] for part in found.parts] == ["RGANI", str(number), "28"]
    assert told(text[text.index("Translated") :]) == [("translated", sponsor[5:] or None, names)]


PIECES = st.sampled_from(
    ['"', "“", "”", ", ", ". ", "RGANI ", "fond ", "f. ", "5", "12-18", " translated ", " by ", " for ", "Ute Zell", " and ",
     "3 May 1955", "(", ")", "https://a.example/1", "www.a.example", "<", ">", "Digital Archive", "\n", ";", "[Source: ", "A 5631", "KC PZPR",
     "Library", "X", ".", " "],
)  # fmt: skip


def spans(found: Citation) -> list[Span]:
    """All ranges of the outermost parts."""
    single = [found.publisher, found.shelfmark, found.url, found.title]
    dated = [Span(found.date.start, found.date.end)] if found.date else []
    return sorted([span for span in single if span] + dated + [Span(one.start, one.end) for one in found.statements])


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=80))
def test_whatever_the_text_the_parts_stand_in_it_and_do_not_overlap(text: str) -> None:
    found = citation(text, ALL)
    edges = [edge for span in spans(found) for edge in span]
    assert edges == sorted(edges)
    assert all(text[start:end].strip() for start, end in spans(found))
    inner = [edge for part in found.parts for edge in part[:2]]
    assert inner == sorted(inner)


@pytest.mark.parametrize(
    "piece",
    [
        "translated by ",
        "translated for ",
        "“",
        '"a", ',
        "(",
        "fond 5, ",
        "A 5, ",
        "a",
        " ",
        "1 ",
        "111x ",
        "f. 5; ",
        "[x:",
    ],
)
def test_a_hostile_citation_takes_linear_time(piece: str) -> None:
    def taken(length: int) -> float:
        text = piece * (length // len(piece))
        times = []
        for _ in range(2):
            begin = time.process_time()
            citation(text, ENGLISH)
            times.append(time.process_time() - begin)
        return min(times)

    taken(100)
    assert taken(20_000) < 30 * max(taken(2_000), 0.0005)
