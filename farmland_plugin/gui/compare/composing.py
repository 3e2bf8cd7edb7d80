"""How two pictures of the same view become one: side by side, swiped, blinking, blended, or through a lens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from qgis.PyQt.QtCore import QPointF, QRect, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPainterPath, QPen

from .rendering import Picture
from .view import View

SIDE, SWIPE, FLICKER, OPACITY, LENS = "side", "swipe", "flicker", "opacity", "lens"
MODES = (SIDE, SWIPE, FLICKER, OPACITY, LENS)
SEAM, SEAM_SHADE = QColor("#ffffff"), QColor(0, 0, 0, 150)


@dataclass
class Blend:
    """How the second picture is laid over the first.

    :param divider: 0 to 1 of the way across (down where ``horizontal``). :param phase: flicker shows the second one.
    :param lens: middle of the lens as shares of width and height, None: the pointer is elsewhere. :param radius: logical pixels.
    :param peek: show what is otherwise hidden, whole.
    """

    mode: str = SIDE
    divider: float = 0.5
    horizontal: bool = False
    phase: bool = False
    opacity: float = 0.5
    lens: Optional[QPointF] = None
    radius: float = 90.0
    peek: bool = False

    def seam(self, view: View) -> int:
        """Return the device pixel where the second picture begins, across or, where ``horizontal``, down."""
        return round(self.divider * (view.height if self.horizontal else view.width))

    def middle(self, view: View) -> QPointF:
        """Return the middle of the lens in device pixels."""
        place = self.lens if self.lens is not None else QPointF(0.5, 0.5)
        return QPointF(place.x() * view.width, place.y() * view.height)


def draw_picture(painter: QPainter, picture: Picture, view: View) -> None:
    """Draw a picture; one of another view where it belongs in this one, until its own has come."""
    if picture.view.key == view.key:
        painter.drawImage(0, 0, picture.image)
        return
    if picture.view.world.name != view.world.name:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setTransform(picture.view.to_map * view.to_device, True)
    painter.drawImage(0, 0, picture.image)
    painter.restore()


def _clipped(painter: QPainter, picture: Optional[Picture], view: View, clip: QPainterPath) -> None:
    painter.save()
    painter.setClipPath(clip, Qt.ClipOperation.IntersectClip)
    if picture is not None:
        draw_picture(painter, picture, view)
    painter.restore()


def _box(area: QRect) -> QPainterPath:
    path = QPainterPath()
    path.addRect(area.x(), area.y(), area.width(), area.height())
    return path


def compose(painter: QPainter, view: View, blend: Blend, first: Optional[Picture], second: Optional[Picture]) -> None:
    """Draw the pictures as the mode has it. The painter's unit is the device pixel."""
    whole = QRect(0, 0, view.width, view.height)
    if blend.mode == SIDE or blend.peek or blend.mode == FLICKER:
        over = blend.peek or (blend.mode == FLICKER and blend.phase)
        shown = second if over and blend.mode != SIDE else first
        _clipped(painter, shown, view, _box(whole))
    elif blend.mode == SWIPE:
        seam = blend.seam(view)
        start = QRect(0, 0, view.width, seam) if blend.horizontal else QRect(0, 0, seam, view.height)
        rest = whole.adjusted(0, seam, 0, 0) if blend.horizontal else whole.adjusted(seam, 0, 0, 0)
        _clipped(painter, first, view, _box(start))
        _clipped(painter, second, view, _box(rest))
    elif blend.mode == OPACITY:
        _clipped(painter, first, view, _box(whole))
        painter.setOpacity(blend.opacity)
        _clipped(painter, second, view, _box(whole))
        painter.setOpacity(1.0)
    else:
        ring = lens_path(blend, view) if blend.lens is not None else QPainterPath()
        _clipped(painter, first, view, _box(whole).subtracted(ring))
        _clipped(painter, second, view, ring)


def lens_path(blend: Blend, view: View) -> QPainterPath:
    """Return the lens in device pixels."""
    path = QPainterPath()
    path.addEllipse(blend.middle(view), blend.radius * view.ratio, blend.radius * view.ratio)
    return path


def draw_seam(painter: QPainter, view: View, blend: Blend) -> None:
    """Draw the divider with its handle, or the rim of the lens, over pictures and outlines."""
    if blend.peek:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    if blend.mode == SWIPE:
        seam = float(blend.seam(view))
        end = QPointF(view.width, seam) if blend.horizontal else QPointF(seam, view.height)
        path.moveTo(QPointF(0, seam) if blend.horizontal else QPointF(seam, 0))
        path.lineTo(end)
        middle = QPointF(end.x() / 2, seam) if blend.horizontal else QPointF(seam, end.y() / 2)
        path.addEllipse(middle, 7 * view.ratio, 7 * view.ratio)
    elif blend.mode == LENS and blend.lens is not None:
        path = lens_path(blend, view)
    for colour, width in ((SEAM_SHADE, 3.0), (SEAM, 1.4)):
        painter.setPen(QPen(colour, width * view.ratio))
        painter.drawPath(path)
    painter.restore()
