"""Layers that OGR reads whole: GeoPackage and GeoJSON."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Iterator, List

from osgeo import ogr

from ...domain.errors import BadInput
from ...files import sha256_of
from ...i18n import tr
from ..encodings import conclude_encoding
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
)

VECTOR_DRIVERS = ["GPKG", "GeoJSON"]


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
                yield SourceFeature(row, issued_wkb(feature, self.swapped), values)


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
        check_polygons(chosen, name)
        settled, conclusion = settle_crs(declared_crs(chosen), reading.crs, sample_points(chosen, path), name)
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
    areal = [layer for layer in layers if ogr.GT_Flatten(layer.GetGeomType()) in AREAL]
    areal = areal or [layer for layer in layers if layer.GetGeomType() == ogr.wkbUnknown]
    if len(areal) == 1 or (not areal and len(layers) == 1):
        return (areal or layers)[0]
    if not areal:
        raise NoPolygons(tr("{name} has no polygon layer (its layers: {layers})."), name=name, layers=names or "-")
    raise BadInput(tr("{name} has several polygon layers: set LAYER to one of {layers}."), name=name,
                   layers=", ".join(layer.GetName() for layer in areal))
