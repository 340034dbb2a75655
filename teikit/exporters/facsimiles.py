"""Facsimiles: the images of an edition, the surfaces they show, and the zones on these, chapter 11.1 of the Guidelines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin

from teikit.exporters.header import web, words
from teikit.exporters.walking import Element, name
from teikit.tei import XML, XML_ID

_LENGTH = re.compile(r"(\d+)(?:\.\d+)?(?:px)?")
_POINT = re.compile(r"(-?[\d.]+),(-?[\d.]+)")
_FORMATS = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "jp2": "image/jp2",
    "webp": "image/webp",
}


class Image(NamedTuple):
    """An image on the web; `service` is the address of an IIIF image service, if that is what the file names."""

    url: str
    width: int = 0
    height: int = 0
    service: str = ""

    @property
    def format(self) -> str:
        """The media type that the suffix tells; empty where it tells none."""
        return _FORMATS.get(self.url.rpartition("/")[2].rpartition("?")[0].rpartition(".")[2].lower(), "") or (
            _FORMATS.get(self.url.rpartition(".")[2].lower(), "")
        )


class Box(NamedTuple):
    """A rectangle, in the units of its surface."""

    left: float
    top: float
    right: float
    bottom: float


class Surface(NamedTuple):
    """What one image shows; `keys` are the ids and addresses by which @facs may point to it, `page` the id of its pb."""

    element: Element
    image: Image | None
    box: Box | None
    label: str
    keys: frozenset[str]
    page: str = ""


class Zone(NamedTuple):
    """A part of a surface."""

    surface: Surface
    box: Box


class Facsimiles:
    """The surfaces of a file in their order, and where a pointer to one of them, or to a zone, leads."""

    def __init__(self, root: Element, address: str) -> None:
        self.address = address
        self.surfaces = list(self._surfaces(root))
        self.by_key = {key: surface for surface in reversed(self.surfaces) for key in surface.keys}
        self.by_page = {surface.page: surface for surface in self.surfaces if surface.page}
        self.zones = {
            f"#{zone.get(XML_ID)}": Zone(surface, box)
            for surface in self.surfaces
            for zone in surface.element.iter("{*}zone")
            if zone.get(XML_ID) and (box := _box(zone))
        }

    def surface(self, pointer: str) -> Surface | None:
        """The surface that @facs names, by its id, its zone's, its image's, or its image's address."""
        zone = self.zones.get(pointer)
        return zone.surface if zone else self.by_key.get(pointer)

    def image(self, url: str, element: Element) -> Image | None:
        """The image that an element names; none where the name leads nowhere."""
        stated = url.strip()
        held = "/" in stated or stated.rpartition(".")[2].lower() in _FORMATS
        whole = web(stated) or web(urljoin(urljoin(self.address, _base(element)), stated) if stated and held else "")
        if not whole or " " in whole:
            return None
        width, height = _length(element.get("width", "")), _length(element.get("height", ""))
        service = _service(whole)
        return Image(f"{service}/full/max/0/default.jpg" if service else whole, width, height, service)

    def _surfaces(self, root: Element) -> Iterator[Surface]:
        """The outermost surfaces; an image directly in a facsimile is one by itself."""
        for holder in root.iter("{*}facsimile", "{*}sourceDoc"):
            for element in holder.iter("{*}surface", "{*}graphic"):
                around = {name(above) for above in element.iterancestors()}
                if "surface" not in around:
                    yield self._surface(element, element if name(element) == "graphic" else _graphic(element))

    def _surface(self, element: Element, graphic: Element | None) -> Surface:
        image = self.image(graphic.get("url", ""), graphic) if graphic is not None else None
        keys = {f"#{each.get(XML_ID)}" for each in (element, graphic) if each is not None and each.get(XML_ID)}
        keys |= {graphic.get("url", "")} if graphic is not None else set()
        label = next(filter(None, (element.get("n", ""), words(element.find("{*}label")))), "")
        return Surface(element, image, _box(element), label, frozenset(keys), element.get("start", "").lstrip("#"))


def _graphic(surface: Element) -> Element | None:
    """The image of a surface: the largest where several are given."""
    found = [each for each in surface.iter("{*}graphic") if each.get("url")]
    return max(found, key=lambda each: _length(each.get("width", "")), default=None)


def _base(element: Element) -> str:
    around = (each.get(f"{{{XML}}}base", "") for each in (element, *element.iterancestors()))
    return next(filter(None, around), "")


def _service(url: str) -> str:
    """The image service that an address names, as such or by its info.json."""
    last = url.rstrip("/").rpartition("/")[2]
    if last == "info.json":
        return url.rstrip("/").rpartition("/")[0]
    is_file = last.rpartition(".")[2].lower() in _FORMATS or "?" in url
    return "" if is_file or "iiif" not in url.lower() else url.rstrip("/")


def _length(stated: str) -> int:
    found = _LENGTH.fullmatch(stated.strip())
    return int(found[1]) if found else 0


def _box(element: Element) -> Box | None:
    """The rectangle of @ulx, @uly, @lrx, @lry, or the one around @points."""
    corners = [element.get(key, "") for key in ("ulx", "uly", "lrx", "lry")]
    if all(corners):
        try:
            return _with_area(Box(*map(float, corners)))
        except ValueError:
            return None
    try:
        points = [(float(x), float(y)) for x, y in _POINT.findall(element.get("points", ""))]
    except ValueError:
        return None
    if len(points) < 2:
        return None
    across, down = zip(*points, strict=True)
    return _with_area(Box(min(across), min(down), max(across), max(down)))


def _with_area(box: Box) -> Box | None:
    return box if box.left < box.right and box.top < box.bottom else None
