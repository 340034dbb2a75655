"""Whatever a header holds, and in whatever order, each metadata format is written and accepted."""

from __future__ import annotations

import json
from random import Random
from xml.sax.saxutils import escape, quoteattr

import bibtexparser
import jsonschema
import rispy
from exporters.test_catalogues import schema
from exporters.test_json_ld import expanded, words
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from referees import reference

from teikit.exporters import export
from teikit.relaxng import Schema
from teikit.tei import TEI, TeiDocument

ELEMENTS = [
    "title",
    "author",
    "editor",
    "respStmt",
    "resp",
    "name",
    "persName",
    "orgName",
    "surname",
    "forename",
    "nameLink",
    "genName",
    "publisher",
    "pubPlace",
    "date",
    "idno",
    "availability",
    "licence",
    "p",
    "biblScope",
    "note",
    "msDesc",
    "msIdentifier",
    "repository",
    "institution",
    "settlement",
    "country",
    "collection",
    "altIdentifier",
    "msName",
    "msContents",
    "summary",
    "textLang",
    "msItem",
    "physDesc",
    "objectDesc",
    "supportDesc",
    "extent",
    "measure",
    "history",
    "origin",
    "origDate",
    "origPlace",
    "bibl",
    "biblStruct",
    "monogr",
    "imprint",
    "ref",
    "ptr",
    "witness",
    "listBibl",
    "abstract",
    "language",
    "keywords",
    "term",
    "classCode",
    "catRef",
    "correspAction",
    "correspContext",
    "person",
    "edition",
    "change",
]
ATTRIBUTES = {
    "type": ["sent", "received", "sub", "short", "shelfmark", "DOI", "URI", "person", "document", "", "x y"],
    "when": ["1955", "1955-01-31", "-0050", "12345", "1955-13", "2000-01-01T10:00:00Z", "0000"],
    "from": ["1900"],
    "to": ["1890", "1999-12"],
    "notBefore": ["1800"],
    "notAfter": ["1801", "1700"],
    "cert": ["low", "medium", "?"],
    "ref": ["#a", "https://d-nb.info/gnd/1", "http://x y", "gnd:1", 'http://ex.org/<>"', "http://[bad"],
    "target": ["http://a.b/{c}", "https://creativecommons.org/licenses/by/4.0/", "#x"],
    "ident": ["en", "rus", "xx-yy-zz", "*"],
    "mainLang": ["ru", "zzzz"],
    "quantity": ["3", "x"],
    "unit": ["leaf", ""],
    "scheme": ["#s", "a b"],
    "level": ["s", "a"],
    "role": ["sender", "translator"],
    "xml:lang": ["de", "x!"],
}
TEXTS = [
    "A", "Kim Il Sung", "Pell, Edward", "{x}", "} \\ %&#_^~$", "ER  - ", "1955", "\u202e rtl", "日本", "a\n\nb", "@book{x,",
    '"quoted"', "http://example.org/a b", "https://doi.org/10.1/x", "10.5/y", "e\u0301", " ", "*", "3 leaves", "<b>",
]  # fmt: skip
SEEDS = st.integers(0, 2**32)  # a header is too large a thing to be drawn sign by sign
SECTIONS = {
    "titleStmt": "title author editor respStmt",
    "editionStmt": "edition",
    "publicationStmt": "publisher pubPlace date idno availability p",
    "seriesStmt": "title biblScope",
    "notesStmt": "note",
    "sourceDesc": "msDesc bibl biblStruct witness p",
}
PROFILE = {
    "creation": "date name",
    "correspDesc": "correspAction note correspContext",
    "langUsage": "language",
    "textClass": "keywords classCode",
    "abstract": "p",
}


def element(random: Random, name: str, depth: int) -> str:
    attributes = "".join(
        f" {key}={quoteattr(random.choice(values))}" for key, values in ATTRIBUTES.items() if random.random() < 0.12
    )
    content = [escape(random.choice(TEXTS)) if random.random() < 0.5 else ""]
    for _ in range(random.randint(0, 4) if depth < 6 else 0):
        inner = random.random() < 0.7
        content.append(element(random, random.choice(ELEMENTS), depth + 1) if inner else escape(random.choice(TEXTS)))
    return f"<{name}{attributes}>{''.join(content)}</{name}>"


def sections(random: Random, kinds: dict[str, str]) -> str:
    return "".join(
        f"<{name}>{''.join(element(random, random.choice(held.split()), 2) for _ in range(random.randint(0, 3)))}</{name}>"
        for name, held in kinds.items()
    )


def document(random: Random) -> TeiDocument:
    header = f"<fileDesc>{sections(random, SECTIONS)}</fileDesc><profileDesc>{sections(random, PROFILE)}</profileDesc>"
    text = element(random, "persName", 5)
    return TeiDocument.parse(
        f'<TEI xmlns="{TEI}"><teiHeader>{header}</teiHeader><text><body><p>{text}</p></body></text></TEI>'.encode()
    )


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_references_of_any_header_are_read_back(seed: int) -> None:
    found = document(Random(seed))
    assert bibtexparser.parse_string(export(found, "bibtex").decode()).failed_blocks == []
    assert len(rispy.loads(export(found, "ris").decode())) == 1
    jsonschema.validate(json.loads(export(found, "csl-json")), json.loads(reference("csl-data.json").read_bytes()))


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_linked_data_of_any_header_keeps_its_words(seed: int) -> None:
    data = export(document(Random(seed)), "json-ld")
    assert sorted(words(expanded(data))) == sorted(f"https://schema.org/{word}" for word in words(json.loads(data)))


def test_descriptions_of_any_header_are_valid() -> None:
    catalogues = {name: schema(name) for name in ("mods", "dublin-core")}
    lists = {
        "ead3": Schema.load(reference("ead3/ead3.rng")),
        "cmif": Schema.load(reference("cmif/cmi-customization.rng")),
    }

    @settings(max_examples=60, deadline=None)
    @given(SEEDS)
    def holds(seed: int) -> None:
        found = document(Random(seed))
        for name, judge in catalogues.items():
            judge.assertValid(etree.fromstring(export(found, name)))
        for name, grammar in lists.items():
            assert list(grammar.validate(export(found, name))) == []

    holds()
