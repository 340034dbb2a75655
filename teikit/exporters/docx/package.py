"""The Word file itself: its parts, what leads from one to the other, and the same bytes for the same parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from html import escape

from docx.opc.constants import CONTENT_TYPE as TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package as Parts

from teikit.exporters.docx.styles import DECLARATION, NAMESPACE, RELATIONS
from teikit.exporters.record import Record

# a zip knows no earlier time
_TIME = (1980, 1, 1, 0, 0, 0)
_SETTINGS = (
    f'{DECLARATION}<w:settings xmlns:w="{NAMESPACE}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="425"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat></w:settings>"
)
_METADATA = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"


class Package:
    """The parts of a file as they come; the document and its footnotes have relationships of their own."""

    def __init__(self) -> None:
        self._package = Parts()
        self.links: dict[str, dict[str, str]] = {"document": {}, "footnotes": {}}

    def link(self, part: str, address: str) -> str:
        """The id of the relationship from a part to an address on the web."""
        links = self.links[part]
        return links.setdefault(address, f"link{len(links) + 1}")

    def file(self, document: str, parts: dict[str, str], properties: str) -> bytes:
        """The file. `parts` are those beside the document, by the names of their kinds."""
        main = self._part("document", TYPE.WML_DOCUMENT_MAIN, document)
        self._package.load_rel(KIND.OFFICE_DOCUMENT, main, "main")
        core = Part(PackURI("/docProps/core.xml"), TYPE.OPC_CORE_PROPERTIES, properties.encode(), self._package)
        self._package.load_rel(KIND.CORE_PROPERTIES, core, "properties")
        for name, markup in {**parts, "settings": _SETTINGS}.items():
            main.load_rel(
                getattr(KIND, name.upper()), self._part(name, getattr(TYPE, f"WML_{name.upper()}"), markup), name
            )
        stream = io.BytesIO()
        self._package.save(stream)
        return _timeless(stream)

    def _part(self, name: str, kind: str, markup: str) -> Part:
        part = Part(PackURI(f"/word/{name}.xml"), kind, markup.encode(), self._package)
        for address, key in self.links.get(name, {}).items():
            part.load_rel(KIND.HYPERLINK, address, key, is_external=True)
        return part


def _timeless(stream: io.BytesIO) -> bytes:
    """The same zip with its entries sorted, the list of contents first, and no clock in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as given, zipfile.ZipFile(out, "w") as made:
        for name in sorted(given.namelist(), key=lambda name: (name[0] != "[", name)):
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            made.writestr(entry, given.read(name))
    return out.getvalue()


def properties(known: Record, title: str) -> str:
    """The core properties: what a file manager and a reference manager show of the file."""
    fields = "".join(f"<{tag}>{escape(said)}</{tag}>" for tag, said in _properties(known, title) if said)
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_METADATA}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:dcterms="http://purl.org/dc/terms/">{fields}</cp:coreProperties>'
    )


def _properties(known: Record, title: str) -> Iterator[tuple[str, str]]:
    archive = known.archive
    yield "dc:title", title
    yield "dc:subject", "; ".join(filter(None, (archive.holder, archive.shelfmark))) if archive is not None else ""
    yield "dc:creator", "; ".join(agent.name for agent in known.authors)
    yield "cp:keywords", "; ".join(subject.text for subject in known.subjects)
    yield "dc:description", " ".join(known.abstract) or known.citation
    yield "dc:language", known.language
    yield "dc:identifier", known.url
    yield "cp:category", "; ".join(genre.text for genre in known.genres)


def header(title: str) -> str:
    """The running head: the title, and the number of the page."""
    fields = "".join(
        f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>'
        if step != "PAGE"
        else "<w:r><w:instrText> PAGE </w:instrText></w:r>"
        for step in ("begin", "PAGE", "separate")
    )
    return (
        f'{DECLARATION}<w:hdr xmlns:w="{NAMESPACE}" xmlns:r="{RELATIONS}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(title)}</w:t><w:tab/></w:r>{fields}<w:r><w:t>2</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
    )
