"""Drawing a polygon on the map, corner by corner, snapped as the project says."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsWkbTypes,
)
from qgis.gui import QgsMapMouseEvent, QgsMapTool, QgsRubberBand, QgsSnapIndicator
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor

from ...domain.errors import BadInput
from ...i18n import tr
from ...ledger.crs import trusted_transform, words_of
from ..errors import Notices, guarded

LINE, FILL = QColor("#d1007a"), QColor(209, 0, 122, 50)
GRAB = 8  # pixels around a given corner where it is taken hold of


class _PolygonTool(QgsMapTool):
    """Left click adds a corner, right click ends, Backspace takes the last corner back, Esc gives up."""

    ended = pyqtSignal(object)  # the corners in the map's CRS, [] when given up

    def __init__(self, canvas: Any) -> None:
        super().__init__(canvas)
        self._points: list[QgsPointXY] = []
        self._held: Optional[int] = None  # a corner that is dragged
        self.given = False  # whether the corners were given: those can be dragged
        self._band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
        self._band.setColor(LINE)
        self._band.setFillColor(FILL)
        self._band.setWidth(2)
        self._knots = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PointGeometry)
        self._knots.setColor(LINE)
        self._snap: Optional[QgsSnapIndicator] = QgsSnapIndicator(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Show the polygon as it would be with a corner here."""
        point = event.snapPoint()
        if self._snap is not None:
            self._snap.setMatch(event.mapPointMatch())
        if self._held is not None:
            self._points[self._held] = QgsPointXY(point)
        self._show(None if self.given else point)

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Take hold of a given corner."""
        if event.button() == Qt.MouseButton.LeftButton and self.given:
            self._held = self._corner_at(event.mapPoint())

    def _corner_at(self, place: QgsPointXY) -> Optional[int]:
        """Return the corner nearest to a place, None where none is within reach."""
        reach = GRAB * self.canvas().mapUnitsPerPixel()
        near = min(range(len(self._points)), key=lambda at: self._points[at].distance(place), default=None)
        return near if near is not None and self._points[near].distance(place) <= reach else None

    def give(self, points: list[QgsPointXY]) -> None:
        """Begin with corners, in the map's CRS."""
        self._points, self.given = list(points), True
        self._show(None)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Add a corner, let one go that was dragged, or end."""
        if event.button() == Qt.MouseButton.LeftButton and self._held is not None:
            self._points[self._held], self._held = QgsPointXY(event.snapPoint()), None
            self._show(None)
        elif event.button() == Qt.MouseButton.LeftButton and self.given:
            self._insert(event.snapPoint())
        elif event.button() == Qt.MouseButton.LeftButton:
            self.add(event.snapPoint())
        elif event.button() == Qt.MouseButton.RightButton:
            self.finish()

    def keyPressEvent(self, event: Any) -> None:
        """Take the last corner back, give up, or end."""
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and self._points:
            self._points.pop()
            self._show(None)
        elif event.key() == Qt.Key.Key_Escape:
            self._end([])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.finish()
        else:
            return
        event.ignore()  # QGIS deletes selected features on what a tool has not ignored

    def add(self, point: QgsPointXY) -> None:
        """Add a corner; one on the spot of the last is not a new one."""
        if not self._points or self._points[-1] != point:
            self._points.append(QgsPointXY(point))
        self._show(None)

    def _insert(self, point: QgsPointXY) -> None:
        """Add a corner to the nearest edge of a given outline."""
        ring = QgsGeometry.fromPolygonXY([[*self._points, self._points[0]]]) if len(self._points) > 2 else None
        at = ring.closestSegmentWithContext(point)[2] if ring is not None else len(self._points)
        self._points.insert(at, QgsPointXY(point))
        self._show(None)

    def finish(self) -> None:
        """End with the corners there are; fewer than three are none."""
        self._end(self._points if len(self._points) >= 3 else [])

    def deactivate(self) -> None:
        """Leave nothing on the map."""
        self._clear()
        super().deactivate()

    def release(self) -> None:
        """Take its marks off the map while there is one: a snap mark that Python frees after the map makes QGIS crash."""
        self._clear()
        self._snap = None
        for band in (self._band, self._knots):
            self.canvas().scene().removeItem(band)

    def _end(self, points: list[QgsPointXY]) -> None:
        found = list(points)
        self._clear()
        self.ended.emit(found)

    def _clear(self) -> None:
        self._points, self._held, self.given = [], None, False
        self._knots.reset(QgsWkbTypes.GeometryType.PointGeometry)
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        if self._snap is not None:
            self._snap.setVisible(False)

    def _show(self, moving: Optional[QgsPointXY]) -> None:
        self._knots.reset(QgsWkbTypes.GeometryType.PointGeometry)
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        for point in [*self._points, *([moving] if moving is not None and self._points else [])]:
            self._band.addPoint(point, True)
        for point in self._points if self.given else ():
            self._knots.addPoint(point, True)


class PolygonDrawer(QObject):
    """Lets the user draw one polygon after another and hands them over in a CRS of the caller's.

    ``drawn`` carries a ``QgsGeometry``; ``stopped`` says that the user took another tool or gave up.
    """

    drawn = pyqtSignal(object)
    stopped = pyqtSignal()

    def __init__(self, iface: Any, notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self._iface = iface
        self._tool: Optional[_PolygonTool] = None
        self._before: Any = None
        self._crs = QgsCoordinateReferenceSystem()

    @property
    def tool(self) -> Optional[_PolygonTool]:
        """The map tool while one is drawn with, else None."""
        return self._tool

    def start(self, crs: QgsCoordinateReferenceSystem) -> None:
        """Take the pen."""
        self.stop()
        canvas = self._iface.mapCanvas()
        self._crs, self._before = crs, canvas.mapTool()
        self._tool = _PolygonTool(canvas)
        self._tool.ended.connect(self._on_ended)
        self._tool.deactivated.connect(self._on_deactivated)
        canvas.setMapTool(self._tool)
        canvas.setFocus()
        self.notices.info(tr("Click the corners; right click ends, Backspace takes the last corner back, Esc gives up."))

    def start_with(self, outline: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> None:
        """Take the pen with the corners of a polygon (``crs``) to be corrected; its holes are left out."""
        self.start(crs)
        canvas = self._iface.mapCanvas()
        ring = self._moved(outline, crs, canvas.mapSettings().destinationCrs())
        parts = ring.asMultiPolygon() if ring.isMultipart() else [ring.asPolygon()]
        if self._tool is not None:
            self._tool.give(parts[0][0][:-1])
        self.notices.info(tr("Drag corners to correct the outline, click beside it to add one; right click takes it as it is, "
                             "Esc gives up."))

    def stop(self) -> None:
        """Put the pen down; the tool used before comes back."""
        tool, before, self._tool, self._before = self._tool, self._before, None, None
        if tool is None:
            return
        canvas = self._iface.mapCanvas()
        if canvas.mapTool() is tool:
            canvas.unsetMapTool(tool)
            if before is not None:
                canvas.setMapTool(before)
        tool.release()
        tool.deleteLater()
        self.stopped.emit()

    def selected(self, crs: QgsCoordinateReferenceSystem) -> list[QgsGeometry]:
        """Return the polygons selected in QGIS's active layer, in a CRS.

        :raises BadInput: when the active layer is no polygon layer, or nothing is selected in it.
        """
        layer = self._iface.activeLayer()
        areal = getattr(layer, "geometryType", None)
        if areal is None or layer.geometryType() != QgsWkbTypes.GeometryType.PolygonGeometry:
            raise BadInput(tr("Choose a polygon layer in the layer list and select what is meant in it."))
        if not layer.selectedFeatureCount():
            raise BadInput(tr("Nothing is selected in the layer {name}: select the polygons first."), name=layer.name())
        return [self._moved(feature.geometry(), layer.crs(), crs) for feature in layer.selectedFeatures()]

    @guarded
    def _on_ended(self, points: list) -> None:
        if not points:
            self.stop()
            return
        geometry = QgsGeometry.fromPolygonXY([[*points, points[0]]])
        canvas = self._iface.mapCanvas()
        self.drawn.emit(self._moved(geometry, canvas.mapSettings().destinationCrs(), self._crs))

    @guarded
    def _on_deactivated(self) -> None:
        self._before = None  # the user took another tool: that one stays
        self.stop()

    @staticmethod
    def _moved(geometry: QgsGeometry, source: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem) -> QgsGeometry:
        moved = QgsGeometry(geometry)
        try:
            moved.transform(trusted_transform(source, target, QgsProject.instance().transformContext()))
        except QgsCsException as error:
            raise BadInput(tr("What was drawn cannot be transformed to {crs}: check the project's CRS."),
                           crs=words_of(target)) from error
        return moved
