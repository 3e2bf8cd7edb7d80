"""How far the nearest polygon of a red line is, in metres on the ellipsoid."""

from __future__ import annotations

import math
from pathlib import Path
from typing import List, Optional, Tuple

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsDistanceArea,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
)
from qgis.PyQt.QtGui import QTransform

from ..compat import geometry_of
from ..domain.wkb import envelope
from .read import read_layer

_METRES_PER_DEGREE = 111_000.0
_FIRST_M = 200.0
_WIDER = 4.0


class Ruler:
    """Measures distances in one CRS."""

    def __init__(self, crs: QgsCoordinateReferenceSystem) -> None:
        self._degrees = crs.isGeographic()
        self._measure = QgsDistanceArea()
        self._measure.setSourceCrs(crs, QgsCoordinateTransformContext())
        self._measure.setEllipsoid(crs.ellipsoidAcronym())

    def nearest(self, cache: Path, wkb: bytes, most_m: float) -> Optional[float]:
        """Return the distance in metres from a polygon to the nearest of a cache; None when none is within ``most_m``.

        :raises sqlite3.Error: when the file is not a red-line cache.
        """
        site = geometry_of(wkb)
        radius = min(_FIRST_M, most_m)
        while True:
            found = self._within(cache, site, radius)
            if found is not None and found <= radius:
                return found
            if radius >= most_m:
                return None
            radius = min(radius * _WIDER, most_m)

    def _within(self, cache: Path, site: QgsGeometry, radius: float) -> Optional[float]:
        """Return the distance to the nearest polygon whose box is about within ``radius`` metres."""
        box = site.boundingBox()
        wide, high = self._units(radius * 1.01, box)
        around = np.array([[box.xMinimum() - wide, box.yMinimum() - high, box.xMaximum() + wide, box.yMaximum() + high]])
        squeeze = QTransform.fromScale(wide and high / wide, 1.0)  # in degrees, a degree of longitude is the shorter one
        plane = QgsGeometry(site)
        plane.transform(squeeze)
        rows: List[Tuple[float, bytes]] = []
        for other in read_layer(cache, around).wkb:
            low_x, low_y, high_x, high_y = envelope(other)
            gap_x = max(low_x - box.xMaximum(), box.xMinimum() - high_x, 0.0) * squeeze.m11()
            gap_y = max(low_y - box.yMaximum(), box.yMinimum() - high_y, 0.0)
            rows.append((math.hypot(gap_x, gap_y), other))
        best, line = math.inf, QgsGeometry()
        for gap, other in sorted(rows, key=lambda row: row[0]):
            if gap > best:
                break
            shape = geometry_of(other)
            shape.transform(squeeze)
            distance = plane.distance(shape)
            if 0 <= distance < best:
                best, line = distance, plane.shortestLine(shape)
        return None if math.isinf(best) else self._length(line, squeeze)

    def _units(self, metres: float, box: QgsRectangle) -> Tuple[float, float]:
        """Return metres as units of x and y."""
        if not self._degrees:
            return metres, metres
        latitude = math.radians(min(max(abs(box.yMinimum()), abs(box.yMaximum())), 89.0))
        return metres / (_METRES_PER_DEGREE * math.cos(latitude)), metres / _METRES_PER_DEGREE

    def _length(self, line: QgsGeometry, squeeze: QTransform) -> float:
        if line.isNull() or line.isEmpty():
            return 0.0
        back, _ = squeeze.inverted()
        line.transform(back)
        points = [line.vertexAt(0), line.vertexAt(1)]
        if points[0] == points[1]:
            return 0.0
        return float(self._measure.measureLine([QgsPointXY(point) for point in points]))
