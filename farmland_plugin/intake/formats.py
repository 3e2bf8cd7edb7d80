"""Readers of one layer each: shapefile, OGR layer (GeoPackage, GeoJSON), boundary-point file."""

from __future__ import annotations

import math
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

from osgeo import gdal, ogr
from qgis.core import QgsCoordinateReferenceSystem

from ..domain.errors import BadInput
from ..files import sha256_of
from ..i18n import tr
from . import boundary_txt
from .crs import Conclusion, CrsFacts, conclude
from .dbf import DbfTable
from .encodings import conclude_encoding
from .zones import Point

VECTOR_DRIVERS = ["ESRI Shapefile", "GPKG", "GeoJSON"]
_SHAPE_PARTS = (".cpg", ".dbf", ".prj", ".shp", ".shx")
_SAMPLE = 200
_AREAL = (ogr.wkbPolygon, ogr.wkbMultiPolygon, ogr.wkbCurvePolygon, ogr.wkbMultiSurface)


class NoPolygons(BadInput):
    """The layer holds nothing that could be a parcel."""


@dataclass(frozen=True)
class SourceFeature:
    """One row as issued.

    :param row: 1-based. :param wkb: polygon as issued in the source's CRS, x = easting or longitude; None when the row
        has no geometry. :param attributes: every field as text. :param fault: why the reader distrusts the row.
    """

    row: int
    wkb: Optional[bytes]
    attributes: Dict[str, str]
    fault: str = ""


@dataclass
class Source:
    """An opened layer; iterate for its rows, as often as needed.

    :param crs: the concluded CRS. :param crs_note: what was concluded and why. :param sha256: over the data-bearing
        files in name order. :param field_map: fields whose meaning the format fixes. :param area_unit: unit the
        format fixes, else ''. :param problems: doubts that were settled, for the report. :param cut_names: field
        names are cut to ten bytes.
    """

    name: str
    path: Path
    crs: QgsCoordinateReferenceSystem
    crs_note: str
    encoding: str
    encoding_note: str
    fields: List[str]
    count: int
    sha256: str
    field_map: Dict[str, str] = field(default_factory=dict)
    area_unit: str = ""
    problems: List[str] = field(default_factory=list)
    cut_names: bool = False
    keep: List[Any] = field(default_factory=list)  # temporary folders that must outlive the reader

    def __iter__(self) -> Iterator[SourceFeature]:
        raise NotImplementedError

    def crs_text(self) -> str:
        """Return the CRS as it is stored: ``EPSG:4526``, or WKT when no authority knows it."""
        return str(self.crs.authid() or self.crs.toWkt())


@contextmanager
def quiet_gdal(**options: str) -> Iterator[None]:
    """Silence GDAL's own messages and set thread-local options for a block; the caller says what went wrong."""
    before = {key: gdal.GetThreadLocalConfigOption(key) for key in options}
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        for key, value in options.items():
            gdal.SetThreadLocalConfigOption(key, value)
        yield
    finally:
        for key, old in before.items():
            gdal.SetThreadLocalConfigOption(key, old)
        gdal.PopErrorHandler()


def open_dataset(path: Path, drivers: Sequence[str], options: Sequence[str] = ()) -> Any:
    """Open a file with OGR, read-only, by the named drivers and no others (VRT reads foreign files).

    :raises BadInput: when the file is not one of these formats or is damaged.
    """
    with quiet_gdal():
        try:
            dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY, allowed_drivers=list(drivers),
                                  open_options=list(options))
        except RuntimeError as error:
            raise _unreadable(path) from error
    if dataset is None:
        raise _unreadable(path)
    return dataset


def _unreadable(path: Path) -> BadInput:
    return BadInput(tr("{path} cannot be read: it is damaged or not of the format its name says."), path=path.name)


def facts_of(crs: QgsCoordinateReferenceSystem) -> CrsFacts:
    """Return what the zone rules need of a CRS."""
    return CrsFacts(crs.authid(), crs.description(), crs.toProj(), crs.isGeographic(), crs.toWkt())


def crs_from_text(text: str) -> QgsCoordinateReferenceSystem:
    """Return the CRS of an authority code or WKT.

    :raises BadInput: when it is not one.
    """
    crs = QgsCoordinateReferenceSystem(text)
    if not crs.isValid():
        raise BadInput(tr("{crs} is not a coordinate reference system: write it like EPSG:4526."), crs=text)
    return crs


def settle_crs(declared: Optional[QgsCoordinateReferenceSystem], chosen: str, points: Sequence[Point],
               name: str) -> Tuple[QgsCoordinateReferenceSystem, Conclusion]:
    """Return the CRS to read a layer in and how it was concluded; the user's choice wins but is checked."""
    wanted = crs_from_text(chosen) if chosen else declared
    found = conclude(facts_of(wanted) if wanted is not None else None, points, name, chosen=bool(chosen))
    if found.epsg is not None:
        return QgsCoordinateReferenceSystem(f"EPSG:{found.epsg}"), found
    if wanted is None:
        raise BadInput(tr("{name} has no CRS: set CRS."), name=name)
    return wanted, found


def _declared_crs(layer: Any) -> Optional[QgsCoordinateReferenceSystem]:
    srs = layer.GetSpatialRef()
    if srs is None or srs.IsLocal() or str(srs.GetName()).startswith(("Undefined", "unknown")):
        return None
    if srs.GetAuthorityName(None) == "EPSG":
        crs = QgsCoordinateReferenceSystem(f"EPSG:{srs.GetAuthorityCode(None)}")
        if crs.isValid():
            return crs
    crs = QgsCoordinateReferenceSystem.fromWkt(srs.ExportToWkt())
    return crs if crs.isValid() else None


def _sample(layer: Any) -> List[Point]:
    """Return the middles of the first features' envelopes."""
    points: List[Point] = []
    layer.ResetReading()
    for _ in range(_SAMPLE):
        feature = layer.GetNextFeature()
        if feature is None:
            break
        geometry = feature.GetGeometryRef()
        if geometry is None or geometry.IsEmpty():
            continue
        west, east, south, north = geometry.GetEnvelope()
        if all(map(math.isfinite, (west, east, south, north))):
            points.append(((west + east) / 2, (south + north) / 2))
    layer.ResetReading()
    return points


def _check_polygons(layer: Any, name: str) -> None:
    kind = ogr.GT_Flatten(layer.GetGeomType())
    if kind not in (*_AREAL, ogr.wkbUnknown, ogr.wkbGeometryCollection):
        what = ogr.GeometryTypeToName(kind)
        raise NoPolygons(tr("{name} has no polygons ({kind}): choose a polygon layer."), name=name, kind=what)
    if layer.GetFeatureCount() == 0:
        raise NoPolygons(tr("{name} is empty: it has no features."), name=name)


def _issued_wkb(feature: Any, swapped: bool) -> Optional[bytes]:
    geometry = feature.GetGeometryRef()
    if geometry is None:
        return None
    if swapped:
        geometry = geometry.Clone()
        geometry.SwapXY()
    return bytes(geometry.ExportToIsoWkb())


@dataclass
class OgrSource(Source):
    """A layer of a GeoPackage or a GeoJSON file."""

    layer: str = ""
    swapped: bool = False

    def __iter__(self) -> Iterator[SourceFeature]:
        dataset = open_dataset(self.path, VECTOR_DRIVERS, _options(self.path))
        layer = dataset.GetLayerByName(self.layer)
        kinds = [layer.GetLayerDefn().GetFieldDefn(i).GetType() for i in range(layer.GetLayerDefn().GetFieldCount())]
        row = 0
        with quiet_gdal():
            for feature in layer:
                row += 1
                values = {name: field_text(feature, i, kind) for i, (name, kind) in enumerate(zip(self.fields, kinds))}
                yield SourceFeature(row, _issued_wkb(feature, self.swapped), values)


def _options(path: Path) -> List[str]:
    return ["DATE_AS_STRING=YES"] if path.suffix.lower() in (".geojson", ".json") else []


def field_text(feature: Any, index: int, kind: int) -> str:
    """Return one OGR value as text: whole numbers without a point, 0.96 as "0.96", dates in ISO form."""
    if not feature.IsFieldSetAndNotNull(index):
        return ""
    if kind == ogr.OFTReal:
        return real_text(feature.GetFieldAsDouble(index))
    if kind in (ogr.OFTInteger, ogr.OFTInteger64):
        return str(feature.GetFieldAsInteger64(index))
    value = sound_text(feature.GetFieldAsString(index))
    if kind in (ogr.OFTDate, ogr.OFTDateTime):
        return value.replace("/", "-", 2).replace(" ", "T", 1)
    return value.strip()


def sound_text(value: Any) -> str:
    """Return OGR's text; bytes that are no UTF-8 (GBK in a GeoPackage) are read as GB18030."""
    text = value.decode("utf-8", errors="surrogateescape") if isinstance(value, bytes) else str(value)
    if text.isprintable() or not any("\ud800" <= ch <= "\udfff" for ch in text):
        return text
    return text.encode("utf-8", errors="surrogateescape").decode("gb18030", errors="replace")


def real_text(value: float) -> str:
    """Return the shortest decimal text of a float, without exponent; '' when it is not finite."""
    if not math.isfinite(value):
        return ""
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def open_ogr(path: Path, layer: str, encoding: str, crs: str) -> OgrSource:
    """Open one polygon layer of a GeoPackage or GeoJSON file.

    :raises BadInput: no such layer, several polygon layers and none named, no polygons, no features, no CRS.
    """
    digest = sha256_of(path)
    found, note, place = "utf-8", tr("fixed by the format"), path
    keep: List[Any] = []
    if path.suffix.lower() != ".gpkg":
        data = path.read_bytes()
        found, note = conclude_encoding((data,), chosen=encoding)
        if found != "utf-8":
            keep = [tempfile.TemporaryDirectory(prefix="farmland-")]
            place = Path(keep[0].name) / "utf8.geojson"
            place.write_text(data.decode(found, errors="replace"), encoding="utf-8")
    dataset = open_dataset(place, VECTOR_DRIVERS, _options(path))
    with quiet_gdal():
        chosen = _choose_layer(dataset, layer, path.name)
        definition = chosen.GetLayerDefn()
        fields = [sound_text(definition.GetFieldDefn(i).GetName()) for i in range(definition.GetFieldCount())]
        name = f"{path.name}|{chosen.GetName()}" if dataset.GetLayerCount() > 1 else path.name
        _check_polygons(chosen, name)
        settled, conclusion = settle_crs(_declared_crs(chosen), crs, _sample(chosen), name)
        return OgrSource(name, place, settled, conclusion.note, found, note, fields, chosen.GetFeatureCount(), digest,
                         keep=keep, layer=chosen.GetName(), swapped=conclusion.swapped)


def _choose_layer(dataset: Any, wanted: str, name: str) -> Any:
    layers = [dataset.GetLayer(i) for i in range(dataset.GetLayerCount())]
    names = ", ".join(layer.GetName() for layer in layers)
    if wanted:
        found = next((layer for layer in layers if layer.GetName() == wanted), None)
        if found is None:
            raise BadInput(tr("{name} has no layer {layer}: it has {layers}."), name=name, layer=wanted, layers=names)
        return found
    areal = [layer for layer in layers if ogr.GT_Flatten(layer.GetGeomType()) in _AREAL]
    areal = areal or [layer for layer in layers if layer.GetGeomType() == ogr.wkbUnknown]
    if len(areal) == 1 or (not areal and len(layers) == 1):
        return (areal or layers)[0]
    if not areal:
        raise NoPolygons(tr("{name} has no polygon layer (its layers: {layers})."), name=name, layers=names or "-")
    raise BadInput(tr("{name} has several polygon layers: set LAYER to one of {layers}."), name=name,
                   layers=", ".join(layer.GetName() for layer in areal))


@dataclass
class ShapefileSource(Source):
    """A shapefile: shapes by OGR, the table read byte by byte."""

    shapes: Path = Path()
    table: Optional[DbfTable] = None
    swapped: bool = False

    def __iter__(self) -> Iterator[SourceFeature]:
        dataset = _open_shapes(self.shapes)
        layer = dataset.GetLayer(0)
        with quiet_gdal():
            for feature in layer:
                index = feature.GetFID()
                record = self.table.record(index) if self.table is not None else {}
                if record is not None:
                    yield SourceFeature(index + 1, _issued_wkb(feature, self.swapped), record)


def sidecar(path: Path, suffix: str) -> Optional[Path]:
    """Return the file beside ``path`` with the same stem and this suffix, letter case ignored."""
    return next((p for p in path.parent.iterdir() if p.stem == path.stem and p.suffix.lower() == suffix), None)


def _open_shapes(path: Path) -> Any:
    with quiet_gdal(SHAPE_RESTORE_SHX="YES"):
        dataset = open_dataset(path, ["ESRI Shapefile"], ["ENCODING=ISO-8859-1"])
        layer = dataset.GetLayer(0)
        definition = layer.GetLayerDefn()
        layer.SetIgnoredFields([definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())])
    return dataset


def open_shapefile(path: Path, encoding: str, crs: str) -> ShapefileSource:
    """Open a shapefile; a missing .shx is restored in a temporary copy, never beside the user's file.

    :raises BadInput: missing or damaged .dbf, shapes and records that do not match, no polygons, no CRS to conclude.
    """
    parts = {suffix: sidecar(path, suffix) for suffix in _SHAPE_PARTS}
    digest = sha256_of(*sorted(part for part in parts.values() if part is not None))
    table = DbfTable(parts[".dbf"] or path.with_suffix(".dbf"), _cpg(parts[".cpg"]), encoding)
    keep: List[Any] = []
    shapes = path
    problems: List[str] = []
    if parts[".shx"] is None:
        keep.append(tempfile.TemporaryDirectory(prefix="farmland-"))
        shapes = Path(keep[0].name) / "restored.shp"
        for suffix in (".shp", ".dbf", ".prj"):
            part = parts[suffix]
            if part is not None:
                shutil.copyfile(part, shapes.with_suffix(suffix))
        problems.append(tr("The .shx was missing and was restored from the .shp."))
    dataset = _open_shapes(shapes)
    layer = dataset.GetLayer(0)
    _check_polygons(layer, path.name)
    _check_pairs(shapes, table, path)
    with quiet_gdal():
        settled, conclusion = settle_crs(_declared_crs(layer), crs, _sample(layer), path.name)
        count = layer.GetFeatureCount()
    return ShapefileSource(path.name, path, settled, conclusion.note, table.encoding, table.encoding_note, table.fields,
                           count, digest, problems=problems, cut_names=True, keep=keep, shapes=shapes, table=table,
                           swapped=conclusion.swapped)


def _cpg(path: Optional[Path]) -> str:
    return path.read_bytes()[:40].decode("ascii", errors="ignore").strip() if path is not None else ""


def _check_pairs(shapes: Path, table: DbfTable, path: Path) -> None:
    """Refuse a .shp and a .dbf that were not written together."""
    index = sidecar(shapes, ".shx")
    count = (index.stat().st_size - 100) // 8 if index is not None else table.count
    if count != table.count:
        raise BadInput(tr("{path}: the .shp holds {shapes} shapes but the .dbf {records} records: copy all files of "
                          "the shapefile again."), path=path.name, shapes=count, records=table.count)


@dataclass
class TxtSource(Source):
    """A boundary-point file."""

    parsed: Optional[boundary_txt.TxtFile] = None
    swapped: bool = False

    def __iter__(self) -> Iterator[SourceFeature]:
        for row, plot in enumerate(self.parsed.plots if self.parsed is not None else [], 1):
            parts = plot.parts
            if self.swapped:
                parts = [[[(y, x) for x, y in ring] for ring in part] for part in parts]
            yield SourceFeature(row, boundary_txt.to_wkb(parts) if parts else None, plot.attributes, plot.fault)


def open_txt(path: Path, encoding: str, crs: str) -> TxtSource:
    """Open a boundary-point file; its area is in hectares by definition.

    :raises BadInput: another datum than CGCS2000, no coordinates, a system that cannot be concluded.
    """
    parsed = boundary_txt.parse(path.read_bytes(), path.name, encoding)
    points = [ring[0] for plot in parsed.plots if not plot.fault for part in plot.parts for ring in part]
    declared = QgsCoordinateReferenceSystem(f"EPSG:{parsed.epsg}") if parsed.epsg else None
    note, swapped = f"EPSG:{parsed.epsg}: {parsed.crs_note}", False
    if crs or declared is None:
        declared, conclusion = settle_crs(None, crs, points, path.name)
        note, swapped = conclusion.note, conclusion.swapped
    fields = list(dict.fromkeys(key for plot in parsed.plots for key in plot.attributes))
    known = {"source_no": boundary_txt.NUMBER, "monitored_area": boundary_txt.AREA}
    return TxtSource(path.name, path, declared, note, parsed.encoding, parsed.encoding_note, fields, len(parsed.plots),
                     sha256_of(path), field_map={k: v for k, v in known.items() if v in fields}, area_unit="ha",
                     problems=[f"{path.name}: {text}" for text in parsed.problems], parsed=parsed, swapped=swapped)
