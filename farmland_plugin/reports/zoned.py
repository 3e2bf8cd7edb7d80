"""Polygons on the grid of a Gauss–Krüger zone: brought there, rounded, and still valid afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Iterable, List, Optional, Tuple

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsGeometry,
    QgsWkbTypes,
)

from ..domain.area import AreaRule, area_of_wkb, round_half_up
from ..domain.errors import BadInput
from ..domain.wkb import rings
from ..domain.zones import epsg_without_prefix
from ..i18n import tr
from ..ledger.crs import check_datum, trusted_transform
from .boundary_points import Floats, Grid, on_grid

TOLERANCE_DEGREES = 0.3  # a county at the edge of its zone reaches a little beyond it
_ROUNDS = 3
Range = Tuple[float, float]  # westernmost and easternmost longitude, degrees


@dataclass(frozen=True)
class Placed:
    """A polygon on the grid of a zone.

    :param parts: each a shell followed by its holes; closed rings. :param remarks: what rounding did to it.
    """

    parts: List[List[Grid]]
    remarks: List[str]


def zone_of_crs(crs: QgsCoordinateReferenceSystem) -> Optional[int]:
    """Return the zone number of a CGCS2000 Gauss–Krüger system, with or without zone in its eastings, else None (§6.6)."""
    authority, _, code = crs.authid().partition(":")
    epsg = int(code) if authority == "EPSG" and code.isdigit() else 0
    for first, last, less in ((4491, 4501, 4478), (4502, 4512, 4489), (4513, 4533, 4488), (4534, 4554, 4509)):
        if first <= epsg <= last:
            return epsg - less
    return None


def meridian_of(zone: int) -> float:
    """Return the central meridian of a zone in degrees."""
    return 3.0 * zone if zone >= 25 else 6.0 * zone - 3


def conclude_zone(ranges: Iterable[Range], own: Optional[int]) -> int:
    """Return the zone that parcels are written in when nobody chose one.

    The data's own zone, when they are in one; else the 3° zone they all lie in.

    :param own: zone of the data's CRS, None when it is of another kind.
    :raises BadInput: when they lie in several zones, or outside China's.
    """
    if own is not None:
        return own
    zones = sorted({int(np.floor((lon + 1.5) / 3.0)) for reach in ranges for lon in reach})
    if not zones or not all(25 <= zone <= 45 for zone in zones):
        raise BadInput(tr("The parcels lie outside the zones 25 to 45 of CGCS2000: a boundary-point file cannot hold them."))
    if len(zones) > 1:
        raise BadInput(tr("The parcels lie in several zones ({zones}): choose one zone in CRS and leave the parcels of the "
                          "others out, or export each zone by itself."), zones=", ".join(map(str, zones)))
    return zones[0]


class Placer:
    """Brings polygons of one CRS onto the grid of a zone.

    :param source: CRS of the polygons. :raises BadInput: for the old datums, whose shift is local and secret.
    """

    def __init__(self, source: QgsCoordinateReferenceSystem, context: QgsCoordinateTransformContext) -> None:
        check_datum(source)
        self._source, self._context = source, context
        degrees = QgsCoordinateReferenceSystem("EPSG:4490")
        self._degrees = trusted_transform(source, degrees, context)
        self._plane: Optional[QgsCoordinateTransform] = None
        self._zone, self._decimals = 0, 3

    def into(self, zone: int, decimals: int) -> Placer:
        """Set the zone and the decimals of ``place``."""
        target = QgsCoordinateReferenceSystem(f"EPSG:{epsg_without_prefix(zone)}")
        self._plane = trusted_transform(self._source, target, self._context)
        self._zone, self._decimals = zone, decimals
        return self

    def longitudes(self, wkb: Optional[bytes]) -> Range:
        """Return how far west and east a polygon reaches.

        :raises BadInput: when it is no polygon or cannot be transformed; the text is the reason alone.
        """
        geometry = _moved(_polygons(wkb), self._degrees)
        box = geometry.boundingBox()
        if not (np.isfinite(box.xMinimum()) and np.isfinite(box.xMaximum())):
            raise BadInput(tr("it cannot be transformed to CGCS2000"))
        return box.xMinimum(), box.xMaximum()

    def place(self, wkb: Optional[bytes]) -> Placed:
        """Return a polygon on the grid.

        :raises BadInput: when it lies outside the zone or across its edge (§7.1, pitfall 13), or nothing is left of it on the
            grid; the text is the reason alone.
        """
        west, east = self.longitudes(wkb)
        middle, half = meridian_of(self._zone), (1.5 if self._zone >= 25 else 3.0) + TOLERANCE_DEGREES
        if west < middle - half or east > middle + half:
            raise BadInput(tr("it lies outside zone {zone} or across its edge ({west}° to {east}° E; the zone ends at {left}° "
                              "and {right}°)"), zone=self._zone, west=f"{west:.4f}", east=f"{east:.4f}",
                           left=f"{middle - half + TOLERANCE_DEGREES:g}", right=f"{middle + half - TOLERANCE_DEGREES:g}")
        remarks: List[str] = []
        geometry = _polygons(wkb)
        if QgsWkbTypes.isCurvedType(geometry.wkbType()):
            geometry = QgsGeometry(geometry.constGet().segmentize())
            remarks.append(tr("arcs were written as short segments"))
        plane = _moved(geometry, self._plane)
        return self._sound(plane, remarks)

    def area(self, parts: List[List[Grid]]) -> Decimal:
        """Return the official area of gridded polygons, m²."""
        rule = AreaRule("gk", central_meridian=meridian_of(self._zone))
        return round_half_up(area_of_wkb(bytes(self._geometry(parts).asWkb()), rule))

    def _sound(self, plane: QgsGeometry, remarks: List[str]) -> Placed:
        """Round until the rounded polygon is valid; rounding can make a narrow neck cross itself."""
        was_valid = plane.isGeosValid()
        parts, lost = self._rounded(plane)
        for _ in range(_ROUNDS):
            if not parts:
                raise BadInput(tr("nothing is left of it at {decimals} decimals"), decimals=self._decimals)
            rounded = self._geometry(parts)
            if rounded.isGeosValid():
                break
            remarks.append(tr("at {decimals} decimals it crossed itself and was mended").format(decimals=self._decimals)
                           if was_valid else tr("it crossed itself and was mended"))
            mended = rounded.makeValid()
            mended.convertGeometryCollectionToSubclass(QgsWkbTypes.GeometryType.PolygonGeometry)
            parts, more = self._rounded(mended)
            lost += more
        else:
            remarks.append(tr("it still crosses itself at {decimals} decimals: write more decimals").format(
                decimals=self._decimals))
        if lost:
            remarks.append(tr("{count} vertices fell together at {decimals} decimals").format(
                count=lost, decimals=self._decimals))
        return Placed(parts, list(dict.fromkeys(remarks)))

    def _rounded(self, plane: QgsGeometry) -> Tuple[List[List[Grid]], int]:
        """Return the rings on the grid, without repeated vertices and rings that enclose nothing; and how many were lost."""
        if plane.isEmpty():
            return [], 0
        xy, ring_offsets, polygon_offsets = rings(bytes(plane.asWkb()))
        parts: List[List[Grid]] = []
        lost = 0
        for first, last in zip(polygon_offsets[:-1], polygon_offsets[1:]):
            part: List[Grid] = []
            for index in range(first, last):
                points = xy[ring_offsets[index]:ring_offsets[index + 1]]
                ring = _distinct(on_grid(points, self._decimals))
                lost += len(points) - len(ring)
                if _encloses(ring):
                    part.append(ring)
                elif index == first:
                    break  # a shell that is gone takes its holes along
            if part:
                parts.append(part)
        return parts, lost

    def _geometry(self, parts: List[List[Grid]]) -> QgsGeometry:
        scale = 10.0**self._decimals
        return QgsGeometry.fromWkt("MultiPolygon(" + ",".join(
            "(" + ",".join(_wkt(ring / scale) for ring in part) + ")" for part in parts) + ")")


def _wkt(ring: Floats) -> str:
    return "(" + ",".join(f"{x!r} {y!r}" for x, y in ring.tolist()) + ")"


def _distinct(ring: Grid) -> Grid:
    """Return a closed ring without vertices that repeat the one before."""
    if not len(ring):
        return ring
    kept: Grid = ring[np.concatenate([[True], (ring[1:] != ring[:-1]).any(axis=1)])]
    return kept


def _encloses(ring: Grid) -> bool:
    """Whether a closed ring encloses ground."""
    if len(ring) < 4:
        return False
    local = (ring - ring[0]).astype(np.float64)  # exact up to 9e15: rings far larger than a county
    return bool(np.dot(local[:-1, 0], local[1:, 1]) != np.dot(local[1:, 0], local[:-1, 1]))


def _polygons(wkb: Optional[bytes]) -> QgsGeometry:
    """Return the 2D multipolygon of a WKB."""
    geometry = QgsGeometry()
    if wkb is not None:
        geometry.fromWkb(wkb)
    if geometry.isNull() or geometry.isEmpty():
        raise BadInput(tr("it has no geometry"))
    if QgsWkbTypes.geometryType(geometry.wkbType()) != QgsWkbTypes.GeometryType.PolygonGeometry:
        raise BadInput(tr("it is not a polygon ({kind})"), kind=QgsWkbTypes.displayString(geometry.wkbType()))
    abstract = geometry.get()
    abstract.dropZValue()
    abstract.dropMValue()
    geometry.convertToMultiType()
    return geometry


def _moved(geometry: QgsGeometry, transform: Optional[QgsCoordinateTransform]) -> QgsGeometry:
    moved = QgsGeometry(geometry)
    try:
        if transform is not None and transform.isValid() and not transform.isShortCircuited():
            moved.transform(transform)
    except QgsCsException as error:
        raise BadInput(tr("it cannot be transformed to CGCS2000")) from error
    return moved
