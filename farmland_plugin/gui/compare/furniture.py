"""What is drawn over the pictures: outlines, caption, scale bar, north arrow, and what was measured."""

from __future__ import annotations

import math
from typing import NamedTuple, Sequence

from qgis.core import QgsGeometry, QgsPointXY
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from ...compat import flag_number
from ...i18n import tr
from .view import View

ISSUED, MEASURED, DRAWN, SUSPECTED, CONTROL = "issued", "measured", "drawn", "suspected", "control"
COLOURS = {ISSUED: "#ffd400", MEASURED: "#00e0ff", DRAWN: "#ff40c0", SUSPECTED: "#ff40c0", CONTROL: "#7dff5a"}
SOLID = (ISSUED, CONTROL)
SHADE, INK = QColor(0, 0, 0, 150), QColor("#ffffff")
BAR = 110.0  # logical pixels a scale bar takes at most
EDGE = 8.0


class Outline(NamedTuple):
    """A polygon in the view's CRS and what it is: ``issued`` (yellow), ``measured`` (light blue, broken), ``suspected`` of being
    left (pink, broken), ``control`` building (green)."""

    geometry: QgsGeometry
    kind: str


def draw_outlines(painter: QPainter, view: View, outlines: Sequence[Outline]) -> None:
    """Draw the outlines on a dark halo, so that they are seen on any ground."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for outline in outlines:
        path = view.path(outline.geometry)
        halo = QPen(SHADE, 3.6 * view.ratio)
        line = QPen(QColor(COLOURS[outline.kind]), 1.8 * view.ratio)
        if outline.kind not in SOLID:
            line.setStyle(Qt.PenStyle.DashLine)
        for pen in (halo, line):
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPath(path)
    painter.restore()


def _font(painter: QPainter, view: View, size: float = 12.0) -> QFontMetricsF:
    font = QFont(painter.font())
    font.setPixelSize(max(8, round(size * view.ratio)))
    painter.setFont(font)
    return QFontMetricsF(font)


def draw_caption(painter: QPainter, view: View, text: str, *, right: bool = False, bottom: bool = False,
                 half: bool = False) -> None:
    """Draw a line of text on a dark strip in a corner; too long a one loses its end.

    :param half: another one stands in the other corner.
    """
    if not text:
        return
    painter.save()
    metrics, edge = _font(painter, view), EDGE * view.ratio
    room = view.width * (0.5 if half else 1.0) - 2.5 * edge - (0 if right and half else 34 * view.ratio)
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, edge))
    wide, high = metrics.boundingRect(text).width() + edge, metrics.height() + edge / 2
    arrow = 34 * view.ratio if right and not bottom else 0
    strip = QRectF(view.width - wide - edge - arrow if right else edge, view.height - high - edge if bottom else edge, wide, high)
    painter.fillRect(strip, SHADE)
    painter.setPen(INK)
    painter.drawText(strip, flag_number(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()


def round_length(most: float) -> float:
    """Return the largest of 1, 2, 5 × 10ⁿ not above a length."""
    if most <= 0 or not math.isfinite(most):
        return 0.0
    ten = 10.0 ** math.floor(math.log10(most))
    return next(factor * ten for factor in (5.0, 2.0, 1.0) if factor * ten <= most * (1 + 1e-9))


def draw_scale_bar(painter: QPainter, view: View) -> None:
    """Draw a bar of a round length, measured on the ellipsoid across the middle of the view."""
    per_pixel = view.metres_per_pixel()
    length = round_length(per_pixel * BAR * view.ratio)
    if not length:
        return
    painter.save()
    metrics, edge = _font(painter, view, 11), EDGE * view.ratio
    wide = length / per_pixel
    text = tr("{length} km").format(length=f"{length / 1000:g}") if length >= 1000 else tr("{length} m").format(
        length=f"{length:g}")
    base = view.height - 1.5 * edge
    painter.fillRect(QRectF(edge / 2, base - metrics.height() - edge / 2, wide + edge, metrics.height() + edge), SHADE)
    painter.setPen(QPen(INK, 1.6 * view.ratio))
    rise = 5 * view.ratio
    painter.drawPolyline(QPolygonF([QPointF(edge, base - rise), QPointF(edge, base), QPointF(edge + wide, base),
                                    QPointF(edge + wide, base - rise)]))
    box = QRectF(edge, base - metrics.height() - edge / 4, wide, metrics.height())
    painter.drawText(box, flag_number(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()


def draw_north(painter: QPainter, view: View) -> None:
    """Draw an arrow where the map's north points, upper right."""
    middle = view.map(QPointF(view.width / 2, view.height / 2))
    there = view.device(QgsPointXY(middle.x(), middle.y() + 100 * view.step))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size = 15 * view.ratio
    painter.translate(view.width - size - EDGE * view.ratio, size + EDGE * view.ratio)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(SHADE)
    painter.drawEllipse(QPointF(0, 0), size, size)
    painter.rotate(math.degrees(math.atan2(there.x() - view.width / 2, view.height / 2 - there.y())))
    arrow = QPainterPath(QPointF(0, -size * 0.85))
    for across, down in ((0.4, 0.35), (0.0, 0.12), (-0.4, 0.35)):
        arrow.lineTo(size * across, size * down)
    arrow.closeSubpath()
    painter.setBrush(INK)
    painter.drawPath(arrow)
    painter.setPen(INK)
    _font(painter, view, 8)
    painter.drawText(QRectF(-size, size * 0.2, 2 * size, size * 0.7), flag_number(Qt.AlignmentFlag.AlignCenter), tr("N"))
    painter.restore()


def draw_measure(painter: QPainter, view: View, points: Sequence[QgsPointXY], areal: bool, text: str) -> None:
    """Draw what is being measured and its length or area beside the last point."""
    if not points:
        return
    places = QPolygonF([view.device(point) for point in points])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(255, 64, 192, 50) if areal else Qt.BrushStyle.NoBrush)
    for colour, width in ((SHADE, 3.4), (QColor(COLOURS[DRAWN]), 1.8)):
        painter.setPen(QPen(colour, width * view.ratio))
        if areal:
            painter.drawPolygon(places)
        else:
            painter.drawPolyline(places)
    painter.setBrush(INK)
    for place in places:
        painter.drawEllipse(place, 2.6 * view.ratio, 2.6 * view.ratio)
    if text:
        metrics = _font(painter, view)
        last = places[len(places) - 1]
        wide = metrics.boundingRect(text).width() + EDGE * view.ratio
        left = min(max(last.x() + 10 * view.ratio, 0.0), view.width - wide)
        top = min(max(last.y() + 10 * view.ratio, 0.0), view.height - metrics.height())
        box = QRectF(left, top, wide, metrics.height() + 2)
        painter.fillRect(box, SHADE)
        painter.setPen(INK)
        painter.drawText(box, flag_number(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()
