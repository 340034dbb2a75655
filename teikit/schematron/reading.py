"""The files of a set of rules: read without network, their includes put in place, and the way back to file and line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml import etree

from teikit.schematron.errors import Origin, SchematronError

# the second was used before Schematron was a standard, and by schemas that ODD made until about 2010
NAMESPACES = ("http://purl.oclc.org/dsdl/schematron", "http://www.ascc.net/xml/schematron")
XSL = "http://www.w3.org/1999/XSL/Transform"
_RNG = "{http://relaxng.org/ns/structure/1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_OTHER_FILES = (f"{_RNG}include", f"{_RNG}externalRef")
_INCLUDES = ("include", "extends")
Locate = Callable[[str], str | None]


def kind(element: etree._Element) -> str:
    """The name of an element of Schematron, nothing for any other."""
    if not isinstance(element.tag, str):
        return ""
    namespace, _, name = element.tag[1:].rpartition("}")
    return name if namespace in NAMESPACES else ""


def xsl_kind(element: etree._Element) -> str:
    """The name of an element of XSLT, nothing for any other."""
    tag = element.tag
    return tag[len(XSL) + 2 :] if isinstance(tag, str) and tag.startswith(f"{{{XSL}}}") else ""


class Files:
    """One file of rules with all that it includes.

    `root` is a `sch:schema`, or the outermost element of a RELAX NG schema with rules in it. Raises SchematronError where
    a file is missing, on the network or not well-formed. `locate` gives the file for an address.
    """

    def __init__(self, path: str, locate: Locate | None = None) -> None:
        self.path = path
        self._locate = locate
        self._paths: dict[etree._Element, str] = {}
        self.root = self._parsed(path, None)
        if not kind(self.root) and not str(self.root.tag).startswith(_RNG):
            raise SchematronError("it is neither Schematron nor RELAX NG in XML syntax", path, self.root.sourceline)
        self._roots = [self.root]
        self.embedded = kind(self.root) != "schema"
        if self.embedded:
            self._other_schemas()
        for root in self._roots:
            self._included(root, ())

    def tops(self) -> Iterator[etree._Element]:
        """What stands on the outermost level of the rules, in the order of the document."""
        for root in self._roots:
            for element in root.iter(etree.Element) if self.embedded else root.iterchildren(etree.Element):
                parent = element.getparent()
                if (kind(element) or xsl_kind(element)) and (not self.embedded or not _is_inside(parent)):
                    yield element

    def origin(self, element: etree._Element) -> Origin:
        return Origin(self.path_of(element), element.sourceline or 1)

    def path_of(self, element: etree._Element) -> str:
        return next(self._paths[each] for each in (element, *element.iterancestors()) if each in self._paths)

    def stands(self, element: etree._Element, like: etree._Element) -> None:
        """A copy that was made of an element stands where that stood."""
        self._paths[element] = self.path_of(like)

    def _other_schemas(self) -> None:
        """The rules in the modules that a RELAX NG schema includes."""
        seen, waiting = {local_file(self.path, "")}, [self.root]
        while waiting:
            for each in waiting.pop(0).iter(*_OTHER_FILES):
                path = self._file(each, each.get("href", ""))
                if path is not None and path not in seen and Path(path).is_file():
                    seen.add(path)
                    self._roots.append(self._parsed(path, each))
                    waiting.append(self._roots[-1])

    def _included(self, root: etree._Element, around: tuple[str, ...]) -> None:
        for each in [found for found in root.iter(etree.Element) if kind(found) in _INCLUDES and found.get("href")]:
            address = urljoin(Path(self.path_of(each)).resolve().as_uri(), each.get("href", ""))
            if address in around:
                raise SchematronError(f"{each.get('href')} includes itself", *self.origin(each))
            target = self._target(each)
            self._included(target, (*around, address))
            self._replace(each, [target] if kind(each) == "include" else list(target))

    def _replace(self, place: etree._Element, instead: list[etree._Element]) -> None:
        parent = place.getparent()
        assert parent is not None  # the outermost element is no include
        for each in instead:
            self.stands(each, each)
            place.addprevious(each)
        parent.remove(place)

    def _target(self, reference: etree._Element) -> etree._Element:
        """The element that an include points to: the whole file, or what has the id behind the #."""
        href, fragment = urldefrag(reference.get("href", ""))
        path = self._file(reference, href)
        if path is None:
            raise SchematronError(f"{href} is on the network, from which nothing is read", *self.origin(reference))
        root = self._parsed(path, reference)
        found = [each for each in root.iter(etree.Element) if fragment in (each.get("id"), each.get(_XML_ID))]
        if fragment and not found:
            raise SchematronError(f"{href} has nothing with the id “{fragment}”", *self.origin(reference))
        if found:
            self.stands(found[0], root)
        return found[0] if found else root

    def _file(self, reference: etree._Element, href: str) -> str | None:
        """The file that is meant; None for an address that nobody can give a file for."""
        base = self.path_of(reference)
        path = local_file(base, href)
        if path is None and self._locate is not None:
            return self._locate(urljoin(Path(base).resolve().as_uri(), href))
        return path

    def _parsed(self, path: str, wanted: etree._Element | None) -> etree._Element:
        place = self.origin(wanted) if wanted is not None else Origin(path, 1)
        try:
            root = etree.fromstring(Path(path).read_bytes(), safe_parser())
        except OSError as error:
            raise SchematronError(f"cannot read {path}: {error.strerror}", *place) from None
        except etree.XMLSyntaxError as error:
            reason = (error.msg or "no element found").partition(", line ")[0]
            raise SchematronError(f"not well-formed XML: {reason}", path, error.position[0] or 1) from None
        self._paths[root] = path
        return root


def safe_parser() -> etree.XMLParser:
    """No network, no entities, no limits taken away."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False)


def local_file(base: str, reference: str) -> str | None:
    """The file that a reference in another file means; None where it is elsewhere than on this machine."""
    parts = urlsplit(urljoin(Path(base).resolve().as_uri(), reference))
    return unquote(parts.path) if parts.scheme == "file" and parts.netloc in ("", "localhost") else None


def _is_inside(element: etree._Element | None) -> bool:
    return element is not None and bool(kind(element) or xsl_kind(element))
