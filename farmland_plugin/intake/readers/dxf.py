"""DXF drawings: closed polylines and hatches are rows, open polylines are faults, texts inside give the number."""

from __future__ import annotations

import math
import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple

from osgeo import ogr
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsRectangle, QgsSpatialIndex

from ...domain.errors import BadInput
from ...domain.zones import Point
from ...files import sha256_of
from ...i18n import tr
from ..opening.hostile import refuse_virtual
from .base import NoPolygons, Reading, Source, SourceFeature, open_dataset, quiet_gdal, settle_crs, unreadable
from .coordinates import holds, line_wkb, polygon_wkb
from .encodings import canonical_encoding, decodes, required_encoding

LAYER, HANDLE, NUMBER, TEXTS = "图层", "句柄", "编号", "文字"
_BINARY = b"AutoCAD Binary DXF"
_TOUCHING = 0.001  # metres: a polyline whose ends are this close was closed with the cursor
_SAMPLE = 200
_HEAD = 256 * 1024
_SAMPLE_TEXTS = 5_000
_CODE_PAGE = re.compile(rb"\$DWGCODEPAGE\s+3\s+([^\r\n]+)")
_VERSION = re.compile(rb"\$ACADVER\s+1\s+AC(\d+)")
_UNICODE = re.compile(r"\\U\+([0-9A-Fa-f]{4})")
_MULTIBYTE = re.compile(r"\\M\+[1-5]([0-9A-Fa-f]{4})")
_MOST_BYTES = 2 * 1024**3


@dataclass
class _Outline:
    """A closed line or hatch, or an open line with its gap."""

    layer: str
    handle: str
    wkb: bytes
    hatch: bool = False
    gap: float = 0.0
    texts: List[str] = field(default_factory=list)
    holes: List[int] = field(default_factory=list)
    dropped: bool = False


@dataclass
class _Drawing:
    """What a drawing holds."""

    outlines: List[_Outline] = field(default_factory=list)
    texts: List[Tuple[str, Point]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


@dataclass
class DxfSource(Source):
    """The closed lines of a drawing, holes taken out."""

    drawing: _Drawing = field(default_factory=_Drawing)
    swapped: bool = False

    def __iter__(self) -> Iterator[SourceFeature]:
        row = 0
        for outline in self.drawing.outlines:
            if outline.dropped:
                continue
            row += 1
            number = outline.texts[0] if len(outline.texts) == 1 else ""
            values = {LAYER: outline.layer, HANDLE: outline.handle, NUMBER: number, TEXTS: "; ".join(outline.texts)}
            fault = ""
            if outline.gap:
                fault = tr("the polyline {handle} of layer {layer} is open by {gap} m: close it in the drawing").format(
                    handle=outline.handle or "-", layer=outline.layer, gap=f"{outline.gap:.3f}")
            yield SourceFeature(row, self._wkb(outline), values, fault)

    def _wkb(self, outline: _Outline) -> bytes:
        geometry = ogr.CreateGeometryFromWkb(outline.wkb)
        for hole in outline.holes:
            inner = ogr.CreateGeometryFromWkb(self.drawing.outlines[hole].wkb)
            if geometry.GetGeometryType() == ogr.wkbPolygon and inner.GetGeometryType() == ogr.wkbPolygon:
                geometry.AddGeometry(inner.GetGeometryRef(0).Clone())
            else:
                geometry = geometry.Difference(inner)
        if self.swapped:
            geometry.SwapXY()
        return bytes(geometry.ExportToIsoWkb())


def open_dxf(path: Path, reading: Reading) -> DxfSource:
    """Open a DXF drawing; its system is concluded from the numbers. ``reading.layer`` names one layer of the drawing.

    :raises BadInput: binary or damaged, no such layer, no system that can be concluded. :raises NoPolygons: no closed line.
    """
    refuse_virtual(path)
    encoding, note = _encoding(path, reading.encoding)
    drawing = _read(path, encoding)
    layers = Counter(outline.layer for outline in drawing.outlines)
    if reading.layer not in ("", "*"):
        if reading.layer not in layers:
            raise BadInput(tr("{name} has no layer {layer}: it has {layers}."), name=path.name, layer=reading.layer,
                           layers=", ".join(layers) or "-")
        drawing.outlines = [one for one in drawing.outlines if one.layer == reading.layer]
    if not drawing.outlines:
        raise NoPolygons(tr("{name} has no closed polylines and no hatches ({found}): draw the parcels as closed polylines."),
                         name=path.name, found=_listed(drawing.left_out))
    problems = [f"{path.name}: {text}" for text in _settle(drawing)]
    sample = [point for point in (_first_point(one) for one in drawing.outlines[:_SAMPLE]) if point is not None]
    settled, conclusion = settle_crs(None, reading.crs, sample, path.name, reading)
    rows = sum(1 for one in drawing.outlines if not one.dropped)
    if len(layers) > 1 and not reading.layer:
        problems.append(tr("{name}: all layers were read ({layers}): set LAYER to read one of them").format(
            name=path.name, layers=_listed(layers)))
    if drawing.left_out:
        problems.append(tr("{name}: what is no outline was left out ({found})").format(
            name=path.name, found=_listed(drawing.left_out)))
    return DxfSource(path.name, path, settled, conclusion.note, encoding, note, [LAYER, HANDLE, NUMBER, TEXTS], rows,
                     sha256_of(path), field_map={"source_no": NUMBER}, problems=problems, keep=reading.keep, drawing=drawing,
                     swapped=conclusion.swapped, shift=conclusion.shift)


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common(12)) or "-"


def _encoding(path: Path, chosen: str) -> Tuple[str, str]:
    """Return the encoding of a drawing's texts: chosen, stated by its header and fitting, or the one that fits."""
    if path.stat().st_size > _MOST_BYTES:
        raise BadInput(tr("{path} is larger than any drawing of parcels: save the parcels' layer as a DXF of its own."),
                       path=path.name)
    texts: List[bytes] = []
    with open(path, "rb") as stream:
        head = stream.read(_HEAD)
        if head.startswith(_BINARY):
            raise BadInput(tr("{path} is a binary DXF: save it as DXF in text form (ASCII)."), path=path.name)
        stream.seek(0)
        line = b""
        for line in stream:
            if len(texts) < _SAMPLE_TEXTS and not line.isascii():
                texts.append(line.strip())
            if line.strip() == b"EOF":
                break
        if line.strip() != b"EOF":
            raise BadInput(tr("{path} is damaged: it ends before its end mark (EOF); save it as DXF again."), path=path.name)
    if chosen:
        encoding = required_encoding(chosen)
        if not decodes(texts, encoding):
            raise BadInput(tr("The text of {name} is not {encoding}: leave ENCODING empty or choose another."),
                           name=path.name, encoding=chosen)
        return encoding, tr("chosen by the user")
    version, page = _VERSION.search(head), _CODE_PAGE.search(head)
    modern = version is not None and int(version.group(1)) >= 1021  # AutoCAD 2007: always UTF-8
    stated = "utf-8" if modern else canonical_encoding(page.group(1).decode("ascii", "ignore").replace("_", "")) if page else None
    for candidate, note in ((stated, tr("stated by the drawing's header")),
                            ("utf-8", tr("the only one that all of the text fits, tried UTF-8, then GB18030")),
                            ("gb18030", tr("the only one that all of the text fits, tried UTF-8, then GB18030"))):
        if candidate and candidate not in ("cp1252",) and decodes(texts, candidate):
            return candidate, note
    return stated or "gb18030", tr("stated by the drawing's header")


@contextmanager
def _entities(path: Path) -> Iterator[Any]:
    """Yield the layer of entities; blocks are not put in place, texts come byte by byte as Latin-1."""
    with quiet_gdal(DXF_ENCODING="ISO-8859-1", DXF_INLINE_BLOCKS="FALSE", OGR_ARC_STEPSIZE="2"):
        dataset = open_dataset(path, ["DXF"])
        layer = dataset.GetLayerByName("entities")
        if layer is None:
            raise unreadable(path)
        yield layer


def _text(value: str, encoding: str) -> str:
    """Return a text that was read as Latin-1 in its own encoding, escapes resolved."""
    def whole(match: re.Match[str]) -> str:
        return match.group(0).encode("latin-1").decode(encoding, "replace")

    text = re.sub(r"[\x80-\xff][\x20-\xff]*", whole, value)
    text = _UNICODE.sub(lambda match: chr(int(match.group(1), 16)), text)
    text = _MULTIBYTE.sub(lambda match: bytes.fromhex(match.group(1)).decode("gb18030", "replace"), text)
    return " ".join(text.split())


def _read(path: Path, encoding: str) -> _Drawing:
    drawing = _Drawing()
    with _entities(path) as layer:
        names = {layer.GetLayerDefn().GetFieldDefn(i).GetName(): i for i in range(layer.GetLayerDefn().GetFieldCount())}
        feature = layer.GetNextFeature()
        while feature is not None:
            words = {key: feature.GetFieldAsString(names[key]) if key in names else ""
                     for key in ("Layer", "EntityHandle", "Text", "SubClasses", "BlockName", "PaperSpace")}
            geometry = feature.GetGeometryRef()
            if words["PaperSpace"] not in ("", "0"):
                drawing.left_out[tr("in the page layout")] += 1
            elif geometry is None or geometry.IsEmpty():
                drawing.left_out[tr("without shape")] += 1
            else:
                _take(drawing, geometry, words, encoding)
            feature = layer.GetNextFeature()
    if not drawing.outlines and not drawing.texts and not drawing.left_out and not _has_entities(path):
        raise unreadable(path)
    return drawing


def _has_entities(path: Path) -> bool:
    with open(path, "rb") as stream:
        return any(line.strip() == b"ENTITIES" for line in stream)


def _take(drawing: _Drawing, geometry: Any, words: Dict[str, str], encoding: str) -> None:
    """Sort one entity: outline, open polyline, text, or something that is no parcel."""
    kind = ogr.GT_Flatten(geometry.GetGeometryType())
    layer, handle, marks = _text(words["Layer"], encoding), words["EntityHandle"], words["SubClasses"]
    geometry.FlattenTo2D()
    if words["BlockName"]:
        drawing.left_out[tr("blocks")] += 1
    elif kind == ogr.wkbPoint and words["Text"].strip():
        drawing.texts.append((_text(words["Text"], encoding), (geometry.GetX(), geometry.GetY())))
    elif kind in (ogr.wkbPolygon, ogr.wkbMultiPolygon) and (not marks or "Hatch" in marks):
        drawing.outlines.append(_Outline(layer, handle, bytes(geometry.ExportToIsoWkb()), hatch=True))
    elif kind == ogr.wkbLineString and (("Polyline" in marks) or (not marks and geometry.GetPointCount() > 2)):
        points = [(x, y) for x, y, *_ in geometry.GetPoints()]
        gap = math.hypot(points[0][0] - points[-1][0], points[0][1] - points[-1][1])
        if len(set(points)) > 2 and gap <= _TOUCHING:
            ring = [point for at, point in enumerate(points[:-1]) if not at or point != points[at - 1]]
            wkb = polygon_wkb([[[*ring, ring[0]]]])
            drawing.outlines.append(_Outline(layer, handle, wkb))
        else:
            drawing.outlines.append(_Outline(layer, handle, line_wkb(points), gap=gap or _TOUCHING))
    else:
        drawing.left_out[marks.rpartition(":")[2].replace("AcDb", "") or ogr.GeometryTypeToName(kind)] += 1


def _first_point(outline: _Outline) -> Optional[Point]:
    geometry = ogr.CreateGeometryFromWkb(outline.wkb)
    west, east, south, north = geometry.GetEnvelope()
    return ((west + east) / 2, (south + north) / 2) if all(map(math.isfinite, (west, east, south, north))) else None


def _settle(drawing: _Drawing) -> List[str]:
    """Take out fills of outlines, find holes by containment and the texts inside; return what was settled."""
    closed = {i: ogr.CreateGeometryFromWkb(one.wkb) for i, one in enumerate(drawing.outlines) if not one.gap}
    found: List[str] = []
    fills = _drop_fills(drawing, closed)
    if fills:
        found.append(tr("{count} hatches only fill a polyline that is there and were left out").format(count=fills))
    index = _index(closed)
    around = _around(drawing, closed, index)
    _label(drawing, closed, index, around)
    holes = kept = 0
    for i, outer in around.items():
        if len(outer) % 2:
            inmost = max(outer, key=lambda j: len(around[j]))
            drawing.outlines[inmost].holes.append(i)
            holes += 1
            if len(drawing.outlines[i].texts) == 1:
                kept += 1
            else:
                drawing.outlines[i].dropped = True
    if holes:
        found.append(tr("{count} closed lines lie inside another of their layer: they are its holes; {kept} of them bear a "
                        "text of their own and are parcels too").format(count=holes, kept=kept))
    return found


def _drop_fills(drawing: _Drawing, closed: Dict[int, Any]) -> int:
    """Drop hatches that have the shape of a polyline."""
    def key(geometry: Any) -> Tuple[int, ...]:
        values = (*geometry.GetEnvelope(), geometry.GetArea())
        return tuple(round(value * 100) if math.isfinite(value) else 0 for value in values)

    lines = {key(geometry) for i, geometry in closed.items() if not drawing.outlines[i].hatch}
    fills = [i for i, geometry in closed.items() if drawing.outlines[i].hatch and key(geometry) in lines]
    for i in fills:
        drawing.outlines[i].dropped = True
        del closed[i]
    return len(fills)


def _index(closed: Dict[int, Any]) -> QgsSpatialIndex:
    index = QgsSpatialIndex()
    for i, geometry in closed.items():
        west, east, south, north = geometry.GetEnvelope()
        if all(map(math.isfinite, (west, east, south, north))):
            feature = QgsFeature(i)
            feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(west, south, east, north)))
            index.addFeature(feature)
    return index


def _around(drawing: _Drawing, closed: Dict[int, Any], index: QgsSpatialIndex) -> Dict[int, List[int]]:
    """Return for each closed line the ones of its layer that it lies in."""
    around: Dict[int, List[int]] = {}
    for i, geometry in closed.items():
        west, east, south, north = geometry.GetEnvelope()
        middle = QgsRectangle(QgsPointXY((west + east) / 2, (south + north) / 2), QgsPointXY((west + east) / 2,
                                                                                            (south + north) / 2))
        near = index.intersects(middle) if all(map(math.isfinite, (west, east, south, north))) else []
        around[i] = [j for j in near if j != i and drawing.outlines[j].layer == drawing.outlines[i].layer
                     and holds(closed[j], geometry)]
    return around


def _label(drawing: _Drawing, closed: Dict[int, Any], index: QgsSpatialIndex, around: Dict[int, List[int]]) -> None:
    """Give every text to the innermost outline of each layer it stands in."""
    for text, (x, y) in drawing.texts:
        if not (math.isfinite(x) and math.isfinite(y)):
            continue
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(x, y)
        inside = [j for j in index.intersects(QgsRectangle(x, y, x, y)) if closed[j].Contains(point)]
        outer = {k for j in inside for k in around[j]}
        for j in inside:
            if j not in outer:
                drawing.outlines[j].texts.append(text)
