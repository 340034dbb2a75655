"""The facts a user gives beside the text, and what is said of wrong ones."""

from pathlib import Path

import pytest

from teikit.diagnostics import Diagnostic, Location, TeikitError
from teikit.metadata import ALIASES, KEYS, Metadata, metadata_from_csv, metadata_from_toml


def toml(folder: Path, text: str | bytes) -> Path:
    path = folder / "letter.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def table(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "letters.csv"
    path.write_bytes(text.encode(encoding))
    return path


def toml_refusal(folder: Path, text: str | bytes) -> Diagnostic:
    with pytest.raises(TeikitError) as caught:
        metadata_from_toml(toml(folder, text))
    return caught.value.diagnostic


def csv_refusal(folder: Path, text: str) -> Diagnostic:
    with pytest.raises(TeikitError) as caught:
        metadata_from_csv(table(folder, text))
    return caught.value.diagnostic


def test_toml_gives_one_document(tmp_path: Path) -> None:
    path = toml(tmp_path, 'title = "A  letter\\nhome"\ndate = 1955-01-31\neditors = ["Ann", "Bo"]\ntranslator = "Cy"\n')
    expected = Metadata(title="A letter home", date="1955-01-31", editor=("Ann", "Bo"), translator=("Cy",))
    assert metadata_from_toml(path) == expected


def test_csv_gives_a_row_a_document(tmp_path: Path) -> None:
    path = table(tmp_path, 'file,title,author\na.txt,"Yes, sir",Ann | Bo\n\nb.txt,No,\n')
    assert metadata_from_csv(path) == {
        "a.txt": Metadata(title="Yes, sir", author=("Ann", "Bo")),
        "b.txt": Metadata(title="No"),
    }


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_csv_as_a_spreadsheet_saves_it(tmp_path: Path, delimiter: str) -> None:
    text = "File;Title\r\na.txt;Grüße, Köln\r\n".replace(";", delimiter)
    assert metadata_from_csv(table(tmp_path, text, "utf-8-sig")) == {"a.txt": Metadata(title="Grüße, Köln")}


def test_what_is_given_wins_over_the_other() -> None:
    given = Metadata(title="Ours", editor=("Ann",))
    other = Metadata(title="Theirs", editor=("Bo", "Cy"), publisher="House")
    assert given.over(other) == Metadata(title="Ours", editor=("Ann",), publisher="House")


def test_an_unknown_key_names_its_line_and_the_nearest(tmp_path: Path) -> None:
    found = toml_refusal(tmp_path, 'title = "A"\n\npublsher = "House"\n')
    assert (found.code, found.hint) == ("TK501", "did you mean publisher?")
    assert found.location == Location(str(tmp_path / "letter.toml"), 3)


def test_an_unknown_column_names_the_nearest(tmp_path: Path) -> None:
    found = csv_refusal(tmp_path, "file,tilte\na.txt,A\n")
    assert (found.code, found.hint) == ("TK501", "did you mean title?")


def test_a_key_is_looked_for_in_the_header_of_a_profile() -> None:
    text = 'ttle = "not here"\n[header]\n# ours\nttle = "A"\n'
    with pytest.raises(TeikitError) as caught:
        Metadata.from_mapping({"ttle": "A"}, "ours.toml", text)
    assert caught.value.diagnostic.location == Location("ours.toml", 4)


@pytest.mark.parametrize(
    "line",
    [
        'date = "31 January 1955"',
        'date = "1955-02-30"',
        'date = "1956/1955"',
        "date = 5",
        "title = 5",
        "title = true",
        'title = ["A", "B"]',
        'title = {main = "A"}',
        'title = "A\\u0001"',
        "editor = [5]",
        'url = "archive"',
        'url = "https://a b"',
        'language = "Russian text"',
        'licence = "a"\nlicense = "b"',
    ],
)
def test_a_value_that_cannot_be_is_refused(tmp_path: Path, line: str) -> None:
    assert toml_refusal(tmp_path, line).code == "TK501"


@pytest.mark.parametrize("date", ["1955", "1955-01", "1955-01-31", "1955/1957", "1955-01-31/1955-02-01"])
def test_a_date_may_be_less_than_a_day_or_more(date: str) -> None:
    assert Metadata.from_mapping({"date": date}).date == date


def test_an_empty_value_is_none_given() -> None:
    assert Metadata.from_mapping({"title": " ", "date": "", "editor": [""]}) == Metadata()


def test_broken_toml_is_refused_with_its_place(tmp_path: Path) -> None:
    found = toml_refusal(tmp_path, 'title = "A"\ndate = \n')
    assert (found.code, found.location and found.location.line) == ("TK501", 2)
    assert toml_refusal(tmp_path, 'title = """A\n').code == "TK501"


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    found = toml_refusal(tmp_path, b'title = "A"\ntitle = "\xe9"')
    assert (found.code, found.location and found.location.line) == ("TK501", 2)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("title\nA\n", 1),
        ("file,title,title\n", 1),
        ("file,title\n,A\n", 2),
        ("file,title\na.txt,A\na.txt,B\n", 3),
        ("file,title\na.txt,A,B\n", 2),
        ('file,title\na.txt,"A', 2),
        ("file,date\na.txt,1955\nb.txt,May\n", 3),
    ],
)
def test_a_broken_row_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    found = csv_refusal(tmp_path, text)
    assert (found.code, found.location and found.location.line) == ("TK501", line)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TeikitError, match="TK006"):
        metadata_from_toml(tmp_path / "none.toml")


def test_every_alias_leads_to_a_key() -> None:
    assert set(ALIASES.values()) < set(KEYS) and not set(ALIASES) & set(KEYS)


def test_toml_nested_without_end_is_refused(tmp_path: Path) -> None:
    assert toml_refusal(tmp_path, "title = " + "[" * 100_000).code == "TK501"
