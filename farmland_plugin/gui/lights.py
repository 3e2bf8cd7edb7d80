"""Traffic lights of deadlines: colour and shape, so that nobody needs to tell red from green, and the days in words."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from ..domain.deadlines import DONE, GREEN, MONTHS, NOTICE, OVERDUE, PAUSED, URGENT, WORKING, Standing
from ..i18n import tr
from .terms import Terms

SIZE = 16
EDGE = "#3c3c3c"
CORNERS = {
    NOTICE: ((8, 2.5), (14, 13.5), (2, 13.5)), URGENT: ((8, 1.5), (14.5, 8), (8, 14.5), (1.5, 8)),
    OVERDUE: ((2.5, 2.5), (13.5, 2.5), (13.5, 13.5), (2.5, 13.5)),
}


def light_icon(terms: Terms, light: str) -> QIcon:
    """Return the picture of a light: a circle, triangle, diamond or square, two bars while paused, a tick when done."""
    scale = 3  # drawn large, so that it stays sharp on any screen
    picture = QPixmap(SIZE * scale, SIZE * scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    colour = QColor(terms.colour("traffic_light", light))
    if light == DONE:
        painter.setPen(QPen(colour, 2.2))
        painter.drawPolyline(QPolygonF([QPointF(3, 8.5), QPointF(6.5, 12), QPointF(13, 4)]))
    else:
        painter.setPen(QPen(QColor(EDGE), 0.8))
        painter.setBrush(colour)
        painter.drawPath(_shape(light))
    painter.end()
    return QIcon(picture)


def _shape(light: str) -> QPainterPath:
    path = QPainterPath()
    if light == PAUSED:
        path.addRect(QRectF(3.5, 2.5, 3.5, 11))
        path.addRect(QRectF(9, 2.5, 3.5, 11))
    elif light in CORNERS:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in CORNERS[light]]))
        path.closeSubpath()
    else:
        path.addEllipse(QRectF(2.2, 2.2, 11.6, 11.6))
    return path


def left_text(standing: Standing) -> str:
    """Return how much time is left, or how late it is, in words."""
    if standing.light == DONE:
        return tr("done, {days} days late").format(days=standing.overdue_days) if standing.overdue_days else tr("done in time")
    if standing.light == OVERDUE:
        return tr("{days} days overdue").format(days=standing.overdue_days)
    left = tr("{days} working days left") if standing.unit == WORKING else tr("{days} days left")
    text = tr("due today") if not standing.days_left else left.format(days=standing.days_left)
    return tr("clock stopped, {left}").format(left=text) if standing.light == PAUSED else text


def standing_tip(standing: Standing, terms: Terms, citation: str = "") -> str:
    """Return all that is behind a light: how it was counted, and by which rule."""
    lines = [tr("{light}: {percent} % of the time is used").format(
        light=terms.label("traffic_light", standing.light), percent=standing.percent)]
    if standing.paused_days:
        lines.append(tr("set to {day}; the clock stood still for {days} days").format(
            day=standing.set_due.isoformat(), days=standing.paused_days))
    if standing.assumed:
        lines.append(tr("The holidays of {years} are not entered: weekends alone were left out.").format(
            years=", ".join(map(str, standing.assumed))))
    if citation:
        lines.append(citation)
    return "\n".join(lines)


def unit_text(unit: str) -> str:
    """Return a unit of time in words."""
    return {WORKING: tr("working days"), MONTHS: tr("months")}.get(unit, tr("days"))


def rule_text(rule: Any) -> str:
    """Return what a deadline rule says and where it comes from."""
    text = f"{rule.days} {unit_text(rule.unit)} · {rule.citation}"
    return f"{text}\n{rule.note}" if rule.note else text


LIGHTS = (OVERDUE, URGENT, NOTICE, PAUSED, GREEN, DONE)
