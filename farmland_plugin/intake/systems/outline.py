"""The county's outline from the registered layers of places: parcels of this county lie in it, or their CRS is wrong."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import List, Optional, Sequence, Tuple

import numpy as np
import numpy.typing as npt
from osgeo import gdal, ogr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsPoint,
    QgsPointXY,
)

from ...compat import geometry_of
from ...crs_words import crs_words
from ...domain.codes import normalised
from ...domain.errors import BadInput
from ...domain.zones import Point, central_meridian, easting_prefix, epsg_without_prefix, is_plain_easting
from ...i18n import tr
from ...ledger.crs import ledger_crs, trusted_transform
from ...ledger.ledger import Ledger
from .crs import CrsFacts

ROLES = ("county", "township", "village")
Floats = npt.NDArray[np.float64]
_MOST = 0.8  # share of parcels in the county by which another zone convinces


class Outline:
    """A county's outline in the ledger's CRS.

    :param wkbs: polygons that make it up. :param crs: of the ledger. :param name: of the layer they come from.
    """

    def __init__(self, wkbs: Sequence[bytes], crs: QgsCoordinateReferenceSystem, name: str = "") -> None:
        self.crs, self.name = crs, name
        self._united = _united(wkbs)
        self._engine = QgsGeometry.createGeometryEngine(self._united.constGet())
        self._engine.prepareGeometry()

    @property
    def bounds(self) -> Tuple[float, float, float, float]:
        """West, south, east and north edge in the ledger's CRS."""
        box = self._united.boundingBox()
        west, south, east, north = box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()
        return float(west), float(south), float(east), float(north)

    def inside(self, xy: Floats) -> npt.NDArray[np.bool_]:
        """Return which points (n, 2) of the ledger's CRS lie in the county; what is not finite does not."""
        points = np.asarray(xy, dtype=np.float64).reshape(-1, 2)
        finite = np.isfinite(points).all(axis=1)
        found = np.zeros(len(points), dtype=bool)
        found[finite] = [self._engine.intersects(QgsPoint(x, y)) for x, y in points[finite].tolist()]
        return found

    def count(self, crs: QgsCoordinateReferenceSystem, points: Sequence[Point]) -> int:
        """Return how many points, read in a CRS, lie in the county."""
        return int(self.inside(_moved(points, crs, self.crs)).sum())


def _united(wkbs: Sequence[bytes]) -> QgsGeometry:
    return QgsGeometry.unaryUnion([geometry_of(wkb) for wkb in wkbs])


def _moved(points: Sequence[Point], source: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem) -> Floats:
    transform = trusted_transform(source, target, QgsCoordinateTransformContext())
    moved: List[Tuple[float, float]] = []
    for x, y in points:
        try:
            place = transform.transform(QgsPointXY(x, y))
            moved.append((place.x(), place.y()))
        except QgsCsException:
            moved.append((float("nan"), float("nan")))
    return np.asarray(moved, dtype=np.float64).reshape(-1, 2)


def county_outline(ledger: Ledger) -> Optional[Outline]:
    """Return the outline from the first registered role of county, township, village that can be read; None without one.

    Of a layer with several counties only the places whose code begins with the ledger's county count.
    """
    county = str(ledger.meta.get("county", ""))
    for role in ROLES:
        lines = [line for line in ledger.redlines() if line.role == role]
        for line in sorted(lines, key=lambda one: (one.vintage, one.registered_at), reverse=True):
            wkbs = _polygons(ledger.files / "redlines" / line.cache, county)
            if wkbs:
                return Outline(wkbs, ledger_crs(ledger), line.name)
    return None


def _polygons(cache: Path, county: str) -> List[bytes]:
    """Return the polygons of a red line's cache (GeoPackage, table ``redline``), nothing when it is gone or damaged."""
    if not cache.is_file():
        return []
    own: List[bytes] = []
    every: List[bytes] = []
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        with suppress(RuntimeError):
            dataset = gdal.OpenEx(str(cache), gdal.OF_VECTOR | gdal.OF_READONLY, allowed_drivers=["GPKG"])
            layer = dataset.GetLayerByName("redline") if dataset is not None else None
            for feature in layer if layer is not None else ():
                shape = feature.GetGeometryRef()
                if shape is None or shape.IsEmpty():
                    continue
                every.append(bytes(shape.ExportToWkb(ogr.wkbNDR)))
                if county and normalised(feature.GetFieldAsString("class_code")).startswith(county):
                    own.append(every[-1])
    finally:
        gdal.PopErrorHandler()
    return own or every


def check_place(outline: Optional[Outline], crs: QgsCoordinateReferenceSystem, facts: CrsFacts, points: Sequence[Point],
                name: str, *, chosen: bool = False) -> str:
    """Return what the county's outline says of a layer's CRS, one sentence for the report; '' without outline or points.

    :param crs: concluded, :param facts: of it. :param points: of the layer, x = easting. :param chosen: the user named the CRS.
    :raises BadInput: when hardly any parcel lies in the county, but nearly all would in another zone; never for a chosen CRS.
    """
    if outline is None or not points:
        return ""
    total, inside = len(points), outline.count(crs, points)
    said = facts.words
    if inside * 2 >= total:
        return tr("{inside} of {total} sampled parcels lie in the county's outline").format(inside=inside, total=total)
    best = None if facts.prefix is not None or facts.central_meridian is None else best_zone(outline, points)
    if best is None or best[1] <= inside or inside > (1 - _MOST) * total:
        return tr("only {inside} of {total} sampled parcels lie in the county's outline with {crs}: check the CRS and the choice "
                  "of file").format(inside=inside, total=total, crs=said)
    system, better = crs_words(f"EPSG:{best[0]}"), best[1]
    if chosen:
        return tr("with the chosen {crs} {inside} of {total} sampled parcels lie in the county, with {system} {better}: check "
                  "the CRS").format(crs=said, inside=inside, total=total, system=system, better=better)
    raise BadInput(tr("{name}: with {system} {better} of {total} sampled parcels lie in the county, with {crs}, as concluded, "
                      "{inside}: set CRS to the right one."), name=name, system=system, better=better, total=total, crs=said,
                   inside=inside)


def best_zone(outline: Outline, points: Sequence[Point]) -> Optional[Tuple[int, int]]:
    """Return ``(EPSG code, points inside)`` of the 3° zone in which most eastings without zone number lie in the county.

    None when they carry one, or no zone puts four fifths of them there.
    """
    if not points or not all(is_plain_easting(x) and easting_prefix(x) is None for x, _ in points):
        return None
    near = _longitude(outline)
    zones = [zone for zone in range(25, 46) if abs(central_meridian(zone) - near) <= 9]
    counts = [(outline.count(QgsCoordinateReferenceSystem(f"EPSG:{epsg_without_prefix(zone)}"), points),
               -abs(central_meridian(zone) - near), zone) for zone in zones]
    count, _, zone = max(counts, default=(0, 0.0, 0))
    return (epsg_without_prefix(zone), count) if count and count >= _MOST * len(points) else None


def proposal(outline: Optional[Outline], points: Sequence[Point]) -> str:
    """Return the sentence that proposes a CRS for a layer without one; '' when the outline does not tell."""
    best = best_zone(outline, points) if outline is not None else None
    if best is None:
        return ""
    return tr("With {system} {inside} of {total} sampled parcels would lie in the county.").format(
        system=crs_words(f"EPSG:{best[0]}"), inside=best[1], total=len(points))


def _longitude(outline: Outline) -> float:
    """Return the longitude of the outline's middle, degrees."""
    x_min, y_min, x_max, y_max = outline.bounds
    place = _moved([((x_min + x_max) / 2, (y_min + y_max) / 2)], outline.crs, QgsCoordinateReferenceSystem("EPSG:4490"))
    return float(place[0, 0])
