"""Layers that OGR streams: GeoPackage, OpenFileGDB and GeoJSON (whole or one feature to a line)."""

from __future__ import annotations

import math
import os
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Iterator, List, Optional, Set, Tuple

from osgeo import ogr

from ...domain.errors import BadInput
from ...files import sha256_of
from ...i18n import tr
from ..opening.hostile import refuse_virtual
from .base import (
    AREAL,
    NoPolygons,
    Reading,
    Source,
    SourceFeature,
    check_polygons,
    declared_crs,
    features_of,
    issued_wkb,
    open_dataset,
    quiet_gdal,
    sample_points,
    settle_crs,
    unreadable,
)
from .text_file import conclude_file_encoding, recoded

ALL = "*"
LINES = (".geojsonl", ".ndjson", ".geojsons", ".jsonl")
JSON = (".geojson", ".json", *LINES)
_POINTS = (ogr.wkbPoint, ogr.wkbMultiPoint)
_SURFACES = (ogr.wkbPolyhedralSurface, ogr.wkbTIN, ogr.wkbTriangle)
_MOST_WKB = 32 * 1024**2  # two million vertices
_MOST_GDB_FILES = 20_000
_HEAD = 1 << 20
_TYPE = re.compile(r'"type"\s*:\s*"(Feature|FeatureCollection|Multi\w+|Polygon|Point|LineString|GeometryCollection)"')


@dataclass
class OgrSource(Source):
    """A layer that OGR reads feature by feature."""

    layer: str = ""
    drivers: List[str] = field(default_factory=list)
    place: Path = Path()
    swapped: bool = False

    def __iter__(self) -> Iterator[SourceFeature]:
        dataset = open_dataset(self.place, self.drivers, _options(self.drivers))
        layer = dataset.GetLayerByName(self.layer)
        kinds = [layer.GetLayerDefn().GetFieldDefn(i).GetType() for i in range(layer.GetLayerDefn().GetFieldCount())]
        row = 0
        with quiet_gdal():
            for feature in features_of(layer, self.path, remembered="GPKG" in self.drivers):
                row += 1
                values = {name: field_text(feature, i, kind) for i, (name, kind) in enumerate(zip(self.fields, kinds))}
                wkb = issued_wkb(feature, self.swapped)
                yield SourceFeature(row, wkb, values, _fault(wkb))


def _fault(wkb: Optional[bytes]) -> str:
    """Return why a geometry goes no further: surfaces of triangles and monsters."""
    if wkb is None:
        return ""
    kind = int.from_bytes(wkb[1:5], "little" if wkb[0] else "big") % 1000
    if kind in _SURFACES:
        return tr("it is not a polygon ({kind})").format(kind=ogr.GeometryTypeToName(kind))
    if len(wkb) <= _MOST_WKB:
        return ""
    return tr("it has more than {count} vertices: simplify it where it comes from").format(count=_MOST_WKB // 16)


def _options(drivers: List[str]) -> List[str]:
    if "GPKG" in drivers:
        return ["LIST_ALL_TABLES=NO"]
    return ["DATE_AS_STRING=YES"] if drivers == ["GeoJSON"] else []


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


def open_gpkg(path: Path, reading: Reading, alone: bool = False) -> List[Source]:
    """Open the polygon layers of a GeoPackage; views are never read, nothing in the file is run.

    :param alone: INPUT is this very file, so that a layer of points may be meant.
    :raises BadInput: see ``open_layers``; also a layer that is a view or a virtual table.
    """
    refuse_virtual(path)
    tables, others = _tables(path)
    return open_layers(path, path, ["GPKG"], reading, alone=alone, only=tables, others=others,
                       encoding=("utf-8", tr("fixed by the format")))


def _tables(path: Path) -> Tuple[Set[str], Set[str]]:
    """Return the names of a GeoPackage's real tables, and of its views and virtual tables.

    :raises BadInput: when it is no sound SQLite file.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as store:
            store.execute("PRAGMA trusted_schema=OFF")
            rows = store.execute("SELECT type, name, sql FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
    except sqlite3.Error as error:
        raise unreadable(path) from error
    real = {name for kind, name, sql in rows if kind == "table" and not str(sql).lstrip().upper().startswith("CREATE VIRTUAL")}
    return real, {name for _, name, _ in rows} - real


def open_gdb(path: Path, reading: Reading, alone: bool = False) -> List[Source]:
    """Open the polygon layers of a file geodatabase (.gdb folder).

    :raises BadInput: see ``open_layers``; also links among its files and compressed (CDF) tables.
    """
    files: List[Path] = []
    for place, _, names in os.walk(path):
        files += [Path(place) / name for name in names]
        if len(files) > _MOST_GDB_FILES:
            raise unreadable(path)
    if any(file.is_symlink() for file in files):
        raise BadInput(tr("{path} holds a link ({name}): pack the files themselves."), path=path.name,
                       name=next(file.name for file in files if file.is_symlink()))
    if any(file.suffix.lower() == ".cdf" for file in files):
        raise BadInput(tr("{path} is compressed (CDF): uncompress it in ArcGIS, or export the layer as a shapefile."),
                       path=path.name)
    if not any(file.suffix.lower() == ".gdbtable" for file in files):
        raise BadInput(tr("{path} is no whole file geodatabase (no .gdbtable in it): copy the whole folder again."),
                       path=path.name)
    return open_layers(path, path, ["OpenFileGDB"], reading, alone=alone, encoding=("utf-8", tr("fixed by the format")))


def open_geojson(path: Path, reading: Reading, alone: bool = False) -> List[Source]:
    """Open a GeoJSON file, one feature to a line or whole; never more of it in memory than a feature.

    :raises BadInput: see ``open_layers``.
    """
    refuse_virtual(path)
    found, note = conclude_file_encoding(path, reading.encoding)
    _refuse_other_json(path, found)
    place = path if found == "utf-8" else recoded(path, found, reading.folder() / f"utf8{path.suffix.lower()}")
    driver = ["GeoJSONSeq"] if _one_to_a_line(place) else ["GeoJSON"]
    return open_layers(path, place, driver, reading, alone=alone, encoding=(found, note))


def _refuse_other_json(path: Path, encoding: str) -> None:
    """Refuse JSON that is no GeoJSON, such as a settings file.

    :raises NoPolygons: when no type of GeoJSON stands in its beginning.
    """
    with open(path, encoding=encoding, errors="replace") as stream:
        head = stream.read(_HEAD).lstrip("\ufeff\x1e \r\n\t")
    if head[:1] in ("{", "[") and not _TYPE.search(head):
        raise NoPolygons(tr("{name} is no GeoJSON: it holds other settings or data."), name=path.name)


def _one_to_a_line(path: Path) -> bool:
    """Whether a JSON text holds a feature to a line: by its name, or its second line begins another object."""
    with open(path, "rb") as stream:
        first = stream.readline(1 << 22).strip(b"\x1e \r\n\t")
        second = stream.readline(64).strip(b" \r\n\t")
    if second[:1] in (b"{", b"\x1e"):
        return first.startswith(b"{") and first.endswith(b"}")
    return path.suffix.lower() in LINES


def open_layers(path: Path, place: Path, drivers: List[str], reading: Reading, *, alone: bool, encoding: Tuple[str, str],
                only: Optional[Set[str]] = None, others: Optional[Set[str]] = None) -> List[Source]:
    """Open the layers of a data set that are wanted: the one named, all polygon layers for ``*``, or the only one.

    :param place: what is opened: ``path`` or a copy. :param only: names that are layers, None for all.
    :param others: names that are never opened.
    :raises BadInput: no such layer, several polygon layers and none named, no polygons, no features, no CRS.
    """
    digest = sha256_of(*sorted(p for p in path.rglob("*") if p.is_file())) if path.is_dir() else sha256_of(path)
    dataset = open_dataset(place, drivers, _options(drivers))
    sources: List[Source] = []
    with quiet_gdal():
        chosen = _choose(dataset, reading.layer, path.name, alone, only, others or set())
        for layer in chosen:
            name = f"{path.name}|{layer.GetName()}" if dataset.GetLayerCount() > 1 else path.name
            try:
                sources.append(_source(layer, name, path, place, drivers, digest, reading, encoding))
            except NoPolygons:
                if len(chosen) == 1:
                    raise
    if not sources:
        raise NoPolygons(tr("{name} is empty: it has no features."), name=path.name)
    return sources


def _source(layer: Any, name: str, path: Path, place: Path, drivers: List[str], digest: str, reading: Reading,
            encoding: Tuple[str, str]) -> OgrSource:
    definition = layer.GetLayerDefn()
    fields = [sound_text(definition.GetFieldDefn(i).GetName()) for i in range(definition.GetFieldCount())]
    points = _is(layer, _POINTS)
    if points and layer.GetFeatureCount() == 0:
        raise NoPolygons(tr("{name} is empty: it has no features."), name=name)
    if not points:
        check_polygons(layer, name)
    settled, conclusion = settle_crs(declared_crs(layer), reading.crs, sample_points(layer, path), name, reading)
    return OgrSource(name, path, settled, conclusion.note, *encoding, fields, layer.GetFeatureCount(), digest,
                       keep=reading.keep, layer=layer.GetName(), drivers=drivers, place=place, swapped=conclusion.swapped,
                       shift=conclusion.shift)


def _is(layer: Any, kinds: Tuple[int, ...]) -> bool:
    return ogr.GT_Flatten(layer.GetGeomType()) in kinds


def _choose(dataset: Any, wanted: str, name: str, alone: bool, only: Optional[Set[str]], others: Set[str]) -> List[Any]:
    layers = [dataset.GetLayer(i) for i in range(dataset.GetLayerCount())]
    views = sorted(one for one in others if one == wanted or one in {layer.GetName() for layer in layers})
    layers = [layer for layer in layers if layer.GetName() not in others and (only is None or layer.GetName() in only)]
    names = ", ".join(layer.GetName() for layer in layers) or "-"
    if views and (wanted in views or not layers):
        raise BadInput(tr("{name}: the layer {layer} is a view, which is not run: export it as a layer of its own."), name=name,
                       layer=views[0])
    if wanted not in ("", ALL):
        found = [layer for layer in layers if layer.GetName() == wanted]
        if not found:
            raise BadInput(tr("{name} has no layer {layer}: it has {layers}."), name=name, layer=wanted, layers=names)
        if _is(found[0], _POINTS) and not alone:
            raise NoPolygons(tr("{name} has no polygon layer (its layers: {layers})."), name=name, layers=names)
        return found
    areal = [layer for layer in layers if _is(layer, AREAL)] or [
        layer for layer in layers if layer.GetGeomType() == ogr.wkbUnknown]
    if not areal and alone and len(layers) == 1 and _is(layers[0], _POINTS):
        return layers
    if not areal:
        if len(layers) == 1 and alone:
            return layers
        raise NoPolygons(tr("{name} has no polygon layer (its layers: {layers})."), name=name, layers=names)
    if len(areal) == 1 or wanted == ALL:
        return areal
    raise BadInput(tr("{name} has several polygon layers: set LAYER to one of {layers}, or to * for all of them."), name=name,
                   layers=", ".join(layer.GetName() for layer in areal))
