"""Readers of one layer each: shapefile, OGR layer (GeoPackage, GeoJSON), boundary-point file."""

from __future__ import annotations

import itertools
import math
import shutil
import struct
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
class Reading:
    """How the user wants an INPUT read; '' concludes it.

    :param keep: where a reader puts the temporary folders that must outlive it.
    """

    layer: str = ""
    encoding: str = ""
    crs: str = ""
    keep: List[Any] = field(default_factory=list)

    def folder(self) -> Path:
        """Return a new temporary folder."""
        self.keep.append(tempfile.TemporaryDirectory(prefix="farmland-"))
        return Path(self.keep[-1].name)


def remove_all(keep: List[Any]) -> None:
    """Remove the temporary folders of a reading."""
    while keep:
        keep.pop().cleanup()


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

    def close(self) -> None:
        """Remove the temporary copies; afterwards the layer cannot be read again."""
        remove_all(self.keep)

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


def features_of(layer: Any, path: Path, remembered: bool = False) -> Iterator[Any]:
    """Yield a layer's features from the first.

    :param remembered: the format keeps the number of features beside them, where it may be stale.
    :raises BadInput: when the file is damaged: GDAL says so, or has fewer features than the file counts.
    """
    found = 0
    try:
        layer.ResetReading()
        feature = layer.GetNextFeature()
        while feature is not None:
            found += 1
            yield feature
            feature = layer.GetNextFeature()
        whole = found >= layer.GetFeatureCount() or (remembered and found == _counted(layer))
    except RuntimeError as error:
        raise _unreadable(path) from error
    if not whole:
        raise _unreadable(path)


def _counted(layer: Any) -> int:
    """Return how many features there really are: with a filter set, a GeoPackage counts instead of remembering."""
    layer.SetAttributeFilter("1 = 1")
    count = layer.GetFeatureCount()
    layer.SetAttributeFilter(None)
    return int(count)


def _sample(layer: Any, path: Path) -> List[Point]:
    """Return the middles of the first features' envelopes."""
    points: List[Point] = []
    for feature in itertools.islice(features_of(layer, path, remembered=True), _SAMPLE):
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
            for feature in features_of(layer, self.path, remembered=True):
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


def open_ogr(path: Path, reading: Reading) -> OgrSource:
    """Open one polygon layer of a GeoPackage or GeoJSON file.

    :raises BadInput: no such layer, several polygon layers and none named, no polygons, no features, no CRS.
    """
    digest = sha256_of(path)
    found, note, place = "utf-8", tr("fixed by the format"), path
    if path.suffix.lower() != ".gpkg":
        data = path.read_bytes()
        found, note = conclude_encoding((data,), chosen=reading.encoding, name=path.name)
        if found != "utf-8":
            place = reading.folder() / "utf8.geojson"
            place.write_text(data.decode(found, errors="replace"), encoding="utf-8")
    dataset = open_dataset(place, VECTOR_DRIVERS, _options(path))
    with quiet_gdal():
        chosen = _choose_layer(dataset, reading.layer, path.name)
        definition = chosen.GetLayerDefn()
        fields = [sound_text(definition.GetFieldDefn(i).GetName()) for i in range(definition.GetFieldCount())]
        name = f"{path.name}|{chosen.GetName()}" if dataset.GetLayerCount() > 1 else path.name
        _check_polygons(chosen, name)
        settled, conclusion = settle_crs(_declared_crs(chosen), reading.crs, _sample(chosen, path), name)
        return OgrSource(name, place, settled, conclusion.note, found, note, fields, chosen.GetFeatureCount(), digest,
                         keep=reading.keep, layer=chosen.GetName(), swapped=conclusion.swapped)


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
            for feature in features_of(layer, self.path):
                index = feature.GetFID()
                record = self.table.record(index) if self.table is not None else {}
                if record is not None:
                    yield SourceFeature(index + 1, _issued_wkb(feature, self.swapped), record)


def sidecar(path: Path, suffix: str) -> Optional[Path]:
    """Return the file beside ``path`` with the same stem and this suffix, letter case ignored."""
    return next((p for p in path.parent.iterdir() if p.stem == path.stem and p.suffix.lower() == suffix), None)


def _open_shapes(path: Path, restore: bool = False) -> Any:
    with quiet_gdal(SHAPE_RESTORE_SHX="YES" if restore else "NO"):
        dataset = open_dataset(path, ["ESRI Shapefile"], ["ENCODING=ISO-8859-1"])
        layer = dataset.GetLayer(0)
        definition = layer.GetLayerDefn()
        layer.SetIgnoredFields([definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())])
    return dataset


def sound_index(shx: Path, shp: Path) -> bool:
    """Whether every entry of a .shx points at a record of its .shp that is as long as the entry says."""
    entries, size = shx.read_bytes(), shp.stat().st_size
    if len(entries) < 100 or len(entries) % 8 != 4:
        return False
    with open(shp, "rb") as shapes:
        for offset, length in struct.iter_unpack(">ii", entries[100:]):
            if offset < 50 or length < 0 or 2 * (offset + length) + 8 > size:
                return False
            shapes.seek(2 * offset + 4)
            if struct.unpack(">i", shapes.read(4))[0] != length:
                return False
    return True


def _with_index(path: Path, parts: Dict[str, Optional[Path]], reading: Reading, problems: List[str]) -> Path:
    """Return the .shp to read: the user's own, or a copy whose missing or damaged .shx GDAL restores."""
    shx, shp = parts[".shx"], parts[".shp"]
    if shp is None or (shx is not None and sound_index(shx, shp)):
        return path
    shapes = reading.folder() / "restored.shp"
    for suffix in (".shp", ".dbf", ".prj"):
        part = parts[suffix]
        if part is not None:
            shutil.copyfile(part, shapes.with_suffix(suffix))
    problems.append(tr("The .shx was missing and was restored from the .shp.") if shx is None else
                    tr("The .shx was damaged and was restored from the .shp."))
    return shapes


def open_shapefile(path: Path, reading: Reading) -> ShapefileSource:
    """Open a shapefile; a missing or damaged .shx is restored in a temporary copy, never beside the user's file.

    :raises BadInput: missing or damaged .dbf, shapes and records that do not match, no polygons, no CRS to conclude.
    """
    parts = {suffix: sidecar(path, suffix) for suffix in _SHAPE_PARTS}
    digest = sha256_of(*sorted(part for part in parts.values() if part is not None))
    table = DbfTable(parts[".dbf"] or path.with_suffix(".dbf"), _cpg(parts[".cpg"]), reading.encoding)
    problems: List[str] = []
    shapes = _with_index(path, parts, reading, problems)
    dataset = _open_shapes(shapes, restore=shapes != path)
    layer = dataset.GetLayer(0)
    _check_polygons(layer, path.name)
    _check_pairs(shapes, table, path)
    with quiet_gdal():
        settled, conclusion = settle_crs(_declared_crs(layer), reading.crs, _sample(layer, path), path.name)
        count = layer.GetFeatureCount()
    return ShapefileSource(path.name, path, settled, conclusion.note, table.encoding, table.encoding_note, table.fields,
                           count, digest, problems=problems, cut_names=True, keep=reading.keep, shapes=shapes,
                           table=table, swapped=conclusion.swapped)


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


def open_txt(path: Path, reading: Reading) -> TxtSource:
    """Open a boundary-point file; its area is in hectares by definition.

    :raises BadInput: another datum than CGCS2000, no coordinates, a system that cannot be concluded.
    """
    parsed = boundary_txt.parse(path.read_bytes(), path.name, reading.encoding)
    points = [ring[0] for plot in parsed.plots if not plot.fault for part in plot.parts for ring in part]
    declared = QgsCoordinateReferenceSystem(f"EPSG:{parsed.epsg}") if parsed.epsg else None
    note, swapped = f"EPSG:{parsed.epsg}: {parsed.crs_note}", False
    if reading.crs or declared is None:
        declared, conclusion = settle_crs(None, reading.crs, points, path.name)
        note, swapped = conclusion.note, conclusion.swapped
    fields = list(dict.fromkeys(key for plot in parsed.plots for key in plot.attributes))
    known = {"source_no": boundary_txt.NUMBER, "monitored_area": boundary_txt.AREA}
    return TxtSource(path.name, path, declared, note, parsed.encoding, parsed.encoding_note, fields, len(parsed.plots),
                     sha256_of(path), field_map={k: v for k, v in known.items() if v in fields}, area_unit="ha",
                     problems=[f"{path.name}: {text}" for text in parsed.problems], parsed=parsed, swapped=swapped)
