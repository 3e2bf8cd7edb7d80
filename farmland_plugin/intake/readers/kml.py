"""KML and KMZ, read as a stream: every Placemark of every folder is a row, its data fields are its attributes.

Qt's stream reader is used instead of a GDAL driver: it is in every QGIS, holds one Placemark at a time, and counts the
rows that GDAL's drivers leave out (LIBKML builds the whole tree, KML drops ExtendedData).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Tuple

from qgis.core import QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import QXmlStreamReader

from ... import archive
from ...domain.errors import BadInput
from ...domain.zones import Point
from ...files import sha256_of
from ...i18n import tr
from ..opening.hostile import refuse_doctype, refuse_virtual, with_entities
from .base import NoPolygons, Reading, Source, SourceFeature, settle_crs
from .coordinates import MOST_VERTICES, collection_wkb, line_wkb, point_wkb, polygon_wkb
from .text_file import conclude_file_encoding

_BLOCK = 1 << 18
_SAMPLE = 200
_DEEPEST = 200
NAME, DESCRIPTION, FOLDER = "名称", "描述", "文件夹"
_PLAIN = {"name": NAME, "description": DESCRIPTION, "address": "地址", "when": "时间", "begin": "开始时间", "end": "结束时间"}
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_Token = QXmlStreamReader.TokenType


@dataclass
class _Placemark:
    """One Placemark while it is read."""

    values: Dict[str, str] = field(default_factory=dict)
    polygons: List[List[List[Point]]] = field(default_factory=list)
    lines: List[List[Point]] = field(default_factory=list)
    points: List[Point] = field(default_factory=list)
    fault: str = ""
    data_name: str = ""


@dataclass
class _Seen:
    """What stands in a file beside its Placemarks."""

    links: int = 0
    images: int = 0


@dataclass
class KmlSource(Source):
    """The Placemarks of a KML file."""

    text: Path = Path()
    swapped: bool = False

    def __iter__(self) -> Iterator[SourceFeature]:
        for row, place in enumerate(_placemarks(self.text, self.encoding, self.path.name, _Seen()), 1):
            yield SourceFeature(row, _wkb(place, self.swapped), place.values, place.fault or _open_path(place))


def open_kml(path: Path, reading: Reading) -> List[Source]:
    """Open a KML file, or every KML of a KMZ; heights are left out, points are clues.

    :raises BadInput: hostile or damaged XML, a KMZ that is no zip. :raises NoPolygons: no Placemark.
    """
    if path.suffix.lower() == ".kml":
        return [_open(path, path, path.name, sha256_of(path), reading)]
    refuse_virtual(path)
    folder = reading.folder()
    archive.extract(path, folder)
    found = sorted(p for p in folder.rglob("*") if p.suffix.lower() == ".kml")
    if not found:
        raise NoPolygons(tr("{path} holds no .kml: export it again as KML or KMZ."), path=path.name)
    digest = sha256_of(path)
    sources: List[Source] = []
    for text in found:
        inner = text.relative_to(folder).as_posix()
        try:
            sources.append(_open(text, path, path.name if len(found) == 1 else f"{path.name}|{inner}", digest, reading))
        except NoPolygons:
            if len(found) == 1:
                raise
    if not sources:
        raise NoPolygons(tr("{name} is empty: it has no features."), name=path.name)
    return sources


def _open(text: Path, path: Path, name: str, digest: str, reading: Reading) -> KmlSource:
    refuse_virtual(text)
    refuse_doctype(text)
    encoding, note = conclude_file_encoding(text, reading.encoding)
    fields: Dict[str, None] = {}
    count = 0
    seen = _Seen()
    sample: List[Point] = []
    for place in _placemarks(text, encoding, path.name, seen):
        count += 1
        fields.update(dict.fromkeys(place.values))
        first = _first(place)
        if first is not None and len(sample) < _SAMPLE:
            sample.append(first)
    if not count:
        raise NoPolygons(tr("{name} is empty: it has no features."), name=name)
    declared = QgsCoordinateReferenceSystem("EPSG:4326")
    settled, found = settle_crs(declared, reading.crs, sample, name, reading)
    own = [one for one in fields if one not in (*_PLAIN.values(), FOLDER)]
    return KmlSource(name, path, settled, found.note, encoding, note, list(fields), count, digest,
                       field_map={} if own or NAME not in fields else {"source_no": NAME},
                       problems=_problems(name, seen), keep=reading.keep, text=text, swapped=found.swapped,
                       shift=found.shift)


def _problems(name: str, seen: _Seen) -> List[str]:
    found = [tr("{name}: KML is degrees of WGS 84 by definition, but map applications often write shifted ones (GCJ-02), "
                "some hundred metres off: compare a parcel with the imagery").format(name=name)]
    if seen.links:
        found.append(tr("{name}: {count} links to other KML files were not followed: give those files too").format(
            name=name, count=seen.links))
    if seen.images:
        found.append(tr("{name}: {count} images laid over the map were left out").format(name=name, count=seen.images))
    return found


def _first(place: _Placemark) -> Optional[Point]:
    for ring in ([ring for rings in place.polygons for ring in rings] + place.lines):
        if ring:
            return ring[0]
    return place.points[0] if place.points else None


def _open_path(place: _Placemark) -> str:
    """Return the fault of a Placemark that is a path and not an outline."""
    if not place.lines or place.polygons:
        return ""
    if all(len(line) > 3 and line[0] == line[-1] for line in place.lines):
        return ""
    line = next(line for line in place.lines if len(line) <= 3 or line[0] != line[-1])
    (x1, y1), (x2, y2) = (line[0], line[-1]) if line else ((0.0, 0.0), (0.0, 0.0))
    gap = 111_195 * math.hypot((x2 - x1) * math.cos(math.radians((y1 + y2) / 2)), y2 - y1)
    return tr("it is a path, not a polygon, and its ends are {gap} m apart: draw it as a polygon").format(gap=f"{gap:.1f}")


def _wkb(place: _Placemark, swapped: bool) -> Optional[bytes]:
    """Return the geometry: paths that end where they begin count as polygons."""
    polygons = list(place.polygons)
    lines = []
    for line in place.lines:
        if len(line) > 3 and line[0] == line[-1]:
            polygons.append([line])
        elif line:
            lines.append(line)
    if swapped:
        polygons = [[[(y, x) for x, y in ring] for ring in rings] for rings in polygons]
        lines = [[(y, x) for x, y in line] for line in lines]
    points = [(y, x) if swapped else (x, y) for x, y in place.points]
    if polygons and not lines and not points:
        return polygon_wkb(polygons)
    members = [polygon_wkb([rings]) for rings in polygons] + [line_wkb(line) for line in lines] + list(map(point_wkb, points))
    if not members:
        return None
    return members[0] if len(members) == 1 else collection_wkb(members)


def _tokens(text: Path, encoding: str, name: str) -> Iterator[Tuple[QXmlStreamReader, QXmlStreamReader.TokenType]]:
    """Yield each token of an XML file fed block by block.

    :raises BadInput: damaged XML or a document type.
    """
    reader = QXmlStreamReader()
    reader.setNamespaceProcessing(False)
    with open(text, encoding=encoding, errors="replace") as stream:
        block = _DECLARATION.sub("", stream.read(_BLOCK).lstrip("\ufeff"), count=1).lstrip()
        reader.addData(block.encode("utf-8", "replace"))
        while not reader.atEnd():
            token = reader.readNext()
            if token == _Token.DTD:
                raise with_entities(name)
            if token != _Token.Invalid:
                yield reader, token
                continue
            if reader.error() != QXmlStreamReader.Error.PrematureEndOfDocumentError:
                raise _damaged(name, reader)
            block = stream.read(_BLOCK)
            if not block:
                raise _damaged(name, reader)
            reader.addData(block.encode("utf-8", "replace"))


def _damaged(name: str, reader: QXmlStreamReader) -> BadInput:
    return BadInput(tr("{path} is damaged in line {line} ({reason}): export it again."), path=name,
                    line=reader.lineNumber(), reason=reader.errorString().rstrip("."))


def _placemarks(text: Path, encoding: str, name: str, seen: _Seen) -> Iterator[_Placemark]:
    """Yield the Placemarks of a KML file in order."""
    path: List[str] = []
    folders: List[Tuple[int, str]] = []
    place: Optional[_Placemark] = None
    words: List[str] = []
    for reader, token in _tokens(text, encoding, name):
        if token == _Token.StartElement:
            path.append(str(reader.qualifiedName()).rpartition(":")[2])
            words = []
            if len(path) > _DEEPEST:
                raise BadInput(tr("{path} is nested deeper than any KML: export it again."), path=name)
            if path[-1] == "Placemark":
                place = _Placemark()
            elif path[-1] in ("Folder", "Document"):
                folders.append((len(path), ""))
            elif place is not None and path[-1] in ("Data", "SimpleData", "outerBoundaryIs", "innerBoundaryIs", "Polygon"):
                _enter(place, path[-1], reader)
            seen.links += path[-1] == "NetworkLink"
            seen.images += path[-1] in ("GroundOverlay", "PhotoOverlay")
        elif token == _Token.Characters:
            words.append(str(reader.text()))
        elif token == _Token.EndElement:
            tag = path.pop()
            content = "".join(words).strip()
            words = []
            if place is not None and tag != "Placemark":
                _leave(place, tag, path, content)
            elif place is not None:
                place.values[FOLDER] = "/".join(title for _, title in folders if title)
                yield place
                place = None
            elif tag == "name" and folders and folders[-1][0] == len(path):
                folders[-1] = (len(path), content)
            elif folders and folders[-1][0] == len(path) + 1:
                folders.pop()


def _enter(place: _Placemark, tag: str, reader: QXmlStreamReader) -> None:
    if tag == "Polygon":
        place.polygons.append([])
    elif tag in ("Data", "SimpleData"):
        place.data_name = str(reader.attributes().value("name"))


def _leave(place: _Placemark, tag: str, path: List[str], content: str) -> None:
    """Take the content of an element that ended inside a Placemark."""
    parent = path[-1] if path else ""
    if tag == "coordinates":
        _take_coordinates(place, path, content)
    elif tag == "SimpleData" or (tag == "value" and parent == "Data"):
        key = place.data_name.strip() or tag
        place.values[key if key not in _PLAIN.values() or key not in place.values else f"{key}_2"] = content
    elif tag in _PLAIN and parent in ("Placemark", "TimeStamp", "TimeSpan") and content:
        place.values.setdefault(_PLAIN[tag], content)


def _take_coordinates(place: _Placemark, path: List[str], content: str) -> None:
    try:
        points = _points(content)
    except ValueError:
        place.fault = tr("its coordinates cannot be read ({text})").format(text=" ".join(content.split())[:40])
        return
    if not points:
        place.fault = tr("its coordinates are empty")
    elif len(points) > MOST_VERTICES:
        place.fault = tr("it has more than {count} vertices: simplify it where it comes from").format(count=MOST_VERTICES)
    elif "Polygon" in path and place.polygons:
        rings = place.polygons[-1]
        rings.insert(0, points) if "outerBoundaryIs" in path and "innerBoundaryIs" not in path else rings.append(points)
    elif path[-1] == "Point":
        place.points.extend(points[:1])
    else:
        place.lines.append(points)


def _points(content: str) -> List[Point]:
    """Return the points of ``lon,lat[,height] …``; blanks after commas are forgiven.

    :raises ValueError: when a token is no pair of numbers.
    """
    points = []
    for token in re.sub(r"\s*,\s*", ",", content).split():
        words = token.strip(",").split(",")
        if len(words) < 2:
            raise ValueError(token)
        points.append((float(words[0]), float(words[1])))
    return points
