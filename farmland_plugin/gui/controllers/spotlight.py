"""Outlines of a review, drawn over the map for as long as the review is open."""

from __future__ import annotations

from typing import Any, Optional, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
    QgsWkbTypes,
)
from qgis.gui import QgsRubberBand
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QPoint, QRect, QTimer
from qgis.PyQt.QtGui import QColor

MARGIN = 1.8
BLINKS, BLINK_MS = 6, 180
WIDTH, FILL_ALPHA = 3, 40
LEAST = 120  # pixels


class Spotlight(QObject):
    """Draws outlines in given colours, goes there and lets them blink; ``clear`` leaves nothing on the map."""

    def __init__(self, iface: Any) -> None:
        super().__init__()
        self._canvas = iface.mapCanvas()
        self.bands: list[QgsRubberBand] = []
        self._left = 0
        self._timer = QTimer(self)
        self._timer.setInterval(BLINK_MS)
        self._timer.timeout.connect(self._blink)

    def show(self, outlines: Sequence[tuple[QgsGeometry, str]], crs: QgsCoordinateReferenceSystem,
             cover: Optional[QRect] = None) -> None:
        """Draw outlines (geometry, colour) of a CRS instead of the present ones and zoom to them.

        :param cover: the window in front of the map, in the screen's pixels: what it leaves free is used.
        """
        self.clear()
        extent = None
        transform = QgsCoordinateTransform(crs, self._canvas.mapSettings().destinationCrs(), QgsProject.instance())
        for geometry, colour in outlines:
            moved = QgsGeometry(geometry)
            try:
                moved.transform(transform)
            except QgsCsException:
                continue  # what lies outside the map's system cannot be shown on it
            box = moved.boundingBox()
            extent = box if extent is None else extent
            extent.combineExtentWith(box)
            self._draw(moved, colour)
        if extent is None:
            return
        self.go(extent.buffered(max(extent.width(), extent.height()) * (MARGIN - 1) / 2 or 1.0), cover)
        self._left = BLINKS
        self._timer.start()

    def clear(self) -> None:
        """Take every outline off the map."""
        self._timer.stop()
        for band in self.bands:
            if not sip.isdeleted(band) and not sip.isdeleted(self._canvas):
                self._canvas.scene().removeItem(band)
        self.bands = []

    def go(self, extent: QgsRectangle, cover: Optional[QRect]) -> None:
        """Zoom so that an extent of the map's CRS fills the part of the canvas nobody stands in front of."""
        whole = QRect(self._canvas.mapToGlobal(QPoint(0, 0)), self._canvas.size())
        free = free_part(whole, cover)
        scale = max(extent.width() / free.width(), extent.height() / free.height())
        center = extent.center()
        east = center.x() + (whole.center().x() - free.center().x()) * scale
        north = center.y() - (whole.center().y() - free.center().y()) * scale
        half_width, half_height = whole.width() * scale / 2, whole.height() * scale / 2
        self._canvas.setExtent(QgsRectangle(east - half_width, north - half_height, east + half_width, north + half_height))
        self._canvas.refresh()

    def _draw(self, geometry: QgsGeometry, colour: str) -> None:
        band = QgsRubberBand(self._canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
        line, fill = QColor(colour), QColor(colour)
        fill.setAlpha(FILL_ALPHA)
        band.setStrokeColor(line)
        band.setFillColor(fill)
        band.setWidth(WIDTH)
        band.setToGeometry(geometry, None)
        self.bands.append(band)

    def _blink(self) -> None:
        self._left -= 1
        for band in self.bands:
            band.setWidth(WIDTH * 2 if self._left % 2 else WIDTH)
        if self._left <= 0:
            self._timer.stop()


def free_part(whole: QRect, cover: Optional[QRect]) -> QRect:
    """Return the largest strip of a rectangle that another one leaves free; all of it when too little is free."""
    if cover is None or not whole.intersects(cover):
        return whole
    strips = [
        QRect(whole.left(), whole.top(), whole.width(), cover.top() - whole.top()),
        QRect(whole.left(), cover.bottom() + 1, whole.width(), whole.bottom() - cover.bottom()),
        QRect(whole.left(), whole.top(), cover.left() - whole.left(), whole.height()),
        QRect(cover.right() + 1, whole.top(), whole.right() - cover.right(), whole.height()),
    ]
    best = max(strips, key=lambda strip: max(0, strip.width()) * max(0, strip.height()))
    return best if min(best.width(), best.height()) >= LEAST else whole
