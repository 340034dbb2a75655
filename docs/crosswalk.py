"""The crosswalk of docs/reference/metadata-formats.md: where each element of a teiHeader goes in each metadata format.

The table is made from real runs: a header with one element at a time, and a word or a date in it that is looked for in
what each format writes. `docs/generate.py` writes the page.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

sys.path.insert(0, str(Path(__file__).parents[1]))  # the checkout this page is of, whatever else is installed

from teikit.exporters import EXPORTERS, export
from teikit.tei import TEI, TeiDocument

FORMATS = ("csl-json", "bibtex", "ris", "dublin-core", "mods", "ead3", "cmif", "json-ld")
# what is looked for; the date is written in as many ways as there are formats
WORD, DATE, ADDRESS = "Vellinor", "1855-04-03", "https://d-nb.info/gnd/118540238"
_DATES = (DATE, "1855/04/03", "[1855, 4, 3]", "start=1855")


class Row(NamedTuple):
    """An element as the page names it, and the parts of a header that hold it and nothing else that counts."""

    name: str
    title: str = ""
    edition: str = ""
    source: str = ""
    profile: str = ""
    text: str = ""
    probe: str = WORD


def _publication(inside: str) -> str:
    return f"<publicationStmt>{inside}</publicationStmt>"


def _kept(inside: str, after: str = "") -> str:
    return f"<msDesc><msIdentifier>{inside}</msIdentifier>{after}</msDesc>"


def _sent(inside: str, kind: str = "sent") -> str:
    return f'<correspDesc><correspAction type="{kind}">{inside}</correspAction></correspDesc>'


def _physical(inside: str) -> str:
    return _kept("<idno>1</idno>", f"<physDesc>{inside}</physDesc>")


def _history(inside: str) -> str:
    return _kept("<idno>1</idno>", f"<history>{inside}</history>")


def _printed(inside: str) -> str:
    return f"<biblStruct><monogr><title>Old</title><imprint><publisher>Bell</publisher>{inside}</imprint></monogr></biblStruct>"


ROWS = (
    Row("titleStmt/title", title=f"<title>{WORD}</title>"),
    Row("titleStmt/title[@type='sub']", title=f"<title>T</title><title type='sub'>{WORD}</title>"),
    Row("titleStmt/title[@type='short'], in another language", title=f"<title>T</title><title type='short'>{WORD}</title>"),
    Row("titleStmt/author", title=f"<author>{WORD}</author>"),
    Row("titleStmt/author/@ref", title=f"<author ref='{ADDRESS}'>A</author>", probe=ADDRESS),
    Row("titleStmt/editor", title=f"<editor>{WORD}</editor>"),
    Row("respStmt: translator", title=f"<respStmt><resp>translated by</resp><name>{WORD}</name></respStmt>"),
    Row("respStmt: any other", title=f"<respStmt><resp>drew the map</resp><name>{WORD}</name></respStmt>"),
    Row("funder, sponsor", title=f"<funder>{WORD}</funder>"),
    Row("editionStmt/edition", edition=f"<editionStmt><edition>{WORD}</edition></editionStmt>"),
    Row("extent", edition=f"<extent>{WORD}</extent>"),
    Row("publicationStmt/publisher", edition=_publication(f"<publisher>{WORD}</publisher>")),
    Row("publicationStmt/pubPlace", edition=_publication(f"<publisher>P</publisher><pubPlace>{WORD}</pubPlace>")),
    Row("publicationStmt/date", edition=_publication(f"<publisher>P</publisher><date when='{DATE}'/>"), probe=DATE),
    Row(
        "publicationStmt/idno",
        edition=_publication(f"<publisher>P</publisher><idno type='URI'>{ADDRESS}</idno>"),
        probe=ADDRESS,
    ),
    Row("availability/licence", edition=_publication(f"<availability><licence>{WORD}</licence></availability>")),
    Row("seriesStmt/title", edition=f"<seriesStmt><title>{WORD}</title></seriesStmt>"),
    Row("notesStmt/note", edition=f"<notesStmt><note>{WORD}</note></notesStmt>"),
    Row("msIdentifier/repository", source=_kept(f"<repository>{WORD}</repository>")),
    Row("msIdentifier/settlement", source=_kept(f"<settlement>{WORD}</settlement><repository>R</repository>")),
    Row("msIdentifier/collection", source=_kept(f"<repository>R</repository><collection>{WORD}</collection>")),
    Row("msIdentifier/idno", source=_kept(f"<repository>R</repository><idno type='shelfmark'>{WORD}</idno>")),
    Row("altIdentifier/idno", source=_kept(f"<idno>1</idno><altIdentifier><idno>{WORD}</idno></altIdentifier>")),
    Row("msItem/textLang", source=_kept("<idno>1</idno>", "<msContents><textLang mainLang='uk'/></msContents>"), probe="uk"),
    Row("objectDesc: extent", source=_physical(f"<objectDesc><supportDesc><extent>{WORD}</extent></supportDesc></objectDesc>")),
    Row("supportDesc/@material", source=_physical(f"<objectDesc><supportDesc material='{WORD}'/></objectDesc>")),
    Row("physDesc, any other", source=_physical(f"<sealDesc><p>{WORD}</p></sealDesc>")),
    Row("history: provenance", source=_history(f"<provenance>{WORD}</provenance>")),
    Row("origin/origDate", source=_history(f"<origin><origDate when='{DATE}'/></origin>"), probe=DATE),
    Row("sourceDesc/bibl", source=f"<bibl>{WORD}</bibl>"),
    Row("biblStruct: publisher", source=_printed(f"<publisher>{WORD}</publisher>")),
    Row("biblStruct: date", source=_printed(f"<date when='{DATE}'/>"), probe=DATE),
    Row("abstract", profile=f"<abstract><p>{WORD}</p></abstract>"),
    Row("creation/date", profile=f"<creation><date when='{DATE}'/></creation>", probe=DATE),
    Row("creation/placeName", profile=f"<creation><placeName>{WORD}</placeName></creation>"),
    Row("langUsage/language", profile="<langUsage><language ident='uk'/></langUsage>", probe="uk"),
    Row("keywords/term", profile=f"<textClass><keywords><term>{WORD}</term></keywords></textClass>"),
    Row(
        "keywords/term[@type='document']",
        profile=f"<textClass><keywords><term type='document'>{WORD}</term></keywords></textClass>",
    ),
    Row("correspAction[@type='sent']/persName", profile=_sent(f"<persName>{WORD}</persName>")),
    Row("correspAction[@type='sent']/placeName", profile=_sent(f"<persName>A</persName><placeName>{WORD}</placeName>")),
    Row("correspAction[@type='sent']/date", profile=_sent(f"<persName>A</persName><date when='{DATE}'/>"), probe=DATE),
    Row("correspAction[@type='received']/persName", profile=_sent(f"<persName>{WORD}</persName>", "received")),
    Row(
        "correspAction[@type='received']/date",
        profile=_sent(f"<persName>A</persName><date when='{DATE}'/>", "received"),
        probe=DATE,
    ),
    Row("correspAction, any other", profile=_sent(f"<persName>{WORD}</persName>", "forwarded")),
    Row("correspContext/ref", profile=f"<correspDesc><correspContext><ref>{WORD}</ref></correspContext></correspDesc>"),
    Row("particDesc/person", profile=f"<particDesc><person><persName>{WORD}</persName></person></particDesc>"),
    Row("text: persName/@ref", text=f"<persName ref='{ADDRESS}'>{WORD}</persName>"),
)  # fmt: skip


PAGE = """\
# Metadata formats

*The table on this page is made by `docs/crosswalk.py` from real runs.*

`teikit export letter.xml --to mods` writes what a teiHeader says in the words of a library, an archive, a reference
manager or a search engine. The header may be of any project: `msDesc`, `bibl`, `biblStruct` and `biblFull`, witnesses,
several `correspAction`s, lists of persons with their numbers, prefixes of one's own (`listPrefixDef`), a `teiCorpus` whose
texts take publisher, date and licence from it.

| `--to` | what it is for | one file for many | accepted by |
|---|---|---|---|
| `csl-json` | Zotero, pandoc, citation styles | yes | the CSL schema; citeproc writes it in the styles of Chicago and the APA |
| `bibtex` | LaTeX with biblatex or BibTeX, JabRef, Zotero | yes | bibtexparser |
| `ris` | EndNote, Citavi, Zotero and others | yes | rispy |
| `dublin-core` | repositories: the fifteen elements, and their refinements beside them | no | the schemas of DCMI |
| `mods` | library catalogues (MODS 3.7) | yes, a `modsCollection` | the schema of the Library of Congress |
| `ead3` | finding aids; one document is an item, several are the components of one | yes | the schema of the SAA |
| `cmif` | correspSearch: the letters of a collection in one list | yes | schema and rules of the Correspondence SIG |
| `json-ld` | search engines and linked data, in the words of schema.org | yes, a graph | pyld |

`teikit export letters/ --to cmif --url https://example.org/cmif.xml -o cmif.xml` writes all letters of a folder into one
list; so do `-o all.bib` and the others of the third column. In a folder, or beside other formats, the list is called
`collection.bib`.

## What is said, and what is not

- **Original and edition are apart.** Shelfmark, first date, place of writing and language of the original are the
  document's; publisher, date of publication, licence and address are the edition's.
- **Nothing is inferred.** A name is parted into family and given name where the header marks them, or has the comma of a
  catalogue (`Quill, Ida`); "Kim Il Sung" stays whole. A role has a code of MARC's relators where its words are certain
  (`translated by`, `Herausgeberin`, `transcription and encoding`), and keeps its words. Persons and places have addresses
  where the header gives them, in @ref, by a number of an authority file, or in the entry that is pointed to.
- **Dates are as sure as the header.** `notBefore` and `notAfter` are never a span, @cert becomes the format's sign for doubt,
  and a date without a normalised form keeps its words. teikit's own placeholders (`undated`) are no dates.
- **What a format has no field for is named**, once for each document ([TK430](diagnostics/TK430.md)).
- **A text is** a letter where sender or recipient is named, a manuscript where `msDesc` or a shelfmark describes it, a print where
  the source has a publisher, else a text. CSL-JSON calls these personal_communication, manuscript, book and document.
- **Dates of references.** CSL-JSON has the edition's date as `issued`, beside its publisher, and the document's as
  `original-date`; where the edition has no date, `issued` is the document's. BibTeX and RIS have one date, the document's.
- **Keys** are the name of author or sender and the year, `quill1887`; the second of the same is `quill1887-2`. The same
  documents in the same order have the same keys, and the same bytes.
- **CMIF** leaves out what is no letter ([TK431](diagnostics/TK431.md)), gives each edition an id that its name makes, and
  is dated by the latest change that a header tells. Mentions (CMIF 2) are the names of the text that lead to an address;
  those in the editors' notes are not the letter's.

## Where each element goes

An element in brackets stands for its type or role. A dash: the format has no place for it.

"""


def page() -> str:
    """The page, with its table."""
    return PAGE + "\n".join(crosswalk()) + "\n"


def crosswalk() -> Iterator[str]:
    """The lines of the table."""
    yield f"| teiHeader | {' | '.join(f'`{name}`' for name in FORMATS)} |"
    yield "|---" * (len(FORMATS) + 1) + "|"
    for row in ROWS:
        cells = (", ".join(f"`{field}`" for field in fields(row, name)) or "–" for name in FORMATS)
        yield f"| {row.name.replace('|', ' ')} | {' | '.join(cells)} |"


def fields(row: Row, name: str) -> list[str]:
    """Where what is looked for stands in this format, in the order of the output, each field once."""
    data = export(document(row, name), name).decode()
    where = _READERS.get(name, _elements)
    wanted = _DATES if row.probe == DATE else (row.probe,)
    return list(dict.fromkeys(field for field, value in where(data) if any(each in value for each in wanted)))


def document(row: Row, name: str) -> TeiDocument:
    """A header that says nothing else; for CMIF always that of a letter, which it is a list of."""
    profile = row.profile
    if name == "cmif" and "<correspAction" not in profile:
        profile += _sent("<persName>A</persName>")
    described = (
        f"<fileDesc><titleStmt>{row.title}</titleStmt>{row.edition}<sourceDesc>{row.source}</sourceDesc></fileDesc>"
        f"<profileDesc>{profile}</profileDesc>"
    )
    return TeiDocument.parse(
        f'<TEI xmlns="{TEI}"><teiHeader>{described}</teiHeader><text><body><p>{row.text}</p></body></text></TEI>'.encode()
    )


def _keys(data: str) -> Iterator[tuple[str, str]]:
    """The keys of a JSON object, those within others after a stop."""
    found = json.loads(data)
    yield from _inside(found[0] if isinstance(found, list) else found, "")


def _inside(found: Mapping[str, Any], above: str) -> Iterator[tuple[str, str]]:
    for key, value in found.items():
        for each in value if isinstance(value, list) and not _is_date(value) else [value]:
            nested = isinstance(each, dict) and "date-parts" not in each
            if nested:
                yield from _inside(each, f"{above}{key}.")
            else:
                yield (
                    (above + key).removesuffix(".name").removesuffix(".literal").removesuffix(".@id"),
                    json.dumps(each),
                )


def _is_date(value: list[Any]) -> bool:
    return all(isinstance(each, list) for each in value)


def _entries(data: str) -> Iterator[tuple[str, str]]:
    return ((match[1], match[2]) for match in re.finditer(r"^  ([\w-]+) = (.*)$", data, re.M))


def _tags(data: str) -> Iterator[tuple[str, str]]:
    return ((match[1], match[2]) for match in re.finditer(r"^([A-Z][A-Z0-9])  - (.*)$", data, re.M))


def _elements(data: str) -> Iterator[tuple[str, str]]:
    """Elements with their text, attributes with their values; each with the elements around it that tell what it is."""
    for element in etree.fromstring(data.encode()).iter(etree.Element):
        path = _path(element)
        yield path, element.text or ""
        yield from ((f"{path}/@{key.rpartition('}')[2]}", value) for key, value in element.attrib.items())


# elements that say nothing of what is in them
_PLAIN = {
    "mods",
    "ead",
    "archdesc",
    "metadata",
    "TEI",
    "teiHeader",
    "fileDesc",
    "profileDesc",
    "control",
    "did",
    "p",
    "part",
}
_TELLING = ("type", "localtype", "relator", "eventType", "otherType")


def _path(element: etree._Element) -> str:
    names = []
    for each in (*reversed(list(element.iterancestors())), element):
        name = etree.QName(each).localname
        kind = next((each.get(key) for key in _TELLING if each.get(key)), "")
        if name not in _PLAIN:
            names.append(
                f"{name}[{kind}]" if kind and len(kind) < 25 and ":" not in kind.removeprefix("cmif:") else name
            )
    return "/".join(names[-3:])


_READERS = {"csl-json": _keys, "json-ld": _keys, "bibtex": _entries, "ris": _tags}

assert set(FORMATS) <= EXPORTERS.keys()
