"""A format for the tests that has one file for all documents: their titles, a line each."""

from __future__ import annotations

from collections.abc import Iterable

from teikit.diagnostics import Diagnostic, Severity
from teikit.exporters import Exporter, Written
from teikit.tei import TeiDocument

TITLES = Exporter("titles", ".titles.txt", "the titles, a line each", __name__, ("mark",), collects=True)
FINDING = Diagnostic("TK402", Severity.INFO, "of a title the words are kept")


def write(document: TeiDocument, *, mark: str = "") -> Written:
    return write_many([document], mark=mark)


def write_many(documents: Iterable[TeiDocument], *, mark: str = "") -> Written:
    titles = [document.root.findtext(".//{*}titleStmt/{*}title", "") for document in documents]
    return "".join(f"{mark}{title}\n" for title in titles).encode(), (FINDING,)
