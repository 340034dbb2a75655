"""Schemas by name, address or path: those that are shipped, files, and those that were fetched into the cache."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from teikit.catalogue.addresses import address_of, is_address
from teikit.catalogue.cache import cached, entries
from teikit.diagnostics import Location, refusal
from teikit.resources import schema_names, schema_path


def schema_file(name: str, folder: str | os.PathLike[str] = ".", place: Location | None = None) -> Path:
    """The file that is meant by the name of a schema, its address or a path from `folder`; `place` is where it is named.

    Nothing is fetched here. Raises TeikitError TK207 where a schema of the network is not in the cache, TK206 where
    there is none of this name and no such file.
    """
    if name in schema_names():
        return schema_path(name)
    if is_address(name):
        return _from_cache(name, place)
    path = Path(folder) / unquote(urlsplit(name).path if name.startswith("file:") else name)
    plain = Path(folder) / name
    found = next((each for each in (plain, path) if each.is_file()), None) or cached(name)
    if found is None and address_of(name):
        return _from_cache(name, place)
    if found is None:
        known = ", ".join(dict.fromkeys((*schema_names(), "tei_all", *(entry.name for entry in entries()))))
        hint = f"give a file, an address, or one of these names: {known}"
        raise refusal("TK206", f"there is no schema “{name}”", place, hint)
    return found


def _from_cache(name: str, place: Location | None) -> Path:
    found = cached(name)
    if found is None:
        message = f"the schema {name} is not on this computer, and nothing is fetched unasked"
        raise refusal("TK207", message, place, f"fetch it once: teikit schema fetch {name}")
    return found
