"""Measuring on the pictures: lengths and areas on the ellipsoid."""

from __future__ import annotations

from typing import List, Optional

from qgis.core import QgsGeometry, QgsPointXY

from ...i18n import tr
from ..terms import mu, square_metres
from .view import World

OFF, LENGTH, AREA, MARK = "", "length", "area", "mark"
AREAL = (AREA, MARK)  # MARK: the outline of a control building


class Measure:
    """The points clicked so far, in map units of one world, and what they come to."""

    def __init__(self) -> None:
        self.kind = OFF
        self.points: List[QgsPointXY] = []
        self.moving: Optional[QgsPointXY] = None
        self.done = False

    def start(self, kind: str) -> None:
        """Begin anew with lengths, areas or nothing."""
        self.kind = kind
        self.clear()

    def clear(self) -> None:
        """Forget the points."""
        self.points, self.moving, self.done = [], None, False

    def add(self, point: QgsPointXY) -> None:
        """Add a point; after an end, the first of the next."""
        if self.done:
            self.clear()
        self.points.append(point)

    def end(self) -> None:
        """Keep what there is as the result."""
        self.moving, self.done = None, bool(self.points)

    def line(self) -> List[QgsPointXY]:
        """Return the points with the one under the pointer."""
        return [*self.points, *([self.moving] if self.moving is not None and not self.done else [])] if self.points else []

    def text(self, world: World) -> str:
        """Return the length in m, or the area in m² and 亩; '' while there is none."""
        points = self.line()
        if len(points) < (3 if self.kind in AREAL else 2):
            return ""
        if self.kind in AREAL:
            area = abs(world.ruler.measureArea(QgsGeometry.fromPolygonXY([points])))
            return tr("{area} m² · {mu} mu").format(area=square_metres(round(area, 2)), mu=mu(round(area, 2)))
        return tr("{length} m").format(length=f"{world.ruler.measureLine(points):,.2f}")
