"""HTML to pages, by WeasyPrint; nothing is fetched from anywhere."""

from __future__ import annotations

from typing import Any

import weasyprint  # type: ignore[import-untyped]  # it ships no types
from weasyprint.urls import URLFetcher  # type: ignore[import-untyped]


def typeset(marked: str, sheet: str, name: bytes) -> bytes:
    """The pages as tagged PDF, with `name` as the file's identifier."""
    page = weasyprint.HTML(string=marked, base_url="", url_fetcher=_Nothing())
    styles = [weasyprint.CSS(string=sheet, url_fetcher=_Nothing())]
    return bytes(page.write_pdf(stylesheets=styles, pdf_variant="pdf/ua-1", pdf_identifier=name))


class _Nothing(URLFetcher):  # type: ignore[misc]  # its base has no types
    """Fetches what a style sheet holds itself (data:) and nothing else; WeasyPrint says what it left out."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"})

    def fetch(self, url: str, headers: Any = None) -> Any:
        if not url.lower().startswith("data:"):
            raise ValueError("a document may not reach the network or other files")
        return super().fetch(url, headers)
