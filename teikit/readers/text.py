"""Plain text: the bytes of a file, or characters at hand, to a Source."""

from __future__ import annotations

from teikit.diagnostics import Diagnostic, Location, Severity, refusal
from teikit.readers.encodings import decoded
from teikit.source import Source, forbidden

try:  # hashlib loads OpenSSL, which takes ten times as long as all that is hashed here
    from _sha2 import sha256  # type: ignore[import-not-found]  # Python 3.12 and later
except ImportError:
    try:
        from _sha256 import sha256  # type: ignore[import-not-found]
    except ImportError:
        from hashlib import sha256

# what programs write that people take for text files
SIGNATURES: dict[bytes, str] = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zip archive, such as a Word or LibreOffice document",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Word or Excel document",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"II*\0": "an image",
    b"MM\0*": "an image",
    b"\x1f\x8b": "a compressed file",
}

_AS_TEXT = "teikit reads plain text; save the document as text (UTF-8) first"
_PLACES_SHOWN = 10


def source_of_bytes(data: bytes, path: str | None = None, encoding: str | None = None) -> Source:
    """The source in a file's bytes. Raises TeikitError: TK001 empty, TK002 not text, TK003 undecodable."""
    _refuse_empty(not data, path)
    for signature, kind in SIGNATURES.items():
        if data.startswith(signature):
            raise refusal("TK002", f"this is not a text file but {kind}", Location(path, 1), _AS_TEXT)
    text, name, diagnostics = decoded(data, path, encoding)
    if "\0" in text:
        raise refusal("TK002", "this is not a text file: it holds zero bytes", Location(path, 1), _AS_TEXT)
    return _source(text, path, sha256(data).hexdigest(), name, diagnostics)


def source_of_text(text: str, path: str | None = None) -> Source:
    """The source in characters at hand. Raises TeikitError where they are none that a file could hold."""
    _refuse_empty(not text, path)
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        place = Source(path, text[: error.start + 1], "").place(error.start)
        message = f"half a character (U+{ord(text[error.start]):04X}, a lone surrogate), which no file can hold"
        raise refusal("TK003", message, place, "decode the text strictly before handing it over") from None
    return _source(text.removeprefix("\ufeff"), path, sha256(data).hexdigest(), "utf-8", ())


def _source(text: str, path: str | None, sha256: str, encoding: str, found: tuple[Diagnostic, ...]) -> Source:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_empty(not text or text.isspace(), path)
    ranges = forbidden(text)
    if sum(end - start for start, end in ranges) * 10 > len(text) * 3:
        raise refusal("TK002", "this is not a text file: it is mostly control characters", Location(path, 1), _AS_TEXT)
    bare = Source(path, text, sha256, encoding, found)
    return bare.with_findings(*_control_characters(bare, ranges), *_lost_earlier(bare))


def _refuse_empty(empty: bool, path: str | None) -> None:
    if empty:
        raise refusal("TK001", "there is no text: empty, or nothing but white space", Location(path, 1))


def _control_characters(source: Source, ranges: list[tuple[int, int]]) -> list[Diagnostic]:
    if not ranges:
        return []
    total = sum(end - start for start, end in ranges)
    names = sorted({f"U+{ord(c):04X}" for start, end in ranges[:1000] for c in set(source.text[start:end])})
    first, *others = (source.place(start, end) for start, end in ranges[: _PLACES_SHOWN + 1])
    which = f"{_times(total, 'control character')} ({', '.join(names[:5])})"
    message = f"{which} that XML cannot hold, left out of the edition"
    hint = "delete them from the transcript, or type what they stand for"
    related = tuple((place, "another") for place in others)
    return [Diagnostic("TK005", Severity.WARNING, message, first, hint=hint, related=related)]


def _lost_earlier(source: Source) -> list[Diagnostic]:
    first = source.text.find("\ufffd")
    if first < 0:
        return []
    count = _times(source.text.count("\ufffd"), "replacement character")
    message = f"{count} (U+FFFD): letters were lost before teikit saw this file"
    hint = "go back to the file it was made from"
    return [Diagnostic("TK008", Severity.WARNING, message, source.place(first), hint=hint)]


def _times(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
