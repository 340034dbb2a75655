"""Plain text in every state it arrives in: encodings, line ends, damage."""

import hashlib
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teikit.diagnostics import Diagnostic, Location, Severity, TeikitError
from teikit.readers import READERS, read

RUSSIAN = "Товарищу Белову. Направляем Вам справку № 12 о положении дел.\nПолучено пятого марта.\n"
FRENCH = "Le général a été reçu à l’Élysée – le café était fermé.\n"
POLISH = "Towarzysz wyraził życzenie, aby związek pomógł łódzkim żołnierzom śpiewać.\n"


def refusal(data: str | bytes | Path, encoding: str | None = None) -> Diagnostic:
    with pytest.raises(TeikitError) as caught:
        read(data, encoding)
    return caught.value.diagnostic


def codes(data: str | bytes, encoding: str | None = None) -> list[str]:
    return [d.code for d in read(data, encoding).diagnostics]


@pytest.mark.parametrize("data", [b"", b" \n\t\f\n", b"\xef\xbb\xbf", b"\xff\xfe", "", "\n \n"])
def test_nothing_but_white_space_is_refused(data: str | bytes) -> None:
    assert refusal(data).code == "TK001"


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"%PDF-1.4\n%abc", "PDF"), (b"PK\x03\x04abc", "zip"), (b"{\\rtf1\\ansi Dear}", "RTF"), (b"\x89PNG\r\n", "image")],
)
def test_a_file_of_another_kind_is_named(data: bytes, kind: str) -> None:
    assert refusal(data).code == "TK002"
    assert kind in refusal(data).message


@pytest.mark.parametrize("data", [b"ab\0\0cd\0", bytes(range(256)), b"\x01\x02\x03abc", b"\0\0\0\0"])
def test_a_binary_file_is_refused(data: bytes) -> None:
    assert refusal(data).code == "TK002"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_stated_encoding_is_no_guess(encoding: str) -> None:
    found = read(RUSSIAN.encode(encoding))
    assert (found.text, found.diagnostics) == (RUSSIAN, ())


@pytest.mark.parametrize("text", [RUSSIAN, FRENCH, "Dear friend\n"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_plain_utf_16_without_its_mark_is_a_guess(text: str, encoding: str) -> None:
    found = read(text.encode(encoding))
    assert (found.text, found.encoding) == (text, encoding)
    assert codes(text.encode(encoding)) == ["TK004"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN.upper(), "windows-1251"),
        ("Да", "windows-1251"),
        ("Ref № 7 of 1955", "windows-1251"),
        (FRENCH, "windows-1252"),
        ("poste à la carte", "windows-1252"),
        ("Grüße aus Köln, 2½ £5", "windows-1252"),
        ("To the “Embassy” – no. 5", "windows-1252"),
        (RUSSIAN.replace("№", "N"), "koi8-r"),
        (RUSSIAN, "cp866"),
    ],
)
def test_a_code_page_is_guessed_by_its_words(text: str, encoding: str) -> None:
    found = read(text.encode(encoding))
    assert (found.text, found.encoding) == (text, encoding)
    assert [(d.code, d.severity) for d in found.diagnostics] == [("TK004", Severity.WARNING)]
    assert "--encoding" in str(found.diagnostics[0].hint)


def test_a_guess_states_its_evidence() -> None:
    message = read(FRENCH.encode("windows-1252")).diagnostics[0].message
    assert "of 8 words beyond ASCII 8 read as words in windows-1252, 1 in windows-1251" in message


@pytest.mark.parametrize(("text", "encoding"), [("조선로동당 중앙위원회", "euc-kr"), ("報告書について", "shift-jis")])
def test_what_no_candidate_explains_is_refused(text: str, encoding: str) -> None:
    assert refusal((text * 5).encode(encoding)).code == "TK003"
    assert read((text * 5).encode(encoding), encoding).text == text * 5


def test_a_named_encoding_is_taken_at_its_word() -> None:
    found = read(POLISH.encode("iso8859-2"), "ISO8859-2")
    assert (found.text, found.encoding, found.diagnostics) == (POLISH, "iso8859-2", ())


def test_an_undecodable_byte_is_named_with_its_line() -> None:
    found = refusal("Dear\r\nfriënd".encode("windows-1252"), "utf-8")
    assert found.message == "byte 0xEB (byte 10 of the file, line 2) is no character of utf-8"
    assert found.location == Location(None, 2, 4)


def test_damaged_utf_8_is_not_taken_for_a_code_page() -> None:
    data = RUSSIAN.encode() + b"\xff" + RUSSIAN.encode()
    assert (refusal(data).code, refusal(data).location) == ("TK003", Location(None, 3, 1))


@pytest.mark.parametrize("name", ["klingon", "base64", "a\0b", "undefined"])
def test_an_unknown_encoding_is_refused(name: str) -> None:
    assert refusal(b"Dear", name).code == "TK003"


def test_every_line_end_becomes_lf() -> None:
    assert read(b"a\r\nb\rc\nd\r\r\n").text == "a\nb\nc\nd\n\n"


def test_a_form_feed_and_a_hard_blank_stay() -> None:
    assert read("a\fb\xa0c").text == "a\fb\xa0c"
    assert codes("a\fb\xa0c") == []


def test_control_characters_are_reported_where_they_stand() -> None:
    found = read("Dear\nfri\x01end\nof \x02mine")
    assert found.text == "Dear\nfri\x01end\nof \x02mine"
    (reported,) = found.diagnostics
    assert (reported.code, reported.location) == ("TK005", Location(None, 2, 4, 2, 5))
    assert reported.related == ((Location(None, 3, 4, 3, 5), "another"),)


def test_letters_lost_by_an_earlier_program_are_reported() -> None:
    assert codes("S\ufffducza\ufffdski") == ["TK008"]


def test_half_a_character_is_refused_with_its_place() -> None:
    assert (refusal("Dear\nfri\ud800end").code, refusal("Dear\nfri\ud800end").location) == (
        "TK003",
        Location(None, 2, 4),
    )


def test_the_checksum_is_of_the_bytes() -> None:
    data = "\ufeffà\r\n".encode()
    assert read(data).raw_sha256 == hashlib.sha256(data).hexdigest()
    assert read("à\r\n").raw_sha256 == hashlib.sha256("à\r\n".encode()).hexdigest()


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear friend", encoding="utf-8")
    assert read(path).text == read(str(path)).text == "Dear friend"
    assert read(path).path == str(path)


def test_a_text_with_a_line_end_is_never_a_path(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear friend", encoding="utf-8")
    assert read(f"{path}\n").text == f"{path}\n"


def test_the_name_of_a_missing_file_is_text_and_a_warning() -> None:
    assert read("no-such-letter.txt").text == "no-such-letter.txt"
    assert codes("no-such-letter.txt") == ["TK009"]


@pytest.mark.parametrize("text", ["a" * 5000, "a\0" + "bcdef" * 9, "~", ".", "/"])
def test_a_text_that_cannot_name_a_file_is_text(text: str) -> None:
    assert read(text).text == text


def test_what_cannot_be_opened_is_one_clear_line(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path).message
    assert "there is no file" in refusal(tmp_path / "letter.txt").message
    assert "cannot be the name" in refusal(Path("a\0b")).message
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert refusal(loop).code == "TK006"


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_a_refusal(data: bytes) -> None:
    try:
        found = read(data)
    except TeikitError as error:
        assert error.diagnostic.code in {"TK001", "TK002", "TK003"}
    else:
        assert "\ufffd" not in found.text or b"\xef\xbf\xbd" in data or "utf-16" in found.encoding


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_a_marked_encoding_gives_the_text_back(text: str, encoding: str) -> None:
    expected = text.removeprefix("\ufeff") if encoding == "utf-8" else text
    try:
        found = read(text.encode(encoding))
    except TeikitError:
        return
    assert found.text == expected.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251"])
def test_twenty_megabytes_are_quick(encoding: str) -> None:
    data = (RUSSIAN * 130_000).encode(encoding)
    start = time.perf_counter()
    assert read(data).lines
    assert time.perf_counter() - start < 6  # two seconds on a quiet machine


@pytest.mark.parametrize("line", [b"a", b"\xe9", b"\xff\xe9", b"\xc3"])
def test_a_hostile_line_is_quick(line: bytes) -> None:
    start = time.perf_counter()
    try:
        assert read(line * (8_000_000 // len(line)) + b"\xe9").encoding
    except TeikitError as error:
        assert error.diagnostic.code == "TK003"
    assert time.perf_counter() - start < 6


def test_every_reader_reads() -> None:
    assert {reader(b"Dear friend", None, None).text for reader in READERS.values()} == {"Dear friend"}
