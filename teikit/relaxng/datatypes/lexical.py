"""The strings among the datatypes of XML Schema: names, tokens, addresses, binary data, true and false."""

from __future__ import annotations

import base64
import binascii

from teikit.relaxng.datatypes.datatype import Namespaces, compiled
from teikit.relaxng.names import clark

# names of XML 1.0, fifth edition, narrowed to letters as the earlier editions do: a vowel sign begins no name
_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_FOLLOWING = _START + "\\-.0-9\xb7\u0300-\u036f\u203f-\u2040"
_MARKS = str.maketrans("-.:", "___")

_PLAIN = r"[A-Za-z_][A-Za-z0-9_.\-]*"  # model.pLike
_BASE64 = r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?"  # TWFuIQ==
_LANGUAGE = r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*"  # zh-Hant-TW
_URI = (  # https://example.org/a?b#c
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]*:(?!:))?(?P<rest>"
    r"(?P<authority>//(?:[^/?#@\[\]]*@)?(?:\[[^\]/?#]*\](?::[0-9]*)?|[^/?#\[\]]*))?"
    r"(?P<path>(?(authority)|(?(scheme)|(?![^/?#]*:)))[^?#\[\]]*)(?:\?[^#]*)?(?:\#[^#]*)?)"
)
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


def is_ncname(text: str) -> bool:
    """Whether the text is a name without a colon."""
    return compiled(_PLAIN).fullmatch(text) is not None or (":" not in text and _is_name(text, ""))


def _is_name(text: str, before: str) -> bool:
    """Whether the text is a name, if `before` stood before it."""
    characters = compiled(f"[:{_FOLLOWING}]+").fullmatch(text) is not None
    return (
        characters and not (before + text).startswith(("-", ".")) and (before + text.translate(_MARKS)).isidentifier()
    )


def string(text: str, _: Namespaces) -> object:
    return text


def language(text: str, _: Namespaces) -> object:
    return text if compiled(_LANGUAGE).fullmatch(text) else None


def ncname(text: str, _: Namespaces) -> object:
    return text if is_ncname(text) else None


def name(text: str, _: Namespaces) -> object:
    return text if compiled(_PLAIN).fullmatch(text) or _is_name(text, "") else None


def nmtoken(text: str, _: Namespaces) -> object:
    return text if compiled(_PLAIN).fullmatch(text) or _is_name(text, "_") else None


def nmtokens(text: str, namespaces: Namespaces) -> object:
    tokens = tuple(text.split(" "))
    return tokens if all(nmtoken(token, namespaces) for token in tokens) else None


def ncnames(text: str, namespaces: Namespaces) -> object:
    tokens = tuple(text.split(" "))
    return tokens if all(ncname(token, namespaces) for token in tokens) else None


def qname(text: str, namespaces: Namespaces) -> object:
    """A name by its namespace; a prefix that is not declared is no name."""
    prefix, colon, local = text.rpartition(":")
    if not ncname(local, namespaces) or (colon and not ncname(prefix, namespaces)):
        return None
    if not colon:
        return clark(namespaces.get(None, ""), local)
    if prefix == "xml":
        return clark("http://www.w3.org/XML/1998/namespace", local)
    return clark(namespaces[prefix], local) if prefix in namespaces else None


def any_uri(text: str, _: Namespaces) -> object:
    """RFC 2396 as XML Schema reads it: nearly any text is a reference once it has been escaped."""
    if text.isalnum():
        return text
    if "%" in text and compiled("%(?![0-9A-Fa-f]{2})").search(text):
        return None
    found = compiled(_URI).fullmatch(text)
    return (
        text if found and not (found["scheme"] and found["rest"][:1] in ("", "#")) and found["rest"] != "//" else None
    )


def boolean(text: str, _: Namespaces) -> object:
    return _BOOLEANS.get(text)


def hex_binary(text: str, _: Namespaces) -> object:
    try:
        return binascii.unhexlify(text)
    except ValueError:
        return None


def base64_binary(text: str, _: Namespaces) -> object:
    text = text.replace(" ", "")
    if not compiled(_BASE64).fullmatch(text):
        return None
    decoded = base64.b64decode(text)
    # the bits that the padding leaves over have to be zero
    return decoded if base64.b64encode(decoded).decode() == text else None
