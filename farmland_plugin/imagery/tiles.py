"""Days inside a mosaic (镶嵌线): each tile of a seamline layer says when its part of the image was taken."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, List, Sequence, Tuple

from osgeo import gdal, ogr, osr

from ..compat import geometry_of
from ..domain.errors import BadInput
from ..domain.imagery import Bounds, SceneTile
from ..domain.parcel import Scene
from ..domain.wkb import envelope
from ..files import existing
from ..i18n import tr
from .scenes import checked_date, reference

DRIVERS = ("ESRI Shapefile", "GPKG", "GeoJSON", "OpenFileGDB", "MapInfo File", "SQLite", "KML", "LIBKML")
_MOST = 100_000


def read_tiles(path: Path, date_field: str, source_field: str, crs_wkt: str, bounds: Bounds) -> List[SceneTile]:
    """Return the tiles of a seamline layer that meet a scene, numbered; ``scene_id`` is still ''.

    :param date_field: holds a day as text, number (20260905) or date; '' takes the only field whose every value is one.
    :param source_field: '' for none. :param crs_wkt: of the ledger. :param bounds: of the scene, ledger CRS.
    :raises BadInput: for a layer that cannot be read, has no CRS, lacks a field, or has a tile without a day.
    """
    layer, _dataset = _opened(path)
    names = [layer.GetLayerDefn().GetFieldDefn(number).GetName() for number in range(layer.GetLayerDefn().GetFieldCount())]
    features = [(number, feature) for number, feature in enumerate(layer, 1) if feature.GetGeometryRef() is not None]
    date_field = date_field or _guessed(names, [one for _, one in features], path)
    for name in filter(None, (date_field, source_field)):
        if name not in names:
            raise BadInput(tr("{path} has no field {field}: its fields are {known}."), path=path, field=name,
                           known=", ".join(names) or "-")
    move = _transformation(layer, crs_wkt, path)
    found: List[SceneTile] = []
    for number, feature in features:
        for wkb, box in _placed(feature, move, bounds):
            found.append(SceneTile("", len(found), _day(feature, date_field, path, number),
                                   str(feature.GetField(source_field) or "") if source_field else "", box, wkb))
    if not found:
        raise BadInput(tr("No polygon of {path} lies in the image: check its coordinate system."), path=path)
    return found


def _opened(path: Path) -> Tuple[Any, Any]:
    existing(path, tr("Seamline layer"))
    try:
        dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY, allowed_drivers=list(DRIVERS))
    except RuntimeError:
        dataset = None
    layer = dataset.GetLayer(0) if dataset is not None and dataset.GetLayerCount() else None
    if layer is None or ogr.GT_Flatten(layer.GetGeomType()) not in (ogr.wkbPolygon, ogr.wkbMultiPolygon, ogr.wkbUnknown):
        raise BadInput(tr("{path} cannot be read as a layer of polygons: give the seamlines as shapefile or GeoPackage."),
                       path=path)
    if layer.GetFeatureCount() > _MOST:
        raise BadInput(tr("{path} has {count} polygons: give the seamlines of this image only."), path=path,
                       count=layer.GetFeatureCount())
    return layer, dataset


def _guessed(names: Sequence[str], features: Sequence[Any], path: Path) -> str:
    """Return the only field in which every polygon has a day."""
    fitting = [name for name in names if features and all(_is_day(feature.GetField(name)) for feature in features)]
    if len(fitting) != 1:
        raise BadInput(tr("Say in DATE_FIELD which field of {path} holds the day: its fields are {known}."), path=path,
                       known=", ".join(names) or "-")
    return fitting[0]


def _is_day(value: Any) -> bool:
    try:
        return datetime.date.fromisoformat(_checked(value)) >= datetime.date(1980, 1, 1)
    except BadInput:
        return False


def _checked(value: Any) -> str:
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str("" if value is None else value)
    return checked_date(text.strip().split(" ")[0].split("T")[0], datetime.date.today())


def _day(feature: Any, field: str, path: Path, number: int) -> str:
    try:
        return _checked(feature.GetField(field))
    except BadInput as error:
        raise BadInput(tr("{path}: polygon {number} has no day in {field} ({value}): correct it there."), path=path,
                       number=number, field=field, value=feature.GetField(field)) from error


def _transformation(layer: Any, crs_wkt: str, path: Path) -> Any:
    own, target = layer.GetSpatialRef(), reference(crs_wkt)
    if own is None:
        raise BadInput(tr("{path} names no coordinate system: add its .prj file."), path=path)
    own = own.Clone()
    own.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return None if own.IsSame(target) else osr.CoordinateTransformation(own, target)


def _placed(feature: Any, move: Any, bounds: Bounds) -> Iterator[Tuple[bytes, Bounds]]:
    """Yield the polygon of a tile in the ledger CRS, when it meets the scene."""
    shape = feature.GetGeometryRef().Clone()
    shape.FlattenTo2D()
    if move is not None:
        shape.Transform(move)
    shape = ogr.ForceToMultiPolygon(shape if shape.IsValid() else shape.Buffer(0))
    if shape.IsEmpty():
        return
    west, east, south, north = shape.GetEnvelope()
    if west < bounds[2] and east > bounds[0] and south < bounds[3] and north > bounds[1]:
        yield bytes(shape.ExportToWkb(ogr.wkbNDR)), (west, south, east, north)


class Days:
    """Tells on which days scenes show a parcel; tiles are looked at by their boxes first."""

    def __init__(self, tiles: Iterable[SceneTile]) -> None:
        self._tiles: Dict[str, List[SceneTile]] = {}
        for one in tiles:
            self._tiles.setdefault(one.scene_id, []).append(one)

    def of(self, scene: Scene, ground: bytes) -> Tuple[str, str]:
        """Return the earliest and the latest day a scene shows a polygon (WKB, ledger CRS).

        Where seamlines leave a part of the polygon out, that part has the day of the scene itself.
        """
        low_x, low_y, high_x, high_y = envelope(ground)
        near = [one for one in self._tiles.get(scene.scene_id, ()) if one.bounds[0] < high_x and one.bounds[2] > low_x
                and one.bounds[1] < high_y and one.bounds[3] > low_y]
        if not near:
            return scene.captured, scene.captured
        asked, days, left = geometry_of(ground), set(), geometry_of(ground)
        for one in near:
            tile = geometry_of(one.geom)
            common = asked.intersection(tile)
            if common.area() > 0:
                days.add(one.captured)
                left = left.difference(tile)
        if left.area() > asked.area() * 0.01:
            days.add(scene.captured)
        return min(days), max(days)
