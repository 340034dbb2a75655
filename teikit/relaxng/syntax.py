"""Reading schema files: XML, and the full syntax of RELAX NG (section 3) checked element by element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from teikit.relaxng.errors import SchemaError

RNG = "http://relaxng.org/ns/structure/1.0"
_R = f"{{{RNG}}}"

Element = etree._Element

_LIBRARY = re.compile(
    r"[A-Za-z][A-Za-z0-9+.\-]*:(?:[^#%]|%[0-9A-Fa-f]{2})+"
)  # http://www.w3.org/2001/XMLSchema-datatypes


class _Shape(NamedTuple):
    """What an element of the schema language may have: attributes, and children by kind, as a regular expression."""

    children: str
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    text: bool = False


def _shape(children: str, required: str = "", optional: str = "", text: bool = False) -> _Shape:
    return _Shape(children, frozenset(required.split()), frozenset(optional.split()), text)


# the kinds of children: p pattern, n name class, s start, d define, v div, i include, a param, x except
_PATTERNS = {
    "element": _shape("np+"),
    "attribute": _shape("np?"),
    **dict.fromkeys(
        ("group", "interleave", "choice", "optional", "zeroOrMore", "oneOrMore", "list", "mixed"), _shape("p+")
    ),
    **dict.fromkeys(("ref", "parentRef"), _shape("", "name")),
    **dict.fromkeys(("empty", "text", "notAllowed"), _shape("")),
    "data": _shape("a*x?", "type"),
    "value": _shape("", "", "type", text=True),
    "externalRef": _shape("", "href"),
    "grammar": _shape("[sdvi]*"),
}
_NAMES = {"name": _shape("", text=True), "anyName": _shape("y?"), "nsName": _shape("y?"), "choice": _shape("n+")}
_COMPONENTS = {
    "start": _shape("p", "", "combine"),
    "define": _shape("p+", "name", "combine"),
    "div": _shape("[sdvi]*"),
    "include": _shape("[sdw]*", "href"),
}
# w is a div within include, y an except within a name class
_KINDS: dict[str, dict[str, _Shape]] = {
    "p": _PATTERNS,
    "n": _NAMES,
    "s": _COMPONENTS,
    "d": _COMPONENTS,
    "v": _COMPONENTS,
    "i": _COMPONENTS,
    "w": {"div": _shape("[sdw]*")},
    "a": {"param": _shape("", "name", text=True)},
    "x": {"except": _shape("p+")},
    "y": {"except": _shape("n+")},
}
_COMPONENT_KINDS = {"start": "s", "define": "d", "div": "v", "include": "i"}
_EVERYWHERE = {"ns", "datatypeLibrary"}
_BY_TAG = {tag for shapes in _KINDS.values() for tag in shapes}
_KNOWN = {f"{_R}{tag}" for tag in _BY_TAG}
_STRAY_TEXT = etree.XPath(
    "//r:*[not(self::r:value or self::r:param or self::r:name)]/text()[normalize-space()]", namespaces={"r": RNG}
)


def document(path: str) -> Element:
    """The root of a schema file. Raises SchemaError where it cannot be read or is not XML."""
    try:
        data = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise SchemaError(f"cannot be read: {getattr(error, 'strerror', None) or error}", path) from None
    if path.endswith(".rnc") or not _looks_like_xml(data):
        raise SchemaError(
            "this is not RELAX NG in XML; translate the compact syntax first: trang schema.rnc schema.rng",
            path,
        )
    return parsed(data, path)


def parsed(data: bytes, path: str) -> Element:
    parser = etree.XMLParser(
        resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=False, collect_ids=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser, base_url=path)
    except etree.XMLSyntaxError as error:
        message = (error.msg or "").partition(", line ")[0]
        raise SchemaError(f"not well-formed XML: {message}", path, error.position[0] or None) from None


def _looks_like_xml(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"\xff\xfe", b"\xfe\xff", b"\x00<"))


def children(element: Element) -> list[Element]:
    """The children that belong to the schema; all others are annotations (section 4.1)."""
    return [child for child in element if isinstance(child.tag, str) and child.tag.startswith(_R)]


def tag(element: Element) -> str:
    name = element.tag
    return name[len(_R) :] if isinstance(name, str) and name.startswith(_R) else str(name)


def check(root: Element, path: str) -> None:
    """Raises SchemaError at the first element that RELAX NG does not have like this."""
    if tag(root) not in _PATTERNS:
        raise SchemaError(f"a schema begins with a pattern or a grammar, not with <{tag(root)}>", path, root.sourceline)
    known: dict[object, list[str]] = {}
    waiting = [(root, "p")]
    while waiting:
        element, kind = waiting.pop()
        inner = element[:] if len(element) else []
        shape = (kind, element.tag, tuple(element.keys()), tuple([child.tag for child in inner]))
        kinds = known.get(shape)
        if kinds is None:
            kinds = known[shape] = _checked(element, kind, path)
        waiting.extend((child, of) for child, of in zip(inner, kinds, strict=True) if of)
    for text in _STRAY_TEXT(root):
        place = text.getparent()
        # within an annotation there may be anything, also elements of RELAX NG
        if tag(place) in _BY_TAG and all(tag(one) in _BY_TAG for one in place.iterancestors()):
            raise SchemaError(f"text that belongs to no pattern: {str(text).strip()[:40]!r}", path, place.sourceline)


def _checked(element: Element, kind: str, path: str) -> list[str]:
    """The kinds of the children in order, empty for annotations."""
    name = tag(element)
    shape = _KINDS[kind].get(name)
    if shape is None:
        raise SchemaError(f"<{name}> is not allowed here", path, element.sourceline)
    keys = {str(key) for key in element.attrib if not str(key).startswith("{")}
    named = kind == "p" and name in ("element", "attribute") and "name" in keys
    for key in sorted(keys - shape.required - shape.optional - _EVERYWHERE - ({"name"} if named else set())):
        raise SchemaError(f"<{name}> has no attribute {key}", path, element.sourceline)
    for key in sorted(shape.required - keys):
        raise SchemaError(f"<{name}> needs the attribute {key}", path, element.sourceline)
    if any(str(key).startswith(_R) for key in element.attrib):
        raise SchemaError(f"<{name}> has an attribute in the namespace of RELAX NG", path, element.sourceline)
    expected = shape.children.removeprefix("n") if named else shape.children
    if shape.text and len(element):
        raise SchemaError(f"<{name}> holds text only", path, element.sourceline)
    kinds = list(_kinds(element, name, kind, expected, path))
    if not re.fullmatch(expected, "".join(kinds)):
        raise SchemaError(_wrong_children(name, expected, kinds), path, element.sourceline)
    return kinds


def _kinds(element: Element, name: str, kind: str, expected: str, path: str) -> Iterator[str]:
    for position, child in enumerate(element):
        inner = tag(child)
        if not isinstance(child.tag, str) or not child.tag.startswith(_R):
            yield ""
        elif child.tag not in _KNOWN:
            raise SchemaError(f"RELAX NG has no element <{inner}>", path, child.sourceline)
        elif inner == "param":
            yield "a"
        elif inner == "except":
            yield "y" if kind == "n" else "x"
        elif inner in _COMPONENT_KINDS:
            yield "w" if inner == "div" and (name == "include" or kind == "w") else _COMPONENT_KINDS[inner]
        else:
            yield _pattern_or_name(element, inner, position, expected)


def _pattern_or_name(element: Element, inner: str, position: int, expected: str) -> str:
    if inner in ("name", "anyName", "nsName"):
        return "n"
    if inner != "choice" or not expected.startswith("n"):
        return "p"
    is_first = not any(isinstance(child.tag, str) and child.tag.startswith(_R) for child in element[:position])
    return "n" if expected == "n+" or is_first else "p"


_WORDS = {"p": "a pattern", "n": "a name class", "a": "a param", "x": "an except", "y": "an except"}


def _wrong_children(name: str, expected: str, kinds: list[str]) -> str:
    if not any(kinds) and expected:
        return f"<{name}> is empty; it needs {_WORDS.get(expected[0], 'a start or define')}"
    return f"the children of <{name}> are not those, or not in the order, that RELAX NG allows"


def is_library(text: str) -> bool:
    """Whether this may name a datatype library: an absolute URI without fragment, or nothing."""
    return not text or _LIBRARY.fullmatch(text) is not None
