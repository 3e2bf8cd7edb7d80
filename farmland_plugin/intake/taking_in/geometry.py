"""From a polygon as issued to a valid MultiPolygon in the ledger's CRS, or to the reason why not."""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass
from typing import List, Optional, Sequence, Tuple

import numpy as np
import numpy.typing as npt
from qgis.core import (
    QgsAbstractGeometry,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
    QgsWkbTypes,
)

from ...domain.area import AreaRule, LonLat, area_of_wkb, round_half_up
from ...domain.errors import BadInput
from ...domain.wkb import rings
from ...i18n import message, tr
from ...ledger.crs import sound_crs, trusted_transform, words_of
from ..systems.crs import CrsFacts, zone_fault
from ..systems.transform import OldDatumShift

_MARGIN_DEGREES = 3.0  # a survey may reach this far beyond the area its CRS is meant for
_GRID = 8  # points along each side of a block's envelope at which its place is looked up
_SAFE_DEGREES = 0.05  # what the envelope of a block must keep from an edge to be inside it everywhere
DEGREE_M = 111_320.0
_COMPARED_PARTS = 30  # pairs of more parts are not told apart
SLIVER_M, SLIVER_M2, NARROW_M = 1.0, 66.67, 2.0  # domain facts §9.A-12: narrower than 1 m, or under 0.1 mu and narrower than 2 m


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


def is_point(wkb: Optional[bytes]) -> bool:
    """Whether a row's WKB is a single point, of whatever dimension."""
    if wkb is None or len(wkb) < 5:
        return False
    (kind,) = struct.unpack_from("<I" if wkb[:1] == b"\x01" else ">I", wkb, 1)
    return bool((kind & 0xFFFF) % 1000 == 1)


def zero_area() -> str:
    """Return the reason for a polygon that encloses nothing."""
    return tr("its area is zero: ask for its outline")


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
    :param shift: moves the incoming WKB from the old datum of ``source`` to CGCS2000.
    """

    def __init__(self, source: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem,
                 context: QgsCoordinateTransformContext, rule: AreaRule, lonlat: Optional[LonLat] = None,
                 shift: Optional[OldDatumShift] = None) -> None:
        self._shift = shift
        if shift is not None:
            source = QgsCoordinateReferenceSystem(f"EPSG:{shift.epsg}")
        source, target = sound_crs(source), sound_crs(target)
        self._facts = CrsFacts(source.authid(), source.description(), source.toProj(), source.isGeographic(), source.toWkt())
        self._same = source == target
        self._transform = trusted_transform(source, target, context)
        self._degrees = trusted_transform(source, QgsCoordinateReferenceSystem("EPSG:4326"), context)
        self._places = [(crs, area_of_use(crs)) for crs in (source, target)]
        self._rule, self._lonlat = rule, lonlat

    def take(self, wkb: Optional[bytes]) -> Shape:
        """Return the parcel's geometry.

        :param wkb: as issued, any dimension. :raises Rejected: no polygon, no area, not finite, or out of place.
        """
        issued, done = _polygonal(wkb)
        planar = bytes(issued.asWkb())
        if self._shift is not None:
            issued = self._moved(planar)
        self._check_place(issued.boundingBox())
        geometry = QgsGeometry(_repaired(issued, done))
        if not self._same:
            self._to_ledger(geometry)
            if not geometry.isGeosValid():
                geometry = _repaired(geometry, done)
        what = "; ".join(dict.fromkeys(done))
        if geometry.isEmpty():
            raise Rejected(tr("nothing is left after the repair ({what}): ask for its outline").format(what=what))
        geometry.convertToMultiType()
        if not geometry.area() > 0:
            raise Rejected(zero_area())
        result = bytes(geometry.asWkb())
        if not what:
            return Shape(result, planar, not self.as_issued)
        after = area_of_wkb(result, self._rule, self._lonlat)
        before = self._area_as_issued(issued)
        text = tr("{what}; area {before} → {after} m²").format(
            what=what, before="?" if before is None else round_half_up(before), after=round_half_up(after))
        return Shape(result, planar, True, text)

    def take_point(self, wkb: bytes) -> Tuple[float, float]:
        """Return a point in the ledger's CRS.

        :raises Rejected: when it is out of place or has no coordinates.
        """
        geometry = QgsGeometry()
        geometry.fromWkb(wkb)
        if geometry.isNull() or geometry.isEmpty():
            raise Rejected(tr("it has no geometry: ask for its outline, or draw it"))
        if self._shift is not None:
            geometry = self._moved(wkb)
        self._check_place(geometry.boundingBox())
        if not self._same:
            self._to_ledger(geometry)
        place = geometry.boundingBox().center()
        return place.x(), place.y()

    def _check_place(self, box: QgsRectangle) -> None:
        if not all(map(math.isfinite, (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()))):
            raise Rejected(tr("a coordinate is not a number: ask for its outline"))
        corners = [box.center(), QgsPointXY(box.xMinimum(), box.yMinimum()), QgsPointXY(box.xMaximum(), box.yMaximum())]
        places = [self.place_of(corner) for corner in corners]
        for corner, place in zip(corners, places):
            for crs, bounds in self._places:
                if place is None or not (bounds.isEmpty() or bounds.contains(place)):
                    raise Rejected(tr("it lies outside the area of {crs} (at {place}): correct its coordinates, or import it "
                                      "with its own CRS").format(
                        crs=words_of(crs),
                        place=f"{place.x():.4f}°, {place.y():.4f}°" if place else f"{corner.x():.7g}, {corner.y():.7g}"),
                        out_of_place=True)
        reason = self.zone_reason([place.x() for place in places if place is not None])
        if reason:
            raise Rejected(reason)

    @property
    def as_issued(self) -> bool:
        """Whether the ledger's geometry of a sound polygon is the issued one: same CRS, no other datum."""
        return self._same and self._shift is None

    def zone_reason(self, longitudes: Sequence[float]) -> str:
        """Return why something that reaches these longitudes does not belong into the source's zone, '' when it does."""
        return zone_fault(min(longitudes), max(longitudes), self._facts) if longitudes else ""

    def holds(self, west: float, south: float, east: float, north: float) -> bool:
        """Whether everything inside this rectangle (source CRS) is surely where both CRS are meant for, and in its zone."""
        xs, ys = np.linspace(west, east, _GRID), np.linspace(south, north, _GRID)
        places = [self.place_of(QgsPointXY(float(x), float(y))) for x in xs for y in ys]
        if any(place is None for place in places):
            return False
        for _, bounds in self._places:
            if not bounds.isEmpty():
                inner = QgsRectangle(bounds)
                inner.grow(-_SAFE_DEGREES)
                if not all(inner.contains(place) for place in places):
                    return False
        longitudes = [place.x() for place in places]
        return not self.zone_reason([min(longitudes) - _SAFE_DEGREES, max(longitudes) + _SAFE_DEGREES])

    def place_of(self, point: QgsPointXY) -> Optional[QgsPointXY]:
        """Return longitude and latitude of a point in the source CRS, None where it has none."""
        try:
            place = self._degrees.transform(point)
        except QgsCsException:
            return None
        return place if math.isfinite(place.x()) and math.isfinite(place.y()) else None

    def _moved(self, planar: bytes) -> QgsGeometry:
        """Return a polygon of the old datum in CGCS2000."""
        moved = QgsGeometry()
        if self._shift is not None:
            try:
                moved.fromWkb(self._shift.apply_wkb(planar))
            except BadInput as error:
                raise Rejected(message(error)) from error
        return moved

    def _to_ledger(self, geometry: QgsGeometry) -> None:
        try:
            geometry.transform(self._transform)
        except QgsCsException as error:
            raise Rejected(tr("it cannot be transformed to the ledger's CRS: correct its coordinates")) from error

    def _area_as_issued(self, issued: QgsGeometry) -> Optional[float]:
        geometry = _closed(issued) if _is_open(issued) else QgsGeometry(issued)
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
        raise Rejected(tr("it has no geometry: ask for its outline, or draw it"))
    flat = QgsWkbTypes.flatType(geometry.wkbType())
    if flat == QgsWkbTypes.Type.GeometryCollection:
        parts = geometry.constGet().numGeometries()
        geometry.convertGeometryCollectionToSubclass(QgsWkbTypes.GeometryType.PolygonGeometry)
        if not geometry.isEmpty() and geometry.constGet().numGeometries() < parts:
            done.append(tr("points and lines left out"))
    if geometry.isEmpty() or QgsWkbTypes.geometryType(geometry.wkbType()) != QgsWkbTypes.GeometryType.PolygonGeometry:
        raise Rejected(tr("it is not a polygon ({kind}): ask for its outline, or draw it").format(
            kind=QgsWkbTypes.displayString(flat)))
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
    joined = _joined(geometry, done)
    if joined is not None:
        return joined
    valid = geometry.makeValid()
    if not valid.isNull():
        valid.convertGeometryCollectionToSubclass(QgsWkbTypes.GeometryType.PolygonGeometry)
    done.append(tr("self-intersection resolved"))
    areal = QgsWkbTypes.geometryType(valid.wkbType()) == QgsWkbTypes.GeometryType.PolygonGeometry
    if valid.isNull() or valid.isEmpty() or not areal or not valid.isGeosValid():
        raise Rejected(tr("it cannot be repaired, it encloses no area: ask for its outline"))
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


def _joined(geometry: QgsGeometry, done: List[str]) -> Optional[QgsGeometry]:
    """Return the union when every part is valid by itself, else None; what the parts are to one another goes to ``done``."""
    parts = geometry.asGeometryCollection()
    if len(parts) < 2 or not all(part.isGeosValid() for part in parts):
        return None
    union = QgsGeometry.unaryUnion(parts)
    if union.isNull() or union.isEmpty():
        return None
    done.extend(_told_of_parts(parts))
    return union


def _told_of_parts(parts: Sequence[QgsGeometry]) -> List[str]:
    """Return what was done to parts that share ground: repeated, one inside another, overlapping."""
    if len(parts) > _COMPARED_PARTS:
        return [tr("overlapping parts joined")]
    told: List[str] = []
    for number, part in enumerate(parts):
        for other in parts[:number]:
            if not part.boundingBox().intersects(other.boundingBox()):
                continue
            if part.isGeosEqual(other):
                told.append(tr("a part that repeats another left out"))
            elif part.within(other) or other.within(part):
                told.append(tr("a part inside another joined with it"))
            elif part.intersection(other).area() > 0:
                told.append(tr("overlapping parts joined"))
    return list(dict.fromkeys(told)) or [tr("parts that touch along a line joined")]


def mean_width(area: npt.NDArray[np.float64], perimeter: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return twice the area by the perimeter: the width of a long strip, metres."""
    return np.divide(2 * area, perimeter, out=np.zeros_like(area), where=perimeter > 0)


def is_sliver(area: npt.NDArray[np.float64], width: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Whether parcels are slivers (细缝): by width in metres, or by a small area and a little more width (§9.A-12)."""
    found: npt.NDArray[np.bool_] = (width < SLIVER_M) | ((area < SLIVER_M2) & (width < NARROW_M))
    return found


def perimeters(xy: npt.NDArray[np.float64], offsets: npt.NDArray[np.int64], degrees: bool) -> npt.NDArray[np.float64]:
    """Return the length of each ring in metres.

    :param xy: (n, 2). :param offsets: (rings + 1,) into it, no ring empty. :param degrees: ``xy`` is longitude and latitude.
    """
    plane = xy
    if degrees:
        plane = xy * DEGREE_M
        plane[:, 0] *= np.cos(np.radians(xy[:, 1]))
    step = np.hypot(*np.diff(plane, axis=0, append=plane[-1:]).T)
    step[offsets[1:] - 1] = 0.0
    found: npt.NDArray[np.float64] = np.add.reduceat(step, offsets[:-1])
    return found


def perimeter_of(wkb: bytes, degrees: bool) -> float:
    """Return the length of all rings of a polygon in metres."""
    xy, offsets, _ = rings(wkb)
    offsets = offsets[np.concatenate([[True], np.diff(offsets) > 0])]
    return float(perimeters(xy, offsets, degrees).sum()) if len(offsets) > 1 else 0.0
