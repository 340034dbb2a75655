"""Schemas come whole, from servers and files, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from served import Answer, served

from teikit.catalogue import schema_file
from teikit.catalogue.cache import cached, entries, entry, remove
from teikit.catalogue.fetching import fetch
from teikit.diagnostics import TeikitError
from teikit.relaxng import Schema

RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
LETTER = f"<element name='letter' {RNG}><text/></element>".encode()
WHOLE = (
    f"<grammar {RNG} xml:base='parts/'><include href='body.rng'/><start><ref name='letter'/></start></grammar>".encode()
)
BODY = f"<grammar {RNG}><define name='letter'><element name='letter'><externalRef href='../text.rng'/></element></define></grammar>".encode()
TEXT = f"<text {RNG}/>".encode()
RULES = b"<schema xmlns='http://purl.oclc.org/dsdl/schematron'><include href='more.sch'/></schema>"
MORE = b"<pattern xmlns='http://purl.oclc.org/dsdl/schematron'/>"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEIKIT_SCHEMAS", str(tmp_path / "cache"))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "cache"


def left(cache: Path) -> list[str]:
    """Everything in the cache, hidden files too."""
    return sorted(path.relative_to(cache).as_posix() for path in cache.rglob("*")) if cache.exists() else []


def refused(*arguments: object, **options: object) -> tuple[str, str]:
    with pytest.raises(TeikitError) as error:
        fetch(*arguments, **options)  # type: ignore[arg-type]
    return error.value.diagnostic.code, error.value.diagnostic.message


def test_a_schema_is_kept_byte_for_byte_and_found_by_address_and_by_name():
    with served({"/letter.rng": Answer(LETTER)}) as server:
        kept = fetch(f"{server}/letter.rng")
    assert (kept.name, kept.address, kept.path.read_bytes()) == ("letter", f"{server}/letter.rng", LETTER)
    assert schema_file(f"{server}/letter.rng") == schema_file("letter") == kept.path
    assert list(entries()) == [kept]


def test_what_a_schema_includes_comes_too_and_is_found_in_the_cache():
    answers = {"/a/whole.rng": Answer(WHOLE), "/a/parts/body.rng": Answer(BODY), "/a/text.rng": Answer(TEXT)}
    with served(answers) as server:
        kept = fetch(f"{server}/a/whole.rng")
        assert [source.removeprefix(server) for source in kept.sources] == list(answers)
    assert list(Schema.load(kept.path).validate(b"<letter>x</letter>")) == []
    assert len(list(Schema.load(kept.path).validate(b"<letter><x/></letter>"))) == 1


def test_includes_are_relative_to_where_a_redirection_leads():
    answers = {"/latest": Answer(b"/v2/whole.rng", 302), "/v2/whole.rng": Answer(WHOLE)}
    parts = {"/v2/parts/body.rng": Answer(BODY), "/v2/text.rng": Answer(TEXT)}
    with served({**answers, **parts}) as server:
        kept = fetch(f"{server}/latest")
    assert kept.name == "latest"
    assert list(Schema.load(kept.path).validate(b"<letter>x</letter>")) == []


def test_schematron_comes_with_what_it_includes():
    with served({"/rules.sch": Answer(RULES), "/more.sch": Answer(MORE)}) as server:
        kept = fetch(f"{server}/rules.sch")
    assert sorted(file.name for file in kept.path.parent.iterdir()) == ["more.sch", "rules.sch", "teikit-schema.json"]


@pytest.mark.parametrize(
    ("answer", "code", "why"),
    [
        (Answer(status=404), "TK208", "the server says 404 Not Found"),
        (Answer(status=500), "TK208", "the server says 500 Internal Server Error"),
        (Answer(LETTER, delay=1), "TK208", "no answer within 0.2 seconds"),
        (Answer(LETTER, length=len(LETTER) + 10), "TK208", f"the connection broke after {len(LETTER)} of {len(LETTER) + 10} bytes"),
        (Answer(LETTER + b" " * 3000), "TK208", "it has more than 2,000 bytes"),
        (Answer(b"/letter.rng", 302), "TK208", "infinite loop"),
        (Answer(b"file:///etc/passwd", 302), "TK208", "not allowed"),
        (Answer(b"start = element letter { text }"), "TK205", "is no XML"),
        (Answer(b"<html><body>Log in</body></html>"), "TK205", "it is a web page"),
        (Answer(b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>"), "TK205", "it is TEI"),
        (Answer(LETTER[:-3]), "TK205", "not well-formed XML"),
        (Answer(f"<element name='letter' {RNG}/>".encode()), "TK205", "is no RELAX NG schema"),
        (Answer(f"<grammar {RNG}><include href='gone.rng'/></grammar>".encode()), "TK208", "the server says 404 Not Found"),
        (Answer(f"<grammar {RNG}><include href='file:///etc/passwd'/></grammar>".encode()), "TK208", "may not read files"),
        (Answer(f"<grammar {RNG}><include href='ftp://example.org/a.rng'/></grammar>".encode()), "TK208", "only http and https"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_cannot_be_kept_leaves_nothing(cache, answer, code, why):
    with served({"/letter.rng": answer}) as server:
        found, message = refused(f"{server}/letter.rng", timeout=0.2, limit=2000)
    assert (found, why in message) == (code, True), message
    assert left(cache) == []


def test_a_download_that_is_interrupted_leaves_nothing(cache, monkeypatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("teikit.catalogue.fetching._check", interrupted)
    with served({"/letter.rng": Answer(LETTER)}) as server, pytest.raises(KeyboardInterrupt):
        fetch(f"{server}/letter.rng")
    assert left(cache) == []


def test_a_failed_attempt_leaves_the_older_copy():
    with served({"/letter.rng": Answer(LETTER)}) as server:
        kept = fetch(f"{server}/letter.rng")
    code, _ = refused(f"{server}/letter.rng", timeout=0.2)
    assert (code, kept.path.read_bytes()) == ("TK208", LETTER)


def test_a_new_copy_takes_the_place_of_the_old():
    answers = {"/letter.rng": Answer(LETTER)}
    with served(answers) as server:
        fetch(f"{server}/letter.rng")
        answers["/letter.rng"] = Answer(LETTER + b"\n")
        kept = fetch(f"{server}/letter.rng")
    assert [each.path.read_bytes() for each in entries()] == [kept.path.read_bytes()] == [LETTER + b"\n"]


def test_schemas_of_one_name_from_two_places_stand_side_by_side():
    with served({"/a/letter.rng": Answer(LETTER), "/b/letter.rng": Answer(LETTER)}) as server:
        assert [fetch(f"{server}/{folder}/letter.rng").name for folder in "ab"] == ["letter", "letter-2"]


def test_a_file_is_kept_under_the_name_or_address_that_is_given(tmp_path):
    (tmp_path / "whole.rng").write_bytes(WHOLE)
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/body.rng").write_bytes(BODY)
    (tmp_path / "text.rng").write_bytes(TEXT)
    kept = fetch(str(tmp_path / "whole.rng"), "https://example.org/letter.rng")
    assert (kept.name, kept.address) == ("letter", "https://example.org/letter.rng")
    assert schema_file("http://example.org/letter.rng") == kept.path
    assert fetch(str(tmp_path / "whole.rng")).name == "whole"


def test_a_file_called_as_a_schema_of_tei_is_that_schema(tmp_path):
    (tmp_path / "tei_all.rng").write_bytes(LETTER)
    kept = fetch(str(tmp_path / "tei_all.rng"))
    addresses = ["https://tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng", "http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng",
                 "http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rnc", "https://vault.tei-c.org/P5/current/xml/tei/custom/schema/relaxng/tei_all.rng"]  # fmt: skip
    assert {schema_file(address) for address in ("tei_all", *addresses)} == {kept.path}
    with pytest.raises(TeikitError, match="TK207"):
        schema_file("https://www.tei-c.org/Vault/P5/3.0.0/xml/tei/custom/schema/relaxng/tei_all.rng")


def test_what_is_not_there_is_not_fetched():
    assert refused("no-such-thing") == ("TK206", "there is no schema “no-such-thing” to fetch")


def test_a_schema_is_removed_by_name_or_address(cache):
    with served({"/letter.rng": Answer(LETTER)}) as server:
        fetch(f"{server}/letter.rng")
        assert remove(f"{server}/letter.rng").name == "letter"
    assert (left(cache), cached("letter"), entry("letter")) == ([], None, None)
    with pytest.raises(TeikitError, match="no schema “letter” was fetched"):
        remove("letter")


def test_a_name_that_is_missing_says_how_to_get_it():
    with pytest.raises(TeikitError) as error:
        schema_file("tei_all")
    assert error.value.diagnostic.code == "TK207"
    assert error.value.diagnostic.hint == "fetch it once: teikit schema fetch tei_all"


def test_a_broken_note_is_no_schema(cache):
    (cache / "letter").mkdir(parents=True)
    (cache / "letter/teikit-schema.json").write_text("{")
    assert list(entries()) == []
