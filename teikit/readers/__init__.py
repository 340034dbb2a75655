"""Readers: a file, bytes or characters to a Source, one reader a suffix."""

from __future__ import annotations

import os
from collections.abc import Callable

from teikit.diagnostics import Diagnostic, Severity, refusal
from teikit.readers.text import source_of_bytes, source_of_text
from teikit.source import Source

Reader = Callable[[bytes, str | None, str | None], Source]

READERS: dict[str, Reader] = {
    ".txt": source_of_bytes,
    ".text": source_of_bytes,
}

_LONGEST_PATH = 1_000


def read(text_or_path: str | bytes | os.PathLike[str], encoding: str | None = None) -> Source:
    """The source in a file, in bytes or in a text.

    A `str` is text, unless it has no line end, is shorter than 1,000 characters and names an existing file. What no
    reader claims by its suffix is read as plain text. Raises TeikitError (TK001 to TK006).
    """
    if isinstance(text_or_path, bytes):
        return source_of_bytes(text_or_path, None, encoding)
    if isinstance(text_or_path, str) and not _names_a_file(text_or_path):
        return _of_text(text_or_path)
    from pathlib import Path

    return source_of_file(str(Path(text_or_path)), encoding)


def source_of_file(path: str, encoding: str | None = None) -> Source:
    """The source in a file. Raises TeikitError (TK001 to TK006)."""
    return READERS.get(_suffix(path), source_of_bytes)(_bytes_of(path), path, encoding)


def _suffix(path: str) -> str:
    return os.path.splitext(path)[1].lower()


def _names_a_file(text: str) -> bool:
    return not ("\n" in text or "\r" in text or len(text) >= _LONGEST_PATH) and os.path.isfile(text)


def _of_text(text: str) -> Source:
    source = source_of_text(text)
    if "\n" in text or _suffix(text) not in READERS:
        return source
    message = f"there is no file {text}; the name itself was taken for the text"
    hint = "check the path, or hand over a pathlib.Path"
    return source.with_findings(Diagnostic("TK009", Severity.WARNING, message, hint=hint))


def _bytes_of(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except IsADirectoryError:
        raise refusal("TK006", f"{path} is a folder, not a file", hint="name the files in it") from None
    except FileNotFoundError:
        raise refusal("TK006", f"there is no file {path}", hint="check the path") from None
    except OSError as error:
        raise refusal("TK006", f"cannot read {path}: {error.strerror}", hint="check the rights of the file") from None
    except ValueError:
        raise refusal("TK006", f"{path!r} cannot be the name of a file") from None
