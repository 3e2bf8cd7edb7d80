"""Whether a layer lies where this county's parcels lie: the outline, and ground that is known already."""

from __future__ import annotations

import itertools
import math
from contextlib import suppress
from pathlib import Path
from typing import Any, Dict, Iterable, List, Optional, Sequence

import numpy as np
import numpy.typing as npt
from osgeo import gdal, ogr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsSpatialIndex,
)

from ...domain.zones import Point, is_lonlat_in_china
from ...ledger.crs import ledger_crs, trusted_transform
from ...ledger.ledger import Ledger
from ..readers.base import Source, SourceFeature, facts_of, quiet_gdal
from . import gcj
from .outline import Outline, check_place

SAMPLE = 200
_MOST_KNOWN = 50_000  # known parcels looked at
_NEAR = 2.0  # metres between a vertex and a land-use line that is the same line
_TELLING = ("坐标", "来源", "数据源", "底图", "crs", "source", "datum")


def sample_of(rows: Iterable[SourceFeature]) -> List[SourceFeature]:
    """Return the first rows of a layer, as many as the checks look at."""
    return list(itertools.islice(rows, SAMPLE))


def middles(rows: Sequence[SourceFeature]) -> List[Point]:
    """Return the middle of each row's box, in the source's CRS; rows without a geometry are left out."""
    points: List[Point] = []
    with quiet_gdal(), suppress(RuntimeError):
        for row in rows:
            shape = ogr.CreateGeometryFromWkb(row.wkb) if row.wkb else None
            if shape is not None and not shape.IsEmpty():
                west, east, south, north = shape.GetEnvelope()
                if all(map(math.isfinite, (west, east, south, north))):
                    points.append(((west + east) / 2, (south + north) / 2))
    return points


def place_notes(source: Source, rows: Sequence[SourceFeature], ledger: Ledger, outline: Optional[Outline], *,
                chosen: bool = False) -> List[str]:
    """Return what the county's outline and known ground say of where a layer lies, one sentence each.

    :param rows: some rows of it (``sample_of``). :param chosen: the user named the CRS.
    :raises BadInput: when the outline proves another zone and the CRS was not chosen.
    """
    points = middles(rows)
    crs = source.crs
    if source.shift is not None:
        points, crs = source.shift.apply(points), QgsCoordinateReferenceSystem(f"EPSG:{source.shift.epsg}")
    told = check_place(outline, crs, facts_of(crs), points, source.name, chosen=chosen)
    fields = [name for name in source.fields if any(word in name.lower() for word in _TELLING)]
    values = {row.attributes.get(name, "") for row in rows for name in fields}
    suspected = gcj.named([source.name, source.path.name, *source.fields, *sorted(values)])
    if suspected is None and crs.isGeographic() and points and all(is_lonlat_in_china(x, y) for x, y in points):
        suspected = gcj.suspicion(np.asarray(points), KnownParcels(ledger)) or _by_lines(ledger, rows)
    return [note for note in (told, suspected) if note]


def _by_lines(ledger: Ledger, rows: Sequence[SourceFeature]) -> Optional[str]:
    """Return the doubt that corners fit the land-use lines only after the shift, None without such a layer."""
    line = next((one for one in reversed(ledger.redlines()) if one.role == "landuse"), None)
    if line is None:
        return None
    corners: List[Point] = []
    for row in rows:
        shape = QgsGeometry()
        shape.fromWkb(row.wkb or b"")
        corners += [(vertex.x(), vertex.y()) for vertex in itertools.islice(shape.vertices(), 8)]
    lines = LandUseLines(ledger, ledger.files / "redlines" / line.cache)
    return gcj.suspicion(np.asarray(corners[:SAMPLE]), lines) if lines.usable and corners else None


class _OnGround:
    """Places in degrees brought to the ledger's CRS."""

    def __init__(self, ledger: Ledger) -> None:
        self._into = trusted_transform(QgsCoordinateReferenceSystem("EPSG:4490"), ledger_crs(ledger),
                                            QgsCoordinateTransformContext())

    def __call__(self, lonlat: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
        found = np.zeros(len(lonlat), dtype=bool)
        for index, (lon, lat) in enumerate(lonlat.tolist()):
            with suppress(QgsCsException):
                found[index] = self.hits(self._into.transform(QgsPointXY(lon, lat)))
        return found

    def hits(self, place: QgsPointXY) -> bool:
        """Whether a place in the ledger's CRS is known ground."""
        raise NotImplementedError


class KnownParcels(_OnGround):
    """Tells which places lie in parcels of the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger)
        self._shapes: Dict[int, QgsGeometry] = {}
        self._index = QgsSpatialIndex()
        for number, parcel in enumerate(itertools.islice(ledger.parcels(), _MOST_KNOWN)):
            shape = QgsGeometry()
            shape.fromWkb(parcel.geom)
            self._shapes[number] = shape
            self._index.addFeature(number, shape.boundingBox())

    def hits(self, place: QgsPointXY) -> bool:
        """Whether a place lies in a parcel."""
        found = QgsGeometry.fromPointXY(place)
        return any(self._shapes[number].intersects(found) for number in self._index.intersects(found.boundingBox()))


class LandUseLines(_OnGround):
    """Tells which places lie on a line of the land-use layer, within two metres."""

    def __init__(self, ledger: Ledger, cache: Path) -> None:
        super().__init__(ledger)
        self._near = _NEAR / 111_320 if ledger_crs(ledger).isGeographic() else _NEAR
        self._layer: Any = None
        with quiet_gdal(), suppress(RuntimeError):
            self._data = gdal.OpenEx(str(cache), gdal.OF_VECTOR | gdal.OF_READONLY, allowed_drivers=["GPKG"])
            self._layer = self._data.GetLayerByName("redline") if self._data is not None else None

    @property
    def usable(self) -> bool:
        """Whether the layer's cache is there and sound."""
        return self._layer is not None

    def hits(self, place: QgsPointXY) -> bool:
        """Whether a place lies on a line."""
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(place.x(), place.y())
        self._layer.SetSpatialFilterRect(place.x() - self._near, place.y() - self._near, place.x() + self._near,
                                         place.y() + self._near)
        with suppress(RuntimeError):
            for feature in self._layer:
                border = feature.GetGeometryRef().Boundary()
                if border is not None and border.Distance(point) <= self._near:
                    return True
        return False
