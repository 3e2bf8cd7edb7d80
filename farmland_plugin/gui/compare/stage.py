"""The surface a pane draws on: pictures, outlines and seams, and the mouse that pans, zooms, swipes and measures."""

from __future__ import annotations

from typing import Any, List, Optional, Tuple

from qgis.core import QgsGeometry, QgsPointXY
from qgis.PyQt.QtCore import QPointF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QPainter, QPalette, QPen
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ...compat import flag_number
from ...i18n import tr
from .composing import FLICKER, LENS, SIDE, SWIPE, Blend, compose, draw_picture, draw_seam
from .furniture import Outline, draw_caption, draw_measure, draw_north, draw_outlines, draw_scale_bar
from .heat import draw_legend
from .measuring import AREAL, MARK, OFF, Measure
from .rendering import Picture
from .view import Look, View, World

GRAB = 8  # logical pixels beside the divider where it is taken hold of
ZOOM = 1.25


class Stage(QWidget):
    """Draws one pane; several share one ``Blend`` and one ``Measure``."""

    panned = pyqtSignal(float, float)  # map units
    zoomed = pyqtSignal(float, object)  # factor, point of the map that stays
    touched = pyqtSignal()  # divider, lens or measure moved
    pointed = pyqtSignal(object)  # point of the map under the pointer, None when it left
    resized = pyqtSignal()
    marked = pyqtSignal(object)  # a polygon of the map that was outlined
    unmarked = pyqtSignal(object)  # a place of the map

    def __init__(self, blend: Blend, measure: Measure, parent: Any = None) -> None:
        super().__init__(parent)
        self.blend, self.measure = blend, measure
        self.look: Optional[Look] = None
        self.world: Optional[World] = None
        self.first: Optional[Picture] = None
        self.second: Optional[Picture] = None
        self.over: Optional[Picture] = None  # laid over both
        self.legend = False
        self.captions: Tuple[str, str] = ("", "")
        self.outlines: List[Outline] = []
        self.message = ""
        self.pointer: Optional[QgsPointXY] = None
        self._drag: Optional[QPointF] = None
        self._on_seam = False
        self._ratio = 0.0
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(100, 60)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.follow_cursor()

    def sizeHint(self) -> QSize:
        """Return a size that shows a yard."""
        return QSize(360, 300)

    def view(self) -> Optional[View]:
        """Return what is seen, in this screen's device pixels; None while there is nothing."""
        if self.look is None or self.world is None:
            return None
        return View(self.look, self.world, self.size(), float(self.devicePixelRatioF()))

    def show_look(self, look: Optional[Look], world: Optional[World]) -> None:
        """See this part of the map; pictures of another part are shown where they belong until new ones come."""
        self.look, self.world = look, world
        self.update()

    def nothing_at(self, ground: QgsGeometry) -> str:
        """Return what to say of a scene that is empty where a parcel lies, inside its bounds as that is; '' for any other."""
        here = [picture for picture in (self.first, self.second) if picture is not None]
        return tr("The scene shows nothing at this parcel.") if here and all(one.blank_at(ground) for one in here) else ""

    def follow_cursor(self) -> None:
        """Show with the pointer what a click would do."""
        shape = Qt.CursorShape.OpenHandCursor if self.measure.kind == OFF else Qt.CursorShape.CrossCursor
        self.setCursor(shape)

    def paintEvent(self, event: Any) -> None:
        """Draw everything in device pixels."""
        painter = QPainter(self)
        view = self.view()
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
        if view is None:
            self._say(painter)
            return
        if self._ratio not in (0.0, view.ratio):
            self.resized.emit()  # moved to a screen of another density
        self._ratio = view.ratio
        painter.scale(1 / view.ratio, 1 / view.ratio)
        self.draw(painter, view)
        painter.scale(view.ratio, view.ratio)
        if self.message:
            self._say(painter)

    def draw(self, painter: QPainter, view: View) -> None:
        """Draw the pane on a painter whose unit is the device pixel."""
        compose(painter, view, self.blend, self.first, self.second)
        if self.over is not None:
            draw_picture(painter, self.over, view)
        draw_outlines(painter, view, self.outlines)
        if self.pointer is not None:
            self._draw_pointer(painter, view)
        draw_measure(painter, view, self.measure.line(), self.measure.kind in AREAL, self.measure.text(view.world))
        draw_seam(painter, view, self.blend)
        self._draw_captions(painter, view)
        draw_scale_bar(painter, view)
        draw_north(painter, view)
        if self.legend:
            draw_legend(painter, view)

    def _draw_captions(self, painter: QPainter, view: View) -> None:
        first, second = self.captions
        if self.blend.mode == SIDE:
            draw_caption(painter, view, first)
        elif self.blend.peek:
            draw_caption(painter, view, second)
        elif self.blend.mode == FLICKER:
            draw_caption(painter, view, second if self.blend.phase else first)
        elif self.blend.mode == SWIPE and self.blend.horizontal:
            draw_caption(painter, view, first)
            draw_caption(painter, view, second, right=True, bottom=True, half=True)
        else:
            draw_caption(painter, view, first, half=True)
            draw_caption(painter, view, second, right=True, half=True)

    def _draw_pointer(self, painter: QPainter, view: View) -> None:
        place, arm = view.device(self.pointer), 9 * view.ratio
        for colour, width in ((QColor(0, 0, 0, 150), 3.0), (QColor("#ffffff"), 1.2)):
            painter.setPen(QPen(colour, width * view.ratio))
            painter.drawLine(place - QPointF(arm, 0), place + QPointF(arm, 0))
            painter.drawLine(place - QPointF(0, arm), place + QPointF(0, arm))

    def _say(self, painter: QPainter) -> None:
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        flags = flag_number(Qt.AlignmentFlag.AlignCenter) | flag_number(Qt.TextFlag.TextWordWrap)
        painter.drawText(self.rect().adjusted(12, 12, -12, -12), flags, self.message)

    def _place(self, event: Any) -> QPointF:
        return QPointF(event.pos()) * float(self.devicePixelRatioF())

    def _near_seam(self, event: Any) -> bool:
        view = self.view()
        if self.blend.mode != SWIPE or view is None:
            return False
        along = event.pos().y() if self.blend.horizontal else event.pos().x()
        return abs(along - self.blend.seam(view) / view.ratio) <= GRAB

    def mousePressEvent(self, event: Any) -> None:
        """Take hold of the divider or of the map; a right click ends a measure."""
        view = self.view()
        if view is None:
            return
        if event.button() == Qt.MouseButton.LeftButton:
            self._on_seam = self._near_seam(event)
            if self.measure.kind != OFF and not self._on_seam:
                self.measure.add(view.map(self._place(event)))
                self.touched.emit()
            else:
                self._drag = self._place(event)
        elif event.button() == Qt.MouseButton.MiddleButton:
            self._drag = self._place(event)
        elif event.button() == Qt.MouseButton.RightButton and self.measure.kind == MARK:
            self._end_mark(view, view.map(self._place(event)))
        elif event.button() == Qt.MouseButton.RightButton and self.measure.kind != OFF:
            self.measure.end()
            self.touched.emit()

    def _end_mark(self, view: View, place: QgsPointXY) -> None:
        """Hand over what was outlined, two corners as a box along the screen's edges; without corners, the place."""
        points = list(self.measure.points)
        self.measure.clear()
        self.touched.emit()
        if len(points) == 2:
            one, other = map(view.device, points)
            points = [view.map(QPointF(x, y)) for x, y in ((one.x(), one.y()), (other.x(), one.y()), (other.x(), other.y()),
                                                           (one.x(), other.y()))]
        if len(points) > 2:
            self.marked.emit(QgsGeometry.fromPolygonXY([[*points, points[0]]]))
        elif not points:
            self.unmarked.emit(place)

    def mouseMoveEvent(self, event: Any) -> None:
        """Move the divider, the map, the lens or the line being measured."""
        view = self.view()
        if view is None:
            return
        place = self._place(event)
        if self._drag is not None and self._on_seam:
            share = place.y() / view.height if self.blend.horizontal else place.x() / view.width
            self.blend.divider = min(max(share, 0.0), 1.0)
            self.touched.emit()
        elif self._drag is not None:
            start, end = view.map(self._drag), view.map(place)
            self._drag = place
            self.panned.emit(start.x() - end.x(), start.y() - end.y())
        elif self.measure.kind != OFF and self.measure.points:
            self.measure.moving = view.map(place)
            self.touched.emit()
        if self.blend.mode == LENS:
            self.blend.lens = QPointF(place.x() / view.width, place.y() / view.height)
            self.update()
        if self._drag is None:
            self._hover(event)
        self.pointed.emit(view.map(place))

    def _hover(self, event: Any) -> None:
        if self._near_seam(event):
            sideways = not self.blend.horizontal
            self.setCursor(Qt.CursorShape.SplitHCursor if sideways else Qt.CursorShape.SplitVCursor)
        else:
            self.follow_cursor()

    def mouseReleaseEvent(self, event: Any) -> None:
        """Let go."""
        self._drag, self._on_seam = None, False

    def mouseDoubleClickEvent(self, event: Any) -> None:
        """End a measure; the first click of the two added the last point."""
        view = self.view()
        if self.measure.kind == MARK and view is not None and self.measure.points:
            self._end_mark(view, self.measure.points[-1])
        elif self.measure.kind not in (OFF, MARK):
            self.measure.end()
            self.touched.emit()

    def leaveEvent(self, event: Any) -> None:
        """Take the lens away with the pointer."""
        if self.blend.mode == LENS:
            self.blend.lens = None
            self.update()
        self.pointed.emit(None)

    def wheelEvent(self, event: Any) -> None:
        """Zoom; the point under the pointer stays where it is."""
        view = self.view()
        if view is None or not event.angleDelta().y():
            return
        place = event.position() * view.ratio
        self.zoomed.emit(ZOOM if event.angleDelta().y() > 0 else 1 / ZOOM, view.map(place))
        event.accept()

    def resizeEvent(self, event: Any) -> None:
        """Have the pictures drawn at the new size."""
        self.resized.emit()
