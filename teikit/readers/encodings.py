"""Bytes to characters: what a file states about its encoding, and an honest guess where it states nothing."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import islice

from teikit.diagnostics import Diagnostic, Location, Severity, TeikitError, refusal
from teikit.expressions import expression
from teikit.records import NamedTuple

# UTF-32 first: its little-endian mark begins with that of UTF-16
MARKS: dict[bytes, str] = {
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}

GUESSES = ("windows-1252", "windows-1251", "koi8-r", "cp866")

_HINT = "if the text looks wrong, name the encoding with --encoding NAME"
_EVIDENCE_WORDS = 2_000
_NEIGHBOURHOOD = 50_000
_CONTINUATIONS = bytes(range(0x80, 0xC0))
# a hostile line is one word of 20 MB
_BYTE_WORD = expression(rb"[0-9A-Za-z\x80-\xff]{1,60}")
_WORD = expression(r"[^\W_]+|№")
_CYRILLIC = expression("[Ѐ-ӿ]+")
# four fifths of the letters of a Russian text; misread KOI8-R or cp866 stays below half
_COMMON_CYRILLIC = frozenset("оеаинтсрвлкмдпу")
# typing that all these code pages hold at the same or another place and that is no evidence: „ “ ” ’ – — … « » nbsp
_SAME_EVERYWHERE = bytes([0x82, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xA0, 0xA7, 0xAB, 0xBB])


class Decoded(NamedTuple):
    """The characters, the name of the encoding that gave them, and what is to be said about the choice."""

    text: str
    encoding: str
    diagnostics: tuple[Diagnostic, ...] = ()


def decoded(data: bytes, path: str | None, encoding: str | None = None) -> Decoded:
    """The text of a file, its byte order mark removed.

    A named encoding is taken at its word; without one the byte order mark decides, then UTF-8, then UTF-16 where it is
    plain, then the statistics of words. Raises TeikitError where a byte is no character, and never replaces it.
    """
    if encoding is not None:
        return Decoded(strictly(data, _known(encoding), path).removeprefix("\ufeff"), encoding.lower())
    for mark, name in MARKS.items():
        if data.startswith(mark):
            return Decoded(strictly(data[len(mark) :], name, path), name)
    if b"\0" in data:
        return _unmarked_utf16(data, path)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data, error.start):
            raise _undecodable(error, data, path, "the rest of the file is UTF-8: mend this place") from None
    return _guess(data, path)


def strictly(data: bytes, encoding: str, path: str | None) -> str:
    """The characters of bytes in a known encoding; a byte that is none is refused with its line."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        hint = "name the right encoding with --encoding NAME, or mend the file at this place"
        raise _undecodable(error, data, path, hint) from None
    except UnicodeError as error:
        raise refusal("TK003", f"cannot be read as {encoding}: {error}", Location(path, 1)) from None


def _known(encoding: str) -> str:
    try:
        " ".encode(encoding)
    except (LookupError, ValueError):
        hint = "known names are utf-8, utf-16, windows-1251, windows-1252, koi8-r, cp866 and Python's other codecs"
        raise refusal("TK003", f"there is no text encoding named {encoding!r}", hint=hint) from None
    return encoding


def _undecodable(error: UnicodeDecodeError, data: bytes, path: str | None, hint: str) -> TeikitError:
    before = data[: error.start].decode(error.encoding, errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    message = (
        f"byte 0x{data[error.start]:02X} (byte {error.start + 1} of the file, line {line}) is no character of "
        f"{error.encoding}"
    )
    return refusal("TK003", message, Location(path, line, column), hint)


def _unmarked_utf16(data: bytes, path: str | None) -> Decoded:
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        # read in the wrong order a blank is U+2000 and a line end U+0A00, so that plain ASCII blanks decide
        if text.isascii() or sum(map(text.count, " \n\r")) * 40 > len(text):
            evidence = "every second byte of its blanks and line ends is zero"
            if not _unlikely_in_text(text):
                return Decoded(text, name, (_guessed(path, name, evidence),))
    hint = "teikit reads plain text; save the document as text (UTF-8) first"
    raise refusal("TK002", "this is not a text file: it holds zero bytes", Location(path, 1), hint)


def _unlikely_in_text(text: str) -> bool:
    sample = text[:65_536]
    return sum(not (c.isprintable() or c.isspace()) for c in sample) * 50 > len(sample)


def _is_damaged_utf8(data: bytes, first: int) -> bool:
    """Whether the neighbourhood of the first wrong byte is UTF-8 all the same: accents in it are no accident."""
    window = data[max(first - _NEIGHBOURHOOD, 0) : first + _NEIGHBOURHOOD].lstrip(_CONTINUATIONS)
    # not final: a character cut by the window's end is no damage
    text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(window)
    wrong = len(re.findall("[\udc80-\udcff]", text))
    return len(re.findall("[^\x00-\x7f\udc80-\udcff]", text)) > 4 * wrong


def _guess(data: bytes, path: str | None) -> Decoded:
    words = list(islice(_words_beyond_ascii(data), _EVIDENCE_WORDS))
    scores = {name: _readable(words, name) for name in GUESSES}
    # a tie: the western code page, unless hardly a letter is ASCII ("Да", "à la carte")
    order = GUESSES if not words or sum(w.isascii() for w in _BYTE_WORD.findall(data[:65_536])) else GUESSES[1:]
    best = max(order, key=lambda name: scores[name])
    if not words:
        evidence = "the only characters beyond ASCII are quotation marks, dashes and the like"
    elif scores[best] * 2 < len(words):
        message = "the encoding of this file is not stated and cannot be guessed"
        raise refusal("TK003", message, Location(path, 1), "name it with --encoding NAME")
    else:
        tried = ", ".join(f"{scores[name]} in {name}" for name in GUESSES if name != best)
        evidence = f"of {len(words)} words beyond ASCII {scores[best]} read as words in {best}, {tried}"
    return Decoded(strictly(data, best, path), best, (_guessed(path, best, evidence),))


def _guessed(path: str | None, name: str, evidence: str) -> Diagnostic:
    message = f"the file is not UTF-8 and does not state its encoding; read as {name}: {evidence}"
    return Diagnostic("TK004", Severity.WARNING, message, Location(path, 1), hint=_HINT)


def _words_beyond_ascii(data: bytes) -> Iterator[bytes]:
    for line in data.splitlines():
        if not line.isascii():
            for word in _BYTE_WORD.findall(line):
                if not word.isascii() and (bare := word.strip(_SAME_EVERYWHERE)) and not bare.isascii():
                    yield bare


def _readable(words: list[bytes], encoding: str) -> int:
    """How many of the words are words in this encoding."""
    return sum(_is_readable(word, encoding) for word in words)


def _is_readable(word: bytes, encoding: str) -> bool:
    try:
        text = word.decode(encoding)
    except UnicodeDecodeError:
        return False
    return all(_is_word(part) for part in _WORD.findall(text) if not part.isascii()) and _holds_no_stray_sign(text)


def _is_word(word: str) -> bool:
    if word == "№" or word[0].isdigit():
        return word[1:].isdigit() or word == "№"
    cased = word.islower() or word.isupper() or (word[0].isupper() and word[1:].islower())
    if not cased:
        return False
    if _CYRILLIC.search(word):
        return _CYRILLIC.fullmatch(word) is not None and _is_likely_cyrillic(word)
    # Ïðèâåò: no western word of three letters has more than two accents in three
    beyond = sum(not c.isascii() for c in word)
    return len(word) < 3 or beyond * 3 <= len(word) * 2


def _is_likely_cyrillic(word: str) -> bool:
    return len(word) < 4 or sum(c in _COMMON_CYRILLIC for c in word.lower()) * 2 >= len(word)


def _holds_no_stray_sign(text: str) -> bool:
    return all(c.isalnum() or c in "№’'“”„«»–—….°§\xa0" for c in text[1:-1])
