"""The addresses that schemas are known by; several of them may mean one schema."""

from __future__ import annotations

from urllib.parse import urldefrag

from teikit.expressions import expression

_TEI = "https://tei-c.org/release/xml/tei/custom/schema/relaxng/{}.rng"
_EPIDOC = "https://epidoc.stoa.org/schema/latest/tei-epidoc.rng"
# the current release has stood under all of these, in XML and in the compact syntax
_TEI_RELEASE = expression(
    r"https?://(?:(?:www\.)?tei-c\.org/(?:release|Vault/P5/current)|vault\.tei-c\.(?:org|de)/P5/current)"
    r"/xml/tei/custom/schema/relaxng/([\w-]+)\.rn[gc]"
)
_OF_TEI = expression(r"tei_\w+")  # tei_all, tei_lite
_ADDRESS = expression(r"https?://[^\s/]+/\S*")


def is_address(name: str) -> bool:
    return _ADDRESS.fullmatch(name) is not None


def is_of_tei(address: str) -> bool:
    """Whether this is a schema of the current release of TEI, which is the same in both syntaxes of RELAX NG."""
    return _TEI_RELEASE.fullmatch(address) is not None


def address_of(name: str) -> str | None:
    """The one address of a schema that is named by an address or by a name of the TEI Consortium; None for others.

    >>> address_of("tei_all") == address_of("http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng")
    True
    """
    released = _TEI_RELEASE.fullmatch(name)
    if released or _OF_TEI.fullmatch(name):
        return _TEI.format(released[1] if released else name)
    if name == "epidoc":
        return _EPIDOC
    return urldefrag(name).url if is_address(name) else None


def same(one: str, other: str) -> bool:
    """Whether two addresses are the same but for the protocol."""
    return one.partition("://")[2] == other.partition("://")[2]
