"""The one mapping between the map and the pixels of the screen; pictures, outlines, seams and measures all go through it."""

from __future__ import annotations

from typing import NamedTuple, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsDistanceArea,
    QgsGeometry,
    QgsMapSettings,
    QgsPointXY,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QPointF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QPainterPath, QPolygonF, QTransform

INCH_DPI = 96.0


class Look(NamedTuple):
    """What is looked at: the centre, map units in one logical pixel, degrees the map is turned clockwise."""

    x: float
    y: float
    step: float
    rotation: float = 0.0

    def moved(self, x: float, y: float) -> Look:
        """Return the same look at another place."""
        return self._replace(x=x, y=y)

    def nearer(self, factor: float) -> Look:
        """Return the same place ``factor`` times larger."""
        return self._replace(step=self.step / factor)


class World(NamedTuple):
    """The CRS a view is drawn in and how the project transforms to it."""

    crs: QgsCoordinateReferenceSystem
    context: QgsCoordinateTransformContext

    @property
    def name(self) -> str:
        """A text that two equal systems share."""
        return str(self.crs.authid() or self.crs.toWkt())

    @property
    def ruler(self) -> QgsDistanceArea:
        """Measures on the system's own ellipsoid."""
        ruler = QgsDistanceArea()
        ruler.setSourceCrs(self.crs, self.context)
        ruler.setEllipsoid(self.crs.ellipsoidAcronym() or "EPSG:7030")
        return ruler


class View:
    """A look on a widget or picture of a size; exact to the device pixel.

    QGIS renders in device pixels here (a ratio of 1), so that what is drawn and what is mapped are one and the same
    ``QgsMapToPixel``, on screens of any density and on turned maps.

    :param size: logical pixels. :param ratio: device pixels in a logical one.
    """

    def __init__(self, look: Look, world: World, size: QSize, ratio: float = 1.0) -> None:
        self.look, self.world, self.ratio = look, world, ratio
        self.width = max(1, round(size.width() * ratio))
        self.height = max(1, round(size.height() * ratio))
        self.to_device: QTransform = self.settings().mapToPixel().transform()
        self.to_map: QTransform = self.to_device.inverted()[0]

    @property
    def step(self) -> float:
        """Map units in one device pixel."""
        return self.look.step / self.ratio

    @property
    def key(self) -> Tuple[object, ...]:
        """What makes two views the same picture."""
        return (*self.look, self.width, self.height, self.ratio, self.world.name)

    def settings(self) -> QgsMapSettings:
        """Return what QGIS draws this view with."""
        settings = QgsMapSettings()
        settings.setOutputSize(QSize(self.width, self.height))
        settings.setOutputDpi(INCH_DPI * self.ratio)
        settings.setDestinationCrs(self.world.crs)
        settings.setTransformContext(self.world.context)
        half_x, half_y = self.step * self.width / 2, self.step * self.height / 2
        settings.setExtent(QgsRectangle(self.look.x - half_x, self.look.y - half_y, self.look.x + half_x, self.look.y + half_y))
        settings.setRotation(self.look.rotation)
        settings.setBackgroundColor(QColor(0, 0, 0, 0))
        return settings

    def device(self, point: QgsPointXY) -> QPointF:
        """Return where a point of the map lies, in device pixels from the upper left corner."""
        return self.to_device.map(QPointF(point.x(), point.y()))

    def map(self, place: QPointF) -> QgsPointXY:
        """Return the point of the map at a place in device pixels."""
        found = self.to_map.map(place)
        return QgsPointXY(found.x(), found.y())

    def path(self, geometry: QgsGeometry) -> QPainterPath:
        """Return the rings of a polygon in device pixels."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.OddEvenFill)
        polygons = geometry.asMultiPolygon() if geometry.isMultipart() else [geometry.asPolygon()]
        for polygon in polygons if not geometry.isNull() else ():
            for ring in polygon:
                path.addPolygon(QPolygonF([self.device(point) for point in ring]))
                path.closeSubpath()
        return path

    def metres_per_pixel(self) -> float:
        """Return how many metres, on the ellipsoid, lie under 100 device pixels across the middle, over 100."""
        middle_x, middle_y = self.width / 2, self.height / 2
        left, right = self.map(QPointF(middle_x - 50, middle_y)), self.map(QPointF(middle_x + 50, middle_y))
        return float(self.world.ruler.measureLine(left, right)) / 100

    def extent(self) -> QgsRectangle:
        """Return the box of the map that is seen, turned maps included."""
        return self.settings().visibleExtent()


def fitted(geometry: QgsGeometry, world: World, size: QSize, rotation: float, margin: float, least_m: float) -> Look:
    """Return the look that shows a geometry in the middle, ``margin`` times as large as itself.

    :param least_m: metres the shorter side shows at least.
    """
    box = geometry.boundingBox()
    centre = box.center()
    unit = View(Look(centre.x(), centre.y(), 1.0, rotation), world, QSize(2, 2))
    if world.crs.isGeographic():
        least_m = least_m / 111320.0
    seen = unit.path(geometry).boundingRect()
    wide, high = max(1, size.width()), max(1, size.height())
    step = max(seen.width() * margin / wide, seen.height() * margin / high, least_m / min(wide, high))
    return Look(centre.x(), centre.y(), step, rotation)
