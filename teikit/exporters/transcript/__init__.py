"""A transcript in an archive's own conventions again, from which `teikit convert` makes the same TEI."""

from __future__ import annotations

from teikit.diagnostics import Diagnostic
from teikit.exporters.header import Header, words
from teikit.exporters.transcript.losses import losses
from teikit.exporters.transcript.writing import Draft, best
from teikit.profile import Profile, profile_names
from teikit.profile import profile as profile_of
from teikit.tei import TeiDocument


def write(document: TeiDocument, *, profile: str = "") -> tuple[bytes, tuple[Diagnostic, ...]]:
    """UTF-8 text by the conventions of a profile, by its name or path: without it, that of the publisher's pages, else the
    generic one.

    What the transcript would not be read as again is said, once for each element name (TK410, TK411). Raises
    TeikitError (TK502 to TK506) where the profile cannot be used.
    """
    chosen = profile_of(profile) if profile else usual(document)
    draft = Draft(document, chosen)
    found = best(draft)
    return found.text.encode(), tuple(losses(draft, found))


def usual(document: TeiDocument) -> Profile:
    """The shipped profile of the publisher that the header names; else the generic one."""
    publisher = words(Header(document.root.find("{*}teiHeader")).first("fileDesc/publicationStmt/publisher"))
    named = (profile_of(name) for name in profile_names() if publisher)
    return next((found for found in named if found.header.get("publisher") == publisher), profile_of("generic"))
