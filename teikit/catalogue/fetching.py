"""Fetching a schema into the cache, with all that it includes."""

from __future__ import annotations

import http.client
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import count
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from teikit.catalogue.addresses import address_of, is_address, same
from teikit.catalogue.cache import Entry, entries, store
from teikit.diagnostics import TeikitError, refusal
from teikit.relaxng import Schema, SchemaError
from teikit.resources import schema_names
from teikit.tei import XML, TeiDocument, local

TIMEOUT = 30.0  # seconds without an answer
LIMIT = 30_000_000  # bytes of one schema with its parts; tei_all has 1.4 million
_PARTS = 200

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_SCH = "{http://purl.oclc.org/dsdl/schematron}"
_REFERENCES = (f"{_RNG}include", f"{_RNG}externalRef", f"{_SCH}include", f"{_SCH}extends")
_BASE = f"{{{XML}}}base"
_BLOCK = 1 << 16


class _File(NamedTuple):
    """What an address gave; `base` is what the addresses in it are relative to, after all redirections."""

    base: str
    data: bytes


def fetch(what: str, known_as: str | None = None, *, timeout: float = TIMEOUT, limit: int = LIMIT) -> Entry:
    """Fetch a schema by name, address or path, and keep it under its name; `known_as` is another name, or its address.

    What it includes is fetched too. Raises TeikitError TK206 where nothing of this name is known, TK208 where it cannot be
    fetched, TK205 where it is no schema; the cache is then as it was.
    """
    origin = _origin(what)
    address = address_of(known_as or what) or address_of(_stem(known_as or what)) or ""
    download = _Download(timeout, limit, may_read_files=origin.startswith("file:"))
    files = download.whole(origin)
    name = _free(_stem(known_as or address or origin), address)
    return store(name, address, files, tuple(download.sources), lambda path: _check(path, what))


def _origin(what: str) -> str:
    """The address that a schema is fetched from."""
    address = address_of(what)
    if address and (is_address(what) or not Path(what).is_file()):
        return address
    if not Path(what).is_file():
        raise refusal("TK206", f"there is no schema “{what}” to fetch", hint="give an address, a file, or tei_all")
    return Path(what).absolute().as_uri()


class _Download:
    """The files of one schema, each read once; their references lead to each other afterwards."""

    def __init__(self, timeout: float, limit: int, may_read_files: bool) -> None:
        self.timeout, self.left, self.limit, self.may_read_files = timeout, limit, limit, may_read_files
        self.sources: list[str] = []
        self.names: dict[str, str] = {}  # address to the name of the file in the cache
        self.files: dict[str, bytes] = {}

    def whole(self, origin: str) -> dict[str, bytes]:
        """The files by their names in the cache, the one to begin with first."""
        waiting = [(origin, self.named(origin))]
        while waiting:
            address, name = waiting.pop()
            met = len(self.names)
            self.files[name] = self.localized(self.read(address))
            self.sources.append(address)
            waiting += list(self.names.items())[met:]
        return dict(sorted(self.files.items(), key=lambda each: each[0] != self.names[origin]))

    def named(self, address: str) -> str:
        """The name that the file of an address has in the cache."""
        if address not in self.names:
            if len(self.names) == _PARTS:
                raise _failure(address, f"the schema is made of more than {_PARTS} files")
            name = _file_name(address)
            self.names[address] = name if name not in self.names.values() else f"{len(self.names)}-{name}"
        return self.names[address]

    def localized(self, file: _File) -> bytes:
        """The file with its references to other files made local; without any, byte for byte what came."""
        root = _parsed(file)
        found = [each for each in root.iter(*_REFERENCES) if each.get("href")]
        if not found:
            return file.data
        for reference in found:
            target, _, fragment = urljoin(_base(reference, file.base), reference.get("href", "")).partition("#")
            reference.set("href", self.named(target) + (f"#{fragment}" if fragment else ""))
        for element in root.iter(etree.Element):
            element.attrib.pop(_BASE, None)
        return etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=True)

    def read(self, address: str) -> _File:
        if address.startswith("file:"):
            file = self.local(address)
        elif is_address(address):
            file = self.remote(address)
        else:
            raise _failure(address, "only http and https are fetched")
        self.left -= len(file.data)
        return file

    def local(self, address: str) -> _File:
        path = Path(urllib.request.url2pathname(urlsplit(address).path))
        if not self.may_read_files:
            raise _failure(address, "a schema from the network may not read files of this computer")
        try:
            if path.stat().st_size > self.left:
                raise _failure(address, f"it has more than {self.limit:,} bytes")
            return _File(address, path.read_bytes())
        except OSError as error:
            raise _failure(str(path), error.strerror or str(error)) from None

    def remote(self, address: str) -> _File:
        request = urllib.request.Request(address, headers={"User-Agent": "teikit", "Accept": "application/xml, */*"})
        try:
            with _opener().open(request, timeout=self.timeout) as response:
                data = b"".join(self.blocks(address, response))
                expected = response.headers.get("Content-Length")
                if expected and expected.isdecimal() and int(expected) != len(data):
                    raise _failure(address, f"the connection broke after {len(data):,} of {int(expected):,} bytes")
                return _File(response.url, data)
        except urllib.error.HTTPError as error:
            raise _failure(address, f"the server says {error.code} {error.reason}") from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise _failure(address, self.reason(error)) from None

    def blocks(self, address: str, response: http.client.HTTPResponse) -> Iterator[bytes]:
        left = self.left
        while block := response.read(_BLOCK):
            left -= len(block)
            if left < 0:
                raise _failure(address, f"it has more than {self.limit:,} bytes")
            yield block

    def reason(self, error: Exception) -> str:
        cause = error.reason if isinstance(error, urllib.error.URLError) else error
        if isinstance(cause, TimeoutError):
            return f"no answer within {self.timeout:g} seconds"
        return getattr(cause, "strerror", None) or str(cause) or type(cause).__name__


def _opener() -> urllib.request.OpenerDirector:
    """Speaks http and https and nothing else, also after a redirection."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.UnknownHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener


def _parsed(file: _File) -> etree._Element:
    if not file.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        hint = "teikit reads RELAX NG in XML syntax and Schematron; trang makes XML from the compact syntax"
        raise refusal("TK205", f"{file.base} is no XML", hint=hint)
    try:
        root = TeiDocument.parse(file.data, file.base).root
    except TeikitError as error:
        raise refusal(
            "TK205", f"{file.base} is no schema: {error.diagnostic.message}", error.diagnostic.location
        ) from None
    kind = etree.QName(root)
    if f"{{{kind.namespace}}}" not in (_RNG, _SCH):
        what = _OTHERS.get(kind.namespace or local(root).lower(), f"its outermost element is <{local(root)}>")
        raise refusal("TK205", f"{file.base} is no schema: {what}", hint="give RELAX NG in XML syntax, or Schematron")
    return root


_OTHERS = {
    "http://www.tei-c.org/ns/1.0": "it is TEI; from an ODD, Roma or TEI's stylesheets make a schema",
    "http://www.w3.org/2001/XMLSchema": "it is W3C XML Schema, which teikit does not read",
    "http://www.w3.org/1999/xhtml": "it is a web page",
    "html": "it is a web page",
}


def _check(path: Path, what: str) -> None:
    """Raises TeikitError TK205 where RELAX NG is not correct as a whole."""
    if str(TeiDocument.read(path).root.tag).startswith(_SCH):
        return
    try:
        Schema.load(path)
    except SchemaError as error:
        place = f", line {error.line} of {Path(error.path or path).name}" if error.line else ""
        raise refusal("TK205", f"{what} is no RELAX NG schema: {error.message}{place}") from None


def _base(element: etree._Element, base: str) -> str:
    """What an address in an element is relative to."""
    bases = [base, *(each.get(_BASE, "") for each in (*reversed(list(element.iterancestors())), element))]
    whole = bases[0]
    for each in bases[1:]:
        whole = urljoin(whole, each) if each else whole
    return whole


def _file_name(address: str) -> str:
    name = PurePosixPath(unquote(urlsplit(address).path)).name or "schema"
    return re.sub(r"[^\w.-]+", "-", name).lstrip(".-") or "schema"


def _stem(name: str) -> str:
    """The name that a schema goes by: the last part of its address or path without the suffix."""
    file = _file_name(name) if "/" in name else re.sub(r"[^\w.-]+", "-", name).strip(".-")
    return file.rsplit(".", 1)[0] if file.endswith((".rng", ".sch", ".xml", ".rnc", ".isosch")) else file


def _free(name: str, address: str) -> str:
    """The name, numbered if a shipped schema or one of another address has it."""
    taken = {each.name for each in entries() if not same(each.address, address)} | set(schema_names())
    numbered = (f"{name}-{number}" for number in count(2))
    return name if name not in taken else next(each for each in numbered if each not in taken)


def _failure(address: str, why: str) -> TeikitError:
    hint = "look at the address; or get the file in another way: teikit schema fetch FILE --as ADDRESS"
    return refusal("TK208", f"cannot fetch {address}: {why}", hint=hint)
