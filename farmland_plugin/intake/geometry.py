"""From a polygon as issued to a valid MultiPolygon in the ledger's CRS, or to the reason why not."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import List, Optional, Tuple

import numpy as np
from qgis.core import (
    QgsAbstractGeometry,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
    QgsWkbTypes,
)

from ..domain.area import AreaRule, LonLat, area_of_wkb, round_half_up
from ..domain.wkb import rings
from ..i18n import tr

_MARGIN_DEGREES = 3.0  # a survey may reach this far beyond the area its CRS is meant for


class Rejected(Exception):
    """A geometry that cannot become a parcel; the text is the reason for the quarantine.

    :param out_of_place: it is a polygon, but not where the CRS is meant for.
    """

    def __init__(self, reason: str, *, out_of_place: bool = False) -> None:
        self.out_of_place = out_of_place
        super().__init__(reason)


@dataclass(frozen=True)
class Shape:
    """A usable parcel.

    :param geom: WKB MultiPolygon, valid, 2D, ledger CRS. :param planar: 2D WKB as issued, source CRS.
    :param changed: ``geom`` differs from what was issued (other CRS, or repaired). :param repair: what was repaired,
        '' when nothing.
    """

    geom: bytes
    planar: bytes
    changed: bool
    repair: str = ""


def zero_area() -> str:
    """Return the reason for a polygon that encloses nothing."""
    return tr("its area is zero")


def area_of_use(crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
    """Return the area a CRS is meant for, widened, in degrees; empty when unknown."""
    bounds = crs.bounds()
    if bounds.isEmpty() or bounds.width() >= 359:
        return QgsRectangle()
    bounds.grow(_MARGIN_DEGREES)
    return bounds


class Normaliser:
    """Turns the polygons of one source into ledger geometries.

    :param source: CRS of the incoming WKB. :param target: the ledger's CRS. :param context: transform context of the
        project or of Processing. :param rule: the ledger's area rule; ``lonlat`` where that rule needs it.
    """

    def __init__(self, source: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem,
                 context: QgsCoordinateTransformContext, rule: AreaRule, lonlat: Optional[LonLat] = None) -> None:
        self._same = source == target
        self._transform = QgsCoordinateTransform(source, target, context)
        wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
        self._degrees = QgsCoordinateTransform(source, wgs84, context)
        self._places = [(crs, area_of_use(crs)) for crs in (source, target)]
        self._rule, self._lonlat = rule, lonlat

    def take(self, wkb: Optional[bytes]) -> Shape:
        """Return the parcel's geometry.

        :param wkb: as issued, any dimension. :raises Rejected: no polygon, no area, not finite, or out of place.
        """
        issued, done = _polygonal(wkb)
        planar = bytes(issued.asWkb())
        self._check_place(issued.boundingBox())
        geometry = QgsGeometry(_repaired(issued, done))
        if not self._same:
            self._to_ledger(geometry)
            if not geometry.isGeosValid():
                geometry = _repaired(geometry, done)
        what = "; ".join(dict.fromkeys(done))
        if geometry.isEmpty():
            raise Rejected(tr("nothing is left after the repair ({what})").format(what=what))
        geometry.convertToMultiType()
        if not geometry.area() > 0:
            raise Rejected(zero_area())
        result = bytes(geometry.asWkb())
        if not what:
            return Shape(result, planar, not self._same)
        after = area_of_wkb(result, self._rule, self._lonlat)
        before = self._area_as_issued(issued)
        text = tr("{what}; area {before} → {after} m²").format(
            what=what, before="?" if before is None else round_half_up(before), after=round_half_up(after))
        return Shape(result, planar, True, text)

    def _check_place(self, box: QgsRectangle) -> None:
        if not all(map(math.isfinite, (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()))):
            raise Rejected(tr("a coordinate is not a number"))
        corners = [box.center(), QgsPointXY(box.xMinimum(), box.yMinimum()), QgsPointXY(box.xMaximum(), box.yMaximum())]
        for corner in corners:
            place = self.place_of(corner)
            for crs, bounds in self._places:
                if place is None or not (bounds.isEmpty() or bounds.contains(place)):
                    raise Rejected(tr("it lies outside the area of {crs} (at {place})").format(
                        crs=crs.authid() or crs.description(),
                        place=f"{place.x():.4f}°, {place.y():.4f}°" if place else f"{corner.x():.7g}, {corner.y():.7g}"),
                        out_of_place=True)

    def place_of(self, point: QgsPointXY) -> Optional[QgsPointXY]:
        """Return longitude and latitude of a point in the source CRS, None where it has none."""
        try:
            place = self._degrees.transform(point)
        except QgsCsException:
            return None
        return place if math.isfinite(place.x()) and math.isfinite(place.y()) else None

    def _to_ledger(self, geometry: QgsGeometry) -> None:
        try:
            geometry.transform(self._transform)
        except QgsCsException as error:
            raise Rejected(tr("it cannot be transformed to the ledger's CRS")) from error

    def _area_as_issued(self, issued: QgsGeometry) -> Optional[float]:
        geometry = QgsGeometry(issued)
        if not self._same:
            self._to_ledger(geometry)
        area = area_of_wkb(bytes(geometry.asWkb()), self._rule, self._lonlat)
        return area if math.isfinite(area) else None


def _polygonal(wkb: Optional[bytes]) -> Tuple[QgsGeometry, List[str]]:
    """Return the 2D polygon a WKB holds, and what was changed to get it: other parts left out, arcs as segments."""
    done: List[str] = []
    geometry = QgsGeometry()
    if wkb is not None:
        geometry.fromWkb(wkb)
    if geometry.isNull() or geometry.isEmpty():
        raise Rejected(tr("it has no geometry"))
    flat = QgsWkbTypes.flatType(geometry.wkbType())
    if flat == QgsWkbTypes.Type.GeometryCollection:
        parts = geometry.constGet().numGeometries()
        geometry.convertGeometryCollectionToSubclass(QgsWkbTypes.GeometryType.PolygonGeometry)
        if not geometry.isEmpty() and geometry.constGet().numGeometries() < parts:
            done.append(tr("points and lines left out"))
    if geometry.isEmpty() or QgsWkbTypes.geometryType(geometry.wkbType()) != QgsWkbTypes.GeometryType.PolygonGeometry:
        raise Rejected(tr("it is not a polygon ({kind})").format(kind=QgsWkbTypes.displayString(flat)))
    if QgsWkbTypes.isCurvedType(geometry.wkbType()):
        geometry = QgsGeometry(geometry.constGet().segmentize())
        done.append(tr("arcs replaced by short segments"))
    abstract: QgsAbstractGeometry = geometry.get()
    abstract.dropZValue()
    abstract.dropMValue()
    return geometry, done


def _repaired(issued: QgsGeometry, done: List[str]) -> QgsGeometry:
    """Return a valid geometry; what had to be done to it is added to ``done``."""
    geometry = QgsGeometry(issued)
    if _is_open(geometry):
        geometry = _closed(geometry)
        done.append(tr("open ring closed"))
    if geometry.removeDuplicateNodes():
        done.append(tr("repeated vertices removed"))
    if geometry.isGeosValid():
        return geometry
    joined = _joined(geometry)
    if joined is not None:
        done.append(tr("overlapping parts joined"))
        return joined
    valid = geometry.makeValid()
    if not valid.isNull():
        valid.convertGeometryCollectionToSubclass(QgsWkbTypes.GeometryType.PolygonGeometry)
    done.append(tr("self-intersection resolved"))
    areal = QgsWkbTypes.geometryType(valid.wkbType()) == QgsWkbTypes.GeometryType.PolygonGeometry
    if valid.isNull() or valid.isEmpty() or not areal or not valid.isGeosValid():
        raise Rejected(tr("it cannot be repaired: it encloses no area"))
    return valid


def _is_open(geometry: QgsGeometry) -> bool:
    """Whether a ring does not end where it begins; GEOS closes such rings in silence and calls them valid."""
    xy, offsets, _ = rings(bytes(geometry.asWkb()))
    offsets = offsets[np.concatenate([[True], offsets[1:] > offsets[:-1]])]
    return bool((xy[offsets[:-1]] != xy[offsets[1:] - 1]).any())


def _closed(geometry: QgsGeometry) -> QgsGeometry:
    """Return the geometry with every ring closed on its first vertex."""
    polygons = geometry.asMultiPolygon() if geometry.isMultipart() else [geometry.asPolygon()]
    for polygon in polygons:
        for ring in polygon:
            if ring and ring[0] != ring[-1]:
                ring.append(ring[0])
    return QgsGeometry.fromMultiPolygonXY(polygons)


def _joined(geometry: QgsGeometry) -> Optional[QgsGeometry]:
    """Return the union when every part is valid by itself (parts overlap one another), else None."""
    parts = geometry.asGeometryCollection()
    if len(parts) < 2 or not all(part.isGeosValid() for part in parts):
        return None
    union = QgsGeometry.unaryUnion(parts)
    return None if union.isNull() or union.isEmpty() else union
