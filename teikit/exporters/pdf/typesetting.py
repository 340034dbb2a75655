"""HTML to pages, by WeasyPrint; nothing is fetched from anywhere."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from teikit.diagnostics import refusal
from teikit.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFORMATTED = expression(r"(<pre\b[^>]*>[^<]*(?:<(?!/pre>)[^<]*)*</pre>)")
_SPACES = expression(r"[ \t\r\n]+")
# WeasyPrint descends some twenty calls an element, and XML of 256 levels is the deepest that is read from a file
_CALLS = 12_000


def typeset(marked: str, sheet: str, name: bytes) -> bytes:
    """The pages as tagged PDF, with `name` as the file's identifier.

    Raises TeikitError TK422 where WeasyPrint finds no Pango on the machine, TK423 where the text is nested too deeply,
    TK424 where WeasyPrint fails.
    """
    weasyprint = _weasyprint()
    fetcher = _fetcher()
    try:
        with _deep():
            page = weasyprint.HTML(string=_collapsed(marked), base_url="", url_fetcher=fetcher)
            styles = [weasyprint.CSS(string=sheet, url_fetcher=fetcher)]
            return bytes(page.write_pdf(stylesheets=styles, pdf_variant="pdf/ua-1", pdf_identifier=name))
    except RecursionError:
        hint = "export it as html, and print that from a browser"
        raise refusal("TK423", "the elements of the text stand too deep in each other for pages", hint=hint) from None
    except Exception as error:  # a fault of the library's own is no reason to leave the other files of a run unwritten
        hint = "export it as html, and print that from a browser; the fault is worth reporting to WeasyPrint"
        said = f"WeasyPrint cannot set this text: {type(error).__name__}: {error}"
        raise refusal("TK424", said, hint=hint) from error


def _collapsed(marked: str) -> str:
    """The markup with white space as it is shown: WeasyPrint 70 stops where a line of a footnote ends in " \\n"."""
    pieces = _PREFORMATTED.split(marked)
    return "".join(piece if index % 2 else _SPACES.sub(" ", piece) for index, piece in enumerate(pieces))


def _weasyprint() -> Any:
    try:
        return import_module("weasyprint")
    except OSError as error:
        hint = "install Pango, as WeasyPrint's documentation says for your system"
        raise refusal("TK422", f"WeasyPrint cannot work here: {str(error).partition(chr(10))[0]}", hint=hint) from None


def _fetcher() -> Any:
    """Fetches what a style sheet holds itself (data:) and nothing else; WeasyPrint says what it left out."""
    base = import_module("weasyprint.urls").URLFetcher

    class Nothing(base):  # type: ignore[misc, valid-type]  # its base has no types
        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.lower().startswith("data:"):
                raise ValueError("a document may not reach the network or other files")
            return super().fetch(url, headers)

    return Nothing(allowed_protocols={"data"})


@contextmanager
def _deep() -> Iterator[None]:
    known = sys.getrecursionlimit()
    sys.setrecursionlimit(max(known, _CALLS))
    try:
        yield
    finally:
        sys.setrecursionlimit(known)
