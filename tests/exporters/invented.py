"""The invented documents of the exporters' tests, and small TEI built around a few elements."""

from __future__ import annotations

from pathlib import Path

from teikit.tei import TEI, TeiDocument

FOLDER = Path(__file__).with_name("documents")
NAMES = ("letter", "talk", "print")


def document(name: str) -> TeiDocument:
    return TeiDocument.read(FOLDER / f"{name}.xml")


def tei(body: str, header: str = "") -> TeiDocument:
    """A document with this body; the header holds a title alone, unless it is given."""
    title = "<fileDesc><titleStmt><title>A title</title></titleStmt></fileDesc>"
    return TeiDocument.parse(
        f'<TEI xmlns="{TEI}"><teiHeader>{header or title}</teiHeader><text><body>{body}</body></text></TEI>'.encode()
    )
