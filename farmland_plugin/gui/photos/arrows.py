"""Where photos were taken, drawn over the map: a dot with an arrow the way the camera looked; no layer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Optional, Sequence

import numpy as np
from qgis.core import QgsPointXY
from qgis.gui import QgsMapCanvasItem
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPen, QPolygonF

from ...compat import flag_number
from ...ledger.lonlat import from_lonlat, to_lonlat
from ...ledger.photos import Station
from ..widgets.pieces import RED

BEFORE, AFTER, OTHER = "#1565c0", "#8e24aa", "#5f6368"  # colours of what a photo shows
RADIUS, REACH, HIT = 7.5, 28.0, 13.0  # pixels
STEP_M = 30.0
METRES_PER_DEGREE = 111_320.0


@dataclass(frozen=True)
class Arrow:
    """One station in the map's CRS. :param toward: a point the camera looked at, None where it did not say.

    :param colour: of what it shows. :param after: drawn as a square, so that nobody needs to tell the colours apart.
    :param flagged: waits for an answer. :param tip: what is said of it under the pointer.
    """

    sha256: str
    at: QgsPointXY
    toward: Optional[QgsPointXY]
    colour: str
    after: bool
    flagged: bool
    tip: str


def looked_at(stations: Sequence[Station], crs_wkt: str) -> list[Optional[tuple[float, float]]]:
    """Return a point some metres ahead of each camera, in the ledger's CRS: bearings are from north, not from the grid's."""
    if not stations:
        return []
    degrees = to_lonlat(crs_wkt)(np.array([[one.x, one.y] for one in stations]))
    ahead = []
    for one, (lon, lat) in zip(stations, degrees):
        turn, step = math.radians(one.azimuth or 0.0), STEP_M / METRES_PER_DEGREE
        ahead.append((float(lon) + step * math.sin(turn) / math.cos(math.radians(lat)), float(lat) + step * math.cos(turn)))
    return [place if one.azimuth is not None else None for one, place in zip(stations, from_lonlat(crs_wkt, ahead))]


class StationArrows(QgsMapCanvasItem):
    """Draws arrows; whoever made it takes it off the canvas's scene again."""

    def __init__(self, canvas: Any, arrows: Sequence[Arrow]) -> None:
        super().__init__(canvas)
        self._canvas, self.arrows = canvas, list(arrows)
        self.setZValue(90)

    def boundingRect(self) -> QRectF:  # noqa: N802 - Qt's own name
        """Return the whole canvas."""
        return QRectF(0, 0, self._canvas.width(), self._canvas.height())

    def updatePosition(self) -> None:  # noqa: N802 - QGIS's own name
        """Follow the map."""
        self.prepareGeometryChange()
        self.setPos(0, 0)
        self.update()

    def at(self, place: QPointF) -> list[Arrow]:
        """Return the arrows under a place of the canvas, the nearest first."""
        near = [(math.hypot(place.x() - spot.x(), place.y() - spot.y()), number, one)
                for number, one in enumerate(self.arrows) for spot in (self.toCanvasCoordinates(one.at),)]
        return [one for apart, _number, one in sorted(near, key=lambda found: found[:2]) if apart <= HIT]

    def paint(self, painter: QPainter, _option: Any = None, _widget: Any = None) -> None:
        """Draw the arrows, those that wait for an answer on top."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one in sorted(self.arrows, key=lambda arrow: arrow.flagged):
            self._draw(painter, one)

    def _draw(self, painter: QPainter, one: Arrow) -> None:
        at, edge = self.toCanvasCoordinates(one.at), QColor(RED) if one.flagged else QColor("#ffffff")
        painter.setBrush(QColor(one.colour))
        if one.toward is not None:
            ahead = self.toCanvasCoordinates(one.toward)
            painter.setPen(QPen(edge, 1.5))
            painter.drawPolygon(_head(at, math.atan2(ahead.y() - at.y(), ahead.x() - at.x())))
        painter.setPen(QPen(edge, 2.5 if one.flagged else 1.5))
        box = QRectF(at.x() - RADIUS, at.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)
        if one.after:
            painter.drawRect(box)
        else:
            painter.drawEllipse(box)
        if one.flagged:
            font = painter.font()
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(QColor("#ffffff"))
            painter.drawText(box, flag_number(Qt.AlignmentFlag.AlignCenter), "!")


def _head(at: QPointF, turn: float) -> QPolygonF:
    """Return the arrow from a place towards an angle of the screen (radians, clockwise from the right)."""
    def point(along: float, aside: float) -> QPointF:
        return QPointF(at.x() + along * math.cos(turn) - aside * math.sin(turn),
                       at.y() + along * math.sin(turn) + aside * math.cos(turn))

    return QPolygonF([point(REACH, 0.0), point(RADIUS, 7.0), point(RADIUS, -7.0)])
