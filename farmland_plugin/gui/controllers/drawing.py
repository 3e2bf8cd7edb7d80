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


class _PolygonTool(QgsMapTool):
    """Left click adds a corner, right click ends, Backspace takes the last corner back, Esc gives up."""

    ended = pyqtSignal(object)  # the corners in the map's CRS, [] when given up

    def __init__(self, canvas: Any) -> None:
        super().__init__(canvas)
        self._points: list[QgsPointXY] = []
        self._band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
        self._band.setColor(LINE)
        self._band.setFillColor(FILL)
        self._band.setWidth(2)
        self._snap = QgsSnapIndicator(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Show the polygon as it would be with a corner here."""
        point = event.snapPoint()
        self._snap.setMatch(event.mapPointMatch())
        self._show(point)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Add a corner, or end."""
        if event.button() == Qt.MouseButton.LeftButton:
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

    def finish(self) -> None:
        """End with the corners there are; fewer than three are none."""
        self._end(self._points if len(self._points) >= 3 else [])

    def deactivate(self) -> None:
        """Leave nothing on the map."""
        self._clear()
        super().deactivate()

    def _end(self, points: list[QgsPointXY]) -> None:
        found = list(points)
        self._clear()
        self.ended.emit(found)

    def _clear(self) -> None:
        self._points = []
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        self._snap.setVisible(False)

    def _show(self, moving: Optional[QgsPointXY]) -> None:
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        for point in [*self._points, *([moving] if moving is not None and self._points else [])]:
            self._band.addPoint(point, True)


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
