"""A IIIF manifest: the pages with their images, and the transcription or translation of each as an annotation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from teikit.diagnostics import Diagnostic, Severity
from teikit.exporters import reading
from teikit.exporters.facsimiles import Box, Facsimiles, Image, Surface
from teikit.exporters.facts import facts
from teikit.exporters.languages import web_language
from teikit.exporters.record import Record, record
from teikit.exporters.standoff import Feature, Standoff, language, standoff
from teikit.tei import TeiDocument

_CONTEXT = "http://iiif.io/api/presentation/3/context.json"
_NOWHERE = "https://example.invalid/edition"
_WIDTH, _HEIGHT = 1000, 1414  # of a canvas whose image does not say how large it is: the shape of a sheet
_RIGHTS = re.compile(r"https?://(creativecommons\.org/(licenses|publicdomain)/|rightsstatements\.org/)")
_TRANSLATION = re.compile(r"translat|übersetz|traduct", re.IGNORECASE)
Json = dict[str, Any]


class Page(NamedTuple):
    """A page of the text: its range of the reading text, its image, and what it is called.

    The last page ends one behind the text, so that a note called there is on it.
    """

    start: int
    end: int
    surface: Surface | None
    image: Image | None
    label: str


class Part(NamedTuple):
    """A block of the text: a transcription or a translation, in which language; `call` is where a note is called."""

    start: int
    end: int
    call: int | None
    kind: str
    tag: str

    def on(self, page: Page) -> tuple[int, int]:
        """The range of it that stands on a page; a note stands where it is called."""
        if self.call is not None:
            return (self.start, self.end) if page.start <= self.call < page.end else (0, 0)
        return max(self.start, page.start), min(self.end, page.end)


def write(document: TeiDocument) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """UTF-8 JSON, IIIF Presentation 3.0. A page begins at each pb; @facs, surface/@start or surface/@n say its image.

    Pages without an image have an empty canvas (TK443); a canvas whose size nothing tells has the shape of a sheet
    (TK445). Where the header has no address, the ids of the manifest lead nowhere (TK444).
    """
    made = _Manifest(document)
    text = json.dumps(made.manifest(), ensure_ascii=False, indent=1)
    return f"{text}\n".encode(), tuple(made.findings())


class _Manifest:
    """One manifest in the making."""

    def __init__(self, document: TeiDocument) -> None:
        self.known: Record = record(document.root)
        self.root = document.root
        self.read: Standoff = standoff(document)
        self.stated = self.known.url.partition("#")[0].rstrip("/")
        self.address = f"{self.stated or _NOWHERE}/iiif"
        self.facsimiles = Facsimiles(document.root, self.known.url)
        self.pages = list(_pages(self.read, self.facsimiles))
        self.tag = web_language(self.known.language) or "none"

    def manifest(self) -> Json:
        title = self.known.title or "Untitled"
        return {
            "@context": _CONTEXT,
            "id": f"{self.address}/manifest.json",
            "type": "Manifest",
            "label": {self.tag: [title]},
            **({"summary": {self.tag: list(self.known.abstract)}} if self.known.abstract else {}),
            **({"metadata": metadata} if (metadata := list(self._metadata())) else {}),
            **self._rights(),
            **(_homepage(self.known.url, self.tag, title) if self.stated else {}),
            "items": [self._canvas(number, page) for number, page in enumerate(self.pages, start=1)],
        }

    def findings(self) -> Iterator[Diagnostic]:
        without = sum(page.image is None for page in self.pages)
        if without:
            message = f"{without} of {len(self.pages)} pages have no image that the web can show; their canvas is empty"
            hint = "say where the image is with pb/@facs or facsimile/surface/graphic/@url"
            yield Diagnostic("TK443", Severity.WARNING, message, hint=hint)
        if not self.stated:
            message = f"the header gives the edition no address; the ids of the manifest begin with {_NOWHERE}"
            hint = 'put the address into publicationStmt/idno[@type="URI"]'
            yield Diagnostic("TK444", Severity.WARNING, message, hint=hint)
        unmeasured = sum(page.image is not None and _measured(page) is None for page in self.pages)
        if unmeasured:
            message = f"{unmeasured} images do not say how large they are; their canvas is {_WIDTH} by {_HEIGHT}"
            yield Diagnostic("TK445", Severity.INFO, message, hint="give graphic a @width and a @height in pixels")

    def _metadata(self) -> Iterator[Json]:
        for fact in facts(self.root).facts:
            yield {"label": {"en": [fact.label]}, "value": {"none": [value.text for value in fact.values]}}

    def _rights(self) -> Json:
        """The licence where IIIF admits its address, and what else is said, to be shown."""
        licence = next((each.url for each in self.known.rights if _RIGHTS.match(each.url)), "")
        said = [each.text for each in self.known.rights if each.text and each.text != licence]
        shown = {"label": {"en": ["Rights"]}, "value": {"none": said}}
        address = licence.replace("https://", "http://", 1)  # the form that section 3.2 of the specification asks for
        return {**({"requiredStatement": shown} if said else {}), **({"rights": address} if licence else {})}

    def _canvas(self, number: int, page: Page) -> Json:
        key = f"{self.address}/canvas/{number}"
        width, height = _measured(page) or (_WIDTH, _HEIGHT)
        canvas: Json = {"id": key, "type": "Canvas", "label": {"none": [page.label or str(number)]}}
        canvas |= {"height": height, "width": width}
        if page.image is not None:
            painting: Json = {"id": f"{key}/image", "type": "Annotation", "motivation": "painting"}
            painting |= {"body": _body(page.image), "target": key}
            canvas["items"] = [{"id": f"{key}/images", "type": "AnnotationPage", "items": [painting]}]
        texts = [*self._texts(key, page), *self._zones(key, page, width)]
        if texts:
            canvas["annotations"] = [{"id": f"{key}/text", "type": "AnnotationPage", "items": texts}]
        return canvas

    def _texts(self, key: str, page: Page) -> Iterator[Json]:
        """The text of a page: one annotation for each language, and for translation beside original."""
        parts: dict[tuple[str, str], list[str]] = {}
        for part in self.parts:
            if said := self.read.text[slice(*part.on(page))].strip():
                parts.setdefault((part.kind, part.tag), []).append(said)
        for number, ((kind, tag), texts) in enumerate(parts.items(), start=1):
            label = {"en": [kind]}
            yield {"label": label, **_supplement(f"{key}/text/{number}", "\n\n".join(texts), tag, key)}

    @cached_property
    def parts(self) -> list[Part]:
        """The blocks of the text, each with what it is to a reader."""
        return [
            Part(
                each.start,
                each.end,
                _call(each.feature),
                _kind(each.feature, self._whole),
                web_language(language(each.feature)) or self.tag,
            )
            for each in self.read.blocks
        ]

    @property
    def _whole(self) -> str:
        """What the text is where no part of it says so: a translation if the original is in another language."""
        return "Translation" if self.known.original_languages or self.known.playing("trl") else "Transcription"

    def _zones(self, key: str, page: Page, width: int) -> Iterator[Json]:
        """What stands in a zone of the page's image, with the zone as target."""
        if page.surface is None or not self.facsimiles.zones:
            return
        scale = width / page.surface.box.right if page.surface.box else 1.0
        for feature in self.read.features:
            for pointer in feature.element.get("facs", "").split():
                zone = self.facsimiles.zones.get(pointer)
                said = self.read.text[feature.start : feature.end]
                if zone is not None and zone.surface is page.surface and said:
                    target = f"{key}#xywh={_pixels(zone.box, scale)}"
                    tag = web_language(language(feature)) or self.tag
                    yield _supplement(f"{key}/zone/{feature.id}", said, tag, target)


def _pages(read: Standoff, facsimiles: Facsimiles) -> Iterator[Page]:
    """The pages in the order of the text; then the surfaces that no page names."""
    named: list[Surface] = []
    for page in (*_broken(read, facsimiles), *_transcribed(read, facsimiles)):
        named += [page.surface] if page.surface is not None else []
        yield page
    for surface in facsimiles.surfaces:
        if not any(surface is each for each in named):
            yield Page(0, 0, surface, surface.image, surface.label)


def _broken(read: Standoff, facsimiles: Facsimiles) -> Iterator[Page]:
    """The pages that begin at a pb, and before them what stands before the first. Without one, all is one page."""
    start, end = _edited(read)
    breaks = [each for each in read.features if each.name == "pb" and each.aside is None and start <= each.start <= end]
    breaks.sort(key=lambda each: each.start)
    shown = [_shown(each, facsimiles) for each in breaks]
    first = breaks[0].start if breaks else end
    if first > start or (not breaks and start == end == 0 and not facsimiles.surfaces):
        own = (each for each in facsimiles.surfaces if next(each.element.iterancestors("{*}sourceDoc"), None) is None)
        free = next(own, None)
        surface = None if free is None or any(free is each for each, _ in shown) else free
        image, label = (surface.image, surface.label) if surface else (None, "")
        yield Page(start, first if breaks else end + 1, surface, image, label)
    ends = [*(each.start for each in breaks[1:]), max(end, first) + 1]
    for each, (surface, image), upto in zip(breaks, shown, ends, strict=False):
        yield Page(each.start, upto, surface, image, reading.page(each.element))


def _edited(read: Standoff) -> tuple[int, int]:
    """The range of the text without its called notes, and without what the surfaces of a sourceDoc hold themselves."""
    if any(each.name == "surface" and each.start < each.end for each in read.features):
        texts = [each for each in read.features if each.name == "text"]
        return (texts[0].start, texts[-1].end) if texts else (0, 0)
    return 0, max((each.end for each in read.blocks if _call(each.feature) is None), default=0)


def _shown(pb: Feature, facsimiles: Facsimiles) -> tuple[Surface | None, Image | None]:
    """The surface and the image that a page break names."""
    stated = pb.element.get("facs", "").split()
    surface = next(filter(None, map(facsimiles.surface, stated)), None) or facsimiles.by_page.get(pb.id)
    if surface is None and not stated and (number := pb.element.get("n")):
        same = [each for each in facsimiles.surfaces if each.element.get("n") == number]
        surface = same[0] if len(same) == 1 else None
    if surface is not None and surface.image is not None:
        return surface, surface.image
    images = (facsimiles.image(each, pb.element) for each in stated if not each.startswith("#"))
    return surface, next(filter(None, images), None)


def _transcribed(read: Standoff, facsimiles: Facsimiles) -> Iterator[Page]:
    """The surfaces of a sourceDoc, which hold their text themselves."""
    ranges = {
        feature.element: feature
        for feature in read.features
        if feature.name == "surface" and feature.start < feature.end
    }
    for surface in facsimiles.surfaces:
        if feature := ranges.get(surface.element):
            yield Page(feature.start, feature.end + 1, surface, surface.image, surface.label)


def _call(feature: Feature) -> int | None:
    """Where the text calls the note that holds this, or the note that calls that note."""
    calls = [each.call for each in (feature, *feature.around()) if each.call is not None]
    return calls[-1] if calls else None


def _kind(feature: Feature, whole: str) -> str:
    stated = (each.element.get("type", "") for each in (feature, *feature.around()) if each.name == "div")
    return "Translation" if any(map(_TRANSLATION.search, stated)) else whole


def _measured(page: Page) -> tuple[int, int] | None:
    """The size of a canvas: the image's, else that of the surface's coordinates."""
    if page.image is not None and page.image.width and page.image.height:
        return page.image.width, page.image.height
    box = page.surface.box if page.surface is not None else None
    return (max(round(box.right), 1), max(round(box.bottom), 1)) if box else None


def _pixels(box: Box, scale: float) -> str:
    sides = (box.left, box.top, box.right - box.left, box.bottom - box.top)
    return ",".join(str(max(round(side * scale), 0)) for side in sides)


def _body(image: Image) -> Json:
    size = {"width": image.width, "height": image.height} if image.width and image.height else {}
    kind = image.format or ("image/jpeg" if image.service else "")
    return {"id": image.url, "type": "Image", **({"format": kind} if kind else {}), **size}


def _supplement(key: str, said: str, tag: str, target: str) -> Json:
    spoken = {} if tag == "none" else {"language": tag}
    body = {"type": "TextualBody", "value": said, "format": "text/plain", **spoken}
    return {"id": key, "type": "Annotation", "motivation": "supplementing", "body": body, "target": target}


def _homepage(url: str, tag: str, title: str) -> Json:
    return {"homepage": [{"id": url, "type": "Text", "label": {tag: [title]}, "format": "text/html"}]}
