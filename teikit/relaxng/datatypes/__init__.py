"""The datatype libraries a schema may name: the built-in one, XML Schema's, and that of DTD compatibility."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from teikit.relaxng.datatypes.datatype import Datatype, DatatypeError, Namespaces
from teikit.relaxng.datatypes.xsd import TYPES, restricted

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
COMPATIBILITY = "http://relaxng.org/ns/compatibility/datatypes/1.0"

__all__ = ["COMPATIBILITY", "XSD", "Datatype", "DatatypeError", "Namespaces", "datatype"]

_BUILT_IN = {"string": TYPES["string"], "token": TYPES["token"]}
_LIBRARIES: Mapping[str, Mapping[str, Datatype]] = {
    "": _BUILT_IN,
    XSD: TYPES,
    COMPATIBILITY: {name: TYPES[name] for name in ("ID", "IDREF", "IDREFS")},
}


def datatype(
    library: str, name: str, params: Sequence[tuple[str, str]] = (), names: Namespaces | None = None
) -> Datatype:
    """The datatype a schema names, restricted by its params. Raises DatatypeError where there is no such type."""
    types = _LIBRARIES.get(library)
    if types is None:
        raise DatatypeError(f"unknown datatype library {library!r}; known are {XSD} and the built-in one")
    found = types.get(name)
    if found is None:
        raise DatatypeError(f"the datatype library {library or '(built-in)'} has no type {name!r}")
    if params and library != XSD:
        raise DatatypeError(f"the type {name} of the library {library or '(built-in)'} takes no params")
    return restricted(found, params, names or {}) if params else found
