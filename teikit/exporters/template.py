"""Pages and style sheets of one's own: files that replace or complete what a format writes around the text.

A template is text with `$name$` where a part goes, as pandoc writes it; `$$` is a dollar sign.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from teikit.diagnostics import Location, refusal

# "$body$", "$$"; a dollar sign without a name and a second one is text: "5 $ a page"
_PLACE = re.compile(r"\$([a-z]*)\$")


class Template(NamedTuple):
    """What stands between the parts, and the names of the parts; there is one text more than names."""

    texts: tuple[str, ...]
    names: tuple[str, ...]

    def filled(self, parts: Mapping[str, str]) -> str:
        """The template with its parts; each name is among them."""
        filled = [piece for text, name in zip(self.texts, self.names, strict=False) for piece in (text, parts[name])]
        return "".join((*filled, self.texts[-1]))


def template(text: str, known: frozenset[str], path: str | None = None) -> Template:
    """A template from its text. Raises TeikitError TK421 where it names an unknown part, or has no place for the text."""
    pieces = _PLACE.split(text)
    texts, names = [pieces[0]], []
    for name, after in zip(pieces[1::2], pieces[2::2], strict=True):
        if not name:
            texts[-1] += f"${after}"
            continue
        if name not in known:
            line = "".join(texts).count("\n") + 1
            hint = f"use one of: {', '.join(f'${one}$' for one in sorted(known))}; write $$ for a dollar sign"
            raise refusal("TK421", f"the template asks for ${name}$, which no page has", Location(path, line), hint)
        names.append(name)
        texts.append(after)
    if "body" not in names:
        hint = "write $body$ where the text belongs"
        raise refusal("TK421", "the template has no place for the text", Location(path, 1), hint)
    return Template(tuple(texts), tuple(names))


def own_template(path: str | os.PathLike[str], known: frozenset[str]) -> Template:
    """A template in a file. Raises TeikitError TK420 where it cannot be read, TK421 where it is at fault."""
    return template(own_text(path), known, os.fspath(path))


def own_text(path: str | os.PathLike[str]) -> str:
    """What a file of the user's own says, a style sheet for instance. Raises TeikitError TK420 where it cannot be read."""
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise refusal("TK420", f"cannot read {os.fspath(path)}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise refusal("TK420", f"{os.fspath(path)} is not UTF-8", hint="save it as UTF-8") from None


@lru_cache(maxsize=8)
def shipped_template(path: Path, known: frozenset[str]) -> Template:
    """A template of the package, read once."""
    return template(path.read_text(encoding="utf-8"), known, str(path))
